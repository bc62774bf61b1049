//! What an error says: every part of it, and nothing secret.

#[allow(dead_code, reason = "these tests do not look at all of the vendor")]
pub mod mini;

use std::error::Error as _;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use apiloom::replay::Replay;
use apiloom::transport::Failure;
use apiloom::{
    Bytes, DecodeError, Error, FixedClock, FixedNonces, Kind, Method, Retry, Secret, Timestamp,
    TransportError, http,
};
use mini::{AddCustomerRequired, Call, Client, ListCustomers, Settings};

const TOKEN: &str = "s3cr3t/token+1";

fn client(replay: Replay) -> Client {
    let settings = Settings::new("demo", "a@b.example", TOKEN);
    Client::with_transport(settings, Arc::new(replay)).configure(|core| {
        core.with_clock(Arc::new(FixedClock(Timestamp::from_unix_seconds(
            1_494_474_284,
        ))))
        .with_nonces(Arc::new(FixedNonces::new(["n1", "n2", "n3"])))
        .with_retry(Retry::new().with_base(Duration::from_millis(1)))
    })
}

fn list(replay: Replay) -> Call<ListCustomers> {
    client(replay).list_customers().limit(5)
}

fn required() -> AddCustomerRequired {
    AddCustomerRequired {
        group: "g".into(),
        name: "Zoë".into(),
        password: Secret::from("hunter2"),
    }
}

#[test]
fn a_refusal_has_every_part() {
    let body = r#"{"code":4290,"message":"too\nfast","request_id":"r-1"}"#;
    let response = http::Response::builder()
        .status(200)
        .header("Retry-After", "0")
        .header("Set-Cookie", "session=abc")
        .body(Bytes::from(body));
    let replay = Replay::new()
        .then(503, "{}")
        .then_response(response.unwrap());
    let call = list(replay).with_retry(Retry::new().with_attempts(2).with_base(Duration::ZERO));
    let error = call.blocking().unwrap_err();
    assert_eq!(error.kind(), Kind::RateLimit);
    assert_eq!(error.operation(), Some("list_customers"));
    assert_eq!(error.name(), Some("TooFast"));
    assert_eq!(error.code(), Some("4290"));
    assert_eq!(error.message(), Some("too\nfast"));
    assert_eq!(error.request_id(), Some("r-1"));
    assert_eq!(error.status(), Some(200));
    assert_eq!(error.path(), None);
    assert_eq!(error.body(), Some(body));
    assert_eq!(error.attempts(), 2);
    assert_eq!(error.retry_after(), Some(Duration::ZERO));
    assert!(error.is_retryable() && !error.is_auth());
    assert!(error.source().is_none());

    let request = error.request().unwrap();
    assert_eq!(request.method(), Method::GET);
    let url = "https://demo.mini.example/open_api_v1/customers?limit=5&email=a%40b.example\
               &timestamp=1494474284&nonce=n2&sign_version=v2&sign=";
    assert!(request.url().starts_with(url), "{}", request.url());
    let headers = [
        ("accept".to_owned(), "application/json".to_owned()),
        ("x-action".to_owned(), "ListCustomers".to_owned()),
    ];
    assert_eq!(request.headers(), headers);
    assert_eq!(request.body(), "");
    let response = error.response().unwrap();
    assert_eq!((response.status(), response.body()), (200, body));
    assert_eq!(response.headers()[1].1, "[secret]");

    assert_eq!(
        error.to_string(),
        "list_customers: TooFast (code 4290, status 200, request r-1, 2 attempts): too fast"
    );
    assert_eq!(
        response.to_string(),
        format!("status 200\nretry-after: 0\nset-cookie: [secret]\n\n{body}")
    );
    assert!(
        request
            .to_string()
            .ends_with("\naccept: application/json\nx-action: ListCustomers")
    );
}

#[test]
fn credentials_that_are_not_accepted_are_told_apart() {
    let error = list(Replay::new().then(401, "{}")).blocking().unwrap_err();
    assert!(error.is_auth() && !error.is_retryable());
    let error = list(Replay::new().then(200, r#"{"code":2002}"#)).blocking();
    assert!(error.unwrap_err().is_auth());
}

#[test]
fn an_answer_of_another_form_says_where() {
    let body = r#"{"code":1000,"data":{"items":[{"id":1},{"id":"x"}]}}"#;
    let error = list(Replay::new().then(200, body)).blocking().unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (Kind::Decode, 1));
    assert_eq!(error.path(), Some("data.items[1].id"));
    assert_eq!((error.status(), error.body()), (Some(200), Some(body)));
    assert!(error.request().unwrap().url().contains("nonce=n1"));
    let source = error
        .source()
        .unwrap()
        .downcast_ref::<DecodeError>()
        .unwrap();
    assert_eq!(Some(source.message()), error.message());
    assert!(!error.is_retryable());
}

#[test]
fn a_connection_that_fails_says_why_on_one_line_and_step_by_step() {
    let refused = io::Error::new(io::ErrorKind::ConnectionRefused, format!("no {TOKEN} here"));
    let middle = TransportError::new(Failure::Connect, "no socket").with_source(refused);
    let outer = TransportError::new(Failure::Broken, "the line is cut").with_source(middle);
    let add = client(Replay::new().then_fail(outer)).add_customer(required());
    let error = add.blocking().unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (Kind::Transport, 1));
    assert_eq!((error.status(), error.body()), (None, None));
    assert!(error.response().is_none() && !error.is_retryable());
    let request = error.request().unwrap();
    assert_eq!(request.body(), r#"{"name":"Zoë","password":"[secret]"}"#);
    // What stands after `source` of a transport error is said with it.
    let start = "add_customer: connection failed: the line is cut: no socket";
    assert!(error.to_string().starts_with(start), "{error}");

    let source = error
        .source()
        .unwrap()
        .downcast_ref::<TransportError>()
        .unwrap();
    assert_eq!(source.failure(), Failure::Broken);
    let mut texts = Vec::new();
    let mut cause = source.source();
    while let Some(error) = cause {
        texts.push(error.to_string());
        cause = error.source();
    }
    assert_eq!(texts.last().unwrap(), "no [secret] here");
    let shown = format!("{error} {error:?} {source} {source:?} {texts:?}");
    for secret in [TOKEN, "hunter2"] {
        assert!(!shown.contains(secret), "{shown}");
    }
}

#[test]
fn what_was_not_sent_has_no_request() {
    let error = client(Replay::new())
        .add_customer(AddCustomerRequired {
            group: String::new(),
            ..required()
        })
        .blocking()
        .unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (Kind::Input, 0));
    assert!(error.request().is_none() && error.response().is_none());
    // Neither has what somebody else sent.
    let answer = http::Response::new(Bytes::from_static(b"{}"));
    let error = list(Replay::new()).answer(answer).unwrap_err();
    assert!(error.request().is_none() && error.response().is_some());
}

#[test]
fn a_call_is_small_whether_it_fails_or_not() {
    assert_eq!(size_of::<Error>(), size_of::<usize>());
}
