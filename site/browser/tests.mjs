// The static site in a browser: search, languages, themes, keys, paper, phones, accessibility, size and time.
import assert from "node:assert/strict";
import fs from "node:fs";
import http from "node:http";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { DESK, PHONE, axeSource, large, launch, open, pages, search, site } from "./browser.mjs";

const OPERATION = "udesk/operations/update_customer.html";
const KINDS = [
  "index.html", "udesk/index.html", "baiyao/index.html", OPERATION, "udesk/types/customer.html",
  "udesk/types/customer_level.html", "udesk/types/customer_lookup.html", "udesk/types/cellphone_change.html",
];
const LANGUAGES = ["en", "zh"];

let browser;
before(async () => (browser = await launch()));
after(() => browser.close());

/** Runs with a page, which must not have complained at the end. */
async function using(file, options, run) {
  const page = await open(browser, file, options);
  try {
    const result = await run(page);
    assert.deepEqual(page.troubles, [], file);
    return result;
  } finally {
    await page.close();
  }
}

describe("search", () => {
  for (const language of LANGUAGES) {
    for (const [words, expected] of [
      ["手机号", /cellphones|mobile/],
      ["mobile", /mobile/i],
      ["update_customer", /operations\/update_customer\.html/],
      ["更新客户", /operations\/update_customer\.html/],
      ["nick name", /field-nick_name/],
    ]) {
      test(`${words} is found from a page in ${language}`, () =>
        using(`${language}/${OPERATION}`, {}, async (page) => {
          const found = await search(page, words);
          assert.ok(found.length, "nothing found");
          assert.match(JSON.stringify(found.slice(0, 5).map(({ to, what }) => [to, what])), expected);
          assert.ok(found.some(({ marks }) => marks.length), "nothing is marked");
          assert.ok(found.every(({ to }) => to.startsWith("../../")), "results stay in the language");
        }));
    }
    test(`手机号 and mobile find the same field from a page in ${language}`, () =>
      using(`${language}/index.html`, {}, async (page) => {
        const fields = async (words) => new Set((await search(page, words)).map(({ to }) => to).filter((to) => to.includes("#field-")));
        const [chinese, english] = [await fields("手机号"), await fields("mobile")];
        assert.ok([...chinese].some((to) => english.has(to)), `${[...chinese]} and ${[...english]}`);
      }));
    test(`an error code is found from a page in ${language}`, () =>
      using(`${language}/index.html`, {}, async (page) => {
        const html = fs.readFileSync(path.join(site, language, "dmhub/index.html"), "utf8");
        const anchor = /<tr id="(error-[^"]+)"/.exec(html);
        assert.ok(anchor, "the vendor documents no code");
        const code = anchor[1].slice("error-".length);
        const found = await search(page, code);
        assert.ok(found.slice(0, 5).some(({ to }) => to.endsWith(`dmhub/index.html#${anchor[1]}`)), JSON.stringify(found.slice(0, 5)));
      }));
  }

  test("手机号 first finds fields that are one, told in the page's language", () =>
    using("en/index.html", {}, async (page) => {
      const found = await search(page, "手机号");
      for (const { to, context } of found.slice(0, 4)) {
        assert.match(to, /#field-(mobile|phone|content|cellphones)$/);
        assert.match(context, /^[A-Z][a-z]+ .* · .*手机号/);
      }
    }));

  test("ways to authenticate, limits and codes that only examples show are found", () =>
    using("zh/index.html", {}, async (page) => {
      const first = async (words) => (await search(page, words))[0].to;
      assert.match(await first("SHA-1"), /udesk\/index\.html#auth-/);
      assert.match(await first("per_interface"), /udesk\/index\.html#limit-per_interface$/);
      assert.match(await first("2999"), /update_customer\.html#error-2999$/);
      await page.goto(`file://${site}/en/index.html`);
      await search(page, "2999");
      assert.equal(await page.$eval(".search-state", (state) => state.textContent), "1 result");
    }));

  test("every result leads to a page and an anchor that are there", () =>
    using("en/index.html", {}, async (page) => {
      for (const words of ["e", "客", "0", "code"]) {
        for (const { to } of await search(page, words)) {
          const [file, anchor] = to.split("#");
          const text = fs.readFileSync(path.join(site, "en", file), "utf8");
          if (anchor) assert.ok(text.includes(`id="${anchor}"`), to);
        }
      }
    }));

  test("keys: slash opens, arrows move, Enter goes, Escape closes", () =>
    using(`en/${OPERATION}`, {}, async (page) => {
      await search(page, "customer");
      const chosen = () => page.$eval("#found [aria-selected=true]", (item) => item.id);
      assert.equal(await chosen(), "found-0");
      await page.keyboard.press("ArrowDown");
      assert.equal(await chosen(), "found-1");
      assert.equal(await page.$eval("dialog input", (input) => input.getAttribute("aria-activedescendant")), "found-1");
      await page.keyboard.press("ArrowUp");
      await page.keyboard.press("ArrowUp");
      assert.notEqual(await chosen(), "found-0");
      await page.keyboard.press("Escape");
      assert.equal(await page.$("dialog.search[open]"), null);
      await page.keyboard.down("Control");
      await page.keyboard.press("k");
      await page.keyboard.up("Control");
      assert.ok(await page.$("dialog.search[open]"));
      const [first] = await search(page, "log_in");
      await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
      assert.ok(page.url().endsWith(first.to.replace(/^(\.\.\/)+/, "")), page.url());
    }));

  test("nothing found is said", () =>
    using("zh/index.html", {}, async (page) => {
      assert.deepEqual(await search(page, "qqzzxx"), []);
      assert.equal(await page.$eval(".search-state", (state) => state.textContent), "没有找到。");
    }));
});

describe("language and theme", () => {
  test("the other language shows the same page at the same anchor, and back", () =>
    using(`en/${OPERATION}#field-customer.nick_name`, {}, async (page) => {
      const top = () => page.$eval("[id='field-customer.nick_name']", (field) => Math.round(field.getBoundingClientRect().top));
      assert.ok((await top()) < 1000);
      await Promise.all([page.waitForNavigation(), page.click(".language")]);
      assert.ok(page.url().endsWith(`zh/${OPERATION}#field-customer.nick_name`), page.url());
      assert.equal(await page.$eval("html", (html) => html.lang), "zh-CN");
      assert.ok((await top()) >= 0 && (await top()) < 1000, "the field is in sight");
      await Promise.all([page.waitForNavigation(), page.click(".language")]);
      assert.ok(page.url().endsWith(`en/${OPERATION}#field-customer.nick_name`), page.url());
    }));

  test("a press goes through dark, light and the system's theme, and the choice is kept", () =>
    using("en/index.html", {}, async (page) => {
      const ground = () => page.$eval("body", (body) => getComputedStyle(body).backgroundColor);
      const light = await ground();
      await page.click(".theme");
      const dark = await ground();
      assert.notEqual(dark, light);
      await page.goto(`file://${site}/en/udesk/index.html`);
      assert.equal(await ground(), dark, "kept on another page");
      await page.click(".theme");
      assert.equal(await ground(), light);
      await page.click(".theme");
      assert.equal(await page.$eval("html", (html) => "theme" in html.dataset), false);
    }));

  test("the system's theme is taken", () =>
    using("en/index.html", { theme: "dark" }, async (page) => {
      assert.equal(await page.$eval("body", (body) => getComputedStyle(body).backgroundColor), "rgb(16, 18, 24)");
    }));

  test("the first page leads to a language", () =>
    using("index.html", {}, async (page) => {
      await page.waitForFunction(() => /\/(en|zh)\/index\.html$/.test(location.pathname));
    }));
});

describe("anchors", () => {
  for (const [file, id] of [["udesk/index.html", "types"], ["baiyao/index.html", "types"], ["baiyao/index.html", "documents"]]) {
    test(`${file}#${id} lands below the header`, () =>
      using(`en/${file}#${id}`, { width: PHONE }, async (page) => {
        const [top, below, end] = await page.evaluate((id) => [
          document.getElementById(id).getBoundingClientRect().top,
          document.querySelector("header.top").getBoundingClientRect().bottom,
          scrollY + innerHeight >= document.documentElement.scrollHeight - 1,
        ], id);
        assert.ok(top >= below, `${top} is below ${below}`);
        assert.ok(end || top - below < 60, `${top} is right below ${below}`);
      }));
  }
});

describe("keyboard", () => {
  test("every stop can be seen, and the first leads to the text", () =>
    using(`en/${OPERATION}`, {}, async (page) => {
      await page.keyboard.press("Tab");
      assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
      await page.keyboard.press("Enter");
      assert.equal(await page.evaluate(() => document.activeElement.id), "main");
      const seen = new Set();
      for (let stop = 0; stop < 60; stop += 1) {
        await page.keyboard.press("Tab");
        const at = await page.evaluate(() => {
          const element = document.activeElement;
          const box = element.getBoundingClientRect();
          const style = getComputedStyle(element);
          element.dataset.stop ||= String(Math.random());
          return { stop: element.dataset.stop, name: element.outerHTML.slice(0, 90), outline: style.outlineStyle, wide: box.width > 0 && box.height > 0, inside: box.bottom > 0 && box.top < innerHeight };
        });
        if (at.name.startsWith("<body")) break;
        assert.ok(at.wide && at.inside, `not in sight: ${at.name}`);
        assert.notEqual(at.outline, "none", `no ring: ${at.name}`);
        seen.add(at.stop);
      }
      assert.ok(seen.size > 30, `${seen.size} stops`);
    }));

  test("arrows choose a sample, for all samples and the next page", () =>
    using(`en/${OPERATION}`, {}, async (page) => {
      const tabs = await page.$$eval(".example:first-of-type [role=tab]", (all) => all.map((tab) => tab.dataset.kind));
      assert.ok(tabs.length >= 2, tabs.join());
      await page.focus(".example:first-of-type [role=tab]");
      await page.keyboard.press("ArrowRight");
      const on = () => page.$$eval(".panel.on", (panels) => [...new Set(panels.map((panel) => panel.dataset.kind))]);
      assert.deepEqual(await on(), [tabs[1]]);
      assert.equal(await page.evaluate(() => document.activeElement.dataset.kind), tabs[1]);
      await page.reload();
      assert.deepEqual(await on(), [tabs[1]]);
    }));

  test("one press opens all fields, and one closes them", () =>
    using(`zh/${OPERATION}`, {}, async (page) => {
      const closed = () => page.$$eval(".text details:not([open])", (all) => all.length);
      assert.ok((await closed()) > 0);
      await page.focus(".expand");
      await page.keyboard.press("Enter");
      assert.equal(await closed(), 0);
      assert.equal(await page.$eval(".expand", (button) => button.textContent), "全部收起");
      await page.keyboard.press("Enter");
      assert.equal(await page.$$eval(".text details[open]", (all) => all.length), 0);
    }));

  test("JSON folds and opens, by press and by arrows, and is copied whole", () =>
    using(`en/${OPERATION}`, {}, async (page) => {
      await page.evaluate(() => {
        Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => void (window.copied = text) } });
      });
      const block = ".example[open] .answer";
      const whole = await page.$eval(`${block} code`, (code) => code.textContent);
      const lines = () => page.$eval(`${block} code`, (code) => code.innerText.trim().split("\n").length);
      const before = await lines();
      const stops = () => page.$$eval(`${block} .fold-at`, (all) => all.filter((button) => button.tabIndex === 0).length);
      assert.equal(await stops(), 1, "one stop for Tab");
      await page.focus(`${block} .fold-at`);
      await page.keyboard.press("ArrowDown");
      const name = () => page.evaluate(() => document.activeElement.getAttribute("aria-label"));
      assert.equal(await name(), 'Fold "customer"');
      await page.keyboard.press("Enter");
      const folded = await lines();
      assert.ok(folded < before / 2, `${folded} of ${before} lines`);
      assert.equal(await page.evaluate(() => document.activeElement.ariaExpanded), "false");
      await page.click(`${block} .copy`);
      assert.equal(await page.evaluate(() => window.copied), whole, "what is folded is copied, too");
      await page.focus(`${block} .fold-at[tabindex="0"]`);
      await page.keyboard.press("ArrowRight");
      assert.equal(await lines(), before);
      // The stop for Tab is the member's; to fold what it stands in leads it out.
      await page.click(`${block} .fold-at`);
      const reached = () => page.$eval(`${block} .fold-at[tabindex="0"]`, (button) => button.checkVisibility());
      assert.ok((await reached()) && (await stops()) === 1, "one stop for Tab that is seen");
      await page.click(`${block} .fold-at`);
      assert.equal(await lines(), before);
      await page.click(`${block} .fold-all`);
      assert.ok((await lines()) < before / 2);
      assert.equal(await stops(), 1);
      await page.click(`${block} .fold-all`);
      assert.equal(await lines(), before);
    }));

  test("what has nothing to fold has no buttons for it", () =>
    using("en/udesk/types/customer_lookup.html", {}, async (page) => assert.equal(await page.$$eval(".fold-at, .fold-all", (all) => all.length), 0)));

  test("a sample is copied as it stands", () =>
    using(`en/${OPERATION}`, {}, async (page) => {
      const origin = await browser.defaultBrowserContext();
      await origin.overridePermissions("file://", ["clipboard-read", "clipboard-write"]).catch(() => {});
      await page.evaluate(() => {
        Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => void (window.copied = text) } });
      });
      await page.click(".samples .copy");
      const [copied, shown] = await page.evaluate(() => [window.copied, document.querySelector(".panel.on code").textContent]);
      assert.equal(copied, shown);
      assert.ok(copied.includes("\n"), "lines are kept");
    }));
});

