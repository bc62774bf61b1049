//! Lists, read page by page.

mod support;

use std::sync::Arc;

use apiloom::replay::Replay;
use apiloom::{Kind, Method};
use support::{client, target};

/// The items of a list as JSON, and the targets of the requests.
fn items(operation: &str, inputs: &str, replay: Replay) -> (Vec<String>, Vec<String>) {
    let replay = Arc::new(replay);
    let client = client("pages", &[("key", "k")], &replay);
    let call = client.call(operation, inputs.as_bytes()).unwrap();
    let item = call.inputs().described().item_type().unwrap();
    let codec = client.interpreter().values().codec(item);
    let mut pages = call.pages().unwrap();
    let mut items = Vec::new();
    while let Some(page) = pages.blocking_items() {
        for item in page.unwrap() {
            let json = apiloom::encode_as(codec, &item).unwrap();
            items.push(String::from_utf8(json).unwrap());
        }
    }
    (items, replay.requests().iter().map(target).collect())
}

#[test]
fn pages_are_counted() {
    let replay = Replay::new()
        .on(
            Method::GET,
            "/api/pages",
            200,
            r#"{"data":{"list":[{"id":1},{"id":2}],"total":3}}"#,
        )
        .on(
            Method::GET,
            "/api/pages",
            200,
            r#"{"data":{"list":[{"id":3}],"total":3}}"#,
        );
    let (items, targets) = items("list_pages", r#"{"size":2,"city":"x"}"#, replay);
    assert_eq!(items, [r#"{"id":1}"#, r#"{"id":2}"#, r#"{"id":3}"#]);
    assert_eq!(
        targets,
        [
            "/api/pages?size=2&city=x&key=k",
            "/api/pages?size=2&city=x&page=2&key=k"
        ]
    );
}

#[test]
fn cursors_are_followed_until_the_test_of_the_spec() {
    let replay = Replay::new()
        .on(
            Method::GET,
            "/api/cursor",
            200,
            r#"{"books":[{"id":1}],"page":{"next":"c2"}}"#,
        )
        .on(
            Method::GET,
            "/api/cursor",
            200,
            r#"{"books":[{"id":2}],"page":{"next":"c3","end":true}}"#,
        );
    let (items, targets) = items("list_cursor", r#"{"city":"x","limit":1}"#, replay);
    assert_eq!(items.len(), 2);
    assert_eq!(
        targets,
        [
            "/api/cursor?city=x&fixed=1&limit=1&key=k",
            // What is fixed stands in each request.
            "/api/cursor?fixed=1&limit=1&cursor=c2&key=k"
        ]
    );
}

#[test]
fn links_are_signed_anew() {
    let link = r#"{"books":[{"id":1}],"next":"/api/signed?after=5"}"#;
    let replay = Replay::new().on(Method::GET, "/api/signed", 200, link).on(
        Method::GET,
        "/api/signed",
        200,
        r#"{"books":[{"id":2}]}"#,
    );
    let (items, targets) = items("list_link_signed", "{}", replay);
    assert_eq!(items.len(), 2);
    let signs: Vec<&str> = targets
        .iter()
        .filter_map(|t| t.split("sign=").nth(1))
        .collect();
    assert!(
        targets[1].starts_with("/api/signed?after=5&nonce=123456&sign="),
        "{targets:?}"
    );
    assert_ne!(signs[0], signs[1]);
}

#[test]
fn whole_pages_are_given_too() {
    let page = r#"{"data":{"list":[{"id":1}],"total":1}}"#;
    let replay = Arc::new(Replay::new().on(Method::GET, "/api/pages", 200, page));
    let client = client("pages", &[("key", "k")], &replay);
    let pages = client.call("list_pages", b"{}").unwrap().pages().unwrap();
    let pages: Vec<_> = pages
        .blocking()
        .map(|page| page.unwrap().to_json().unwrap())
        .collect();
    assert_eq!(pages, [Some(br#"{"list":[{"id":1}],"total":1}"#.to_vec())]);
}

#[test]
fn what_is_no_list_has_no_pages() {
    let client = client("pages", &[("key", "k")], &Arc::default());
    assert!(client.call("count_pages", b"{}").unwrap().pages().is_none());
}

#[test]
fn a_cursor_that_repeats_is_an_error() {
    let page = r#"{"books":[{"id":1}],"page":{"next":"c2"}}"#;
    let replay = Replay::new().on(Method::GET, "/api/cursor", 200, page).on(
        Method::GET,
        "/api/cursor",
        200,
        page,
    );
    let client = client("pages", &[("key", "k")], &Arc::new(replay));
    let mut pages = client.call("list_cursor", b"{}").unwrap().pages().unwrap();
    assert!(pages.blocking_items().unwrap().is_ok());
    assert!(pages.blocking_items().unwrap().is_ok());
    assert_eq!(
        pages.blocking_items().unwrap().unwrap_err().kind(),
        Kind::Paging
    );
    assert!(pages.blocking_items().is_none());
}
