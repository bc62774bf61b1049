//! Authentication and envelopes.

use super::{Facts, Field, Name};
use crate::expr::Typed;

/// A way to authenticate.
#[derive(Clone, Debug)]
pub struct Scheme {
    /// Its name.
    pub name: Name,
    /// Its name as the spec writes it.
    pub id: String,
    /// What is said of it.
    pub facts: Facts,
    /// What is computed before stamping, in order.
    pub stamp_lets: Vec<Let>,
    /// What is placed before the request is frozen.
    pub stamps: Vec<Placed>,
    /// What is computed after freezing, in order.
    pub seal_lets: Vec<Let>,
    /// What is placed after.
    pub seals: Vec<Placed>,
    /// Where its token comes from.
    pub token: Option<Token>,
}

/// A computed value.
#[derive(Clone, Debug)]
pub struct Let {
    /// Its name.
    pub name: Name,
    /// How it is computed.
    pub value: Typed,
}

/// A placed value.
#[derive(Clone, Debug)]
pub struct Placed {
    /// Where.
    pub place: Where,
    /// Under which name.
    pub wire: String,
    /// What.
    pub value: Typed,
}

/// Where a value is placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Where {
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
    /// In the body.
    Body,
}

/// Where a token comes from.
#[derive(Clone, Debug)]
pub struct Token {
    /// The operation that fetches it, if the vendor documents one.
    pub operation: Option<Name>,
    /// The setting that is the token where it is given.
    pub setting: Option<Name>,
    /// What that operation's inputs are, by their names.
    pub with: Vec<(Name, Typed)>,
    /// The places of the token in that operation's answer, each as members on the way.
    pub value: Vec<Vec<String>>,
    /// Its lifetime in seconds in that answer: members on the way; `None` if unknown.
    pub lifetime: Option<Vec<String>>,
    /// Seconds before its end at which it is fetched anew.
    pub margin: u64,
    /// The settings that name the account, as expressions.
    pub account: Vec<Typed>,
    /// The errors after which it is fetched anew.
    pub renew: Vec<String>,
    /// What is said of it.
    pub facts: Facts,
}

/// How success and failure are told.
#[derive(Clone, Debug)]
pub struct Envelope {
    /// Its name.
    pub name: Name,
    /// What is said of it.
    pub facts: Facts,
    /// The members of the body that say so; each may be absent.
    pub fields: Vec<Field>,
    /// Failures with a condition, in order.
    pub conditional: Vec<Failure>,
    /// Whether the answer is a success; `None` is a status of 200 to 299.
    pub success: Option<Typed>,
    /// What names an answer that is no success.
    pub otherwise: Option<Failure>,
    /// The envelope, by its index, that is asked when no conditional failure holds.
    pub then: Option<usize>,
}

/// One way to fail.
#[derive(Clone, Debug)]
pub struct Failure {
    /// What is said of it.
    pub facts: Facts,
    /// Whether it is this one.
    pub when: Option<Typed>,
    /// The vendor's code.
    pub code: Option<Typed>,
    /// The vendor's message.
    pub message: Option<Typed>,
    /// The vendor's name of the request.
    pub request_id: Option<Typed>,
}
