//! Markdown for repositories: one page a vendor and language.

use apiloom_codegen::emit::package::File;

use crate::Pair;

/// The pages of some vendors.
pub fn files(_books: &[Pair]) -> Vec<File> {
    Vec::new()
}
