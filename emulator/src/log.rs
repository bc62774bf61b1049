//! What happened: an entry a request.

use std::fmt;

use apiloom_wire::Timestamp;

use crate::failure::{Failure, FailureKind};
use crate::fault::{Ending, Planned};
use crate::reply::Change;

/// What happened to a request. It holds no value that the spec calls secret: `***` stands for one.
///
/// Texts are as the client sent them; shown as text, each stands on a line of its own without controls.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The number of the request, from 1 on, in the order in which requests were dealt with.
    pub number: u64,
    /// What the emulator's clock showed.
    pub at: Timestamp,
    /// The method.
    pub method: String,
    /// The path as it was received, without the query; parameters of the path that are secret are masked.
    pub path: String,
    /// The operation by its name, if there is one.
    pub operation: Option<String>,
    /// What the client calls itself, in the header `x-apiloom-client`.
    pub client: String,
    /// The number of the request among those of the operation and client: what the plan goes by.
    pub ordinal: u64,
    /// What was planned for it.
    pub planned: Planned,
    /// What came of it.
    pub outcome: Outcome,
    /// The status that it was answered with, if it was.
    pub status: Option<u16>,
    /// The schemes that let it through.
    pub schemes: Vec<String>,
    /// What the request broke: rules of the spec, each a sentence.
    pub violations: Vec<String>,
    /// What else there is to know, each a sentence.
    pub notes: Vec<String>,
    /// What it did to the state.
    pub changes: Vec<Change>,
}

/// What came of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was answered.
    Answered,
    /// It was refused.
    Refused(Failure),
    /// The state refused it, with this code of the vendor.
    Denied(String),
    /// A fault took the place of the answer, or came over it.
    Faulted(Ending),
}

impl Outcome {
    /// What it was refused for.
    pub fn refused(&self) -> Option<&FailureKind> {
        match self {
            Self::Refused(failure) => Some(&failure.kind),
            _ => None,
        }
    }
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Answered => f.write_str("answered"),
            // What inputs break is listed by itself.
            Self::Refused(failure) if failure.kind == FailureKind::Invalid => {
                f.write_str("refused, invalid")
            }
            Self::Refused(failure) => {
                write!(f, "refused, {}: {}", failure.kind.word(), failure.message)
            }
            Self::Denied(code) => write!(f, "refused, code {code}"),
            Self::Faulted(ending) => write!(f, "fault: {ending}"),
        }
    }
}

impl FailureKind {
    /// One word for it.
    pub fn word(&self) -> &str {
        match self {
            Self::NoRoute => "no such path",
            Self::NoMethod => "no such method",
            Self::Malformed => "unreadable",
            Self::Unauthenticated => "no credentials",
            Self::BadSignature => "wrong signature",
            Self::Stale => "stale",
            Self::Replayed => "replayed",
            Self::ExpiredToken(_) => "token",
            Self::Throttled => "throttled",
            Self::Invalid => "invalid",
            Self::NotFound => "not found",
            Self::Conflict => "conflict",
            Self::Unavailable => "unavailable",
            Self::Code(code) => code,
        }
    }
}

/// One line, and one more for each thing to know.
impl fmt::Display for Entry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let time = self.at.to_string();
        let clock = time.get(11..19).unwrap_or(&time);
        write!(f, "{clock} {} {}", line(&self.method), line(&self.path))?;
        if let Some(operation) = &self.operation {
            write!(f, "  {}", line(operation))?;
        }
        let outcome = self.outcome.to_string();
        match self.status {
            Some(status) => write!(f, "  {status} {}", line(&outcome))?,
            None => write!(f, "  {}", line(&outcome))?,
        }
        if !self.planned.latency.is_zero() {
            write!(f, ", {} ms late", self.planned.latency.as_millis())?;
        }
        if self.planned.drip.is_some() && self.status.is_some() {
            f.write_str(", in pieces")?;
        }
        for change in &self.changes {
            let (what, entity, key) = match change {
                Change::Created { entity, key } => ("created", entity, key),
                Change::Updated { entity, key } => ("updated", entity, key),
                Change::Deleted { entity, key } => ("deleted", entity, key),
            };
            write!(f, ", {what} {} {}", line(entity), line(key))?;
        }
        for told in self.violations.iter().chain(&self.notes) {
            write!(f, "\n         {}", line(told))?;
        }
        Ok(())
    }
}

/// A text that can neither begin a line of its own nor tell a terminal anything.
fn line(text: &str) -> String {
    let shown = text.chars().map(|c| match c {
        c if c.is_control() => ' ',
        '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => ' ',
        c => c,
    });
    shown.collect()
}
