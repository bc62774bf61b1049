//! What is known of a place in a spec: bytes in, bytes and plain data out; nothing of the protocol.

use std::ops::Range;
use std::path::{Path, PathBuf};

use apiloom_codegen::pipeline::Checked;
use apiloom_codegen::source::Edit;

mod complete;
mod desk;
mod docs;
mod fields;
mod hover;
mod index;
mod meaning;
mod rename;
mod scope;
mod sketch;
mod spots;
mod symbols;
mod tree;
mod types;

/// A spec, or a file that specs include, as it stands in the editor.
#[derive(Clone, Copy, Debug)]
pub struct Known<'a> {
    /// What the last check knows of it.
    pub checked: &'a Checked,
    /// Where it is.
    pub path: &'a Path,
    /// What it says now: this may be newer than what was checked, and broken YAML.
    pub text: &'a str,
}

/// What a completion stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CompletionKind {
    /// A key of a map.
    Key,
    /// A type.
    Type,
    /// A field of a record, or an input.
    Field,
    /// A function of the expression language.
    Function,
    /// One of the values that there are.
    Value,
    /// An operation.
    Operation,
    /// A setting of the client.
    Setting,
}

/// A text in both languages, as Markdown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Both {
    /// In English.
    pub en: String,
    /// In Chinese.
    pub zh: String,
}

/// Something that can be written at a place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Completion {
    /// What is shown.
    pub label: String,
    /// What it stands for.
    pub kind: CompletionKind,
    /// A few words beside the label, such as a signature.
    pub detail: Option<String>,
    /// What it means.
    pub docs: Option<Both>,
    /// The bytes that go.
    pub replaces: Range<usize>,
    /// What comes in their place.
    pub insert: String,
    /// Whether what comes has places to fill in, in the notation of editors.
    pub snippet: bool,
    /// Its place in the list: small ones come first.
    pub sort: u16,
}

/// What can be written at a place.
pub fn completions(known: &Known<'_>, offset: usize) -> Vec<Completion> {
    complete::completions(known, offset)
}

/// What stands at a place means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hover {
    /// The bytes that it is about.
    pub range: Range<usize>,
    /// What it means.
    pub docs: Both,
}

/// What stands at a place means, if anything is known of it.
pub fn hover(known: &Known<'_>, offset: usize) -> Option<Hover> {
    hover::hover(known, offset)
}

/// A place in a file as it was checked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Location {
    /// The file.
    pub path: PathBuf,
    /// The bytes.
    pub range: Range<usize>,
}

/// Where what stands at a place is declared.
pub fn definition(known: &Known<'_>, offset: usize) -> Vec<Location> {
    // An included file may name what a spec that includes it brings from elsewhere.
    let desk = desk::Desk::new(known, false);
    let index = index::Index::near(&desk, offset);
    let Some(spot) = index.at(offset) else {
        return Vec::new();
    };
    let mut found: Vec<Location> = index
        .spots
        .iter()
        .filter(|other| (other.file, &other.range) == (spot.file, &spot.range))
        .filter(|other| other.declares() == spot.declares())
        .map(|other| location(&desk, other.target.0, &other.target.1))
        .collect();
    found.dedup();
    found
}

fn location(desk: &desk::Desk<'_>, file: usize, range: &Range<usize>) -> Location {
    Location {
        path: desk.files[file].path.clone(),
        range: range.clone(),
    }
}

/// Where what stands at a place is used.
pub fn references(known: &Known<'_>, offset: usize, with_declaration: bool) -> Vec<Location> {
    let desk = desk::Desk::new(known, true);
    let index = index::Index::new(&desk);
    let Some(spot) = index.at(offset) else {
        return Vec::new();
    };
    let found = index.of(spot);
    let found = found.filter(|other| with_declaration || !other.declares());
    found
        .map(|other| location(&desk, other.file, &other.range))
        .collect()
}

/// The name at a place, if it can be changed.
pub fn renameable(known: &Known<'_>, offset: usize) -> Option<Range<usize>> {
    rename::renameable(known, offset)
}

/// What changes where the name at a place becomes another.
///
/// # Errors
/// When it cannot, in words for people.
pub fn rename(
    known: &Known<'_>,
    offset: usize,
    new_name: &str,
) -> Result<Vec<(PathBuf, Vec<Edit>)>, String> {
    rename::rename(known, offset, new_name)
}

/// What a [`Symbol`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SymbolKind {
    /// A group of others, such as all types.
    Section,
    /// A type.
    Type,
    /// A field of a record.
    Field,
    /// A case of an enumeration.
    Variant,
    /// An operation.
    Operation,
    /// Something else that has a name, such as a scheme of authentication.
    Other,
}

/// A part of a file, for its outline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Symbol {
    /// What it is called.
    pub name: String,
    /// What it is.
    pub kind: SymbolKind,
    /// All of it, in bytes.
    pub range: Range<usize>,
    /// Its name, in bytes.
    pub name_range: Range<usize>,
    /// What is in it.
    pub children: Vec<Symbol>,
}

/// The outline of a file.
pub fn symbols(known: &Known<'_>) -> Vec<Symbol> {
    symbols::symbols(known)
}
