//! Inputs that are made from the types come back, for every operation of many specs.

use std::path::Path;
use std::sync::Arc;

use apiloom::transport::Offline;
use apiloom::{FixedClock, FixedNonces, Timestamp};
use apiloom_codegen::expr::Value;
use apiloom_codegen::model::{Access, Api, Body, Field, Operation, Payload, Type};
use apiloom_codegen::pipeline;
use apiloom_interpreter::{Client, Interpreter, Settings};
use apiloom_wire::Json;

use super::decode;
use crate::account::Account;
use crate::received::Received;
use crate::route::Routes;
use crate::values::{Maker, Spot};
use crate::verify::Verifier;

fn apis() -> Vec<Api> {
    let folders = [
        "../specs",
        "../codegen/tests/fixtures/valid",
        "tests/fixtures",
    ];
    let mut paths = Vec::new();
    for folder in folders {
        paths.extend(pipeline::specs_in(Path::new(folder)).unwrap());
    }
    let checked = pipeline::check(&paths);
    assert!(!checked.has_errors());
    checked.apis
}

/// The inputs of an operation; `full` has those that may be left out.
fn made(maker: &Maker, operation: &Operation, full: bool, ordinal: u64) -> Json {
    let parameters = operation.parameters.iter().map(|p| &p.field);
    let body: &[Field] = match operation.body.as_ref().map(|body| &body.payload) {
        Some(Payload::Fields(fields)) => fields,
        Some(Payload::Whole(field)) => std::slice::from_ref(&**field),
        None => &[],
    };
    let mut members = Vec::new();
    for field in parameters.chain(body) {
        let wanted = field.is_given() && field.access != Access::Read;
        if !wanted || !(full || field.is_demanded()) {
            continue;
        }
        let name = field.wire.as_str();
        let spot = Spot::root("request", ordinal).below(name, &field.constraints);
        let value = match &field.ty {
            // The name of a file that is a body of its own is not sent.
            Type::File if operation.body.as_ref().is_some_and(is_whole) => {
                Json::parse(br#"{"type":"text/plain","base64":"aGk="}"#).unwrap()
            }
            Type::File => {
                Json::parse(br#"{"name":"a.txt","type":"text/plain","base64":"aGk="}"#).unwrap()
            }
            ty => maker.value(ty, &spot),
        };
        match value {
            Json::Object(inner) if field.spread => members.extend(inner),
            value => members.push((name.to_owned(), value)),
        }
    }
    Json::Object(members)
}

fn is_whole(body: &Body) -> bool {
    matches!(body.payload, Payload::Whole(_))
}

/// The request of a call, as it is received.
fn received(client: &Client, name: &str, json: &str) -> Option<Received> {
    let request = client.call(name, json.as_bytes()).ok()?.prepare().ok()?;
    let uri = request.uri();
    let headers = request.headers().iter().map(|(name, value)| {
        let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
        (name.as_str().to_owned(), value)
    });
    Some(Received {
        method: request.method().to_string(),
        path: uri.path().to_owned(),
        query_text: uri.query().unwrap_or_default().to_owned(),
        headers: headers.collect(),
        body: request.body().clone(),
    })
}

/// Whether a name stands for two inputs, so that no object by names can have both.
fn has_a_name_twice(operation: &Operation) -> bool {
    let fields = operation.fields();
    let mut names: Vec<&str> = fields.map(|field| field.wire.as_str()).collect();
    names.sort_unstable();
    names.windows(2).any(|pair| pair.first() == pair.get(1))
}

/// A client whose requests depend on nothing but the inputs.
fn client(interpreter: Interpreter, account: &Account) -> Client {
    let settings = account
        .settings
        .iter()
        .map(|s| (s.name.clone(), s.text.clone()));
    let settings = Settings::new(interpreter, settings).unwrap();
    let nonces: Vec<String> = (1..9).map(|number| format!("nonce{number}")).collect();
    let hook = |_: &str, _: &[Value]| Some(Value::Text("made".to_owned()));
    let client = Client::with_hooks(interpreter, settings, Arc::new(hook), Arc::new(Offline));
    client.configure(|core| {
        for scheme in &interpreter.api().schemes {
            core.set_token(&scheme.id, "a token");
        }
        core.with_clock(Arc::new(FixedClock(Timestamp::from_unix_seconds(
            1_767_268_800,
        ))))
        .with_nonces(Arc::new(FixedNonces::new(nonces)))
    })
}

#[test]
fn made_inputs_come_back() {
    let mut came_back = 0;
    for api in apis() {
        let interpreter = Interpreter::new(api);
        let api = interpreter.api();
        let account = Account::new(api, &[], 1).unwrap();
        let (routes, verifier) = (Routes::new(api), Verifier::new(api, 1, 900));
        let maker = Maker::new(api, 1);
        for operation in &api.operations {
            let name = operation.name.snake();
            for (full, ordinal) in [(false, 1), (true, 2), (true, 3), (true, 4)] {
                let json = made(&maker, operation, full, ordinal).to_string();
                // What breaks rules or has no form in its place is refused by the client.
                let sent = received(&client(interpreter, &account), &name, &json);
                let Some(sent) = sent.filter(|_| !has_a_name_twice(operation)) else {
                    continue;
                };
                let route = routes.find(&sent).unwrap();
                if route.operation.name != operation.name {
                    // The check warns of operations that send the same.
                    continue;
                }
                let placed = verifier.placements(operation);
                let decoded = decode(api, operation, &sent, &route.path, &placed);
                let at = format!("{} {name}: {json}\n{sent:?}", api.vendor.snake());
                assert_eq!(
                    (&decoded.unreadable, &decoded.faults),
                    (&None, &Vec::new()),
                    "{at}"
                );
                // What is read is what makes the same request again, byte for byte.
                let text = decoded.json().to_string();
                let again = received(&client(interpreter, &account), &name, &text);
                assert_eq!(again.as_ref(), Some(&sent), "{at}\n{text}");
                came_back += 1;
            }
        }
    }
    println!("{came_back} requests came back");
    assert!(came_back > 800, "{came_back}");
}
