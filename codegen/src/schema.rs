//! The JSON Schema of spec files, from which editors complete and check them.
//!
//! It is made of the definitions that the decoder is made of. It takes every spec that the checks take, and
//! refuses what is wrong in one place: unknown and missing keys, values of the wrong kind, words that are
//! not known. What is wrong between places is left to `apiloom check`.
//!
//! The draft is 07. The YAML language server, which most editors ask, reads it with its own reader, and
//! newer drafts only in its newest versions; nothing here needs them.

use crate::check;
use crate::spec::schema::{Definitions, Describe};
use crate::spec::{Api, Fragment};

/// What a reader of the file must know.
const COMMENT: &str =
    "Made from apiloom's definitions of the language by `apiloom schema`; do not edit.";

/// The schema of a spec file.
pub fn spec() -> String {
    document::<Api>(COMMENT)
}

/// The schema of a file that specs include.
pub fn fragment() -> String {
    document::<Fragment>(COMMENT)
}

/// The texts of types that editors offer: every built-in type, with arguments where it needs some.
pub fn type_examples() -> Vec<String> {
    check::built_in_types()
        .iter()
        .map(|name| example(name))
        .collect()
}

fn document<T: Describe>(comment: &str) -> String {
    Definitions::new(type_examples())
        .document::<T>(comment)
        .written()
}

fn example(name: &str) -> String {
    match name {
        "list" | "one_or_many" | "map" | "json_string" | "csv" | "trimmed" => {
            format!("{name}(string)")
        }
        "pairs" | "flat_pairs" => format!("{name}(string, string)"),
        "in_string" => format!("{name}(int64)"),
        "sentinel" => format!("{name}(string, \"none\")"),
        bare => bare.to_owned(),
    }
}
