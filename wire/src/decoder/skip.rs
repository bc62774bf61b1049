//! Values that nobody wants.

use super::{Decoder, Kind, Source};
use crate::DecodeError;

impl<'a> Decoder<'a> {
    /// Goes over a value, which is checked as strictly as one that is read.
    ///
    /// # Errors
    /// When it is no JSON, or too deep.
    pub fn skip(&mut self) -> Result<(), DecodeError> {
        if self.source == Source::Bare {
            self.at = self.text.len();
            return Ok(());
        }
        match self.peek()? {
            Kind::Null => self.literal("null"),
            Kind::Bool => self.bool().map(drop),
            Kind::Number => self.number().map(drop),
            Kind::String => self.skip_quoted(),
            Kind::Array => self.skip_array(),
            Kind::Object => self.skip_object(),
        }
    }

    /// Goes over a value and gives its bytes, without white space around it.
    ///
    /// # Errors
    /// When it is no JSON, or too deep.
    pub fn raw(&mut self) -> Result<&'a [u8], DecodeError> {
        if self.source != Source::Bare {
            self.skip_space();
        }
        let start = self.at;
        self.skip()?;
        Ok(&self.text.as_bytes()[start..self.at])
    }

    fn skip_array(&mut self) -> Result<(), DecodeError> {
        self.descend()?;
        if !self.eat(b']') {
            loop {
                self.skip()?;
                if !self.more_items()? {
                    break;
                }
            }
        }
        self.ascend();
        Ok(())
    }

    fn skip_object(&mut self) -> Result<(), DecodeError> {
        self.descend()?;
        if !self.eat(b'}') {
            loop {
                self.start_key()?;
                self.skip_quoted()?;
                self.end_key()?;
                self.skip()?;
                if !self.more_members()? {
                    break;
                }
            }
        }
        self.ascend();
        Ok(())
    }
}
