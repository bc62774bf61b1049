//! The examples of the specs: each request can be made, and each answer is read and written again.

mod support;

use std::path::Path;
use std::sync::Arc;

use apiloom::replay::Replay;
use apiloom::{Json, http};
use apiloom_codegen::model::{Presence, Type, TypeKind};
use apiloom_interpreter::{Client, Interpreter, Settings};
use support::checked;

/// Settings that keep the rules of the specs here.
fn settings(interpreter: Interpreter) -> Settings {
    let settings = interpreter.api().settings.iter();
    let required = settings.filter(|s| s.field.presence == Presence::Required);
    let texts = required.map(|setting| {
        let text = match &setting.field.ty {
            Type::Named(id) => match &interpreter.api().declaration(*id).kind {
                TypeKind::Enum(codes) => codes.variants[0].code.to_string(),
                _ => String::new(),
            },
            Type::Int32 | Type::Int64 => "5".to_owned(),
            Type::Bool => "true".to_owned(),
            Type::String(Some(_)) => "ann@acme.example".to_owned(),
            _ => "acme".to_owned(),
        };
        (setting.field.wire.0.clone(), text)
    });
    Settings::new(interpreter, texts).unwrap()
}

/// How many examples of a spec were tried.
fn tried(path: &Path) -> usize {
    let interpreter = checked(path);
    let settings = settings(interpreter);
    let hooks = support::joining();
    let client = Client::with_hooks(interpreter, settings, hooks, Arc::new(Replay::new()));
    let mut count = 0;
    for described in interpreter.operations() {
        for example in &described.model().examples {
            let empty = Json::Object(Vec::new());
            let inputs = example.request.as_ref().unwrap_or(&empty).to_string();
            let id = described.id();
            let call = client.call(id, inputs.as_bytes());
            let call = call.unwrap_or_else(|error| panic!("{id}: {error}: {inputs}"));
            if let Err(found) = call.validate() {
                assert!(!found.has_errors(), "{id}: {found}");
            }
            call.dry_run()
                .unwrap_or_else(|error| panic!("{id}: {error}"));
            count += 1;
            let Some(answer) = &example.answer else {
                continue;
            };
            let body = match &answer.body {
                Some(Json::String(text)) if !text.is_empty() => text.clone(),
                Some(body) => body.to_string(),
                None => String::new(),
            };
            let mut response = http::Response::builder().status(answer.status);
            for (name, value) in &answer.headers {
                response = response.header(name, value);
            }
            let response = response.body(body.clone().into()).unwrap();
            match (call.answer(response), &answer.fails) {
                (Ok(answered), None) => drop(answered.to_json().unwrap()),
                (Err(error), Some(code)) => assert_eq!(error.code(), Some(code.as_str()), "{id}"),
                (other, wanted) => panic!("{id}: {other:?}, not {wanted:?}: {body}"),
            }
        }
    }
    count
}

#[test]
fn every_example_is_called_and_answered() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut count = 0;
    for folder in ["specs", "codegen/tests/fixtures/valid"] {
        let mut paths: Vec<_> = std::fs::read_dir(root.join(folder))
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| {
                path.extension()
                    .is_some_and(|extension| extension == "yaml")
            })
            .collect();
        paths.sort();
        count += paths.iter().map(|path| tried(path)).sum::<usize>();
    }
    assert!(count >= 17, "{count} examples are too few to show anything");
}
