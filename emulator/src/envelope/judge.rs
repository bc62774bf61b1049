//! What an envelope says of an answer, as the clients of the vendor judge it.

use apiloom_codegen::interpret::{Outcome, Received, Values};
use apiloom_codegen::model::{Api, Field, Operation};

/// An answer as a client receives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Heard {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

/// What the envelope of an operation says of an answer.
pub(crate) fn judge(values: &Values<'_>, operation: &Operation, heard: &Heard) -> Outcome {
    let received = Received {
        status: heard.status,
        headers: &heard.headers,
        body: &heard.body,
    };
    values.judge(operation, &received)
}

/// The members that the envelopes of an operation look at, each once and in the order written.
pub(super) fn fields<'a>(api: &'a Api, operation: &Operation) -> Vec<(&'a str, &'a Field)> {
    let mut fields: Vec<(&str, &Field)> = Vec::new();
    for index in chain(api, operation) {
        for field in &api.envelopes[index].fields {
            let wire = field.wire.as_str();
            if !fields.iter().any(|(known, _)| *known == wire) {
                fields.push((wire, field));
            }
        }
    }
    fields
}

/// The envelopes that an operation's answers go through.
pub(super) fn chain(api: &Api, operation: &Operation) -> Vec<usize> {
    let first = operation.envelope;
    let next = |index: &usize| api.envelopes.get(*index)?.then;
    std::iter::successors(first, next)
        .take(api.envelopes.len())
        .collect()
}
