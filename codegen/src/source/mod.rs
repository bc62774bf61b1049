//! Spec files as text and as trees of places; nothing here knows what a key means.

pub mod edit;
mod file;
mod full_width;
mod scalar;
mod suggest;
mod tree;

pub use edit::Edit;
pub use file::{FileId, Place, SourceFile, Sources, Span};
#[cfg(feature = "format")]
pub(crate) use scalar::scalar_of;
pub use scalar::{Scalar, scalar};
pub use suggest::{closest, sure};
pub(crate) use tree::MAX_BYTES;
pub use tree::{Entry, Node, NodeKind, Refusal, Style, read};
