//! What is driven: a client whose operations take and give JSON.

use std::fmt;

use apiloom::{Bytes, Core, DecodeError, Deviation, DeviationKind, Wire, decode_noting, http};

use crate::{Broken, Outcome, Refusal, Request, Setup};

/// Makes a generated client.
pub type MakeSide = fn(&Setup) -> Box<dyn Side>;

/// A call of an operation, or why the inputs cannot be read.
pub type Made = Result<Box<dyn Called>, Unreadable>;

/// Why inputs cannot be read.
#[derive(Clone, Debug)]
pub enum Unreadable {
    /// They are not of their types.
    Form(String),
    /// Likewise: where, but not what was found, since that may be a secret.
    Hidden(String),
    /// They say what no input says: where, and whether it is null rather than a name.
    Surplus(Vec<(String, bool)>),
}

/// One that hides what was found is the same as one that tells.
impl PartialEq for Unreadable {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Form(told), Self::Form(other)) => told == other,
            (Self::Form(told), Self::Hidden(at)) | (Self::Hidden(at), Self::Form(told)) => told
                .strip_prefix(at.as_str())
                .is_some_and(|rest| rest.starts_with(": ")),
            (Self::Hidden(at), Self::Hidden(other)) => at == other,
            (Self::Surplus(found), Self::Surplus(other)) => found == other,
            _ => false,
        }
    }
}

impl Unreadable {
    /// From what the decoder says.
    pub fn form(error: &DecodeError) -> Self {
        let text = error.to_string();
        let at = text.strip_prefix('`');
        match at.and_then(|rest| rest.strip_suffix("` is not of its type")) {
            Some(at) => Self::Hidden(at.to_owned()),
            None => Self::Form(text),
        }
    }

    /// From what was noted while inputs were read, if that is anything: names that are unknown, and
    /// null where there is none.
    pub fn surplus<'d>(noted: impl Iterator<Item = &'d Deviation>) -> Option<Self> {
        let noted = noted.filter_map(|deviation| match deviation.kind() {
            DeviationKind::UnknownMember => Some((deviation.path().to_owned(), false)),
            DeviationKind::Null => Some((deviation.path().to_owned(), true)),
            _ => None,
        });
        let noted: Vec<_> = noted.collect();
        (!noted.is_empty()).then_some(Self::Surplus(noted))
    }
}

impl fmt::Display for Unreadable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self:?}")
    }
}

/// Reads the inputs of a generated operation: what the decoder lets pass in answers is refused here.
///
/// # Errors
/// When they are not of their types, or say what no input says.
pub fn given<T: Wire>(inputs: &[u8], (own, name): (&str, &str)) -> Result<T, Unreadable> {
    let (given, noted) = decode_noting(inputs).map_err(|error| {
        // The record is one of this test: elsewhere, inputs are called as their operation.
        let text = error
            .to_string()
            .replace(&format!(" of {own}"), &format!(" of {name}"));
        Unreadable::Form(text)
    })?;
    match Unreadable::surplus(noted.iter()) {
        Some(surplus) => Err(surplus),
        None => Ok(given),
    }
}

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
    fn prepare(&self, checked: bool) -> Result<Request, Box<Refusal>>;

    /// What the call would do, as a person is told.
    fn dry_run(&self) -> Result<String, Box<Refusal>>;

    /// What a response says; what drifts is refused if the call is `strict`.
    fn answer(&self, response: http::Response<Bytes>, strict: bool) -> Outcome;

    /// Sends the call through the client's transport.
    fn send(&self) -> Outcome;

    /// Sends one call a page, if the operation answers pages, until an error or so many of them.
    fn pages(&self, limit: usize) -> Vec<Outcome>;

    /// The same, by items.
    fn items(&self, limit: usize) -> Vec<Outcome>;
}
