//! What stands at a place means, and what is wrong with it.

use std::path::Path;

use apiloom_codegen::diagnostic::{Code, Language};
use gen_lsp_types::{Hover, HoverParams, MarkupContent, MarkupKind};

use crate::answer::{both, place};
use crate::family::Files;
use crate::knows::{self, Both};
use crate::problem::bytes;
use crate::session::Session;

/// What stands at a place means, in both languages; the pages of the problems that are there come after.
pub(crate) fn hover(session: &Session, params: &HoverParams) -> Option<Hover> {
    let (path, offset) = place(session, &params.text_document_position_params)?;
    let family = session.family(&path)?;
    let known = session.known(&path, family.whole(&path))?;
    let client = &session.editor.client;
    let found = knows::hover(&known, offset);
    let mut parts: Vec<String> = Vec::new();
    parts.extend(found.iter().map(|found| both(&found.docs, client.language)));
    let codes = codes(&Files::new(family.now(), client.columns), &path, offset);
    let pages = codes
        .into_iter()
        .map(|code| both(&page(code), client.language));
    parts.extend(pages);
    if parts.is_empty() {
        return None;
    }
    let kind = match client.markdown {
        true => MarkupKind::Markdown,
        false => MarkupKind::PlainText,
    };
    let lines = session.editor.lines(&path)?;
    Some(Hover {
        contents: MarkupContent::new(kind, parts.join("\n\n---\n\n")).into(),
        range: found.map(|found| lines.range(&found.range)),
    })
}

/// The codes of the problems at a place, each once.
fn codes(files: &Files<'_>, path: &Path, offset: usize) -> Vec<Code> {
    let problems = files.problems(Path::new("")).remove(path);
    let here = problems.into_iter().flatten().filter(|found| {
        let place = found.span.map(bytes);
        place.is_some_and(|place| place.contains(&offset) || place.start == offset)
    });
    let mut codes: Vec<Code> = here.map(|found| found.code).collect();
    codes.sort();
    codes.dedup();
    codes
}

/// What `apiloom explain` says of a code, without the example.
fn page(code: Code) -> Both {
    let explanation = code.explanation();
    let text = |language: Language| {
        let (id, rule) = (code.id(), code.rule(language));
        format!("**{id}** {rule}\n\n{}", explanation.text(language))
    };
    Both {
        en: text(Language::English),
        zh: text(Language::Chinese),
    }
}
