//! Decimal numbers whose digits matter.

use std::cmp::Ordering;
use std::fmt;
use std::str::FromStr;

use crate::{DecodeError, Decoder, Encoder, InvalidNumber, Kind, Number, Wire};

/// A decimal number as text: amounts and rates keep every digit.
///
/// Equality and hash are those of the text (`1.0` is not `1.00`, since a
/// round trip must give back what came); [`Decimal::compare`] compares the
/// numbers.
///
/// Reads a JSON number or a string that holds one; written as a number
/// (`InString(Plain)` writes a string).
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Decimal(Number);

impl Decimal {
    /// The number that `text` spells, such as `12.50`, `-3` or `1e3`.
    ///
    /// # Errors
    /// When the text is no number in JSON's notation.
    pub fn new(text: &str) -> Result<Self, InvalidNumber> {
        Number::new(text).map(Self)
    }

    /// The number's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// The number as an integer; None if it has a fraction or does not fit.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        self.0.as_i64()
    }

    /// Compares the numbers, whatever their notation.
    #[must_use]
    pub fn compare(&self, other: &Self) -> Ordering {
        compare_numbers(self.as_str(), other.as_str())
    }
}

/// Compares two numbers in JSON's notation, without allocation.
pub(crate) fn compare_numbers(left: &str, right: &str) -> Ordering {
    let (left, right) = (Parts::of(left), Parts::of(right));
    match (left.negative, right.negative) {
        (false, true) => Ordering::Greater,
        (true, false) => Ordering::Less,
        (false, false) => left.compare_size(&right),
        (true, true) => right.compare_size(&left),
    }
}

/// A number as ± 0.digits × 10^exponent, without zeros at either end.
struct Parts<'t> {
    negative: bool,
    /// The digits are these and then `fraction`.
    whole: &'t str,
    fraction: &'t str,
    exponent: i64,
}

impl<'t> Parts<'t> {
    fn of(text: &'t str) -> Self {
        let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let limit = if exponent.starts_with('-') {
            i64::MIN
        } else {
            i64::MAX
        };
        let exponent = exponent.parse().unwrap_or(limit);
        let unsigned = mantissa.trim_start_matches('-');
        let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        // No text is so long that its length does not fit.
        let length = |text: &str| i64::try_from(text.len()).unwrap_or(i64::MAX);
        let significant = whole.trim_start_matches('0');
        let short = fraction.trim_end_matches('0');
        let (whole, fraction, exponent) = if !significant.is_empty() {
            let exponent = exponent.saturating_add(length(significant));
            match short {
                "" => (significant.trim_end_matches('0'), "", exponent),
                short => (significant, short, exponent),
            }
        } else {
            let digits = short.trim_start_matches('0');
            let zeros = length(short) - length(digits);
            ("", digits, exponent.saturating_sub(zeros))
        };
        Self {
            negative: mantissa.starts_with('-') && !(whole.is_empty() && fraction.is_empty()),
            whole,
            fraction,
            exponent,
        }
    }

    fn digits(&self) -> impl Iterator<Item = u8> {
        self.whole.bytes().chain(self.fraction.bytes())
    }

    fn is_zero(&self) -> bool {
        self.whole.is_empty() && self.fraction.is_empty()
    }

    fn compare_size(&self, other: &Self) -> Ordering {
        match (self.is_zero(), other.is_zero()) {
            (true, true) => Ordering::Equal,
            (true, false) => Ordering::Less,
            (false, true) => Ordering::Greater,
            (false, false) => {
                let exponents = self.exponent.cmp(&other.exponent);
                exponents.then_with(|| self.digits().cmp(other.digits()))
            }
        }
    }
}

impl From<i64> for Decimal {
    fn from(value: i64) -> Self {
        Self(Number::from(value))
    }
}

impl From<Number> for Decimal {
    fn from(number: Number) -> Self {
        Self(number)
    }
}

impl FromStr for Decimal {
    type Err = InvalidNumber;

    fn from_str(text: &str) -> Result<Self, InvalidNumber> {
        Self::new(text)
    }
}

impl fmt::Display for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl fmt::Debug for Decimal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

#[diagnostic::do_not_recommend]
impl Wire for Decimal {
    fn blank() -> Self {
        Self::from(0)
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        if d.peek()? != Kind::String {
            return d.number_value().map(Self);
        }
        d.parsed("decimal number", |text| Self::new(text.trim()).ok())
    }

    fn write(&self, e: &mut Encoder) {
        e.number(&self.0);
    }
}
