//! What an answer depends on beside the inputs.

use apiloom_codegen::expr::Env;
use apiloom_wire::Timestamp;

/// What an answer depends on beside the inputs.
pub struct Context<'a> {
    /// The address of this emulator with the prefix of the server, without a slash at its end, such as
    /// `http://127.0.0.1:4010/v1`; links to further pages start with it.
    pub base: &'a str,
    /// The path as it was received, with the prefix of the server.
    pub path: &'a str,
    /// The query as it was received, without `?`; empty if there is none.
    pub query: &'a str,
    /// What the emulator's clock shows.
    pub now: Timestamp,
    /// The number of this request among those of its operation, from 1 on.
    pub ordinal: u64,
    /// Whether credentials were computed anew, and were right.
    pub is_authenticated: bool,
    /// A token that the answer hands out; given to the operations that schemes get their tokens by.
    pub grant: Option<&'a Grant>,
    /// The settings of the emulated account and the API's `let`s, by `settings.<name>` and `<name>`.
    pub settings: &'a Env,
}

/// A token that is handed out.
#[derive(Clone, Debug)]
pub struct Grant {
    /// The token.
    pub token: String,
    /// How many seconds it lives.
    pub lifetime: u64,
    /// The members on the way to the token in the answer; several where the spec names several.
    pub value_at: Vec<Vec<String>>,
    /// The members on the way to its lifetime, if the answer tells it.
    pub lifetime_at: Option<Vec<String>>,
}
