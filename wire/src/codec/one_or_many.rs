use super::{Codec, List};
use crate::{DecodeError, Decoder, Encoder, Kind};

/// One value or an array of them; written as an array.
#[derive(Clone, Copy, Debug)]
pub struct OneOrMany<C>(pub C);

impl<T, C: Codec<T>> Codec<Vec<T>> for OneOrMany<C> {
    fn blank(self) -> Vec<T> {
        Vec::new()
    }

    fn read(self, d: &mut Decoder<'_>) -> Result<Vec<T>, DecodeError> {
        if d.peek()? == Kind::Array {
            List(self.0).read(d)
        } else {
            Ok(vec![self.0.read(d)?])
        }
    }

    fn write(self, value: &Vec<T>, e: &mut Encoder) {
        List(self.0).write(value, e);
    }
}
