//! The laws of every codec, on values and documents that look random: what is written is JSON and read back as
//! the same value, the rest is refused; what is read can be written again, or is refused where the form that
//! is written loses a part of it.

mod support;

use std::collections::BTreeMap;
use std::fmt::Debug;

use apiloom_wire::{
    Base64, BoolCodes, ClearedByEmpty, ClearedByNull, Codec, Csv, Date, DateAs, DateTime,
    DateTimeAs, Decided, Decimal, EpochMillis, EpochSeconds, FlatPairs, InString, IntOrString,
    Json, JsonString, List, MapOf, Maybe, MaybeNull, NullOrEmpty, Nullable, NullableOf, OneOrMany,
    OrEmpty, OrNull, Pairs, Patch, PatchOf, PatchOrEmpty, Plain, Replacement, Sentinel,
    StringOrInt, Timestamp, Trimmed, Whole, Zone, decode_as, encode_as,
};
use support::Random;

/// How many values and documents each codec is tried with.
const ROUNDS: usize = 2_000;

/// What a codec is expected to do with some of the values.
#[derive(Clone, Copy, PartialEq)]
enum Refuses {
    Nothing,
    Some,
}
use Refuses::{Nothing, Some as Things};

/// Checks the laws of a codec on values made by `make`.
#[track_caller]
fn laws<T, C>(name: &str, codec: C, refuses: Refuses, make: impl Fn(&mut Random) -> T)
where
    T: PartialEq + Debug,
    C: Codec<T>,
{
    let mut random = Random::new(name.len() as u64 + 11);
    let (mut written, mut refused) = (0, 0);
    for _ in 0..ROUNDS {
        let value = make(&mut random);
        match encode_as(codec, &value) {
            Ok(bytes) => {
                written += 1;
                let text = String::from_utf8_lossy(&bytes).into_owned();
                let json = serde_json::from_slice::<serde_json::Value>(&bytes);
                assert!(json.is_ok(), "{name} writes {value:?} as {text}");
                let again = decode_as(&bytes, codec);
                assert_eq!(again.as_ref(), Ok(&value), "{name} writes {text}");
            }
            Err(_) => refused += 1,
        }
    }
    assert!(written > 0, "{name} writes nothing");
    assert_eq!(
        refused > 0,
        refuses == Things,
        "{name} refuses {refused} of {ROUNDS}"
    );
    let read = (0..ROUNDS).filter(|_| can_be_written_again::<T, C>(name, codec, &mut random));
    assert!(read.count() > 0, "{name} reads none of the documents");
}

/// Reads a document, and checks that what was read is written and read back; tells whether it was read.
fn can_be_written_again<T, C>(name: &str, codec: C, random: &mut Random) -> bool
where
    T: PartialEq + Debug,
    C: Codec<T>,
{
    let text = document(random, 2);
    let Ok(value) = decode_as::<T, C>(text.as_bytes(), codec) else {
        return false;
    };
    let loses = name.contains("Date");
    match encode_as(codec, &value) {
        Ok(bytes) => assert_eq!(
            decode_as(&bytes, codec).as_ref(),
            Ok(&value),
            "{name} {text}"
        ),
        // A record leaves out what is absent, and times are written by one pattern of several.
        Err(error) => assert!(
            codec.is_absent(&value) || loses,
            "{name} {text} {value:?}: {error}"
        ),
    }
    true
}

