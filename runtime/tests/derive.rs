//! What `#[derive(apiloom::Wire)]` reads and writes.

use apiloom::{
    Code, Csv, Decimal, Extra, Json, Nullable, OrNull, Patch, Plain, StringOrInt, Wire, decode,
    encode, encode_request,
};

#[derive(Clone, Debug, PartialEq, apiloom::Wire)]
#[wire(rename_all = "camelCase")]
struct Money {
    #[wire(name = "amt", alias = "amount", alias = "sum")]
    amount: Decimal,
    #[wire(as = Csv(Plain))]
    tags: Vec<String>,
    note: Option<String>,
    #[wire(required, as = OrNull(Plain))]
    unit_price: Option<i64>,
    #[wire(read_only)]
    id: Option<i64>,
    #[wire(optional)]
    item_count: i64,
    owner: Patch<String>,
    parent: Nullable<Cents>,
    status: Option<Status>,
    #[wire(extra)]
    extra: Extra,
}

#[derive(Clone, Debug, PartialEq, apiloom::Wire)]
#[wire(tuple)]
struct Point {
    x: f64,
    #[wire(as = OrNull(StringOrInt))]
    label: Option<String>,
}

#[derive(Clone, Debug, PartialEq, apiloom::Wire)]
struct Cents(i64);

