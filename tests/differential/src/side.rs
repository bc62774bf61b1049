//! What is driven: a client whose operations take and give JSON.

use apiloom::{Bytes, Core, DecodeError, http};

use crate::{Broken, Outcome, Refusal, Request, Setup};

/// Makes one of the two sides.
pub type MakeSide = fn(&Setup) -> Box<dyn Side>;

/// A call of an operation, or why the inputs cannot be read.
pub type Made = Result<Box<dyn Called>, DecodeError>;

/// A client whose operations take JSON.
pub trait Side {
    /// What it runs on.
    fn core(&self) -> &Core;

    /// A call with these inputs: one object with the wire names of all of them.
    fn call(&self, operation: &str, inputs: &[u8]) -> Made;
}

/// A call that is about to be made.
pub trait Called {
    /// What is wrong with the inputs by the rules of the spec.
    fn validate(&self) -> Vec<Broken>;

    /// The exact request; also of inputs that break rules if they are not `checked`.
    fn prepare(&self, checked: bool) -> Result<Request, Refusal>;

    /// What a response says; what drifts is refused if the call is `strict`.
    fn answer(&self, response: http::Response<Bytes>, strict: bool) -> Outcome;

    /// Sends the call through the client's transport.
    fn send(&self) -> Outcome;

    /// Sends one call a page, if the operation answers pages, until an error or so many of them.
    fn pages(&self, limit: usize) -> Vec<Outcome>;

    /// The same, by items.
    fn items(&self, limit: usize) -> Vec<Outcome>;
}
