//! The decoder against serde_json: both must accept the same documents and
//! read the same values.

mod support;

use apiloom_wire::{DEPTH_LIMIT, Decoder, Json, decode, encode};
use support::Random;

#[test]
fn generated_documents_read_alike() {
    let mut random = Random::new(1);
    for _ in 0..4_000 {
        let mut text = String::new();
        document(&mut random, 0, &mut text);
        compare(text.as_bytes());
    }
}

#[test]
fn damaged_documents_are_refused_alike() {
    let mut random = Random::new(2);
    for _ in 0..20_000 {
        let mut text = String::new();
        document(&mut random, 2, &mut text);
        let mut bytes = text.into_bytes();
        for _ in 0..=random.below(2) {
            damage(&mut random, &mut bytes);
        }
        compare(&bytes);
    }
}

#[test]
fn any_bytes_do_no_harm() {
    let mut random = Random::new(3);
    for _ in 0..20_000 {
        let length = random.below(40);
        let bytes: Vec<u8> = (0..length)
            .map(|_| random.pick(b"{}[]\",:\\u0123456789abcdefn-+.eEtrl \xF0\x9F\x98\x80"))
            .collect();
        compare(&bytes);
    }
}

#[test]
fn corner_cases_read_alike() {
    for text in [
        "",
        " ",
        "nul",
        "nulll",
        "truefalse",
        "0",
        "-0",
        "00",
        "-",
        "-a",
        "1.",
        ".5",
        "+1",
        "1e",
        "1e+",
        "1e5",
        "1E-5",
        "0.10",
        "-0.0",
        "1e400",
        "-1e400",
        "1e-400",
        "9223372036854775807",
        "9223372036854775808",
        "-9223372036854775808",
        "-9223372036854775809",
        "18446744073709551616",
        "123456789012345678901234567890",
        "\"",
        "\"\\",
        "\"\\u",
        "\"\\u12",
        r#""\u0000""#,
        r#""\ud800""#,
        r#""\ud800\u0041""#,
        r#""\ud800\ud800""#,
        r#""\udc00""#,
        r#""\ud83d\ude00""#,
        r#""\uD83D\uDE00""#,
        r#""\u00e9\/\b\f\n\r\t\"\\""#,
        r#""\x""#,
        "\"\t\"",
        "\"\u{7f}\"",
        "\"\u{0}\"",
        "{",
        "{}",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "{,}",
        "{\"a\":1 \"b\":2}",
        "{1:2}",
        "[",
        "[]",
        "[1,]",
        "[,1]",
        "[1 2]",
        "[1]]",
        "1 2",
        "\u{feff}1",
        "[1]//",
        "\u{a0}1",
        "\t\r\n 1 \n",
        "{\"a\":1,\"a\":2}",
        "'a'",
        "NaN",
        "Infinity",
    ] {
        compare(text.as_bytes());
    }
    compare(b"\"\xff\"");
    compare(b"\"\xed\xa0\x80\"");
}

#[test]
fn depth_is_limited_everywhere() {
    let limit = usize::try_from(DEPTH_LIMIT).unwrap();
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let nested = |depth: usize| open.repeat(depth) + "1" + &close.repeat(depth);
        assert!(decode::<Json>(nested(limit).as_bytes()).is_ok());
        let deep = nested(limit + 1);
        let error = decode::<Json>(deep.as_bytes()).unwrap_err();
        assert_eq!(error.message(), "nested deeper than 128 levels");
        assert!(Decoder::over(&deep).skip().is_err());
        assert!(Decoder::over(&deep).raw().is_err());
        assert!(decode::<()>(nested(100_000).as_bytes()).is_err());
        assert!(Decoder::over(&open.repeat(100_000)).skip().is_err());
    }
    let mut deep = Json::Null;
    for _ in 0..=limit {
        deep = Json::Array(vec![deep]);
    }
    let error = encode(&deep).unwrap_err();
    assert_eq!(error.message(), "nested deeper than 128 levels");
}

/// Checks that both read `bytes` alike, and that skipping accepts what
/// reading accepts.
#[track_caller]
fn compare(bytes: &[u8]) {
    let shown = String::from_utf8_lossy(bytes);
    let ours = decode::<Json>(bytes);
    let skipped = Decoder::new(bytes).and_then(|mut d| {
        d.skip()?;
        d.finish()
    });
    assert_eq!(ours.is_ok(), skipped.is_ok(), "{shown}");
    let theirs = serde_json::from_slice::<serde_json::Value>(bytes);
    match (&ours, &theirs) {
        (Ok(ours), Ok(theirs)) => {
            assert!(same(ours, theirs), "{shown}");
            let written = encode(ours).unwrap();
            assert_eq!(decode::<Json>(&written).as_ref(), Ok(ours), "{shown}");
            let again: serde_json::Value = serde_json::from_slice(&written).unwrap();
            assert_eq!(again, *theirs, "{shown}");
        }
        (Err(_), Err(_)) => {}
        // Numbers beyond every float are kept as text here.
        (Ok(_), Err(error)) if error.to_string().starts_with("number out of range") => {}
        _ => panic!("{shown}: {ours:?}, but serde_json {theirs:?}"),
    }
    scalars(bytes);
}

