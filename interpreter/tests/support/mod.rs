//! Clients of the specs that generated clients are made of, too.

#![allow(dead_code, reason = "each test uses some of it")]

use std::path::Path;
use std::sync::Arc;

use apiloom::http::{Request, Response};
use apiloom::replay::Replay;
use apiloom::{Bytes, FixedClock, FixedNonces, Timestamp};
use apiloom_codegen::expr::Value;
use apiloom_codegen::pipeline;
use apiloom_interpreter::{Client, HookAnswers, Interpreter, Settings};

/// A spec by its name among the fixtures.
pub(crate) fn interpreter(name: &str) -> Interpreter {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../codegen/tests/fixtures/valid");
    checked(&folder.join(format!("{name}.yaml")))
}

/// A client of a spec of the test's own, in a file of this name.
pub(crate) fn written(
    name: &str,
    text: &str,
    settings: &[(&str, &str)],
    replay: &Arc<Replay>,
) -> Client {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.yaml"));
    std::fs::write(&path, text).unwrap();
    let interpreter = checked(&path);
    let settings = Settings::new(interpreter, settings.iter().copied()).unwrap();
    fixed(Client::with_transport(
        interpreter,
        settings,
        replay.clone(),
    ))
}

pub(crate) fn checked(path: &Path) -> Interpreter {
    let checked = pipeline::check(&[path.to_owned()]);
    assert!(!checked.has_errors(), "{:?}", checked.diagnostics);
    Interpreter::new(checked.apis.into_iter().next().unwrap())
}

pub(crate) fn client(name: &str, settings: &[(&str, &str)], replay: &Arc<Replay>) -> Client {
    let interpreter = interpreter(name);
    let settings = Settings::new(interpreter, settings.iter().copied()).unwrap();
    fixed(Client::with_transport(
        interpreter,
        settings,
        replay.clone(),
    ))
}

/// A client whose hooks are answered so.
pub(crate) fn hooked(name: &str, settings: &[(&str, &str)], hooks: HookAnswers) -> Client {
    let interpreter = interpreter(name);
    let settings = Settings::new(interpreter, settings.iter().copied()).unwrap();
    let replay = Arc::new(Replay::new());
    fixed(Client::with_hooks(interpreter, settings, hooks, replay))
}

fn fixed(client: Client) -> Client {
    client.configure(|core| {
        // 2026-01-31T12:00:00Z
        let now = Timestamp::from_unix_seconds(1_769_860_800);
        core.with_clock(Arc::new(FixedClock(now)))
            .with_nonces(Arc::new(FixedNonces::new(["abc", "123456", "n3", "n4"])))
    })
}

/// A hook that gives the texts that it is given, joined.
pub(crate) fn joining() -> HookAnswers {
    Arc::new(|name, arguments| {
        let texts = arguments.iter().map(|argument| match argument {
            Value::Text(text) => text.clone(),
            Value::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
            Value::Int(number) => number.to_string(),
            other => format!("{other:?}"),
        });
        let joined = texts.collect::<Vec<_>>().join("|");
        match name {
            "sign" => Some(Value::Text(joined)),
            "stamp" => Some(Value::Bytes(joined.into_bytes())),
            _ => None,
        }
    })
}

pub(crate) fn target(request: &Request<Bytes>) -> String {
    let path = request.uri().path_and_query();
    path.map_or_else(String::new, ToString::to_string)
}

pub(crate) fn header<'r>(request: &'r Request<Bytes>, name: &str) -> &'r str {
    request
        .headers()
        .get(name)
        .map_or("", |value| value.to_str().unwrap())
}

pub(crate) fn body(request: &Request<Bytes>) -> &str {
    std::str::from_utf8(request.body()).unwrap()
}

pub(crate) fn response(status: u16, body: &str) -> Response<Bytes> {
    let body = Bytes::copy_from_slice(body.as_bytes());
    Response::builder().status(status).body(body).unwrap()
}
