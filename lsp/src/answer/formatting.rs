//! Specs in canonical order and style.

use apiloom_codegen::format;
use gen_lsp_types::{DocumentFormattingParams, TextEdit};

use crate::address;
use crate::answer::edits;
use crate::hunks::hunks;
use crate::session::Session;

/// What changes where a document is formatted; nothing for what is no spec, or no YAML as it stands.
pub(crate) fn formatting(
    session: &Session,
    params: &DocumentFormattingParams,
) -> Option<Vec<TextEdit>> {
    let path = address::path(&params.text_document.uri);
    session.family(&path)?;
    let text = session.editor.texts.get(&path)?;
    let formatted = format::text(text)?;
    let lines = session.editor.lines(&path)?;
    Some(edits(&lines, &hunks(text, &formatted)))
}
