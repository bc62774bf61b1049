use super::Codec;
use crate::{DecodeError, Decoder, Encoder};

/// JSON inside a JSON string: `"{\"id\":5}"`.
#[derive(Clone, Copy, Debug)]
pub struct JsonString<C>(pub C);

impl<T, C: Codec<T>> Codec<T> for JsonString<C> {
    fn blank(self) -> T {
        self.0.blank()
    }

    fn read(self, d: &mut Decoder<'_>) -> Result<T, DecodeError> {
        let at = d.start_of_value();
        // The text may hold secrets: errors show its kind only.
        let text = d.secret_string()?;
        let mut inner = d.embedded(&text);
        let value = self.0.read(&mut inner)?;
        inner.finish()?;
        d.take_notes(&mut inner, at, None);
        Ok(value)
    }

    fn write(self, value: &T, e: &mut Encoder) {
        let mut inner = e.embedded();
        self.0.write(value, &mut inner);
        match inner.finish_text() {
            Ok(text) => e.string(&text),
            Err(error) => e.refuse_inner(error),
        }
    }
}
