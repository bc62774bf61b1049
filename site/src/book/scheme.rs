//! Ways to authenticate.

use serde::Serialize;

use super::{Fact, Prose};

/// A way to authenticate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Scheme {
    /// Its name in the spec.
    pub id: String,
    /// What it is in a few words: "HMAC-SHA256 signature in the query".
    pub title: String,
    /// What is said of it.
    pub fact: Fact,
    /// What is computed, in order.
    pub values: Vec<Value>,
    /// What is placed in the request, in order.
    pub placed: Vec<Placed>,
    /// Where its token comes from.
    pub token: Option<Token>,
    /// What happens, step by step, from the first call: the arrows of a sequence diagram.
    pub steps: Vec<Step>,
}

/// A computed value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Value {
    /// Its name.
    pub name: String,
    /// How it is computed: an expression of the spec language.
    pub expression: String,
    /// The same in words, step by step.
    pub words: Vec<Prose>,
}

/// A placed value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Placed {
    /// `query`, `header`, `cookie` or `body`.
    pub place: String,
    /// Under which name.
    pub wire: String,
    /// What: an expression of the spec language.
    pub expression: String,
    /// Whether it is placed after the request is frozen, so that it can cover it.
    pub sealed: bool,
}

/// Where a token comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Token {
    /// The id of the operation that fetches it.
    pub operation: Option<String>,
    /// The setting that is the token where it is given.
    pub setting: Option<String>,
    /// How long it is valid, and when it is fetched anew, in words.
    pub lifetime: Prose,
    /// The codes after which it is fetched anew.
    pub renew: Vec<String>,
    /// What is said of it.
    pub fact: Fact,
}

/// Who acts in a sequence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// The program that uses the client.
    Program,
    /// The client.
    Client,
    /// A function that the client's user supplies.
    Hook,
    /// The vendor.
    Vendor,
}

/// An arrow of a sequence, or a remark where both ends are the same.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Step {
    /// From whom.
    pub from: Actor,
    /// To whom.
    pub to: Actor,
    /// What.
    pub text: String,
    /// Whether it is an answer, drawn with a broken line.
    pub answer: bool,
    /// Whether it happens only sometimes, such as the fetch of a token that is not there yet; in words.
    pub when: Option<String>,
}
