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
        if let Some(value) = self.short_integer() {
            return Ok(value);
        }
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
        if let Some(value) = self.short_integer() {
            if let Ok(value) = i32::try_from(value) {
                return Ok(value);
            }
            self.at = start;
        }
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
        if let Some(value) = self.short_float() {
            return Ok(value);
        }
        self.skip_space();
        let start = self.at;
        let text = self.number()?;
        if let Some(value) = text.parse().ok().filter(|value: &f64| value.is_finite()) {
            return Ok(value);
        }
        self.at = start;
        Err(self.expected("number within the range of a float"))
    }

    /// Reads an integer of at most 18 digits without point and exponent, as
    /// nearly all are. None, with the cursor where it was but for white
    /// space, if something else stands there.
    #[inline]
    fn short_integer(&mut self) -> Option<i64> {
        let digits = self.short_number()?;
        if digits.places.is_some() {
            return None;
        }
        self.at = digits.end;
        Some(if digits.negative {
            -digits.value
        } else {
            digits.value
        })
    }

    /// Like [`Decoder::short_integer`], for a float of at most 15 digits.
    ///
    /// The digits and the power of ten are exact floats, so their quotient
    /// is the float that is nearest to the number.
    #[inline]
    fn short_float(&mut self) -> Option<f64> {
        const POWERS: [f64; 16] = [
            1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
        ];
        let digits = self.short_number()?;
        if digits.value >= 1_000_000_000_000_000 {
            return None;
        }
        let power = POWERS.get(digits.places.unwrap_or(0))?;
        self.at = digits.end;
        // Exact: the value has at most 15 digits.
        let value = digits.value as f64 / power;
        Some(if digits.negative { -value } else { value })
    }

    /// Looks at a number of at most 18 digits that has no exponent.
    #[inline(always)]
    fn short_number(&mut self) -> Option<Digits> {
        if self.source == Source::Bare {
            return None;
        }
        self.skip_space();
        let bytes = self.text.as_bytes();
        let negative = self.byte() == Some(b'-');
        let start = self.at + usize::from(negative);
        let (whole_end, whole) = digits(bytes, start, 0);
        let is_whole = match whole_end - start {
            0 => false,
            1 => true,
            _ => bytes.get(start) != Some(&b'0'),
        };
        let (end, value) = match bytes.get(whole_end) {
            Some(b'.') => digits(bytes, whole_end + 1, whole),
            _ => (whole_end, whole),
        };
        let places = end.checked_sub(whole_end + 1);
        let is_short = is_whole && end - start <= 18 && places != Some(0);
        // A point without digits ends where it stands.
        let is_cut = matches!(bytes.get(end), Some(b'e' | b'E' | b'.'));
        (is_short && !is_cut).then_some(Digits {
            negative,
            value,
            places,
            end,
        })
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

/// A number that is short enough to be read without looking twice.
struct Digits {
    negative: bool,
    /// All digits, without the point; right if they are 18 at most.
    value: i64,
    /// How many digits stand behind the point, if there is one.
    places: Option<usize>,
    end: usize,
}

/// Behind the digits at `start`, and what they make behind those of `value`.
#[inline]
fn digits(bytes: &[u8], start: usize, mut value: i64) -> (usize, i64) {
    let mut end = start;
    while let Some(digit @ b'0'..=b'9') = bytes.get(end) {
        value = value.wrapping_mul(10).wrapping_add(i64::from(digit - b'0'));
        end += 1;
    }
    (end, value)
}
