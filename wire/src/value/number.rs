//! Numbers as text, digit by digit.

use std::fmt;
use std::str::FromStr;

/// A JSON number as it was written: no digit is lost.
///
/// Equality is that of the text: `1.0` is not `1`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Number(Box<str>);

/// The text is no JSON number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidNumber;

impl Number {
    /// The number that `text` spells in JSON's notation.
    ///
    /// # Errors
    /// When the text is no JSON number: `+1`, `.5`, `01`, white space.
    pub fn new(text: &str) -> Result<Self, InvalidNumber> {
        if number_length(text.as_bytes()) == Ok(text.len()) {
            Ok(Self(text.into()))
        } else {
            Err(InvalidNumber)
        }
    }

    /// The number's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The number as an integer; None if it has a fraction or does not fit.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        integer(&self.0)
    }

    /// The nearest float; None if the number is beyond every float.
    #[must_use]
    pub fn as_f64(&self) -> Option<f64> {
        self.0.parse().ok().filter(|value: &f64| value.is_finite())
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Number {
    type Err = InvalidNumber;

    fn from_str(text: &str) -> Result<Self, InvalidNumber> {
        Self::new(text)
    }
}

impl From<i64> for Number {
    fn from(value: i64) -> Self {
        Self(value.to_string().into())
    }
}

impl fmt::Display for InvalidNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("expected a number such as 12, -0.5 or 1e3")
    }
}

impl std::error::Error for InvalidNumber {}

/// How many bytes the JSON number at the start of `bytes` takes. An error
/// gives the place where a digit was expected.
pub(crate) fn number_length(bytes: &[u8]) -> Result<usize, usize> {
    let at = |place: usize| bytes.get(place).copied().unwrap_or(0);
    let mut end = usize::from(at(0) == b'-');
    if at(end) == b'0' {
        end += 1;
        // A leading zero: the digit behind it is one too many.
        if at(end).is_ascii_digit() {
            return Err(end);
        }
    } else {
        end = digits(bytes, end)?;
    }
    if at(end) == b'.' {
        end = digits(bytes, end + 1)?;
    }
    if matches!(at(end), b'e' | b'E') {
        let sign = usize::from(matches!(at(end + 1), b'+' | b'-'));
        end = digits(bytes, end + 1 + sign)?;
    }
    Ok(end)
}

/// Behind the digits at `start`, of which there must be one.
fn digits(bytes: &[u8], start: usize) -> Result<usize, usize> {
    let rest = bytes.get(start..).unwrap_or_default();
    match rest.iter().take_while(|byte| byte.is_ascii_digit()).count() {
        0 => Err(start),
        count => Ok(start + count),
    }
}

/// The integer that a JSON number is exactly: `12`, `5.0`, `1e3`, `-0`. None
/// if it has a fraction or does not fit.
pub(crate) fn integer(number: &str) -> Option<i64> {
    if let Ok(value) = number.parse() {
        return Some(value);
    }
    let (mantissa, exponent) = number
        .split_once(['e', 'E'])
        .map_or((number, 0), |(mantissa, exponent)| {
            (mantissa, saturating_exponent(exponent))
        });
    let negative = mantissa.starts_with('-');
    let (whole, fraction) = mantissa
        .trim_start_matches('-')
        .split_once('.')
        .unwrap_or((mantissa.trim_start_matches('-'), ""));
    let digits = [whole, fraction].concat();
    let significant = digits.trim_start_matches('0').trim_end_matches('0');
    if significant.is_empty() {
        return Some(0);
    }
    // The value is `significant` times ten to the power of `scale`.
    let trailing = digits.len() - digits.trim_end_matches('0').len();
    let scale = exponent
        .saturating_sub(i64::try_from(fraction.len()).ok()?)
        .saturating_add(i64::try_from(trailing).ok()?);
    let power = 10_i128.checked_pow(u32::try_from(scale).ok()?)?;
    let value = significant.parse::<i128>().ok()?.checked_mul(power)?;
    i64::try_from(if negative { -value } else { value }).ok()
}

/// The integer that `text` spells the way JSON writes integers: no `+`, no
/// leading zeros, no `-0`, no white space.
pub(crate) fn plain_integer(text: &str) -> Option<i64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let plain = match digits.as_bytes() {
        [b'0'] => digits.len() == text.len(),
        [b'1'..=b'9', rest @ ..] => rest.iter().all(u8::is_ascii_digit),
        _ => false,
    };
    if plain { text.parse().ok() } else { None }
}

/// An exponent; what does not fit is beyond every integer anyway.
fn saturating_exponent(text: &str) -> i64 {
    let limit = if text.starts_with('-') {
        i64::MIN
    } else {
        i64::MAX
    };
    text.parse().unwrap_or(limit)
}
