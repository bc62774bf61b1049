use super::{Codec, write_present};
use crate::{DecodeError, Decoder, Encoder};

/// An optional value: None is not written, and null reads as None, which is
/// [drift](crate::drift) of a member.
#[derive(Clone, Copy, Debug)]
pub struct Maybe<C>(pub C);

impl<T, C: Codec<T>> Codec<Option<T>> for Maybe<C> {
    fn blank(self) -> Option<T> {
        None
    }

    fn read(self, d: &mut Decoder<'_>) -> Result<Option<T>, DecodeError> {
        if d.null_for_absent()? {
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

    fn is_absent(self, value: &Option<T>) -> bool {
        value.is_none()
    }

    fn absent(self) -> Option<Option<T>> {
        Some(None)
    }
}
