//! Values of secret inputs do not show, in whatever style and place they are sent.

use std::fs;
use std::path::PathBuf;
use std::sync::{Arc, Mutex};

use apiloom::hooks::{Hooks, Received, Sending};
use apiloom::replay::{Recorder, Replay};
use apiloom::{
    Answer, Auth, Core, DecodeError, Effect, Error, Json, Method, Operate, Operation, PairStyle,
    Repeat, RequestBuilder, Retry, Seal, Secret, Stamp, Vendor, Verdict, decode,
};

apiloom::call_type!();

/// A vendor with fields that are secret.
struct Facts;

impl Vendor for Facts {
    fn name(&self) -> &'static str {
        "rides"
    }

    fn server(&self, _: &str) -> Result<String, Error> {
        Ok("https://rides.example/v1".to_owned())
    }

    fn stamp(&self, _: &str, _: &mut Stamp<'_>) -> Result<Seal, Error> {
        Ok(Seal::none())
    }

    fn secrets(&self) -> Vec<&Secret> {
        Vec::new()
    }

    fn secret_fields(&self) -> &'static [&'static str] {
        &["password", "pins"]
    }
}

/// What the test's only operation writes.
#[derive(Clone)]
struct Write(fn(&mut RequestBuilder, PairStyle), PairStyle);

static WRITE: Operation = Operation {
    id: "write",
    method: Method::POST,
    path: "/rides/{password}",
    server: "default",
    auth: Auth::All(&["none"]),
    effect: Effect::Write,
    repeat: Repeat::Never,
    facts: &[],
    judge: &Verdict::by_status,
    errors: &[],
    limits: &[],
};

impl Operate for Write {
    type Output = ();
    const OPERATION: &'static Operation = &WRITE;

    fn encode(&self, request: &mut RequestBuilder) {
        request.path("password", &"42".to_owned());
        (self.0)(request, self.1);
    }

    fn decode(_: &Answer<'_>) -> Result<(), DecodeError> {
        Ok(())
    }
}

/// A customer with secrets that JSON and URLs spell in several ways, and short ones.
fn customer(style: PairStyle) -> Json {
    let text = r#"{"name":"Zoe","password":"pa\"ss w0rd/1","inner":{"password":"\u00fc-two"},
        "pins":{"a":"8q"},"more":"{\"password\":\"thr\\\"ee/3\",\"pins\":[\"q9\\\"z\"]}"}"#;
    let value: Json = decode(text.as_bytes()).unwrap();
    match (value, style) {
        // As it would be part of a larger text.
        (value, PairStyle::Json) => Json::Array(vec![value]),
        (value, _) => value,
    }
}

/// Every way in which a part of a secret that tells enough could stand in a text.
const MARKS: &[&str] = &[
    "pa%22ss",
    "pa\"ss",
    "pa\\\"ss",
    "ss%20w0rd",
    "ss+w0rd",
    "ss w0rd",
    "w0rd",
    "-two",
    "thr",
    "8q",
    "q9",
    "/42",
];

/// Keeps what hooks are given.
#[derive(Debug, Default)]
struct Seen(Mutex<Vec<String>>);

impl Hooks for Seen {
    fn before_send(&self, sending: &mut Sending<'_>) {
        let text = format!("{sending:?} {:?}", sending.request());
        self.0.lock().unwrap().push(text);
    }

    fn after_receive(&self, received: &Received<'_>) {
        let text = format!("{received:?} {:?}", received.request());
        self.0.lock().unwrap().push(text);
    }
}

#[track_caller]
fn assert_hidden(what: &str, text: &str) {
    for mark in MARKS {
        assert!(!text.contains(mark), "{what}: `{mark}` in {text}");
    }
}

fn file() -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("secrets.jsonl")
}

/// Sends a call that fails, and looks at all that is shown and kept of it.
#[track_caller]
fn assert_shows_nothing(write: Write) -> String {
    let echo = |request: &apiloom::http::Request<apiloom::Bytes>| {
        let body = String::from_utf8_lossy(request.body()).into_owned();
        format!("{} {body}", request.uri())
    };
    let offline = Core::new(Facts, Arc::new(Replay::new()));
    let run = Call::new(&offline, write.clone()).dry_run().unwrap();
    assert_hidden("dry run", &format!("{run} {run:?}"));
    let answer = Replay::new().then(500, echo(run.request()));
    let recorder = Recorder::create(file(), Arc::new(answer)).unwrap();
    let seen = Arc::new(Seen::default());
    let core = Core::new(Facts, Arc::new(recorder))
        .with_retry(Retry::none())
        .with_hooks(seen.clone());
    let error = Call::new(&core, write).blocking().unwrap_err();
    assert_hidden("error", &format!("{error} {error:?}"));
    let request = error.request().unwrap().to_string();
    assert_hidden("request", &request);
    assert_hidden("hooks", &seen.0.lock().unwrap().join("\n"));
    assert_hidden("recording", &fs::read_to_string(file()).unwrap());
    request
}

const STYLES: [PairStyle; 8] = [
    PairStyle::Json,
    PairStyle::Brackets,
    PairStyle::Index0,
    PairStyle::Index1,
    PairStyle::Dots,
    PairStyle::Dots0,
    PairStyle::Dots1,
    PairStyle::Index0Dots,
];

#[test]
fn secrets_in_objects_do_not_show_in_any_style() {
    for style in STYLES {
        let query = |r: &mut RequestBuilder, s| r.query_styled("customer", s, &customer(s));
        let shown = assert_shows_nothing(Write(query, style));
        assert!(shown.contains("[secret]"), "{shown}");
        let form = |r: &mut RequestBuilder, s| r.form_styled("customer", s, &customer(s));
        let shown = assert_shows_nothing(Write(form, style));
        assert!(shown.contains("customer"), "{shown}");
        let spread = |r: &mut RequestBuilder, s| match customer(PairStyle::Dots) {
            Json::Object(members) => {
                let members = members.into_iter();
                let texts = members.filter(|(name, _)| s == PairStyle::Json || name != "more");
                r.form_spread(s, &Json::Object(texts.collect()));
            }
            _ => unreachable!("an object"),
        };
        assert_shows_nothing(Write(spread, style));
        let part = |r: &mut RequestBuilder, s| r.part_styled("customer", s, &customer(s));
        assert_shows_nothing(Write(part, style));
        let header = |r: &mut RequestBuilder, s| {
            r.header("X-Customer", &customer(s).to_string());
        };
        assert_shows_nothing(Write(header, style));
    }
}

#[test]
fn what_is_no_secret_shows() {
    let write = |r: &mut RequestBuilder, s| {
        let value: Json = decode(br#"{"name":"Zoe","tags":["a"]}"#).unwrap();
        r.query_styled("customer", s, &value);
    };
    let shown = assert_shows_nothing(Write(write, PairStyle::Json));
    assert!(
        shown.contains("customer=%7B%22name%22%3A%22Zoe%22"),
        "{shown}"
    );
}
