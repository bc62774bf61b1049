use super::Codec;
use crate::error::shortened;
use crate::{CodeRef, DecodeError, Decoder, Encoder, Kind};

/// A bool by codes, such as 1 and 0 or `"YES"` and `"NO"`. Real bools are
/// read as well, and the codes as integers or strings.
#[derive(Clone, Copy, Debug)]
pub struct BoolCodes {
    yes: CodeRef<'static>,
    no: CodeRef<'static>,
}

impl BoolCodes {
    /// Integers for true and for false.
    #[must_use]
    pub const fn ints(yes: i64, no: i64) -> Self {
        Self {
            yes: CodeRef::Int(yes),
            no: CodeRef::Int(no),
        }
    }

    /// Strings for true and for false.
    #[must_use]
    pub const fn texts(yes: &'static str, no: &'static str) -> Self {
        Self {
            yes: CodeRef::Text(yes),
            no: CodeRef::Text(no),
        }
    }

    fn of_text(self, text: &str) -> Option<bool> {
        if text == self.yes.text() {
            Some(true)
        } else if text == self.no.text() {
            Some(false)
        } else {
            match text {
                "true" => Some(true),
                "false" => Some(false),
                _ => None,
            }
        }
    }
}

impl Codec<bool> for BoolCodes {
    fn blank(self) -> bool {
        false
    }

    fn read(self, d: &mut Decoder<'_>) -> Result<bool, DecodeError> {
        if d.peek()? == Kind::Bool {
            return d.bool();
        }
        let text = d.scalar_text()?;
        self.of_text(text.trim()).ok_or_else(|| {
            DecodeError::new(format!(
                "expected {} or {}, found {}",
                self.yes.text(),
                self.no.text(),
                shortened(&text)
            ))
        })
    }

    fn write(self, value: &bool, e: &mut Encoder) {
        e.code(if *value { self.yes } else { self.no });
    }
}
