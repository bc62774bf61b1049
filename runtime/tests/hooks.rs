//! What users' code sees and does before and after each attempt.

#[allow(dead_code, reason = "these tests do not look at all of the vendor")]
pub mod mini;
#[allow(dead_code, reason = "these tests do not look at all of the vendor")]
pub mod quota;
#[cfg(feature = "hyper")]
#[allow(dead_code, reason = "these tests do not look at all of the shop")]
pub mod shop;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use apiloom::hooks::{Hooks, Received, Retrying, Sending};
use apiloom::replay::Replay;
use apiloom::transport::Failure;
use apiloom::{Bytes, Kind, Retry, Secret, Transport, TransportError, http, transport};
use mini::{AddCustomerRequired, Client, Settings};

const TOKEN: &str = "s3cr3t/token+1";

/// Writes down what happens, in a line each.
#[derive(Debug, Default)]
struct Notes {
    lines: Mutex<Vec<String>>,
    shown: Mutex<String>,
}

impl Notes {
    fn note(&self, line: String, shown: String) {
        self.lines.lock().unwrap().push(line);
        self.shown.lock().unwrap().push_str(&shown);
    }

    fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.lines.lock().unwrap())
    }
}

impl Hooks for Notes {
    fn before_send(&self, sending: &mut Sending<'_>) {
        let (operation, attempt) = (sending.operation(), sending.attempt());
        let effect = sending.effect();
        self.note(
            format!("send {operation} {attempt} {effect:?}"),
            format!("{sending:?} {}", sending.request()),
        );
    }

    fn after_receive(&self, received: &Received<'_>) {
        let (operation, attempt) = (received.operation(), received.attempt());
        let kind = received.error().map(apiloom::Error::kind);
        let (request, response) = (received.request(), received.response());
        assert_eq!(received.status(), response.as_ref().map(|r| r.status()));
        assert!(request.is_some() && received.duration() < Duration::from_secs(60));
        self.note(
            format!(
                "receive {operation} {attempt} {:?} {kind:?}",
                received.status()
            ),
            format!("{received:?} {request:?} {response:?}"),
        );
    }

    fn on_retry(&self, retrying: &Retrying<'_>) {
        let (attempt, reason) = (retrying.attempt(), retrying.reason());
        assert_eq!(retrying.error().attempts(), attempt);
        let waits = !retrying.wait().is_zero();
        self.note(
            format!(
                "retry {} {attempt} {reason:?} {waits}",
                retrying.operation()
            ),
            format!("{retrying:?}"),
        );
    }
}

fn client(replay: Arc<Replay>, hooks: Arc<dyn Hooks>) -> Client {
    let settings = Settings::new("demo", "a@b.example", TOKEN);
    Client::with_transport(settings, replay).configure(|core| {
        core.with_hooks(hooks)
            .with_retry(Retry::new().with_base(Duration::from_millis(1)))
    })
}

