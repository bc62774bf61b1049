use super::Codec;
use crate::{DecodeError, Decoder, Encoder, Kind, OrEmpty};

/// A value, or a text that means "none". A value that is written as that text
/// is refused.
#[derive(Clone, Copy, Debug)]
pub struct Sentinel<C>(pub C, pub &'static str);

impl<T, C: Codec<T>> Codec<OrEmpty<T>> for Sentinel<C> {
    fn blank(self) -> OrEmpty<T> {
        OrEmpty::Empty
    }

    fn read(self, d: &mut Decoder<'_>) -> Result<OrEmpty<T>, DecodeError> {
        if d.peek()? == Kind::String {
            let mark = d.mark();
            if d.string()? == self.1 {
                return Ok(OrEmpty::Empty);
            }
            d.rewind(mark)?;
        }
        self.0.read(d).map(OrEmpty::Value)
    }

    fn write(self, value: &OrEmpty<T>, e: &mut Encoder) {
        match value {
            OrEmpty::Empty => e.string(self.1),
            OrEmpty::Value(value) => {
                let start = e.position();
                self.0.write(value, e);
                // As text: in a query, 5 and "5" are the same.
                if crate::text::scalar(e.written(start)).is_some_and(|text| text == self.1) {
                    e.refuse("the value is the text that means none");
                }
            }
        }
    }
}
