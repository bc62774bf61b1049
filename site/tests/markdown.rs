//! Markdown of any spec: whole tables, links that lead somewhere, and nothing that a text of the spec made.

mod support;

use std::collections::BTreeSet;

use apiloom_site::Pair;
use apiloom_site::book::Book;
use apiloom_site::markdown::page;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use support::{all, pair, written};

fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_MATH
        | Options::ENABLE_GFM
        | Options::ENABLE_HEADING_ATTRIBUTES
}

/// What stands on a page.
#[derive(Debug, Default)]
struct Seen {
    anchors: BTreeSet<String>,
    links: Vec<String>,
    headings: usize,
    code_blocks: usize,
    /// Stars that are shown.
    unclosed: Vec<String>,
    /// What should not be there at all.
    alive: Vec<String>,
}

fn seen(markdown: &str) -> Seen {
    let mut seen = Seen::default();
    let (mut cells, mut columns) = (0, 0);
    let mut heading: Option<String> = None;
    let mut in_code = false;
    for event in Parser::new_ext(markdown, options()) {
        match &event {
            Event::Html(_)
            | Event::InlineHtml(_)
            | Event::InlineMath(_)
            | Event::DisplayMath(_)
            | Event::FootnoteReference(_)
            | Event::TaskListMarker(_)
            | Event::HardBreak
            | Event::Rule
            | Event::Start(
                Tag::Image { .. }
                | Tag::HtmlBlock
                | Tag::FootnoteDefinition(_)
                | Tag::Strikethrough
                | Tag::MetadataBlock(_),
            ) => seen.alive.push(format!("{event:?}")),
            Event::Start(Tag::Link { dest_url, .. }) => seen.links.push(dest_url.to_string()),
            Event::Start(Tag::CodeBlock(_)) => {
                (in_code, seen.code_blocks) = (true, seen.code_blocks + 1)
            }
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => {
                seen.headings += 1;
                let text = heading.take().unwrap_or_default();
                let anchor = anchor(&text, &seen.anchors);
                seen.anchors.insert(anchor);
            }
            // Emphasis that does not close where it should.
            Event::Text(text) if !in_code && (text.contains("**") || text.starts_with("*来源")) =>
            {
                seen.unclosed.push(text.to_string());
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(text);
                }
            }
            Event::Start(Tag::Table(alignments)) => columns = alignments.len(),
            Event::Start(Tag::TableHead | Tag::TableRow) => cells = 0,
            Event::Start(Tag::TableCell) => cells += 1,
            Event::End(TagEnd::TableHead | TagEnd::TableRow) => assert_eq!(cells, columns),
            _ => {}
        }
    }
    seen
}

/// As GitHub makes anchors.
fn anchor(heading: &str, taken: &BTreeSet<String>) -> String {
    let lower = heading.trim().to_lowercase();
    let kept = lower
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    let slug: String = kept.map(|c| if c == ' ' { '-' } else { c }).collect();
    let numbered = (1..).map(|number| format!("{slug}-{number}"));
    let mut anchors = std::iter::once(slug.clone()).chain(numbered);
    anchors
        .find(|anchor| !taken.contains(anchor))
        .expect("an anchor")
}

/// A row that has more cells than its table is cut by the parser: rows are counted in the text, too.
fn rows_are_whole(markdown: &str) {
    let mut columns = None;
    let mut fence: Option<String> = None;
    for line in markdown.lines() {
        let ticks: String = line.chars().take_while(|c| *c == '`').collect();
        match &fence {
            Some(open) if line == open => fence = None,
            Some(_) => continue,
            None if ticks.len() >= 3 => fence = Some(ticks),
            None => {}
        }
        if fence.is_some() || !line.starts_with('|') {
            columns = None;
            continue;
        }
        // GitHub takes a pipe for the end of a cell unless a backslash stands before it.
        let mut pipes = 0;
        let mut chars = line.chars();
        while let Some(c) = chars.next() {
            match c {
                '\\' => {
                    chars.next();
                }
                '|' => pipes += 1,
                _ => {}
            }
        }
        assert_eq!(*columns.get_or_insert(pipes), pipes, "{line}");
    }
}

/// The addresses that a book has links to.
fn addresses(book: &Book) -> BTreeSet<String> {
    fn collect(value: &serde_json::Value, found: &mut BTreeSet<String>) {
        match value {
            serde_json::Value::Object(members) => {
                found.extend(
                    members
                        .get("url")
                        .and_then(|url| Some(url.as_str()?.to_owned())),
                );
                members.values().for_each(|value| collect(value, found));
            }
            serde_json::Value::Array(items) => items.iter().for_each(|v| collect(v, found)),
            _ => {}
        }
    }
    let mut found = BTreeSet::new();
    collect(&serde_json::to_value(book).expect("JSON"), &mut found);
    found
}

fn is_fine(pair: &Pair) -> [Seen; 2] {
    [&pair.en, &pair.zh].map(|book| {
        let markdown = page(book);
        rows_are_whole(&markdown);
        let seen = seen(&markdown);
        assert_eq!(seen.alive, Vec::<String>::new(), "{}", book.vendor);
        let (vendor, known) = (&book.vendor, addresses(book));
        let own = [
            format!("{vendor}.md"),
            format!("{vendor}.zh.md"),
            format!("../site/{vendor}/openapi.json"),
        ];
        for link in &seen.links {
            let inside = link
                .strip_prefix('#')
                .map(|anchor| seen.anchors.contains(anchor));
            // An address that stands in a text leads where it says.
            let web = link.starts_with("https://") || link.starts_with("http://");
            let fine =
                inside.unwrap_or_else(|| own.contains(link) || (web && known.contains(link)));
            assert!(fine, "{vendor}: a link to {link}");
        }
        seen
    })
}

