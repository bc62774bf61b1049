//! Answers that are not as the spec says: they are read, told to hooks that want to know, counted, and errors only for
//! callers that are strict.
//!
//! The client comes through the macro, from a spec of the generator's own tests.

use std::sync::{Arc, Mutex};

use apiloom::drift::{Counters, Drift};
use apiloom::http::Response;
use apiloom::replay::Replay;
use apiloom::{Bytes, DeviationKind, Error, Hooks, Kind, Language, Secret, Transport};
use apiloom_tests::vendor::{baiyao, dmhub};

/// The client of a spec, in place.
pub mod client {
    apiloom::api!("../codegen/tests/fixtures/valid/drift.yaml");
}

use client::types::Bike;
use client::{Client, Settings};

const KEY: &str = "s3cr3t-key-1";

/// Writes down what it is told.
#[derive(Debug, Default)]
struct Listener {
    wants: bool,
    heard: Mutex<Vec<String>>,
}

impl Listener {
    fn eager() -> Arc<Self> {
        Arc::new(Self {
            wants: true,
            ..Self::default()
        })
    }

    fn take(&self) -> Vec<String> {
        std::mem::take(&mut self.heard.lock().unwrap())
    }
}

impl Hooks for Listener {
    fn wants_drift(&self) -> bool {
        self.wants
    }

    fn on_drift(&self, drift: &Drift<'_>) {
        let id = drift.request_id().unwrap_or("-");
        let head = format!("{} {} {id}", drift.operation(), drift.status());
        let (response, debug) = (drift.response().to_string(), format!("{drift:?}"));
        assert!(!response.contains(KEY) && !debug.contains(KEY), "{debug}");
        assert!(drift.request().is_some());
        let lines = drift.deviations().iter().map(ToString::to_string);
        let lines = std::iter::once(head).chain(lines);
        self.heard.lock().unwrap().extend(lines);
    }
}

fn client(bodies: &[&str]) -> Client {
    let replay = bodies.iter().fold(Replay::new(), |replay, body| {
        replay.then(200, (*body).to_owned())
    });
    let transport: Arc<dyn Transport> = Arc::new(replay);
    Client::with_transport(Settings::new(Secret::from(KEY)), transport)
}

fn hearing(bodies: &[&str], hooks: &Arc<impl Hooks + 'static>) -> Client {
    client(bodies).configure(|core| core.with_hooks(hooks.clone()))
}

fn data(data: &str) -> String {
    format!(r#"{{"code":0,"traceId":"t-7","extra":1,"data":{data}}}"#)
}

/// What is heard of an answer to `get_bike`.
async fn heard(bike: &str) -> Vec<String> {
    let listener = Listener::eager();
    let read = hearing(&[&data(bike)], &listener).get_bike(1).await;
    assert_eq!(read.unwrap().id, 1);
    listener.take()
}

#[tokio::test]
async fn what_is_as_promised_is_no_drift() {
    let bike = r#"{"id":1,"state":1,"electric":0,"tags":"a,b","code":"AB","owner":"{\"name\":\"A\",\"mail\":\"a@b.de\"}",
        "docks":[[1,2],[1,null]],"names":{"a":null},"place":{"x":1,"new":[]},"parent":null,"note":null,
        "fault":{"kind":"place","new":1},"word":["a"]}"#;
    assert_eq!(heard(bike).await, [""; 0]);
}

#[tokio::test]
async fn all_kinds_of_drift_are_told_at_once() {
    let bike = r#"{"vip":true,"id":1,"state":"1","electric":true,"tags":7,"code":"abc","owner":"{\"name\":\"A\",\"age\":7,\"mail\":\"x\"}",
        "docks":[{"number":1,"bike":null},[1,2,3]],"place":null,"fault":{"kind":"ghost"},"word":{}}"#;
    assert_eq!(
        heard(bike).await,
        [
            "get_bike 200 t-7",
            "data.vip: expected a member that the spec names, found bool",
            "data.state: expected number, found string",
            "data.electric: expected 1 or 0, found bool",
            "data.tags: expected string, found number",
            "data.owner.age: expected a member that the spec names, found number",
            "data.docks[0]: expected array, found object",
            "data.docks[1][2]: expected a member that the spec names, found number",
            "data.place: expected a value, found null",
            "data.fault.kind: expected a variant that the spec names, found \"ghost\"",
            "data.word: expected a variant that the spec names, found object",
            "data.code: does not match the pattern [A-Z]{2} (found abc)",
            "data.owner.mail: is no e-mail address such as name@example.com (found x)",
        ]
    );
}

