//! What is answered, as clients of the specs take it: lists to their ends, and the examples of the specs.

mod support;

use std::path::PathBuf;

use apiloom::http;
use apiloom_codegen::expr::Env;
use apiloom_codegen::interpret::Values;
use apiloom_codegen::model::{Api, Operation};
use apiloom_emulator::{Answerer, Context, Failure, FailureKind, Options, Reply};
use apiloom_interpreter::Client;
use apiloom_wire::Json;
use support::{Vendor, api};

const PAGES: &str = "../codegen/tests/fixtures/valid/pages.yaml";

/// A client that takes nothing that is not as its spec says.
fn strict(vendor: &Vendor) -> Client {
    let client = vendor.client();
    client.configure(|core| core.with_strict_answers(true))
}

fn run<T>(future: impl Future<Output = T>) -> T {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build();
    runtime.unwrap().block_on(future)
}

#[test]
fn lists_are_followed_to_their_ends() {
    // How many items a page shall have, how many come, and whether the vendor gives no more.
    let table = [
        ("list_pages", r#"{"size":4}"#, 25, false),
        ("list_pages", r#"{"size":5}"#, 25, false),
        ("list_pages", r#"{"page":3,"size":10}"#, 5, false),
        ("list_rows", r#"{"size":3}"#, 4, true),
        ("list_from_zero", "{}", 25, false),
        ("list_short", r#"{"size":4}"#, 25, false),
        ("list_short", r#"{"size":5,"city":"x"}"#, 25, false),
        (
            "list_offset",
            r#"{"position":{"window":{"count":7}}}"#,
            25,
            false,
        ),
        ("list_cursor", r#"{"limit":4,"tags":["a","b"]}"#, 6, true),
        ("list_filtered", "{}", 25, false),
        ("list_cursor_object", "{}", 25, false),
        ("list_keyed", "{}", 25, false),
        ("list_last_id", r#"{"limit":4}"#, 25, false),
        ("list_last_id", r#"{"limit":4,"after":20}"#, 5, false),
        ("list_link", r#"{"city":"x"}"#, 25, false),
        ("list_link_signed", r#"{"city":"x y"}"#, 25, false),
        ("list_link_header", r#"{"shelf":"a"}"#, 25, false),
    ];
    for (operation, inputs, count, capped) in table {
        let vendor = Vendor::new(PAGES, Options::default());
        let call = strict(&vendor).call(operation, inputs.as_bytes()).unwrap();
        let mut pages = call.pages().unwrap();
        let mut items = Vec::new();
        run(async {
            while let Some(page) = pages.next_items().await {
                items.extend(page.unwrap_or_else(|error| panic!("{operation}: {error}")));
            }
        });
        let distinct = |item: usize| items[..item].contains(&items[item]);
        assert!(!(0..items.len()).any(distinct), "{operation}: {items:?}");
        assert_eq!(
            (items.len(), pages.is_capped()),
            (count, capped),
            "{operation} {inputs}"
        );
    }
}

#[test]
fn vendors_say_of_their_examples_what_the_examples_say() {
    let mut count = 0;
    for name in ["baiyao", "dmhub", "udesk", "wefeng"] {
        let path = format!("../specs/{name}.yaml");
        let described: Api = api(&path);
        for operation in &described.operations {
            for example in &operation.examples {
                let (Some(request), Some(answer)) = (&example.request, &example.answer) else {
                    continue;
                };
                // Whoever hands out a token wants to know the account that the example is of.
                let named = |(name, value): &(String, Json)| {
                    let mut settings = described.settings.iter();
                    settings
                        .any(|setting| setting.field.wire.0 == *name)
                        .then(|| {
                            (
                                name.clone(),
                                value.scalar_text().unwrap_or_default().into_owned(),
                            )
                        })
                };
                let members = request.as_object().unwrap_or_default();
                let settings = members.iter().filter_map(named).collect();
                let vendor = Vendor::new(
                    &path,
                    Options {
                        settings,
                        ..Options::default()
                    },
                );
                let request = with_secrets(request, operation);
                let called = operation.name.snake();
                let call = vendor
                    .client()
                    .call(&called, request.to_string().as_bytes());
                let answered = run(call.unwrap().into_future());
                match (answered, &answer.fails) {
                    (Ok(_), None) => {}
                    (Err(error), Some(code)) => {
                        assert_eq!(error.code(), Some(code.as_str()), "{called}: {error}")
                    }
                    (answered, fails) => {
                        panic!("{name}.{called} {request}: {answered:?}, not {fails:?}")
                    }
                }
                count += 1;
            }
        }
    }
    assert!(count >= 17, "{count}");
}

/// Each kind of refusal.
fn kinds(api: &Api) -> Vec<FailureKind> {
    let codes = api
        .errors
        .iter()
        .map(|row| FailureKind::Code(row.code.clone()));
    let others = [
        FailureKind::Malformed,
        FailureKind::Unauthenticated,
        FailureKind::BadSignature,
        FailureKind::Stale,
        FailureKind::Replayed,
        FailureKind::ExpiredToken(Vec::new()),
        FailureKind::Throttled,
        FailureKind::Invalid,
        FailureKind::NotFound,
        FailureKind::Conflict,
        FailureKind::Unavailable,
    ];
    codes.chain(others).collect()
}

#[test]
fn clients_take_refusals_for_what_they_are_meant() {
    let mut count = 0;
    for path in valid_specs() {
        let vendor = Vendor::new(&path, Options::default());
        let (client, api) = (vendor.client(), vendor.client().interpreter().api());
        let mut answerer = Answerer::new(api, 3);
        for operation in &api.operations {
            let name = operation.name.snake();
            // Inputs matter to requests only.
            let Ok(call) = client.call(&name, inputs(api, operation).to_string().as_bytes()) else {
                continue;
            };
            for kind in kinds(api) {
                let settings = Env::new();
                let failure = Failure {
                    kind: kind.clone(),
                    message: "This is why.".to_owned(),
                };
                let reply = answerer.failure(Some(operation), &failure, &context(&settings));
                let answered = call.answer(response(&reply));
                let error = answered.expect_err(&format!("{name}: {kind:?} is a refusal"));
                assert_eq!(error.code(), reply.refused.as_deref(), "{name}: {kind:?}");
                count += 1;
            }
        }
    }
    assert!(count > 1_000, "{count}");
}

fn valid_specs() -> Vec<PathBuf> {
    let folders = ["../specs", "../codegen/tests/fixtures/valid"];
    let files = folders
        .iter()
        .flat_map(|folder| std::fs::read_dir(folder).unwrap());
    let paths = files.map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|e| e == "yaml"))
        .collect();
    paths.sort();
    paths
}

/// Inputs of an operation: those of its first example, or values that its required fields are read from.
fn inputs(api: &Api, operation: &Operation) -> Json {
    let shown = operation
        .examples
        .iter()
        .find_map(|example| example.request.as_ref());
    if let Some(shown) = shown {
        return with_secrets(shown, operation);
    }
    let cases = [
        Json::Object(Vec::new()),
        Json::from(1),
        Json::from("1"),
        Json::Array(Vec::new()),
        Json::Bool(true),
    ];
    let values = Values::new(api);
    let parameters = operation
        .parameters
        .iter()
        .map(|parameter| &parameter.field);
    let fields = parameters.chain(apiloom_codegen::model::sent(operation));
    let required = fields.filter(|field| field.is_demanded() && field.is_given());
    let members = required.filter_map(|field| {
        let reads = |case: &&Json| {
            let text = case.to_string();
            apiloom_wire::decode_as(text.as_bytes(), values.codec(&field.ty)).is_ok()
        };
        Some((field.wire.0.clone(), cases.iter().find(reads)?.clone()))
    });
    Json::Object(members.collect())
}

fn context(settings: &Env) -> Context<'_> {
    Context {
        base: "http://127.0.0.1:4010",
        path: "/",
        query: "",
        now: support::noon(),
        ordinal: 1,
        is_authenticated: false,
        grant: None,
        settings,
    }
}

fn response(reply: &Reply) -> http::Response<apiloom::Bytes> {
    let mut response = http::Response::builder().status(reply.status);
    for (name, value) in &reply.headers {
        response = response.header(name, value);
    }
    response.body(reply.body.clone()).unwrap()
}

/// A request with the secrets that examples leave out.
fn with_secrets(request: &Json, operation: &Operation) -> Json {
    let mut members = request.as_object().unwrap_or_default().to_vec();
    for field in apiloom_codegen::model::sent(operation) {
        let is_missing = request.get(field.wire.as_str()).is_none();
        if field.ty == apiloom_codegen::model::Type::Secret && is_missing {
            members.push((field.wire.0.clone(), Json::from("example")));
        }
    }
    Json::Object(members)
}

const EXAMPLES: &str = "tests/fixtures/examples.yaml";

/// Calls an operation, and gives what it returns as JSON, or the code of the failure.
fn called(vendor: &Vendor, operation: &str, inputs: &str) -> Result<String, String> {
    let call = vendor.client().call(operation, inputs.as_bytes()).unwrap();
    match run(call.into_future()) {
        Ok(answer) => {
            let json = answer.to_json().unwrap().unwrap_or_default();
            Ok(String::from_utf8(json).unwrap())
        }
        Err(error) => Err(error.code().unwrap_or("none").to_owned()),
    }
}

#[test]
fn an_example_of_a_wrong_signature_is_none_of_a_right_one() {
    let vendor = Vendor::new(EXAMPLES, Options::default());
    let answered = called(&vendor, "get_parcel", r#"{"id":5}"#);
    assert!(answered.unwrap().contains(r#""id":5"#));
    assert!(vendor.last().notes.is_empty());
    let heavy = r#"{"city":"Rome","grams":900000}"#;
    assert_eq!(called(&vendor, "create_parcel", heavy), Err("3".to_owned()));
    assert_eq!(
        vendor.last().notes,
        ["as the example `It is too heavy` says"]
    );
}

#[test]
fn what_an_example_makes_is_made_once() {
    let vendor = Vendor::new(EXAMPLES, Options::default());
    let made = |key: &str| {
        let answer = called(&vendor, "create_parcel", r#"{"city":"Rome"}"#).unwrap();
        assert!(
            answer.contains(&format!(r#""id":{key}"#)),
            "{key}: {answer}"
        );
        let log = vendor.last().to_string();
        assert!(
            log.ends_with(&format!("created Parcel {key}")),
            "{key}: {log}"
        );
    };
    made("7");
    // The seeds are 1 to 26 without 6, which an example does not find.
    made("28");
    made("29");
    let read = called(&vendor, "get_parcel", r#"{"id":7}"#).unwrap();
    assert!(read.contains("Rome"), "{read}");
}

#[test]
fn what_an_example_does_not_find_is_nowhere() {
    let vendor = Vendor::new(EXAMPLES, Options::default());
    let none = Err("2".to_owned());
    assert_eq!(called(&vendor, "get_parcel", r#"{"id":6}"#), none);
    assert_eq!(
        vendor.last().notes,
        ["as the example `Nothing is there` says"]
    );
    let list = called(&vendor, "list_parcels", "{}").unwrap();
    assert!(
        list.contains(r#""id":5,"#) && !list.contains(r#""id":6,"#),
        "{list}"
    );
    assert_eq!(called(&vendor, "delete_parcel", r#"{"id":6}"#), none);
}

#[test]
fn filters_and_answers_agree_on_what_was_not_given() {
    let vendor = Vendor::new(EXAMPLES, Options::default());
    called(&vendor, "create_parcel", r#"{"city":"Oslo"}"#).unwrap();
    let of = |status: &str| {
        let inputs = format!(r#"{{"city":"Oslo","status":{status}}}"#);
        let list = called(&vendor, "list_parcels", &inputs).unwrap();
        list.matches(r#""city":"Oslo""#).count()
    };
    assert_eq!(
        called(&vendor, "list_parcels", r#"{"city":"Oslo"}"#)
            .unwrap()
            .matches("Oslo")
            .count(),
        1
    );
    let shown = called(&vendor, "get_parcel", r#"{"id":27}"#).unwrap();
    let is = |status: &str| usize::from(shown.contains(&format!(r#""status":{status}"#)));
    assert_eq!([of("1"), of("2")], [is("1"), is("2")], "{shown}");
}

#[test]
fn a_code_that_the_spec_does_not_name_is_noted_and_refused_if_all_is_strict() {
    let vendor = Vendor::new(EXAMPLES, Options::default());
    assert!(called(&vendor, "list_parcels", r#"{"status":2}"#).is_ok());
    assert!(vendor.last().notes.is_empty());
    let empty = called(&vendor, "list_parcels", r#"{"status":77}"#);
    assert_eq!(empty, Ok("[]".to_owned()));
    let note = "`status`: the spec does not name the code 77";
    assert_eq!(vendor.last().notes, [note]);
    let strict = Options {
        strict: true,
        ..Options::default()
    };
    let vendor = Vendor::new(EXAMPLES, strict);
    assert_eq!(
        called(&vendor, "list_parcels", r#"{"status":77}"#),
        Err("3".to_owned())
    );
    assert_eq!(vendor.last().violations, [note]);
}
