//! The answers of the exchanges are read into their types, and are what they were when they are written again.

use std::collections::BTreeSet;

use apiloom::Wire;
use apiloom_tests::exchange::{Exchange, Expectation};
use apiloom_tests::vendor::{baiyao, dmhub};
use apiloom_tests::{check, json};

/// The operations whose results are types of the spec, each with its type.
const TYPES: [(&str, &str, fn(&Exchange)); 8] = [
    (
        "baiyao",
        "find_customer_by_identity",
        again::<baiyao::types::Customer>,
    ),
    ("baiyao", "get_customer", again::<baiyao::types::Customer>),
    (
        "baiyao",
        "get_customer_attributes",
        again::<baiyao::types::CustomerAttributesAnswer>,
    ),
    (
        "baiyao",
        "list_customers",
        again::<baiyao::types::CustomerPage>,
    ),
    (
        "dmhub",
        "get_access_token",
        again::<dmhub::types::AccessToken>,
    ),
    ("dmhub", "get_customer", again::<dmhub::types::Customer>),
    (
        "dmhub",
        "list_customers",
        again::<dmhub::types::CustomerList>,
    ),
    ("dmhub", "upsert_customer", again::<dmhub::types::Customer>),
];

#[test]
fn answers_are_read_and_written_again() {
    let mut seen = BTreeSet::new();
    for exchange in Exchange::load_all().unwrap() {
        let of = |one: &&(&str, &str, fn(&Exchange))| {
            one.0 == exchange.vendor && one.1 == exchange.operation
        };
        let found = TYPES.iter().find(of);
        if let (Some((_, operation, again)), Expectation::Ok { .. }) = (found, &exchange.expect) {
            again(&exchange);
            seen.insert((exchange.vendor.clone(), *operation));
        }
    }
    assert_eq!(seen.len(), TYPES.len(), "{seen:?}");
}

fn again<T: Wire>(exchange: &Exchange) {
    let answer = serde_json::from_str(&exchange.response.body_text).unwrap();
    let result = json::lookup(&answer, check::place(exchange)).unwrap();
    let value: T = apiloom::decode(result.to_string().as_bytes()).unwrap();
    check::answer(exchange, &value).unwrap();
}
