//! Texts without pieces, in short.

use crate::book::{Piece, Prose};

/// The words of a text, without links and code.
pub(super) fn plain(prose: &Prose) -> String {
    let paragraphs = prose.paragraphs.iter().map(|paragraph| {
        let words: String = paragraph.iter().map(piece).collect();
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    });
    paragraphs.collect::<Vec<_>>().join(" ")
}

fn piece(piece: &Piece) -> &str {
    match piece {
        Piece::Text { text }
        | Piece::Code { text }
        | Piece::Type { text, .. }
        | Piece::Operation { text, .. }
        | Piece::Link { text, .. } => text,
    }
}

/// The start of a text, cut where a word ends.
/// A letter of Chinese counts twice, as it is twice as wide.
pub(super) fn short(text: &str, width: usize) -> String {
    let mut used = 0;
    let mut word_end = 0;
    for (at, c) in text.char_indices() {
        used += if wide(c) { 2 } else { 1 };
        if c == ' ' || wide(c) {
            word_end = at;
        }
        if used > width {
            let kept = text.get(..word_end).unwrap_or_default();
            return format!("{}…", kept.trim_end());
        }
    }
    text.to_owned()
}

/// Whether a letter takes the width of two.
pub(super) fn wide(c: char) -> bool {
    matches!(u32::from(c),
        0x1100..=0x115f | 0x2e80..=0xa4cf | 0xac00..=0xd7a3 | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f | 0xff00..=0xff60 | 0xffe0..=0xffe6 | 0x20000..=0x3fffd)
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn texts_are_cut_between_words_and_by_width() {
        assert_eq!(short("one two three", 13), "one two three");
        assert_eq!(short("one two three", 12), "one two…");
        assert_eq!(short("手机号码", 8), "手机号码");
        assert_eq!(short("手机号码", 6), "手机号…");
    }
}