#[test]
fn every_attempt_is_told_without_secrets() {
    let echo = format!(r#"{{"code":1000,"customer":{{"id":1,"name":"{TOKEN} hunter2"}}}}"#);
    let connect = TransportError::new(Failure::Connect, format!("no way to {TOKEN}"));
    let replay = Replay::new()
        .then_fail(connect)
        .then(200, r#"{"code":4290}"#)
        .then(200, echo);
    let replay = Arc::new(replay);
    let notes = Arc::new(Notes::default());
    let required = AddCustomerRequired {
        group: "g".into(),
        name: "n".into(),
        password: Secret::from("hunter2"),
    };
    client(replay.clone(), notes.clone())
        .add_customer(required)
        .blocking()
        .unwrap();
    assert_eq!(
        notes.take(),
        [
            "send add_customer 1 Write",
            "receive add_customer 1 None Some(Transport)",
            "retry add_customer 1 Failure true",
            "send add_customer 2 Write",
            "receive add_customer 2 Some(200) Some(RateLimit)",
            "retry add_customer 2 Failure true",
            "send add_customer 3 Write",
            "receive add_customer 3 Some(200) None",
        ]
    );
    assert_eq!(replay.left(), 0);
    let shown = notes.shown.lock().unwrap();
    assert!(shown.contains(r#""password":"[secret]""#), "{shown}");
    for secret in [TOKEN, "s3cr3t%2Ftoken%2B1", "hunter2"] {
        assert!(!shown.contains(secret), "{secret} in {shown}");
    }
}

#[test]
fn what_is_not_sent_is_not_told() {
    let notes = Arc::new(Notes::default());
    let required = AddCustomerRequired {
        group: String::new(),
        name: "n".into(),
        password: Secret::from("hunter2"),
    };
    let client = client(Arc::new(Replay::new()), notes.clone());
    let error = client.add_customer(required).blocking().unwrap_err();
    assert_eq!(error.kind(), Kind::Input);
    let call = client.list_customers();
    call.prepare().unwrap();
    call.answer(apiloom::http::Response::default()).unwrap_err();
    assert_eq!(notes.take(), [] as [&str; 0]);
}

/// Adds a header to the first attempt, and tries what it may not.
#[derive(Debug)]
struct Tracing(&'static str);

impl Hooks for Tracing {
    fn before_send(&self, sending: &mut Sending<'_>) {
        if sending.attempt() == 1 {
            sending.add_header("X-Trace", self.0).unwrap();
        }
        for (name, value) in [
            ("X-Action", "Other"),
            ("Host", "other.example"),
            ("X-A", "1\r\nX-B: 2"),
            ("X A", "1"),
        ] {
            let error = sending.add_header(name, value).unwrap_err();
            assert_eq!(error.kind(), Kind::Input);
        }
    }
}

#[test]
fn headers_are_added_to_an_attempt_and_change_nothing_else() {
    let fine = r#"{"code":1000}"#;
    let replay = Arc::new(Replay::new().then(503, "{}").then(200, fine));
    let client = client(replay.clone(), Arc::new(Tracing("trace-1")));
    client.list_customers().blocking().unwrap();
    let requests = replay.requests();
    assert_eq!(requests[0].headers()["x-trace"], "trace-1");
    assert!(!requests[1].headers().contains_key("x-trace"));
    for request in requests {
        let headers = request.headers();
        let names = headers.keys().filter(|name| *name != "x-trace");
        let mut names: Vec<&str> = names.map(|name| name.as_str()).collect();
        names.sort_unstable();
        assert_eq!(names, ["accept", "x-action"]);
        assert_eq!(headers["x-action"], "ListCustomers");
    }
    // What the spec does not know may be a credential, so it is not shown.
    let replay = Arc::new(Replay::new().then(400, "{}"));
    let client = self::client(replay, Arc::new(Tracing("trace-1")));
    let error = client.list_customers().blocking().unwrap_err();
    let trace = ("x-trace".to_owned(), "[secret]".to_owned());
    assert!(error.request().unwrap().headers().contains(&trace));
}

/// Echoes what it was sent.
fn echo() -> Arc<dyn Transport> {
    Arc::new(transport::from_fn(|request: http::Request<Bytes>| {
        let headers = request.headers();
        let gate = headers.get("x-gate").map_or("", |v| v.to_str().unwrap());
        let word = gate.rsplit(' ').next().unwrap();
        let body = format!(r#"{{"code":1001,"msg":"no {gate}","user":"{word}"}}"#);
        let answer = http::Response::builder().status(401);
        let answer = answer
            .header("x-word", word)
            .header("x-agent", headers["user-agent"].to_str().unwrap());
        Ok(answer.body(Bytes::from(body)).unwrap())
    }))
}

/// Adds a credential of a gateway.
#[derive(Debug)]
struct Gate;

impl Hooks for Gate {
    fn before_send(&self, sending: &mut Sending<'_>) {
        sending.add_header("X-Gate", "Bearer gate-s3cret").unwrap();
        sending.add_header("User-Agent", "some-agent/1").unwrap();
        assert!(!format!("{sending:?}").contains("gate-s3cret"));
    }

    fn after_receive(&self, received: &Received<'_>) {
        assert!(!format!("{received:?}").contains("gate-s3cret"));
    }
}

#[test]
fn the_values_of_further_headers_are_hidden_wherever_they_stand() {
    let client = Client::with_transport(Settings::new("demo", "a@b.example", TOKEN), echo());
    let call = client.list_customers();
    let call = call.with_header("X-Gate", "Bearer gate-s3cret");
    let by_call = call.with_header("User-Agent", "some-agent/1");
    let hooked = client.configure(|core| core.with_hooks(Arc::new(Gate)));
    for call in [by_call, hooked.list_customers()] {
        let error = call.blocking().unwrap_err();
        let shown = format!("{error} {error:?}");
        assert!(!shown.contains("gate-s3cret"), "{shown}");
        let response = error.response().unwrap();
        let header = |name: &str| {
            let mut headers = response.headers().iter();
            headers.find(|(key, _)| key == name).unwrap().1.as_str()
        };
        assert_eq!(header("x-word"), "[secret]");
        // What calls itself by its name gives nothing away.
        assert_eq!(header("x-agent"), "some-agent/1");
    }
}

#[test]
fn several_hooks_run_in_their_order() {
    #[derive(Debug)]
    struct Letter(char, Arc<Mutex<String>>);

    impl Hooks for Letter {
        fn before_send(&self, _: &mut Sending<'_>) {
            self.1.lock().unwrap().push(self.0);
        }
    }

    let text = Arc::new(Mutex::new(String::new()));
    let letter = |letter| Arc::new(Letter(letter, text.clone()));
    let replay = Arc::new(Replay::new().then(200, r#"{"code":1000}"#));
    client(replay, letter('a'))
        .configure(|core| core.with_hooks(letter('b')).with_hooks(letter('c')))
        .list_customers()
        .blocking()
        .unwrap();
    assert_eq!(*text.lock().unwrap(), "abc");
}

#[test]
fn a_hook_that_panics_leaves_the_client_whole() {
    #[derive(Debug)]
    struct Once(AtomicBool);

    impl Hooks for Once {
        fn before_send(&self, _: &mut Sending<'_>) {
            assert!(self.0.swap(true, Ordering::SeqCst), "as the test wants");
        }
    }

    let replay = Replay::new().then(200, "{}");
    let core = quota::core(Arc::new(replay), "a")
        .with_hooks(Arc::new(Once(AtomicBool::new(false))))
        .with_deadline(Duration::from_secs(20));
    let send = || quota::Call::new(&core, quota::Serial).blocking();
    catch_unwind(AssertUnwindSafe(send)).unwrap_err();
    // The one place that the vendor has is free again.
    send().unwrap();
}

#[cfg(feature = "hyper")]
#[test]
fn tokens_are_fetched_in_sight_and_their_renewal_is_told() {
    let notes = Arc::new(Notes::default());
    let replay = Replay::new()
        .then(200, r#"{"data":{"token":"tok-abc"}}"#)
        .then(200, r#"{"error":"expired"}"#)
        .then(200, r#"{"data":{"token":"tok-def"}}"#)
        .then(200, "{}");
    let core = shop::core(Arc::new(replay), "a").with_hooks(notes.clone());
    shop::Call::new(&core, shop::Buy).blocking().unwrap();
    assert_eq!(
        notes.take(),
        [
            "send get_token 1 Write",
            "receive get_token 1 Some(200) None",
            "send buy 1 Write",
            "receive buy 1 Some(200) Some(Auth)",
            "retry buy 1 Token false",
            "send get_token 1 Write",
            "receive get_token 1 Some(200) None",
            "send buy 2 Write",
            "receive buy 2 Some(200) None",
        ]
    );
}
