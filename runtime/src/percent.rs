//! Percent-encoding by RFC 3986.

use apiloom_wire::functions::{Percent, percent};

/// Encodes everything but letters, digits, `-`, `.`, `_` and `~`, in capital hex.
pub(crate) fn encode(text: &str) -> String {
    percent(text, Percent::Rfc3986)
}

/// Encodes pairs as a query text or a form: `a=1&b=2`.
pub(crate) fn encode_pairs(pairs: &[(String, String)]) -> String {
    let lengths = pairs
        .iter()
        .map(|(name, value)| name.len() + value.len() + 2);
    let mut out = String::with_capacity(lengths.sum());
    for (name, value) in pairs {
        if !out.is_empty() {
            out.push('&');
        }
        push(&mut out, name);
        out.push('=');
        push(&mut out, value);
    }
    out
}

fn push(out: &mut String, text: &str) {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    if text.bytes().all(is_plain) {
        out.push_str(text);
    } else {
        out.push_str(&encode(text));
    }
}

/// Decodes `%XX`; what is no valid sequence stays as it is, and what is no UTF-8 becomes U+FFFD.
pub(crate) fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        if let [b'%', high, low, ..] = bytes[at..]
            && let (Some(high), Some(low)) = (hex_digit(high), hex_digit(low))
        {
            out.push(high << 4 | low);
            at += 3;
        } else {
            out.push(bytes[at]);
            at += 1;
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

fn hex_digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_unreserved_characters_stay() {
        assert_eq!(encode("aZ09-._~"), "aZ09-._~");
        assert_eq!(encode("a b+c/é*"), "a%20b%2Bc%2F%C3%A9%2A");
        assert_eq!(decode("%2e%2E%zz%"), "..%zz%");
        assert_eq!(decode(&encode("a b+c/é*%")), "a b+c/é*%");
    }
}
