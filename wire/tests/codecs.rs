//! The law of every codec: what it writes it reads back, and it refuses the
//! rest.

mod support;

use std::collections::BTreeMap;
use std::fmt::Debug;

use apiloom_wire::{
    Base64, BoolCodes, ClearedByEmpty, ClearedByNull, Codec, Csv, Date, DateAs, DateTime,
    DateTimeAs, Decided, Decimal, Decoder, EpochMillis, EpochSeconds, FlatPairs, InString,
    IntOrString, Json, JsonString, List, MapOf, Maybe, NullOrEmpty, Nullable, NullableOf,
    OneOrMany, OrEmpty, OrNull, Pairs, Patch, PatchOf, PatchOrEmpty, Plain, Replacement, Secret,
    Sentinel, StringOrInt, Timestamp, Trimmed, Whole, Wire, Zone, decode_as, encode_as, text_of,
    texts_of,
};
use support::Random;

/// Checks that `value` is written as `json` and read back.
#[track_caller]
fn law<T: PartialEq + Debug, C: Codec<T>>(codec: C, value: T, json: &str) {
    let written = encode_as(codec, &value).unwrap();
    assert_eq!(String::from_utf8_lossy(&written), json);
    assert_eq!(decode_as(&written, codec), Ok(value));
}

/// Checks what `json` is read as, which must obey the law.
#[track_caller]
fn reads<T: PartialEq + Debug, C: Codec<T>>(codec: C, json: &str, value: T) {
    assert_eq!(decode_as(json.as_bytes(), codec).as_ref(), Ok(&value));
    let written = encode_as(codec, &value).unwrap();
    assert_eq!(decode_as(&written, codec), Ok(value));
}

#[track_caller]
fn unreadable<T: Debug, C: Codec<T>>(codec: C, json: &str) -> String {
    decode_as(json.as_bytes(), codec).unwrap_err().to_string()
}

#[track_caller]
fn refused<T: Debug, C: Codec<T>>(codec: C, value: T) -> String {
    encode_as(codec, &value).unwrap_err().to_string()
}

fn texts(items: &[&str]) -> Vec<String> {
    items.iter().map(|&item| item.to_owned()).collect()
}

#[test]
fn scalars() {
    law(Plain, i64::MIN, "-9223372036854775808");
    law(Plain, 5.0, "5.0");
    law(Plain, 1e300, "1e300");
    law(Plain, f64::MIN_POSITIVE, "2.2250738585072014e-308");
    law(
        Plain,
        "\u{1}\"\\\n😀".to_owned(),
        "\"\\u0001\\\"\\\\\\n😀\"",
    );
    reads(Plain, "1e3", 1000_i64);
    reads(Plain, "5.0", 5_i32);
    reads(Plain, "-0", 0_i64);
    reads(Plain, "0.00e999999999999999999999", 0_i64);
    reads(Plain, "-9223372036854775808.0", i64::MIN);
    assert!(
        decode_as::<f64, _>(b"-0", Plain)
            .unwrap()
            .is_sign_negative()
    );
    assert_eq!(
        unreadable::<i64, _>(Plain, "9223372036854775808"),
        "expected integer of 64 bits, found number 9223372036854775808"
    );
    assert_eq!(
        unreadable::<i32, _>(Plain, "2147483648"),
        "expected integer of 32 bits, found number 2147483648"
    );
    for text in ["1.5", "1e-1", "1e999999999999999999999", "1e19", "15e-1"] {
        assert!(unreadable::<i64, _>(Plain, text).starts_with("expected integer"));
    }
    assert!(unreadable::<f64, _>(Plain, "1e999").contains("range"));
    assert!(unreadable::<bool, _>(Plain, "1").contains("found number 1"));
    let long = format!("\"{}\"", "ü".repeat(100));
    assert!(unreadable::<i64, _>(Plain, &long).len() < 140);
    for value in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
        assert_eq!(
            refused(List(Plain), vec![1.0, value]),
            "[1]: NaN and infinite numbers are not JSON"
        );
    }
}

