//! Colours for code: classes of tokens, decided when the site is made.
//!
//! Tokens put together are the text that came in, whatever it was; templates escape them.

/// The tokens of a code: class and text. Plain text has an empty class.
pub(super) fn tokens(code: &str, language: &str) -> Vec<(&'static str, String)> {
    let mut out = Tokens::default();
    match language {
        "json" => json(code, &mut out),
        "rust" => rust(code, &mut out),
        "http" => http(code, &mut out),
        "shell" => shell(code, &mut out),
        _ => out.push("", code),
    }
    out.0
}

#[derive(Default)]
struct Tokens(Vec<(&'static str, String)>);

impl Tokens {
    /// Adds a token; neighbours of one class are one.
    fn push(&mut self, class: &'static str, text: &str) {
        if text.is_empty() {
            return;
        }
        match self.0.last_mut() {
            Some((last, held)) if *last == class => held.push_str(text),
            _ => self.0.push((class, text.to_owned())),
        }
    }
}

/// How many bytes of a text, from its start, are of one kind.
fn run(text: &str, is: impl Fn(char) -> bool) -> usize {
    text.find(|c| !is(c)).unwrap_or(text.len())
}

/// The length of a text in quotes, with backslashes; the whole rest if it does not end.
fn quoted(text: &str) -> usize {
    let mut escaped = false;
    let quote = text.chars().next();
    for (at, c) in text.char_indices().skip(1) {
        if escaped {
            escaped = false;
        } else if c == '\\' {
            escaped = true;
        } else if Some(c) == quote {
            return at + c.len_utf8();
        }
    }
    text.len()
}

fn first(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn json(mut rest: &str, out: &mut Tokens) {
    while let Some(c) = rest.chars().next() {
        let (length, class) = match c {
            '"' => {
                let length = quoted(rest);
                let key = rest
                    .get(length..)
                    .is_some_and(|after| after.trim_start().starts_with(':'));
                (length, if key { "k" } else { "s" })
            }
            '-' | '0'..='9' => (
                run(rest, |c| c.is_ascii_alphanumeric() || "+-.".contains(c)),
                "n",
            ),
            c if c.is_alphabetic() => (run(rest, is_word), "b"),
            c if c.is_whitespace() => (run(rest, char::is_whitespace), ""),
            _ => (first(rest), "p"),
        };
        rest = take(rest, length, class, out);
    }
}

/// Adds the start of a text as a token, and gives the rest.
fn take<'a>(text: &'a str, length: usize, class: &'static str, out: &mut Tokens) -> &'a str {
    let (head, tail) = text.split_at_checked(length.max(1)).unwrap_or((text, ""));
    out.push(class, head);
    tail
}

const KEYWORDS: [&str; 27] = [
    "as", "async", "await", "break", "const", "continue", "else", "enum", "false", "fn", "for",
    "if", "impl", "in", "let", "loop", "match", "mod", "move", "mut", "pub", "ref", "return",
    "struct", "true", "use", "while",
];

fn rust(mut rest: &str, out: &mut Tokens) {
    while let Some(c) = rest.chars().next() {
        let (length, class) = match c {
            '/' if rest.starts_with("//") => (run(rest, |c| c != '\n'), "c"),
            '"' => (quoted(rest), "s"),
            'r' if raw_length(rest).is_some() => (raw_length(rest).unwrap_or(1), "s"),
            '0'..='9' => (run(rest, |c| c.is_ascii_alphanumeric() || c == '_'), "n"),
            c if is_word(c) => {
                let length = run(rest, is_word);
                (length, word(rest, length))
            }
            c if c.is_whitespace() => (run(rest, char::is_whitespace), ""),
            _ => (first(rest), "p"),
        };
        rest = take(rest, length, class, out);
    }
}

/// The length of a raw string: `r"…"`, `r#"…"#`.
fn raw_length(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('r')?;
    let hashes = run(rest, |c| c == '#');
    let body = rest.get(hashes..)?.strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    let length = body.find(&end).map_or(body.len(), |at| at + end.len());
    Some(1 + hashes + 1 + length)
}

/// The class of a word of Rust.
fn word(text: &str, length: usize) -> &'static str {
    let (word, after) = text.split_at_checked(length).unwrap_or((text, ""));
    if KEYWORDS.contains(&word) {
        "b"
    } else if word.starts_with(|c: char| c.is_uppercase()) {
        "t"
    } else if after.starts_with('(') || after.starts_with('!') {
        "f"
    } else {
        ""
    }
}

fn http(text: &str, out: &mut Tokens) {
    let (head, body) = match text.find("\n\n") {
        Some(at) => text.split_at_checked(at).unwrap_or((text, "")),
        None => (text, ""),
    };
    for (number, line) in head.split_inclusive('\n').enumerate() {
        if number == 0 {
            request_line(line, out);
        } else if let Some((name, value)) = line.split_once(':') {
            out.push("k", name);
            out.push("p", ":");
            out.push("s", value);
        } else {
            out.push("", line);
        }
    }
    match body.trim_start().starts_with(['{', '[']) {
        true => json(body, out),
        false => out.push("", body),
    }
}

fn request_line(line: &str, out: &mut Tokens) {
    let mut parts = line.splitn(2, ' ');
    let (method, rest) = (parts.next().unwrap_or(""), parts.next());
    out.push("b", method);
    let Some(rest) = rest else {
        return;
    };
    out.push("", " ");
    let (path, query) = rest
        .split_at_checked(rest.find('?').unwrap_or(rest.len()))
        .unwrap_or((rest, ""));
    out.push("f", path);
    out.push("s", query);
}

/// How a JSON document begins that a command reads.
const HERE: &str = "<<'JSON'\n";

fn shell(mut rest: &str, out: &mut Tokens) {
    let mut start = true;
    while let Some(c) = rest.chars().next() {
        if let Some(body) = rest.strip_prefix(HERE) {
            out.push("p", HERE);
            let end = body.rfind("\nJSON").unwrap_or(body.len());
            let (document, after) = body.split_at_checked(end).unwrap_or((body, ""));
            json(document, out);
            out.push("p", after);
            return;
        }
        let (length, class) = match c {
            '\'' => {
                let inner = rest.get(1..).unwrap_or("");
                (inner.find('\'').map_or(rest.len(), |at| at + 2), "s")
            }
            '"' => (quoted(rest), "s"),
            '#' if start => (run(rest, |c| c != '\n'), "c"),
            '-' => (run(rest, |c| is_word(c) || c == '-'), "k"),
            '\n' => (1, ""),
            c if c.is_whitespace() => (run(rest, |c| c.is_whitespace() && c != '\n'), ""),
            '\\' | '|' | '<' | '>' | '&' | ';' | '=' => (1, "p"),
            _ => {
                let length = run(rest, |c| !c.is_whitespace() && !"'\"\\|<>&;=".contains(c));
                (length, if start { "f" } else { "" })
            }
        };
        start = match c {
            '\n' => !out.0.last().is_some_and(|(_, text)| text.ends_with('\\')),
            c if c.is_whitespace() => start,
            _ => false,
        };
        rest = take(rest, length, class, out);
    }
}
