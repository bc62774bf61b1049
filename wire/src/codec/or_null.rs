use super::{Codec, write_present};
use crate::{DecodeError, Decoder, Encoder};

/// A member that must be there and may be null: None is written as null.
#[derive(Clone, Copy, Debug)]
pub struct OrNull<C>(pub C);

impl<T, C: Codec<T>> Codec<Option<T>> for OrNull<C> {
    fn blank(self) -> Option<T> {
        None
    }

    fn read(self, d: &mut Decoder<'_>) -> Result<Option<T>, DecodeError> {
        if d.null()? {
            Ok(None)
        } else {
            self.0.read(d).map(Some)
        }
    }

    fn write(self, value: &Option<T>, e: &mut Encoder) {
        match value {
            Some(value) => write_present(self.0, value, e),
            None => e.null(),
        }
    }
}
