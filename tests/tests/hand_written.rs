//! Hand-written types that stand for types of a spec, and parts of a client, through the macro.

use std::sync::Arc;

use apiloom::transport::Offline;

// A type of another crate stands under that crate's name.
extern crate self as bank;

mod money {
    /// Exact where the spec says decimal, with a member more than the spec has.
    #[derive(Clone, Debug, PartialEq, apiloom::Wire, apiloom::Validate)]
    pub(crate) struct Money {
        #[validate(range = "0..")]
        pub(crate) amount: apiloom::Decimal,
        #[validate(length = "3", severity = "warning")]
        pub(crate) currency: String,
        #[wire(extra)]
        pub(crate) beyond: apiloom::Extra,
    }

    impl Money {
        pub(crate) fn euros(amount: &str) -> Self {
            Self {
                amount: amount.parse().expect("a decimal"),
                currency: "EUR".to_owned(),
                beyond: apiloom::Extra::new(),
            }
        }
    }
}

/// A status, with a name for what nobody knows.
#[derive(Clone, Debug, PartialEq, apiloom::Wire)]
pub enum Status {
    /// Open.
    #[wire(code = 1)]
    Open,
    /// Closed.
    #[wire(code = 2)]
    Closed,
    /// Any other.
    #[wire(other)]
    Unheard(apiloom::Code),
}

#[derive(Clone, Debug, PartialEq, apiloom::Wire)]
#[wire(tuple)]
struct Point {
    x: Option<f64>,
    y: Option<f64>,
}

apiloom::api!(
    "../codegen/tests/fixtures/valid/hand_written.yaml",
    module = orders
);
apiloom::api!(
    "../codegen/tests/fixtures/valid/hand_written.yaml",
    types_only,
    visibility = pub(crate),
    module = types_of_orders,
);

#[test]
fn a_hand_written_type_is_sent_and_read() {
    let transport = Arc::new(Offline);
    let client = orders::Client::with_transport(orders::Settings::new(), transport);
    let mut order = orders::types::Order::new(money::Money::euros("12.50"));
    order.at = Some(Point {
        x: Some(1.5),
        y: None,
    });
    let call = client.put_order(7).body(order).status(Status::Closed);
    let request = call.prepare().expect("a request");
    assert_eq!(request.uri(), "https://api.example.com/orders/7?status=2");
    assert_eq!(
        request.body(),
        r#"{"price":{"amount":12.50,"currency":"EUR"},"at":[1.5,null]}"#
    );
    let answer = r#"{"price":{"amount":1,"currency":"EUR","since":2026},"status":9}"#;
    let order = call
        .answer(apiloom::http::Response::new(answer.into()))
        .expect("an order");
    assert_eq!(order.price.beyond.len(), 1);
    assert_eq!(order.status, Some(Status::Unheard(apiloom::Code::Int(9))));
}

#[test]
fn an_error_inside_it_has_the_whole_path() {
    let text = br#"{"price":{"amount":1},"prices":[]}"#;
    let error = apiloom::decode::<types_of_orders::types::Order>(text).expect_err("no currency");
    assert_eq!(error.path(), "price");
    assert!(error.message().contains("`currency`"), "{error}");
}

/// Of three hand-written types in an order, one knows what it must be like.
#[test]
fn it_is_checked_if_it_says_how() {
    let mut order = orders::types::Order::new(money::Money::euros("-1"));
    let mut cents = money::Money::euros("1");
    cents.currency = "cents".to_owned();
    order.prices = Some(vec![money::Money::euros("1"), cents]);
    order.status = Some(Status::Unheard(apiloom::Code::Int(9)));
    order.at = Some(Point { x: None, y: None });
    let said = "price.amount: must be 0 or more (found -1)\n\
                warning: prices[1].currency: has 5 characters, exactly 3 are required (found \"cents\")";
    let found = apiloom::Validate::validate(&order).expect_err("two are wrong");
    assert_eq!(found.to_string(), said);
    let transport = Arc::new(Offline);
    let client = orders::Client::with_transport(orders::Settings::new(), transport);
    let call = client.put_order(7).body(order);
    let error = call.prepare().expect_err("it is refused before it is sent");
    let found = error.violations().expect("it says what is wrong");
    assert_eq!(found.to_string(), said);
}
