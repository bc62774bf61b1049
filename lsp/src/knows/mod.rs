//! What is known of a place in a spec: bytes in, bytes and plain data out; nothing of the protocol.

use std::ops::Range;
use std::path::{Path, PathBuf};

use apiloom_codegen::pipeline::Checked;
use apiloom_codegen::source::Edit;

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
pub fn completions(_known: &Known<'_>, _offset: usize) -> Vec<Completion> {
    Vec::new()
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
pub fn hover(_known: &Known<'_>, _offset: usize) -> Option<Hover> {
    None
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
pub fn definition(_known: &Known<'_>, _offset: usize) -> Vec<Location> {
    Vec::new()
}

/// Where what stands at a place is used.
pub fn references(_known: &Known<'_>, _offset: usize, _with_declaration: bool) -> Vec<Location> {
    Vec::new()
}

/// The name at a place, if it can be changed.
pub fn renameable(_known: &Known<'_>, _offset: usize) -> Option<Range<usize>> {
    None
}

/// What changes where the name at a place becomes another.
///
/// # Errors
/// When it cannot, in words for people.
pub fn rename(
    _known: &Known<'_>,
    _offset: usize,
    _new_name: &str,
) -> Result<Vec<(PathBuf, Vec<Edit>)>, String> {
    Err("nothing here can be renamed".to_owned())
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
pub fn symbols(_known: &Known<'_>) -> Vec<Symbol> {
    Vec::new()
}
