//! Quick fixes.

use std::ops::Range;
use std::path::Path;

use apiloom_codegen::diagnostic::{self, Language};
use apiloom_codegen::fix;
use gen_lsp_types::{
    CodeAction, CodeActionKind, CodeActionParams, CodeActionResponse, CodeActionTriggerKind,
};

use crate::address;
use crate::answer::edits;
use crate::family::Files;
use crate::hunks::hunks;
use crate::lines::Lines;
use crate::problem::{bytes, problem};
use crate::session::Session;

/// What can be done about the problems of a range, and of the whole document.
pub(crate) fn actions(
    session: &Session,
    params: &CodeActionParams,
) -> Option<Vec<CodeActionResponse>> {
    let path = address::path(&params.text_document.uri);
    let checked = session.now(&path)?;
    let lines = session.editor.lines(&path)?;
    let files = Files::new(&checked, session.editor.client.columns);
    let placeless = Path::new("");
    let problems = files.problems(placeless).remove(path.as_path());
    let problems = problems.unwrap_or_default();
    let range = lines.bytes(&params.range);
    let mut actions: Vec<CodeAction> = Vec::new();
    if wanted(params, &CodeActionKind::QuickFix) {
        let near = problems.iter().filter(|found| touches(found, &range));
        let near = near.filter(|found| found.span.is_some());
        actions.extend(near.flat_map(|found| quick(session, &path, found, &lines, &files)));
    }
    // To look for all of them takes checks, which is too much whenever the cursor moves.
    let by_itself = params.context.trigger_kind == Some(CodeActionTriggerKind::Automatic);
    let asked = !by_itself || params.context.only.is_some();
    let mendable = problems.iter().any(|found| found.certain_fix().is_some());
    if asked && mendable && wanted(params, &CodeActionKind::SourceFixAll) {
        actions.extend(all(session, &path, &lines));
    }
    Some(actions.into_iter().map(CodeActionResponse::from).collect())
}

/// Whether the editor asks for a kind of action: for all, for this one, or for a kind that it is of.
fn wanted(params: &CodeActionParams, kind: &CodeActionKind) -> bool {
    let Some(only) = &params.context.only else {
        return true;
    };
    only.iter().any(|asked| {
        let rest = kind.as_str().strip_prefix(asked.as_str());
        rest.is_some_and(|rest| {
            asked.as_str().is_empty() || rest.is_empty() || rest.starts_with('.')
        })
    })
}

/// Whether a problem stands where the range is; a cursor at its end counts.
fn touches(found: &diagnostic::Diagnostic, range: &Range<usize>) -> bool {
    let here = found.span.map(bytes);
    here.is_some_and(|here| here.start <= range.end && range.start <= here.end)
}

/// The fixes of a problem.
fn quick(
    session: &Session,
    path: &Path,
    found: &diagnostic::Diagnostic,
    lines: &Lines<'_>,
    files: &Files<'_>,
) -> Vec<CodeAction> {
    let editor = &session.editor;
    let fixes = found.fixes.iter().filter_map(|fix| {
        let is_here = files.path(fix.file) == Some(path);
        let edits = is_here.then(|| edits(lines, &fix.edits))?;
        Some(CodeAction {
            title: capital(fix.message.text(editor.client.language)),
            kind: Some(CodeActionKind::QuickFix),
            diagnostics: Some(vec![problem(found, files, editor)]),
            is_preferred: Some(fix.certain),
            edit: Some(editor.edit(vec![(path.to_owned(), edits)])),
            ..CodeAction::default()
        })
    });
    fixes.collect()
}

/// All fixes of a document that are certain, and those that they bring to light.
fn all(session: &Session, path: &Path, lines: &Lines<'_>) -> Option<CodeAction> {
    let editor = &session.editor;
    let family = session.family(path)?;
    let fixed = fix::fix_texts(&family.specs, &editor.texts);
    let (before, after) = fixed.files.get(path)?;
    let title = match editor.client.language {
        Language::English => "Fix every problem whose fix is certain",
        Language::Chinese => "修复所有修法确定的问题",
    };
    let edits = edits(lines, &hunks(before, after));
    Some(CodeAction {
        title: title.to_owned(),
        kind: Some(CodeActionKind::SourceFixAll),
        edit: Some(editor.edit(vec![(path.to_owned(), edits)])),
        ..CodeAction::default()
    })
}

/// A help as a title.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(chars).collect()
}