#[test]
fn absence() {
    law(Maybe(Plain), Some(5), "5");
    law(Maybe(Plain), None::<i64>, "null");
    law(OrNull(Plain), None::<i64>, "null");
    law(NullableOf(Plain), Nullable::Value(5), "5");
    law(NullableOf(Plain), Nullable::<i64>::Null, "null");
    law(PatchOf(Plain), Patch::Set(5), "5");
    law(PatchOf(Plain), Patch::<i64>::Clear, "null");
    law(PatchOrEmpty(Plain), Patch::<String>::Clear, "\"\"");
    law(PatchOrEmpty(Plain), Patch::Set(5), "5");
    reads(PatchOrEmpty(Plain), "null", Patch::<i64>::Clear);
    law(List(OrNull(Plain)), vec![Some(1), None], "[1,null]");
    law(Plain, vec![Some(1), None], "[1,null]");
    refused(Maybe(Plain), Some(Json::Null));
    refused(Plain, vec![Nullable::<i64>::Absent]);
    refused(Plain, vec![Patch::<i64>::Keep]);
    refused(PatchOf(Plain), Patch::Set(Json::Null));
    refused(PatchOrEmpty(Plain), Patch::Set(String::new()));
    law(ClearedByNull(Plain, "clear_it"), Patch::Set(5), "5");
    law(
        ClearedByNull(Plain, "clear_it"),
        Patch::<i64>::Clear,
        "null",
    );
    law(ClearedByEmpty(Plain, "clear_it"), Patch::Set(5), "5");
    law(
        ClearedByEmpty(Plain, "clear_it"),
        Patch::<String>::Clear,
        "\"\"",
    );
    reads(
        ClearedByEmpty(Plain, "clear_it"),
        "null",
        Patch::<i64>::Clear,
    );
    for message in [
        refused(ClearedByNull(Plain, "clear_it"), Patch::Set(Json::Null)),
        refused(ClearedByEmpty(Plain, "clear_it"), Patch::Set(String::new())),
        refused(ClearedByEmpty(Plain, "clear_it"), Patch::Set(Json::Null)),
    ] {
        assert!(
            message.ends_with("to clear it, call `clear_it()`"),
            "{message}"
        );
    }
    refused(ClearedByNull(Plain, "clear_it"), Patch::<i64>::Keep);
    law(Decided(Plain), Whole::Set(5), "5");
    law(Decided(Plain), Replacement::With(vec![5]), "[5]");
    law(
        Decided(Csv(Plain)),
        Replacement::With(vec![5, 6]),
        "\"5,6\"",
    );
    law(Plain, Whole::Set(5), "5");
    law(Plain, Replacement::With(5), "5");
    // What is left out is written nowhere, but null reads as it.
    let left_out = decode_as(b"null", Decided(Plain));
    assert_eq!(left_out, Ok(Whole::<i64>::Erase));
    let left_out = decode_as(b"null", Plain);
    assert_eq!(left_out, Ok(Replacement::<i64>::LeaveOut));
    refused(Decided(Plain), Whole::<i64>::Erase);
    refused(Decided(Plain), Replacement::<i64>::LeaveOut);
    refused(Decided(Plain), Whole::Set(Json::Null));
    assert!(Decided(Plain).is_absent(&Whole::<i64>::Erase));
    assert!(Decided(Plain).is_absent(&Replacement::<i64>::LeaveOut));
    law(NullOrEmpty(Plain), Some("a".to_owned()), "\"a\"");
    law(NullOrEmpty(Plain), None::<String>, "null");
    reads(NullOrEmpty(Plain), "\"\"", None::<String>);
    refused(NullOrEmpty(Plain), Some(String::new()));
    assert!(!NullOrEmpty(Plain).is_absent(&None::<String>));
    assert!(Maybe(Plain).is_absent(&None::<i64>));
    assert!(!OrNull(Plain).is_absent(&None::<i64>));
}

