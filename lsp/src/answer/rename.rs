//! Other names.

use gen_lsp_types::{
    PrepareRenameParams, PrepareRenamePlaceholder, PrepareRenameResult, RenameParams, WorkspaceEdit,
};

use crate::answer::{edits, place};
use crate::family::Files;
use crate::knows;
use crate::session::Session;

/// The name at a place, if it can be changed.
pub(crate) fn prepare(
    session: &Session,
    params: &PrepareRenameParams,
) -> Option<PrepareRenameResult> {
    let (path, offset) = place(session, &params.text_document_position_params)?;
    let checked = session.now(&path)?;
    let known = session.known(&path, &checked)?;
    let bytes = knows::renameable(&known, offset)?;
    let name = known.text.get(bytes.clone())?;
    let range = session.editor.lines(&path)?.range(&bytes);
    Some(PrepareRenamePlaceholder::new(range, name.to_owned()).into())
}

/// What changes where the name at a place becomes another.
///
/// # Errors
/// When it cannot become that.
pub(crate) fn rename(
    session: &Session,
    params: &RenameParams,
) -> Result<Option<WorkspaceEdit>, String> {
    let found = place(session, &params.text_document_position_params);
    let found = found.and_then(|(path, offset)| Some((session.now(&path)?, path, offset)));
    let Some((checked, path, offset)) = found else {
        return Ok(None);
    };
    let Some(known) = session.known(&path, &checked) else {
        return Ok(None);
    };
    let files = Files::new(&checked, session.editor.client.columns);
    let changes = knows::rename(&known, offset, &params.new_name)?;
    let changes = changes.into_iter().filter_map(|(path, changed)| {
        let edits = edits(files.lines(&path)?, &changed);
        Some((path, edits))
    });
    Ok(Some(session.editor.edit(changes.collect())))
}
