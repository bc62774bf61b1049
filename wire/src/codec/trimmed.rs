use super::Codec;
use crate::error::shortened;
use crate::{Code, CodeEnum, CodeRef, DecodeError, Decoder, DeviationKind, Encoder, Wire};

/// A string without white space around it: taken off on read, refused on
/// write.
#[derive(Clone, Copy, Debug)]
pub struct Trimmed;

impl Codec<String> for Trimmed {
    fn blank(self) -> String {
        String::new()
    }

    fn read(self, d: &mut Decoder<'_>) -> Result<String, DecodeError> {
        d.string().map(|text| text.trim().to_owned())
    }

    fn write(self, value: &String, e: &mut Encoder) {
        if value.trim() != value {
            e.refuse("white space around the text would be lost");
        }
        e.string(value);
    }
}

/// A code that is a text, without white space around it.
impl<T: CodeEnum + Wire> Codec<T> for Trimmed {
    fn blank(self) -> T {
        T::BLANK
    }

    fn read(self, d: &mut Decoder<'_>) -> Result<T, DecodeError> {
        let at = d.start_of_value();
        let mark = d.mark();
        if let Ok(text) = d.string() {
            let text = text.trim();
            let known = T::from_code(CodeRef::Text(text));
            if known.is_none() && d.is_noting() {
                let promised = format!("a code of {}", T::NAME);
                d.note_at(at, DeviationKind::UnknownCode, promised, shortened(text));
            }
            if let Some(code) = known.or_else(|| T::other(Code::Text(text.to_owned()))) {
                return Ok(code);
            }
        }
        // What is no text, or no code of a closed enum, is refused in the enum's own words.
        d.rewind(mark)?;
        d.read()
    }

    fn write(self, value: &T, e: &mut Encoder) {
        if let CodeRef::Text(text) = value.code()
            && text.trim() != text
        {
            e.refuse("white space around the code would be lost");
        }
        value.write(e);
    }
}