describe("Markdown", () => {
  for (const language of LANGUAGES) {
    test(`an operation is there as Markdown in ${language}, to be read`, () =>
      using(`${language}/${OPERATION}`, { scripts: false }, async (page) => {
        await Promise.all([page.waitForNavigation(), page.click(".plain")]);
        const text = await page.evaluate(() => document.body.innerText);
        assert.match(text, /^# Udesk /);
        assert.match(text, language === "en" ? /Update a customer/ : /更新客户/);
      }));
  }

  test("it is copied by a press where a server sends it", async () => {
    const server = http.createServer((request, answer) => {
      const file = path.join(site, decodeURIComponent(new URL(request.url, "http://x").pathname));
      const type = { ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml", ".html": "text/html", ".md": "text/markdown" }[path.extname(file)];
      if (!type || !fs.existsSync(file)) return answer.writeHead(404).end();
      answer.writeHead(200, { "content-type": `${type}; charset=utf-8` }).end(fs.readFileSync(file));
    });
    await new Promise((done) => server.listen(0, "127.0.0.1", done));
    const page = await browser.newPage();
    try {
      await page.goto(`http://127.0.0.1:${server.address().port}/zh/${OPERATION}`);
      await page.evaluate(() => {
        Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => void (window.copied = text) } });
      });
      await page.click(".copy-page");
      await page.waitForFunction(() => window.copied);
      const source = fs.readFileSync(path.join(site, "zh", OPERATION.replace(".html", ".md")), "utf8");
      assert.equal(await page.evaluate(() => window.copied), source);
    } finally {
      await page.close();
      server.close();
    }
  });

  test("no button is there that could not read it", () =>
    using(`en/${OPERATION}`, {}, async (page) => assert.equal(await page.$eval(".copy-page", (button) => button.checkVisibility()), false)));
});

