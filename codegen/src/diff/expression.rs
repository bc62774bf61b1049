//! Whether two expressions compute the same.

use crate::expr::{self, Typed};

/// An expression as it is compared: the same can be written in many ways, and this is one of them.
pub(super) fn made(typed: &Typed) -> String {
    expr::write(typed)
}

/// An expression as people read it.
pub(super) fn shown(typed: &Typed) -> String {
    expr::write(typed)
}

/// What is compared of an expression that may be missing.
pub(super) fn made_of(typed: Option<&Typed>) -> Option<String> {
    typed.map(made)
}
