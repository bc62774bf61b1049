//! The programs that users write, as `emit::rust::Samples` gives them. That they compile is shown by the doc
//! tests and examples of generated crates.
#![cfg(feature = "crates")]

mod support;

use std::collections::HashMap;
use std::path::PathBuf;

use apiloom_codegen::emit::rust::{Sample, Samples};
use apiloom_codegen::model::Api;
use apiloom_codegen::pipeline;

const SPEC: &str = r#"apiloom: 1
vendor: acme
settings:
  city: { type: string, example: lyon }
  key: secret
servers:
  default: https://{city}.acme.example
auth:
  header:
    stamp:
      header: { X-Key: settings.key }
defaults: { auth: header }
types:
  Parcel:
    fields:
      weight: decimal
      id: int64!
errors:
  "404": { name: NoSuchParcel, kind: not_found }
operations:
  get_parcel:
    http: GET /parcels/{id}
    path: { id: int64 }
    returns: Parcel
    examples:
      - request: { id: 7 }
        response: { id: 7, weight: 1.5 }
      - request: { id: 8 }
        status: 404
        fails: "404"
  delete_parcel:
    http: DELETE /parcels/{id}
    effect: delete
    path: { id: { type: int64, range: 100.. } }
  list_parcels:
    http: GET /parcels
    query: { page: int64 }
    paginate: { by: page, send: { page: query.page } , read: { items: body } }
    returns: list(Parcel)
"#;

const GET: &str = r#"use acme::{Client, Settings};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let settings = Settings::new("lyon", std::env::var("ACME_KEY")?);
    let client = Client::new(settings);

    let parcel = client.get_parcel(7).await?;
    println!("{}", parcel.id);
    Ok(())
}
"#;

fn samples(api: &Api, operation: &str) -> Vec<Sample> {
    let mut operations = api.operations.iter();
    let operation = operations.find(|known| known.name.snake() == operation);
    Samples::new(api).of(operation.expect("the operation"))
}

fn acme() -> Api {
    api("acme", SPEC)
}

fn api(name: &str, spec: &str) -> Api {
    let path = PathBuf::from(format!("{name}.yaml"));
    let texts = HashMap::from([(path.clone(), spec.to_owned())]);
    let mut checked = pipeline::check_texts(&[path], &texts);
    assert!(!checked.has_errors(), "{:?}", checked.diagnostics);
    checked.apis.remove(0)
}

#[test]
fn a_program_is_what_a_user_writes() {
    let samples = samples(&acme(), "get_parcel");
    assert_eq!(samples[0].program, GET);
}

#[test]
fn an_example_that_fails_shows_what_to_do_with_the_failure() {
    let samples = samples(&acme(), "get_parcel");
    assert_eq!(samples.len(), 2);
    assert_eq!(
        (samples[1].example, samples[1].fails.as_deref()),
        (Some(1), Some("404"))
    );
    let expected = r#"let result = client.get_parcel(8).await;
match result {
    Ok(parcel) => {
        println!("{}", parcel.id);
    }
    Err(error) if error.code() == Some("404") => println!("{error}"),
    Err(error) => return Err(error.into()),
}
"#;
    assert_eq!(samples[1].call, expected);
    assert_eq!(samples[1].uses, "");
}

#[test]
fn what_deletes_is_looked_at_before_and_has_inputs_that_keep_the_rules() {
    let samples = samples(&acme(), "delete_parcel");
    assert_eq!((samples.len(), samples[0].example), (1, None));
    let expected = r#"let call = client.delete_parcel(100);
println!("{}", call.dry_run()?);
call.await?;
"#;
    assert_eq!(samples[0].call, expected);
}

/// Each operation with whether its sample looks at what a call would lose.
#[test]
fn a_call_that_may_lose_something_is_looked_at_before() {
    const SPEC: &str = r#"apiloom: 1
vendor: acme
servers: { default: https://acme.example }
types:
  Inner:
    fields:
      labels: { type: list(string), update: unknown }
operations:
  merge_text:
    http: POST /merged_texts
    update: merge
    body: { fields: { note: string } }
  merge_list:
    http: POST /merged_lists
    update: merge
    body: { fields: { tags: list(string) } }
  replace_demanded:
    http: POST /replaced
    update: replace
    body: { fields: { note: string! } }
  leave_out_text:
    http: POST /unknown_texts
    update: unknown
    body: { fields: { note: string } }
  send_inner:
    http: POST /inner
    body: { fields: { inner: Inner! } }
  read_by_inner:
    http: POST /searches
    effect: read
    body: { fields: { inner: Inner! } }
"#;
    let api = api("acme", SPEC);
    let looked = api.operations.iter().map(|operation| {
        let samples = Samples::new(&api).of(operation);
        let first = samples.first().expect("it has a sample");
        assert_eq!(
            first.call.contains("dry_run"),
            operation.can_lose(&api.types)
        );
        (operation.name.snake(), first.call.contains("dry_run"))
    });
    let expected = [
        ("merge_text", false),
        ("merge_list", true),
        ("replace_demanded", false),
        ("leave_out_text", true),
        ("send_inner", true),
        ("read_by_inner", false),
    ];
    let expected = expected.map(|(name, looked)| (name.to_owned(), looked));
    assert_eq!(looked.collect::<Vec<_>>(), expected);
}

#[test]
fn a_list_is_read_to_its_end() {
    let samples = samples(&acme(), "list_parcels");
    let expected = r#"let mut items = client.list_parcels().items();
while let Some(item) = items.next().await {
    let parcel = item?;
    println!("{}", parcel.id);
}
"#;
    assert_eq!(samples[0].call, expected);
}

/// The examples of the five specs can all be written as calls.
#[test]
fn every_operation_of_the_vendors_has_a_sample_for_each_example() {
    let checked = pipeline::check(&support::yaml_files("../specs"));
    let mut seen = 0;
    for api in &checked.apis {
        let samples = Samples::new(api);
        for operation in &api.operations {
            let shown = operation.examples.iter();
            let shown = shown.filter(|example| example.request.is_some()).count();
            let name = operation.name.snake();
            assert_eq!(samples.of(operation).len(), shown.max(1), "{name}");
            seen += 1;
        }
    }
    assert!(seen >= 17, "{seen}");
}

/// Seven times the next type in each of eight types are millions of values; nobody wants to read them, and
/// nobody wants to wait for them.
#[test]
fn inputs_that_grow_without_an_end_are_not_made_up() {
    let mut spec = String::from(
        "apiloom: 1\nvendor: tower\nservers: { default: https://tower.example }\noperations:\n  build:\n    \
         http: POST /floors\n    body: { fields: { top: T0! } }\ntypes:\n",
    );
    for floor in 0..8 {
        spec.push_str(&format!("  T{floor}:\n    fields:\n"));
        for room in 0..7 {
            let ty = match floor {
                7 => "string!".to_owned(),
                _ => format!("T{}!", floor + 1),
            };
            spec.push_str(&format!("      room{room}: {ty}\n"));
        }
    }
    let api = api("tower", &spec);
    assert!(Samples::new(&api).of(&api.operations[0]).is_empty());
}