#[derive(Clone, Debug, PartialEq, apiloom::Wire)]
struct Labels(#[wire(as = Csv(Plain))] Vec<String>);

#[derive(Clone, Debug, PartialEq, apiloom::Wire)]
struct Empty {}

#[derive(Clone, Debug, PartialEq, apiloom::Wire)]
enum Status {
    #[wire(code = 1)]
    Open,
    #[wire(code = -2)]
    Closed,
    #[wire(other)]
    Other(Code),
}

#[derive(Clone, Copy, Debug, PartialEq, apiloom::Wire)]
#[wire(rename_all = "kebab-case")]
enum Kind {
    #[wire(code = "a")]
    A,
    ParcelPost,
}

/// Names that the code of the derive, or its neighbours, might take for their own.
mod odd_names {
    #[derive(Clone, Debug, PartialEq, apiloom::Wire)]
    pub(crate) struct Slot {
        pub(crate) r#type: i64,
        pub(crate) d: i64,
        pub(crate) e: i64,
        pub(crate) __codec_0: i64,
        #[wire(as = NAMES)]
        pub(crate) names: i64,
    }

    #[derive(Clone, Debug, PartialEq, apiloom::Wire)]
    pub(crate) enum Option {
        Some,
        None,
        Ok,
        #[wire(other)]
        Other(apiloom::Code),
    }

    #[derive(Clone, Debug, PartialEq, apiloom::Wire)]
    pub(crate) struct Result(pub(crate) Slot);

    const NAMES: apiloom::InString<apiloom::Plain> = apiloom::InString(apiloom::Plain);
}

fn money() -> Money {
    Money {
        amount: Decimal::new("10.50").expect("a number"),
        tags: vec!["a".to_owned(), "b".to_owned()],
        note: None,
        unit_price: None,
        id: Some(7),
        item_count: 3,
        owner: Patch::Clear,
        parent: Nullable::Value(Cents(5)),
        status: Some(Status::Other(Code::Int(9))),
        extra: Extra::from_iter([("new".to_owned(), Json::Bool(true))]),
    }
}

const MONEY: &str = concat!(
    r#"{"amt":10.50,"tags":"a,b","unitPrice":null,"id":7,"itemCount":3,"owner":null,"#,
    r#""parent":5,"status":9,"new":true}"#
);

fn text<T: Wire>(value: &T) -> String {
    String::from_utf8(encode(value).expect("it can be written")).expect("UTF-8")
}

fn read<T: Wire>(json: &str) -> T {
    decode(json.as_bytes()).expect("it can be read")
}

fn refused<T: Wire + std::fmt::Debug>(json: &str) -> String {
    let error = decode::<T>(json.as_bytes()).expect_err("it must be refused");
    error.to_string()
}

#[track_caller]
fn there_and_back<T: Wire + PartialEq + std::fmt::Debug>(value: &T, json: &str) {
    assert_eq!(text(value), json);
    assert_eq!(read::<T>(json), *value);
}

#[test]
fn an_object_is_read_as_it_was_written() {
    there_and_back(&money(), MONEY);
    there_and_back(&Empty {}, "{}");
}

#[test]
fn what_is_optional_may_be_left_out() {
    let json = r#"{"amt":1,"tags":"","unitPrice":8}"#;
    let money: Money = read(json);
    let expected = Money {
        amount: Decimal::from(1),
        tags: Vec::new(),
        note: None,
        unit_price: Some(8),
        id: None,
        item_count: 0,
        owner: Patch::Keep,
        parent: Nullable::Absent,
        status: None,
        extra: Extra::new(),
    };
    assert_eq!(money, expected);
    // A type that has no way to be left out is written.
    let written = r#"{"amt":1,"tags":"","unitPrice":8,"itemCount":0}"#;
    there_and_back(&money, written);
}

#[test]
fn what_is_required_is_named_where_it_is_missing() {
    assert_eq!(
        refused::<Money>(r#"{"id":7}"#),
        "missing members `amt`, `tags`, `unitPrice` of Money"
    );
    assert_eq!(refused::<Point>("[]"), "missing item `x` of Point");
}

#[test]
fn an_alias_is_read_and_never_written() {
    for name in ["amt", "amount", "sum"] {
        let json = format!(r#"{{"{name}":1,"tags":"","unitPrice":8}}"#);
        let money: Money = read(&json);
        assert_eq!(money.amount, Decimal::from(1), "{name}");
        assert!(text(&money).starts_with(r#"{"amt":1,"#), "{name}");
    }
}

#[test]
fn what_is_read_only_is_not_written_into_requests() {
    let request = encode_request(&money()).expect("it can be written");
    let request = String::from_utf8(request).expect("UTF-8");
    assert_eq!(request, MONEY.replace(r#""id":7,"#, ""));
}

#[test]
fn a_tuple_is_an_array_and_is_read_from_an_object_too() {
    let labelled = Point {
        x: 1.5,
        label: Some("12".to_owned()),
    };
    there_and_back(&labelled, r#"[1.5,"12"]"#);
    assert_eq!(read::<Point>("[1.5,12]"), labelled);
    assert_eq!(read::<Point>(r#"{"label":12,"x":1.5}"#), labelled);
    let bare = Point {
        x: -0.5,
        label: None,
    };
    there_and_back(&bare, "[-0.5,null]");
}

#[test]
fn a_newtype_is_what_is_inside() {
    there_and_back(&Cents(-5), "-5");
    there_and_back(&Labels(vec!["x".to_owned(), "y".to_owned()]), r#""x,y""#);
    assert_eq!(
        refused::<Cents>("true"),
        "expected integer, found bool true"
    );
}

#[test]
fn codes_are_integers_or_texts() {
    there_and_back(&Status::Open, "1");
    there_and_back(&Status::Closed, "-2");
    there_and_back(&Kind::A, r#""a""#);
    there_and_back(&Kind::ParcelPost, r#""parcel-post""#);
    assert_eq!(read::<Status>(r#""-2""#), Status::Closed);
}

#[test]
fn an_open_enum_keeps_what_it_does_not_know() {
    there_and_back(&Status::Other(Code::Int(3)), "3");
    there_and_back(&Status::Other(Code::Text("new".to_owned())), r#""new""#);
    let known = encode(&Status::Other(Code::Int(1))).expect_err("it would be read as `Open`");
    assert_eq!(
        known.message(),
        "a known code stands in the variant for unknown ones"
    );
}

#[test]
fn a_closed_enum_refuses_with_the_path() {
    #[derive(Debug, apiloom::Wire)]
    struct Parcel {
        kinds: Vec<Kind>,
    }

    assert_eq!(
        refused::<Parcel>(r#"{"kinds":["a","z"]}"#),
        r#"kinds[1]: expected a code of Kind, found "z""#
    );
}

#[test]
fn a_type_may_hold_itself() {
    #[derive(Clone, Debug, PartialEq, apiloom::Wire)]
    struct Tree {
        name: String,
        branches: Vec<Tree>,
        root: Option<Box<Tree>>,
    }

    let leaf = |name: &str, root| Tree {
        name: name.to_owned(),
        branches: Vec::new(),
        root,
    };
    let tree = Tree {
        branches: vec![leaf("b", None), leaf("c", Some(Box::new(leaf("d", None))))],
        ..leaf("a", None)
    };
    there_and_back(
        &tree,
        concat!(
            r#"{"name":"a","branches":[{"name":"b","branches":[]},"#,
            r#"{"name":"c","branches":[],"root":{"name":"d","branches":[]}}]}"#
        ),
    );
    assert_eq!(
        refused::<Tree>(r#"{"name":"a","branches":[{"name":"b"}]}"#),
        "branches[0]: missing member `branches` of Tree"
    );
}

/// The type of a field that comes through a macro stands in invisible brackets.
#[test]
fn a_macro_may_write_the_type() {
    macro_rules! declare {
        ($name:ident, $ty:ty, $member:literal, $code:expr) => {
            #[derive(Clone, Debug, PartialEq, apiloom::Wire)]
            struct $name {
                #[wire(name = $member)]
                field: $ty,
            }

            #[derive(Clone, Debug, PartialEq, apiloom::Wire)]
            enum Only {
                #[wire(code = $code)]
                One,
            }
        };
    }
    declare!(Declared, Option<i64>, "f", 1);

    there_and_back(&Declared { field: None }, "{}");
    there_and_back(&Declared { field: Some(1) }, r#"{"f":1}"#);
    there_and_back(&Only::One, "1");
}

#[test]
fn names_of_the_users_own_are_not_mixed_up() {
    let slot = odd_names::Slot {
        r#type: 1,
        d: 2,
        e: 3,
        __codec_0: 4,
        names: 5,
    };
    let json = r#"{"type":1,"d":2,"e":3,"__codec_0":4,"names":"5"}"#;
    there_and_back(&slot, json);
    there_and_back(&odd_names::Result(slot), json);
    there_and_back(&odd_names::Option::Some, r#""Some""#);
    there_and_back(&odd_names::Option::None, r#""None""#);
    there_and_back(&odd_names::Option::Ok, r#""Ok""#);
}

#[cfg(feature = "serde")]
#[test]
fn serde_sees_the_form_on_the_wire() {
    #[track_caller]
    fn same<T>(value: &T, json: &str)
    where
        T: serde::Serialize + serde::de::DeserializeOwned + PartialEq + std::fmt::Debug,
    {
        assert_eq!(serde_json::to_string(value).expect("JSON"), json);
        assert_eq!(serde_json::from_str::<T>(json).expect("the value"), *value);
    }

    let whole = Money {
        amount: Decimal::from(10),
        ..money()
    };
    same(&whole, &MONEY.replace("10.50", "10"));
    same(
        &Point {
            x: 1.5,
            label: None,
        },
        "[1.5,null]",
    );
    same(&Cents(5), "5");
    same(&Status::Closed, "-2");
    same(&Kind::ParcelPost, r#""parcel-post""#);
}
