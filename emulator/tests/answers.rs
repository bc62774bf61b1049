//! What is answered, as clients of the specs take it: lists to their ends, and the examples of the specs.

mod support;

use apiloom_codegen::model::Api;
use apiloom_emulator::Options;
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

/// A request with the secrets that examples leave out.
fn with_secrets(request: &Json, operation: &apiloom_codegen::model::Operation) -> Json {
    let mut members = request.as_object().unwrap_or_default().to_vec();
    for field in apiloom_codegen::model::sent(operation) {
        let is_missing = request.get(field.wire.as_str()).is_none();
        if field.ty == apiloom_codegen::model::Type::Secret && is_missing {
            members.push((field.wire.0.clone(), Json::from("example")));
        }
    }
    Json::Object(members)
}
