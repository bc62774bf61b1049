//! Tokens: bought, shared, renewed.

mod support;

use std::sync::Arc;

use apiloom::replay::Replay;
use apiloom::{Kind, Method};
use support::{body, client, header, written};

const SETTINGS: &[(&str, &str)] = &[("app_id", "App"), ("secret", "s3cret"), ("old_key", "k")];
const LOGIN: &str = r#"{"data":{"token":"T1","expires":3600}}"#;

#[test]
fn a_token_is_bought_once_and_used() {
    let replay = Replay::new().on(Method::POST, "/login", 200, LOGIN).on(
        Method::POST,
        "/again",
        200,
        r#"{"key":"T2"}"#,
    );
    let replay = Arc::new(replay);
    let settings = &[("app_id", "App"), ("secret", "s3cret"), ("old_key", "k")];
    let client = client("auth", settings, &replay);
    client
        .call("login_again", b"{}")
        .unwrap()
        .blocking()
        .unwrap();
    let requests = replay.requests();
    assert_eq!(
        body(&requests[0]),
        r#"{"id":"App","key":"k","level":3,"fresh":true}"#
    );
    assert_eq!(header(&requests[1], "authorization"), "Bearer T1");
    assert_eq!(requests[1].uri().query(), Some("at=app"));
    assert_eq!(client.core().token("bearer").unwrap().expose(), "T1");
}

#[test]
fn a_setting_is_the_token_where_it_is_given() {
    let client = client("auth", SETTINGS, &Arc::default());
    let request = client.call("get_manual", b"{}").unwrap().prepare().unwrap();
    assert_eq!(request.uri().query(), Some("access_token=k"));
    let request = client
        .call("get_chained", b"{}")
        .unwrap()
        .prepare()
        .unwrap();
    assert_eq!(header(&request, "x-chained"), "s3cret");
}

#[test]
fn a_token_that_is_refused_is_bought_anew() {
    let replay = Replay::new()
        .on(Method::POST, "/login", 200, r#"{"token":"T1"}"#)
        .on(Method::GET, "/me", 200, r#"{"code":401}"#)
        .on(Method::POST, "/login", 200, r#"{"token":"T9"}"#)
        .on(Method::GET, "/me", 200, r#"{"code":0,"name":"Ann"}"#);
    let replay = Arc::new(replay);
    let client = written("renewing", RENEWING, &[("id", "a")], &replay);
    let answer = client.call("me", b"{}").unwrap().blocking().unwrap();
    assert_eq!(answer.to_json().unwrap().unwrap(), br#""Ann""#);
    let requests = replay.requests();
    let tokens: Vec<&str> = requests.iter().map(|r| header(r, "x-token")).collect();
    assert_eq!(tokens, ["", "T1", "", "T9"]);
}

#[test]
fn a_token_is_not_bought_without_its_inputs() {
    let client = written("nameless", RENEWING, &[], &Arc::default());
    let error = client.call("me", b"{}").unwrap().blocking().unwrap_err();
    assert_eq!(error.kind(), Kind::Configuration);
    assert!(error.to_string().contains("`id`"), "{error}");
}

const RENEWING: &str = r#"apiloom: 1
vendor: renewing
settings: { id: string? }
servers: { default: https://api.renewing.test }
auth:
  token:
    stamp: { header: { X-Token: token } }
    token: { operation: login, with: { id: settings.id }, value: body.token, lifetime: unknown, renew: ["401"] }
envelopes:
  standard: { fields: { code: int64 }, success: body.code == 0, failures: [{ code: body.code }] }
errors: { "401": { name: Expired, kind: auth } }
operations:
  login: { http: POST /login, auth: none, envelope: none, body: { fields: { id: string! } }, returns: any }
  me: { http: GET /me, auth: token, envelope: standard, returns: { type: string, at: body.name } }
"#;
