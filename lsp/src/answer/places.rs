//! Where something is declared, and where it is used.

use gen_lsp_types::{DefinitionParams, Location, ReferenceParams, TextDocumentPositionParams};

use crate::answer::place;
use crate::family::Files;
use crate::knows::{self, Known};
use crate::session::Session;

/// Where what stands at a place is declared.
pub(crate) fn definition(session: &Session, params: &DefinitionParams) -> Option<Vec<Location>> {
    let at = &params.text_document_position_params;
    found(session, at, knows::definition)
}

/// Where what stands at a place is used.
pub(crate) fn references(session: &Session, params: &ReferenceParams) -> Option<Vec<Location>> {
    let declaration = params.context.include_declaration;
    let at = &params.text_document_position_params;
    found(session, at, |known, offset| {
        knows::references(known, offset, declaration)
    })
}

fn found(
    session: &Session,
    params: &TextDocumentPositionParams,
    find: impl Fn(&Known<'_>, usize) -> Vec<knows::Location>,
) -> Option<Vec<Location>> {
    let (path, offset) = place(session, params)?;
    let checked = session.now(&path)?;
    let known = session.known(&path, &checked)?;
    let files = Files::new(&checked, session.editor.client.columns);
    let places = find(&known, offset).into_iter().filter_map(|found| {
        let lines = files.lines(&found.path)?;
        let uri = session.editor.uri(&found.path);
        Some(Location::new(uri, lines.range(&found.range)))
    });
    let mut places: Vec<Location> = places.collect();
    let mut seen = std::collections::HashSet::new();
    places.retain(|place| seen.insert(place.clone()));
    Some(places)
}
