//! Texts in Markdown that mean nothing to it.
//!
//! GitHub reads more than CommonMark: bare addresses become links, dollars mathematics, pipes cells. What could
//! begin any of these has a backslash before it.

/// A text on one line, in which nothing is markup, wherever it stands.
pub(super) fn text(text: &str) -> String {
    escaped(text, true)
}

/// The same for a text before which something stands on its line.
pub(super) fn inner(text: &str) -> String {
    escaped(text, false)
}

fn escaped(text: &str, is_start: bool) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        if let Some(mail) = mail(text, at) {
            escaped.push_str(&code(mail));
            at += mail.len();
            continue;
        }
        if is_mark(text, at, c) || (is_start && is_start_mark(text, at, c)) {
            escaped.push('\\');
        }
        escaped.push(c);
        at += c.len_utf8();
    }
    escaped
}

/// The mail address that starts at a place of a text.
///
/// GitHub looks for them in what is shown, so that neither backslashes nor references keep it from making links
/// of them; within code it makes none.
fn mail(text: &str, at: usize) -> Option<&str> {
    let is_local = |c: char| c.is_ascii_alphanumeric() || ".+-_".contains(c);
    let (before, rest) = text.split_at_checked(at)?;
    if before.ends_with(is_local) {
        return None;
    }
    let end = rest.find(|c| !is_local(c)).filter(|end| *end > 0)?;
    let (local, after) = rest.split_at_checked(end)?;
    let after = after.strip_prefix('@')?;
    let is_host = |c: char| c.is_ascii_alphanumeric() || ".-_".contains(c);
    let host = after.split(|c| !is_host(c)).next()?.trim_end_matches('.');
    let mail = rest.get(..local.len() + 1 + host.len());
    mail.filter(|_| host.contains('.'))
}

/// Whether a character could begin or end markup where it stands.
fn is_mark(text: &str, at: usize, c: char) -> bool {
    let (before, after) = (&text[..at], &text[at + c.len_utf8()..]);
    match c {
        '\\' | '`' | '*' | '[' | ']' | '<' | '>' | '&' | '~' | '$' | '|' | '!' => true,
        // Between letters or digits it marks nothing.
        '_' => {
            !before.ends_with(char::is_alphanumeric) || !after.starts_with(char::is_alphanumeric)
        }
        // A heading may end with it, too.
        '#' => true,
        // Addresses that nobody called a link.
        '.' => ends_with_word(before, "www"),
        '/' => before.ends_with(':'),
        '@' => true,
        _ => false,
    }
}

/// Whether a character could begin a block.
fn is_start_mark(text: &str, at: usize, c: char) -> bool {
    let before = text[..at].trim_start();
    match c {
        '-' | '+' | '=' => before.is_empty(),
        '.' | ')' => before.bytes().all(|byte| byte.is_ascii_digit()),
        _ => false,
    }
}

fn ends_with_word(text: &str, word: &str) -> bool {
    let start = text.len().checked_sub(word.len());
    let end = start.and_then(|start| text.get(start..));
    end.is_some_and(|end| end.eq_ignore_ascii_case(word))
}

/// A code span; of a text without line breaks.
pub(super) fn code(code: &str) -> String {
    if code.trim().is_empty() {
        return String::new();
    }
    let fence = "`".repeat(longest_run(code) + 1);
    let pad = match code.starts_with(['`', ' ']) || code.ends_with(['`', ' ']) {
        true => " ",
        false => "",
    };
    format!("{fence}{pad}{code}{pad}{fence}")
}

/// A code span within a table, where a pipe ends a cell whatever stands around it.
pub(super) fn code_in_cell(span: &str) -> String {
    match (
        span.contains('|'),
        span.contains("\\|") || span.ends_with('\\'),
    ) {
        (false, _) => code(span),
        (true, false) => code(span).replace('|', "\\|"),
        // A backslash before a pipe cannot be said in a code span of a table.
        (true, true) => text(span).replace("\\|", "&#124;"),
    }
}

/// A block of code.
pub(super) fn block(language: &str, code: &str) -> String {
    let fence = "`".repeat(longest_run(code).max(2) + 1);
    let code = code.trim_end_matches('\n');
    format!("{fence}{language}\n{code}\n{fence}\n")
}

/// The longest run of backticks.
fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

