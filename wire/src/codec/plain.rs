use super::Codec;
use crate::{DecodeError, Decoder, Encoder, Wire};

/// The form that the type itself has.
#[derive(Clone, Copy, Debug)]
pub struct Plain;

impl<T: Wire> Codec<T> for Plain {
    fn blank(self) -> T {
        T::blank()
    }

    fn read(self, d: &mut Decoder<'_>) -> Result<T, DecodeError> {
        T::read(d)
    }

    fn write(self, value: &T, e: &mut Encoder) {
        value.write(e);
    }

    fn is_absent(self, value: &T) -> bool {
        value.is_absent()
    }

    fn absent(self) -> Option<T> {
        T::absent()
    }
}
