//! What is wrong with a document, word for word, with its place.

use std::collections::BTreeMap;
use std::fmt::Debug;

use apiloom_wire::{
    Code, CodeEnum, CodeRef, Decoder, Extra, InString, Json, JsonString, Nullable, OtherVariant,
    Patch, Plain, Secret, StringOrInt, Wire, decode, decode_as, decode_at, record, wire_enum,
};

#[derive(Debug)]
struct Parcel {
    id: i64,
    size: Option<i32>,
    weight: f64,
    extra: Extra,
}

record! {
    Parcel as Object keeps extra;
    id: required "id" or "parcelId";
    size: "size";
    weight: required "weight";
}

#[derive(Debug)]
struct Point {
    x: i64,
    y: i64,
}

record! {
    Point as Tuple;
    x: required "x";
    y: required "y";
}

#[derive(Debug, PartialEq)]
enum Answer {
    Yes,
}

impl CodeEnum for Answer {
    const NAME: &'static str = "Answer";
    const BLANK: Self = Self::Yes;

    fn from_code(code: CodeRef<'_>) -> Option<Self> {
        (code.text() == "yes").then_some(Self::Yes)
    }

    fn code(&self) -> CodeRef<'_> {
        CodeRef::Text("yes")
    }
}

wire_enum!(Answer);

#[track_caller]
fn says<T: Wire + Debug>(json: &str, error: &str) {
    assert_eq!(decode::<T>(json.as_bytes()).unwrap_err().to_string(), error);
}

