//! Scalars.

use std::fmt::Display;
use std::io::Write as _;

use super::Encoder;
use crate::Number;

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
        // By hand: the formatting machinery takes several times as long.
        let mut digits = [0; 20];
        let mut at = digits.len();
        let mut rest = value.unsigned_abs();
        loop {
            at -= 1;
            // A decimal digit fits a byte.
            digits[at] = b'0' + (rest % 10) as u8;
            rest /= 10;
            if rest == 0 {
                break;
            }
        }
        if value < 0 {
            self.out.push(b'-');
        }
        self.out.extend_from_slice(&digits[at..]);
    }

    /// Writes a float with the fewest digits that read back as the same one;
    /// NaN and infinities are refused.
    pub fn f64(&mut self, value: f64) {
        self.not_spread();
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
        let escaped = |&byte: &u8| byte < 0x20 || byte == b'"' || byte == b'\\';
        while let Some(at) = rest.iter().position(escaped) {
            let (plain, behind) = rest.split_at(at);
            self.out.extend_from_slice(plain);
            if let Some((&byte, behind)) = behind.split_first() {
                self.escape(byte);
                rest = behind;
            }
        }
        self.out.extend_from_slice(rest);
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
