use super::{Codec, refuse_absent, write_present};
use crate::{DecodeError, Decoder, Encoder, Nullable};

/// A member that may be null or not be there, which are two things.
#[derive(Clone, Copy, Debug)]
pub struct NullableOf<C>(pub C);

impl<T, C: Codec<T>> Codec<Nullable<T>> for NullableOf<C> {
    fn blank(self) -> Nullable<T> {
        Nullable::Absent
    }

    fn read(self, d: &mut Decoder<'_>) -> Result<Nullable<T>, DecodeError> {
        if d.null()? {
            Ok(Nullable::Null)
        } else {
            self.0.read(d).map(Nullable::Value)
        }
    }

    fn write(self, value: &Nullable<T>, e: &mut Encoder) {
        match value {
            Nullable::Value(value) => write_present(self.0, value, e),
            Nullable::Null => e.null(),
            Nullable::Absent => refuse_absent(e),
        }
    }

    fn is_absent(self, value: &Nullable<T>) -> bool {
        matches!(value, Nullable::Absent)
    }

    fn absent(self) -> Option<Nullable<T>> {
        Some(Nullable::Absent)
    }
}