#[tokio::test]
async fn hooks_that_do_not_want_it_hear_nothing() {
    let listener = Arc::new(Listener::default());
    let body = data(r#"{"id":1,"state":"1","new":1}"#);
    hearing(&[&body], &listener).get_bike(1).await.unwrap();
    assert_eq!(listener.take(), [""; 0]);
    // Nor do they where another one does.
    let eager = Listener::eager();
    let client = hearing(&[&body, &body], &listener);
    let client = client.configure(|core| core.with_hooks(eager.clone()));
    client.get_bike(1).await.unwrap();
    assert_eq!((listener.take().len(), eager.take().len()), (0, 3));
}

#[tokio::test]
async fn absent_and_null_answers() {
    let listener = Listener::eager();
    let bodies = [data("null"), data("null"), data(r#"{"id":1,"code":"a"}"#)];
    let bodies: Vec<&str> = bodies.iter().map(String::as_str).collect();
    let client = hearing(&bodies, &listener);
    assert_eq!(client.find_bike().await.unwrap(), None);
    assert_eq!(client.maybe_bike().await.unwrap(), None);
    assert_eq!(listener.take(), [""; 0]);
    assert!(client.maybe_bike().await.unwrap().is_some());
    assert_eq!(listener.take().len(), 2);
}

#[tokio::test]
async fn answers_without_members() {
    let listener = Listener::eager();
    let client = hearing(&[r#"["a@b.de","a"]"#, "any text"], &listener);
    client.get_mails().await.unwrap();
    assert_eq!(
        listener.take(),
        [
            "get_mails 200 -",
            "[1]: is no e-mail address such as name@example.com (found a)"
        ]
    );
    assert_eq!(client.get_key().await.unwrap(), "any text");
    assert_eq!(listener.take(), [""; 0]);
}

#[tokio::test]
async fn each_page_is_told_whether_pages_or_items_are_read() {
    let page = |id: i64, more: &str| {
        data(&format!(
            r#"{{"list":[{{"id":{id}{more}}}],"total":2,"more":1}}"#
        ))
    };
    let bodies = [page(1, r#","new":1"#), page(2, r#","code":"x""#)];
    let bodies: Vec<&str> = bodies.iter().map(String::as_str).collect();
    let expected = [
        "list_bikes 200 t-7",
        "data.list[0].new: expected a member that the spec names, found number",
        "data.more: expected a member that the spec names, found number",
        "list_bikes 200 t-7",
        "data.more: expected a member that the spec names, found number",
        "data.list[0].code: does not match the pattern [A-Z]{2} (found x)",
    ];
    let listener = Listener::eager();
    let mut pages = hearing(&bodies, &listener).list_bikes().pages();
    while let Some(page) = pages.next().await {
        page.unwrap();
    }
    assert_eq!(listener.take(), expected);
    let mut items = hearing(&bodies, &listener).list_bikes().items();
    let mut ids = Vec::new();
    while let Some(bike) = items.next().await {
        ids.push(bike.unwrap().id);
    }
    assert_eq!(ids, [1, 2]);
    assert_eq!(listener.take(), expected);
    // Strict, the first of them ends it.
    let mut items = client(&bodies).list_bikes().strict().items();
    let error = items.next().await.unwrap().unwrap_err();
    assert_eq!(error.deviations().map(apiloom::Deviations::len), Some(2));
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn a_page_that_cannot_be_read_around_its_items() {
    let listener = Listener::eager();
    let body = data(r#"{"list":[{"id":1,"new":1}],"total":"many"}"#);
    let mut items = hearing(&[&body], &listener).list_bikes().size(5).items();
    assert_eq!(items.next().await.unwrap().unwrap().id, 1);
    assert_eq!(
        listener.take(),
        [
            "list_bikes 200 t-7",
            "data.list[0].new: expected a member that the spec names, found number"
        ]
    );
}

#[tokio::test]
async fn counters_count_by_operation_place_and_kind() {
    let counters = Arc::new(Counters::new());
    let bodies = [
        data(r#"{"list":[{"id":1,"new":1},{"id":2,"new":null,"state":9}],"total":4}"#),
        data(r#"{"list":[{"id":3,"new":{}},{"id":4,"code":"x"}],"total":4}"#),
        data(r#"{"id":1,"state":"1"}"#),
    ];
    let bodies: Vec<&str> = bodies.iter().map(String::as_str).collect();
    let client = hearing(&bodies, &counters);
    let mut pages = client.list_bikes().pages();
    while let Some(page) = pages.next().await {
        page.unwrap();
    }
    client.get_bike(1).await.unwrap();
    assert_eq!(
        counters.to_string(),
        "times  answers  operation   kind            path\n\
         \x20   1        1  get_bike    other type      data.state\n\
         \x20   1        1  list_bikes  rule pattern    data.list[].code\n\
         \x20   3        2  list_bikes  unknown member  data.list[].new\n\
         \x20   1        1  list_bikes  unknown code    data.list[].state"
    );
    let snapshot = counters.snapshot();
    let third = &snapshot[2];
    assert_eq!(
        (third.operation, third.path.as_str()),
        ("list_bikes", "data.list[].new")
    );
    assert_eq!(third.kind, DeviationKind::UnknownMember);
    assert_eq!((third.times, third.answers), (3, 2));
}

#[tokio::test]
async fn a_strict_call_lists_all_of_it() {
    let body = data(r#"{"id":1,"state":"1","new":1,"code":"x"}"#);
    let listener = Listener::eager();
    let error = hearing(&[&body], &listener)
        .put_bike()
        .strict()
        .await
        .unwrap_err();
    // Hooks hear of it as well.
    assert_eq!(listener.take().len(), 4);
    assert_eq!((error.kind(), error.status()), (Kind::Decode, Some(200)));
    assert_eq!((error.operation(), error.attempts()), (Some("put_bike"), 1));
    assert!(!error.is_retryable());
    assert_eq!(
        error.to_string(),
        "put_bike: answer of an unexpected form (status 200): the answer is not as the spec says: \
         data.state: expected number, found string; \
         data.new: expected a member that the spec names, found number; \
         data.code: does not match the pattern [A-Z]{2} (found x)"
    );
    let kinds: Vec<DeviationKind> = error
        .deviations()
        .unwrap()
        .iter()
        .map(|d| d.kind())
        .collect();
    assert_eq!(
        kinds,
        [
            DeviationKind::OtherType,
            DeviationKind::UnknownMember,
            DeviationKind::Rule("pattern")
        ]
    );
    // What is as promised is let through.
    let good = data(r#"{"id":1}"#);
    client(&[&good]).get_bike(1).strict().await.unwrap();
}

#[tokio::test]
async fn a_client_may_be_strict() {
    let body = data(r#"{"id":1,"new":1}"#);
    let lenient = client(&[&body, &body]);
    lenient.get_bike(1).await.unwrap();
    let strict = lenient.configure(|core| core.with_strict_answers(true));
    assert_eq!(strict.get_bike(1).await.unwrap_err().kind(), Kind::Decode);
}

/// What an envelope looks at stands beside the members of an answer that is the whole body.
#[tokio::test]
async fn the_members_of_the_envelope_are_no_drift() {
    let attributes = |more: &str| {
        let body = format!(r#"{{"code":0,"msg":"ok","data":[]{more}}}"#);
        let replay: Arc<dyn Transport> = Arc::new(Replay::new().then(200, body));
        let client = baiyao::Client::with_transport(baiyao::Settings::new().token(KEY), replay);
        client.get_customer_attributes(["name"], 1).strict()
    };
    attributes("").await.unwrap();
    let error = attributes(r#","trace":"7""#).await.unwrap_err();
    let deviations = error.deviations().unwrap();
    let paths: Vec<&str> = deviations.iter().map(apiloom::Deviation::path).collect();
    assert_eq!(paths, ["trace"]);
}

#[test]
fn an_answer_without_a_transport() {
    let client = client(&[]);
    let answer = |call: client::Call<client::operations::GetBike>| -> Result<Bike, Error> {
        call.answer(Response::new(Bytes::from(data(r#"{"id":1,"new":1}"#))))
    };
    assert!(answer(client.get_bike(1)).is_ok());
    let error = answer(client.get_bike(1).strict()).unwrap_err();
    assert_eq!(error.deviations().map(apiloom::Deviations::len), Some(1));
}

#[tokio::test]
async fn no_secret_is_shown() {
    let listener = Listener::eager();
    let bike = format!(
        r#"{{"id":1,"state":"{KEY}","{KEY}":1,"owner":"{{\"name\":\"A\",\"mail\":\"{KEY}\",\"pin\":\"hush\"}}","fault":{{"kind":"{KEY}"}}}}"#
    );
    // The code under the name of a secret is one, too.
    let lock = r#"{"pin":77123,"mail":"no mail"}"#;
    let client = hearing(&[&data(&bike), &data(lock), &data(&bike)], &listener);
    client.get_bike(1).await.unwrap();
    assert_eq!(
        listener.take(),
        [
            "get_bike 200 t-7",
            "data.state: expected a code of State, found \"[secret]\"",
            "data.[secret]: expected a member that the spec names, found number",
            "data.fault.kind: expected a variant that the spec names, found \"[secret]\"",
            "data.owner.mail: is no e-mail address such as name@example.com (found [secret])",
        ]
    );
    client.get_lock().await.unwrap();
    assert_eq!(
        listener.take(),
        [
            "get_lock 200 t-7",
            "data.pin: expected a code of State, found [secret]",
            "data.mail: is no e-mail address such as name@example.com (found no mail)",
        ]
    );
    let error = client.get_bike(1).strict().await.unwrap_err();
    for shown in [error.to_string(), format!("{error:?}")] {
        assert!(!shown.contains(KEY) && !shown.contains("hush"), "{shown}");
    }
}

/// What is shown of a value is cut; the beginning of a secret is one.
#[tokio::test]
async fn not_even_the_beginning_of_a_secret_is_shown() {
    let key = format!("{} {}", "s3cr3t".repeat(10), "k".repeat(60));
    let bike = format!(
        r#"{{"id":1,"state":"{key}","{key}":1,"owner":"{{\"name\":\"A\",\"mail\":\"x {key}\"}}"}}"#
    );
    let replay = Replay::new()
        .then(200, data(&bike))
        .then(200, data(&format!(r#"{{"id":"{key}"}}"#)));
    let transport: Arc<dyn Transport> = Arc::new(replay);
    let listener = Listener::eager();
    let client = Client::with_transport(Settings::new(Secret::from(key.as_str())), transport)
        .configure(|core| core.with_hooks(listener.clone()));
    client.get_bike(1).await.unwrap();
    assert_eq!(
        listener.take(),
        [
            "get_bike 200 t-7",
            "data.state: expected a code of State, found \"[secret]\"…",
            "data[\"[secret]\"…]: expected a member that the spec names, found number",
            "data.owner.mail: is no e-mail address such as name@example.com (found x [secret]…)",
        ]
    );
    let error = client.get_bike(1).await.unwrap_err();
    assert_eq!(
        error.message(),
        Some("expected integer, found string \"[secret]\"…")
    );
}

#[tokio::test]
async fn the_client_chooses_the_language_of_rules() {
    let listener = Listener::eager();
    let body = data(r#"{"id":1,"code":"x"}"#);
    let client = hearing(&[&body], &listener);
    let client = client.configure(|core| core.with_language(Language::Chinese));
    client.get_bike(1).await.unwrap();
    assert_eq!(
        listener.take()[1],
        "data.code: 不符合正则表达式 [A-Z]{2} (found x)"
    );
}

/// The vendors' own clients: one that lets its customers have any member, and one that does not.
#[tokio::test]
async fn the_specs_say_which_members_may_be_new() {
    let counters = Arc::new(Counters::new());
    let replay = Replay::new().then(
        200,
        r#"{"code":0,"data":{"city":"a","new":1,"records":[]}}"#,
    );
    let transport: Arc<dyn Transport> = Arc::new(replay);
    let client =
        baiyao::Client::with_transport(baiyao::Settings::new().token("made-up-key"), transport);
    let client = client.configure(|core| core.with_hooks(counters.clone()));
    client.get_customer(1).await.unwrap();
    let paths: Vec<String> = counters
        .snapshot()
        .into_iter()
        .map(|count| count.path)
        .collect();
    assert!(paths.contains(&"data.new".to_owned()), "{paths:?}");

    let counters = Arc::new(Counters::new());
    let replay = Replay::new().then(200, r#"{"id":1,"new":1}"#);
    let transport: Arc<dyn Transport> = Arc::new(replay);
    let client = dmhub::Client::with_transport(
        dmhub::Settings::new("made-up-app", "made-up-secret"),
        transport,
    );
    let client = client.configure(|core| core.with_hooks(counters.clone()));
    client.set_access_token("made-up");
    client.get_customer(1).await.unwrap();
    assert_eq!(counters.snapshot(), []);
}
