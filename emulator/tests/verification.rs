//! Who sends a request: clients of the interpreter sign, and the emulator computes every scheme anew.

mod support;

use apiloom_codegen::model::{AuthUse, Operation};
use apiloom_codegen::pipeline;
use apiloom_emulator::{Engine, Entry, FailureKind, Options, Outcome, Received};
use apiloom_interpreter::Client;
use apiloom_wire::{Timestamp, functions as f};
use support::{NOON, Vendor, fixture, noon, received};

/// An operation of each scheme that needs no token, with inputs.
const SIGNED: &[(&str, &str)] = &[
    ("digest", r#"{"page":2}"#),
    ("packed", r#"{"page":2,"name":"a b"}"#),
    ("hidden_time", "{}"),
    ("formatted", r#"{"page":2,"name":"a b"}"#),
    ("in_body", r#"{"name":"n","box":{"x":"y"}}"#),
    ("basic", "{}"),
    ("both", "{}"),
];

fn vendor() -> Vendor {
    Vendor::new(fixture("schemes.yaml"), Options::default())
}

/// The signed request of a call, as it is received.
fn signed(vendor: &Vendor, operation: &str, inputs: &str) -> Received {
    let client = vendor.client();
    let call = client.call(operation, inputs.as_bytes()).unwrap();
    received(
        &call
            .prepare()
            .unwrap_or_else(|e| panic!("{operation}: {e}")),
    )
}

fn kind(entry: &Entry) -> Option<&FailureKind> {
    entry.outcome.refused()
}

#[track_caller]
fn let_through(entry: &Entry, name: &str) {
    assert_eq!(entry.outcome, Outcome::Answered, "{name}: {entry}");
}

#[test]
fn what_the_runtime_signs_is_let_through() {
    let vendor = vendor();
    for (name, inputs) in SIGNED {
        let entry = vendor.handle(&signed(&vendor, name, inputs));
        let_through(&entry, name);
        let none: [String; 0] = [];
        assert_eq!(
            (entry.notes, entry.violations),
            (none.to_vec(), none.to_vec()),
            "{name}"
        );
        let schemes: &[&str] = if *name == "both" {
            &["digest", "key"]
        } else {
            &[name]
        };
        assert_eq!(entry.schemes, schemes);
    }
}

#[test]
fn another_secret_is_a_wrong_signature() {
    let vendor = vendor();
    let mut settings = vendor.settings();
    for (_, text) in settings.iter_mut().filter(|(name, _)| name == "secret") {
        "another".clone_into(text);
    }
    for (name, inputs) in SIGNED {
        let client = vendor.client_with(&settings);
        let call = client.call(name, inputs.as_bytes()).unwrap();
        let entry = vendor.handle(&received(&call.prepare().unwrap()));
        assert_eq!(
            kind(&entry),
            Some(&FailureKind::BadSignature),
            "{name}: {entry}"
        );
    }
}

#[test]
fn what_was_signed_cannot_be_changed() {
    let vendor = vendor();
    for (name, inputs) in [SIGNED[1], SIGNED[3], SIGNED[4]] {
        let mut request = signed(&vendor, name, inputs);
        let body = String::from_utf8(request.body.to_vec()).unwrap();
        let changed = body
            .replace("a b", "a c")
            .replace("a%20b", "a%20c")
            .replace(r#""n""#, r#""m""#);
        assert_ne!(changed, body);
        request.body = changed.into();
        let entry = vendor.handle(&request);
        assert_eq!(
            kind(&entry),
            Some(&FailureKind::BadSignature),
            "{name}: {entry}"
        );
    }
    let mut request = signed(&vendor, "packed", SIGNED[1].1);
    request.query_text = request.query_text.replace("page=2", "page=3");
    let entry = vendor.handle(&request);
    assert_eq!(kind(&entry), Some(&FailureKind::BadSignature), "{entry}");
}

#[test]
fn a_time_far_off_is_stale_on_both_sides() {
    for (name, inputs) in SIGNED.iter().filter(|(name, _)| *name != "basic") {
        let vendor = vendor();
        for (off, fine) in [(-901, false), (-899, true), (899, true), (901, false)] {
            // A new request each time: random texts must not repeat.
            let request = signed(&vendor, name, inputs);
            *vendor.now.lock().unwrap() = Timestamp::from_unix_seconds(NOON + off);
            let entry = vendor.handle(&request);
            if fine {
                let_through(&entry, name);
                continue;
            }
            // A time that is only hashed cannot be told from a wrong secret.
            let expected = match *name {
                "hidden_time" => FailureKind::BadSignature,
                _ => FailureKind::Stale,
            };
            assert_eq!(kind(&entry), Some(&expected), "{name} {off}: {entry}");
        }
    }
}

/// The whole window of a body of a megabyte would be four gigabytes to hash, while everyone else waits.
#[test]
fn a_long_body_is_not_hashed_for_each_second_of_the_window() {
    let vendor = vendor();
    let inputs = format!(r#"{{"name":"{}"}}"#, "n".repeat(1 << 20));
    let request = signed(&vendor, "hidden_time_of_body", &inputs);
    for off in [0, 3, -3] {
        *vendor.now.lock().unwrap() = Timestamp::from_unix_seconds(NOON + off);
        let_through(&vendor.handle(&request), "hidden_time_of_body");
    }
    let mut wrong = request.clone();
    wrong.body = inputs.replace("nn\"", "nm\"").into();
    let entry = vendor.handle(&wrong);
    assert_eq!(kind(&entry), Some(&FailureKind::BadSignature));
    let said = entry.outcome.to_string();
    assert!(
        said.contains("X-Sign") && said.contains("were given up"),
        "{said}"
    );
}

/// The whole window is tried where a request is short.
#[test]
fn a_wrong_signature_of_a_short_request_is_wrong_at_all_times() {
    let vendor = vendor();
    let mut request = signed(&vendor, "hidden_time_of_body", r#"{"name":"n"}"#);
    *vendor.now.lock().unwrap() = Timestamp::from_unix_seconds(NOON - 899);
    let_through(&vendor.handle(&request), "hidden_time_of_body");
    request.body = r#"{"name":"m"}"#.into();
    let said = vendor.handle(&request).outcome.to_string();
    assert!(
        said.contains("X-Sign") && !said.contains("given up"),
        "{said}"
    );
}

/// A window without an end is a way to ask for no check of the time.
#[test]
fn a_window_may_be_longer_than_can_be_tried() {
    let options = Options {
        window: u64::MAX,
        ..Options::default()
    };
    let vendor = Vendor::new(fixture("schemes.yaml"), options);
    let mut request = signed(&vendor, "hidden_time", "{}");
    let_through(&vendor.handle(&request), "hidden_time");
    for (_, text) in request
        .headers
        .iter_mut()
        .filter(|(name, _)| name == "x-sign")
    {
        "0".clone_into(text);
    }
    let said = vendor.handle(&request).outcome.to_string();
    assert!(said.contains("were given up"), "{said}");
}

/// Transports add such headers by themselves, but here the caller and the scheme have placed them.
#[test]
fn a_header_that_is_an_input_is_signed_whatever_its_name() {
    let vendor = vendor();
    let request = signed(
        &vendor,
        "headers",
        r#"{"User-Agent":"mine","TE":"trailers"}"#,
    );
    let_through(&vendor.handle(&request), "headers");
    for name in ["user-agent", "te", "accept-encoding"] {
        let mut wrong = request.clone();
        for (_, text) in wrong.headers.iter_mut().filter(|(known, _)| known == name) {
            text.push('x');
        }
        assert_ne!(wrong, request, "{name}");
        let entry = vendor.handle(&wrong);
        assert_eq!(kind(&entry), Some(&FailureKind::BadSignature), "{entry}");
    }
    let mut more = request.clone();
    more.headers.push(("connection".into(), "close".into()));
    let_through(&vendor.handle(&more), "headers");
}

#[test]
fn a_random_text_is_good_once() {
    let vendor = vendor();
    for (name, inputs) in SIGNED {
        let request = signed(&vendor, name, inputs);
        let_through(&vendor.handle(&request), name);
        let again = vendor.handle(&request);
        match *name {
            "digest" | "packed" | "both" => {
                assert_eq!(
                    kind(&again),
                    Some(&FailureKind::Replayed),
                    "{name}: {again}"
                );
            }
            _ => let_through(&again, name),
        }
    }
}

/// A refused request uses nothing up.
#[test]
fn a_random_text_of_a_refused_request_is_still_good() {
    let vendor = vendor();
    let request = signed(&vendor, "digest", "{}");
    let mut wrong = request.clone();
    wrong.query_text = wrong.query_text.replace("sign=", "sign=0");
    assert_eq!(
        kind(&vendor.handle(&wrong)),
        Some(&FailureKind::BadSignature)
    );
    let_through(&vendor.handle(&request), "digest");
}

#[test]
fn what_is_missing_is_named() {
    let vendor = vendor();
    let request = signed(&vendor, "digest", "{}");
    let mut part = request.clone();
    part.query_text = request
        .query_text
        .split("&nonce")
        .next()
        .unwrap()
        .to_owned();
    let entry = vendor.handle(&part);
    assert_eq!(kind(&entry), Some(&FailureKind::Unauthenticated));
    let said = entry.outcome.to_string();
    assert!(
        said.contains("query parameter `nonce`, the query parameter `sign` are missing"),
        "{said}"
    );
    let bare = Received {
        query_text: String::new(),
        ..request
    };
    assert_eq!(
        kind(&vendor.handle(&bare)),
        Some(&FailureKind::Unauthenticated)
    );
}

#[test]
fn of_several_schemes_one_is_enough() {
    let vendor = vendor();
    let digest = signed(&vendor, "digest", "{}");
    let either = Received {
        path: "/either".to_owned(),
        ..digest
    };
    let entry = vendor.handle(&either);
    let_through(&entry, "either");
    assert_eq!(entry.schemes, ["digest"]);
}

#[test]
fn an_unknown_function_takes_any_text_and_says_so() {
    let vendor = vendor();
    let request = |sign: &str| Received {
        method: "GET".to_owned(),
        path: "/hooked".to_owned(),
        headers: vec![
            ("x-time".into(), NOON.to_string()),
            ("x-sign".into(), sign.to_owned()),
        ],
        ..Received::default()
    };
    let entry = vendor.handle(&request("anything"));
    let_through(&entry, "hooked");
    assert!(
        entry.notes[0].contains("the spec does not say how `sign` is computed"),
        "{entry}"
    );
    assert_eq!(
        kind(&vendor.handle(&request(""))),
        Some(&FailureKind::BadSignature)
    );
}

#[test]
fn an_auth_file_makes_a_function_known() {
    let auth = fixture("schemes.auth");
    let checked = pipeline::check_with(&[fixture("schemes.yaml")], Some(&auth));
    let api = Box::leak(Box::new(checked.apis.into_iter().next().unwrap()));
    let mut engine = Engine::new(api, Options::default()).unwrap();
    let mut handle = |sign: &str| {
        let request = Received {
            method: "GET".to_owned(),
            path: "/hooked".to_owned(),
            headers: vec![
                ("x-time".into(), NOON.to_string()),
                ("x-sign".into(), sign.to_owned()),
            ],
            ..Received::default()
        };
        engine
            .handle(&request, "http://127.0.0.1:4010", noon())
            .entry
    };
    let right = f::hex(&f::sha256(&format!("pepper{NOON}")));
    let entry = handle(&right);
    let_through(&entry, "hooked");
    assert!(entry.notes.is_empty(), "{entry}");
    assert_eq!(kind(&handle("anything")), Some(&FailureKind::BadSignature));
}

#[test]
fn tokens_are_handed_out_and_end() {
    for name in ["bearer", "hashed_token"] {
        let vendor = vendor();
        let client = vendor.client();
        let send = || client.call(name, b"{}").unwrap().blocking();
        send().unwrap_or_else(|e| panic!("{name}: {e}"));
        send().unwrap();
        let names: Vec<_> = vendor
            .log
            .lock()
            .unwrap()
            .iter()
            .filter_map(|e| e.operation.clone())
            .collect();
        assert_eq!(names, ["log_in", name, name]);
        let request = received(&client.call(name, b"{}").unwrap().prepare().unwrap());
        *vendor.now.lock().unwrap() = Timestamp::from_unix_seconds(NOON + 7_201);
        let late = vendor.handle(&request);
        let expired = FailureKind::ExpiredToken(vec!["401".to_owned()]);
        assert_eq!(kind(&late), Some(&expired), "{late}");
        *vendor.now.lock().unwrap() = noon();
        let_through(&vendor.handle(&request), name);
    }
}

#[test]
fn credentials_that_buy_tokens_are_checked() {
    let vendor = vendor();
    let mut settings = vendor.settings();
    for (_, text) in settings.iter_mut().filter(|(name, _)| name == "password") {
        "another".clone_into(text);
    }
    let client = vendor.client_with(&settings);
    client
        .call("bearer", b"{}")
        .unwrap()
        .blocking()
        .unwrap_err();
    assert_eq!(kind(&vendor.last()), Some(&FailureKind::BadSignature));
    assert_eq!(vendor.last().operation.as_deref(), Some("log_in"));
}

/// Each operation of all specs, with the settings that were made up: what a client signs and finds right is
/// neither unreadable nor refused.
#[test]
fn all_operations_of_all_specs_are_let_through() {
    let mut tried = 0;
    let folders = ["../specs", "../codegen/tests/fixtures/valid"];
    let paths = folders.map(|folder| pipeline::specs_in(folder.as_ref()).unwrap());
    for path in paths.iter().flatten() {
        let vendor = Vendor::new(path, Options::default());
        let client = vendor.client();
        for operation in &client.interpreter().api().operations {
            tried += tries(&vendor, &client, operation);
        }
    }
    assert!(tried > 100, "{tried}");
}

/// Calls an operation with the inputs of its examples, or without any.
fn tries(vendor: &Vendor, client: &Client, operation: &Operation) -> usize {
    let name = operation.name.snake();
    let examples = operation.examples.iter().filter_map(|e| e.request.as_ref());
    let mut inputs: Vec<String> = examples.map(ToString::to_string).collect();
    inputs.push("{}".to_owned());
    let mut tried = 0;
    for json in inputs {
        let before = vendor.log.lock().unwrap().len();
        // What has required inputs is not called without them.
        let Ok(call) = client.call(&name, json.as_bytes()) else {
            continue;
        };
        let sent = call.blocking();
        for entry in vendor.log.lock().unwrap().iter().skip(before) {
            let refused = match kind(entry) {
                // An example of a token operation has other credentials.
                Some(FailureKind::BadSignature) => operation.auth != AuthUse::None,
                Some(
                    FailureKind::Unauthenticated
                    | FailureKind::Stale
                    | FailureKind::Replayed
                    | FailureKind::ExpiredToken(_)
                    | FailureKind::NoRoute
                    | FailureKind::NoMethod
                    | FailureKind::Malformed
                    | FailureKind::Invalid,
                ) => true,
                _ => false,
            };
            assert!(!refused, "{entry}: {sent:?}");
            tried += 1;
        }
    }
    tried
}
