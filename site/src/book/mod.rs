//! What the documentation of one vendor says in one language, without markup.
//!
//! A book is made from the checked model, and all that prints documentation reads the book alone.

mod operation;
mod scheme;
mod text;
mod ty;

pub use operation::{
    Answer, Body, Example, Operation, Pages, Parameters, Returns, Rule, Sample, UsedError,
};
pub use scheme::{Actor, Placed, Scheme, Step, Token, Value};
pub use text::{Fact, Paragraph, Piece, Prose};
pub use ty::{Action, Code, Field, Kind, Type, TypeText, Variant};

use serde::Serialize;

/// The documentation of one vendor in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Book {
    /// The language: `en` or `zh`.
    pub language: String,
    /// The vendor in snake case; also its folder.
    pub vendor: String,
    /// The API's name for people.
    pub title: String,
    /// The file name of the spec.
    pub spec: String,
    /// The package of the generated client.
    pub package: String,
    /// The library of the generated client.
    pub library: String,
    /// What is said of the API as a whole.
    pub fact: Fact,
    /// The vendor's documents that facts are from.
    pub documents: Vec<Document>,
    /// What the API can do, for a comparison of vendors.
    pub abilities: Abilities,
    /// What the client's user supplies once.
    pub settings: Vec<Field>,
    /// The functions that the client's user supplies.
    pub hooks: Vec<Hook>,
    /// Where requests are sent; the first is the default.
    pub servers: Vec<Server>,
    /// The ways to authenticate.
    pub schemes: Vec<Scheme>,
    /// The ways to tell success from failure.
    pub envelopes: Vec<Envelope>,
    /// What the vendor's codes mean.
    pub errors: Vec<ErrorCode>,
    /// How many calls the vendor allows.
    pub limits: Vec<Limit>,
    /// The first sample: a program that makes a client and calls an operation.
    pub first_sample: Option<String>,
    /// The operations, in the order of the spec.
    pub operations: Vec<Operation>,
    /// The types that are reached from operations, in the order of the spec.
    pub types: Vec<Type>,
}

/// A document of the vendor.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Document {
    /// Its name in the spec, by which facts name it.
    pub id: String,
    /// Its title.
    pub title: String,
    /// Where it is; only URLs of the schemes http and https.
    pub url: Option<String>,
    /// What is said of it.
    pub fact: Fact,
}

/// What an API can do, for a comparison of vendors.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Abilities {
    /// How many operations there are.
    pub operations: usize,
    /// How many types there are.
    pub types: usize,
    /// What can be done with which entity: rows of the matrix.
    pub entities: Vec<Entity>,
    /// How calls authenticate, in a few words: "HMAC-SHA256 signature", "bearer token".
    pub authentication: Vec<String>,
    /// Whether clients fetch tokens by themselves.
    pub fetches_tokens: bool,
    /// Whether they also fetch them anew, since their lifetime or the codes of expired ones are known.
    pub renews_tokens: bool,
    /// How lists are read page by page, in a few words.
    pub pagination: Vec<String>,
    /// Whether limits on calls are known, and in a few words which.
    pub limits: Vec<String>,
    /// The ways in which bodies are written, in a few words.
    pub bodies: Vec<String>,
    /// Whether calls wait for files, pieces of files or bytes.
    pub files: bool,
}

/// What can be done with an entity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entity {
    /// The spec's word for it.
    pub name: String,
    /// What it is called in the language of the book, where the spec says that.
    pub title: Option<String>,
    /// The ids of the operations that list it.
    pub list: Vec<String>,
    /// The ids of the operations that read one.
    pub read: Vec<String>,
    /// The ids of the operations that create it.
    pub create: Vec<String>,
    /// The ids of the operations that change it.
    pub update: Vec<String>,
    /// The ids of the operations that delete it.
    pub delete: Vec<String>,
}

/// A function that the client's user supplies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Hook {
    /// Its name.
    pub name: String,
    /// What it takes: names and types in words.
    pub takes: Vec<(String, String)>,
    /// What it gives, in words.
    pub gives: String,
    /// What is said of it.
    pub fact: Fact,
}

/// Where requests are sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Server {
    /// Its name in the spec.
    pub id: String,
    /// The URL, with settings in braces.
    pub url: String,
    /// What is said of it.
    pub fact: Fact,
}

/// How success and failure are told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Envelope {
    /// Its name in the spec.
    pub id: String,
    /// The members that say so.
    pub fields: Vec<Field>,
    /// When an answer is a success: an expression, or words where the status alone tells.
    pub success: Prose,
    /// How failures are told, in the order in which they are asked.
    pub failures: Vec<Prose>,
    /// What is said of it.
    pub fact: Fact,
}

/// What a code of the vendor means.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ErrorCode {
    /// The code, which may start or end with `*`.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The kind of error, as the runtime calls it: `RateLimit`.
    pub kind: String,
    /// The kind in words.
    pub kind_words: String,
    /// Whether the client sends the call again by itself, or fetches a token anew; in words.
    pub handling: Prose,
    /// What is said of it.
    pub fact: Fact,
}

/// How many calls the vendor allows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Limit {
    /// Its name in the spec.
    pub id: String,
    /// What it says: "60 calls in 60 seconds, each operation by itself".
    pub words: String,
    /// What is said of it.
    pub fact: Fact,
}
