//! Calls through the door for tools do what those of a client do.

pub mod mini;

use std::sync::Arc;

use apiloom::dynamic::{self, Reader};
use apiloom::replay::Replay;
use apiloom::{
    Answer, CallOptions, DecodeError, Deviation, FixedClock, FixedNonces, Json, Kind, Method,
    Place, Timestamp, Violations, http,
};
use mini::{Client, Settings};

/// Reads any JSON below `data`, of which a list must not be empty.
struct Data;

impl Reader for Data {
    type Output = Json;

    fn decode(&self, answer: &Answer<'_>) -> Result<Json, DecodeError> {
        answer.read(&["data"])
    }

    fn validate_output(&self, output: &Json, found: &mut Violations) {
        let items = output.get("items").and_then(Json::as_array);
        let count = items.map_or(0, <[Json]>::len);
        let at = Place::ROOT.within("data");
        found.items(&at.field("items", "items"), count, 1, 10);
    }

    fn request_id(&self, answer: &Answer<'_>) -> Option<String> {
        answer.header("x-id").map(str::to_owned)
    }
}

fn client(replay: &Arc<Replay>) -> Client {
    let settings = Settings::new("demo", "a@b.example", "s3cr3t/token+1");
    Client::with_transport(settings, replay.clone()).configure(|core| {
        core.with_clock(Arc::new(FixedClock(Timestamp::from_unix_seconds(
            1_494_474_284,
        ))))
        .with_nonces(Arc::new(FixedNonces::new(["n1", "n2"])))
    })
}

fn same(a: &http::Request<apiloom::Bytes>, b: &http::Request<apiloom::Bytes>) {
    assert_eq!((a.method(), a.uri()), (b.method(), b.uri()));
    assert_eq!((a.headers(), a.body()), (b.headers(), b.body()));
}

#[test]
fn requests_are_the_same() {
    let replay = Arc::default();
    let typed = client(&replay).list_customers().search_key("x").limit(2);
    let fresh = client(&replay);
    let options = CallOptions::default();
    let made = dynamic::prepare(fresh.core(), &typed.inputs, &options).unwrap();
    same(&made, &typed.prepare().unwrap());
    let fresh = client(&replay);
    let run = dynamic::dry_run(fresh.core(), &typed.inputs, &options).unwrap();
    same(run.request(), &made);
    assert!(dynamic::validate(&typed.inputs).is_ok());
    assert_eq!(
        dynamic::without_secrets(fresh.core(), "a s3cr3t/token+1 b"),
        "a [secret] b"
    );
}

#[test]
fn answers_are_judged_and_read() {
    let path = "/open_api_v1/customers";
    let replay = Arc::new(
        Replay::new()
            .on(
                Method::GET,
                path,
                200,
                r#"{"code":1000,"data":{"items":[{"a":1}]}}"#,
            )
            .on(
                Method::GET,
                path,
                200,
                r#"{"code":1000,"data":{"items":[]}}"#,
            ),
    );
    let client = client(&replay);
    let inputs = client.list_customers().inputs;
    let send = |options| dynamic::blocking(client.core().clone(), &inputs, &Data, options);
    let answer = send(CallOptions::default()).unwrap();
    assert_eq!(answer.to_string(), r#"{"items":[{"a":1}]}"#);
    let mut strict = CallOptions::default();
    strict.strict = true;
    let error = send(strict).unwrap_err();
    assert_eq!(error.kind(), Kind::Decode);
    let deviations = error.deviations().unwrap();
    let paths: Vec<&str> = deviations.iter().map(Deviation::path).collect();
    assert_eq!(paths, ["data.items"]);
}

#[test]
fn a_response_of_somebody_else_is_read_too() {
    let client = client(&Arc::default());
    let inputs = client.list_customers().inputs;
    let read = |status: u16, body: &'static str| {
        let response = http::Response::builder()
            .status(status)
            .body(body.into())
            .unwrap();
        dynamic::answer(
            client.core(),
            &inputs,
            &Data,
            &CallOptions::default(),
            response,
        )
    };
    assert_eq!(
        read(200, r#"{"code":1000,"data":1}"#).unwrap(),
        Json::from(1_i64)
    );
    assert!(read(500, "no").is_err());
    assert_eq!(
        read(200, r#"{"code":1000}"#).unwrap_err().kind(),
        Kind::Decode
    );
}