test("a page leads to its parts, and says types in Rust to everybody", () =>
  using(`zh/${OPERATION}`, { width: PHONE }, async (page) => {
    const parts = await page.$$eval(".jump a", (links) => links.map((link) => link.hash));
    assert.deepEqual(parts, ["#parameters", "#body", "#returns", "#errors", "#examples"]);
    await page.click(".jump a[href='#examples']");
    await page.waitForFunction(() => document.getElementById("examples").getBoundingClientRect().top < innerHeight);
    assert.equal(await page.$$eval("main [title]", (all) => all.length), 0, "tooltips");
    assert.ok(await page.$eval("[id='answer-nick_name'] .in-rust", (type) => type.checkVisibility() && type.textContent === "Rust Option<String>"));
  }));

describe("without scripts", () => {
  for (const language of LANGUAGES) {
    test(`pages in ${language} can be read and followed`, () =>
      using(`${language}/${OPERATION}`, { scripts: false }, async (page) => {
        const shown = (selector) => page.$$eval(selector, (all) => all.filter((one) => one.checkVisibility()).length);
        assert.equal(await shown(".needs-js"), 0, "buttons that would do nothing");
        assert.ok((await shown(".example[open] .panel")) >= 1);
        assert.equal(await shown(".example[open] .panel"), await shown(".example[open] .panel-title"));
        assert.ok((await shown(".side-sections a")) >= 5, "the way to the lists");
        await Promise.all([page.waitForNavigation(), page.click(".language")]);
        assert.ok(!page.url().includes(`/${language}/`));
      }));
  }
  test("the contents are beside the text on a phone too", () =>
    using(`en/${OPERATION}`, { scripts: false, width: PHONE }, async (page) => {
      assert.ok(await page.$eval(".side-sections", (list) => list.checkVisibility()));
    }));
});

