//! A part of an API: some operations, what they need, and nothing else.

use std::collections::BTreeSet;
use std::path::PathBuf;

use apiloom_codegen::diagnostic::{self, Language};
use apiloom_codegen::model::Api;
use apiloom_codegen::pipeline;

const SPEC: &str = "\
apiloom: 1
vendor: acme
settings: { key: secret, app: string }
servers: { default: https://api.acme.example }
auth:
  by_token:
    token: { operation: log_in, value: body.token }
    stamp: { header: { Authorization: token } }
  by_key:
    stamp: { header: { X-Key: settings.key } }
  unneeded:
    stamp: { header: { X-App: settings.app } }
envelopes:
  first: { fields: { a: FirstCode! }, success: body.a is present }
  second: { fields: { b: SecondCode! }, success: body.b is present }
types:
  FirstCode: { enum: { 1: one } }
  SecondCode: { enum: { 2: two } }
  Session: { fields: { token: secret! } }
  Parcel: { fields: { id: int64!, label: Label } }
  Label: { fields: { text: string } }
  Letter: { fields: { label: Label } }
operations:
  log_in: { http: POST /log_in, auth: by_key, returns: Session, envelope: none }
  get_parcel: { http: GET /parcel, auth: by_token, returns: Parcel, envelope: second }
  get_label: { http: GET /label, auth: none, returns: Label, envelope: none }
  put_letter: { http: PUT /letter, auth: unneeded, body: Letter, envelope: first }
";

/// The whole; each test has a file of its own, since they run side by side.
fn whole(test: &str) -> Api {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("select_{test}.yaml"));
    std::fs::write(&path, SPEC).expect("the spec is written");
    let mut checked = pipeline::check(&[path]);
    let found = checked.diagnostics.iter();
    let found: Vec<String> = found
        .map(|found| diagnostic::text(&checked.sources, found, false, Language::English))
        .collect();
    assert!(
        found.is_empty(),
        "{}",
        found.join(
            "
"
        )
    );
    checked.apis.remove(0)
}

/// The names of what a part has: operations, schemes, envelopes, types.
fn parts(whole: &Api, names: &[&str]) -> [String; 4] {
    let names: BTreeSet<String> = names.iter().map(|name| (*name).to_owned()).collect();
    let part = whole.only(&names);
    for operation in &part.operations {
        let envelope = operation
            .envelope
            .map(|index| part.envelopes[index].name.snake());
        let before = whole.operations.iter().find(|o| o.name == operation.name);
        let before = before
            .and_then(|o| o.envelope)
            .map(|index| whole.envelopes[index].name.snake());
        assert_eq!(envelope, before, "{}", operation.name.snake());
    }
    let used = part
        .types
        .iter()
        .filter(|d| d.usage.request || d.usage.response);
    let join = |names: Vec<String>| names.join(" ");
    [
        join(part.operations.iter().map(|o| o.name.snake()).collect()),
        join(part.schemes.iter().map(|s| s.id.clone()).collect()),
        join(part.envelopes.iter().map(|e| e.name.snake()).collect()),
        join(used.map(|d| d.name.camel()).collect()),
    ]
}

#[test]
fn an_operation_brings_what_it_needs() {
    let whole = whole("operation");
    assert_eq!(
        parts(&whole, &["get_label"]),
        ["get_label", "", "", "Label"]
    );
    assert_eq!(
        parts(&whole, &["put_letter"]),
        ["put_letter", "unneeded", "first", "FirstCode Label Letter"]
    );
}

#[test]
fn a_token_brings_the_operation_that_fetches_it() {
    let whole = whole("token");
    assert_eq!(
        parts(&whole, &["get_parcel"]),
        [
            "log_in get_parcel",
            "by_token by_key",
            "second",
            "SecondCode Session Parcel Label"
        ]
    );
}

#[test]
fn a_type_is_made_by_callers_only_where_they_send_it() {
    let whole = whole("type");
    let sends = |names: &[&str]| {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        let part = whole.only(&names);
        let label = part.types.iter().find(|d| d.name.camel() == "Label");
        label.map(|label| (label.usage.request, label.usage.response))
    };
    assert_eq!(sends(&["get_label"]), Some((false, true)));
    assert_eq!(sends(&["put_letter"]), Some((true, false)));
    assert_eq!(sends(&["get_label", "put_letter"]), Some((true, true)));
}
