//! Documents changed token by token, so that most of them stay JSON or miss
//! it by little.

use crate::oracle::number::string_length;
use crate::support::Random;

/// Scalars that sit at an edge of something.
const SCALARS: &[&str] = &[
    "null",
    "true",
    "false",
    "0",
    "-0",
    "-0.0",
    "5.0",
    "1e3",
    "1e-3",
    "0.00e5",
    "12e-1",
    "100e-2",
    "2147483647",
    "2147483648",
    "-2147483649",
    "9007199254740993",
    "9223372036854775807",
    "9223372036854775808",
    "-9223372036854775808",
    "-9223372036854775809",
    "922337203685477580.7e1",
    "18446744073709551615",
    "1e18",
    "1e19",
    "1e308",
    "1e309",
    "-1e999",
    "5e-324",
    "1e-999",
    "01",
    "1.",
    ".5",
    "+1",
    "1e",
    "-",
    "NaN",
    "\"\"",
    "\"a\"",
    "\"5\"",
    "\"a,b\"",
    "\" a \"",
    "\"0\"",
    "\"-\"",
    "\"2024-02-29\"",
    "\"2024-02-30\"",
    "\"2024-02-29 23:59:59\"",
    "\"2024-02-29T23:59:59+08:00\"",
    "\"YQ==\"",
    "\"Y\"",
    "\"[1,2]\"",
    r#""{\"a\":1}""#,
    r#""\ud83d\ude00""#,
    r#""\ud83d""#,
    r#""\udc00a""#,
    r#""\u0000""#,
    "\"\\\n\"",
    r#""\x""#,
    "\"\u{1}\"",
    "\"é中😀\"",
    "{}",
    "[]",
    "[1,2]",
    "[[\"a\",1],[\"b\",2]]",
    "[1,\"x\",2,\"y\"]",
    r#"{"id":1,"content":"x"}"#,
    r#"{"x":1,"y":2}"#,
    r#"{"id":1,"name":"a","sizes":[]}"#,
];

/// Members' names that some type knows.
const NAMES: &[&str] = &[
    "\"id\"",
    "\"name\"",
    "\"count\"",
    "\"price\"",
    "\"fragile\"",
    "\"tags\"",
    "\"sizes\"",
    "\"labels\"",
    "\"place\"",
    "\"parts\"",
    "\"x\"",
    "\"y\"",
    "\"content\"",
    "\"1\"",
    "\"\"",
    r#""o\"d\\d é""#,
    r#""o\u0022d\\d \u00e9""#,
    r#""\u0069d""#,
    "\"unknown\"",
];

/// Changes `bytes` in one to three places; parts may come from `other`.
pub(crate) fn mutate(random: &mut Random, bytes: &[u8], other: &[u8]) -> Vec<u8> {
    let mut tokens: Vec<&[u8]> = tokens(bytes);
    for _ in 0..random.pick(&[1, 1, 1, 2, 3]) {
        change(random, &mut tokens, other);
    }
    let mut bytes = tokens.concat();
    if random.below(8) == 0 {
        damage(random, &mut bytes);
    }
    bytes
}

/// Changes one byte, wherever it stands.
pub(crate) fn damage(random: &mut Random, bytes: &mut Vec<u8>) {
    const BYTES: &[u8] = b"{}[]\",:\\u0189den-+.E\x00\x1f\x7f\x80\xc3\xed\xff ";
    if bytes.is_empty() {
        return;
    }
    let at = random.below(bytes.len());
    match random.below(4) {
        0 => drop(bytes.remove(at)),
        1 => bytes.truncate(at),
        2 => bytes[at] = random.pick(BYTES),
        _ => bytes.insert(at, random.pick(BYTES)),
    }
}

fn change<'t>(random: &mut Random, tokens: &mut Vec<&'t [u8]>, other: &'t [u8]) {
    if tokens.is_empty() {
        tokens.push(random.pick(SCALARS).as_bytes());
        return;
    }
    let at = random.below(tokens.len());
    let is_name = tokens.get(at + 1) == Some(&&b":"[..]);
    match random.below(9) {
        0 => drop(tokens.remove(at)),
        1 => tokens.insert(at, tokens[at]),
        2 => {
            let with = random.below(tokens.len());
            tokens.swap(at, with);
        }
        3 => wrap(random, tokens, at),
        4 => member_twice(tokens, at),
        5 => tokens.insert(at, random.pick(&[b" ", b"\n", b"\t", b"\r", b"\xa0"])),
        6 if !other.is_empty() => {
            let part = self::tokens(other);
            let start = random.below(part.len());
            let end = start + random.below(part.len() - start) + 1;
            tokens.splice(at..at, part[start..end].iter().copied());
        }
        _ if is_name => tokens[at] = random.pick(NAMES).as_bytes(),
        _ => tokens[at] = random.pick(SCALARS).as_bytes(),
    }
}

/// Puts the token at `at` into up to 130 containers.
fn wrap(random: &mut Random, tokens: &mut Vec<&[u8]>, at: usize) {
    let times = random.pick(&[1, 1, 1, 2, 3, 100, 125, 126, 127, 128, 129]);
    let (open, close): (&[&[u8]], &[u8]) = match random.below(2) {
        0 => (&[b"["], b"]"),
        _ => (&[b"{", b"\"a\"", b":"], b"}"),
    };
    let inner = tokens[at];
    let wrapped = open
        .repeat(times)
        .into_iter()
        .chain([inner])
        .chain(vec![close; times]);
    tokens.splice(at..=at, wrapped);
}

/// Writes the scalar member at or behind `at` twice.
fn member_twice(tokens: &mut Vec<&[u8]>, at: usize) {
    let colon = tokens.iter().skip(at).position(|token| *token == b":");
    let Some(colon) = colon.map(|colon| colon + at) else {
        return;
    };
    if let Some(&[name, colon_token, value]) = tokens.get(colon.saturating_sub(1)..colon + 2) {
        let start = colon.saturating_sub(1);
        tokens.splice(start..start, [name, colon_token, value, b","]);
    }
}

/// Strings, words, and every other byte alone.
fn tokens(bytes: &[u8]) -> Vec<&[u8]> {
    let mut tokens = Vec::new();
    let mut rest = bytes;
    while let Some(&first) = rest.first() {
        let length = match first {
            b'"' => string_length(rest),
            _ => rest
                .iter()
                .take_while(|byte| in_word(**byte))
                .count()
                .max(1),
        };
        let (token, behind) = rest.split_at(length);
        tokens.push(token);
        rest = behind;
    }
    tokens
}

fn in_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'+' | b'.')
}
