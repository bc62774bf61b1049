//! The static description of an operation, and what its inputs can do.

use std::fmt;

use apiloom_wire::{DecodeError, Place, Violations};
use http::Method;

use crate::dry_run::Changes;
use crate::{Answer, Auth, CallLimit, RequestBuilder, VendorError, Verdict};

/// What is known of an operation before it has inputs: plain static data.
pub struct Operation {
    /// The name in the spec, for messages.
    pub id: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path below the server's URL, with holes: `/customers/{id}`.
    pub path: &'static str,
    /// The name of the server, as [`Vendor::server`](crate::Vendor::server) knows it.
    pub server: &'static str,
    /// How requests are authenticated.
    pub auth: Auth,
    /// What the operation does to the vendor's data, whatever its method.
    pub effect: Effect,
    /// Whether the same request may be sent twice.
    pub repeat: Repeat,
    /// Constants that expressions read as `operation.NAME`.
    pub facts: &'static [(&'static str, &'static str)],
    /// Tells success from failure.
    pub judge: &'static Judge,
    /// The vendor's error codes, the operation's own before the shared ones.
    pub errors: &'static [VendorError],
    /// How many calls the vendor allows, sorted by name.
    pub limits: &'static [CallLimit],
}

/// Tells success from failure.
pub type Judge = dyn Fn(&Answer<'_>) -> Verdict + Send + Sync;

/// What an operation does to the vendor's data.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Nothing is changed.
    Read,
    /// Something is made or changed.
    Write,
    /// Something is removed.
    Delete,
}

/// Whether the same request may be sent twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeat {
    /// Twice is as good as once.
    Safe,
    /// Twice is as good as once because the request carries a key, which stands here.
    Keyed(IdempotencyKey),
    /// Twice may do the thing twice.
    Never,
}

/// Where the key stands by which the vendor knows a request again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IdempotencyKey {
    /// In a header of this name.
    Header(&'static str),
    /// In a parameter of the query.
    Query(&'static str),
    /// In a member of the JSON object, or a field of the form, that is the body.
    Body(&'static str),
}

/// How the body of an answer is received.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Receive {
    /// Whole, before it is judged.
    #[default]
    Whole,
    /// Piece by piece, once the status says that it is a success.
    Chunks,
    /// Likewise, but whole if it is JSON: that is the vendor's word on the request.
    ChunksUnlessJson,
}

/// The inputs of an operation: they write the request, and their type reads the answer.
pub trait Operate: Clone + Send + Sync + 'static {
    /// What a successful answer says.
    type Output: Send + 'static;

    /// The operation that these inputs belong to.
    const OPERATION: &'static Operation;

    /// What is known of what its requests do to what the vendor holds.
    const CHANGES: &'static Changes = &Changes::new();
    /// How the body of the answer is received.
    const RECEIVE: Receive = Receive::Whole;

    /// Adds what is wrong with the inputs by the rules of the spec.
    fn validate(&self, _at: &Place<'_>, _found: &mut Violations) {}

    /// Adds what is wrong with an answer by the rules of the spec; paths start at the body's root.
    fn validate_output(_output: &Self::Output, _found: &mut Violations) {}

    /// What the vendor calls the request, if a success says it.
    fn request_id(_answer: &Answer<'_>) -> Option<String> {
        None
    }

    /// Writes the inputs into the request; what is wrong with them sticks to the builder.
    fn encode(&self, request: &mut RequestBuilder);

    /// Reads the answer after the judge called it a success.
    ///
    /// # Errors
    /// When the answer does not have the form that the spec states.
    fn decode(answer: &Answer<'_>) -> Result<Self::Output, DecodeError>;
}

/// All but the judge, of which nothing can be said.
impl fmt::Debug for Operation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Operation")
            .field("id", &self.id)
            .field("method", &self.method)
            .field("path", &self.path)
            .field("server", &self.server)
            .field("auth", &self.auth)
            .field("effect", &self.effect)
            .field("repeat", &self.repeat)
            .field("facts", &self.facts)
            .field("errors", &self.errors)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}
