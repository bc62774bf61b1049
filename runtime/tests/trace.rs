//! What is told to `tracing`: a span a call, an event an attempt, no secret.

#[allow(dead_code, reason = "these tests do not look at all of the shop")]
pub mod shop;

use std::fmt::{self, Write as _};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use apiloom::replay::Replay;
use apiloom::{Error, Retry};
use shop::{Buy, Call};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Writes spans and events down in a line each, indented by the spans that they are in.
#[derive(Clone, Default)]
struct Notes {
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    lines: Vec<String>,
    spans: u64,
    inside: usize,
}

impl Notes {
    fn note(&self, metadata: &Metadata<'_>, record: impl FnOnce(&mut Fields)) {
        let mut fields = Fields(String::new());
        record(&mut fields);
        let mut state = self.state.lock().unwrap();
        let (indent, level) = ("  ".repeat(state.inside), metadata.level());
        let kind = if metadata.is_span() { "span" } else { "event" };
        let line = format!("{indent}{kind} {level} {}{}", metadata.target(), fields.0);
        state.lines.push(line);
    }

    fn lines(&self) -> Vec<String> {
        self.state.lock().unwrap().lines.clone()
    }
}

impl Subscriber for Notes {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        self.note(span.metadata(), |fields| span.record(fields));
        let mut state = self.state.lock().unwrap();
        state.spans += 1;
        Id::from_u64(state.spans)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        self.note(event.metadata(), |fields| event.record(fields));
    }

    fn enter(&self, _: &Id) {
        self.state.lock().unwrap().inside += 1;
    }

    fn exit(&self, _: &Id) {
        self.state.lock().unwrap().inside -= 1;
    }
}

/// The fields in a line; of times, only whether they are there, since they differ.
struct Fields(String);

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        let _ = write!(self.0, " {field}={value:?}");
    }

    fn record_u64(&mut self, field: &Field, value: u64) {
        if field.name().ends_with("_ms") {
            let _ = write!(self.0, " {field}");
        } else {
            self.record_debug(field, &value);
        }
    }
}

fn buy(replay: Replay, retry: Retry) -> (Result<(), Error>, Vec<String>) {
    let notes = Notes::default();
    let core = shop::core(Arc::new(replay), "a").with_retry(retry);
    let outcome = tracing::subscriber::with_default(notes.clone(), || {
        let parent = tracing::info_span!(target: "user", "order");
        parent.in_scope(|| Call::new(&core, Buy).blocking())
    });
    (outcome, notes.lines())
}

#[test]
fn a_call_is_a_span_and_an_attempt_an_event() {
    let replay = Replay::new()
        .then(503, "{}")
        .then(200, r#"{"data":{"token":"tok-abc"}}"#)
        .then(200, r#"{"error":"expired","seen":"tok-abc"}"#)
        .then(200, r#"{"data":{"token":"tok-def"}}"#)
        .then(200, "{}");
    let retry = Retry::new().with_base(Duration::from_millis(1));
    let (outcome, lines) = buy(replay, retry);
    outcome.unwrap();
    let (answered, failed) = ("message=answered", "message=failed");
    let time = "duration_ms";
    assert_eq!(
        lines,
        [
            "span INFO user".to_owned(),
            r#"  span INFO apiloom vendor="shop" operation="buy" effect="write""#.to_owned(),
            r#"    span INFO apiloom vendor="shop" operation="get_token" effect="write""#
                .to_owned(),
            format!(
                "      event WARN apiloom {failed} attempt=1 status=503 {time} wait_ms error.kind=Unavailable"
            ),
            format!("      event DEBUG apiloom {answered} attempt=2 status=200 {time}"),
            format!(
                "    event WARN apiloom {failed} attempt=1 status=200 {time} wait_ms error.kind=Auth error.name=\"Expired\" error.code=\"expired\""
            ),
            r#"    span INFO apiloom vendor="shop" operation="get_token" effect="write""#
                .to_owned(),
            format!("      event DEBUG apiloom {answered} attempt=1 status=200 {time}"),
            format!("    event DEBUG apiloom {answered} attempt=2 status=200 {time}"),
        ]
    );
}

#[test]
fn a_failure_that_is_final_has_no_wait_and_shows_no_secret() {
    // The code is what the vendor says, and a vendor may say anything.
    let replay = Replay::new()
        .then(200, r#"{"data":{"token":"tok-abc"}}"#)
        .then(400, r#"{"error":"tok-abc of hunter2hunter2"}"#);
    let (outcome, lines) = buy(replay, Retry::none());
    assert_eq!(outcome.unwrap_err().code(), Some("[secret] of [secret]"));
    assert_eq!(
        lines.last().unwrap(),
        "    event WARN apiloom message=failed attempt=1 status=400 duration_ms \
         error.kind=Invalid error.code=\"[secret] of [secret]\""
    );
}
