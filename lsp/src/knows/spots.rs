//! Where the characters of a scalar stand in the file: quotes, escapes and broken lines lie between.

use apiloom_codegen::source::{Node, NodeKind, Style};

/// The text in quotes at the start of a text, and how long it is with its quotes; `None` if it does not end.
pub(super) fn unquoted(raw: &str) -> Option<(String, usize)> {
    let quote = raw.chars().next()?;
    let mut text = String::new();
    let mut at = 1;
    while let Some(c) = raw.get(at..)?.chars().next() {
        match c {
            '\'' if quote == '\'' && raw[at + 1..].starts_with('\'') => {
                text.push('\'');
                at += 2;
            }
            c if c == quote => return Some((text, at + 1)),
            '\\' if quote == '"' => {
                let (character, length) = escape(&raw[at..]);
                text.extend(character);
                at += length;
            }
            '\n' | '\r' | ' ' | '\t' if breaks(&raw[at..]).is_some() => {
                let (count, length) = breaks(&raw[at..]).unwrap_or((1, 1));
                match count {
                    1 => text.push(' '),
                    more => text.extend(std::iter::repeat_n('\n', more - 1)),
                }
                at += length;
            }
            c => {
                text.push(c);
                at += c.len_utf8();
            }
        }
    }
    None
}

/// How many line breaks the white space at the start of a text has, if it has any, and how long it is.
fn breaks(text: &str) -> Option<(usize, usize)> {
    let length = text.len() - text.trim_start_matches([' ', '\t', '\r', '\n']).len();
    let count = text[..length].matches('\n').count();
    (count > 0).then_some((count, length))
}

/// What an escape in double quotes stands for, and how long it is.
fn escape(text: &str) -> (Option<char>, usize) {
    let mut characters = text.chars().skip(1);
    let Some(letter) = characters.next() else {
        return (None, text.len());
    };
    let hex = |digits: usize| {
        let code = text.get(2..2 + digits);
        let code = code.and_then(|code| u32::from_str_radix(code, 16).ok());
        let length = text.get(..2 + digits).map_or(text.len(), str::len);
        (code.and_then(char::from_u32), length)
    };
    let one = |c: char| (Some(c), 1 + letter.len_utf8());
    match letter {
        'n' => one('\n'),
        't' => one('\t'),
        'r' => one('\r'),
        '0' => one('\0'),
        'a' => one('\u{7}'),
        'b' => one('\u{8}'),
        'e' => one('\u{1b}'),
        'f' => one('\u{c}'),
        'v' => one('\u{b}'),
        'N' => one('\u{85}'),
        '_' => one('\u{a0}'),
        'L' => one('\u{2028}'),
        'P' => one('\u{2029}'),
        'x' => hex(2),
        'u' => hex(4),
        'U' => hex(8),
        '\n' | '\r' => {
            let rest = &text[1..];
            let space = rest.len() - rest.trim_start().len();
            (None, 1 + space)
        }
        other => one(other),
    }
}

/// For each byte of a scalar's text, and for its end, the byte of the file where it stands.
pub(super) enum Places {
    /// The text stands in the file as it is, from here on.
    From(usize),
    /// The places one by one.
    Each(Vec<usize>),
}

impl Places {
    /// Where a part of the text stands.
    pub(super) fn range(&self, from: usize, to: usize) -> Option<std::ops::Range<usize>> {
        match self {
            Self::From(start) => Some(start + from..start + to),
            Self::Each(places) => {
                let start = *places.get(from)?;
                let last = to.checked_sub(1).filter(|last| *last >= from);
                // The end of a part is the end of its last character.
                let end = match last {
                    Some(last) => places.get(last)? + 1,
                    None => start,
                };
                Some(start..end.max(start))
            }
        }
    }

    /// The byte of the text that stands at a place of the file, or the last one before it.
    pub(super) fn back(&self, offset: usize, length: usize) -> Option<usize> {
        match self {
            Self::From(start) => offset.checked_sub(*start).filter(|at| *at <= length),
            Self::Each(places) => {
                let at = places.partition_point(|place| *place < offset);
                (at < places.len()).then_some(at)
            }
        }
    }
}

/// Where the text of a scalar stands; `None` if that cannot be told.
pub(super) fn places(node: &Node, file: &str) -> Option<Places> {
    let NodeKind::Scalar {
        text,
        style,
        verbatim,
    } = &node.kind
    else {
        return None;
    };
    let (start, end) = (node.span.start as usize, node.span.end as usize);
    if let Some(offset) = verbatim {
        return Some(Places::From(start + *offset as usize));
    }
    let raw = file.get(start..end)?;
    aligned(text, raw, *style, start).map(Places::Each)
}

/// Goes through a text and what it was written as side by side; only white space may differ, and escapes.
fn aligned(text: &str, raw: &str, style: Style, start: usize) -> Option<Vec<usize>> {
    let double = style == Style::Quoted && raw.starts_with('"');
    let single = style == Style::Quoted && raw.starts_with('\'');
    let mut at = match style {
        Style::Quoted => 1,
        Style::Block | Style::Plain => 0,
    };
    let mut places = Vec::with_capacity(text.len() + 1);
    for c in text.chars() {
        let rest = raw.get(at..)?;
        let escaped = double && rest.starts_with('\\');
        if c.is_whitespace() && !escaped {
            places.extend(std::iter::repeat_n(start + at, c.len_utf8()));
            // One character of white space in the text is at least one in the file, or stands at its end.
            let next = rest.chars().next();
            at += next.filter(|c| c.is_whitespace()).map_or(0, char::len_utf8);
            continue;
        }
        let space = rest.len() - rest.trim_start().len();
        if !escaped {
            at += space;
        }
        let rest = raw.get(at..)?;
        if double && rest.starts_with('\\') {
            let (found, length) = escape(rest);
            if found != Some(c) {
                return None;
            }
            places.extend(std::iter::repeat_n(start + at, c.len_utf8()));
            at += length;
            continue;
        }
        if !rest.starts_with(c) {
            return None;
        }
        places.extend((0..c.len_utf8()).map(|byte| start + at + byte));
        at += c.len_utf8();
        if single && c == '\'' {
            at += 1;
        }
    }
    places.push(start + at.min(raw.len()));
    Some(places)
}
