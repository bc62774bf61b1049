//! Spec files as text and as trees of places; nothing here knows what a key means.

mod file;
mod full_width;
mod scalar;
mod suggest;
mod tree;

pub use file::{FileId, Place, SourceFile, Sources, Span};
pub use scalar::{Scalar, scalar};
pub use suggest::closest;
pub(crate) use tree::MAX_BYTES;
pub use tree::{Entry, Node, NodeKind, Refusal, Style, read};
