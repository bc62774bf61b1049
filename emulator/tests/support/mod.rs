//! Clients of specs, as the interpreter makes them, and their requests as an emulator receives them.
#![allow(dead_code)]

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use apiloom::{Bytes, Core, FixedClock, SystemNonces, Timestamp, http, transport};
use apiloom_codegen::expr::Value;
use apiloom_codegen::model::Api;
use apiloom_codegen::pipeline;
use apiloom_emulator::{Engine, Entry, Options, Received};
use apiloom_interpreter::{Client, Interpreter, Settings};

/// When requests are made, unless a test says otherwise.
pub(crate) const NOON: i64 = 1_767_268_800;

pub(crate) fn noon() -> Timestamp {
    Timestamp::from_unix_seconds(NOON)
}

pub(crate) fn fixture(name: &str) -> PathBuf {
    Path::new("tests/fixtures").join(name)
}

/// The checked API of a spec file.
pub(crate) fn api(path: impl AsRef<Path>) -> Api {
    let path = path.as_ref().to_owned();
    let checked = pipeline::check(std::slice::from_ref(&path));
    let found: Vec<_> = checked.diagnostics.iter().map(|d| &d.message).collect();
    assert!(!checked.has_errors(), "{}: {found:?}", path.display());
    checked.apis.into_iter().next().unwrap()
}

/// A request as the emulator receives it.
pub(crate) fn received(request: &http::Request<Bytes>) -> Received {
    let uri = request.uri();
    let mut headers = vec![("host".to_owned(), uri.authority().unwrap().to_string())];
    for (name, value) in request.headers() {
        let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
        headers.push((name.as_str().to_owned(), value));
    }
    Received {
        method: request.method().to_string(),
        path: uri.path().to_owned(),
        query_text: uri.query().unwrap_or_default().to_owned(),
        headers,
        body: request.body().clone(),
    }
}

/// An engine and what it has logged, behind a transport that needs no socket.
#[derive(Clone)]
pub(crate) struct Vendor {
    pub(crate) engine: Arc<Mutex<Engine>>,
    pub(crate) log: Arc<Mutex<Vec<Entry>>>,
    pub(crate) now: Arc<Mutex<Timestamp>>,
    interpreter: Interpreter,
}

impl Vendor {
    pub(crate) fn new(path: impl AsRef<Path>, options: Options) -> Self {
        let interpreter = Interpreter::new(api(path));
        let engine = Engine::new(interpreter.api(), options).unwrap();
        Self {
            engine: Arc::new(Mutex::new(engine)),
            log: Arc::default(),
            now: Arc::new(Mutex::new(noon())),
            interpreter,
        }
    }

    /// The settings of the emulated account, as a client is set up with them.
    pub(crate) fn settings(&self) -> Vec<(String, String)> {
        let engine = self.engine.lock().unwrap();
        let settings = engine.account().settings.iter();
        settings.map(|s| (s.name.clone(), s.text.clone())).collect()
    }

    /// A client with the settings of the account.
    pub(crate) fn client(&self) -> Client {
        self.client_with(&self.settings())
    }

    pub(crate) fn client_with(&self, settings: &[(String, String)]) -> Client {
        let settings = Settings::new(self.interpreter, settings.iter().cloned()).unwrap();
        let vendor = self.clone();
        let transport = transport::from_fn(move |request| Ok(vendor.answer(&request)));
        let clock = self.clock();
        let hooks = Arc::new(hook);
        let client = Client::with_hooks(self.interpreter, settings, hooks, Arc::new(transport));
        client.configure(|core: Core| {
            core.with_clock(Arc::new(clock))
                .with_nonces(Arc::new(SystemNonces))
                .with_server(self.url())
                .with_retry(apiloom::Retry::none())
        })
    }

    pub(crate) fn url(&self) -> String {
        let prefixes = self.engine.lock().unwrap().prefixes();
        format!("http://127.0.0.1:4010{}", prefixes[0].1)
    }

    fn clock(&self) -> FixedClock {
        FixedClock(noon())
    }

    /// Deals with a request as it was received.
    pub(crate) fn handle(&self, received: &Received) -> Entry {
        let now = *self.now.lock().unwrap();
        let handled = self
            .engine
            .lock()
            .unwrap()
            .handle(received, "http://127.0.0.1:4010", now);
        self.log.lock().unwrap().push(handled.entry.clone());
        handled.entry
    }

    fn answer(&self, request: &http::Request<Bytes>) -> http::Response<Bytes> {
        let now = *self.now.lock().unwrap();
        let mut engine = self.engine.lock().unwrap();
        let handled = engine.handle(&received(request), "http://127.0.0.1:4010", now);
        self.log.lock().unwrap().push(handled.entry);
        let reply = handled
            .reply
            .expect("nothing is planned that closes a connection");
        let mut response = http::Response::builder().status(reply.status);
        for (name, value) in &reply.headers {
            response = response.header(name, value);
        }
        response.body(reply.body).unwrap()
    }

    pub(crate) fn last(&self) -> Entry {
        self.log.lock().unwrap().last().cloned().unwrap()
    }
}

/// What hooks give, which the spec does not say: something of each type.
fn hook(_: &str, args: &[Value]) -> Option<Value> {
    match args.first() {
        Some(Value::Int(_)) => Some(Value::Bytes(vec![1, 2, 3])),
        _ => Some(Value::Text("made by a hook".to_owned())),
    }
}
