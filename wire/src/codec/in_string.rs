use super::{Codec, take_text};
use crate::{DecodeError, Decoder, Encoder, Kind};

/// A number or bool as text in a JSON string: `"5"`. The number or bool
/// itself is read as well.
#[derive(Clone, Copy, Debug)]
pub struct InString<C>(pub C);

impl<T, C: Codec<T>> Codec<T> for InString<C> {
    fn blank(self) -> T {
        self.0.blank()
    }

    fn read(self, d: &mut Decoder<'_>) -> Result<T, DecodeError> {
        let kind = d.peek()?;
        if kind != Kind::String {
            if d.is_noting() && kind != Kind::Null {
                d.note_type("string");
            }
            return self.0.read(d);
        }
        let text = d.string()?;
        self.0.read(&mut Decoder::bare(&text))
    }

    fn write(self, value: &T, e: &mut Encoder) {
        let start = e.position();
        self.0.write(value, e);
        let text = take_text(e, start);
        e.string(&text);
    }
}
