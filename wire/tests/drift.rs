//! What is read all the same, and noted as drift: each leniency of the decoder and the codecs.

#[allow(dead_code, reason = "some of it is for other tests")]
mod mutate;
#[allow(dead_code, reason = "some of it is for other tests")]
mod oracle;
#[allow(dead_code, reason = "some of it is for other tests")]
mod support;

use std::collections::BTreeMap;

use apiloom_wire::{
    BoolCodes, Code, CodeEnum, CodeRef, Codec, Csv, DateAs, Decimal, DecodeError, Decoder, Encoder,
    Extra, FlatPairs, InString, IntOrString, Json, JsonString, List, Maybe, MaybeNull, Nullable,
    OneOrMany, OrNull, OtherVariant, Plain, Sentinel, StringOrInt, Trimmed, Wire, decode_as,
    decode_noting, decode_noting_as, encode, record, wire_enum,
};

#[derive(Clone, Debug, PartialEq)]
struct Customer {
    id: Option<i64>,
    tags: Option<Vec<String>>,
    gender: Option<Gender>,
    parent: Option<Box<Customer>>,
    note: Nullable<String>,
    extra: Extra,
}

record! {
    Customer as Object keeps extra;
    id: "id";
    tags: "tags" or "labels" as Maybe(Csv(Plain));
    gender: "gender";
    parent: "parent";
    note: "note";
    "version" = 2_i64;
}

/// A record to which members of any name belong.
#[derive(Clone, Debug, PartialEq)]
struct Open {
    id: Option<i64>,
    extra: Extra,
}

record! {
    Open as Object keeps extra for any;
    id: "id";
}

/// A record that drops what it does not name.
#[derive(Clone, Debug, PartialEq)]
struct Strict {
    id: Option<i64>,
}

record! {
    Strict as Object;
    id: "id";
}

#[derive(Clone, Debug, PartialEq)]
struct Dock {
    number: i64,
    bike: Option<i64>,
}

record! {
    Dock as Tuple;
    number: required "number";
    bike: "bike";
}

/// Codes that are numbers.
#[derive(Clone, Debug, PartialEq)]
enum Gender {
    Female,
    Other(Code),
}

impl CodeEnum for Gender {
    const NAME: &'static str = "Gender";
    const BLANK: Self = Self::Female;

    fn from_code(code: CodeRef<'_>) -> Option<Self> {
        (code.int()? == 1).then_some(Self::Female)
    }

    fn other(code: Code) -> Option<Self> {
        Some(Self::Other(code))
    }

    fn code(&self) -> CodeRef<'_> {
        match self {
            Self::Female => CodeRef::Int(1),
            Self::Other(code) => code.as_ref(),
        }
    }
}

wire_enum!(Gender);

/// Codes that are texts.
#[derive(Clone, Debug, PartialEq)]
enum Level {
    Seven,
    Other(Code),
}

impl CodeEnum for Level {
    const NAME: &'static str = "Level";
    const BLANK: Self = Self::Seven;

    fn from_code(code: CodeRef<'_>) -> Option<Self> {
        (code.text() == "7").then_some(Self::Seven)
    }

    fn other(code: Code) -> Option<Self> {
        Some(Self::Other(code))
    }

    fn code(&self) -> CodeRef<'_> {
        match self {
            Self::Seven => CodeRef::Text("7"),
            Self::Other(code) => code.as_ref(),
        }
    }
}

wire_enum!(Level);

/// `{"type": …, "content": …}`
#[derive(Clone, Debug, PartialEq)]
enum Adjacent {
    Number(i64),
    Customer(Customer),
    Other(OtherVariant),
}

impl Wire for Adjacent {
    fn blank() -> Self {
        Self::Number(0)
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        match d.switch("type", "content")?.as_deref() {
            Some("number") => Ok(Self::Number(d.content("content")?)),
            Some("7") => Ok(Self::Customer(d.content("content")?)),
            _ => Ok(Self::Other(d.other("type", "content")?)),
        }
    }

    fn write(&self, e: &mut Encoder) {
        e.null();
    }
}

