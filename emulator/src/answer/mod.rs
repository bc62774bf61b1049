//! What a vendor answers.

use std::collections::BTreeMap;

use apiloom_codegen::model::{Api, Operation};
use apiloom_wire::Json;

use crate::{Context, Failure, Reply};

/// Makes the answers of a vendor, and keeps what requests made, changed and deleted.
pub struct Answerer {
    api: &'static Api,
    seed: u64,
}

impl Answerer {
    /// Answers for an API; the same seed and requests give the same answers.
    pub fn new(api: &'static Api, seed: u64) -> Self {
        Self { api, seed }
    }

    /// The answer to a request that routing, authentication and rules have let through.
    ///
    /// `inputs` is one flat object by the names on the wire, in the order of the request.
    pub fn reply(&mut self, operation: &Operation, inputs: &Json, context: &Context<'_>) -> Reply {
        let _ = (operation, inputs, context, self.api, self.seed);
        Reply {
            status: 200,
            headers: vec![("content-type".to_owned(), "application/json".to_owned())],
            body: bytes::Bytes::from_static(b"{}"),
            changes: Vec::new(),
            refused: None,
        }
    }

    /// An answer that the operation's own envelope judges as this failure.
    pub fn failure(
        &mut self,
        operation: Option<&Operation>,
        failure: &Failure,
        context: &Context<'_>,
    ) -> Reply {
        let _ = (operation, context);
        Reply {
            status: 400,
            headers: vec![(
                "content-type".to_owned(),
                "text/plain; charset=utf-8".to_owned(),
            )],
            body: bytes::Bytes::copy_from_slice(failure.message.as_bytes()),
            changes: Vec::new(),
            refused: None,
        }
    }

    /// How many entities of each kind there are now.
    pub fn counts(&self) -> BTreeMap<String, usize> {
        BTreeMap::new()
    }
}
