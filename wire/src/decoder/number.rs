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
        let whole = self.whole()?;
        if !whole.is_right || self.is_inside_number(whole.end) {
            return None;
        }
        self.at = whole.end;
        Some(if whole.negative {
            -whole.value
        } else {
            whole.value
        })
    }

    /// Like [`Decoder::short_integer`], for a number of at most 15 digits
    /// that may have a point.
    ///
    /// The digits and the power of ten are exact floats, so their quotient
    /// is the float that is nearest to the number. One digit more may stand
    /// there if there is no point: then nothing but the digits is rounded.
    #[inline]
    fn short_float(&mut self) -> Option<f64> {
        const POWERS: [f64; 16] = [
            1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15,
        ];
        let whole = self.whole()?;
        let (mut end, mut value, mut power) = (whole.end, whole.value, 1.0);
        let bytes = self.text.as_bytes();
        if bytes.get(end) == Some(&b'.') {
            let start = end + 1;
            (end, value) = digits(bytes, start, value);
            if end == start {
                return None;
            }
            power = *POWERS.get(end - start)?;
        }
        // Wrapped values are longer than that, too.
        if !whole.is_right || end - whole.start > 16 || self.is_inside_number(end) {
            return None;
        }
        self.at = end;
        let value = value as f64 / power;
        Some(if whole.negative { -value } else { value })
    }

    /// Looks at the part of a number before point and exponent.
    #[inline(always)]
    fn whole(&mut self) -> Option<Whole> {
        if self.source == Source::Bare {
            return None;
        }
        self.skip_space();
        let bytes = self.text.as_bytes();
        let negative = self.byte() == Some(b'-');
        let start = self.at + usize::from(negative);
        let (end, value) = digits(bytes, start, 0);
        let is_right = match end - start {
            1 => true,
            2..=18 => bytes.get(start) != Some(&b'0'),
            _ => false,
        };
        Some(Whole {
            negative,
            start,
            end,
            value,
            is_right,
        })
    }

    /// Whether a number goes on at `end`, behind digits.
    #[inline]
    fn is_inside_number(&self, end: usize) -> bool {
        let next = self.text.as_bytes().get(end);
        matches!(next, Some(b'.' | b'e' | b'E'))
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

/// The part of a number before point and exponent.
struct Whole {
    negative: bool,
    /// Where the digits start.
    start: usize,
    /// Behind the digits.
    end: usize,
    value: i64,
    /// There are 1 to 18 digits without a leading zero, so the value is theirs.
    is_right: bool,
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
