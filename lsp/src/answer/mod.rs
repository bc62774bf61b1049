//! Answers to what the editor asks.

pub(crate) mod completion;
pub(crate) mod fixes;
pub(crate) mod formatting;
pub(crate) mod hover;
pub(crate) mod places;
pub(crate) mod rename;
pub(crate) mod symbols;

use std::path::PathBuf;

use apiloom_codegen::source::Edit;
use gen_lsp_types::{TextDocumentPositionParams, TextEdit};

use crate::address;
use crate::knows::Both;
use crate::lines::Lines;
use crate::session::Session;
use apiloom_codegen::diagnostic::Language;

/// The document and the byte that a question is about; none if it is not open.
fn place(session: &Session, params: &TextDocumentPositionParams) -> Option<(PathBuf, usize)> {
    let path = address::path(&params.text_document.uri);
    let offset = session.editor.lines(&path)?.offset(params.position);
    Some((path, offset))
}

/// Edits of a text as the protocol has them.
fn edits(lines: &Lines<'_>, edits: &[Edit]) -> Vec<TextEdit> {
    let edits = edits.iter().map(|edit| {
        let range = lines.range(&(edit.start..edit.end));
        TextEdit::new(range, edit.text.clone())
    });
    edits.collect()
}

/// A text in both languages, the reader's first.
fn both(docs: &Both, language: Language) -> String {
    let (first, second) = match language {
        Language::English => (&docs.en, &docs.zh),
        Language::Chinese => (&docs.zh, &docs.en),
    };
    match (first.trim(), second.trim()) {
        (first, second) if first == second || second.is_empty() => first.to_owned(),
        ("", second) => second.to_owned(),
        (first, second) => format!("{first}\n\n---\n\n{second}"),
    }
}