#[test]
fn pages_of_all_specs_are_whole() {
    for path in all() {
        is_fine(&pair(&path));
    }
    for path in support::specs("../specs") {
        for seen in is_fine(&pair(&path)) {
            assert_eq!(seen.unclosed, Vec::<String>::new(), "{path:?}");
        }
    }
}

/// Texts that try to be something else.
const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "</code></td><img src=x onerror=alert(1)>",
    "![x](https://evil.example/x.png)",
    "[x](https://evil.example/)",
    "[x](javascript:alert(1))",
    "[x][y]\n\n[y]: https://evil.example/",
    "# heading",
    "```\nfence\n```",
    "````",
    "`` ` ``",
    "`a|b`",
    "a\\|b | c",
    "| a | b |\n|---|---|",
    "- item\n- item",
    "1. item",
    "> quote",
    "***\n---\n===",
    "    indented",
    "<!-- comment",
    "<?php x",
    "&lt;b&gt; &#60;b&#62;",
    "$x$ and $$y$$",
    "~~struck~~",
    "[^1] and [^1]: note",
    "- [ ] task",
    "<https://evil.example/>",
    "<mailto:a@evil.example>",
    "trailing \\",
    "a  \nb",
    "\u{202e}turned\u{2066} \u{200b}hidden",
    "it's \"quoted\" {{ 1 }} {% x %} {0} {1}",
    "http://evil.example/\"onclick=alert(1)",
    "https://user:pass@evil.example/",
];

/// A spec that has a text wherever texts may stand.
fn hostile(text: &str) -> String {
    let quoted = serde_json::to_string(text).expect("JSON");
    let q = quoted.as_str();
    let fact = format!(
        "title: {q}, doc: {{ en: {q}, zh: {q} }}, note: {q}, deprecated: {q}, from: {}",
        serde_json::to_string(&format!("d {text}")).expect("JSON")
    );
    format!(
        "apiloom: 1
vendor: hostile
title: {q}
doc: {{ en: {q}, zh: {q} }}
note: {q}
documents: {{ d: {{ title: {q}, doc: {q}, note: {q}, url: {q} }} }}
settings:
  key: {{ type: secret, {fact} }}
  mode: {{ type: string, default: {q}, {fact} }}
hooks: {{ seal: {{ takes: {{ what: text }}, {fact} }} }}
servers: {{ default: {{ url: 'https://api.example.com', {fact} }} }}
auth:
  signed:
    {fact_block}
    let: {{ sign: 'hmac_sha256(concat(settings.key, {literal}), key=settings.key) | hex' }}
    stamp: {{ header: {{ X-Sign: sign }} }}
  hooked:
    stamp: {{ header: {{ X-Seal: 'custom(\"seal\", {literal})' }} }}
envelopes:
  e:
    {fact_block}
    fields: {{ code: {{ type: int_or_string, {fact} }}, message: string }}
    success: body.code == 0
    failures: [ {{ code: body.code, message: body.message, {fact} }} ]
errors:
  {code}: {{ name: Odd, kind: auth, {fact} }}
limits: {{ l: {{ calls: 1, per: 1s, {fact} }} }}
defaults: {{ auth: {{ all: [signed, hooked] }}, envelope: e, limits: [l] }}
types:
  T:
    {fact_block}
    fields:
      {q}: {{ type: string, name: odd, example: {q}, aliases: [{alias}], {fact} }}
      e: E
      u: U
  E: {{ enum: {{ {q}: {{ name: Odd, en: {q}, zh: {q}, {fact} }} }}, {fact} }}
  U: {{ union: {{ tag: {q}, content: value }}, variants: {{ {q}: {{ type: string, name: odd, {fact} }} }} }}
operations:
  send:
    http: POST /send
    {fact_block}
    permissions: [{q}]
    query: {{ {q}: {{ type: string, name: odd, {fact} }}, c: {{ type: string, const: {q} }} }}
    body: {{ type: T!, {fact} }}
    returns: {{ type: T, {fact} }}
    update: unknown
    rules: [ {{ at_least_one: [{q}, body], message: {q}, {fact} }} ]
    examples:
      - {fact_block_in}
        request: {{ {q}: {q}, body: {{ {q}: {q} }} }}
        response: {{ code: 0, {q}: {q} }}
",
        fact_block = fact.replace(", note:", "\n    note:").replace(", deprecated:", "\n    deprecated:").replace(", from:", "\n    from:").replace(", doc:", "\n    doc:"),
        fact_block_in = fact.replace(", note:", "\n        note:").replace(", deprecated:", "\n        deprecated:").replace(", from:", "\n        from:").replace(", doc:", "\n        doc:"),
        // At most one star may stand in the code of an error.
        code = serde_json::to_string(&text.replace('*', "")).expect("JSON"),
        literal = literal(text),
        alias = serde_json::to_string(&format!("{text} too")).expect("JSON"),
    )
}

/// A text of the expression language within a single-quoted text of YAML.
fn literal(text: &str) -> String {
    let text: String = text
        .chars()
        .filter(|c| !matches!(c, '"' | '\\' | '\n'))
        .collect();
    format!("\"{}\"", text.replace('\'', "''"))
}

#[test]
fn hostile_texts_stay_texts() {
    let [plain_en, plain_zh] = is_fine(&written("hostile-plain", &hostile("plain")));
    for (index, text) in HOSTILE.iter().enumerate() {
        let pair = written(&format!("hostile-{index}"), &hostile(text));
        let [en, zh] = is_fine(&pair);
        assert_eq!(en.headings, plain_en.headings, "{text:?}");
        assert_eq!(zh.headings, plain_zh.headings, "{text:?}");
        assert_eq!(en.code_blocks, plain_en.code_blocks, "{text:?}");
    }
}
