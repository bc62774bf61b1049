//! Errors that tell what was expected and what was found.

use super::{Decoder, Kind, Source};
use crate::DecodeError;
use crate::error::shortened;

impl Decoder<'_> {
    /// The error for a value at the cursor that is no `expected`: it shows
    /// the scalar that was found, shortened. A value that is no JSON at all
    /// gives the error for that.
    #[cold]
    pub fn expected(&mut self, expected: &str) -> DecodeError {
        match self.found() {
            Ok(found) => DecodeError::new(format!("expected {expected}, found {found}")),
            Err(error) => error,
        }
    }

    /// Like [`Decoder::expected`], but shows only the kind of what was found:
    /// for secrets, and for texts that could hold some.
    #[cold]
    pub fn expected_kind(&mut self, expected: &str) -> DecodeError {
        match self.peek() {
            Ok(kind) => DecodeError::new(format!("expected {expected}, found {}", kind.name())),
            Err(error) => error,
        }
    }

    /// The error for text that is no JSON; shows the place, never the text.
    #[cold]
    pub(super) fn syntax(&self, expected: &str) -> DecodeError {
        let place = match self.source {
            Source::Document | Source::Bare => "",
            Source::Embedded => " of the embedded JSON",
        };
        if self.at >= self.text.len() {
            DecodeError::new(format!("{expected}, found the end{place}"))
        } else {
            DecodeError::new(format!("{expected} at byte {}{place}", self.at))
        }
    }

    fn found(&mut self) -> Result<String, DecodeError> {
        Ok(match self.peek()? {
            Kind::String => format!("string {}", shortened(&self.string()?)),
            Kind::Number => {
                let number = self.number()?;
                let end = number.len().min(40);
                // A number is ASCII, so any cut is between characters.
                let dots = if end < number.len() { "…" } else { "" };
                format!("number {}{dots}", &number[..end])
            }
            Kind::Bool => format!("bool {}", self.bool()?),
            kind => kind.name().to_owned(),
        })
    }
}
