//! Spec files as text and as trees of places; nothing here knows what a key means.

pub mod edit;
mod file;
mod full_width;
pub(crate) mod parts;
mod scalar;
mod suggest;
mod tree;

pub use edit::Edit;
pub(crate) use file::Whole;
pub use file::{FileId, Place, SourceFile, Sources, Span};
#[cfg(feature = "format")]
pub(crate) use scalar::scalar_of;
pub use scalar::{Scalar, scalar};
pub use suggest::{closest, sure};
pub use tree::{Entry, Node, NodeKind, Refusal, Style, read};
pub(crate) use tree::{MAX_BYTES, MAX_NODES};
