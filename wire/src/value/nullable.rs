//! Values that may be null or not be there.

use crate::{Codec, DecodeError, Decoder, Encoder, NullableOf, Plain, Wire};

/// A value that may be null or not be there, which are two things.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Nullable<T> {
    /// The member is not there.
    #[default]
    Absent,
    /// The member is null.
    Null,
    /// The member has this value.
    Value(T),
}

impl<T> Nullable<T> {
    /// The value.
    #[must_use]
    pub fn as_option(&self) -> Option<&T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }

    /// The value.
    #[must_use]
    pub fn into_option(self) -> Option<T> {
        match self {
            Self::Value(value) => Some(value),
            Self::Absent | Self::Null => None,
        }
    }
}

impl From<&str> for Nullable<String> {
    fn from(value: &str) -> Self {
        Self::Value(value.to_owned())
    }
}

impl<T> From<T> for Nullable<T> {
    fn from(value: T) -> Self {
        Self::Value(value)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Wire> Wire for Nullable<T> {
    fn blank() -> Self {
        Self::Absent
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        NullableOf(Plain).read(d)
    }

    fn write(&self, e: &mut Encoder) {
        NullableOf(Plain).write(self, e);
    }

    fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    fn absent() -> Option<Self> {
        Some(Self::Absent)
    }
}
