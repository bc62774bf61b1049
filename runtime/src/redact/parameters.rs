//! Hides the values of secret parameters.

use super::HIDDEN;

/// Hides `name=value` in a URL, a form or a text that quotes one.
pub(super) fn hide_assigned(text: &str, name: &str) -> String {
    // Lower case keeps every byte in its place as long as only ASCII changes.
    let lower = text.to_ascii_lowercase();
    let wanted = format!("{}=", name.to_ascii_lowercase());
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    while let Some(found) = lower[done..].find(&wanted) {
        let start = done + found;
        let end = start + wanted.len();
        out.push_str(&text[done..end]);
        done = end;
        let inside_a_word = lower[..start]
            .chars()
            .next_back()
            .is_some_and(|before| before.is_alphanumeric() || matches!(before, '_' | '-' | '.'));
        if !inside_a_word {
            let rest = &text[end..];
            let length = rest
                .find(|c: char| {
                    c.is_whitespace() || matches!(c, '&' | '"' | '\'' | '<' | '>' | ';' | '#')
                })
                .unwrap_or(rest.len());
            if length > 0 {
                out.push_str(HIDDEN);
            }
            done += length;
        }
    }
    out.push_str(&text[done..]);
    out
}
