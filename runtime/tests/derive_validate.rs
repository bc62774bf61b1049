//! What `#[derive(apiloom::Validate)]` checks: the same, in the same words, as a generated type.

use std::collections::BTreeMap;

use apiloom::{
    Decimal, Language, Nullable, OrEmpty, OrNull, Patch, Plain, Replacement, Secret, Validate,
    Whole, decode,
};

mod shop {
    #![allow(missing_docs, dead_code, unreachable_pub)]
    apiloom::api!("tests/checked/shop.yaml");
}

/// As the spec describes it.
#[derive(Clone, Debug, PartialEq, apiloom::Wire, apiloom::Validate)]
#[wire(rename_all = "camelCase")]
#[validate(all_or_none("id_type", "id_value"))]
#[validate(
    exactly_one(
        "from",
        "until",
        message = "say from or until",
        message_zh = "请提供 from 或 until"
    ),
    at_least_one("nick_name", "code", severity = "warning"),
    at_most_one("weight", "size", message = "one measure")
)]
struct Order {
    #[validate(range = "1..200")]
    id: i64,
    #[validate(length = "1..4", pattern = "[^,]+")]
    nick_name: Option<String>,
    #[validate(byte_length = "..6", pattern = "(ab)+")]
    code: Option<String>,
    #[validate(length = "8..", pattern = "[a-z]*")]
    secret: Option<Secret>,
    #[validate(range = "0.5..10")]
    weight: Option<f64>,
    #[validate(range = "0..9.9")]
    price: Decimal,
    #[validate(range = "..7.5")]
    size: Option<i32>,
    #[validate(items = "1..3", unique)]
    tags: Option<Vec<String>>,
    #[validate(email, severity = "warning")]
    mail: Option<String>,
    #[validate(phone)]
    phone: String,
    #[validate(url)]
    pages: Option<Vec<String>>,
    #[validate(length = "..3")]
    note: Patch<String>,
    id_type: Option<String>,
    id_value: Option<String>,
    from: Option<String>,
    until: Option<String>,
    #[validate(inside)]
    lines: Vec<Line>,
    #[validate(inside)]
    first: Option<Line>,
    #[validate(inside)]
    more: Option<BTreeMap<String, Line>>,
}

#[derive(Clone, Debug, PartialEq, apiloom::Wire, apiloom::Validate)]
struct Line {
    #[validate(range = "1..200", severity = "warning")]
    docks: Option<i32>,
    #[validate(length = "2")]
    text: Option<String>,
}

/// What is wrong, in both languages, with its paths in Rust.
fn told<T: Validate>(value: &T) -> String {
    match value.validate() {
        Ok(()) => String::new(),
        Err(found) => {
            let fields: Vec<String> = found.iter().map(|one| one.field().to_owned()).collect();
            format!(
                "{found}\n{}\n{}",
                found.message(Language::Chinese),
                fields.join(" ")
            )
        }
    }
}

/// An order without a mistake, but for these members.
fn order(changed: &str) -> String {
    let fine = [
        r#""id":1"#,
        r#""price":1"#,
        r#""phone":"95588""#,
        r#""lines":[]"#,
        r#""from":"a""#,
        r#""nickName":"Ann""#,
    ];
    let names = |member: &&&str| {
        let name = member.split_once(':').map_or("", |(name, _)| name);
        !changed.contains(&format!("{name}:"))
    };
    let kept: Vec<&str> = fine.iter().filter(names).copied().collect();
    let comma = if changed.is_empty() { "" } else { "," };
    format!("{{{}{comma}{changed}}}", kept.join(","))
}

