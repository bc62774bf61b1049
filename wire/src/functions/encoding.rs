//! Functions that write bytes as text and text as other text.

use base64::Engine as _;
use base64::alphabet;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{
    GeneralPurpose, GeneralPurposeConfig, STANDARD, URL_SAFE_NO_PAD,
};

/// Which characters percent-encoding leaves as they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Percent {
    /// Only RFC 3986's unreserved characters: letters, digits and `-._~`.
    Rfc3986,
    /// As HTML forms do: letters, digits and `-._*`; a space becomes `+`.
    Form,
    /// What a path may hold: unreserved characters, `!$&'()*+,;=`, `:`, `@` and `/`.
    Path,
}

/// The text percent-encoded byte by byte (UTF-8, upper-case hex digits).
pub fn percent(text: &str, set: Percent) -> String {
    match set {
        Percent::Rfc3986 => percent_keep(text, ""),
        Percent::Path => percent_keep(text, "!$&'()*+,;=:@/"),
        Percent::Form => {
            let mut encoded = String::with_capacity(text.len());
            for byte in text.bytes() {
                match byte {
                    b' ' => encoded.push('+'),
                    b'*' => encoded.push('*'),
                    b'~' => encoded.push_str("%7E"),
                    byte => push(&mut encoded, byte, ""),
                }
            }
            encoded
        }
    }
}

/// The text percent-encoded, except RFC 3986's unreserved characters and the ASCII ones in `keep`.
pub fn percent_keep(text: &str, keep: &str) -> String {
    let Some(first) = text.bytes().position(|byte| !is_kept(byte, keep)) else {
        return text.to_owned();
    };
    let mut encoded = String::with_capacity(text.len() * 2);
    // What is kept is ASCII, so nothing is cut in two.
    encoded.push_str(&text[..first]);
    for byte in text.bytes().skip(first) {
        push(&mut encoded, byte, keep);
    }
    encoded
}

/// The bytes as lower-case hexadecimal digits.
pub fn hex<T: AsRef<[u8]> + ?Sized>(data: &T) -> String {
    digits(data.as_ref(), b"0123456789abcdef")
}

/// The bytes as upper-case hexadecimal digits; `HEX` in the expression language.
pub fn hex_upper<T: AsRef<[u8]> + ?Sized>(data: &T) -> String {
    digits(data.as_ref(), UPPER)
}

/// The bytes in base64 (RFC 4648, section 4) with padding.
pub fn base64<T: AsRef<[u8]> + ?Sized>(data: &T) -> String {
    STANDARD.encode(data.as_ref())
}

/// The bytes in the alphabet for URLs (RFC 4648, section 5) without padding.
pub fn base64url<T: AsRef<[u8]> + ?Sized>(data: &T) -> String {
    URL_SAFE_NO_PAD.encode(data.as_ref())
}

/// The bytes that base64 text stands for; either alphabet, with padding or without.
///
/// `None` if the text is neither, or mixes the two.
pub fn base64_decode(text: &str) -> Option<Vec<u8>> {
    const LENIENT: GeneralPurposeConfig =
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    const PLAIN: GeneralPurpose = GeneralPurpose::new(&alphabet::STANDARD, LENIENT);
    const URL: GeneralPurpose = GeneralPurpose::new(&alphabet::URL_SAFE, LENIENT);
    PLAIN.decode(text).or_else(|_| URL.decode(text)).ok()
}

/// The value of an `Authorization` header for HTTP's Basic scheme (RFC 7617).
pub fn basic(user: &str, password: &str) -> String {
    format!("Basic {}", base64(&format!("{user}:{password}")))
}

const UPPER: &[u8; 16] = b"0123456789ABCDEF";

fn push(encoded: &mut String, byte: u8, keep: &str) {
    if is_kept(byte, keep) {
        encoded.push(char::from(byte));
    } else {
        encoded.push('%');
        push_digits(encoded, byte, UPPER);
    }
}

fn is_kept(byte: u8, keep: &str) -> bool {
    byte.is_ascii_alphanumeric()
        || matches!(byte, b'-' | b'.' | b'_' | b'~')
        || (byte.is_ascii() && keep.as_bytes().contains(&byte))
}

fn digits(bytes: &[u8], alphabet: &[u8; 16]) -> String {
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        push_digits(&mut text, *byte, alphabet);
    }
    text
}

fn push_digits(text: &mut String, byte: u8, alphabet: &[u8; 16]) {
    text.push(char::from(alphabet[usize::from(byte >> 4)]));
    text.push(char::from(alphabet[usize::from(byte & 15)]));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percent_encodes() {
        let text = "a b/微~*'";
        assert_eq!(percent(text, Percent::Rfc3986), "a%20b%2F%E5%BE%AE~%2A%27");
        assert_eq!(percent(text, Percent::Form), "a+b%2F%E5%BE%AE%7E*%27");
        assert_eq!(percent(text, Percent::Path), "a%20b/%E5%BE%AE~*'");
        assert_eq!(percent_keep(text, "/微"), "a%20b/%E5%BE%AE~%2A%27");
    }

    #[test]
    fn writes_bytes() {
        assert_eq!(hex(&[0_u8, 0xab][..]), "00ab");
        assert_eq!(hex_upper(&[0_u8, 0xab][..]), "00AB");
        assert_eq!(base64(&[0xfb_u8, 0xff][..]), "+/8=");
        assert_eq!(base64url(&[0xfb_u8, 0xff][..]), "-_8");
        // RFC 7617, section 2.
        assert_eq!(
            basic("Aladdin", "open sesame"),
            "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="
        );
    }

    #[test]
    fn decodes_both_alphabets() {
        for text in ["+/8=", "+/8", "-_8=", "-_8"] {
            assert_eq!(base64_decode(text), Some(vec![0xfb, 0xff]), "{text}");
        }
        for text in ["+_8", "a", "!", "微"] {
            assert_eq!(base64_decode(text), None, "{text}");
        }
    }
}
