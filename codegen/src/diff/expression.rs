//! Whether two expressions compute the same.

use crate::expr::{self, Typed};

/// An expression as it is compared: by what it is made into, since the same can be written in many ways.
pub(super) fn made(typed: &Typed) -> String {
    expr::rust(typed).to_string()
}

/// An expression as people read it; nothing, where that is Rust, which nobody wrote.
pub(super) fn shown(_: &Typed) -> String {
    String::new()
}

/// What is compared of an expression that may be missing.
pub(super) fn made_of(typed: Option<&Typed>) -> Option<String> {
    typed.map(made)
}
