//! The digest that should come out, as somebody copied it from a vendor's sample.

use apiloom_wire::functions as f;

use super::build;
use crate::expr::typed::Typed;

/// What is looked for.
pub(super) struct Wanted {
    /// As it was given.
    pub(super) text: String,
    /// The bytes that it may stand for.
    bytes: Vec<Vec<u8>>,
    /// The middle half of a longer digest, as some vendors shorten MD5.
    middle: Option<String>,
}

/// A way to write a digest: the functions, in order, with their arguments.
type Spelling = &'static [(&'static str, &'static [Argument])];

enum Argument {
    Text(&'static str),
    Int(i64),
}

/// How digests are written, the commonest first.
const SPELLINGS: &[Spelling] = &[
    &[("hex", &[])],
    &[("HEX", &[])],
    &[("base64", &[])],
    &[("base64url", &[])],
    &[("hex", &[]), ("base64", &[])],
    &[("HEX", &[]), ("base64", &[])],
    &[("base64", &[]), ("percent", &[Argument::Text("rfc3986")])],
    &[
        ("hex", &[]),
        ("slice", &[Argument::Int(8), Argument::Int(24)]),
    ],
    &[
        ("HEX", &[]),
        ("slice", &[Argument::Int(8), Argument::Int(24)]),
    ],
];

/// The functions that only spell.
pub(super) const SPELLING: [&str; 8] = [
    "hex",
    "HEX",
    "base64",
    "base64url",
    "percent",
    "lower",
    "upper",
    "slice",
];

impl Wanted {
    /// Reads a digest; nothing if it is neither hexadecimal nor base64.
    pub(super) fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        let plain = text
            .replace("%2B", "+")
            .replace("%2b", "+")
            .replace("%2F", "/")
            .replace("%2f", "/")
            .replace("%3D", "=")
            .replace("%3d", "=");
        let mut bytes: Vec<Vec<u8>> = Vec::new();
        bytes.extend(unhex(&plain));
        if let Some(decoded) = f::base64_decode(&plain).filter(|bytes| bytes.len() >= 8) {
            let inner = std::str::from_utf8(&decoded).ok().and_then(unhex);
            bytes.extend(inner);
            bytes.push(decoded);
        }
        let short = plain.len() == 16 && unhex(&plain).is_some();
        let middle = short.then(|| f::lower(&plain));
        bytes.retain(|bytes| matches!(bytes.len(), 16 | 20 | 32 | 64));
        (!bytes.is_empty() || middle.is_some()).then(|| Self {
            text: text.to_owned(),
            bytes,
            middle,
        })
    }

    /// Whether these are the bytes of the digest.
    pub(super) fn is(&self, bytes: &[u8]) -> bool {
        let middle = |middle: &String| bytes.len() == 16 && f::hex(&bytes[4..12]) == *middle;
        self.bytes.iter().any(|wanted| wanted == bytes) || self.middle.as_ref().is_some_and(middle)
    }

    /// Whether a digest of so many bytes can be it.
    pub(super) fn may_be(&self, length: usize) -> bool {
        self.bytes.iter().any(|wanted| wanted.len() == length)
            || (self.middle.is_some() && length == 16)
    }

    /// How a digest is written so that it comes out as it was given; the way that comes nearest
    /// where digits of both cases were copied.
    pub(super) fn spell(&self, digest: &Typed, bytes: &[u8]) -> Option<Typed> {
        let exact = SPELLINGS
            .iter()
            .find(|spelling| spelled(spelling, bytes).as_deref() == Some(&self.text));
        let near = || {
            SPELLINGS.iter().find(|spelling| {
                spelled(spelling, bytes).is_some_and(|text| text.eq_ignore_ascii_case(&self.text))
            })
        };
        let mut typed = digest.clone();
        for (name, arguments) in *exact.or_else(near)? {
            let mut args = vec![typed];
            args.extend(arguments.iter().map(|argument| match argument {
                Argument::Text(text) => build::text(text),
                Argument::Int(value) => build::int(*value),
            }));
            typed = build::call(name, args)?;
        }
        Some(typed)
    }
}

fn spelled(spelling: &Spelling, bytes: &[u8]) -> Option<String> {
    let mut current = bytes.to_vec();
    for (name, arguments) in *spelling {
        let text = String::from_utf8_lossy(&current).into_owned();
        current = match (*name, *arguments) {
            ("hex", _) => f::hex(&current),
            ("HEX", _) => f::hex_upper(&current),
            ("base64", _) => f::base64(&current),
            ("base64url", _) => f::base64url(&current),
            ("percent", _) => f::percent(&text, f::Percent::Rfc3986),
            ("slice", [Argument::Int(from), Argument::Int(to)]) if bytes.len() == 16 => {
                f::slice(&text, *from, Some(*to))
            }
            _ => return None,
        }
        .into_bytes();
    }
    String::from_utf8(current).ok()
}

fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Option<Vec<u8>> = text
        .chars()
        .map(|c| c.to_digit(16).and_then(|digit| u8::try_from(digit).ok()))
        .collect();
    let digits = digits.filter(|digits| digits.len() >= 16 && digits.len() % 2 == 0)?;
    Some(
        digits
            .chunks(2)
            .map(|pair| pair[0] * 16 + pair[1])
            .collect(),
    )
}