#[test]
fn a_type_by_hand_says_what_a_generated_one_says() {
    let cases = [
        ("", ""),
        (r#""id":0"#, "id: must be from 1 to 200 (found 0)"),
        (
            r#""nickName":"a,b,c""#,
            "nickName: has 5 characters, at most 4 are allowed",
        ),
        (
            r#""code":"abababab""#,
            "code: has 8 bytes, at most 6 are allowed",
        ),
        (r#""code":"aba""#, "code: does not match the pattern (ab)+"),
        (
            r#""secret":"HUNTER""#,
            "secret: has 6 characters, at least 8 are required (found [secret])",
        ),
        (
            r#""weight":0.25"#,
            "weight: must be from 0.5 to 10 (found 0.25)",
        ),
        (
            r#""price":9.91"#,
            "price: must be from 0 to 9.9 (found 9.91)",
        ),
        (r#""size":8"#, "size: must be 7 or less (found 8)"),
        (r#""tags":[]"#, "tags: has 0 items, at least 1 is required"),
        (
            r#""tags":["a","b","a"]"#,
            "tags[2]: is equal to item [0], items must differ",
        ),
        (r#""mail":"ann""#, "warning: mail: is no e-mail address"),
        (r#""phone":"1""#, "phone: is no phone number"),
        (
            r#""pages":["https://a.b","a.b"]"#,
            "pages[1]: is no address",
        ),
        (
            r#""note":"long""#,
            "note: has 4 characters, at most 3 are allowed",
        ),
        (
            r#""idType":"a""#,
            "all of idType, idValue must be given, or none; missing: idValue",
        ),
        (r#""until":"b""#, "say from or until"),
        (
            r#""nickName":null"#,
            "warning: at least one of nickName, code must be given",
        ),
        (r#""weight":1,"size":1"#, "one measure"),
        (
            r#""lines":[{},{"docks":0}]"#,
            "warning: lines[1].docks: must be from 1 to 200 (found 0)",
        ),
        (
            r#""first":{"text":"a"}"#,
            "first.text: has 1 character, exactly 2 are required",
        ),
        (
            r#""more":{"b":{"docks":201}}"#,
            "warning: more.b.docks: must be from 1 to 200",
        ),
        (
            r#""id":201,"note":"long","first":{"text":"a","docks":0},"code":"x","until":"c""#,
            "id: must be from 1 to 200 (found 201)",
        ),
    ];
    for (more, expected) in cases {
        let text = order(more);
        let by_hand: Order = decode(text.as_bytes()).expect("an order");
        let generated: shop::types::Order = decode(text.as_bytes()).expect("an order");
        let said = told(&by_hand);
        assert_eq!(said, told(&generated), "{text}");
        assert!(said.starts_with(expected), "{text}: {said}");
        assert_eq!(said.is_empty(), expected.is_empty(), "{text}: {said}");
    }
}

#[derive(apiloom::Validate)]
struct Held {
    #[validate(length = "2..")]
    plain: String,
    #[validate(length = "2..")]
    option: Option<String>,
    #[validate(length = "2..")]
    nullable: Nullable<String>,
    #[validate(length = "2..")]
    patch: Patch<String>,
    #[validate(items = "2..", inside)]
    replacement: Replacement<Vec<Mail>>,
    #[validate(items = "2..")]
    whole: Whole<Vec<String>>,
    #[validate(range = "2..")]
    sentinel: OrEmpty<i64>,
    #[validate(length = "2..")]
    alias: Text,
    #[validate(items = "2..", unique)]
    list: Texts,
    unchecked: Option<f32>,
}

type Text = String;
type Texts = Vec<String>;

#[derive(Clone, Debug, PartialEq, apiloom::Validate)]
struct Mail(#[validate(email)] String);

#[test]
fn every_holder_is_looked_into() {
    let mail = || Mail("ann".to_owned());
    let text = || "a".to_owned();
    let held = Held {
        plain: text(),
        option: Some(text()),
        nullable: Nullable::Value(text()),
        patch: Patch::Set(text()),
        replacement: Replacement::With(vec![mail()]),
        whole: Whole::Set(vec![text()]),
        sentinel: OrEmpty::Value(1),
        alias: text(),
        list: vec![text()],
        unchecked: Some(1.0),
    };
    let found = held.validate().expect_err("each field is broken");
    let paths: Vec<&str> = found.iter().map(|one| one.field()).collect();
    assert_eq!(
        paths,
        [
            "plain",
            "option",
            "nullable",
            "patch",
            "replacement",
            "replacement[0]",
            "whole",
            "sentinel",
            "alias",
            "list"
        ]
    );
    let absent = Held {
        plain: "ab".to_owned(),
        option: None,
        nullable: Nullable::Null,
        patch: Patch::Clear,
        replacement: Replacement::LeaveOut,
        whole: Whole::Erase,
        sentinel: OrEmpty::Empty,
        alias: "ab".to_owned(),
        list: vec!["a".to_owned(), "b".to_owned()],
        unchecked: held.unchecked,
    };
    assert_eq!(absent.validate(), Ok(()));
}

#[derive(apiloom::Wire, apiloom::Validate)]
#[wire(tuple)]
#[validate(all_or_none("x", "y"))]
struct Point {
    #[validate(range = "-90..90")]
    x: Option<f64>,
    #[wire(name = "y_axis", as = OrNull(Plain))]
    #[validate(range = "-180..180")]
    y: Option<f64>,
}

#[derive(apiloom::Validate)]
enum Content {
    Nothing,
    Mail(#[validate(inside)] Mail),
    Number(#[validate(range = "1..")] Option<i64>),
    Any(()),
    Pair((), ()),
}

#[test]
fn tuples_newtypes_and_variants_stand_where_they_stand_on_the_wire() {
    let point = Point {
        x: Some(91.0),
        y: None,
    };
    let found = point.validate().expect_err("no latitude");
    assert_eq!(
        found.to_string(),
        "[0]: must be from -90 to 90 (found 91)\n\
         all of x, y_axis must be given, or none; missing: y_axis"
    );
    let contents = vec![
        Content::Nothing,
        Content::Any(()),
        Content::Pair((), ()),
        Content::Number(None),
        Content::Number(Some(0)),
        Content::Mail(Mail("ann".to_owned())),
    ];
    let found = contents.validate().expect_err("two are wrong");
    let paths: Vec<&str> = found.iter().map(|one| one.path()).collect();
    assert_eq!(paths, ["[4]", "[5]"]);
}

/// Names that the code of the derive, or its neighbours, might take for their own.
mod odd_names {
    #[derive(apiloom::Validate)]
    #[validate(at_least_one("type", "at"))]
    pub(crate) struct Slot {
        #[validate(length = "1..")]
        pub(crate) r#type: std::option::Option<String>,
        #[validate(pattern = "[a-z]*")]
        pub(crate) at: std::option::Option<String>,
        #[validate(range = "1..")]
        pub(crate) value: i64,
        #[validate(pattern = "[a-z]{2,}")]
        pub(crate) found: String,
        #[validate(items = "1..", email)]
        pub(crate) item: Vec<String>,
    }

    #[allow(dead_code)]
    pub(crate) enum Option {
        Some,
        None,
    }
    #[allow(unused_imports)]
    pub(crate) use Option::*;

    #[allow(dead_code, non_camel_case_types)]
    pub(crate) struct u64;
    #[allow(dead_code, non_camel_case_types)]
    pub(crate) struct u32;
    pub(crate) mod validate {}
    pub(crate) mod apiloom_wire {}
    pub(crate) mod core {}

    #[derive(apiloom::Validate)]
    pub(crate) struct Empty {}

    #[derive(apiloom::Validate)]
    pub(crate) struct Unit;

    #[derive(apiloom::Validate)]
    pub(crate) enum Never {}

    macro_rules! by_macro {
        ($name:ident { $($field:ident: $ty:ty, $bounds:literal;)* }) => {
            #[derive(apiloom::Validate)]
            pub(crate) struct $name {
                $(#[validate(length = $bounds)] pub(crate) $field: $ty,)*
                #[validate(pattern = "[a-z]+")]
                pub(crate) inner: String,
            }
        };
    }
    by_macro!(ByMacro { at: String, "2.."; value: std::option::Option<String>, "2.."; });
}

#[test]
fn names_of_the_neighbours_are_not_in_the_way() {
    use odd_names::{ByMacro, Empty, Slot, Unit};
    let slot = Slot {
        r#type: None,
        at: None,
        value: 0,
        found: String::new(),
        item: Vec::new(),
    };
    let found = slot.validate().expect_err("all are wrong");
    let paths: Vec<&str> = found.iter().map(|one| one.path()).collect();
    assert_eq!(paths, ["value", "found", "item", ""]);
    assert!(
        found
            .to_string()
            .ends_with("at least one of type, at must be given")
    );
    let by_macro = ByMacro {
        at: String::new(),
        value: Some(String::new()),
        inner: String::new(),
    };
    assert_eq!(by_macro.validate().map_err(|found| found.len()), Err(3));
    assert_eq!(Empty {}.validate(), Ok(()));
    assert_eq!(Unit.validate(), Ok(()));
    let nothing: Vec<odd_names::Never> = Vec::new();
    assert_eq!(nothing.validate(), Ok(()));
}
