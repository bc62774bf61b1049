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

    /// Notes a value that is neither of the codes as they are written; the
    /// cursor stays.
    #[cold]
    fn note(self, kind: Kind, d: &mut Decoder<'_>) -> Result<(), DecodeError> {
        if matches!(kind, Kind::Null | Kind::Array | Kind::Object) {
            return Ok(());
        }
        let start = d.mark();
        let text = d.scalar_text()?;
        d.reread(start)?;
        let is_it = |code: CodeRef<'_>| match code {
            // The text of a scalar that has no quotes has no type.
            _ if d.is_bare() => text == code.text(),
            CodeRef::Int(_) => kind == Kind::Number,
            CodeRef::Text(code) => kind == Kind::String && text == code,
        };
        if !is_it(self.yes) && !is_it(self.no) {
            d.note_type_of(format!("{} or {}", self.yes.text(), self.no.text()));
        }
        Ok(())
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
        let kind = d.peek()?;
        if d.is_noting() {
            self.note(kind, d)?;
        }
        if kind == Kind::Bool {
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
