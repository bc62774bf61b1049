//! Diagnostics as text for people and as JSON for programs.

use std::ops::Range;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Fix, Language, Severity};
use crate::source::{SourceFile, Sources, Span};

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
    let message = one_line(&diagnostic.message);
    let title = level
        .primary_title(message.as_str())
        .id(diagnostic.code.id());
    let mut group = Group::with_title(title);
    if let Some(span) = diagnostic.span {
        let file = sources.get(span.file);
        let near = |other: &Span| {
            other.file == span.file && other.start.abs_diff(span.start) as usize <= EXCERPT
        };
        let (here, elsewhere): (Vec<_>, Vec<_>) = diagnostic
            .related
            .iter()
            .partition(|(other, _)| near(other));
        let places: Vec<Span> = here.iter().map(|(o, _)| *o).chain([span]).collect();
        let excerpt = Excerpt::new(file, &places);
        let mut snippet = excerpt.snippet(AnnotationKind::Primary.span(excerpt.range(file, span)));
        for (other, label) in here {
            let range = excerpt.range(file, *other);
            snippet = snippet.annotation(AnnotationKind::Context.span(range).label(label.as_str()));
        }
        group = group.element(snippet);
        for (other, label) in elsewhere {
            let file = sources.get(other.file);
            let excerpt = Excerpt::new(file, &[*other]);
            let context = AnnotationKind::Context.span(excerpt.range(file, *other));
            group = group.element(excerpt.snippet(context.label(label.as_str())));
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

/// How far apart two places may be to be shown in one excerpt, and how much of a place is shown, in bytes.
const EXCERPT: usize = 4_000;
/// How much of a place is underlined, in bytes.
const UNDERLINED: usize = 400;

/// The lines around some places of a file: what is shown of a large file costs no more than of a small one.
struct Excerpt<'a> {
    path: &'a str,
    text: &'a str,
    start: usize,
    line: usize,
}

impl<'a> Excerpt<'a> {
    fn new(file: &'a SourceFile, places: &[Span]) -> Self {
        let whole = file.text.as_str();
        let first = places.iter().map(|place| place.start as usize).min();
        let last = places.iter().map(|place| end(file, *place)).max();
        let (first, last) = (first.unwrap_or_default(), last.unwrap_or_default());
        let start = whole[..first].rfind('\n').map_or(0, |at| at + 1);
        let rest = &whole[last..];
        let most = boundary(rest, EXCERPT);
        let stop = last + rest[..most].find('\n').unwrap_or(most);
        Self {
            path: file.path.as_str(),
            text: &whole[start..stop],
            start,
            line: file.place(start as u32).line,
        }
    }

    fn snippet(&self, annotation: Annotation<'a>) -> Snippet<'a, Annotation<'a>> {
        Snippet::source(self.text)
            .line_start(self.line)
            .path(self.path)
            .annotation(annotation)
    }

    /// A place in bytes of this excerpt.
    fn range(&self, file: &SourceFile, place: Span) -> Range<usize> {
        place.start as usize - self.start..end(file, place) - self.start
    }
}

/// Where a place ends, as far as it is shown.
fn end(file: &SourceFile, place: Span) -> usize {
    let (start, end) = (place.start as usize, place.end as usize);
    match end - start > UNDERLINED {
        true => boundary(&file.text, start + UNDERLINED),
        false => end,
    }
}

/// The last place at or before a byte where a text can be cut.
fn boundary(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    (0..=at)
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or_default()
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
        .map(|c| match c {
            c if c.is_control() => ' ',
            '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => ' ',
            c => c,
        })
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
            if !diagnostic.fixes.is_empty() {
                let fixes = diagnostic.fixes.iter();
                let fixes: Vec<String> = fixes.map(|fix| fixed(sources, fix, language)).collect();
                members.push(format!("\"fixes\":[{}]", fixes.join(",")));
            }
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

/// A fix as JSON.
fn fixed(sources: &Sources, fix: &Fix, language: Language) -> String {
    let file = sources.get(fix.file);
    let edits: Vec<String> = fix
        .edits
        .iter()
        .map(|edit| {
            let (start, end, text) = (edit.start, edit.end, quoted(&edit.text));
            format!("{{\"start\":{start},\"end\":{end},\"text\":{text}}}")
        })
        .collect();
    format!(
        "{{\"message\":{},\"certain\":{},\"file\":{},\"edits\":[{}]}}",
        quoted(fix.message.text(language)),
        fix.certain,
        quoted(&file.path),
        edits.join(",")
    )
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
