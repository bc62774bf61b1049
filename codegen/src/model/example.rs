//! Examples: requests with their answers.

use apiloom_wire::{Json, encode};

use super::{Decode, Facts, Returns};
use crate::source::Span;

/// A request and its answer, as a vendor's document might show them.
#[derive(Clone, Debug)]
pub struct Example {
    /// What is said of it.
    pub facts: Facts,
    /// The inputs, one object by their wire names; `None` shows no request.
    pub request: Option<Json>,
    /// The answer; `None` shows none.
    pub answer: Option<ExampleAnswer>,
    /// The place of the example.
    pub span: Span,
}

/// The answer of an example.
#[derive(Clone, Debug)]
pub struct ExampleAnswer {
    /// The status.
    pub status: u16,
    /// The headers that the example tells, in the order written.
    pub headers: Vec<(String, String)>,
    /// The whole body; `None` is an empty one. Of operations that read a text or bytes it is a text, which
    /// is the body as it is.
    pub body: Option<Json>,
    /// The vendor's code of the failure that the answer is; `None` is a success.
    pub fails: Option<String>,
}

impl ExampleAnswer {
    /// The body on the wire, given what the operation reads.
    pub fn bytes(&self, returns: Option<&Returns>) -> Vec<u8> {
        let is_json = returns.is_none_or(|returns| returns.decode == Decode::Json);
        match &self.body {
            Some(Json::String(text)) if !is_json => text.clone().into_bytes(),
            Some(json) => encode(json).unwrap_or_default(),
            None => Vec::new(),
        }
    }
}