describe("phone", () => {
  test("no page is wider than the phone", async () => {
    const page = await open(browser, "en/index.html", { width: PHONE });
    for (const file of pages()) {
      await page.goto(`file://${site}/${file}`);
      await page.evaluate(() => document.querySelectorAll("main details").forEach((details) => (details.open = true)));
      const [width, culprit] = await page.evaluate(() => {
        const over = [...document.querySelectorAll("main *")].find((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest(".scroll, pre, .tabs, svg"));
        return [document.documentElement.scrollWidth, over ? over.outerHTML.slice(0, 200) : ""];
      });
      assert.ok(width <= PHONE, `${file}: ${width}: ${culprit}`);
      assert.equal(culprit, "", file);
    }
    assert.deepEqual(page.troubles, []);
    await page.close();
  });

  test("the menu opens, closes by Escape, and is left by a link", () =>
    using(`zh/${OPERATION}`, { width: PHONE }, async (page) => {
      const shown = () => page.$eval(".side", (side) => side.checkVisibility());
      assert.equal(await shown(), false);
      await page.click(".menu");
      assert.equal(await shown(), true);
      await page.keyboard.press("Escape");
      assert.equal(await shown(), false);
      await page.click(".menu");
      await Promise.all([page.waitForNavigation(), page.click(".side a[href$='log_in.html']")]);
    }));

  test("letters of drawings are at least 11 pixels high", () =>
    using("en/udesk/index.html", { width: PHONE }, async (page) => {
      const sizes = await page.$$eval("svg.sequence", (all) => all.filter((svg) => svg.checkVisibility()).map((svg) => (14 * svg.getBoundingClientRect().width) / svg.viewBox.baseVal.width));
      assert.ok(sizes.length > 0);
      for (const size of sizes) assert.ok(size >= 11, String(size));
    }));
});

test("words of drawings stay in the drawing", async () => {
  for (const file of pages().filter((file) => /^(en|zh)\/[^/]+\/index\.html$/.test(file))) {
    for (const width of [PHONE, DESK]) {
      await using(file, { width }, async (page) => {
        const outside = await page.$$eval("svg.sequence", (all) =>
          all.filter((svg) => svg.checkVisibility()).flatMap((svg) => {
            const { width, height } = svg.viewBox.baseVal;
            return [...svg.querySelectorAll("text")].filter((text) => {
              const box = text.getBBox();
              return box.x < -1 || box.x + box.width > width + 1 || box.y + box.height > height;
            }).map((text) => text.textContent);
          }),
        );
        assert.deepEqual(outside, [], file);
      });
    }
  }
});

test("on paper, all is open and nothing is for the screen", () =>
  using(`en/${OPERATION}`, {}, async (page) => {
    await page.emulateMediaType("print");
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    const shown = (selector) => page.$$eval(selector, (all) => all.filter((one) => one.checkVisibility()).length);
    for (const screen of [".top", ".side", ".copy", ".tabs", ".turn", ".crumbs"]) assert.equal(await shown(screen), 0, screen);
    assert.equal(await shown("main details:not([open])"), 0);
    const panels = await page.$$eval(".panel", (all) => all.length);
    assert.equal(await shown(".panel"), panels, "all samples");
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    assert.ok((await page.$$eval("main details:not([open])", (all) => all.length)) > 0);
    const pdf = await page.pdf({ format: "A4" });
    assert.ok(pdf.length > 10_000);
    if (process.env.SHOTS) fs.writeFileSync(path.join(process.env.SHOTS, "paper.pdf"), pdf);
  }));

/** Runs axe on what a page shows with everything open. */
async function violations(page) {
  await page.evaluate(() => document.querySelectorAll("main details").forEach((details) => (details.open = true)));
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => axe.run(document, { resultTypes: ["violations"], preload: false }));
  return violations.map(({ id, nodes }) => `${id}: ${nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
}

describe("axe finds nothing", () => {
  for (const language of LANGUAGES) {
    for (const theme of ["light", "dark"]) {
      for (const width of [DESK, PHONE]) {
        test(`on every kind of page, ${language}, ${theme}, ${width} pixels wide`, async () => {
          for (const kind of KINDS) {
            await using(`${language}/${kind}`, { theme, width }, async (page) => assert.deepEqual(await violations(page), [], kind));
          }
        });
      }
      test(`in the search, ${language}, ${theme}`, () =>
        using(`${language}/${OPERATION}`, { theme }, async (page) => {
          await search(page, "customer");
          assert.deepEqual(await violations(page), []);
        }));
    }
  }
  test("on all pages", async () => {
    for (const file of pages().filter((file) => file !== "index.html")) {
      await using(file, {}, async (page) => assert.deepEqual(await violations(page), [], file));
    }
  });
});

test("nothing moves while a page loads", async () => {
  // Also where another language of samples was chosen before.
  await using(`en/${OPERATION}`, {}, (page) => page.click("[role=tab][data-kind=http]"));
  for (const kind of ["index.html", "udesk/index.html", OPERATION]) {
    await using(`en/${kind}`, { wait: false }, async (page) => {
      if (kind === OPERATION) assert.equal(await page.$eval(".panel[data-kind=http]", (panel) => panel.checkVisibility()), true);
      const shift = await page.evaluate(
        () => new Promise((done) => {
          let sum = 0;
          new PerformanceObserver((list) => list.getEntries().forEach((entry) => (sum += entry.value))).observe({ type: "layout-shift", buffered: true });
          setTimeout(() => done(sum), 600);
        }),
      );
      assert.ok(shift < 0.01, `${kind}: ${shift}`);
    });
  }
});

/** The bytes of files below a folder whose names match. */
const bytes = (root, match) =>
  fs.readdirSync(root, { recursive: true, encoding: "utf8" })
    .filter((file) => match.test(file) && fs.statSync(path.join(root, file)).isFile())
    .map((file) => fs.statSync(path.join(root, file)).size);
const sum = (sizes) => sizes.reduce((all, size) => all + size, 0);

describe("size and time of 1,000 operations and 2,500 types", () => {
  test("sizes", (context) => {
    const html = bytes(large, /^en.*\.html$/).sort((a, b) => a - b);
    const kilo = (size) => `${Math.round(size / 1000)} kB`;
    const front = fs.statSync(path.join(large, "en/synthetic/index.html")).size;
    const own = sum(bytes(large, /(style\.css|site\.js|theme\.js)$/));
    context.diagnostic(`style and scripts ${kilo(own)}`);
    context.diagnostic(`pages: ${html.length} a language, median ${kilo(html[html.length >> 1])}, largest ${kilo(html.at(-1))}, the vendor's ${kilo(front)}`);
    context.diagnostic(`search ${kilo(sum(bytes(large, /search-synthetic\.js$/)))}, contents ${kilo(sum(bytes(large, /contents-synthetic-en\.js$/)))}, all ${kilo(sum(bytes(large, /./)))}`);
    assert.ok(own < 64_000, `${own}`);
    assert.ok(html[html.length >> 1] < 60_000);
  });

  for (const file of ["en/synthetic/index.html", "en/synthetic/operations/list_item501.html", "zh/synthetic/types/item500.html"]) {
    test(`${file} loads`, async (context) => {
      const times = [];
      for (let round = 0; round < 5; round += 1) {
        await using(file, { root: large }, async (page) => {
          times.push(await page.evaluate(() => {
            const { domContentLoadedEventEnd, loadEventEnd } = performance.getEntriesByType("navigation")[0];
            return { ready: Math.round(domContentLoadedEventEnd), load: Math.round(loadEventEnd), elements: document.querySelectorAll("*").length };
          }));
        });
      }
      times.sort((a, b) => a.load - b.load);
      context.diagnostic(`${file}: ${JSON.stringify(times[2])} (median of 5, ms)`);
      assert.ok(times[2].elements > 100);
    });
  }

  test("search", (context) =>
    using("en/synthetic/index.html", { root: large }, async (page) => {
      const start = Date.now();
      const found = await search(page, "手机号 operations");
      context.diagnostic(`first use, data and all, with waiting for silence: ${Date.now() - start} ms`);
      assert.equal(found.length, 0);
      for (const words of ["items 501", "customerName", "记录", "list_item501", "e", "Part77"]) {
        const time = await page.evaluate((words) => {
          const input = document.querySelector("dialog input");
          input.value = words;
          const start = performance.now();
          input.dispatchEvent(new Event("input"));
          return [Math.round(performance.now() - start), document.querySelector(".search-state").textContent];
        }, words);
        context.diagnostic(`${words}: ${time[0]} ms, ${time[1]}`);
      }
      const first = (await search(page, "list_item501"))[0];
      assert.ok(first.to.endsWith("operations/list_item501.html"), first.to);
    }));
});

if (process.env.SHOTS) {
  test("pictures", async () => {
    for (const [name, file, theme, width] of [
      ["home-en", "en/index.html", "light", DESK], ["home-zh-dark", "zh/index.html", "dark", DESK], ["home-phone", "zh/index.html", "light", PHONE],
      ["vendor-en", "en/udesk/index.html", "light", DESK], ["vendor-zh-dark", "zh/udesk/index.html", "dark", DESK], ["vendor-phone", "en/udesk/index.html", "dark", PHONE],
      ["operation-en", `en/${OPERATION}`, "light", DESK], ["operation-zh-dark", `zh/${OPERATION}`, "dark", DESK], ["operation-phone", `zh/${OPERATION}`, "light", PHONE],
      ["type-en", "en/udesk/types/customer.html", "light", DESK],
    ]) {
      await using(file, { theme, width }, (page) => page.screenshot({ path: path.join(process.env.SHOTS, `${name}.png`), fullPage: true }));
    }
  });
}
