//! Answers: told apart by envelopes, read and shown.

mod support;

use std::sync::Arc;

use apiloom::{Error, Kind};
use support::{client, response};

fn failed(operation: &str, status: u16, body: &str) -> Error {
    let client = client("failures", &[], &Arc::default());
    let inputs: &[u8] = if operation == "h" {
        br#"{"id":1}"#
    } else {
        b"{}"
    };
    let call = client.call(operation, inputs).unwrap();
    call.answer(response(status, body)).unwrap_err()
}

fn succeeds(operation: &str, status: u16, body: &str) -> Option<String> {
    let client = client("failures", &[], &Arc::default());
    let answer = client
        .call(operation, b"{}")
        .unwrap()
        .answer(response(status, body));
    let json = answer.unwrap().to_json().unwrap();
    json.map(|json| String::from_utf8(json).unwrap())
}

#[test]
fn the_members_of_an_envelope_are_read_leniently() {
    assert_eq!(
        succeeds("a", 200, r#"{"code":"0","data":"x"}"#).unwrap(),
        r#""x""#
    );
    assert_eq!(
        succeeds("a", 200, r#"{"code":0,"data":"x","msg":[1]}"#).unwrap(),
        r#""x""#
    );
    let error = failed("a", 200, r#"{"code":"1001","msg":"no such"}"#);
    assert_eq!((error.code(), error.kind()), (Some("1001"), Kind::NotFound));
    assert_eq!(
        (error.name(), error.message()),
        (Some("NoSuchThing"), Some("no such"))
    );
}

#[test]
fn failures_are_tried_in_their_order() {
    let error = failed("a", 502, "<html>");
    assert_eq!(
        (error.code(), error.message()),
        (Some("502"), Some("no code"))
    );
    let error = failed("a", 200, r#"{"code":5,"kind":"bad","requestId":"r1"}"#);
    assert_eq!((error.code(), error.request_id()), (Some("5"), Some("r1")));
    let error = failed("f", 404, "{}");
    assert_eq!((error.code(), error.kind()), (Some("1001"), Kind::NotFound));
    // What the operation does not name, the envelope does.
    assert_eq!(failed("f", 200, r#"{"code":409}"#).code(), Some("409"));
    let error = failed("g", 409, "{}");
    assert_eq!(error.kind(), Kind::Conflict);
}

#[test]
fn an_operation_may_be_judged_by_its_status() {
    assert_eq!(
        succeeds("b", 200, r#"{"code":1}"#).unwrap(),
        r#"{"code":1}"#
    );
    assert_eq!(failed("c", 202, "").status(), Some(202));
    assert_eq!(succeeds("c", 204, ""), None);
    assert_eq!(failed("d", 200, r#"{"error":"E"}"#).code(), Some("E"));
    assert_eq!(
        failed("e", 200, r#"{"ok":false}"#).message(),
        Some("not ok")
    );
}

#[test]
fn an_answer_of_another_form_is_an_error() {
    let error = failed("a", 200, r#"{"code":0,"data":[]}"#);
    assert_eq!((error.kind(), error.path()), (Kind::Decode, Some("data")));
}

#[test]
fn drift_is_an_error_for_those_who_are_strict() {
    let client = client("failures", &[], &Arc::default());
    let call = client.call("a", b"{}").unwrap();
    let strict = call.clone().with_options(|options| options.strict = true);
    let odd = r#"{"code":0,"data":"x","new":1}"#;
    assert!(call.answer(response(200, odd)).is_ok());
    // Members of the envelope are not looked at.
    assert!(strict.answer(response(200, odd)).is_ok());
}

#[test]
fn answers_are_texts_bytes_and_files() {
    let client = client("bodies", &[("key", "k")], &Arc::default());
    let call = |operation: &str| client.call(operation, br#"{}"#).unwrap();
    let mut note = call("get_note")
        .answer(response(200, "a \"note\""))
        .unwrap();
    assert_eq!(note.to_json().unwrap().unwrap(), br#""a \"note\"""#);
    assert!(note.download().is_none());
    let refused = call("get_note").answer(response(200, r#"{"code":41,"message":"no"}"#));
    assert_eq!(refused.unwrap_err().kind(), Kind::NotFound);
    let mut archive = call("get_archive")
        .answer(response(200, r#"{"code":41}"#))
        .unwrap();
    let download = archive.download().unwrap();
    assert_eq!(
        download.blocking_chunk().unwrap().unwrap(),
        r#"{"code":41}"#
    );
    let bytes = client.call("send_bytes", br#"{"bytes":"YQ=="}"#).unwrap();
    let bytes = bytes.answer(response(200, "\u{1}b")).unwrap();
    assert_eq!(bytes.bytes(), Some(&b"\x01b"[..]));
    let names = call("names").answer(response(200, "null")).unwrap();
    assert_eq!(names.to_json().unwrap().unwrap(), b"[]");
}
