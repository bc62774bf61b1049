//! What the log says of a request, and what it keeps to itself.

mod support;

use apiloom_emulator::{Entry, Options, Received};
use support::{Vendor, fixture, noon};

fn vendor() -> Vendor {
    Vendor::new(fixture("vault.yaml"), Options::default())
}

fn request(method: &str, path: &str, body: &str) -> Received {
    Received {
        method: method.to_owned(),
        path: path.to_owned(),
        headers: vec![("content-type".into(), "application/json".into())],
        body: body.to_owned().into(),
        ..Received::default()
    }
}

#[track_caller]
fn keeps_it(entry: &Entry, word: &str) -> String {
    let said = format!("{entry} {entry:?}");
    assert!(!said.contains("SEKRET"), "{said}");
    let line = entry.to_string();
    assert!(line.contains(word), "{word}: {line}");
    line
}

#[test]
fn a_secret_in_the_path_of_a_request_that_goes_astray_is_masked() {
    let vendor = vendor();
    let handle = |method: &str, path: &str| vendor.handle(&request(method, path, ""));
    keeps_it(&handle("GET", "/v1/holders/SEKRET"), " /v1/holders/*** ");
    keeps_it(&handle("PUT", "/v1/holders/SEKRET"), " /v1/holders/*** ");
    // No template says what the last segments are.
    let line = keeps_it(&handle("GET", "/v1/holders/SEKRET/x"), "no such path");
    assert!(line.contains(" /v1/holders/*/* "), "{line}");
    keeps_it(&handle("GET", "/SEKRET/v1"), " /*/v1 ");
}

#[test]
fn a_secret_key_of_an_entity_is_masked() {
    let vendor = vendor();
    let create = request("POST", "/v1/holders", r#"{"pin":"SEKRET"}"#);
    keeps_it(&vendor.handle(&create), "created PinHolder ***");
    let other = request("GET", "/v1/holders/SEKRET2", "");
    for (request, status) in [(create, 409), (other, 404)] {
        let mut engine = vendor.engine.lock().unwrap();
        let handled = engine.handle(&request, "http://127.0.0.1:4010", noon());
        keeps_it(&handled.entry, &status.to_string());
        let reply = handled.reply.unwrap();
        let body = String::from_utf8_lossy(&reply.body).into_owned();
        assert!(!body.contains("SEKRET"), "{body}");
    }
}

#[test]
fn what_cannot_be_read_is_not_repeated() {
    let vendor = vendor();
    let body = r#"{"pin":"p","age":"SEKRET"}"#;
    let entry = vendor.handle(&request("POST", "/v1/holders", body));
    keeps_it(&entry, "age: expected integer, found string");
}

/// Each line of the log is one that the emulator wrote.
#[test]
fn nobody_writes_lines_into_the_log() {
    let vendor = vendor();
    let body = r#"{"pin":"p","a\n12:00:00 GET /forged\u001b[31m\u202e":1}"#;
    let entry = vendor.handle(&request("POST", "/v1/holders", body));
    let text = entry.to_string();
    assert_eq!(text.lines().count(), 1 + entry.notes.len(), "{text}");
    assert!(entry.notes.iter().any(|note| note.contains('\n')), "{text}");
    let is_odd = |c: char| c != '\n' && (c.is_control() || c == '\u{202e}');
    assert!(!text.contains(is_odd), "{text:?}");
}

#[test]
fn a_log_does_not_grow_with_what_is_sent() {
    let vendor = vendor();
    let path = format!("/v1/{}", "holders/".repeat(5_000));
    let mut long = request("GET", &path, "");
    let name = "c".repeat(5_000);
    long.headers.push(("x-apiloom-client".into(), name));
    let entry = vendor.handle(&long);
    assert!(entry.path.len() < 3_000 && entry.client.len() < 300);
}
