//! Hides the values of secret members of JSON.

use apiloom_wire::Decoder;

use super::{HIDDEN, NESTING_LIMIT, is_named};
use crate::scalar;

/// Hides `"name": value` wherever it stands.
///
/// This is no JSON reader: a body may be cut, or be JSON only in part, and must come out as it
/// was otherwise.
pub(super) fn hide_members(text: &str, names: &[&str], depth: usize) -> String {
    if names.is_empty() {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('"') {
        let (before, from) = rest.split_at(start);
        out.push_str(before);
        let (literal, after) = from.split_at(literal_end(from));
        let gap = after.len() - after.trim_start().len();
        let (space, value) = after.split_at(gap);
        if let Some(value) = value.strip_prefix(':') {
            out.push_str(literal);
            out.push_str(space);
            out.push(':');
            rest = value;
            if is_named(names, &unquoted(literal)) {
                let gap = value.len() - value.trim_start().len();
                let (space, value) = value.split_at(gap);
                out.push_str(space);
                let (value, after) = value.split_at(value_end(value));
                // That there is none is no secret.
                match value {
                    "null" => out.push_str(value),
                    _ => out.push_str(&scalar::quote(HIDDEN)),
                }
                rest = after;
            }
        } else {
            out.push_str(&hide_inside(literal, names, depth));
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

/// Hides members in a JSON string that holds JSON.
fn hide_inside(literal: &str, names: &[&str], depth: usize) -> String {
    let inner = unquoted(literal);
    if !inner.trim_start().starts_with(['{', '[', '"']) {
        return literal.to_owned();
    }
    if depth >= NESTING_LIMIT {
        return scalar::quote(HIDDEN);
    }
    let hidden = hide_members(&inner, names, depth + 1);
    if hidden == inner {
        literal.to_owned()
    } else {
        scalar::quote(&hidden)
    }
}

/// The text of a JSON string; of one that does not end or is no JSON, what stands in it.
fn unquoted(literal: &str) -> String {
    if let Ok(text) = Decoder::over(literal).string() {
        return text.into_owned();
    }
    if !is_closed(literal)
        && let Some(text) = of_cut(literal)
    {
        return text;
    }
    // What is no JSON may still hold members, with one level of escapes.
    let inside = literal.strip_prefix('"').unwrap_or(literal);
    inside.replace("\\\"", "\"")
}

/// Whether the last byte of a string literal is the quote that ends it.
fn is_closed(literal: &str) -> bool {
    let Some(before) = literal.strip_suffix('"') else {
        return false;
    };
    let escapes = before.bytes().rev().take_while(|byte| *byte == b'\\');
    !before.is_empty() && escapes.count() % 2 == 0
}

/// The text of a JSON string that was cut, without the escape in which it was.
fn of_cut(literal: &str) -> Option<String> {
    // Two escapes make one character at most.
    const ESCAPES: usize = 2;
    let mut left = literal;
    for _ in 0..=ESCAPES {
        if let Ok(text) = Decoder::over(&format!("{left}\"")).string() {
            return Some(text.into_owned());
        }
        left = &left[..left.rfind('\\')?];
    }
    None
}

/// Where the string literal ends that starts with the first byte.
fn literal_end(text: &str) -> usize {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

/// Where the JSON value ends that starts with the first byte.
fn value_end(text: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while let Some(byte) = text.as_bytes().get(at) {
        match byte {
            b'"' => {
                at += literal_end(&text[at..]);
                if depth == 0 {
                    return at;
                }
                continue;
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    // The bracket of the value itself, or of what it stands in.
                    let own = matches!(text.as_bytes().first(), Some(b'{' | b'['));
                    return at + usize::from(own);
                }
            }
            b',' | b' ' | b'\n' | b'\r' | b'\t' if depth == 0 => return at,
            _ => {}
        }
        at += 1;
    }
    text.len()
}
