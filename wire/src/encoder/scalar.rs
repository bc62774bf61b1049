//! Scalars.

use std::fmt::Display;
use std::io::Write as _;

use super::Encoder;
use crate::Number;
use crate::plain::plain_length;

impl Encoder {
    /// Writes null. Where an object's members are spread, null has none.
    pub fn null(&mut self) {
        if std::mem::take(&mut self.spread) {
            return;
        }
        self.out.extend_from_slice(b"null");
    }

    /// Writes `true` or `false`.
    pub fn bool(&mut self, value: bool) {
        self.not_spread();
        self.out
            .extend_from_slice(if value { b"true" } else { b"false" });
    }

    /// Writes an integer.
    pub fn i64(&mut self, value: i64) {
        self.not_spread();
        if value < 0 {
            self.out.push(b'-');
        }
        self.digits(value.unsigned_abs());
    }

    /// Writes digits. By hand: the formatting machinery takes several times
    /// as long.
    fn digits(&mut self, value: u64) {
        let mut digits = [0; 20];
        let mut at = digits.len();
        let mut rest = value;
        loop {
            at -= 1;
            // A decimal digit fits a byte.
            digits[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        self.out.extend_from_slice(&digits[at..]);
    }

    /// Writes a float that has at most 15 digits, four of them behind the
    /// point, as amounts have; false if it has more.
    ///
    /// Floats tell numbers of 15 digits apart, so one that is the quotient
    /// of these digits and a power of ten has no other notation as short.
    fn short_float(&mut self, value: f64) -> bool {
        let size = value.abs();
        if !(1e-4..1e11).contains(&size) {
            return false;
        }
        let mut scale: u64 = 1;
        for places in 1..=4 {
            scale *= 10;
            // Exact: no scale has more than five digits.
            let factor = scale as f64;
            // Below 10^15, and half away from the next: cut off it is the nearest.
            let scaled = (size * factor + 0.5) as u64;
            if scaled as f64 / factor == size {
                if value < 0.0 {
                    self.out.push(b'-');
                }
                self.digits(scaled / scale);
                self.places(scaled % scale, places);
                return true;
            }
        }
        false
    }

    /// Writes a point and so many digits.
    fn places(&mut self, value: u64, places: usize) {
        let mut digits = *b".0000";
        let mut rest = value;
        for digit in digits[1..=places].iter_mut().rev() {
            // A decimal digit fits a byte.
            *digit += (rest % 10) as u8;
            rest /= 10;
        }
        self.out.extend_from_slice(&digits[..=places]);
    }

    /// Writes a float with the fewest digits that read back as the same one;
    /// NaN and infinities are refused.
    pub fn f64(&mut self, value: f64) {
        self.not_spread();
        if self.short_float(value) {
            return;
        }
        if value.is_finite() {
            // Debug's notation is JSON's: `5.0`, `1e300`, `-0.0`.
            self.display(&format_args!("{value:?}"));
        } else {
            self.refuse("NaN and infinite numbers are not JSON");
            self.out.extend_from_slice(b"null");
        }
    }

    /// Writes a number digit by digit.
    pub fn number(&mut self, value: &Number) {
        self.not_spread();
        self.out.extend_from_slice(value.as_str().as_bytes());
    }

    /// Writes a string.
    pub fn string(&mut self, value: &str) {
        self.not_spread();
        self.quoted(value);
    }

    /// Writes `text` in quotes, escaped.
    pub(super) fn quoted(&mut self, text: &str) {
        self.out.push(b'"');
        let mut rest = text.as_bytes();
        loop {
            let (plain, behind) = rest.split_at(plain_length(rest));
            self.out.extend_from_slice(plain);
            let Some((&byte, behind)) = behind.split_first() else {
                break;
            };
            self.escape(byte);
            rest = behind;
        }
        self.out.push(b'"');
    }

    fn escape(&mut self, byte: u8) {
        let short = match byte {
            b'"' => b'"',
            b'\\' => b'\\',
            b'\n' => b'n',
            b'\r' => b'r',
            b'\t' => b't',
            0x8 => b'b',
            0xC => b'f',
            _ => return self.display(&format_args!("\\u{byte:04x}")),
        };
        self.out.extend_from_slice(&[b'\\', short]);
    }

    fn display(&mut self, value: &dyn Display) {
        // Writing to a Vec cannot fail.
        drop(write!(self.out, "{value}"));
    }
}
