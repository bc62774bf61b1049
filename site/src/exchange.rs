//! The exact requests of examples.

use std::collections::BTreeMap;

use apiloom_codegen::model::{Api, Operation};

/// The requests of an API's examples, made once for all languages.
#[derive(Clone, Debug, Default)]
pub struct Exchanges {
    /// By the operation's name and the place of the example.
    requests: BTreeMap<(String, usize), Exchange>,
}

/// The request of an example.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// The request as HTTP/1.1 has it.
    pub http: String,
    /// The same as a command.
    pub curl: String,
}

impl Exchanges {
    /// Makes the requests of all examples.
    pub fn of_api(_api: &Api) -> Self {
        Self::default()
    }

    /// The request of an example.
    pub(crate) fn of(&self, operation: &Operation, example: usize) -> Option<&Exchange> {
        self.requests.get(&(operation.name.snake(), example))
    }
}
