//! Diagnostics as text for people and as JSON for programs.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Language, Severity};
use crate::source::Sources;

/// One diagnostic as text with an excerpt of the source; colour only if asked for.
///
/// Messages are English. Who reads another language is also told the rule that was broken.
pub fn text(
    sources: &Sources,
    diagnostic: &Diagnostic,
    colour: bool,
    language: Language,
) -> String {
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
    };
    let title = level
        .primary_title(diagnostic.message.as_str())
        .id(diagnostic.code.id());
    let mut group = Group::with_title(title);
    if let Some(span) = diagnostic.span {
        let file = sources.get(span.file);
        let mut snippet = Snippet::source(file.text.as_str())
            .path(file.path.as_str())
            .annotation(AnnotationKind::Primary.span(span.start as usize..span.end as usize));
        let (here, elsewhere): (Vec<_>, Vec<_>) = diagnostic
            .related
            .iter()
            .partition(|(other, _)| other.file == span.file);
        for (other, label) in here {
            let range = other.start as usize..other.end as usize;
            snippet = snippet.annotation(AnnotationKind::Context.span(range).label(label.as_str()));
        }
        group = group.element(snippet);
        for (other, label) in elsewhere {
            let file = sources.get(other.file);
            let range = other.start as usize..other.end as usize;
            group = group.element(
                Snippet::source(file.text.as_str())
                    .path(file.path.as_str())
                    .annotation(AnnotationKind::Context.span(range).label(label.as_str())),
            );
        }
    }
    let (help, rule) = match language {
        Language::English => (Level::HELP, None),
        Language::Chinese => (
            Level::HELP.with_name("帮助"),
            Some(Level::NOTE.with_name("规则")),
        ),
    };
    if let Some(rule) = rule {
        group = group.element(rule.message(diagnostic.code.rule(language)));
    }
    if let Some(text) = &diagnostic.help {
        group = group.element(help.message(text.text(language)));
    }
    let renderer = if colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    renderer.render(&[group])
}

/// One diagnostic on one line: `path:line:column: error[AL0101]: message`.
pub fn summary(sources: &Sources, diagnostic: &Diagnostic) -> String {
    let word = match diagnostic.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let id = diagnostic.code.id();
    match diagnostic.span {
        Some(span) => {
            let file = sources.get(span.file);
            let place = file.place(span.start);
            let (path, line, column) = (&file.path, place.line, place.column);
            format!(
                "{path}:{line}:{column}: {word}[{id}]: {}",
                one_line(&diagnostic.message)
            )
        }
        None => format!("{word}[{id}]: {}", one_line(&diagnostic.message)),
    }
}

/// A message without line ends and other controls, whatever the spec says.
pub(crate) fn one_line(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect()
}

/// All diagnostics as one JSON list.
///
/// Lines and columns count from 1, columns in characters; `start` and `end` are byte offsets.
pub fn json(sources: &Sources, diagnostics: &[Diagnostic], language: Language) -> String {
    let place = |span: crate::source::Span| {
        let file = sources.get(span.file);
        let at = file.place(span.start);
        format!(
            "\"file\":{},\"line\":{},\"column\":{},\"start\":{},\"end\":{}",
            quoted(&file.path),
            at.line,
            at.column,
            span.start,
            span.end
        )
    };
    let items: Vec<String> = diagnostics
        .iter()
        .map(|diagnostic| {
            let mut members = vec![
                format!("\"code\":\"{}\"", diagnostic.code.id()),
                format!(
                    "\"severity\":{}",
                    match diagnostic.severity() {
                        Severity::Error => "\"error\"",
                        Severity::Warning => "\"warning\"",
                    }
                ),
                format!("\"message\":{}", quoted(&one_line(&diagnostic.message))),
            ];
            members.extend(diagnostic.span.map(place));
            members.extend(
                diagnostic
                    .help
                    .iter()
                    .map(|help| format!("\"help\":{}", quoted(help.text(language)))),
            );
            if !diagnostic.related.is_empty() {
                let related: Vec<String> = diagnostic
                    .related
                    .iter()
                    .map(|(span, label)| {
                        format!("{{{},\"label\":{}}}", place(*span), quoted(label))
                    })
                    .collect();
                members.push(format!("\"related\":[{}]", related.join(",")));
            }
            format!("{{{}}}", members.join(","))
        })
        .collect();
    match items.is_empty() {
        true => "[]\n".to_owned(),
        false => format!("[\n{}\n]\n", items.join(",\n")),
    }
}

/// A text as a JSON string.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => out.push_str(&format!("\\u{:04x}", c as u32)),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
