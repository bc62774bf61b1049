//! Blanks between Chinese and everything else, as Chinese is set.

use super::say::push;
use crate::book::{Paragraph, Piece};

/// Puts one blank between Chinese words and code or Latin words, and none beside Chinese marks.
pub(super) fn spaced(paragraph: Paragraph) -> Paragraph {
    let mut spaced = Paragraph::new();
    // What stands before the next character: the end of the piece before.
    let mut before = Before::Nothing;
    let mut merged = Paragraph::new();
    paragraph
        .into_iter()
        .for_each(|piece| push(&mut merged, piece));
    for piece in merged {
        match piece {
            Piece::Text { text } => {
                let mut words = String::with_capacity(text.len() + 4);
                for c in text.chars() {
                    before = put(before, c, &mut words);
                }
                if !words.is_empty() {
                    spaced.push(Piece::Text { text: words });
                }
            }
            piece => {
                if before == Before::Chinese || (before == Before::Latin && !spaced.is_empty()) {
                    push_blank(&mut spaced);
                }
                spaced.push(piece);
                before = Before::Latin;
            }
        }
    }
    spaced
}

/// What stands before a place.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Nothing,
    /// A blank.
    Blank,
    /// A mark of Chinese, which has its own room.
    Mark,
    /// A Chinese character.
    Chinese,
    /// Anything else.
    Latin,
}

/// Adds a character with the blank that belongs before it, and says what stands before the next one.
fn put(before: Before, c: char, words: &mut String) -> Before {
    let now = match c {
        ' ' => Before::Blank,
        '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}' | '“' | '”' | '…' => Before::Mark,
        '\u{2e80}'..='\u{9fff}' => Before::Chinese,
        _ => Before::Latin,
    };
    match (before, now) {
        // A blank is put where it is known what follows.
        (Before::Nothing | Before::Mark, Before::Blank) => return before,
        (Before::Chinese | Before::Latin, Before::Blank) => {
            words.push(' ');
            return Before::Blank;
        }
        (Before::Blank, Before::Blank) => return Before::Blank,
        (Before::Blank, Before::Mark) => {
            words.truncate(words.trim_end().len());
        }
        (Before::Blank, Before::Chinese) => {
            let trimmed = words.trim_end();
            let is_chinese = trimmed
                .chars()
                .next_back()
                .is_some_and(|c| matches!(c, '\u{2e80}'..='\u{9fff}'));
            if is_chinese {
                words.truncate(trimmed.len());
            }
        }
        (Before::Chinese, Before::Latin) if c.is_ascii_alphanumeric() => words.push(' '),
        (Before::Latin, Before::Chinese) => {
            let marks = words.chars().next_back();
            if marks.is_none_or(|c| c.is_ascii_alphanumeric()) {
                words.push(' ');
            }
        }
        _ => {}
    }
    words.push(c);
    now
}

fn push_blank(paragraph: &mut Paragraph) {
    match paragraph.last_mut() {
        Some(Piece::Text { text }) => text.push(' '),
        _ => paragraph.push(Piece::Text {
            text: " ".to_owned(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::spaced;
    use crate::book::Piece;

    fn text(text: &str) -> Piece {
        Piece::Text {
            text: text.to_owned(),
        }
    }

    fn code(text: &str) -> Piece {
        Piece::Code {
            text: text.to_owned(),
        }
    }

    fn read(pieces: Vec<Piece>) -> String {
        let pieces = spaced(pieces).into_iter().map(|piece| match piece {
            Piece::Text { text } => text,
            Piece::Code { text } => format!("`{text}`"),
            other => format!("{other:?}"),
        });
        pieces.collect()
    }

    #[test]
    fn blanks_stand_between_chinese_and_others() {
        assert_eq!(
            read(vec![text("取"), code("base"), text("。")]),
            "取 `base`。"
        );
        assert_eq!(
            read(vec![text("即： "), code("a"), text("的值")]),
            "即：`a` 的值"
        );
        assert_eq!(
            read(vec![text("按 HTTP状态码 ，且 空文本")]),
            "按 HTTP 状态码，且空文本"
        );
        assert_eq!(
            read(vec![code("a"), text(" 和 "), text("配置项")]),
            "`a` 和配置项"
        );
        assert_eq!(read(vec![text("32 位整数"), text("列表")]), "32 位整数列表");
        assert_eq!(read(vec![code("a"), code("b")]), "`a` `b`");
    }
}
