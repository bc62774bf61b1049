//! Variants of a union that the spec does not know.

use crate::{Extra, Json};

/// A variant of a union with tag and content that the spec does not know, or
/// one whose content is not there. Nothing of it is lost.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OtherVariant {
    /// The tag, if it is there.
    pub tag: Option<Json>,
    /// The content, if it is there; null is there.
    pub content: Option<Json>,
    /// The other members of the union's object; empty where the union is
    /// spread over the members of its parent.
    pub extra: Extra,
}

impl OtherVariant {
    /// A variant with this tag and content.
    #[must_use]
    pub fn new(tag: impl Into<Json>, content: impl Into<Json>) -> Self {
        Self {
            tag: Some(tag.into()),
            content: Some(content.into()),
            extra: Extra::new(),
        }
    }
}