/// The target of a link.
pub(super) fn target(url: &str) -> String {
    let mut target = String::with_capacity(url.len() + 2);
    for c in url.chars() {
        match c {
            '<' | '>' | '\\' | '|' | '`' | '"' | ' ' => {
                target.push_str(&format!("%{:02X}", u32::from(c)));
            }
            // It would start a reference to another character.
            '&' => target.push_str("&amp;"),
            c if c.is_control() => {}
            c => target.push(c),
        }
    }
    format!("<{target}>")
}

#[cfg(test)]
mod tests {
    use pulldown_cmark::{Event, Options, Parser, Tag};

    use super::{block, code, code_in_cell, text};

    const HOSTILE: &[&str] = &[
        "<script>alert(1)</script>",
        "![x](http://evil.example/x.png)",
        "[x](javascript:alert(1))",
        "# heading",
        "- item",
        "1. item",
        "12) item",
        "> quote",
        "```\ncode",
        "~~~",
        "***",
        "---",
        "===",
        "| a | b |",
        "a\\|b",
        "a \\",
        "`a|b` ``c``",
        "<http://evil.example>",
        "www.evil.example and http://evil.example and a@evil.example",
        "$x$ &lt;b&gt; &#60;",
        "[^1]: note",
        "[a]: http://evil.example",
        "    indented",
        "&amp;",
        "\\",
        "`",
        "``",
        " ` ",
        "_a_ __b__ *c* **d** ~~e~~",
        "<!-- x",
        "<?php",
        "<![CDATA[",
        "a|b|c",
    ];

    /// What is read: the text, and whether there was any markup but paragraphs, tables and code.
    fn read(markdown: &str) -> (String, Vec<String>) {
        let mut shown = String::new();
        let mut marks = Vec::new();
        for event in Parser::new_ext(markdown, Options::all()) {
            match event {
                Event::Text(text) | Event::Code(text) => shown.push_str(&text),
                Event::SoftBreak => shown.push('\n'),
                Event::Start(
                    Tag::Paragraph
                    | Tag::Table(_)
                    | Tag::TableHead
                    | Tag::TableRow
                    | Tag::TableCell
                    | Tag::CodeBlock(_),
                )
                | Event::End(_) => {}
                other => marks.push(format!("{other:?}")),
            }
        }
        (shown, marks)
    }

    #[test]
    fn texts_stay_texts() {
        for hostile in HOSTILE {
            let line = hostile.replace('\n', " ");
            let (shown, marks) = read(&text(line.trim()));
            assert_eq!(marks, Vec::<String>::new(), "{hostile:?}");
            // The parser sets quotation marks and dashes its own way.
            let plain = |text: &str| text.replace(['—', '–', '-'], "");
            assert_eq!(plain(&shown), plain(line.trim()), "{hostile:?}");
        }
    }

    #[test]
    fn mail_addresses_are_code() {
        assert_eq!(text("to a.b+c@d.example."), "to `a.b+c@d.example`.");
        assert_eq!(text("写信给a@d.example。"), "写信给`a@d.example`。");
        assert_eq!(text("a@d.example"), "`a@d.example`");
        // These are none for those who make links of them.
        assert_eq!(text("@a.example a@b a@"), "\\@a.example a\\@b a\\@");
        assert_eq!(text("x @@a@b.example"), "x \\@\\@`a@b.example`");
    }

    #[test]
    fn code_stays_code() {
        for hostile in HOSTILE.iter().filter(|text| !text.contains('\n')) {
            let (shown, marks) = read(&code(hostile));
            assert_eq!(marks, Vec::<String>::new(), "{hostile:?}");
            assert_eq!(shown.trim(), hostile.trim(), "{hostile:?}");
        }
        for hostile in HOSTILE {
            let (shown, marks) = read(&block("json", hostile));
            assert_eq!(marks, Vec::<String>::new(), "{hostile:?}");
            assert_eq!(shown.trim_end(), hostile.trim_end(), "{hostile:?}");
        }
    }

    #[test]
    fn cells_stay_cells() {
        for hostile in HOSTILE.iter().filter(|text| !text.contains('\n')) {
            for cell in [text(hostile.trim()), code_in_cell(hostile)] {
                let table = format!("| a | b |\n|---|---|\n| {cell} | end |\n");
                let parser = Parser::new_ext(&table, Options::all());
                let cells = parser.filter(|e| matches!(e, Event::Start(Tag::TableCell)));
                assert_eq!(cells.count(), 4, "{table}");
                let (shown, marks) = read(&table);
                assert_eq!(marks, Vec::<String>::new(), "{table}");
                assert!(shown.ends_with("end"), "{table}");
            }
        }
    }
}
