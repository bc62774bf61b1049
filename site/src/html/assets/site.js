// What pages do beyond being read: contents, search, tabs, copies, theme, language.
// Data comes as scripts that push onto `apiloom`, since a local page may not read other files.
(function () {
  "use strict";
  const root = document.documentElement;
  const body = document.body;
  const chinese = root.lang.startsWith("zh");
  const { home, assets, base, current, vendor } = body.dataset;
  const all = (selector, from) => Array.from((from || document).querySelectorAll(selector));
  const one = (selector, from) => (from || document).querySelector(selector);
  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };
  const keep = (key, value) => {
    try {
      if (value === null) localStorage.removeItem("apiloom-" + key);
      else if (value !== undefined) localStorage.setItem("apiloom-" + key, value);
      else return localStorage.getItem("apiloom-" + key);
    } catch (error) {
      // Some browsers keep nothing for local files.
    }
    return null;
  };
  const dialog = one("dialog.search");
  const say = (text) => {
    const place = one(".said");
    place.textContent = "";
    requestAnimationFrame(() => (place.textContent = text));
  };

  // Theme: as the system, light, dark.
  const themeButton = one(".theme");
  const showTheme = () => {
    const theme = root.dataset.theme || "auto";
    themeButton.setAttribute("aria-label", themeButton.dataset[theme]);
    themeButton.title = themeButton.dataset[theme];
  };
  themeButton.addEventListener("click", () => {
    const dark = matchMedia("(prefers-color-scheme: dark)").matches;
    // The first press shows a difference, whatever the system has.
    const order = dark ? ["auto", "light", "dark"] : ["auto", "dark", "light"];
    const next = order[(order.indexOf(root.dataset.theme || "auto") + 1) % 3];
    if (next === "auto") delete root.dataset.theme;
    else root.dataset.theme = next;
    keep("theme", next === "auto" ? null : next);
    showTheme();
    say(themeButton.dataset[next]);
  });
  showTheme();

  // The same page and place in the other language.
  const language = one(".language");
  const page = language.getAttribute("href");
  const follow = () => language.setAttribute("href", page + location.hash);
  addEventListener("hashchange", follow);
  language.addEventListener("click", () => keep("language", chinese ? "en" : "zh"));
  follow();

  // What a link leads to is opened.
  const reveal = () => {
    let id = location.hash.slice(1);
    try {
      id = decodeURIComponent(id);
    } catch (error) {
      // An anchor that is no encoded text is looked for as it is.
    }
    const target = id && document.getElementById(id);
    if (!target) return;
    let closed = false;
    for (let up = target; up; up = up.parentElement) {
      if (up.localName === "details" && !up.open) closed = up.open = true;
    }
    if (closed) target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();

  // Samples in tabs; the language that was chosen stays chosen.
  const choose = (samples, kind, focus) => {
    const tabs = all("[role=tab]", samples);
    if (!tabs.some((tab) => tab.dataset.kind === kind)) return;
    for (const tab of tabs) {
      const on = tab.dataset.kind === kind;
      tab.setAttribute("aria-selected", on);
      tab.tabIndex = on ? 0 : -1;
      if (on && focus) tab.focus();
    }
    for (const panel of all(".panel", samples)) panel.classList.toggle("on", panel.dataset.kind === kind);
  };
  const chooseAll = (kind, from) => {
    keep("sample", kind);
    for (const samples of all("[data-tabs]")) choose(samples, kind, samples === from);
  };
  for (const samples of all("[data-tabs]")) {
    const kept = keep("sample");
    for (const panel of all(".panel", samples)) {
      panel.setAttribute("role", "tabpanel");
      panel.setAttribute("aria-labelledby", panel.id.replace(/-([a-z]+)$/, "-tab-$1"));
    }
    if (kept) choose(samples, kept);
    samples.classList.add("set");
    samples.addEventListener("click", (event) => {
      const tab = event.target.closest("[role=tab]");
      if (tab) chooseAll(tab.dataset.kind, samples);
    });
    samples.addEventListener("keydown", (event) => {
      const tabs = all("[role=tab]", samples);
      const at = tabs.indexOf(event.target);
      const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: tabs.length - 1 }[event.key];
      if (at < 0 || to === undefined) return;
      event.preventDefault();
      chooseAll(tabs[(to + tabs.length) % tabs.length].dataset.kind, samples);
    });
  }

  // Copies.
  const copyText = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
    } catch (error) {
      const area = make("textarea", { value: text, className: "hidden" });
      document.body.append(area);
      area.select();
      document.execCommand("copy");
      area.remove();
    }
  };
  document.addEventListener("click", async (event) => {
    const button = event.target.closest(".copy");
    if (!button) return;
    const block = button.closest(".block, .samples");
    const code = block && (one(".panel.on code", block) || all("pre:last-of-type code", block).pop());
    await copyText(button.dataset.copy || (code ? code.textContent : ""));
    button.focus();
    const label = button.dataset.label || button.textContent;
    button.dataset.label = label;
    button.textContent = dialog.dataset.copied;
    button.classList.add("done");
    say(dialog.dataset.copied);
    setTimeout(() => {
      button.textContent = label;
      button.classList.remove("done");
    }, 1500);
  });

  // The page as Markdown, where it may be read: beside a page that a server sends.
  const copyPage = one(".copy-page");
  if (copyPage && location.protocol.startsWith("http")) {
    copyPage.hidden = false;
    const label = copyPage.textContent;
    copyPage.addEventListener("click", async () => {
      const source = one(".plain").href;
      const answer = await fetch(source).catch(() => null);
      if (!answer || !answer.ok) return void (location.href = source);
      await copyText(await answer.text());
      copyPage.focus();
      copyPage.textContent = dialog.dataset.copied;
      say(dialog.dataset.copied);
      setTimeout(() => (copyPage.textContent = label), 1500);
    });
  }

  // Objects and lists of JSON fold. One of the buttons is a stop for Tab; arrows lead from it to the others.
  const foldable = (code) => {
    const open = [];
    let folds = 0;
    for (const node of Array.from(code.childNodes)) {
      const text = node.className === "p" ? node.textContent : "";
      const closes = open.length > 0 && /^[}\]]/.test(text);
      if (closes) {
        const { fold } = open.pop();
        fold.after(node);
        node.classList.add("fold-rest");
      } else if (open.length) {
        open[open.length - 1].fold.append(node);
      }
      if (!/[{[]$/.test(text)) continue;
      const last = node.previousElementSibling && node.previousElementSibling.previousElementSibling;
      const name = last && last.className === "k" ? last.textContent : text;
      const fold = make("span", { className: "fold" });
      const button = make("button", { type: "button", className: "fold-at", tabIndex: folds ? -1 : 0 });
      button.setAttribute("aria-label", `${dialog.dataset.fold} ${name}`);
      button.setAttribute("aria-expanded", "true");
      node.after(button, fold);
      open.push({ fold });
      folds += 1;
    }
  };
  const unfold = (button, open) => button && button.setAttribute("aria-expanded", open);
  for (const code of all(".code.json > code")) {
    // What has no object or list in it is read at a glance.
    const openings = all(".p", code).filter((token) => /[{[]$/.test(token.textContent));
    if (openings.length < 2) continue;
    foldable(code);
    const buttons = all(".fold-at", code);
    const shown = () => buttons.filter((button) => button.checkVisibility());
    code.addEventListener("click", (event) => {
      const rest = event.target.closest(".fold-rest");
      const button = event.target.closest(".fold-at") || (rest && rest.previousElementSibling.previousElementSibling);
      if (!button || (rest && button.getAttribute("aria-expanded") === "true")) return;
      unfold(button, button.getAttribute("aria-expanded") === "false");
      // The stop for Tab may have been folded away.
      if (shown().some((other) => other.tabIndex === 0)) return;
      for (const other of buttons) other.tabIndex = other === button ? 0 : -1;
    });
    code.addEventListener("keydown", (event) => {
      const at = shown().indexOf(event.target);
      const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: shown().length - 1 }[event.key];
      if (at < 0) return;
      if (event.key === "ArrowLeft" || event.key === "ArrowRight") unfold(event.target, event.key === "ArrowRight");
      else if (to === undefined) return;
      else if (shown()[to]) {
        event.target.tabIndex = -1;
        shown()[to].tabIndex = 0;
        shown()[to].focus();
      }
      event.preventDefault();
    });
    // The outermost stays open, so that there is something to choose from.
    const head = one(".block-head", code.closest(".block"));
    if (!head) continue;
    const whole = make("button", { type: "button", className: "fold-all", textContent: dialog.dataset.fold });
    whole.addEventListener("click", () => {
      const open = whole.textContent !== dialog.dataset.fold;
      for (const button of buttons.slice(1)) unfold(button, open);
      for (const button of buttons) button.tabIndex = button === buttons[0] ? 0 : -1;
      whole.textContent = dialog.dataset[open ? "fold" : "unfold"];
    });
    head.insertBefore(whole, one(".copy", head));
  }

  // Everything open at once, and closed again.
  const expand = one(".expand");
  if (expand) {
    const label = expand.textContent;
    expand.hidden = !one("main details");
    expand.addEventListener("click", () => {
      const open = expand.getAttribute("aria-pressed") === "false";
      for (const details of all("main details")) details.open = open;
      if (open) for (const button of all(".fold-at")) unfold(button, true);
      expand.setAttribute("aria-pressed", open);
      expand.textContent = open ? expand.dataset.on : label;
    });
  }

  // On paper, everything is open.
  let opened = [];
  addEventListener("beforeprint", () => {
    opened = all("main details:not([open])");
    for (const details of opened) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of opened) details.open = false;
  });

  // The contents of the vendor, which no page repeats.
  const side = one(".side");
  const menu = one(".menu");
  const link = (path, title, verb) => {
    const anchor = make("a", { href: base + (path.includes("#") ? path : path + ".html") }, make("span", { textContent: title }));
    if (path === current) anchor.setAttribute("aria-current", "page");
    if (verb) anchor.append(make("span", { className: "verb " + verb.toLowerCase(), textContent: verb }));
    return make("li", {}, anchor);
  };
  // A long list is made when it is opened.
  const folded = (title, entries, here, inner) => {
    const list = make("ul");
    const details = make("details", {}, make("summary", { textContent: title }), inner || list);
    const fill = () => {
      if (!inner && !list.firstChild) list.append(...entries.map((entry) => link(...entry)));
    };
    details.addEventListener("toggle", () => details.open && fill());
    if (here) {
      fill();
      details.open = true;
    }
    return details;
  };
  // Of very many, those around the page; all of them are on the vendor's page.
  const near = (entries) => {
    if (entries.length <= 300) return entries;
    const at = entries.findIndex((entry) => entry[0] === current);
    const start = Math.max(0, at - 20);
    return [...entries.slice(start, start + 41), ["index.html#types", `… ${entries.length}`]];
  };
  const showContents = ({ groups, types }) => {
    const has = (entries) => entries.some((entry) => entry[0] === current);
    const few = (entries) => entries.length <= 40;
    const operations = groups.map(([name, list]) => [
      name,
      list.map(([id, title, method]) => ["operations/" + id, title, method]),
    ]);
    const parts = operations.map(([name, list]) =>
      name ? folded(name, list, has(list) || groups.length < 6) : make("ul", {}, ...list.map((entry) => link(...entry)))
    );
    const holder = make("div", {}, ...parts);
    side.append(folded(side.dataset.operations, [], true, holder));
    const entries = near(types.map(([id, name]) => ["types/" + id, name]));
    if (entries.length) side.append(folded(side.dataset.types, entries, has(entries) || few(entries)));
    const here = one("[aria-current=page]", side);
    if (here && here.offsetParent) {
      const at = here.getBoundingClientRect().top - side.getBoundingClientRect().top;
      if (at > side.clientHeight * 0.8) side.scrollTop = at - side.clientHeight / 3;
    }
  };
  if (menu) {
    const open = (on) => {
      side.classList.toggle("open", on);
      menu.setAttribute("aria-expanded", on);
      body.style.overflow = on ? "hidden" : "";
    };
    menu.addEventListener("click", () => {
      const on = !side.classList.contains("open");
      open(on);
      if (on) one("a", side).focus();
    });
    side.addEventListener("click", (event) => event.target.closest("a") && open(false));
    addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || !side.classList.contains("open")) return;
      open(false);
      menu.focus();
    });
  }
  // On the vendor's own page, the contents say which part is read.
  const sections = side && !current ? all(".side-sections a") : [];
  if (sections.length && "IntersectionObserver" in window) {
    const parts = new Map(sections.map((anchor) => [anchor.hash.slice(1), anchor]));
    const heads = Array.from(parts.keys(), (id) => document.getElementById(id)).filter(Boolean);
    const mark = () => {
      const line = innerHeight / 3;
      const above = heads.filter((head) => head.getBoundingClientRect().top < line);
      const now = above.pop() || heads[0];
      for (const [id, anchor] of parts) {
        if (now && id === now.id) anchor.setAttribute("aria-current", "location");
        else anchor.removeAttribute("aria-current");
      }
    };
    let waiting = false;
    addEventListener("scroll", () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        mark();
      });
    }, { passive: true });
    mark();
  }

  // Search: everything of all vendors, in both languages at once.
  const KINDS = ["vendor", "operation", "type", "field", "code", "error", "setting", "scheme", "limit", "envelope"];
  const WEIGHT = { vendor: 9, operation: 8, type: 6, field: 3, code: 3, error: 4, setting: 4, scheme: 7, limit: 5, envelope: 4 };
  const kinds = dialog.dataset.kinds.split("|");
  const entries = [];
  // One form for what is typed and for what is found: full-width marks and letters are those of ASCII.
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  // Words of a name: camelCase, snake_case and kebab-case apart.
  const spaced = (name) => name.replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2").replace(/[^\p{L}\p{N}]+/gu, " ").trim();
  const add = (kind, path, owner, names, texts, folder, title) => {
    const lower = names.filter(Boolean).map(fold);
    const words = names.filter(Boolean).map((name) => fold(spaced(name)));
    entries.push({
      kind, path, owner, folder, title, texts,
      name: names[0],
      names: lower,
      words: " " + words.join(" "),
      solid: " " + words.map((word) => word.replace(/ /g, "")).join(" "),
      text: fold(texts.join("\n")),
    });
  };
  const shown = (en, zh) => (chinese ? zh || en : en || zh) || "";
  const below = (texts, kind, prefix, path, owner, folder, list) => {
    for (const [wire, text, name = "", anchor = prefix + wire] of list) {
      const [en = "", zh = ""] = texts[text];
      add(kind, path + "#" + anchor, owner, [wire, name], [en, zh], folder, "");
    }
  };
  const readers = {
    contents: (data) => side && showContents(data),
    vendors: (ids) => {
      // One's own vendor first, so that its entries are there soonest.
      for (const id of ids) need("search-" + id + ".js");
      expected = ids.length;
    },
    search: (data) => {
      const [id, en = "", zh = "", aboutEn = "", aboutZh = ""] = data.vendor;
      const owner = shown(en, zh);
      add("vendor", id + "/index.html", "", [id], [en, zh, aboutEn, aboutZh], id, owner);
      for (const [own, inputs, codes] of data.operations) {
        const [name, call, en = "", zh = "", aboutEn = "", aboutZh = ""] = own;
        const path = id + "/operations/" + name + ".html";
        const title = shown(en, zh);
        add("operation", path, owner, [name, call.split(" ")[1]], [en, zh, aboutEn, aboutZh, call], id, title);
        below(data.texts, "field", "field-", path, title + " · " + owner, id, inputs);
        below(data.texts, "error", "error-", path, title + " · " + owner, id, codes);
      }
      for (const [own, fields, members] of data.types) {
        const [file, name, en = "", zh = ""] = own;
        const path = id + "/types/" + file + ".html";
        add("type", path, owner, [name], [en, zh], id, "");
        below(data.texts, "field", "field-", path, name + " · " + owner, id, fields);
        below(data.texts, "code", "code-", path, name + " · " + owner, id, members);
      }
      below(data.texts, "error", "error-", id + "/index.html", owner, id, data.errors);
      below(data.texts, "setting", "setting-", id + "/index.html", owner, id, data.settings);
      below(data.texts, "scheme", "auth-", id + "/index.html", owner, id, data.schemes);
      below(data.texts, "limit", "limit-", id + "/index.html", owner, id, data.limits);
      below(data.texts, "envelope", "envelope-", id + "/index.html", owner, id, data.envelopes);
      expected -= 1;
      if (dialog.open) search();
    },
  };
  let expected = 0;
  let asked = false;
  const need = (name) => document.head.append(make("script", { src: assets + name, async: true }));
  const load = () => {
    if (asked) return;
    asked = true;
    expected = 1;
    need("search.js");
  };

  const input = one("input", dialog);
  const found = one("#found");
  const state = one(".search-state");
  let chosen = -1;
  const wide = /[\u2e80-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
  // A Chinese word that stands nowhere as it is may stand with others between: all its pairs count.
  const pairs = (term) => Array.from({ length: term.length - 1 }, (_, at) => term.slice(at, at + 2));
  const rank = (entry, term) => {
    const { names, words, solid, text } = entry;
    if (names.includes(term)) return 100;
    if (names.some((name) => name.startsWith(term))) return 70;
    if (solid.includes(" " + term)) return 62;
    if (words.includes(" " + term)) return 58;
    if (names.some((name) => name.includes(term))) return 40;
    return text.includes(term) ? Math.max(...text.split("\n").map((line) => about(line, term))) : 0;
  };
  // What a text is about stands at the end of its first clause, or is most of it: "customer's mobile number".
  const about = (line, term) => {
    const at = line.indexOf(term);
    if (at < 0) return 0;
    const chinese = wide.test(term);
    // Within a word of another script, only its start counts as much.
    if (!chinese && /[\p{L}\p{N}]/u.test(line[at - 1] || "")) return 8;
    const [clause] = line.split(/[.,;:!?()。，；：！？（）、]/u, 1);
    if (at + term.length > clause.length) return 12;
    const rest = clause.slice(at + term.length).trim();
    const head = !rest || rest === "s" || (chinese && /^[码们]$/u.test(rest));
    return 14 + (head ? 14 : 0) + Math.round((6 * term.length) / clause.length);
  };
  const loose = (entry, term) => {
    if (!wide.test(term) || term.length < 3) return 0;
    return pairs(term).every((pair) => entry.text.includes(pair) || entry.words.includes(pair)) ? 10 : 0;
  };
  const look = (query) => {
    const terms = fold(query).split(/\s+/).filter(Boolean);
    if (!terms.length) return { terms, hits: [] };
    const solid = terms.join("");
    const hits = [];
    for (const how of [rank, loose]) {
      for (const entry of entries) {
        let score = 0;
        for (const term of terms) {
          const points = how(entry, term);
          if (!points) {
            score = 0;
            break;
          }
          score += points;
        }
        // Several words may be one name: "open id" is `openId`.
        if (how === rank && terms.length > 1 && entry.solid.includes(" " + solid)) score = Math.max(score, 62 * terms.length);
        if (!score) continue;
        score = (score / terms.length) * 10 + WEIGHT[entry.kind] * 6 - Math.min(entry.name.length, 40);
        if (vendor && entry.folder === vendor) score += 25;
        hits.push([score, entry]);
      }
      if (hits.length) break;
    }
    // Data of vendors comes in any order; what is found alike stands in one.
    hits.sort((a, b) => b[0] - a[0] || (a[1].path < b[1].path ? -1 : 1));
    return { terms, hits };
  };
  const marked = (text, terms) => {
    const lower = fold(text);
    const out = document.createDocumentFragment();
    if (lower.length !== text.length) {
      out.append(text);
      return out;
    }
    let at = 0;
    while (at < text.length) {
      let next = -1;
      let length = 0;
      for (const term of terms) {
        const place = lower.indexOf(term, at);
        if (place >= 0 && (next < 0 || place < next || (place === next && term.length > length))) {
          next = place;
          length = term.length;
        }
      }
      if (next < 0) break;
      out.append(text.slice(at, next), make("mark", { textContent: text.slice(next, next + length) }));
      at = next + length;
    }
    out.append(text.slice(at));
    return out;
  };
  // The text in the page's language, and behind it the other one where only that has what was looked for.
  const context = (entry, terms) => {
    const [en, zh, aboutEn, aboutZh] = entry.texts;
    const own = aboutEn !== undefined ? shown(aboutEn, aboutZh) : shown(en, zh);
    const has = (text) => text && terms.some((term) => fold(text).includes(term));
    if (has(own) || has(entry.name) || has(entry.title)) return [own];
    const other = entry.texts.find(has);
    return other ? [cut(own), other] : [own];
  };
  // The start of a text, so that there is room for the one that was found.
  const cut = (text) => {
    const room = wide.test(text) ? 18 : 40;
    if (text.length <= room) return text;
    const end = wide.test(text) ? room : text.lastIndexOf(" ", room);
    return text.slice(0, end > 0 ? end : room).replace(/[\s,;:.，；：。]+$/u, "") + "…";
  };
  const option = ([, entry], number, terms) => {
    const what = make("span", { className: "what" });
    if (entry.title) what.append(marked(entry.title, terms), make("small", {}, marked(entry.name, terms)));
    else what.append(make("code", {}, marked(entry.name, terms)));
    if (entry.owner) what.append(make("small", { textContent: entry.owner }));
    const told = context(entry, terms).map((text, at) => {
      const span = make("span", {}, at ? " · " : "", marked(text, terms));
      if (at) span.lang = chinese ? "en" : "zh-CN";
      return span;
    });
    const item = make("li", { id: "found-" + number },
      make("span", { className: "kind", textContent: kinds[KINDS.indexOf(entry.kind)] }),
      what,
      make("span", { className: "context" }, ...told));
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset.to = home + entry.path;
    return item;
  };
  const select = (number) => {
    const items = found.children;
    if (items[chosen]) items[chosen].setAttribute("aria-selected", "false");
    chosen = items.length ? (number + items.length) % items.length : -1;
    if (chosen < 0) return input.removeAttribute("aria-activedescendant");
    items[chosen].setAttribute("aria-selected", "true");
    items[chosen].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", items[chosen].id);
  };
  const MOST = 40;
  const search = () => {
    const query = input.value.trim();
    const { terms, hits } = query ? look(query) : { terms: [], hits: [] };
    found.replaceChildren(...hits.slice(0, MOST).map((hit, number) => option(hit, number, terms)));
    input.setAttribute("aria-expanded", hits.length > 0);
    chosen = -1;
    select(0);
    if (!query) state.textContent = "";
    else if (hits.length) state.textContent = dialog.dataset[hits.length === 1 ? "one" : "some"].replace("{n}", hits.length);
    else state.textContent = expected ? dialog.dataset.loading : dialog.dataset.none;
  };
  const go = (item, elsewhere) => {
    if (!item) return;
    if (elsewhere) return void window.open(item.dataset.to);
    dialog.close();
    location.href = item.dataset.to;
  };
  const openSearch = () => {
    load();
    if (!dialog.open) dialog.showModal();
    input.select();
  };
  for (const find of all(".find")) {
    find.addEventListener("click", openSearch);
    find.addEventListener("pointerenter", load, { once: true });
  }
  input.addEventListener("focus", load);
  input.addEventListener("input", search);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown") select(chosen + 1);
    else if (event.key === "ArrowUp") select(chosen - 1);
    else if (event.key === "Enter") go(found.children[chosen], event.ctrlKey || event.metaKey);
    else return;
    event.preventDefault();
  });
  found.addEventListener("click", (event) => go(event.target.closest("li"), event.ctrlKey || event.metaKey));
  found.addEventListener("auxclick", (event) => event.button === 1 && go(event.target.closest("li"), true));
  found.addEventListener("pointermove", (event) => {
    const item = event.target.closest("li");
    const at = Array.prototype.indexOf.call(found.children, item);
    if (at >= 0 && at !== chosen) select(at);
  });
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
  addEventListener("keydown", (event) => {
    const typing = event.target.closest && event.target.closest("input, textarea, select, [contenteditable]");
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
    const letter = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey);
    if (!slash && !letter) return;
    event.preventDefault();
    openSearch();
  });

  // What came before this script, and what comes after it.
  const receive = ([kind, data]) => readers[kind] && readers[kind](data);
  const came = self.apiloom || [];
  self.apiloom = { push: receive };
  came.forEach(receive);
})();
