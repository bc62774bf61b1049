//! Markdown as its parser reads it.

use std::collections::BTreeMap;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

/// What repositories on the web switch on.
fn options() -> Options {
    Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_MATH
}

fn events(text: &str) -> impl Iterator<Item = Event<'_>> {
    // What would be a link if somebody defined it.
    let anything = |_: pulldown_cmark::BrokenLink<'_>| Some(("undefined:".into(), "".into()));
    Parser::new_with_broken_link_callback(text, options(), Some(anything))
}

/// What a text consists of, without its words.
pub(crate) fn structure(text: &str) -> Vec<String> {
    let told = |event: Event<'_>| match event {
        Event::Text(_) | Event::SoftBreak => None,
        Event::Code(_) => Some("code".to_owned()),
        Event::Start(Tag::Link { link_type, .. }) => Some(format!("link {link_type:?}")),
        Event::Start(Tag::Heading { level, .. }) => Some(format!("heading {level}")),
        Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => Some(format!("fence {info}")),
        event => Some(format!("{event:?}")),
    };
    events(text).filter_map(told).collect()
}

/// Where the links and images of a text lead.
pub(crate) fn links(text: &str) -> Vec<String> {
    let told = |event| match event {
        Event::Start(Tag::Link {
            link_type: LinkType::Email,
            dest_url,
            ..
        }) => Some(format!("mailto:{dest_url}")),
        Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
            Some(dest_url.into_string())
        }
        _ => None,
    };
    let told: Vec<String> = events(text).filter_map(told).collect();
    [told, mails(text)].concat()
}

/// The mail addresses that GitHub makes links of: it looks for them in each text as it is shown, whatever it was
/// written like, but in code and in links.
fn mails(text: &str) -> Vec<String> {
    let (mut found, mut shown, mut inside) = (Vec::new(), String::new(), 0);
    for event in events(text) {
        match event {
            Event::Text(words) if inside == 0 => {
                shown.push_str(&words);
                continue;
            }
            Event::Start(Tag::CodeBlock(_) | Tag::Link { .. }) => inside += 1,
            Event::End(TagEnd::CodeBlock | TagEnd::Link) => inside -= 1,
            _ => {}
        }
        found.extend(linked_mails(&std::mem::take(&mut shown)));
    }
    found
}

/// The rule of GitHub's parser (`autolink.c`): letters, digits and some marks, `@`, and the same with a point
/// between.
fn linked_mails(shown: &str) -> Vec<String> {
    let is_local = |c: char| c.is_ascii_alphanumeric() || ".+-_".contains(c);
    let is_host = |c: char| c.is_ascii_alphanumeric() || ".-_".contains(c);
    let mut found = Vec::new();
    for (at, _) in shown.match_indices('@') {
        let (before, after) = (&shown[..at], &shown[at + 1..]);
        let local = before.trim_end_matches(is_local).len();
        let host = after.len() - after.trim_start_matches(is_host).len();
        let host = after[..host].trim_end_matches(['.', '-', '_']);
        if local < at && host.contains('.') {
            found.push(format!("mailto:{}@{host}", &before[local..]));
        }
    }
    found
}

#[test]
fn links_that_nobody_wrote_are_found() {
    for text in [
        "to a@b.example.",
        "a\\@b.example",
        "a&#64;b.example",
        "a&commat;b&period;example",
        "*x*a@b.example",
    ] {
        assert_eq!(links(text), ["mailto:a@b.example"], "{text}");
    }
    for text in [
        "`a@b.example`",
        "@b.example",
        "a@b",
        "*a*@b.example",
        "a @b.example",
    ] {
        assert_eq!(links(text), Vec::<String>::new(), "{text}");
    }
}

/// The anchors of a text: those of its headings, as they are made by those who show it, and its own.
pub(crate) fn anchors(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let mut heading: Option<String> = None;
    for event in events(text) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => {
                let words = heading.take().unwrap_or_default();
                let slug = slug(&words);
                let count = seen.entry(slug.clone()).or_default();
                found.push(match *count {
                    0 => slug,
                    n => format!("{slug}-{n}"),
                });
                *count += 1;
            }
            Event::Text(words) | Event::Code(words) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&words);
                }
            }
            Event::Html(html) | Event::InlineHtml(html) => found.extend(own(&html)),
            _ => {}
        }
    }
    found
}

/// The anchor that a piece of HTML is.
fn own(html: &str) -> Option<String> {
    let (_, rest) = html.split_once("<a id=\"")?;
    let (id, _) = rest.split_once('"')?;
    Some(id.to_owned())
}

/// The anchor of a heading: its letters, digits, dashes and underscores in lower case, and dashes for spaces.
fn slug(words: &str) -> String {
    let kept = |c: char| match c {
        ' ' => Some('-'),
        c if c.is_alphanumeric() || matches!(c, '-' | '_') => Some(c),
        _ => None,
    };
    words
        .trim()
        .to_lowercase()
        .chars()
        .filter_map(kept)
        .collect()
}
