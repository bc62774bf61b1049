// A headless browser that keeps what pages complain of and what they ask for.
import fs from "node:fs";
import path from "node:path";
import puppeteer from "puppeteer-core";

export const site = path.resolve(process.env.DOCS, "site");
export const large = path.resolve(process.env.LARGE, "site");
export const axeSource = fs.readFileSync(new URL("node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
export const PHONE = 375;
export const DESK = 1440;

export const launch = () =>
  puppeteer.launch({ executablePath: process.env.CHROMIUM, headless: true, args: ["--no-sandbox", "--lang=en"] });

/** Opens a page; `troubles` collects errors and requests that leave the folder. */
export async function open(browser, file, { theme = "light", width = DESK, scripts = true, root = site, wait = true } = {}) {
  const page = await browser.newPage();
  page.troubles = [];
  page.on("console", (message) => ["error", "warn"].includes(message.type()) && page.troubles.push(message.text()));
  page.on("pageerror", (error) => page.troubles.push(String(error)));
  page.on("requestfailed", (request) => page.troubles.push(`failed: ${request.url()}`));
  page.on("request", (request) => /^(file|data):/.test(request.url()) || page.troubles.push(`left: ${request.url()}`));
  await page.setJavaScriptEnabled(scripts);
  await page.setViewport({ width, height: width < 600 ? 800 : 1000, isMobile: width < 600, hasTouch: width < 600 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }, { name: "prefers-reduced-motion", value: "reduce" }]);
  await page.goto(`file://${root}/${file}`, { waitUntil: wait ? "load" : "domcontentloaded" });
  return page;
}

/** All pages below a folder, by their paths in the site. */
export function pages(root = site) {
  const all = fs.readdirSync(root, { recursive: true, encoding: "utf8" });
  return all.filter((file) => file.endsWith(".html")).sort();
}

/** Types into the search and gives what it shows. */
export async function search(page, words) {
  if (!(await page.$("dialog.search[open]"))) await page.keyboard.press("/");
  await page.$eval("dialog.search input", (input) => (input.value = ""));
  await page.type("dialog.search input", words);
  await page.waitForFunction(() => /\d|No|没/.test(document.querySelector(".search-state").textContent));
  // Data of vendors comes one after another.
  await page.waitForNetworkIdle({ idleTime: 150 });
  return page.$$eval("#found li", (items) =>
    items.map((item) => ({
      kind: item.querySelector(".kind").textContent,
      what: item.querySelector(".what").textContent,
      context: item.querySelector(".context").textContent,
      marks: [...item.querySelectorAll("mark")].map((mark) => mark.textContent),
      to: item.dataset.to,
    })),
  );
}
