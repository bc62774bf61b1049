//! Functions on one text.

use std::fmt::Display;

/// The texts one after the other, with nothing between them.
pub fn concat(parts: &[&str]) -> String {
    parts.concat()
}

/// The texts with a line feed between two neighbours and none at the end.
pub fn lines(parts: &[&str]) -> String {
    parts.join("\n")
}

/// The text in lower case, by Unicode's rules.
pub fn lower(text: &str) -> String {
    text.to_lowercase()
}

/// The text in upper case, by Unicode's rules.
pub fn upper(text: &str) -> String {
    text.to_uppercase()
}

/// The text without white space (Unicode's) at its two ends.
pub fn trim(text: &str) -> String {
    text.trim().to_owned()
}

/// The text with every `from` replaced by `to`; unchanged if `from` is empty.
pub fn replace(text: &str, from: &str, to: &str) -> String {
    if from.is_empty() {
        text.to_owned()
    } else {
        text.replace(from, to)
    }
}

/// The text without `prefix` at its start; unchanged if it does not start with it.
pub fn strip_prefix(text: &str, prefix: &str) -> String {
    text.strip_prefix(prefix).unwrap_or(text).to_owned()
}

/// What follows the last `separator`; the whole text if there is none.
pub fn after_last(text: &str, separator: &str) -> String {
    text.rsplit_once(separator)
        .map_or(text, |(_, tail)| tail)
        .to_owned()
}

/// Whether the text starts with `prefix`.
pub fn starts_with(text: &str, prefix: &str) -> bool {
    text.starts_with(prefix)
}

/// The characters from `start` up to, not including, `end` (the text's end if `None`).
///
/// Positions count characters from 0; a negative one counts from the end.
/// What lies outside of the text is left out, so the result may be shorter, or empty.
pub fn slice(text: &str, start: i64, end: Option<i64>) -> String {
    let length = length(text);
    let place = |at: i64| {
        if at < 0 {
            length.saturating_add(at).max(0)
        } else {
            at.min(length)
        }
    };
    let (start, end) = (place(start), place(end.unwrap_or(length)));
    let skip = usize::try_from(start).unwrap_or(usize::MAX);
    let take = usize::try_from(end.saturating_sub(start)).unwrap_or(0);
    text.chars().skip(skip).take(take).collect()
}

/// The number of characters (Unicode scalar values).
pub fn length(text: &str) -> i64 {
    count(text.chars().count())
}

/// The number of bytes; of a text, in UTF-8.
pub fn byte_length<T: AsRef<[u8]> + ?Sized>(data: &T) -> i64 {
    count(data.as_ref().len())
}

/// A whole number, a decimal or a bool as text: `5`, `1.50`, `true`.
pub fn as_text(value: impl Display) -> String {
    value.to_string()
}

/// Bytes as text; `None` if they are not UTF-8.
pub fn bytes_to_text(bytes: &[u8]) -> Option<String> {
    std::str::from_utf8(bytes).ok().map(str::to_owned)
}

/// A text of decimal digits, with `-` before them if negative, as a whole number.
///
/// `None` for every other text (`+5`, ` 5`, `5.0`, the empty one) and beyond 64 bits.
pub fn as_int(text: &str) -> Option<i64> {
    if text.starts_with('+') {
        None
    } else {
        text.parse().ok()
    }
}

/// No text in memory is longer than an `i64` can say.
pub(super) fn count(length: usize) -> i64 {
    i64::try_from(length).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_texts() {
        assert_eq!(concat(&["a", "", "b"]), "ab");
        assert_eq!(lines(&["a", "", "b"]), "a\n\nb");
        assert_eq!(lines(&[]), "");
    }

    #[test]
    fn slices_by_characters_and_never_fails() {
        assert_eq!(slice("微丰abc", 1, Some(3)), "丰a");
        assert_eq!(slice("abc", -2, None), "bc");
        assert_eq!(slice("abc", 2, Some(1)), "");
        assert_eq!(slice("abc", i64::MIN, Some(i64::MAX)), "abc");
        assert_eq!(slice("abc", 9, Some(-9)), "");
    }

    #[test]
    fn cuts_and_replaces() {
        assert_eq!(replace("a.b.c", ".", "-"), "a-b-c");
        assert_eq!(replace("abc", "", "-"), "abc");
        assert_eq!(strip_prefix("whsec_abc", "whsec_"), "abc");
        assert_eq!(strip_prefix("abc", "whsec_"), "abc");
        assert_eq!(after_last("a/b/c", "/"), "c");
        assert_eq!(after_last("abc", "/"), "abc");
        assert_eq!(after_last("abc", ""), "");
        assert!(starts_with("Bearer x", "Bearer "));
    }

    #[test]
    fn counts_characters_or_bytes() {
        assert_eq!(length("微丰"), 2);
        assert_eq!(byte_length("微丰"), 6);
        assert_eq!(byte_length(&[1_u8, 2][..]), 2);
    }

    #[test]
    fn reads_whole_numbers_strictly() {
        assert_eq!(as_int("-12"), Some(-12));
        for bad in ["", "+5", " 5", "5.0", "9223372036854775808"] {
            assert_eq!(as_int(bad), None, "{bad:?}");
        }
        assert_eq!(as_text(5) + &as_text(true), "5true");
        assert_eq!(bytes_to_text(b"\xff"), None);
    }
}
