//! What an update does to a field.

use crate::{Codec, DecodeError, Decoder, Encoder, PatchOf, Plain, Wire};

/// What an update does to a field.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Patch<T> {
    /// Leave it as it is: the member is not written.
    #[default]
    Keep,
    /// Clear it: null is written, or what the field's codec says.
    Clear,
    /// Set it to this value.
    Set(T),
}

impl<T> Patch<T> {
    /// The value that is set.
    #[must_use]
    pub fn as_option(&self) -> Option<&T> {
        match self {
            Self::Set(value) => Some(value),
            Self::Keep | Self::Clear => None,
        }
    }

    /// Whether the field stays as it is.
    #[must_use]
    pub fn is_keep(&self) -> bool {
        matches!(self, Self::Keep)
    }
}

impl From<&str> for Patch<String> {
    fn from(value: &str) -> Self {
        Self::Set(value.to_owned())
    }
}

impl<T> From<T> for Patch<T> {
    fn from(value: T) -> Self {
        Self::Set(value)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Wire> Wire for Patch<T> {
    fn blank() -> Self {
        Self::Keep
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        PatchOf(Plain).read(d)
    }

    fn write(&self, e: &mut Encoder) {
        PatchOf(Plain).write(self, e);
    }

    fn is_absent(&self) -> bool {
        self.is_keep()
    }

    fn absent() -> Option<Self> {
        Some(Self::Keep)
    }
}
