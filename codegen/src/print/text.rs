//! Measuring printed text, in columns as rustfmt counts them.

use unicode_width::UnicodeWidthStr as _;

use super::shape::{Context, Shape};

pub(super) fn width(text: &str) -> usize {
    // Most text is of characters that are one column wide, which need no table.
    match text.bytes().all(|byte| (b' '..=b'~').contains(&byte)) {
        true => text.len(),
        false => text.width(),
    }
}

pub(super) fn multiline(text: &str) -> bool {
    text.contains('\n')
}

pub(super) fn first_line(text: &str) -> &str {
    text.split('\n').next().unwrap_or("")
}

pub(super) fn last_line(text: &str) -> &str {
    text.rsplit('\n').next().unwrap_or("")
}

pub(super) fn first_line_width(text: &str) -> usize {
    width(first_line(text))
}

pub(super) fn last_line_width(text: &str) -> usize {
    width(last_line(text))
}

pub(super) fn trimmed_last_line_width(text: &str) -> usize {
    width(last_line(text).trim())
}

/// The columns used on the last line of `text` if its first line starts at `offset`.
pub(super) fn last_line_used_width(text: &str, offset: usize) -> usize {
    if multiline(text) {
        last_line_width(text)
    } else {
        offset + width(text)
    }
}

/// How far the last line reaches beyond what `shape` has used.
pub(super) fn extra_offset(text: &str, shape: Shape) -> usize {
    match text.rfind('\n') {
        Some(at) => text.len().saturating_sub(at + 1 + shape.used_width()),
        None => text.len(),
    }
}

pub(super) fn newlines(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

/// Whether the last line holds closing brackets only, so that more may follow on it.
pub(super) fn last_line_extendable(text: &str) -> bool {
    if text.ends_with("\"#") {
        return true;
    }
    last_line(text)
        .chars()
        .all(|c| matches!(c, '(' | ')' | ']' | '}' | '?' | '>') || c.is_whitespace())
}

/// Whether `text`, printed into `shape`, respects its width and the file's.
pub(super) fn fits(text: &str, cx: &Context, shape: Shape) -> bool {
    if text.is_empty() {
        return true;
    }
    // Comments do not count.
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect();
    let Some((first, rest)) = lines.split_first() else {
        return true;
    };
    width(first) <= shape.width
        && rest.iter().all(|line| width(line) <= cx.max_width)
        && rest
            .last()
            .is_none_or(|last| width(last) <= shape.used_width() + shape.width)
}

/// `text` if it fits.
pub(super) fn wrap(text: String, cx: &Context, shape: Shape) -> Option<String> {
    fits(&text, cx, shape).then_some(text)
}
