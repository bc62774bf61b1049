//! Codecs in the texts of types.

use crate::check::type_text::{self, Argument, TypeText};
use crate::spec::Text;

/// Types by which a value has another form on the wire than JSON's own: the codecs of the reference, but lists
/// and maps.
const CODECS: &[&str] = &[
    "one_or_many",
    "json_string",
    "csv",
    "pairs",
    "flat_pairs",
    "int_or_string",
    "in_string",
    "trimmed",
    "sentinel",
];

/// Codecs only where patterns say how they are written.
const BY_PATTERNS: &[&str] = &["date", "datetime"];

/// How many codecs the text of a type names.
pub(super) fn count(text: &Text) -> usize {
    type_text::parse(text).map_or(0, |ty| codecs(&ty))
}

fn codecs(ty: &TypeText) -> usize {
    let name = ty.name.as_str();
    let has_patterns = BY_PATTERNS.contains(&name) && !ty.arguments.is_empty();
    let inner = ty.arguments.iter().map(|argument| match argument {
        Argument::Type(ty) => codecs(ty),
        Argument::Literal(..) | Argument::Named(..) => 0,
    });
    usize::from(has_patterns || CODECS.contains(&name)) + inner.sum::<usize>()
}