#[test]
fn comma_separated() {
    law(Csv(Plain), texts(&["a", "b c"]), r#""a,b c""#);
    law(Csv(Plain), Vec::<String>::new(), r#""""#);
    law(Csv(Plain), vec![1, -2], r#""1,-2""#);
    law(Csv(InString(Plain)), vec![true], r#""true""#);
    reads(Csv(Plain), r#"" a , b,, ""#, texts(&["a", "b"]));
    reads(Csv(Plain), "5", vec![5_i64]);
    assert_eq!(
        unreadable::<Vec<i64>, _>(Csv(Plain), r#""1,x""#),
        "[1]: expected integer, found string \"x\""
    );
    for item in ["a,b", "", " a", "a\u{3000}"] {
        assert!(refused(Csv(Plain), texts(&["x", item])).starts_with("[1]: "));
    }
    refused(Csv(Plain), vec![vec![1_i64]]);
}

#[test]
fn texts_of_scalars() {
    law(InString(Plain), 5_i64, r#""5""#);
    law(InString(Plain), false, r#""false""#);
    law(InString(Plain), 1.5, r#""1.5""#);
    law(
        InString(EpochMillis),
        Timestamp::from_unix_millis(-1),
        r#""-1""#,
    );
    reads(InString(Plain), "5", 5_i64);
    reads(InString(Plain), r#"" 5 ""#, 5_i64);
    unreadable::<i64, _>(InString(Plain), r#""05""#);
    law(IntOrString, 5, "5");
    reads(IntOrString, r#""5""#, 5);
    assert_eq!(
        unreadable::<i64, _>(IntOrString, r#""x""#),
        "expected integer, found string \"x\""
    );
    law(StringOrInt, "x".to_owned(), r#""x""#);
    reads(StringOrInt, "5", "5".to_owned());
    unreadable::<String, _>(StringOrInt, "true");
    assert_eq!(text_of(Plain, &5_i64), Ok(Some("5".into())));
    assert_eq!(text_of(Plain, &None::<i64>), Ok(None));
    assert_eq!(text_of(Csv(Plain), &vec![1_i64, 2]), Ok(Some("1,2".into())));
    assert!(text_of(Plain, &vec![1_i64]).is_err());
    assert_eq!(texts_of(Plain, &vec![1_i64, 2]), Ok(texts(&["1", "2"])));
    assert_eq!(
        texts_of(Plain, &vec![vec![1_i64]]).unwrap_err().to_string(),
        "[0]: expected a string, number or bool to write as text, found array"
    );
    assert_eq!(i64::read(&mut Decoder::bare("-5")), Ok(-5));
    assert_eq!(
        String::read(&mut Decoder::bare("\"a")),
        Ok("\"a".to_owned())
    );
}

#[test]
fn json_in_strings() {
    law(JsonString(Plain), 5_i64, r#""5""#);
    law(JsonString(Plain), "a\"".to_owned(), r#""\"a\\\"\"""#);
    law(JsonString(JsonString(Plain)), vec![1_i64], r#""\"[1]\"""#);
    law(JsonString(OrNull(Plain)), None::<i64>, r#""null""#);
    assert_eq!(
        unreadable::<Vec<i64>, _>(JsonString(Plain), r#""[1,true]""#),
        "[1]: expected integer, found bool true"
    );
    assert_eq!(
        unreadable::<i64, _>(JsonString(Plain), r#""5 6""#),
        "expected the end at byte 2 of the embedded JSON"
    );
    assert!(unreadable::<i64, _>(JsonString(Plain), "5").contains("expected string"));
    // Its levels count on.
    let deep = "[".repeat(100) + "\"" + &"[".repeat(29) + &"]".repeat(29) + "\"" + &"]".repeat(100);
    #[derive(Clone, Copy)]
    struct Nest(u32);
    impl Codec<Json> for Nest {
        fn blank(self) -> Json {
            Json::Null
        }
        fn read(self, d: &mut Decoder<'_>) -> Result<Json, apiloom_wire::DecodeError> {
            if self.0 == 0 {
                return JsonString(Plain).read(d);
            }
            let mut inner = Json::Null;
            d.items(&mut |d| {
                inner = Nest(self.0 - 1).read(d)?;
                Ok(())
            })?;
            Ok(inner)
        }
        fn write(self, value: &Json, e: &mut apiloom_wire::Encoder) {
            value.write(e);
        }
    }
    assert!(unreadable(Nest(100), &deep).contains("nested deeper"));
}

#[test]
fn pairs() {
    let value = vec![(1_i64, "a".to_owned()), (2, "b".to_owned())];
    law(Pairs(Plain, Plain), value.clone(), r#"[[1,"a"],[2,"b"]]"#);
    let flat = FlatPairs::new(Plain, Plain).keys("id", "content");
    law(flat, value.clone(), r#"[1,"a",2,"b"]"#);
    reads(flat, r#"[[1,"a"],[2,"b"]]"#, value.clone());
    reads(
        flat,
        r#"[{"id":1,"content":"a"},{"x":0,"content":"b","id":2}]"#,
        value,
    );
    let nullable = FlatPairs::new(OrNull(Plain), Maybe(Plain));
    law(
        nullable,
        vec![(None::<i64>, Some("a".to_owned())), (Some(1), None)],
        r#"[null,"a",1,null]"#,
    );
    for json in [
        "[1]",
        r#"[1,"a",2]"#,
        r#"[[1]]"#,
        r#"[[1,"a",2]]"#,
        r#"[{"id":1}]"#,
        "{}",
    ] {
        unreadable::<Vec<(i64, String)>, _>(flat, json);
    }
    unreadable::<Vec<(i64, String)>, _>(
        FlatPairs::new(Plain, Plain),
        r#"[{"id":1,"content":"a"}]"#,
    );
    refused(FlatPairs::new(Plain, Plain), vec![(vec![1_i64], 1_i64)]);
}

#[test]
fn lists_and_maps() {
    law(OneOrMany(Plain), vec![1_i64], "[1]");
    reads(OneOrMany(Plain), "1", vec![1_i64]);
    reads(OneOrMany(Plain), "[]", Vec::<i64>::new());
    law(
        MapOf(Csv(Plain)),
        BTreeMap::from([("a,".to_owned(), texts(&["x"]))]),
        r#"{"a,":"x"}"#,
    );
    law(
        Plain,
        BTreeMap::from([(-1_i64, true), (10, false)]),
        r#"{"-1":true,"10":false}"#,
    );
    assert_eq!(
        unreadable::<BTreeMap<String, i64>, _>(Plain, r#"{"a":1,"a":2}"#),
        "a: the member stands twice"
    );
    for key in ["x", "01", "-0", "+1", " 1", ""] {
        unreadable::<BTreeMap<i64, i64>, _>(Plain, &format!("{{\"{key}\":1}}"));
    }
}

#[test]
fn bools_by_codes() {
    law(BoolCodes::ints(0, 1), true, "0");
    law(BoolCodes::texts("YES", "NO"), false, r#""NO""#);
    for json in ["1", "\"1\"", "false", "\"false\""] {
        reads(BoolCodes::ints(0, 1), json, false);
    }
    assert_eq!(
        unreadable(BoolCodes::ints(0, 1), "2"),
        "expected 0 or 1, found \"2\""
    );
}

#[test]
fn sentinels() {
    let codec = Sentinel(Plain, "_empty");
    law(codec, OrEmpty::<String>::Empty, r#""_empty""#);
    law(codec, OrEmpty::Value("a".to_owned()), r#""a""#);
    refused(codec, OrEmpty::Value("_empty".to_owned()));
    law(Sentinel(Plain, "-1"), OrEmpty::Value(1_i64), "1");
    refused(Sentinel(Plain, "-1"), OrEmpty::Value(-1_i64));
    law(Trimmed, "a b".to_owned(), r#""a b""#);
    reads(Trimmed, r#"" a\n""#, "a".to_owned());
    refused(Trimmed, " a".to_owned());
}

#[test]
fn bytes() {
    law(Base64, vec![0, 255, 1], r#""AP8B""#);
    law(Base64, vec![1], r#""AQ==""#);
    reads(Base64, r#""AQ""#, vec![1]);
    unreadable(Base64, r#""A""#);
    unreadable(Base64, r#""-_""#);
}

#[test]
fn epochs() {
    law(EpochSeconds, Timestamp::from_unix_seconds(-5), "-5");
    law(EpochMillis, Timestamp::from_unix_millis(1_500), "1500");
    refused(EpochSeconds, Timestamp::from_unix_millis(1_500));
    refused(EpochMillis, Timestamp::new(0, 1));
    refused(EpochMillis, Timestamp::from_unix_seconds(i64::MAX));
    reads(
        EpochMillis,
        "9223372036854775807",
        Timestamp::from_unix_millis(i64::MAX),
    );
    reads(
        EpochMillis,
        "-9223372036854775808",
        Timestamp::from_unix_millis(i64::MIN),
    );
}

#[test]
fn dates() {
    let date: Date = "2020-02-29".parse().unwrap();
    law(Plain, date, r#""2020-02-29""#);
    let codec = DateAs(&["yyyy/MM/dd", "yyyyMMdd"]);
    law(codec, date, r#""2020/02/29""#);
    reads(codec, r#""20200229""#, date);
    for text in [
        "2019/02/29",
        "2020/2/29",
        "2020/02/29 ",
        "2020-02-29",
        "",
        "２０２０/02/29",
    ] {
        unreadable(codec, &format!("\"{text}\""));
    }
    assert_eq!(
        unreadable::<Date, _>(Plain, r#""x""#),
        "expected date as yyyy-MM-dd, found string \"x\""
    );
    let short = DateAs(&["yyyy/M/d"]);
    law(short, date, r#""2020/2/29""#);
    reads(short, r#""2020/02/29""#, date);
    law(short, "2020-11-05".parse().unwrap(), r#""2020/11/5""#);
    for text in [
        "2020//29",
        "2020/002/29",
        "2020/2/029",
        "2020/13/1",
        "2020/0/1",
        "2020/2/",
    ] {
        unreadable(short, &format!("\"{text}\""));
    }
    for pattern in ["yyyyMd", "yyyy/M'1'", "d MMM yyyy", "yyyy/M/ddd"] {
        assert!(apiloom_wire::check_pattern(pattern).is_err(), "{pattern}");
    }
    assert!(apiloom_wire::check_pattern("H:m:s d.M.yyyy").is_ok());
    refused(DateAs(&["yyyy-MM"]), date);
    refused(DateAs(&[]), date);
    law(
        DateAs(&["yyyy-MM"]),
        "2020-02-01".parse().unwrap(),
        r#""2020-02""#,
    );
}

#[test]
fn date_times() {
    let time = |text: &str| text.parse::<DateTime>().unwrap();
    law(
        Plain,
        time("2020-01-02T03:04:05Z"),
        r#""2020-01-02T03:04:05Z""#,
    );
    law(
        Plain,
        time("2020-01-02T03:04:05.060-03:30"),
        r#""2020-01-02T03:04:05.06-03:30""#,
    );
    reads(
        Plain,
        r#""2017-01-18 10:14:41.000+08:00""#,
        time("2017-01-18T02:14:41Z"),
    );
    assert_eq!(
        decode_as(br#""2020-01-02T03:04:05""#, Plain),
        Ok(time("2020-01-02T03:04:05"))
    );
    refused(Plain, time("2020-01-02T03:04:05"));
    for text in [
        "2020-01-02",
        "2020-01-02T24:00:00Z",
        "2020-01-02T03:04:60Z",
        "2020-01-02T03:04:05.Z",
        "2020-01-02T03:04:05+24:00",
        "2020-01-02T03:04:05Zz",
    ] {
        unreadable::<DateTime, _>(Plain, &format!("\"{text}\""));
    }
    let china = DateTimeAs::new(
        &[
            "yyyy-MM-dd HH:mm:ss",
            "yyyy-MM-dd'T'HH:mm:ss.SSSXXX",
            "yyyy-MM-dd",
        ],
        Zone::Offset(480),
    );
    law(
        china,
        time("2020-01-01T16:00:00Z"),
        r#""2020-01-02 00:00:00""#,
    );
    reads(
        china,
        r#""2020-01-02T00:00:00.500Z""#.replace(".500", ".000").as_str(),
        time("2020-01-02T00:00:00Z"),
    );
    reads(china, r#""2020-01-02""#, time("2020-01-02T00:00:00+08:00"));
    refused(china, time("2020-01-02T00:00:00"));
    refused(china, time("2020-01-02T00:00:00.5Z"));
    refused(china, time("0000-01-01T00:00:00+20:00"));
    let unknown = DateTimeAs::new(&["yyyy-MM-dd HH:mm:ss"], Zone::Unknown);
    law(
        unknown,
        time("2020-01-02 00:00:00"),
        r#""2020-01-02 00:00:00""#,
    );
    refused(unknown, time("2020-01-02T00:00:00Z"));
    let literal = DateTimeAs::new(&["yyyy-MM-dd'T'HH:mm:ss.SSS'Z'"], Zone::Offset(0));
    law(
        literal,
        time("2020-01-02T00:00:00.5+00:30"),
        r#""2020-01-01T23:30:00.500Z""#,
    );
    refused(
        DateTimeAs::new(&[], Zone::Unknown),
        time("2020-01-02 00:00:00"),
    );
    assert_eq!(Zone::parse("+08:00"), Some(Zone::Offset(480)));
    assert_eq!(Zone::parse("unknown"), Some(Zone::Unknown));
    assert_eq!(Zone::parse("+8"), None);
}

#[test]
fn decimals() {
    law(Plain, Decimal::new("12.50").unwrap(), "12.50");
    reads(Plain, r#""0.10""#, Decimal::new("0.10").unwrap());
    law(InString(Plain), Decimal::new("1e3").unwrap(), r#""1e3""#);
    unreadable::<Decimal, _>(Plain, r#""1,5""#);
}

#[test]
fn secrets_stay_secret() {
    law(Plain, Secret::new("hush"), r#""hush""#);
    law(InString(Plain), Secret::new("hush"), r#""hush""#);
    let errors = [
        unreadable::<Secret, _>(Plain, "123456"),
        unreadable::<Secret, _>(JsonString(Plain), r#""123456""#),
        unreadable::<Vec<Secret>, _>(Plain, r#"["a",123456]"#),
        unreadable::<Vec<Secret>, _>(JsonString(Plain), r#""123456""#),
        unreadable::<BTreeMap<String, Secret>, _>(Plain, "\"123456\""),
        unreadable::<Vec<Secret>, _>(Plain, "\"123456\""),
        unreadable::<Secret, _>(JsonString(Plain), r#""\"123456""#),
        refused(Csv(Plain), vec![Secret::new("123456,")]),
        refused(Sentinel(Plain, "x"), OrEmpty::Value(Secret::new("x"))),
    ];
    for error in errors {
        assert!(!error.contains("123"), "{error}");
    }
    assert_eq!(format!("{:?}", Secret::new("hush")), "[secret]");
}

#[test]
fn random_values_obey_the_law() {
    let mut random = Random::new(7);
    for _ in 0..5_000 {
        let bits = random.next();
        let float = f64::from_bits(bits);
        if float.is_finite() {
            let written = encode_as(Plain, &float).unwrap();
            let again: f64 = decode_as(&written, Plain).unwrap();
            assert_eq!(again.to_bits(), bits);
            let theirs: f64 = String::from_utf8_lossy(&written).parse().unwrap();
            assert_eq!(theirs.to_bits(), bits);
        }
        let int = bits.cast_signed() >> random.below(64);
        law(Plain, int, &int.to_string());
        law(InString(Plain), int, &format!("\"{int}\""));
        let text: String = (0..random.below(8))
            .map(|_| {
                random.pick(&[
                    'a', ',', ' ', '"', '\\', '\n', '\u{0}', 'é', '中', '😀', '\u{2028}',
                ])
            })
            .collect();
        let written = encode_as(Plain, &text).unwrap();
        assert_eq!(serde_json::from_slice::<String>(&written).unwrap(), text);
        assert_eq!(serde_json::to_vec(&text).unwrap(), written);
        let list = vec![text.clone(), "x".to_owned()];
        for written in [
            encode_as(Csv(Plain), &list),
            encode_as(JsonString(Csv(Plain)), &list),
        ] {
            let clean = !text.contains(',') && text.trim() == text && !text.is_empty();
            assert_eq!(written.is_ok(), clean, "{text:?}");
        }
        if let Ok(written) = encode_as(Csv(Plain), &list) {
            assert_eq!(decode_as(&written, Csv(Plain)), Ok(list));
        }
        let seconds = int % 400_000_000_000;
        if let Some(time) = Timestamp::from_unix_seconds(seconds).to_date_time(480) {
            law(Plain, time, &format!("\"{time}\""));
            assert_eq!(
                time.timestamp(),
                Some(Timestamp::from_unix_seconds(seconds))
            );
        }
    }
}
