//! The exact requests of examples, and programs that send them.
//!
//! Requests are made by the interpreter, so they are signed by the code that signs real ones: with settings
//! that are made up, at a fixed time, with fixed random texts.

mod client;
mod curl;
mod http;

use std::collections::BTreeMap;

use apiloom_codegen::emit::rust::{Sample, Samples};
use apiloom_codegen::model::{Api, Operation};
use apiloom_wire::{Json, encode};

use self::client::Made;
pub(crate) use self::client::TIME;

/// The requests of an API's examples, made once for all languages.
#[derive(Clone, Debug, Default)]
pub struct Exchanges {
    /// By the operation's name, and the place of the example; none is the one that is made up.
    requests: BTreeMap<(String, Option<usize>), Exchange>,
    first: Option<String>,
    settings: Vec<(String, String)>,
}

/// The request of an example.
#[derive(Clone, Debug)]
pub struct Exchange {
    /// The inputs, one object by their names on the wire.
    pub inputs: Json,
    /// The request as HTTP/1.1 has it; none if the inputs and settings at hand do not make one.
    pub http: Option<String>,
    /// The same as a command.
    pub curl: Option<String>,
    /// How a program in Rust sends it.
    pub rust: Option<Sample>,
}

impl Exchanges {
    /// Makes the requests of all examples, and of one call with made-up inputs for each operation without one.
    ///
    /// What describes the API to the client is kept until the program ends.
    pub fn of_api(api: &Api) -> Self {
        let samples = Samples::new(api);
        let client = client::client(api, &samples.settings());
        let mut exchanges = Self {
            first: samples.first_program(),
            settings: client.as_ref().map(Made::settings).unwrap_or_default(),
            ..Self::default()
        };
        for operation in &api.operations {
            let written = samples.of(operation);
            for (example, inputs) in inputs(&samples, operation) {
                let rust = written.iter().find(|sample| sample.example == example);
                let sent = client
                    .as_ref()
                    .and_then(|c| c.request(operation, example, &inputs));
                let exchange = Exchange {
                    http: sent.as_ref().map(http::shown),
                    curl: sent.as_ref().map(curl::command),
                    rust: rust.cloned(),
                    inputs,
                };
                let name = operation.name.snake();
                exchanges.requests.insert((name, example), exchange);
            }
        }
        exchanges
    }

    /// The request of an example; of the one that is made up, if there is no example with a request.
    pub(crate) fn of(&self, operation: &Operation, example: Option<usize>) -> Option<&Exchange> {
        self.requests.get(&(operation.name.snake(), example))
    }

    /// The first program: one that makes a client and calls an operation.
    pub(crate) fn first(&self) -> Option<&str> {
        self.first.as_deref()
    }

    /// The value that a setting had when the requests were made.
    pub(crate) fn setting(&self, name: &str) -> Option<&str> {
        let mut settings = self.settings.iter();
        let found = settings.find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// The inputs of an operation's examples, or made-up ones if none has a request.
fn inputs(samples: &Samples<'_>, operation: &Operation) -> Vec<(Option<usize>, Json)> {
    let examples = operation.examples.iter().enumerate();
    let shown: Vec<_> = examples
        .filter_map(|(index, example)| Some((Some(index), example.request.clone()?)))
        .collect();
    match shown.is_empty() {
        true => {
            let made = samples.made_inputs(operation);
            made.map(|inputs| (None, inputs)).into_iter().collect()
        }
        false => shown,
    }
}

/// JSON that was parsed or made, as bytes.
fn bytes(json: &Json) -> Vec<u8> {
    encode(json).unwrap_or_default()
}
