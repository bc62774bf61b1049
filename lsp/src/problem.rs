//! Problems as the protocol has them.

use std::path::Path;

use apiloom_codegen::diagnostic::{self, Code, Language};
use apiloom_codegen::source::Span;
use gen_lsp_types::{
    Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag, Location, Range,
};

use crate::client::Client;
use crate::editor::Editor;
use crate::family::Files;

/// What problems are said to come from.
pub(crate) const SOURCE: &str = "apiloom";

/// A problem of one of the files.
pub(crate) fn problem(
    found: &diagnostic::Diagnostic,
    files: &Files<'_>,
    editor: &Editor,
) -> Diagnostic {
    let client = &editor.client;
    let range = found.span.and_then(|span| Some(place(span, files)?.1));
    let severity = match found.severity() {
        diagnostic::Severity::Error => DiagnosticSeverity::Error,
        diagnostic::Severity::Warning => DiagnosticSeverity::Warning,
    };
    let unnecessary = matches!(found.code, Code::UnusedType | Code::Unused);
    Diagnostic {
        range: range.unwrap_or_default(),
        severity: Some(severity),
        code: Some(found.code.id().into()),
        source: Some(SOURCE.to_owned()),
        message: message(found, client).into(),
        tags: unnecessary.then(|| vec![DiagnosticTag::Unnecessary]),
        related_information: related(found, files, editor),
        ..Diagnostic::default()
    }
}

/// The bytes of a place in its file.
pub(crate) fn bytes(span: Span) -> std::ops::Range<usize> {
    span.start as usize..span.end as usize
}

/// What is wrong, and what to write. Messages are English: who reads Chinese is also told the rule.
fn message(found: &diagnostic::Diagnostic, client: &Client) -> String {
    let language = client.language;
    let mut message = found.message.clone();
    let (rule, help) = match language {
        Language::English => (None, "help: "),
        Language::Chinese => (Some(found.code.rule(language)), "帮助："),
    };
    message.extend(rule.map(|rule| format!("\n规则：{rule}")));
    let text = found.help.as_ref().map(|help| help.text(language));
    message.extend(text.map(|text| format!("\n{help}{text}")));
    if !client.related {
        let labels = found.related.iter().map(|(_, label)| label);
        message.extend(labels.map(|label| format!("\n({label})")));
    }
    message
}

/// The other places, for editors that show them.
fn related(
    found: &diagnostic::Diagnostic,
    files: &Files<'_>,
    editor: &Editor,
) -> Option<Vec<DiagnosticRelatedInformation>> {
    if !editor.client.related || found.related.is_empty() {
        return None;
    }
    let places = found.related.iter().filter_map(|(span, label)| {
        let (path, range) = place(*span, files)?;
        Some(DiagnosticRelatedInformation {
            location: Location::new(editor.uri(path), range),
            message: label.clone(),
        })
    });
    Some(places.collect())
}

/// Where a place is for the editor.
fn place<'c>(span: Span, files: &Files<'c>) -> Option<(&'c Path, Range)> {
    let path = files.path(span.file)?;
    let range = files.lines(path)?.range(&bytes(span));
    Some((path, range))
}
