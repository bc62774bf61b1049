//! Bools, null, and scalars of any kind as text.

use std::borrow::Cow;

use super::{Decoder, Kind, Source};
use crate::DecodeError;

impl<'a> Decoder<'a> {
    /// Reads `true` or `false`.
    ///
    /// # Errors
    /// When the value is no bool.
    pub fn bool(&mut self) -> Result<bool, DecodeError> {
        if self.source == Source::Bare {
            return match self.text.trim() {
                "true" => Ok(true),
                "false" => Ok(false),
                _ => Err(self.expected("bool")),
            };
        }
        if self.peek()? != Kind::Bool {
            return Err(self.expected("bool"));
        }
        if self.byte() == Some(b't') {
            self.literal("true").map(|()| true)
        } else {
            self.literal("false").map(|()| false)
        }
    }

    /// Goes over a null if one is next, and tells whether it was there.
    ///
    /// # Errors
    /// When what is next starts like null but is something else.
    #[inline]
    pub fn null(&mut self) -> Result<bool, DecodeError> {
        if self.source == Source::Bare {
            return Ok(false);
        }
        self.skip_space();
        if self.byte() != Some(b'n') {
            return Ok(false);
        }
        self.literal("null").map(|()| true)
    }

    /// Like [`Decoder::null`], for a member that the spec lets be left out but
    /// not be null.
    #[inline]
    pub(crate) fn null_for_absent(&mut self) -> Result<bool, DecodeError> {
        if self.source == Source::Bare {
            return Ok(false);
        }
        self.skip_space();
        if self.byte() != Some(b'n') {
            return Ok(false);
        }
        self.noted_null().map(|()| true)
    }

    /// Goes over the null at the cursor, and notes it.
    #[inline(never)]
    fn noted_null(&mut self) -> Result<(), DecodeError> {
        self.literal("null")?;
        self.note_null();
        Ok(())
    }

    /// Reads a string, number or bool as its text.
    ///
    /// # Errors
    /// When the value is none of these.
    pub fn scalar_text(&mut self) -> Result<Cow<'a, str>, DecodeError> {
        match self.peek()? {
            Kind::String => self.string(),
            Kind::Number => self.number().map(Cow::Borrowed),
            Kind::Bool => Ok(Cow::Borrowed(if self.bool()? { "true" } else { "false" })),
            _ => Err(self.expected("string, number or bool")),
        }
    }

    pub(super) fn literal(&mut self, literal: &str) -> Result<(), DecodeError> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        if rest.starts_with(literal.as_bytes()) {
            self.at += literal.len();
            Ok(())
        } else {
            Err(self.syntax("expected a value"))
        }
    }
}
