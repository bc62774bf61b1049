//! Variants of a union that the spec does not know.

use crate::{Codec, Extra, Json};

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

    /// The tag that says what the content is: none if there is no content, or it is null.
    #[must_use]
    pub fn content_tag(&self) -> Option<&str> {
        match (&self.tag, &self.content) {
            (_, None | Some(Json::Null)) => None,
            (Some(Json::String(tag)), Some(_)) => Some(tag),
            _ => None,
        }
    }

    /// The content as a value of a type; None if there is none, or it is of another type.
    ///
    /// ```
    /// use apiloom_wire::{OtherVariant, Plain};
    ///
    /// let other = OtherVariant::new("number", 7);
    /// assert_eq!(other.content_as::<i64, _>(Plain), Some(7));
    /// assert_eq!(other.content_as::<String, _>(Plain), None);
    /// ```
    #[must_use]
    pub fn content_as<T, C: Codec<T>>(&self, codec: C) -> Option<T> {
        let text = crate::encode(self.content.as_ref()?).ok()?;
        crate::decode_as(&text, codec).ok()
    }
}
