//! Shapes that are easily got wrong are read and written again: nothing is lost, nothing doubled.
//!
//! The client comes through the macro, from a spec of the generator's own tests.

use apiloom::{Wire, decode, encode};

/// The client of a spec, in place.
pub mod narrow {
    apiloom::api!("../codegen/tests/fixtures/valid/narrow.yaml");
}

use narrow::types::{Any, Full, Keyed, Node, Outer};

#[track_caller]
fn again<T: Wire>(json: &str) -> T {
    let value: T = decode(json.as_bytes()).expect("the value is of its type");
    let written = encode(&value).expect("the value is written");
    assert_eq!(String::from_utf8_lossy(&written), json);
    value
}

#[test]
fn a_required_union_that_may_hold_its_holder() {
    let node: Node = again(r#"{"child":{"k":"node","v":{"child":{"k":"leaf","v":"x"}}}}"#);
    let narrow::types::Expr::Node(inner) = *node.child else {
        panic!("the tag says node")
    };
    assert!(matches!(&*inner.child, narrow::types::Expr::Leaf(text) if text == "x"));
    again::<Node>(r#"{"child":{"k":"text","v":"{\"k\":\"leaf\",\"v\":\"y\"}"}}"#);
}

#[test]
fn members_of_spread_values_stand_once() {
    let all = r#"{"a":"x","b":"b","kind":"card","number":"1","c":"1","c2":"2"}"#;
    let outer: Outer = again(all);
    let core = outer.inner.and_then(|inner| inner.core);
    assert_eq!(core.and_then(|core| core.c2).as_deref(), Some("2"));
    again::<Outer>(r#"{"a":"x","c":"1"}"#);
    again::<Outer>(r#"{"a":"x","unknown":[1]}"#);
}

#[test]
fn constants_stand_once() {
    let full: Full = again(r#"{"extra":"e","kept":"k","fixed":"v","unknown":1}"#);
    assert_eq!(full.extra.as_deref(), Some("e"));
}

#[test]
fn patterned_members_and_untagged_variants() {
    let keyed: Keyed = again(r#"{"value_7":"a","new_x":5,"extra_1":true,"other":null}"#);
    assert_eq!(keyed.value[&7], "a");
    assert!(matches!(again(r#""a,b""#), Any::T(items) if items == ["a", "b"]));
    assert!(matches!(again("5"), Any::N(5)));
    assert!(matches!(again::<Any>(r#"["a"]"#), Any::L(_)));
}