/// `{"kind": …, …}`
#[derive(Clone, Debug, PartialEq)]
enum Inline {
    Customer(Customer),
    Other(Json),
}

impl Wire for Inline {
    fn blank() -> Self {
        Self::Other(Json::Null)
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        match d.tag("kind")?.as_deref() {
            Some("customer") => Ok(Self::Customer(d.inline("kind")?)),
            _ => Ok(Self::Other(d.other_inline("kind")?)),
        }
    }

    fn write(&self, e: &mut Encoder) {
        e.null();
    }
}

/// `{"customer": …}`
#[derive(Clone, Debug, PartialEq)]
enum ByVariant {
    Customer(Customer),
    Other(Json),
}

impl Wire for ByVariant {
    fn blank() -> Self {
        Self::Other(Json::Null)
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        match d.variant(&["customer"])? {
            Some(0) => Ok(Self::Customer(d.content("customer")?)),
            _ => Ok(Self::Other(d.read()?)),
        }
    }

    fn write(&self, e: &mut Encoder) {
        e.null();
    }
}

/// The first that fits.
#[derive(Clone, Debug, PartialEq)]
enum Untagged {
    Customers(Vec<Customer>),
    Texts(Vec<String>),
    Other(Json),
}

impl Wire for Untagged {
    fn blank() -> Self {
        Self::Other(Json::Null)
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        if let Some(customers) = d.attempt()? {
            return Ok(Self::Customers(customers));
        }
        if let Some(texts) = d.attempt()? {
            return Ok(Self::Texts(texts));
        }
        Ok(Self::Other(d.other_untagged()?))
    }

    fn write(&self, e: &mut Encoder) {
        e.null();
    }
}

/// A field whose type its sibling decides.
#[derive(Clone, Debug, PartialEq)]
struct Answer {
    question: Option<i64>,
    answer: Adjacent,
    extra: Extra,
}

record! {
    Answer as Object keeps extra;
    question: "question";
    answer: spread "type" | "content";
}

/// `{"kind": "number", "number": …}`
#[derive(Clone, Debug, PartialEq)]
enum Named {
    Number(i64),
    Word(String),
    Other(OtherVariant),
}

impl Wire for Named {
    fn blank() -> Self {
        Self::Number(0)
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        let names = &["number", "word"];
        match d.switch_by_variant("kind", names)?.as_deref() {
            Some("number") => Ok(Self::Number(d.content("number")?)),
            Some("word") => Ok(Self::Word(d.content("word")?)),
            _ => Ok(Self::Other(d.other_by_variant("kind", names)?)),
        }
    }

    fn write(&self, e: &mut Encoder) {
        match self {
            Self::Number(value) => e.adjacent("kind", "number", "number", value),
            Self::Word(value) => e.adjacent("kind", "word", "word", value),
            Self::Other(other) => e.other_by_variant("kind", other),
        }
    }
}

/// A parent of such a union, which keeps what it does not name.
#[derive(Clone, Debug, PartialEq)]
struct Letter {
    to: Option<String>,
    what: Named,
    extra: Extra,
}

record! {
    Letter as Object keeps extra;
    to: "to";
    what: spread "kind" | "number" | "word";
}

/// One that does not keep it, and stands among the members of another.
#[derive(Clone, Debug, PartialEq)]
struct Inner {
    to: Option<String>,
    what: Named,
}

record! {
    Inner as Object;
    to: "to";
    what: spread "kind" | "number" | "word";
}

#[derive(Clone, Debug, PartialEq)]
struct Outer {
    id: Option<i64>,
    inner: Inner,
    extra: Extra,
}

record! {
    Outer as Object keeps extra;
    id: "id";
    inner: spread "to" | "kind" | "number" | "word";
}

/// What is noted when `text` is read as a `T`, which must give the same value as without notes.
fn noted<T: Wire + PartialEq + std::fmt::Debug>(text: &str) -> String {
    noted_as::<T, _>(text, Plain)
}

