//! What a request says of a list that it may replace.

use crate::{Codec, Decided, DecodeError, Decoder, Encoder, Plain, Wire};

/// What a request says of a value that the vendor may hold already, where nobody knows what
/// leaving it out does.
///
/// There is no default: one of both is a decision in the caller's code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Replacement<T> {
    /// This stands in place of what the vendor holds: what is not in it may be lost.
    With(T),
    /// It is not sent: the vendor may keep what it holds, or erase it.
    LeaveOut,
}

impl<T> Replacement<T> {
    /// The value that is sent.
    #[must_use]
    pub fn as_option(&self) -> Option<&T> {
        match self {
            Self::With(value) => Some(value),
            Self::LeaveOut => None,
        }
    }

    /// Whether it is not sent.
    #[must_use]
    pub fn is_left_out(&self) -> bool {
        matches!(self, Self::LeaveOut)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Wire> Wire for Replacement<T> {
    fn blank() -> Self {
        Self::LeaveOut
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        Decided(Plain).read(d)
    }

    fn write(&self, e: &mut Encoder) {
        Decided(Plain).write(self, e);
    }

    fn is_absent(&self) -> bool {
        self.is_left_out()
    }

    fn absent() -> Option<Self> {
        Some(Self::LeaveOut)
    }
}
