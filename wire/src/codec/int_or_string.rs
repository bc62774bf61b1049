use super::Codec;
use crate::{DecodeError, Decoder, Encoder, Kind};

/// An integer that may stand in a string: reads `5` and `"5"`, writes `5`.
#[derive(Clone, Copy, Debug)]
pub struct IntOrString;

/// A text that may be a number: reads `"x"` and `5`, writes `"5"`.
#[derive(Clone, Copy, Debug)]
pub struct StringOrInt;

impl Codec<i64> for IntOrString {
    fn blank(self) -> i64 {
        0
    }

    fn read(self, d: &mut Decoder<'_>) -> Result<i64, DecodeError> {
        if d.peek()? != Kind::String {
            return d.i64();
        }
        let text = d.string()?;
        Decoder::bare(&text).i64()
    }

    fn write(self, value: &i64, e: &mut Encoder) {
        e.i64(*value);
    }
}

impl Codec<String> for StringOrInt {
    fn blank(self) -> String {
        String::new()
    }

    fn read(self, d: &mut Decoder<'_>) -> Result<String, DecodeError> {
        match d.peek()? {
            Kind::String => d.string().map(std::borrow::Cow::into_owned),
            Kind::Number => d.number().map(str::to_owned),
            _ => Err(d.expected("string or integer")),
        }
    }

    fn write(self, value: &String, e: &mut Encoder) {
        e.string(value);
    }
}
