//! What the answering half shares in its tests: specs, requests, and the judgement of answers.

mod pages;
mod refusals;
mod specs;
mod updates;

use std::path::{Path, PathBuf};

use apiloom_codegen::expr::Env;
use apiloom_codegen::interpret::Outcome;
use apiloom_codegen::interpret::Values;
use apiloom_codegen::model::{Api, Operation, Type};
use apiloom_codegen::pipeline;
use apiloom_wire::{Json, Timestamp};

use crate::envelope::{Heard, judge};
use crate::values::{Maker, Spot};
use crate::{Answerer, Context, Failure, FailureKind, Reply, state};

/// The API of a spec in a file.
fn api_of(path: &Path) -> &'static Api {
    let mut checked = pipeline::check(&[path.to_owned()]);
    assert!(
        !checked.has_errors(),
        "{}: {:?}",
        path.display(),
        checked.diagnostics
    );
    Box::leak(Box::new(checked.apis.remove(0)))
}

/// The APIs of the vendors and of all fixtures.
pub(crate) fn all_apis() -> Vec<&'static Api> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let folders = ["specs", "codegen/tests/fixtures/valid"];
    let mut paths: Vec<PathBuf> = folders
        .iter()
        .flat_map(|folder| std::fs::read_dir(root.join(folder)).expect("the folder is there"))
        .map(|entry| entry.expect("the entry can be read").path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "yaml")
        })
        .collect();
    paths.sort();
    assert!(paths.len() > 20, "{paths:?}");
    paths.iter().map(|path| api_of(path)).collect()
}

/// The API of a spec.
fn spec(name: &str) -> &'static Api {
    api_of(
        &Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../specs")
            .join(name),
    )
}

/// The API of a spec that a test writes.
fn written(name: &str, text: &str) -> &'static Api {
    let folder = std::env::temp_dir().join(format!("apiloom-emulator-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("the folder can be made");
    let path = folder.join(format!("{name}.yaml"));
    std::fs::write(&path, text).expect("the spec can be written");
    let api = api_of(&path);
    std::fs::remove_file(&path).expect("the spec is there");
    api
}

fn operation<'a>(api: &'a Api, name: &str) -> &'a Operation {
    let mut operations = api.operations.iter();
    let found = operations.find(|operation| operation.name.snake() == name);
    found.unwrap_or_else(|| panic!("there is no operation {name}"))
}

fn json(text: &str) -> Json {
    Json::parse(text.as_bytes()).unwrap_or_else(|error| panic!("{text}: {error}"))
}

/// Calls an operation with inputs.
pub(crate) fn call(answerer: &mut Answerer, operation: &Operation, inputs: &Json) -> Reply {
    call_linked(answerer, operation, inputs, "")
}

pub(crate) fn call_linked(
    answerer: &mut Answerer,
    operation: &Operation,
    inputs: &Json,
    query: &str,
) -> Reply {
    let settings = Env::new();
    answerer.reply(operation, inputs, &context(&settings, query))
}

fn context<'a>(settings: &'a Env, query: &'a str) -> Context<'a> {
    Context {
        base: "http://127.0.0.1:4010/base",
        path: "/base/list",
        query,
        now: Timestamp::from_unix_seconds(1_763_700_000),
        ordinal: 1,
        is_authenticated: false,
        grant: None,
        settings,
    }
}

fn fail(answerer: &mut Answerer, operation: &Operation, kind: FailureKind) -> Reply {
    let settings = Env::new();
    let message = "This is why.".to_owned();
    let failure = Failure { kind, message };
    answerer.failure(Some(operation), &failure, &context(&settings, ""))
}

/// What the operation's own envelope says of a reply.
pub(crate) fn verdict(api: &Api, operation: &Operation, reply: &Reply) -> Outcome {
    judge(&Values::new(api), operation, &heard(reply))
}

fn heard(reply: &Reply) -> Heard {
    Heard {
        status: reply.status,
        headers: reply.headers.clone(),
        body: reply.body.to_vec(),
    }
}

/// Inputs of an operation that are made from its types, and that name the first entity.
pub(crate) fn inputs(api: &'static Api, operation: &Operation) -> Json {
    let maker = Maker::new(api, 1);
    let spot = Spot::root("request", 0);
    let key = operation
        .entity
        .as_ref()
        .and_then(|entity| entity.key.clone());
    let mut members = Vec::new();
    for (field, _) in state::fields(operation) {
        if !field.is_given() || field.ty == Type::File {
            continue;
        }
        let below = spot.below(field.wire.as_str(), &field.constraints);
        match maker.value(&field.ty, &below) {
            Json::Object(spread) if field.spread => members.extend(spread),
            value => members.push((field.wire.0.clone(), value)),
        }
    }
    for (name, value) in &mut members {
        if key.as_ref() == Some(name) {
            let is_text = value.as_str().is_some();
            *value = if is_text {
                Json::from("1")
            } else {
                Json::from(1)
            };
        }
    }
    Json::Object(members)
}
