//! The decoder against serde_json: both must accept the same documents and
//! read the same values.

mod mutate;
mod oracle;
mod support;

use std::collections::BTreeMap;
use std::{fs, path::Path};

use apiloom_wire::{
    DEPTH_LIMIT, Decoder, Json, JsonString, List, Plain, decode, decode_as, encode,
};
use mutate::{damage, mutate};
use serde::de::IgnoredAny;
use serde_json::Value;
use support::Random;

#[test]
fn the_corpus_reads_alike() {
    let corpus = corpus();
    assert!(corpus.len() > 20, "{}", corpus.len());
    for (_, bytes) in &corpus {
        check(bytes);
        oracle::codec::check(bytes);
    }
    // Every check has documents on either side of it.
    let records = corpus.iter().filter(|(name, bytes)| {
        let is_record = oracle::record::is_record(bytes);
        assert_eq!(is_record, name.starts_with("record-"), "{name}");
        is_record
    });
    assert!(records.count() > 4);
}

#[test]
fn changed_documents_read_alike() {
    let corpus = corpus();
    let is_record = |document: &&(String, _)| document.0.starts_with("record-");
    let records: Vec<_> = corpus.iter().filter(is_record).collect();
    let mut random = Random::new(4);
    let mut accepted = [0, 0];
    for _ in 0..ROUNDS {
        let (_, bytes) = match random.below(2) {
            0 => &corpus[random.below(corpus.len())],
            _ => records[random.below(records.len())],
        };
        let (_, other) = &corpus[random.below(corpus.len())];
        let bytes = mutate(&mut random, bytes, other);
        check(&bytes);
        oracle::codec::check(&bytes);
        accepted[0] += usize::from(decode::<Json>(&bytes).is_ok());
        accepted[1] += usize::from(oracle::record::is_record(&bytes));
    }
    // The changes are neither too gentle nor too wild to show anything.
    assert!(
        accepted[0] > ROUNDS / 8 && accepted[0] < ROUNDS / 4 * 3,
        "{accepted:?}"
    );
    assert!(accepted[1] > ROUNDS / 20, "{accepted:?}");
}

#[test]
fn generated_documents_read_alike() {
    let mut random = Random::new(1);
    for _ in 0..4_000 {
        let mut text = String::new();
        document(&mut random, 0, &mut text);
        check(text.as_bytes());
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
        check(&bytes);
    }
}

/// Short numbers are read and written by shorter ways: around their ends.
#[test]
fn numbers_of_every_length_read_alike() {
    let mut random = Random::new(5);
    for _ in 0..20_000 {
        let length = random.below(21) + 1;
        let mut text: String = (0..length)
            .map(|_| random.pick(&['0', '1', '5', '9']))
            .collect();
        if random.below(3) > 0 {
            text.insert(random.below(length + 1), '.');
        }
        text.insert_str(0, random.pick(&["", "", "-", "[", " "]));
        text.push_str(random.pick(&["", "", "", "e2", "E-3", ".", "x", " "]));
        oracle::json::check(text.as_bytes());
        if let Ok(float) = decode::<f64>(text.as_bytes()) {
            let written = encode(&float).unwrap();
            assert_eq!(String::from_utf8(written).unwrap(), format!("{float:?}"));
        }
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
        check(&bytes);
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
        check(text.as_bytes());
    }
    check(b"\"\xff\"");
    check(b"\"\xed\xa0\x80\"");
}

/// The table in the crate's documentation, row by row where the two differ.
#[test]
fn the_differences_are_those_that_were_decided() {
    for (json, value) in [("1e3", 1000), ("5.0", 5), ("-0", 0)] {
        assert_eq!(decode::<i64>(json.as_bytes()), Ok(value));
        assert!(serde_json::from_str::<i64>(json).is_err(), "{json}");
    }
    let long = "123456789012345678901234567890.10";
    for json in [long, "1e999"] {
        let kept = encode(&Json::parse(json.as_bytes()).unwrap());
        assert_eq!(kept.as_deref(), Ok(json.as_bytes()));
    }
    let theirs = serde_json::from_str::<Value>(long).unwrap();
    assert_eq!(theirs, serde_json::json!(1.234_567_890_123_456_8e29));
    assert!(serde_json::from_str::<Value>("1e999").is_err());
    let largest = "1.7976931348623158e308";
    assert_eq!(decode::<f64>(largest.as_bytes()), Ok(f64::MAX));
    assert!(serde_json::from_str::<f64>(largest).is_err());

    for passed in [&br#""\ud800""#[..], b"\"\xff\""] {
        assert!(decode::<()>(passed).is_err());
        assert!(serde_json::from_slice::<IgnoredAny>(passed).is_ok());
    }

    struct OurPoint {
        x: i64,
    }
    apiloom_wire::record! {
        OurPoint as Object;
        x: required "x";
    }
    #[derive(serde::Deserialize)]
    struct TheirPoint {
        x: i64,
    }
    assert!(decode::<OurPoint>(b"[1]").is_err());
    let ours: OurPoint = decode(br#"{"x":1}"#).unwrap();
    let theirs: TheirPoint = serde_json::from_str("[1]").unwrap();
    assert_eq!(ours.x, theirs.x);

    let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
    assert!(decode::<Json>(nested(128).as_bytes()).is_ok());
    assert!(decode::<()>(nested(129).as_bytes()).is_err());
    let in_string = format!("{:?}", nested(128));
    let inside = |json: String| decode_as::<Vec<Json>, _>(json.as_bytes(), List(JsonString(Plain)));
    assert!(inside(format!("[{:?}]", nested(127))).is_ok());
    assert!(inside(format!("[{in_string}]")).is_err());
    assert!(serde_json::from_str::<Value>(&nested(127)).is_ok());
    assert!(serde_json::from_str::<Value>(&nested(128)).is_err());
    assert!(serde_json::from_str::<IgnoredAny>(&nested(100_000)).is_ok());

    let twice = br#"{"a":1,"a":2}"#;
    assert!(decode::<BTreeMap<String, i64>>(twice).is_err());
    let theirs: BTreeMap<String, i64> = serde_json::from_slice(twice).unwrap();
    assert_eq!(theirs["a"], 2);
    assert_eq!(
        encode(&Json::parse(twice).unwrap()).as_deref(),
        Ok(&twice[..])
    );
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

/// How many changed documents a run looks at.
const ROUNDS: usize = 8_000;

/// What must hold of any bytes as JSON and as a record.
#[track_caller]
fn check(bytes: &[u8]) {
    oracle::json::check(bytes);
    oracle::record::check(bytes);
}

/// The committed documents, by name.
fn corpus() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut corpus: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            let name = entry.file_name().into_string().unwrap();
            (name, fs::read(entry.path()).unwrap())
        })
        .collect();
    corpus.sort();
    corpus
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