/// A small JSON document.
fn document(random: &mut Random, depth: usize) -> String {
    let many = |random: &mut Random| {
        (0..random.below(4))
            .map(|_| document(random, depth - 1))
            .collect::<Vec<_>>()
    };
    match random.below(if depth == 0 { 8 } else { 12 }) {
        0 => "null".to_owned(),
        1 => random
            .pick(&["true", "false", "\"true\"", "\"YES\"", "\"NO\"", "1", "0"])
            .to_owned(),
        2 => int(random).to_string(),
        3 => format!("\"{}\"", int(random)),
        4 => random
            .pick(&["1.50", "-0.25", "1e3", "\"2.5\"", "2.0"])
            .to_owned(),
        5 => random
            .pick(&[
                "\"2021-08-03\"",
                "\"2021/08/03\"",
                "\"2021-08-03 10:20:30\"",
                "\"2021-08-03T10:20:30Z\"",
                "\"2021-08-03T10:20:30.123+08:00\"",
                "\"YWI=\"",
                "\"_none\"",
                "\"\"",
            ])
            .to_owned(),
        6 | 7 => serde_json::to_string(&text(random)).unwrap(),
        8 => format!("[{}]", many(random).join(",")),
        9 => {
            let pairs = many(random)
                .into_iter()
                .map(|item| format!("[\"k\",{item}]"));
            format!("[{}]", pairs.collect::<Vec<_>>().join(","))
        }
        10 => {
            let members = many(random).into_iter().enumerate();
            let members = members.map(|(key, value)| format!("\"{key}\":{value}"));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
        _ => serde_json::to_string(&document(random, depth - 1)).unwrap(),
    }
}

fn int(random: &mut Random) -> i64 {
    random.next().cast_signed() >> random.below(64)
}

fn text(random: &mut Random) -> String {
    let characters = [
        'a', 'B', '7', ',', ' ', '"', '\\', '\n', '\u{0}', 'é', '中', '😀', '\u{3000}',
    ];
    match random.below(8) {
        0 => random
            .pick(&["_none", "null", "true", "5", "\"\"", "{}"])
            .to_owned(),
        _ => (0..random.below(6))
            .map(|_| random.pick(&characters))
            .collect(),
    }
}

fn bytes(random: &mut Random) -> Vec<u8> {
    (0..random.below(9))
        .map(|_| random.next().to_le_bytes()[3])
        .collect()
}

fn decimal(random: &mut Random) -> Decimal {
    let (whole, part) = (int(random), random.below(1000));
    Decimal::new(&format!("{whole}.{part:03}")).unwrap()
}

fn date(random: &mut Random) -> Date {
    let year = u16::try_from(random.below(10_000)).unwrap();
    let month = u8::try_from(1 + random.below(12)).unwrap();
    let day = u8::try_from(1 + random.below(28)).unwrap();
    Date::new(year, month, day).unwrap()
}

fn time(random: &mut Random) -> DateTime {
    let part = |random: &mut Random, limit| u8::try_from(random.below(limit)).unwrap();
    let date = date(random);
    let (hour, minute, second) = (part(random, 24), part(random, 60), part(random, 60));
    let time = DateTime::new(date, hour, minute, second).unwrap();
    let nanos = random.pick(&[0, 0, 123_000_000, 123_456_789]);
    let time = time.with_nanos(nanos).unwrap();
    match random.below(3) {
        0 => time,
        _ => time.with_offset(random.pick(&[0, 480, -210])).unwrap(),
    }
}

fn timestamp(random: &mut Random) -> Timestamp {
    match random.below(3) {
        0 => Timestamp::from_unix_seconds(int(random)),
        1 => Timestamp::from_unix_millis(int(random)),
        _ => {
            let nanos = u64::try_from(random.below(2_000_000_000)).unwrap();
            Timestamp::EPOCH.after(std::time::Duration::from_nanos(nanos))
        }
    }
}

fn list<T>(make: impl Fn(&mut Random) -> T) -> impl Fn(&mut Random) -> Vec<T> {
    move |random| (0..random.below(4)).map(|_| make(random)).collect()
}

fn option<T>(make: impl Fn(&mut Random) -> T) -> impl Fn(&mut Random) -> Option<T> {
    move |random| (random.below(3) > 0).then(|| make(random))
}

fn json(random: &mut Random) -> Json {
    let text = document(random, 2);
    Json::parse(text.as_bytes()).unwrap()
}

fn patch<T>(make: impl Fn(&mut Random) -> T) -> impl Fn(&mut Random) -> Patch<T> {
    move |random| match random.below(4) {
        0 => Patch::Keep,
        1 => Patch::Clear,
        _ => Patch::Set(make(random)),
    }
}

#[test]
fn scalars() {
    laws("Plain bool", Plain, Nothing, |random| random.below(2) == 0);
    laws("Plain i32", Plain, Nothing, |random| int(random) as i32);
    laws("Plain i64", Plain, Nothing, int);
    laws("Plain f64", Plain, Things, |random| {
        // Every fifth is no number at all.
        let bits = random.next();
        if random.below(5) == 0 {
            f64::INFINITY
        } else {
            f64::from(bits as u32) / 8.0
        }
    });
    laws("Plain Decimal", Plain, Nothing, decimal);
    laws("Plain String", Plain, Nothing, text);
    laws("Plain Json", Plain, Nothing, json);
    laws("Base64", Base64, Nothing, bytes);
    laws(
        "BoolCodes of numbers",
        BoolCodes::ints(1, 0),
        Nothing,
        |random| random.below(2) == 0,
    );
    laws(
        "BoolCodes of texts",
        BoolCodes::texts("YES", "NO"),
        Nothing,
        |random| random.below(2) == 0,
    );
    laws("IntOrString", IntOrString, Nothing, int);
    laws("StringOrInt", StringOrInt, Nothing, text);
    laws("InString i64", InString(Plain), Nothing, int);
    laws("InString bool", InString(Plain), Nothing, |random| {
        random.below(2) == 0
    });
    laws("InString Decimal", InString(Plain), Nothing, decimal);
    laws("Trimmed", Trimmed, Things, text);
}

#[test]
fn times() {
    laws("Plain Date", Plain, Nothing, date);
    laws("Plain DateTime", Plain, Things, time);
    laws(
        "DateAs",
        DateAs(&["yyyy/MM/dd", "yyyy-MM-dd"]),
        Nothing,
        date,
    );
    laws(
        "DateAs without days",
        DateAs(&["yyyy/MM", "yyyy-MM-dd"]),
        Things,
        date,
    );
    for zone in [Zone::Unknown, Zone::Offset(480), Zone::Offset(0)] {
        let patterns = &["yyyy-MM-dd HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX"];
        laws("DateTimeAs", DateTimeAs::new(patterns, zone), Things, time);
        let exact = &[
            "yyyy-MM-dd'T'HH:mm:ss.SSSSSSSSSXXX",
            "yyyy-MM-dd'T'HH:mm:ssXXX",
        ];
        laws(
            "DateTimeAs with offsets",
            DateTimeAs::new(exact, zone),
            Things,
            time,
        );
    }
    laws("EpochSeconds", EpochSeconds, Things, timestamp);
    laws("EpochMillis", EpochMillis, Things, timestamp);
}

#[test]
fn lists_and_maps() {
    laws("List", List(Plain), Nothing, list(text));
    laws(
        "List of List",
        List(List(InString(Plain))),
        Nothing,
        list(list(int)),
    );
    laws("OneOrMany", OneOrMany(Plain), Nothing, list(text));
    laws("Csv of texts", Csv(Plain), Things, list(text));
    laws("Csv of numbers", Csv(Plain), Nothing, list(int));
    laws("Csv of Trimmed", Csv(Trimmed), Things, list(text));
    laws(
        "Pairs",
        Pairs(Plain, Plain),
        Nothing,
        list(|random| (text(random), int(random))),
    );
    laws(
        "FlatPairs",
        FlatPairs::new(Plain, Plain),
        Nothing,
        list(|random| (int(random), text(random))),
    );
    laws(
        "FlatPairs of objects",
        FlatPairs::new(Plain, Plain).keys("k", "v"),
        Nothing,
        list(|random| (text(random), text(random))),
    );
    let map = |random: &mut Random| -> BTreeMap<String, i64> {
        (0..random.below(4))
            .map(|_| (text(random), int(random)))
            .collect()
    };
    laws("MapOf", MapOf(InString(Plain)), Nothing, map);
    let map = |random: &mut Random| -> BTreeMap<i64, String> {
        (0..random.below(4))
            .map(|_| (int(random), text(random)))
            .collect()
    };
    laws("MapOf of numbers", MapOf(Plain), Nothing, map);
    laws("JsonString", JsonString(List(Plain)), Nothing, list(text));
    laws(
        "JsonString of JsonString",
        JsonString(JsonString(Plain)),
        Nothing,
        int,
    );
    laws("JsonString of anything", JsonString(Plain), Nothing, json);
}

#[test]
fn what_may_be_absent() {
    laws("OrNull", OrNull(Plain), Nothing, option(text));
    laws("OrNull of anything", OrNull(Plain), Things, option(json));
    laws("NullOrEmpty", NullOrEmpty(Plain), Things, option(text));
    laws("Maybe", Maybe(Plain), Nothing, option(text));
    laws("MaybeNull", MaybeNull(Plain), Nothing, option(text));
    let nullable = |random: &mut Random| match random.below(3) {
        0 => Nullable::Absent,
        1 => Nullable::Null,
        _ => Nullable::Value(text(random)),
    };
    laws("NullableOf", NullableOf(Plain), Things, nullable);
    laws("PatchOf", PatchOf(Plain), Things, patch(text));
    laws("PatchOf anything", PatchOf(Plain), Things, patch(json));
    laws("PatchOrEmpty", PatchOrEmpty(Plain), Things, patch(text));
    laws(
        "ClearedByNull",
        ClearedByNull(Plain, "clear_it"),
        Things,
        patch(json),
    );
    laws(
        "ClearedByEmpty",
        ClearedByEmpty(Plain, "clear_it"),
        Things,
        patch(text),
    );
    let replacement = |random: &mut Random| match random.below(3) {
        0 => Replacement::LeaveOut,
        _ => Replacement::With(text(random)),
    };
    laws(
        "Decided of Replacement",
        Decided(Plain),
        Things,
        replacement,
    );
    let whole = |random: &mut Random| match random.below(3) {
        0 => Whole::Erase,
        _ => Whole::Set(json(random)),
    };
    laws("Decided of Whole", Decided(Plain), Things, whole);
    let or_empty = |random: &mut Random| match random.below(3) {
        0 => OrEmpty::Empty,
        _ => OrEmpty::Value(text(random)),
    };
    laws("Sentinel", Sentinel(Plain, "_none"), Things, or_empty);
    let or_empty = |random: &mut Random| match random.below(3) {
        0 => OrEmpty::Empty,
        _ => OrEmpty::Value(int(random)),
    };
    laws(
        "Sentinel of numbers",
        Sentinel(Plain, "none"),
        Nothing,
        or_empty,
    );
}

/// A codec that is added has its laws here.
#[test]
fn no_codec_is_left_out() {
    let source = include_str!("../src/codec/mod.rs");
    let here = include_str!("codec_laws.rs");
    let names = source
        .lines()
        .filter_map(|line| line.strip_prefix("pub use "));
    let names = names.filter_map(|line| line.split_once("::")?.1.strip_suffix(';'));
    let names = names.flat_map(|names| names.trim_matches(['{', '}']).split(", "));
    let names: Vec<&str> = names.filter(|name| *name != "Zone").collect();
    assert!(names.len() > 20, "{names:?}");
    for name in names {
        assert!(here.contains(&format!("\"{name}")), "{name} has no laws");
    }
}
