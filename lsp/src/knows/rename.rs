//! Renaming what a spec declares, wherever it stands.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use apiloom_codegen::check::built_in_types;
use apiloom_codegen::diagnostic::{Diagnostic, Severity};
use apiloom_codegen::expr::is_reserved;
use apiloom_codegen::model::Name;
use apiloom_codegen::pipeline;
use apiloom_codegen::source::{Edit, edit};

use super::Known;
use super::desk::Desk;
use super::index::{Index, Spot};
use super::meaning::Kind;

/// The longest name that a spec may give.
const LONGEST: usize = 120;

/// The place of the name at an offset, if it can be renamed.
pub(super) fn renameable(known: &Known<'_>, offset: usize) -> Option<Range<usize>> {
    let desk = Desk::new(known, false);
    let index = Index::near(&desk, offset);
    let spot = index.at(offset).filter(|spot| is_ours(spot.kind))?;
    Some(spot.range.clone())
}

/// Whether a name is the spec's own, and no more than that: names of fields and codes are the vendor's.
fn is_ours(kind: Kind) -> bool {
    match kind {
        Kind::Field | Kind::Error | Kind::Fact => false,
        Kind::Document
        | Kind::Setting
        | Kind::Hook
        | Kind::Server
        | Kind::Let
        | Kind::Scheme
        | Kind::Envelope
        | Kind::Limit
        | Kind::Type
        | Kind::Operation => true,
    }
}

/// The edits that give what stands at an offset another name.
pub(super) fn rename(
    known: &Known<'_>,
    offset: usize,
    new: &str,
) -> Result<Vec<(PathBuf, Vec<Edit>)>, String> {
    let desk = Desk::new(known, true);
    let index = Index::new(&desk);
    let spot = index.at(offset).filter(|spot| is_ours(spot.kind));
    let spot = spot.ok_or_else(|| "nothing that can be renamed stands here".to_owned())?;
    let text = desk.open().text;
    let old = text.get(spot.range.clone()).unwrap_or_default();
    fits(spot.kind, new)?;
    if old == new {
        return Ok(Vec::new());
    }
    let lost = index.lost.iter();
    let mut lost = lost.filter(|(kind, target)| (*kind, target) == (spot.kind, &spot.target));
    if lost.next().is_some() {
        return Err(format!(
            "`{old}` also stands in a text with escapes, where it cannot be replaced; write that text without them"
        ));
    }
    is_free(&desk, &index, spot, new)?;
    let mut edits: BTreeMap<usize, Vec<Edit>> = BTreeMap::new();
    for place in index.of(spot) {
        let Range { start, end } = place.range;
        let new = Edit::new(start, end, new);
        edits.entry(place.file).or_default().push(new);
    }
    let edits: Vec<(PathBuf, Vec<Edit>)> = edits
        .into_iter()
        .map(|(file, edits)| (desk.files[file].path.clone(), edits))
        .collect();
    is_harmless(known, &edits)?;
    Ok(edits)
}

/// Whether a text can be such a name.
fn fits(kind: Kind, new: &str) -> Result<(), String> {
    let word = |first: fn(&char) -> bool| {
        let fine = |c: char| c.is_ascii_alphanumeric() || c == '_';
        new.starts_with(|c| first(&c)) && new.chars().all(fine) && new.len() <= LONGEST
    };
    match kind {
        Kind::Type if built_in_types().contains(&new) => {
            Err(format!("`{new}` is a type of the language"))
        }
        Kind::Type if !word(char::is_ascii_uppercase) || new.contains('_') => Err(format!(
            "`{new}` cannot name a type: write ASCII letters and digits, starting with a capital letter"
        )),
        Kind::Let if is_reserved(new) => {
            Err(format!("`{new}` is a word of the expression language"))
        }
        Kind::Let if !word(char::is_ascii_lowercase) || new.chars().any(|c| c.is_uppercase()) => {
            Err(format!(
                "`{new}` cannot name a value: write lower-case ASCII letters, digits and `_`"
            ))
        }
        Kind::Scheme | Kind::Envelope if new == "none" => {
            Err("`none` says that there is none".to_owned())
        }
        _ if !word(char::is_ascii_alphabetic) => Err(format!(
            "`{new}` cannot be a name: write ASCII letters, digits and `_`, starting with a letter"
        )),
        _ => Ok(()),
    }
}

/// Whether nothing of the kind has the name: specs share types, and have all else for themselves.
fn is_free(desk: &Desk<'_>, index: &Index, spot: &Spot, new: &str) -> Result<(), String> {
    let snake = |text: &str| Name::derive(text).map(|name| name.snake());
    let shared = spot.kind == Kind::Type;
    let declared = index.spots.iter().filter(|other| {
        let near = shared || other.file == spot.target.0;
        near && other.declares() && other.kind == spot.kind && other.target != spot.target
    });
    for other in declared {
        let name = desk.files[other.file].text.get(other.range.clone());
        if name.is_some_and(|name| name == new || snake(name) == snake(new)) {
            let path = pipeline::shown(&desk.files[other.file].path);
            return Err(format!("there is a `{new}` already, in {path}"));
        }
    }
    Ok(())
}

/// Whether the specs have the same problems after the edits as before them.
fn is_harmless(known: &Known<'_>, edits: &[(PathBuf, Vec<Edit>)]) -> Result<(), String> {
    let open = pipeline::shown(known.path);
    let mut files = known.checked.sources.iter();
    let current = files.any(|(_, file)| file.path == open && file.text == known.text);
    let before = match current {
        true => errors(known.checked.diagnostics.clone()),
        false => found(known, &[]),
    };
    let after = found(known, edits);
    if before.len() == after.len() {
        return Ok(());
    }
    let codes: Vec<_> = before.iter().map(|found| found.code).collect();
    let new = after.iter().find(|found| !codes.contains(&found.code));
    let new = new.or(after.last());
    let told = new.map_or_else(String::new, |new| format!(": {}", new.message));
    Err(format!(
        "the specs would have other problems than now{told}"
    ))
}

/// The problems of the specs with some edits.
fn found(known: &Known<'_>, edits: &[(PathBuf, Vec<Edit>)]) -> Vec<Diagnostic> {
    let open = pipeline::shown(known.path);
    let text_of = |path: &Path| {
        let text = match pipeline::shown(path) == open {
            true => Some(known.text),
            false => {
                let shown = pipeline::shown(path);
                let mut files = known.checked.sources.iter();
                let file = files.find(|(_, file)| file.path == shown);
                file.map(|(_, file)| file.text.as_str())
            }
        }?;
        let shown = pipeline::shown(path);
        let mine = edits
            .iter()
            .find(|(changed, _)| pipeline::shown(changed) == shown);
        let mine = mine.map_or(&[][..], |(_, edits)| edits);
        edit::apply(text, mine).ok()
    };
    let read = |path: &Path| {
        let text = text_of(path).map(String::into_bytes);
        text.ok_or_else(|| std::io::Error::from(std::io::ErrorKind::NotFound))
    };
    let desk = Desk::new(known, true);
    let specs = desk.files.iter().filter(|file| !file.fragment);
    let paths: Vec<PathBuf> = specs.map(|file| file.path.clone()).collect();
    errors(pipeline::check_from(&paths, &read).diagnostics)
}

/// The errors that stand in a file: what cannot be read at all is no matter of names.
fn errors(mut found: Vec<Diagnostic>) -> Vec<Diagnostic> {
    found.retain(|found| found.severity() == Severity::Error && found.span.is_some());
    found
}
