//! A document that is open in the editor.

use std::ops::Range;

use gen_lsp_types::{TextDocumentContentChangeEvent, Uri};

use crate::lines::{Columns, Lines};

/// What the editor says of a document, apart from its text.
#[derive(Debug)]
pub(crate) struct Document {
    /// Its address, as the editor writes it.
    pub(crate) uri: Uri,
    /// The version of its text.
    pub(crate) version: i32,
}

/// A text without a byte order mark, which is no part of what editors show.
pub(crate) fn unmarked(text: String) -> String {
    match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    }
}

/// Carries out what was typed, one change after the other.
pub(crate) fn change(
    text: &mut String,
    changes: Vec<TextDocumentContentChangeEvent>,
    columns: Columns,
) {
    for change in changes {
        match change {
            TextDocumentContentChangeEvent::TextDocumentContentChangePartial(part) => {
                let bytes: Range<usize> = Lines::new(text, columns).bytes(&part.range);
                text.replace_range(bytes, &part.text);
            }
            TextDocumentContentChangeEvent::TextDocumentContentChangeWholeDocument(whole) => {
                *text = unmarked(whole.text);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use gen_lsp_types::TextDocumentContentChangeEvent;
    use serde_json::json;

    use super::change;
    use crate::lines::Columns;

    #[test]
    fn changes_are_made_one_after_the_other() {
        let part = |from: [u32; 2], to: [u32; 2], text: &str| {
            let place = |[line, character]: [u32; 2]| json!({"line": line, "character": character});
            json!({"range": {"start": place(from), "end": place(to)}, "text": text})
        };
        let mut text = "金额: a😀b\r\nx\r\n".to_owned();
        let changes = json!([
            // After the emoji, which counts as two.
            part([0, 7], [0, 8], "元"),
            part([0, 8], [0, 8], "!"),
            // The line end goes, and with it all of its bytes.
            part([0, 9], [1, 0], ""),
            part([9, 9], [9, 9], "end"),
        ]);
        let changes: Vec<TextDocumentContentChangeEvent> = serde_json::from_value(changes).unwrap();
        change(&mut text, changes, Columns::Utf16);
        assert_eq!(text, "金额: a😀元!x\r\nend");
        let whole = serde_json::from_value(json!([{"text": "\u{feff}a: b"}])).unwrap();
        change(&mut text, whole, Columns::Utf16);
        assert_eq!(text, "a: b");
    }
}