fn noted_as<T: PartialEq + std::fmt::Debug, C: Codec<T>>(text: &str, codec: C) -> String {
    let (value, drift) = decode_noting_as(text.as_bytes(), codec).expect("it is read");
    let plain: T = decode_as(text.as_bytes(), codec).expect("it is read");
    assert_eq!(value, plain, "{text}");
    drift.to_string()
}

#[test]
fn members_that_the_spec_does_not_name() {
    let table = [
        (r#"{"id":1,"version":2}"#, ""),
        (r#"{"version":3}"#, ""),
        (
            r#"{"id":1,"age":  40 , "x":{"y":[1]}}"#,
            "age: expected a member that the spec names, found number\n\
             x: expected a member that the spec names, found object",
        ),
        (
            r#"{"parent":{"parent":{"a b":null}}}"#,
            "parent.parent[\"a b\"]: expected a member that the spec names, found null",
        ),
        // Both names are the spec's, in any order.
        (r#"{"labels":"a"}"#, ""),
        (r#"{"labels":"a","tags":"b"}"#, ""),
        (r#"{"tags":"b","labels":"a"}"#, ""),
    ];
    for (text, drift) in table {
        assert_eq!(noted::<Customer>(text), drift, "{text}");
    }
    assert_eq!(
        noted::<Strict>(r#"{"new":1}"#),
        "new: expected a member that the spec names, found number"
    );
    assert_eq!(noted::<Open>(r#"{"new":1,"id":2}"#), "");
    assert_eq!(noted::<Json>(r#"{"new":1,"new":2}"#), "");
    assert_eq!(noted::<BTreeMap<String, i64>>(r#"{"new":1}"#), "");
}

#[test]
fn tuples() {
    let table = [
        ("[1,2]", ""),
        ("[1]", ""),
        // Items cannot be left out.
        ("[1,null]", ""),
        (
            r#"[1,2,"x"]"#,
            "[2]: expected a member that the spec names, found string",
        ),
        (r#"{"number":1}"#, "expected array, found object"),
        (
            r#"{"number":1,"bike":null,"x":1}"#,
            "expected array, found object\n\
             bike: expected a value, found null\n\
             x: expected a member that the spec names, found number",
        ),
    ];
    for (text, drift) in table {
        assert_eq!(noted::<Dock>(text), drift, "{text}");
    }
}

#[test]
fn codes() {
    for (text, drift) in [
        ("1", ""),
        (r#""1""#, "expected number, found string"),
        ("9", "expected a code of Gender, found 9"),
        (r#" "new" "#, r#"expected a code of Gender, found "new""#),
    ] {
        assert_eq!(noted::<Gender>(text), drift, "{text}");
    }
    for (text, drift) in [
        (r#""7""#, ""),
        ("7", "expected string, found number"),
        ("8", "expected a code of Level, found 8"),
    ] {
        assert_eq!(noted::<Level>(text), drift, "{text}");
    }
    let trimmed = |text| noted_as::<Level, _>(text, Trimmed);
    assert_eq!(trimmed(r#"" 7 ""#), "");
    assert_eq!(
        trimmed(r#"" 8 ""#),
        r#"expected a code of Level, found "8""#
    );
    assert_eq!(trimmed("7"), "expected string, found number");
}

#[test]
fn bools_by_codes() {
    let ints = |text| noted_as::<bool, _>(text, BoolCodes::ints(1, 0));
    assert_eq!(ints("1") + &ints("0"), "");
    for (text, found) in [
        ("true", "bool"),
        (r#""0""#, "string"),
        (r#""false""#, "string"),
    ] {
        assert_eq!(ints(text), format!("expected 1 or 0, found {found}"));
    }
    let texts = |text| noted_as::<bool, _>(text, BoolCodes::texts("1", "0"));
    assert_eq!(texts(r#""1""#), "");
    for (text, found) in [("false", "bool"), ("0", "number"), (r#"" 1""#, "string")] {
        assert_eq!(texts(text), format!("expected 1 or 0, found {found}"));
    }
}

#[test]
fn texts_that_are_numbers() {
    assert_eq!(noted_as::<Vec<i64>, _>(r#""1, 2""#, Csv(Plain)), "");
    assert_eq!(
        noted_as::<Vec<i64>, _>("12", Csv(Plain)),
        "expected string, found number"
    );
    // Items have no type of their own, but codes.
    assert_eq!(
        noted_as::<Vec<Gender>, _>(r#""1,,5""#, Csv(Plain)),
        "[1]: expected a code of Gender, found \"5\""
    );
    assert_eq!(
        noted_as::<Vec<bool>, _>(r#""1,0""#, Csv(BoolCodes::ints(1, 0))),
        ""
    );
    assert_eq!(noted_as::<i64, _>(r#""5""#, InString(Plain)), "");
    assert_eq!(
        noted_as::<i64, _>("5", InString(Plain)),
        "expected string, found number"
    );
    assert_eq!(
        noted_as::<bool, _>("true", InString(Plain)),
        "expected string, found bool"
    );
}

#[test]
fn forms_that_the_type_promises() {
    assert_eq!(noted_as::<i64, _>(r#""5""#, IntOrString), "");
    assert_eq!(noted_as::<String, _>("5", StringOrInt), "");
    assert_eq!(noted_as::<Vec<i64>, _>("5", OneOrMany(Plain)), "");
    assert_eq!(noted::<Decimal>(r#""5.0""#), "");
    assert_eq!(noted::<i64>("5.0"), "");
    assert_eq!(noted_as::<String, _>(r#"" a ""#, Trimmed), "");
    assert_eq!(
        noted_as::<apiloom_wire::OrEmpty<String>, _>(r#""_none""#, Sentinel(Plain, "_none")),
        ""
    );
    let date = DateAs(&["yyyy-MM-dd", "yyyyMMdd"]);
    assert_eq!(noted_as::<apiloom_wire::Date, _>(r#""20261121""#, date), "");
    let pairs = FlatPairs::new(Plain, Plain).keys("id", "content");
    type Pairs = Vec<(i64, String)>;
    let text = r#"[1,"a",[2,"b"],{"content":"c","id":3}]"#;
    assert_eq!(noted_as::<Pairs, _>(text, pairs), "");
    assert_eq!(
        noted_as::<Pairs, _>(r#"[{"content":"c","id":3,"type":0}]"#, pairs),
        "[0].type: expected a member that the spec names, found number"
    );
    let codes = FlatPairs::new(Plain, Plain).keys("id", "content");
    assert_eq!(
        noted_as::<Vec<(Gender, Gender)>, _>(r#"[{"content":8,"id":9}]"#, codes),
        "[0].content: expected a code of Gender, found 8\n\
         [0].id: expected a code of Gender, found 9"
    );
}

#[test]
fn nulls() {
    let table = [
        (r#"{"note":null}"#, ""),
        (
            r#"{"tags" : null,"id": null}"#,
            "tags: expected a value, found null\nid: expected a value, found null",
        ),
        (r#"{"parent":null}"#, "parent: expected a value, found null"),
    ];
    for (text, drift) in table {
        assert_eq!(noted::<Customer>(text), drift, "{text}");
    }
    type Map = BTreeMap<String, Option<i64>>;
    let may_be_null = apiloom_wire::MapOf(OrNull(Plain));
    assert_eq!(noted_as::<Map, _>(r#"{"a":null}"#, may_be_null), "");
    let may_be_left_out = apiloom_wire::MapOf(MaybeNull(Plain));
    assert_eq!(noted_as::<Map, _>(r#"{"a":null}"#, may_be_left_out), "");
    assert_eq!(
        noted::<Map>(r#"{"a":null}"#),
        "a: expected a value, found null"
    );
    assert_eq!(noted::<Vec<Option<i64>>>("[null, null]"), "");
    assert_eq!(noted::<Option<i64>>("null"), "");
}

#[test]
fn tagged_unions() {
    let table = [
        (r#"{"type":"number","content":1}"#, ""),
        // Nothing says that the content must be there.
        (r#"{"type":"number"}"#, ""),
        (r#"{}"#, ""),
        (
            r#"{"type":"number","content":1,"more":[]}"#,
            "more: expected a member that the spec names, found array",
        ),
        (
            r#"{"content":{"x":1},"type":7}"#,
            "content.x: expected a member that the spec names, found number\n\
             type: expected string, found number",
        ),
        (
            r#"{"type":"date","content":1,"more":1}"#,
            "type: expected a variant that the spec names, found \"date\"\n\
             more: expected a member that the spec names, found number",
        ),
        (
            r#"{"content":1}"#,
            "expected a variant that the spec names, found none",
        ),
        (
            r#"{"type":null,"content":1}"#,
            "type: expected a variant that the spec names, found null",
        ),
        (r#"{"type":"number","content":null}"#, ""),
    ];
    for (text, drift) in table {
        assert_eq!(noted::<Adjacent>(text), drift, "{text}");
    }
    let table = [
        (r#"{"kind":"customer","id":1}"#, ""),
        (
            r#"{"kind":"customer","vip":1}"#,
            "vip: expected a member that the spec names, found number",
        ),
        (
            r#"{"vip":1,"kind":"bot"}"#,
            "kind: expected a variant that the spec names, found \"bot\"",
        ),
        ("{}", "expected a variant that the spec names, found none"),
    ];
    for (text, drift) in table {
        assert_eq!(noted::<Inline>(text), drift, "{text}");
    }
}

#[test]
fn unions_told_by_a_name_or_a_shape() {
    let table = [
        (r#"{"customer":{"id":1}}"#, ""),
        (
            r#"{"id":0,"customer":{"vip":1}}"#,
            "id: expected a member that the spec names, found number\n\
             customer.vip: expected a member that the spec names, found number",
        ),
        (
            r#"{"bot":{"vip":1}}"#,
            "expected a variant that the spec names, found none",
        ),
    ];
    for (text, drift) in table {
        assert_eq!(noted::<ByVariant>(text), drift, "{text}");
    }
    let table = [
        (r#"[{"id":1}]"#, ""),
        (
            r#"[{"vip":1}]"#,
            "[0].vip: expected a member that the spec names, found number",
        ),
        // What was noted of the variant that did not fit is forgotten.
        (r#"["a"]"#, ""),
        (
            r#"[{"vip":1},"a"]"#,
            "expected a variant that the spec names, found array",
        ),
        ("5", "expected a variant that the spec names, found number"),
    ];
    for (text, drift) in table {
        assert_eq!(noted::<Untagged>(text), drift, "{text}");
    }
}

#[test]
fn unions_spread_over_their_parent() {
    let table = [
        (r#"{"question":1,"type":"number","content":1}"#, ""),
        // The tag stands behind what it decides, and notes of the parent stay.
        (
            r#"{"more":1,"content":{"x":1},"question":null,"type":"7","last":2}"#,
            "more: expected a member that the spec names, found number\n\
             content.x: expected a member that the spec names, found number\n\
             question: expected a value, found null\n\
             last: expected a member that the spec names, found number",
        ),
        (
            r#"{"type":"date","content":1}"#,
            "type: expected a variant that the spec names, found \"date\"",
        ),
    ];
    for (text, drift) in table {
        assert_eq!(noted::<Answer>(text), drift, "{text}");
    }
}

/// Checks what is noted of `text`, and that what is read of it is written as `written`.
#[track_caller]
fn noted_and_written<T: Wire + PartialEq + std::fmt::Debug>(
    text: &str,
    drift: &str,
    written: &str,
) {
    assert_eq!(noted::<T>(text), drift, "{text}");
    let value: T = decode_as(text.as_bytes(), Plain).expect("it is read");
    let bytes = encode(&value).expect("it is written");
    assert_eq!(String::from_utf8_lossy(&bytes), written, "{text}");
}

#[test]
fn unknown_content_in_the_member_that_the_tag_names_stands_once() {
    let unknown = "kind: expected a variant that the spec names, found";
    let text = r#"{"to":"a","kind":"film","film":{"a":1}}"#;
    noted_and_written::<Letter>(text, &format!("{unknown} \"film\""), text);
    noted_and_written::<Inner>(text, &format!("{unknown} \"film\""), text);
    noted_and_written::<Outer>(text, &format!("{unknown} \"film\""), text);
    let letter: Letter = decode_as(text.as_bytes(), Plain).expect("it is read");
    assert!(matches!(&letter.what, Named::Other(other) if other.content.is_some()));
    assert!(letter.extra.is_empty());
    // What stands before the tag was taken for an unknown member by then.
    noted_and_written::<Letter>(
        r#"{"film":1,"more":2,"kind":"film"}"#,
        &format!("more: expected a member that the spec names, found number\n{unknown} \"film\""),
        r#"{"kind":"film","film":1,"more":2}"#,
    );
    // The parent has a field of this name.
    let text = r#"{"to":"a","kind":"to"}"#;
    noted_and_written::<Letter>(text, &format!("{unknown} \"to\""), text);
    noted_and_written::<Inner>(text, &format!("{unknown} \"to\""), text);
    // Content that is null is content of a variant that the spec names.
    let text = r#"{"to":"a","kind":"word","word":null}"#;
    noted_and_written::<Letter>(text, "", text);
    let text = r#"{"kind":"film"}"#;
    noted_and_written::<Letter>(text, "", text);
}

#[test]
fn content_of_another_variant_than_the_tag_says_is_noted() {
    let table = [
        (
            r#"{"kind":"number","number":1,"word":"lost"}"#,
            "word: expected a member that the spec names, found string",
        ),
        (
            r#"{"word":"lost","kind":"film"}"#,
            "word: expected a member that the spec names, found string",
        ),
        (
            r#"{"to":"a","number":5}"#,
            "number: expected a member that the spec names, found number",
        ),
    ];
    for (text, drift) in table {
        assert_eq!(noted::<Letter>(text), drift, "{text}");
        assert_eq!(noted::<Outer>(text), drift, "{text}");
    }
}

#[test]
fn json_in_strings_hands_its_notes_on() {
    let text = r#"[{"parent":null},"{\"id\":1,\"parent\":{\"gender\":\"\\u0031\",\"x\":0}}"]"#;
    // Both forms in one list: the second stands in a string.
    #[derive(Clone, Debug, PartialEq)]
    struct Two {
        plain: Customer,
        text: Customer,
    }
    record! {
        Two as Tuple;
        plain: required "plain";
        text: required "text" as JsonString(Plain);
    }
    assert_eq!(
        noted::<Two>(text),
        "[0].parent: expected a value, found null\n\
         [1].parent.gender: expected number, found string\n\
         [1].parent.x: expected a member that the spec names, found number"
    );
    let twice = r#""\"{\\\"x\\\":[1]}\"""#;
    assert_eq!(
        noted_as::<Customer, _>(twice, JsonString(JsonString(Plain))),
        "x: expected a member that the spec names, found array"
    );
    assert_eq!(
        noted_as::<Vec<Vec<Gender>>, _>(r#"["[\"1,4\"]","[]"]"#, List(JsonString(PlainCsv))),
        "[0][0][1]: expected a code of Gender, found \"4\""
    );
}

/// The items of the only text of a list.
#[derive(Clone, Copy, Debug)]
struct PlainCsv;

impl Codec<Vec<Gender>> for PlainCsv {
    fn blank(self) -> Vec<Gender> {
        Vec::new()
    }

    fn read(self, d: &mut Decoder<'_>) -> Result<Vec<Gender>, DecodeError> {
        let lists = List(Csv(Plain)).read(d)?;
        Ok(lists.into_iter().flatten().collect())
    }

    fn write(self, _: &Vec<Gender>, e: &mut Encoder) {
        e.null();
    }
}

#[test]
fn secrets_are_never_shown() {
    #[derive(Clone, Debug, PartialEq)]
    struct Holder {
        token: Option<apiloom_wire::Secret>,
        inner: Option<Customer>,
    }
    record! {
        Holder as Object;
        token: "token";
        inner: "inner" as Maybe(JsonString(Plain));
    }
    let text = r#"{"token":"hush-hush","inner":"{\"pass\":\"hush-hush\",\"tags\":77777}"}"#;
    let drift = noted::<Holder>(text);
    assert_eq!(
        drift,
        "inner.pass: expected a member that the spec names, found string\n\
         inner.tags: expected string, found number"
    );
}

/// Documents that are changed token by token give the same value or error with notes and without.
#[test]
fn notes_change_nothing() {
    const ROUNDS: usize = 5_000;
    let documents = [
        r#"{"id":1,"labels":"a","gender":1,"parent":{"note":null,"parent":{"tags":"b"}},"x":1}"#,
        r#"{"question":1,"content":{"x":1},"type":"7","last":2}"#,
        r#"{"type":"number","content":1,"kind":"customer","customer":{"id":1}}"#,
        r#"[{"id":1,"vip":2},"a",[1,null,3],{"number":1,"bike":null}]"#,
        r#"["{\"gender\":5,\"x\":[{}]}"]"#,
    ];
    let mut random = support::Random::new(7);
    let (mut read, mut notes) = (0, 0);
    for _ in 0..ROUNDS {
        let document = documents[random.below(documents.len())].as_bytes();
        let other = documents[random.below(documents.len())].as_bytes();
        let bytes = mutate::mutate(&mut random, document, other);
        let found = [
            same::<Customer>(&bytes, Plain),
            same::<Answer>(&bytes, Plain),
            same::<Adjacent>(&bytes, Plain),
            same::<Inline>(&bytes, Plain),
            same::<ByVariant>(&bytes, Plain),
            same::<Untagged>(&bytes, Plain),
            same::<Dock>(&bytes, Plain),
            same::<Vec<Customer>>(&bytes, List(JsonString(Plain))),
        ];
        read += found.iter().flatten().count();
        notes += found.iter().flatten().sum::<usize>();
    }
    // The changes are neither too gentle nor too wild to show anything.
    assert!(read > ROUNDS / 2 && notes > ROUNDS, "{read} {notes}");
}

/// How much is noted, if the document is read.
fn same<T: PartialEq + std::fmt::Debug>(bytes: &[u8], codec: impl Codec<T>) -> Option<usize> {
    let noted = decode_noting_as(bytes, codec);
    let plain = decode_as(bytes, codec);
    let text = String::from_utf8_lossy(bytes);
    match (noted, plain) {
        (Ok((noted, drift)), Ok(plain)) => {
            assert_eq!(noted, plain, "{text}");
            Some(drift.len())
        }
        (Err(noted), Err(plain)) => {
            assert_eq!(noted, plain, "{text}");
            None
        }
        (noted, plain) => panic!("{text}: {noted:?}, {plain:?}"),
    }
}

#[test]
fn deviations_have_a_limit() {
    let items = vec![r#"{"x":1}"#; 1500].join(",");
    let text = format!("[{items}]");
    let (_, drift) = decode_noting::<Vec<Customer>>(text.as_bytes()).expect("it is read");
    assert_eq!((drift.len(), drift.omitted()), (1000, 500));
    assert!(
        drift.to_string().ends_with(
            "\n[999].x: expected a member that the spec names, found number\nand 500 more"
        )
    );
    // The variant that did not fit left 1,500 notes, which are forgotten.
    let text = format!(r#"[{items},"a"]"#);
    let (value, drift) = decode_noting::<Untagged>(text.as_bytes()).expect("it is read");
    assert!(matches!(value, Untagged::Other(_)));
    assert_eq!((drift.len(), drift.omitted()), (1, 0));
}

#[test]
fn nothing_is_noted_unless_it_is_asked_for() {
    let mut d = Decoder::over(r#"{"x":1}"#);
    d.read::<Customer>().expect("it is read");
    assert!(d.deviations().is_empty());
    let mut d = Decoder::over(r#"{"x":1}"#).noting();
    d.read::<Customer>().expect("it is read");
    assert_eq!(d.deviations().len(), 1);
    assert!(d.deviations().is_empty());
}
