use super::{Codec, Maybe};
use crate::{DecodeError, Decoder, Encoder};

/// An optional value that may be null as well: None is not written, and both
/// read as None.
#[derive(Clone, Copy, Debug)]
pub struct MaybeNull<C>(pub C);

impl<T, C: Codec<T>> Codec<Option<T>> for MaybeNull<C> {
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
        Maybe(self.0).write(value, e);
    }

    fn is_absent(self, value: &Option<T>) -> bool {
        value.is_none()
    }

    fn absent(self) -> Option<Option<T>> {
        Some(None)
    }
}