#[test]
fn syntax() {
    says::<Json>("", "expected a value, found the end");
    says::<Json>("  ", "expected a value, found the end");
    says::<Json>("x", "expected a value at byte 0");
    says::<Json>("[1,", "[1]: expected a value, found the end");
    says::<Json>("[1 2]", "expected `,` or `]` at byte 3");
    says::<Json>("[1", "expected `,` or `]`, found the end");
    says::<Json>("{", "expected a member's name in quotes, found the end");
    says::<Json>(r#"{"a""#, "expected `:`, found the end");
    says::<Json>(r#"{"a" 1}"#, "expected `:` at byte 5");
    says::<Json>(r#"{"a":1"#, "expected `,` or `}`, found the end");
    says::<Json>(r#"{"a":1 "b"}"#, "expected `,` or `}` at byte 7");
    says::<Json>("{a:1}", "expected a member's name in quotes at byte 1");
    says::<Json>(
        r#"{"a":1,}"#,
        "expected a member's name in quotes at byte 7",
    );
    says::<Json>("[1]]", "expected the end at byte 3");
    says::<Json>("1 2", "expected the end at byte 2");
    says::<Json>("tru", "expected a value at byte 0");
    says::<Json>("[falsy]", "[0]: expected a value at byte 1");
    says::<Json>("nul", "expected a value at byte 0");
    says::<Json>("-", "expected a digit, found the end");
    says::<Json>("-a", "expected a digit at byte 1");
    says::<Json>("[1.]", "[0]: expected a digit at byte 3");
    says::<Json>("[1.x]", "[0]: expected a digit at byte 3");
    says::<Json>("[1e]", "[0]: expected a digit at byte 3");
    says::<Json>("[1e+]", "[0]: expected a digit at byte 4");
    says::<Json>("[01]", "[0]: expected a digit at byte 2");
    says::<Json>("[-01]", "[0]: expected a digit at byte 3");
    says::<Json>(r#""a"#, "expected a closing quote, found the end");
    says::<Json>(r#""a\"#, "expected an escape, found the end");
    says::<Json>(r#""a\x""#, "expected an escape at byte 3");
    says::<Json>(r#""a\u12""#, "expected four hexadecimal digits at byte 6");
    says::<Json>(r#""a\u12g4""#, "expected four hexadecimal digits at byte 6");
    says::<Json>(
        r#""\ud800""#,
        "expected a pair of surrogates, found one alone at byte 7",
    );
    says::<Json>(
        r#""\ud800\u0041""#,
        "expected a pair of surrogates, found one alone at byte 13",
    );
    says::<Json>(
        r#""\udc00""#,
        "expected a pair of surrogates, found one alone at byte 7",
    );
    says::<Json>(
        "\"a\nb\"",
        "expected an escaped control character, found it raw at byte 2",
    );
}

#[test]
fn what_is_passed_over_is_checked() {
    says::<()>("[1 2]", "expected `,` or `]` at byte 3");
    says::<()>(r#"{"a" 1}"#, "expected `:` at byte 5");
    says::<()>(
        r#"{"a":"\ud800"}"#,
        "expected a pair of surrogates, found one alone at byte 12",
    );
    says::<()>(r#"["a\x"]"#, "expected an escape at byte 4");
    says::<()>(
        "[\"a\nb\"]",
        "expected an escaped control character, found it raw at byte 3",
    );
    says::<()>(r#"["a"#, "expected a closing quote, found the end");
    says::<()>("{a:1}", "expected a member's name in quotes at byte 1");
    says::<()>("[01]", "expected a digit at byte 2");
    says::<()>("[tru]", "expected a value at byte 1");
}

#[test]
fn scalars() {
    says::<i64>(r#""x""#, r#"expected integer, found string "x""#);
    says::<i64>("1.5", "expected integer of 64 bits, found number 1.5");
    says::<i64>("[1]", "expected integer, found array");
    says::<i64>(
        "9223372036854775808",
        "expected integer of 64 bits, found number 9223372036854775808",
    );
    says::<i64>("[", "expected integer, found array");
    says::<i64>("null", "expected integer, found null");
    says::<i64>("true", "expected integer, found bool true");
    says::<i32>(
        "2147483648",
        "expected integer of 32 bits, found number 2147483648",
    );
    says::<i32>(r#""5""#, r#"expected integer, found string "5""#);
    says::<i32>("1.5", "expected integer of 32 bits, found number 1.5");
    says::<i32>("x", "expected a value at byte 0");
    says::<f64>(
        "1e999",
        "expected number within the range of a float, found number 1e999",
    );
    says::<f64>(r#""x""#, r#"expected number, found string "x""#);
    says::<f64>("x", "expected a value at byte 0");
    says::<f64>("-", "expected a digit, found the end");
    says::<bool>("1", "expected bool, found number 1");
    says::<bool>(r#""true""#, r#"expected bool, found string "true""#);
    says::<bool>("tru", "expected a value at byte 0");
    says::<bool>("fals", "expected a value at byte 0");
    says::<bool>("null", "expected bool, found null");
    says::<String>("5", "expected string, found number 5");
    says::<String>("null", "expected string, found null");
    says::<String>(r#"{"a":1}"#, "expected string, found object");
    says::<String>("x", "expected a value at byte 0");
    says::<String>(r#""a"#, "expected a closing quote, found the end");
    says::<Secret>("5", "expected string, found number");
    says::<Secret>(r#"["s"]"#, "expected string, found array");
}

#[test]
fn records() {
    says::<Parcel>("[]", "expected object, found array");
    says::<Parcel>("{}", "missing members `id`, `weight` of Parcel");
    says::<Parcel>(r#"{"id":1}"#, "missing member `weight` of Parcel");
    says::<Parcel>(
        r#"{"id":1,"weight":2,"id":3}"#,
        "id: the member stands twice",
    );
    says::<Parcel>(
        r#"{"parcelId":1,"parcelId":2,"weight":"x"}"#,
        r#"weight: expected number, found string "x""#,
    );
    says::<Parcel>(
        r#"{"id":1,"weight":{"a":1}}"#,
        "weight: expected number, found object",
    );
    says::<Parcel>(
        r#"{"id":1,"new":[1,{"a":}],"weight":1}"#,
        "new[1].a: expected a value at byte 22",
    );
    says::<Parcel>(r#"{"id" 1}"#, "expected `:` at byte 6");
    says::<Parcel>("{id:1}", "expected a member's name in quotes at byte 1");
    says::<Parcel>(r#"{"id":1 "weight":1}"#, "expected `,` or `}` at byte 8");
    says::<Parcel>(
        r#"{"id":1,}"#,
        "expected a member's name in quotes at byte 8",
    );
    says::<Parcel>(
        r#"{"size":3000000000}"#,
        "size: expected integer of 32 bits, found number 3000000000",
    );
    says::<Parcel>(
        r#"{"i\u0064":true}"#,
        "id: expected integer, found bool true",
    );
}

#[test]
fn tuples() {
    says::<Point>("5", "expected array or object, found number");
    says::<Point>("[1]", "missing item `y` of Point");
    says::<Point>("[]", "missing items `x`, `y` of Point");
    says::<Point>(r#"[1,"x"]"#, r#"[1]: expected integer, found string "x""#);
    says::<Point>(r#"[1,2,{"a":x}]"#, "[2]: expected a value at byte 10");
    says::<Point>(r#"{"x":1}"#, "missing item `y` of Point");
    says::<Point>("[1 2]", "expected `,` or `]` at byte 3");
}

#[test]
fn codes() {
    says::<Code>("null", "expected a code (integer or string), found null");
    says::<Code>("1.5", "expected integer of 64 bits, found number 1.5");
    says::<Code>("{}", "expected a code (integer or string), found object");
    says::<Answer>(r#""no""#, r#"expected a code of Answer, found "no""#);
    says::<Answer>("1", "expected a code of Answer, found 1");
    says::<Answer>(
        "true",
        "expected a code (integer or string), found bool true",
    );
    says::<Answer>(
        r#"["yes"]"#,
        "expected a code (integer or string), found array",
    );
}

#[test]
fn containers() {
    says::<Vec<i64>>("{}", "expected array, found object");
    says::<Vec<i64>>(r#"[1,"x"]"#, r#"[1]: expected integer, found string "x""#);
    says::<Vec<i64>>("[1,2", "expected `,` or `]`, found the end");
    says::<Option<Vec<Option<i64>>>>(
        r#"[null,1,"x"]"#,
        r#"[2]: expected integer, found string "x""#,
    );
    says::<Option<Vec<Option<i64>>>>("nul", "expected a value at byte 0");
    says::<BTreeMap<String, i64>>("[]", "expected object, found array");
    says::<BTreeMap<String, i64>>(r#"{"a":1,"a":2}"#, "a: the member stands twice");
    says::<BTreeMap<String, i64>>(
        r#"{"a b":"x"}"#,
        r#"["a b"]: expected integer, found string "x""#,
    );
    says::<BTreeMap<String, i64>>(r#"{"":null}"#, r#"[""]: expected integer, found null"#);
    says::<Nullable<i64>>(r#""x""#, r#"expected integer, found string "x""#);
    says::<Patch<i64>>("nil", "expected a value at byte 0");
}

#[test]
fn long_values_are_cut() {
    let number = |digits: usize| "1".repeat(digits);
    says::<bool>(
        &number(40),
        &format!("expected bool, found number {}", number(40)),
    );
    says::<bool>(
        &number(41),
        &format!("expected bool, found number {}…", number(40)),
    );
    let text = |length: usize| "é".repeat(length);
    let quoted = |length: usize| format!("\"{}\"", text(length));
    says::<bool>(
        &quoted(40),
        &format!("expected bool, found string {}", quoted(40)),
    );
    says::<bool>(
        &quoted(41),
        &format!("expected bool, found string {}…", quoted(40)),
    );
    says::<Answer>(
        &quoted(41),
        &format!("expected a code of Answer, found {}…", quoted(40)),
    );
    // A member's name is cut in a path, too, if it is no plain word.
    let name = |length: usize| format!("{{\"{}\":[]}}", "n".repeat(length));
    let found = "expected integer, found array";
    says::<BTreeMap<String, i64>>(&name(80), &format!("{}: {found}", "n".repeat(80)));
    says::<BTreeMap<String, i64>>(&name(81), &format!("[\"{}\"…]: {found}", "n".repeat(40)));
}

#[test]
fn bytes_must_be_utf_8() {
    for (bytes, place) in [
        (&b"\xff"[..], 0),
        (b"[\"a\xc3\"]", 3),
        (b"[1]\xed\xa0\x80", 3),
    ] {
        let error = decode::<()>(bytes).unwrap_err();
        let expected = format!("expected UTF-8, found something else at byte {place}");
        assert_eq!((error.message(), error.path()), (&*expected, String::new()));
    }
}

#[test]
fn text_inside_of_text() {
    let inside = |json: &str| {
        let read = decode_as::<Json, _>(json.as_bytes(), JsonString(Plain));
        read.unwrap_err().to_string()
    };
    assert_eq!(
        inside(r#""[1,""#),
        "[1]: expected a value, found the end of the embedded JSON"
    );
    assert_eq!(
        inside(r#""[1 2]""#),
        "expected `,` or `]` at byte 3 of the embedded JSON"
    );
    assert_eq!(
        inside(r#""1 2""#),
        "expected the end at byte 2 of the embedded JSON"
    );
    assert_eq!(inside("{}"), "expected string, found object");
    let bare = |json: &str| {
        let read = decode_as::<i64, _>(json.as_bytes(), InString(Plain));
        read.unwrap_err().to_string()
    };
    assert_eq!(bare(r#""1x""#), "expected integer, found string \"1x\"");
    assert_eq!(
        bare(r#""1.5""#),
        "expected integer of 64 bits, found string \"1.5\""
    );
    let read = decode_as::<bool, _>(br#""yes""#, InString(Plain));
    assert_eq!(
        read.unwrap_err().to_string(),
        "expected bool, found string \"yes\""
    );
    let read = decode_as::<String, _>(b"true", StringOrInt);
    assert_eq!(
        read.unwrap_err().to_string(),
        "expected string or integer, found bool true"
    );
}

#[test]
fn parts_of_objects() {
    let d = || Decoder::over(r#"{"kind":"a","kind":"b","id":1,"none":null,"list":[]}"#);
    let text = |error: apiloom_wire::DecodeError| error.to_string();
    assert_eq!(
        text(d().tag("kind").unwrap_err()),
        "kind: the member stands twice"
    );
    assert_eq!(d().tag("id").unwrap().as_deref(), Some("1"));
    assert_eq!(d().tag("none"), Ok(None));
    assert_eq!(d().tag("list"), Ok(None));
    assert_eq!(d().tag("absent"), Ok(None));
    assert_eq!(d().switch("id", "none"), Ok(None));
    assert_eq!(d().switch("id", "list").unwrap().as_deref(), Some("1"));
    assert_eq!(
        text(d().content::<i64>("kind").unwrap_err()),
        "kind: expected integer, found string \"a\""
    );
    assert_eq!(
        text(d().content::<String>("kind").unwrap_err()),
        "kind: the member stands twice"
    );
    assert_eq!(
        text(d().content::<i64>("absent").unwrap_err()),
        "missing member `absent`"
    );
    assert_eq!(d().content::<Option<i64>>("absent"), Ok(None));
    assert_eq!(
        text(d().other("kind", "id").unwrap_err()),
        "kind: the member stands twice"
    );
    assert_eq!(d().variant(&["absent", "list", "id"]), Ok(Some(1)));
    assert_eq!(d().variant(&["absent"]), Ok(None));
    let mut array = Decoder::over("[1]");
    assert_eq!(
        text(array.no_variant("Shape", None)),
        "expected a variant of Shape, found array"
    );
    assert_eq!(
        text(array.no_variant("Shape", Some("x"))),
        "expected a variant of Shape, found \"x\""
    );
    assert_eq!(
        text(array.tag("kind").unwrap_err()),
        "expected object, found array"
    );
    assert_eq!(
        text(array.variant(&[]).unwrap_err()),
        "expected object, found array"
    );
    let mut other = Decoder::over(r#"{"kind":"a","a":1,"b":2}"#);
    let mut expected = OtherVariant::new("a", 1);
    expected.extra.push("b", 2);
    assert_eq!(other.other_by_variant("kind", &["b"]), Ok(expected));
}

#[test]
fn paths_start_at_the_root() {
    let json = br#"{"data":{"rows":[1,{"id":"x"}]},"end":tru}"#;
    let error = decode_at::<Vec<i64>>(json, &["data", "rows"]).unwrap_err();
    assert_eq!(error.path(), "data.rows[1]");
    assert_eq!(error.message(), "expected integer, found object");
    let error = decode_at::<Json>(json, &["end"]).unwrap_err();
    assert_eq!(error.to_string(), "end: expected a value at byte 38");
    // What stands beside the path is checked, too.
    let error = decode_at::<()>(json, &["data"]).unwrap_err();
    assert_eq!(error.to_string(), "end: expected a value at byte 38");
}

#[test]
fn an_alias_counts_once() {
    let parcel: Parcel = decode(br#"{"parcelId":1,"id":2,"weight":3}"#).unwrap();
    assert_eq!((parcel.id, parcel.size, parcel.weight), (2, None, 3.0));
    assert_eq!(parcel.extra.get("parcelId"), Some(&Json::from(1)));
    says::<Parcel>(
        r#"{"id":1,"parcelId":2,"id":3}"#,
        "id: the member stands twice",
    );
    says::<Parcel>(
        r#"{"parcelId":1,"id":2,"id":3}"#,
        "id: the member stands twice",
    );
    let point: Point = decode(br#"{"y":1,"x":2}"#).unwrap();
    assert_eq!((point.x, point.y), (2, 1));
}
