//! What a request that replaces the whole says of one member.

use crate::{Codec, Decided, DecodeError, Decoder, Encoder, Plain, Wire};

/// What a request says of a value that the vendor erases if it is not sent.
///
/// There is no default: to erase is a decision in the caller's code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Whole<T> {
    /// The vendor holds this afterwards.
    Set(T),
    /// It is not sent, and the vendor erases what it holds.
    Erase,
}

impl<T> Whole<T> {
    /// The value that is sent.
    #[must_use]
    pub fn as_option(&self) -> Option<&T> {
        match self {
            Self::Set(value) => Some(value),
            Self::Erase => None,
        }
    }

    /// Whether what the vendor holds is erased.
    #[must_use]
    pub fn is_erased(&self) -> bool {
        matches!(self, Self::Erase)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Wire> Wire for Whole<T> {
    fn blank() -> Self {
        Self::Erase
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        Decided(Plain).read(d)
    }

    fn write(&self, e: &mut Encoder) {
        Decided(Plain).write(self, e);
    }

    fn is_absent(&self) -> bool {
        self.is_erased()
    }

    fn absent() -> Option<Self> {
        Some(Self::Erase)
    }
}
