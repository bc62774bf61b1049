//! Numbers.

use super::{Decoder, Kind, Source};
use crate::value::{integer, number_length};
use crate::{DecodeError, Number};

impl<'a> Decoder<'a> {
    /// Reads a number and gives its text, which is a JSON number.
    ///
    /// # Errors
    /// When the value is no number.
    pub fn number(&mut self) -> Result<&'a str, DecodeError> {
        self.number_as("number")
    }

    /// Reads a number and keeps it digit by digit.
    ///
    /// # Errors
    /// When the value is no number.
    pub fn number_value(&mut self) -> Result<Number, DecodeError> {
        let text = self.number()?;
        Number::new(text).map_err(|error| DecodeError::new(error.to_string()))
    }

    /// Reads an integer. `1e3` and `5.0` are integers, `-0` is 0.
    ///
    /// # Errors
    /// When the value is no integer, or does not fit 64 bits.
    pub fn i64(&mut self) -> Result<i64, DecodeError> {
        self.skip_space();
        let start = self.at;
        let text = self.number_as("integer")?;
        if let Some(value) = integer(text) {
            return Ok(value);
        }
        self.at = start;
        Err(self.expected("integer of 64 bits"))
    }

    /// Reads an integer of 32 bits.
    ///
    /// # Errors
    /// When the value is no integer, or does not fit 32 bits.
    pub fn i32(&mut self) -> Result<i32, DecodeError> {
        self.skip_space();
        let start = self.at;
        let text = self.number_as("integer")?;
        if let Some(value) = integer(text).and_then(|value| i32::try_from(value).ok()) {
            return Ok(value);
        }
        self.at = start;
        Err(self.expected("integer of 32 bits"))
    }

    /// Reads a number as the nearest float.
    ///
    /// # Errors
    /// When the value is no number, or beyond every float.
    pub fn f64(&mut self) -> Result<f64, DecodeError> {
        self.skip_space();
        let start = self.at;
        let text = self.number()?;
        if let Some(value) = text.parse().ok().filter(|value: &f64| value.is_finite()) {
            return Ok(value);
        }
        self.at = start;
        Err(self.expected("number within the range of a float"))
    }

    fn number_as(&mut self, expected: &str) -> Result<&'a str, DecodeError> {
        if self.source == Source::Bare {
            return self.bare_number(expected);
        }
        if self.peek()? != Kind::Number {
            return Err(self.expected(expected));
        }
        let start = self.at;
        match number_length(&self.text.as_bytes()[start..]) {
            Ok(length) => {
                self.at += length;
                Ok(&self.text[start..self.at])
            }
            Err(length) => {
                self.at += length;
                Err(self.syntax("expected a digit"))
            }
        }
    }

    /// The whole text as a number.
    fn bare_number(&mut self, expected: &str) -> Result<&'a str, DecodeError> {
        let text = self.text.trim();
        if number_length(text.as_bytes()) == Ok(text.len()) {
            self.at = self.text.len();
            Ok(text)
        } else {
            Err(self.expected(expected))
        }
    }
}
