//! Operations.

use super::{Docs, Example, Facts, Field, Name, Paginate, Type, Where, WireName};
use crate::expr::Typed;
use crate::source::Span;

/// An operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its name.
    pub name: Name,
    /// What is said of it.
    pub facts: Facts,
    /// The method.
    pub method: String,
    /// The path, with parameters in braces.
    pub path: String,
    /// The server, by name.
    pub server: String,
    /// How it authenticates.
    pub auth: AuthUse,
    /// The parameters, by place and in the order written.
    pub parameters: Vec<Parameter>,
    /// The body.
    pub body: Option<Body>,
    /// What it answers; `None` if nothing is read.
    pub returns: Option<Returns>,
    /// The envelope, by its index; `None` tells success by the status alone.
    pub envelope: Option<usize>,
    /// What it does at the vendor.
    pub effect: Effect,
    /// Whether it may be sent again.
    pub repeat: Repeat,
    /// The limits that it counts for, sorted.
    pub limits: Vec<String>,
    /// Where its idempotency key stands, if it has one: the place and the name.
    pub key: Option<(Where, String)>,
    /// What an update does with what is left out.
    pub update: Option<Update>,
    /// The entity that it works on.
    pub entity: Option<Entity>,
    /// How its list is read page by page.
    pub paginate: Option<Paginate>,
    /// Rules over its inputs.
    pub rules: Vec<Rule>,
    /// Requests with their answers.
    pub examples: Vec<Example>,
    /// The permissions that its caller needs.
    pub permissions: Vec<Docs>,
    /// The constants that the spec demands of each operation.
    pub constants: Vec<(String, String)>,
    /// Where it is described.
    pub span: Span,
}

impl Operation {
    /// What its requests consist of, in their order: parameters, then the body's fields, or the body as a
    /// whole.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        let parameters = self.parameters.iter();
        parameters
            .map(|parameter| &parameter.field)
            .chain(super::sent(self))
    }

    /// The body, if it is one value that has no name in it.
    pub fn whole(&self) -> Option<&Field> {
        match self.body.as_ref().map(|body| &body.payload) {
            Some(Payload::Whole(field)) => Some(field),
            Some(Payload::Fields(_)) | None => None,
        }
    }
}

/// How an operation authenticates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AuthUse {
    /// Not at all.
    None,
    /// By one of these; the first is the default.
    Any(Vec<String>),
    /// By all of these.
    All(Vec<String>),
}

/// A parameter.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// Where it stands.
    pub place: Place,
    /// What it is.
    pub field: Field,
}

/// Where a parameter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
}

/// A request's body.
#[derive(Clone, Debug)]
pub struct Body {
    /// What is in it.
    pub payload: Payload,
    /// How it is written.
    pub encode: Encode,
    /// What it is called, in place of what such a body is called everywhere.
    pub content_type: Option<String>,
}

/// What is in a body.
#[derive(Clone, Debug)]
pub enum Payload {
    /// Fields that are inputs of the operation.
    Fields(Vec<Field>),
    /// One input.
    Whole(Box<Field>),
}

/// How a body is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encode {
    /// As JSON.
    Json,
    /// As an HTML form.
    Form,
    /// In several parts, files among them.
    Multipart,
    /// As a text.
    Text,
    /// As it is.
    Bytes,
}

/// What an operation answers.
#[derive(Clone, Debug)]
pub struct Returns {
    /// Its type.
    pub ty: Type,
    /// The members on the way to it.
    pub at: Vec<String>,
    /// What its absence means.
    pub absent: Absent,
    /// How it is read.
    pub decode: Decode,
    /// What is said of it.
    pub facts: Facts,
}

/// How an answer is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decode {
    /// As JSON.
    Json,
    /// As a text.
    Text,
    /// As it is.
    Bytes,
    /// As it is, piece by piece.
    File,
}

/// What the absence of an answer means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Absent {
    /// The answer is not what the spec says.
    Refused,
    /// An empty value of its type.
    Empty,
    /// No value.
    None,
}

/// What an operation does at the vendor, whatever its method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It changes nothing.
    Read,
    /// It creates or changes.
    Write,
    /// It deletes.
    Delete,
}

/// Whether a call may be sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeat {
    /// Yes.
    Safe,
    /// With an idempotency key.
    Keyed,
    /// No.
    Never,
}

/// What sending does with what is not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Update {
    /// It stays.
    Merge,
    /// Items are matched by id; others stay.
    MergeById,
    /// It is erased.
    Replace,
    /// Nobody knows.
    Unknown,
}

/// The entity that an operation works on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entity {
    /// Its type or name.
    pub of: String,
    /// create, read, update, delete or list.
    pub does: String,
    /// The input that names it.
    pub key: Option<String>,
    /// Whether the answer shows it before or after.
    pub answer: Option<String>,
}

/// A rule over several inputs.
#[derive(Clone, Debug)]
pub struct Rule {
    /// What violations call it.
    pub id: String,
    /// What it demands.
    pub kind: RuleKind,
    /// What the caller is told.
    pub message: Docs,
    /// Whether breaking it stops a call.
    pub error: bool,
    /// What is said of it.
    pub facts: Facts,
}

/// What a rule demands.
#[derive(Clone, Debug)]
pub enum RuleKind {
    /// All or none are there.
    AllOrNone(Vec<WireName>),
    /// Exactly one is there.
    ExactlyOne(Vec<WireName>),
    /// At least one is there.
    AtLeastOne(Vec<WireName>),
    /// At most one is there.
    AtMostOne(Vec<WireName>),
    /// A predicate holds when another does.
    Require {
        /// When, as written.
        when: Option<String>,
        /// What, as written.
        require: String,
        /// What holds where the rule is broken.
        broken: Box<Typed>,
    },
}

impl RuleKind {
    /// The word by which the spec says it.
    pub fn word(&self) -> &'static str {
        match self {
            Self::AllOrNone(_) => "all_or_none",
            Self::ExactlyOne(_) => "exactly_one",
            Self::AtLeastOne(_) => "at_least_one",
            Self::AtMostOne(_) => "at_most_one",
            Self::Require { .. } => "require",
        }
    }
}
