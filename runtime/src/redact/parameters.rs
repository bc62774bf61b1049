//! Hides the values of secret parameters.

use super::HIDDEN;

/// Hides `name=value` in a URL, a form or a text that quotes one, also where the name is that of a
/// member: `a[name]=value`, `a.name.0=value`.
pub(super) fn hide_assigned(text: &str, name: &str) -> String {
    // Lower case keeps every byte in its place as long as only ASCII changes.
    let lower = text.to_ascii_lowercase();
    let wanted = name.to_ascii_lowercase();
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    while let Some(found) = lower[done..].find(&wanted).filter(|_| !wanted.is_empty()) {
        let start = done + found;
        let mut end = start + wanted.len();
        if let Some(value) = value_after(&lower[end..]).filter(|_| starts_a_name(&lower[..start])) {
            end += value;
            let rest = &text[end..];
            let length = rest
                .find(|c: char| {
                    c.is_whitespace() || matches!(c, '&' | '"' | '\'' | '<' | '>' | ';' | '#')
                })
                .unwrap_or(rest.len());
            out.push_str(&text[done..end]);
            if length > 0 {
                out.push_str(HIDDEN);
            }
            end += length;
        } else {
            out.push_str(&text[done..end]);
        }
        done = end;
    }
    out.push_str(&text[done..]);
    out
}

/// Whether a name can start after this text, and is not the end of a longer one.
fn starts_a_name(before: &str) -> bool {
    before.ends_with("%5b")
        || !before
            .chars()
            .next_back()
            .is_some_and(|before| before.is_alphanumeric() || matches!(before, '_' | '-'))
}

/// Where the value starts, if what follows a name is the end of the name of a parameter: the
/// bracket that closes it, and the numbers of items.
fn value_after(rest: &str) -> Option<usize> {
    let mut left = rest;
    loop {
        if let Some(value) = left.strip_prefix('=') {
            return Some(rest.len() - value.len());
        }
        let marks = ["[", "]", "%5b", "%5d", "."];
        let after = marks.iter().find_map(|mark| left.strip_prefix(mark))?;
        left = after.trim_start_matches(|c: char| c.is_ascii_digit());
    }
}
