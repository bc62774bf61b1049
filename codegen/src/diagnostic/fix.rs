//! Helps that carry themselves out: what is changed where, and whether that is certain to be meant.

use super::{Code, Diagnostic, Help};
use crate::source::{self, Edit, FileId, SourceFile, Sources, Span};

/// A change that mends a problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does: the help that it carries out.
    pub message: Help,
    /// The file that it changes.
    pub file: FileId,
    /// What it changes, all at once.
    pub edits: Vec<Edit>,
    /// Whether nothing else can be meant; others are for people to choose.
    pub certain: bool,
}

/// The codes of which some problems have a fix that is certain. A test compares them with what fixtures show.
const FIXABLE: &[Code] = &[
    Code::Syntax,
    Code::DuplicateKey,
    Code::YamlFeature,
    Code::UnknownKey,
    Code::MissingKey,
    Code::WrongKind,
    Code::BadValue,
    Code::Misplaced,
    Code::Version,
    Code::TypeSyntax,
    Code::UnknownType,
    Code::BadMarker,
    Code::UnknownField,
    Code::DateFormat,
    Code::ExpressionSyntax,
    Code::ExpressionName,
    Code::HttpLine,
    Code::ServerTemplate,
    Code::UnknownReference,
    Code::Returns,
    Code::Scalar,
    Code::Example,
    Code::LoneEntity,
];

impl Code {
    /// Whether `apiloom check --fix` can mend some problems of this code.
    pub fn is_fixable(self) -> bool {
        FIXABLE.contains(&self)
    }
}

/// How much may be read to try out the fixes of one run, in bytes.
pub(crate) const BUDGET: usize = 2 << 20;

/// What a help asks for, where a program can do it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mend {
    pub(super) change: Change,
    pub(super) certain: bool,
}

/// A change as the one who finds a problem knows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Change {
    /// A text stands where the problem is, or so many bytes before, and another comes in its place.
    Word {
        back: usize,
        old: String,
        new: String,
    },
    /// What comes in the place of what.
    Places(Vec<(Span, String)>),
    /// The entry of a map goes that has this key and this value.
    Entry(String, Span),
}

impl Diagnostic {
    /// Makes a fix of what its help asks for, if the file has there what the help is about.
    ///
    /// What may change how the file is read is tried out, as long as the budget in bytes lasts: a file with
    /// very many problems is mended a few at a time.
    pub(crate) fn settle(&mut self, sources: &Sources, budget: &mut usize) {
        let Some(help) = &self.help else { return };
        let (Some(mend), Some(span)) = (help.mend(), self.span) else {
            return;
        };
        let file = sources.get(span.file);
        let Some(mut edits) = edits(file, span, &mend.change) else {
            return;
        };
        if file.text.contains("\r\n") {
            // A file keeps the line ends that it has.
            edits
                .iter_mut()
                .for_each(|edit| edit.text = edit.text.replace('\n', "\r\n"));
        }
        if !is_harmless(&edits) {
            let Some(rest) = budget.checked_sub(2 * file.text.len()) else {
                return;
            };
            *budget = rest;
            if !stays_yaml(file, &edits) {
                return;
            }
        }
        self.fixes = vec![Fix {
            message: help.clone(),
            file: span.file,
            edits,
            certain: mend.certain,
        }];
    }
}

fn edits(file: &SourceFile, span: Span, change: &Change) -> Option<Vec<Edit>> {
    let text = file.text.as_str();
    match change {
        Change::Word { back, old, new } => {
            let mut at = (span.start as usize).checked_sub(*back)?;
            // The quotes around a value are not a part of it.
            if text.get(at..)?.starts_with(['"', '\'']) && !old.starts_with(['"', '\'']) {
                at += 1;
            }
            let end = at + old.len();
            let found = text.get(at..end)? == old;
            found.then(|| vec![Edit::new(at, end, apart(text, at, end, old, new))])
        }
        Change::Places(places) => {
            let here = places.iter().filter(|(place, _)| place.file == span.file);
            let edits: Vec<Edit> = here
                .map(|(at, new)| Edit::new(at.start as usize, at.end as usize, new.clone()))
                .collect();
            (!edits.is_empty() && edits.len() == places.len()).then_some(edits)
        }
        Change::Entry(key, value) => {
            let head = text.get(..value.start as usize)?.trim_end();
            let start = head.strip_suffix(':')?.strip_suffix(key.as_str())?.len();
            removal(text, start, value.end as usize).map(|edit| vec![edit])
        }
    }
}

/// A word in the place of a mark needs spaces around it.
fn apart(text: &str, at: usize, end: usize, old: &str, new: &str) -> String {
    let word = |text: &str| text.chars().all(|c| c.is_alphanumeric() || c == '_');
    if new.is_empty() || !word(new) || word(old) {
        return new.to_owned();
    }
    let (before, after) = (&text[..at], &text[end..]);
    let space = |missing: bool| if missing { " " } else { "" };
    let left = before.ends_with(|c: char| !c.is_whitespace() && !"([\"'".contains(c));
    let right = after.starts_with(|c: char| !c.is_whitespace());
    format!("{}{new}{}", space(left), space(right))
}

/// The edit that removes an entry of a map; none where it is not clear what goes with it.
fn removal(text: &str, start: usize, end: usize) -> Option<Edit> {
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let rest = text.get(end..)?;
    let stop = rest.find('\n').map_or(text.len(), |at| end + at + 1);
    let next = rest.trim_start_matches([' ', '\n']);
    if next.starts_with([',', '}']) {
        let after = end + rest.len() - next.len();
        if let Some(more) = next.strip_prefix(',') {
            let space = more.len() - more.trim_start_matches([' ', '\n']).len();
            return Some(Edit::new(start, after + 1 + space, ""));
        }
        let before = text[..start].trim_end();
        return Some(match before.strip_suffix(',') {
            Some(more) => Edit::new(more.len(), end, ""),
            // It is alone between its brackets.
            None => Edit::new(before.len(), after, ""),
        });
    }
    // A comment on its lines would go, too.
    let alone = text[line..start].trim().is_empty() && text[end..stop].trim().is_empty();
    (alone && !text[start..end].contains('#')).then(|| Edit::new(line, stop, ""))
}

/// Whether edits put nothing into a file that YAML could take for a mark.
fn is_harmless(edits: &[Edit]) -> bool {
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '_' | '(' | ')' | '.' | ' ' | '?');
    edits
        .iter()
        .all(|edit| edit.text.chars().all(plain) && !edit.text.is_empty())
}

/// Whether a file has no more problems with YAML after edits than before.
fn stays_yaml(file: &SourceFile, edits: &[Edit]) -> bool {
    let refused = |text: &str| {
        let mut sources = Sources::default();
        let id = sources.add(SourceFile::new("", text));
        source::read(id, sources.get(id)).1
    };
    let Ok(after) = source::edit::apply(&file.text, edits) else {
        return false;
    };
    let (before, after) = (refused(&file.text), refused(&after));
    // One that is mended may show others that come later.
    let later = |span: Option<&(Span, source::Refusal)>| span.map(|(span, _)| span.start);
    after.len() <= before.len() || later(after.first()) > later(before.first())
}
