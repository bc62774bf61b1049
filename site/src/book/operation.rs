//! Operations.

use serde::Serialize;

use super::{Fact, Field, Paragraph, Prose, TypeText};

/// An operation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Operation {
    /// Its name in snake case: its page, its method in Rust, and what links name.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What is said of it.
    pub fact: Fact,
    /// The method.
    pub method: String,
    /// The path, with parameters in braces.
    pub path: String,
    /// The server, by its name, where it is not the default.
    pub server: Option<String>,
    /// What it does at the vendor: `read`, `write` or `delete`.
    pub effect: String,
    /// The same in words, with a warning where the method says otherwise (a GET that deletes).
    pub effect_words: Prose,
    /// Whether it may be sent again: `safe`, `keyed` or `never`.
    pub repeat: String,
    /// The same in words.
    pub repeat_words: Prose,
    /// The names of the schemes, the default first; empty if it does not authenticate.
    pub schemes: Vec<String>,
    /// Whether all of the schemes are used, and not one of them.
    pub all_schemes: bool,
    /// The envelope, by its name.
    pub envelope: Option<String>,
    /// The permissions that its caller needs.
    pub permissions: Vec<Prose>,
    /// The limits that it counts for, by their names.
    pub limits: Vec<String>,
    /// What an update does with what is left out, in words; empty where it is no update.
    pub update: Prose,
    /// Where data can be lost, each with the input that it is about.
    pub dangers: Vec<(String, Prose)>,
    /// The parameters, by place.
    pub parameters: Vec<Parameters>,
    /// The body.
    pub body: Option<Body>,
    /// What it answers.
    pub returns: Option<Returns>,
    /// Rules over its inputs.
    pub rules: Vec<Rule>,
    /// How its list is read page by page.
    pub pages: Option<Pages>,
    /// The errors that the vendor documents, with what the client does.
    pub errors: Vec<UsedError>,
    /// Requests with their answers; the first has the sample.
    pub examples: Vec<Example>,
    /// The ids of the types that it reaches directly.
    pub types: Vec<String>,
}

/// The parameters of one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Parameters {
    /// `path`, `query`, `header` or `cookie`.
    pub place: String,
    /// The parameters.
    pub fields: Vec<Field>,
}

/// A request's body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Body {
    /// `json`, `form`, `multipart`, `text` or `bytes`.
    pub encode: String,
    /// The content type.
    pub content_type: String,
    /// Its fields, where they are inputs of the operation.
    pub fields: Vec<Field>,
    /// The one input that it is, otherwise.
    pub whole: Option<Box<Field>>,
}

/// What an operation answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Returns {
    /// Its type.
    pub ty: TypeText,
    /// The ids of the declared types in its type.
    pub inside: Vec<String>,
    /// The members on the way to it, such as `data.list`; empty for the whole body.
    pub at: String,
    /// `json`, `text`, `bytes` or `file`.
    pub decode: String,
    /// What its absence means, in words.
    pub absent: Prose,
    /// What is said of it.
    pub fact: Fact,
}

/// A rule over several inputs or fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Rule {
    /// What violations call it.
    pub id: String,
    /// What it demands, in words.
    pub words: Prose,
    /// The condition as the spec writes it, where words are the spec's own.
    pub condition: Option<String>,
    /// Whether breaking it stops a call, and is not only advice.
    pub error: bool,
    /// What is said of it.
    pub fact: Fact,
}

/// How a list is read page by page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Pages {
    /// `page`, `offset`, `cursor`, `last_id` or `link`.
    pub by: String,
    /// How that goes, in words: inputs, places in the answer, end, size, limits.
    pub words: Vec<Paragraph>,
    /// A remark.
    pub note: Prose,
    /// Rust that reads all items.
    pub rust: Option<String>,
}

/// An error that an operation can answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UsedError {
    /// The code, as in the table of the book.
    pub code: String,
    /// Whether an example of the operation shows it.
    pub shown: bool,
}

/// A request with its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Example {
    /// Its title, or words that stand for one.
    pub title: String,
    /// What is said of it.
    pub fact: Fact,
    /// The request in the languages that it is shown in.
    pub sample: Option<Sample>,
    /// The answer.
    pub answer: Option<Answer>,
}

/// A request as people write it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Sample {
    /// Rust: a whole program that compiles.
    pub rust: Option<String>,
    /// The inputs as one JSON object by their names on the wire, pretty: what `apiloom call` takes.
    pub inputs: String,
    /// The exact HTTP request, with made-up settings, a fixed time and fixed random texts.
    pub http: Option<String>,
    /// The same as a command of `curl`.
    pub curl: Option<String>,
    /// Why the request cannot be repeated as it stands: what is signed, and when that expires.
    pub signing: Prose,
}

/// The answer of an example.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: Vec<(String, String)>,
    /// The body, pretty where it is JSON.
    pub body: String,
    /// Whether the body is JSON.
    pub json: bool,
    /// The vendor's code, where it is a failure.
    pub fails: Option<String>,
}