/// Compares what integers, floats and strings read.
#[track_caller]
fn scalars(bytes: &[u8]) {
    let shown = String::from_utf8_lossy(bytes);
    if let Ok(theirs) = serde_json::from_slice::<i64>(bytes) {
        assert_eq!(decode::<i64>(bytes), Ok(theirs), "{shown}");
    } else if let Ok(ours) = decode::<i64>(bytes) {
        // Only the integral numbers with a point or an exponent, and -0.
        let float: f64 = shown.trim().parse().unwrap();
        assert_eq!(float, ours as f64, "{shown}");
    }
    let floats = (decode::<f64>(bytes), serde_json::from_slice::<f64>(bytes));
    assert_eq!(floats.0.is_ok(), floats.1.is_ok(), "{shown}");
    if let (Ok(ours), Ok(theirs)) = floats {
        // serde_json without its slow path may be off by one in the last bit.
        assert!(ours.to_bits().abs_diff(theirs.to_bits()) <= 1, "{shown}");
    }
    let theirs = serde_json::from_slice::<String>(bytes).ok();
    assert_eq!(decode::<String>(bytes).ok(), theirs, "{shown}");
    let theirs = serde_json::from_slice::<bool>(bytes).ok();
    assert_eq!(decode::<bool>(bytes).ok(), theirs, "{shown}");
}

fn same(ours: &Json, theirs: &serde_json::Value) -> bool {
    use serde_json::Value;
    match (ours, theirs) {
        (Json::Null, Value::Null) => true,
        (Json::Bool(ours), Value::Bool(theirs)) => ours == theirs,
        (Json::String(ours), Value::String(theirs)) => ours == theirs,
        (Json::Number(ours), Value::Number(theirs)) => {
            let close = |ours: f64, theirs: f64| ours.to_bits().abs_diff(theirs.to_bits()) <= 1;
            match (ours.as_f64(), theirs.as_f64()) {
                (Some(ours), Some(theirs)) => close(ours, theirs),
                _ => false,
            }
        }
        (Json::Array(ours), Value::Array(theirs)) => {
            ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(o, t)| same(o, t))
        }
        (Json::Object(ours), Value::Object(theirs)) => {
            // serde_json keeps the last of the members with one name.
            ours.iter().enumerate().all(|(index, (name, value))| {
                let is_last = ours.iter().skip(index + 1).all(|(other, _)| other != name);
                !is_last || theirs.get(name).is_some_and(|theirs| same(value, theirs))
            }) && theirs
                .keys()
                .all(|key| ours.iter().any(|(name, _)| name == key))
        }
        _ => false,
    }
}

fn document(random: &mut Random, depth: u32, out: &mut String) {
    space(random, out);
    match random.below(if depth > 4 { 5 } else { 8 }) {
        0 => out.push_str(random.pick(&["null", "true", "false"])),
        1 | 2 => number(random, out),
        3 | 4 => string(random, out),
        5 | 6 => {
            out.push('[');
            for index in 0..random.below(4) {
                if index > 0 {
                    out.push(',');
                }
                document(random, depth + 1, out);
            }
            out.push(']');
        }
        _ => {
            out.push('{');
            for index in 0..random.below(4) {
                if index > 0 {
                    out.push(',');
                }
                space(random, out);
                string(random, out);
                space(random, out);
                out.push(':');
                document(random, depth + 1, out);
            }
            out.push('}');
        }
    }
    space(random, out);
}

fn space(random: &mut Random, out: &mut String) {
    if random.below(6) == 0 {
        out.push_str(random.pick(&[" ", "\n", "\t ", "\r\n"]));
    }
}

fn number(random: &mut Random, out: &mut String) {
    out.push_str(random.pick(&["", "", "-"]));
    out.push_str(random.pick(&[
        "0",
        "1",
        "12",
        "900",
        "9223372036854775807",
        "9223372036854775808",
    ]));
    out.push_str(random.pick(&["", "", "", ".0", ".50", ".125", ".000000000000000000001"]));
    out.push_str(random.pick(&["", "", "", "e2", "E+3", "e-1", "e0", "e18", "e300", "e-300"]));
}

fn string(random: &mut Random, out: &mut String) {
    out.push('"');
    for _ in 0..random.below(5) {
        out.push_str(random.pick(&[
            "a",
            "id",
            " ",
            "é",
            "中文",
            "😀",
            r"\n",
            r"\\",
            r#"\""#,
            r"\/",
            r"\u0041",
            r"\u00e9",
            r"\ud83d\ude00",
            r"\u0000",
            r"\uFFFF",
            "\u{2028}",
            "\u{7f}",
        ]));
    }
    out.push('"');
}

fn damage(random: &mut Random, bytes: &mut Vec<u8>) {
    if bytes.is_empty() {
        return;
    }
    let at = random.below(bytes.len());
    match random.below(4) {
        0 => drop(bytes.remove(at)),
        1 => bytes.truncate(at),
        2 => bytes[at] = random.pick(b"{}[]\",:\\u0189en-.\x00\xff "),
        _ => bytes.insert(at, random.pick(b"{}[]\",:\\u0189en-.\x00\xff ")),
    }
}
