//! Bodies and answers of every form: the exact bytes that are sent for a spec's words, and what is read.

use std::sync::Arc;

use apiloom::transport::Offline;
use apiloom::{Bytes, Error, Json, Kind, Patch, http};
use bodies::types::{Finder, Flat, Line, Order};
use bodies::{Client, Settings};

apiloom::api!(
    "../codegen/tests/fixtures/valid/bodies.yaml",
    module = bodies
);

const KEY: &str = "s3cr3t";

fn client() -> Client {
    Client::with_transport(Settings::new(KEY), Arc::new(Offline))
}

fn line(sku: &str) -> Line {
    Line::new(sku)
}

/// The query of a request, with only its names and values decoded, as a person would write it.
fn query(request: &http::Request<Bytes>) -> String {
    decoded(request.uri().query().expect("a query"))
}

fn form(request: &http::Request<Bytes>) -> String {
    assert_eq!(
        request.headers()["content-type"],
        "application/x-www-form-urlencoded"
    );
    decoded(std::str::from_utf8(request.body()).expect("a form is text"))
}

fn decoded(pairs: &str) -> String {
    let pairs = pairs.replace("%5B", "[").replace("%5D", "]");
    assert!(!pairs.contains(['{', '"', ' ']), "not encoded: {pairs}");
    pairs
}

#[test]
fn every_style_of_a_query() {
    let call = client().query_styles();
    let sent = |call: bodies::Call<_>| query(&call.prepare().expect("a request"));
    let nested = || [line("x").parts([line("y z")]), line("w")];
    let flat = || Flat::new(7).tags(["a", "b"]);
    assert_eq!(sent(call.clone().repeat(["a", "b"])), "repeat=a&repeat=b");
    assert_eq!(sent(call.clone().csv([1, 2])), "csv=1%2C2");
    assert_eq!(
        sent(call.clone().json([line("x")])),
        "json=[%7B%22sku%22%3A%22x%22%7D]"
    );
    assert_eq!(
        sent(call.clone().brackets(flat())),
        "brackets[id]=7&brackets[tags][]=a&brackets[tags][]=b"
    );
    assert_eq!(
        sent(call.clone().index0(nested())),
        "index0[0][sku]=x&index0[0][parts][0][sku]=y%20z&index0[1][sku]=w"
    );
    assert_eq!(
        sent(call.clone().index1(nested())),
        "index1[1][sku]=x&index1[1][parts][1][sku]=y%20z&index1[2][sku]=w"
    );
    assert_eq!(
        sent(call.clone().dots(flat())),
        "dots.id=7&dots.tags=a&dots.tags=b"
    );
    assert_eq!(
        sent(call.clone().dots0(nested())),
        "dots0.0.sku=x&dots0.0.parts.0.sku=y%20z&dots0.1.sku=w"
    );
    let order = Order::new(5)
        .lines(nested())
        .labels(["l"])
        .sizes([("s".to_owned(), 1)].into());
    assert_eq!(
        sent(call.clone().dots1(order)),
        "dots1.id=5&dots1.lines.1.sku=x&dots1.lines.1.parts.1.sku=y%20z&dots1.lines.2.sku=w\
         &dots1.labels.1=l&dots1.sizes.s=1"
    );
    assert_eq!(
        sent(call.clone().index0_dots(nested())),
        "index0_dots[0].sku=x&index0_dots[0].parts[0].sku=y%20z&index0_dots[1].sku=w"
    );
    assert_eq!(
        sent(call.clone().pairs([("k".to_owned(), 1)])),
        "pairs[1][1]=k&pairs[1][2]=1"
    );
    assert_eq!(
        sent(
            call.clone()
                .finder(Finder::Words(vec!["a".into(), "b".into()]))
        ),
        "by=words&what[]=a&what[]=b"
    );
    let any: Json = apiloom::decode(br#"{"a":[1,{"b":2.50}]}"#).expect("JSON");
    assert_eq!(sent(call.any(any)), "any[a][0]=1&any[a][1][b]=2.50");
}

#[test]
fn forms_take_lists_and_objects() {
    let order = Order::new(5)
        .lines([line("x").parts([line("y")])])
        .labels(["a&b"]);
    let request = client().send_order(order.clone()).prepare();
    assert_eq!(
        form(&request.expect("a request")),
        "id=5&lines[0][sku]=x&lines[0][parts][0][sku]=y&labels[0]=a%26b"
    );
    let flat = Flat::new(1).tags(["a", "b"]);
    let request = client().send_flat().flat(flat).prepare();
    assert_eq!(form(&request.expect("a request")), "id=1&tags[]=a&tags[]=b");
    let request = client().send_form(order).lines([line("z")]).prepare();
    assert_eq!(
        form(&request.expect("a request")),
        "order.id=5&order.lines.1.sku=x&order.lines.1.parts.1.sku=y&order.labels.1=a%26b\
         &lines[1][sku]=z&fixed=1"
    );
}

#[test]
fn a_form_says_nothing_else_than_what_was_meant() {
    let mut order = Order::new(5);
    order.note = Patch::Clear;
    let error = client().send_order(order).prepare().expect_err("no null");
    assert_eq!(error.kind(), Kind::Input);
    assert!(error.to_string().contains("`note`: null"), "{error}");
}

/// A secret inside a list of objects stands under a longer name than its own.
#[test]
fn secrets_in_objects_are_hidden() {
    let order = Order::new(5).lines([line("x").pin("9-8"), line("y").pin("hunter2")]);
    let call = client().send_form(order);
    let request = call.prepare().expect("a request");
    let sent = form(&request);
    assert!(sent.contains("order.lines.1.pin=9-8"), "{sent}");
    let echo = http::Response::builder()
        .status(500)
        .body(request.into_body());
    let error: Error = call
        .answer(echo.expect("a response"))
        .expect_err("status 500");
    let shown = format!("{error} {error:?}");
    assert!(
        !shown.contains("9-8") && !shown.contains("hunter2"),
        "{shown}"
    );
    assert!(shown.contains("order.lines.1.pin=[secret]"), "{shown}");
}
