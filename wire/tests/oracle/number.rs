//! What numbers are, worked out the slow and obvious way.

use serde_json::value::RawValue;

/// The integer that a JSON number is exactly, by writing all its digits down.
pub(super) fn integer(number: &str) -> Option<i128> {
    let (mantissa, exponent) = number.split_once(['e', 'E']).unwrap_or((number, "0"));
    let (negative, unsigned) = match mantissa.strip_prefix('-') {
        Some(unsigned) => (true, unsigned),
        None => (false, mantissa),
    };
    let (whole, fraction) = unsigned.split_once('.').unwrap_or((unsigned, ""));
    if whole
        .bytes()
        .chain(fraction.bytes())
        .all(|byte| byte == b'0')
    {
        return Some(0);
    }
    let places: i64 = exponent.parse().unwrap_or(i64::MAX);
    // With fewer digits than that, the point stands far beyond all of them.
    let length = i64::try_from(number.len()).unwrap();
    if places.unsigned_abs() > length.unsigned_abs() + 40 {
        return None;
    }
    let zeros = "0".repeat(usize::try_from(length + 40).unwrap());
    let digits = format!("{zeros}{whole}{fraction}{zeros}");
    let point = zeros.len() + whole.len();
    let point = usize::try_from(i64::try_from(point).unwrap() + places).unwrap();
    if digits[point..].bytes().any(|digit| digit != b'0') {
        return None;
    }
    let whole = digits[..point].trim_start_matches('0');
    let size: i128 = whole.parse().ok()?;
    Some(if negative { -size } else { size })
}

/// Whether two floats are the same or nearly so: `serde_json` without its
/// slow path has been seen two off in the last place.
pub(super) fn close(ours: f64, theirs: f64) -> bool {
    const FAR: u64 = 4;
    ours.to_bits().abs_diff(theirs.to_bits()) <= FAR
}

/// Whether a float is so large that `serde_json` may take its digits for a
/// number beyond every float.
pub(super) fn is_at_the_edge(float: f64) -> bool {
    float.abs() >= f64::MAX * (1.0 - 1e-15)
}

/// `bytes` with 0 for the numbers that are beyond every float: `serde_json`
/// refuses them, and reads nothing behind them.
pub(super) fn within_floats(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let rest = &bytes[at..];
        let length = match byte {
            b'"' => string_length(rest),
            b'-' | b'0'..=b'9' => {
                let in_number =
                    |byte: &&u8| matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E' | b'0'..=b'9');
                rest.iter().take_while(in_number).count()
            }
            _ => 1,
        };
        let token = &rest[..length];
        let is_beyond = serde_json::from_slice::<Box<RawValue>>(token).is_ok()
            && serde_json::from_slice::<f64>(token)
                .is_err_and(|error| error.to_string().starts_with("number out of range"));
        out.extend_from_slice(if is_beyond { b"0" } else { token });
        at += length;
    }
    out
}

/// How long the string is that starts with the quote at the start of `bytes`.
pub(crate) fn string_length(bytes: &[u8]) -> usize {
    let mut at = 1;
    while let Some(&byte) = bytes.get(at) {
        at += if byte == b'\\' { 2 } else { 1 };
        if byte == b'"' {
            break;
        }
    }
    at.min(bytes.len())
}
