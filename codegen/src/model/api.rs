//! The whole API.

use super::{
    Declaration, Docs, Envelope, ErrorCode, Facts, Field, Let, Name, Operation, Scheme, TypeId,
};

/// A checked API.
#[derive(Clone, Debug)]
pub struct Api {
    /// The vendor's name.
    pub vendor: Name,
    /// The API's name for people.
    pub title: Docs,
    /// What it is for.
    pub doc: Docs,
    /// A remark.
    pub note: Docs,
    /// The documents that facts are from.
    pub documents: Vec<Document>,
    /// What the client's user supplies once.
    pub settings: Vec<Setting>,
    /// The functions that the client's user supplies.
    pub hooks: Vec<Hook>,
    /// Where requests are sent; the first is the default.
    pub servers: Vec<Server>,
    /// Values computed from settings.
    pub lets: Vec<Let>,
    /// The ways to authenticate.
    pub schemes: Vec<Scheme>,
    /// The ways to tell success from failure.
    pub envelopes: Vec<Envelope>,
    /// What the vendor's codes mean.
    pub errors: Vec<ErrorCode>,
    /// How many calls the vendor allows.
    pub limits: Vec<Limit>,
    /// The declared types, named by [`TypeId`].
    pub types: Vec<Declaration>,
    /// The operations.
    pub operations: Vec<Operation>,
    /// The spec's path, as diagnostics show it.
    pub path: String,
}

impl Api {
    /// A declared type.
    pub fn declaration(&self, id: TypeId) -> &Declaration {
        &self.types[id.0]
    }
}

/// A document that facts are from.
#[derive(Clone, Debug)]
pub struct Document {
    /// Its name in the spec.
    pub id: String,
    /// What is said of it.
    pub facts: Facts,
    /// Where it is.
    pub url: Option<String>,
}

/// What the client's user supplies once.
#[derive(Clone, Debug)]
pub struct Setting {
    /// What it is.
    pub field: Field,
    /// Its default, as a text of its type.
    pub default: Option<String>,
}

/// A function that the client's user supplies.
#[derive(Clone, Debug)]
pub struct Hook {
    /// Its name.
    pub name: Name,
    /// What is said of it.
    pub facts: Facts,
    /// What it is given.
    pub takes: Vec<(Name, crate::expr::Type)>,
    /// What it gives.
    pub gives: crate::expr::Type,
    /// What it computes, where a file says so; the client's user supplies it otherwise.
    pub body: Option<std::sync::Arc<crate::expr::Body>>,
}

/// Where requests are sent.
#[derive(Clone, Debug)]
pub struct Server {
    /// Its name in the spec.
    pub id: String,
    /// The URL in parts.
    pub url: Vec<TemplatePart>,
    /// What is said of it.
    pub facts: Facts,
}

/// A part of a template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplatePart {
    /// As it is.
    Text(String),
    /// A setting.
    Setting {
        /// Its name.
        name: Name,
        /// What it is in the URL.
        hole: Hole,
    },
}

/// What a setting is in a server's URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hole {
    /// The whole host, with a port unless one follows.
    Host,
    /// One label of the host.
    Label,
    /// One segment of the path.
    Segment,
}

/// How many calls the vendor allows.
#[derive(Clone, Debug)]
pub struct Limit {
    /// Its name as the spec writes it.
    pub id: String,
    /// How many calls may start in how many seconds.
    pub rate: Option<(u32, u64)>,
    /// How many calls may go on at the same time.
    pub concurrent: Option<u32>,
    /// Whether every operation counts by itself.
    pub each_operation: bool,
    /// The settings that name the account, as expressions.
    pub by: Vec<crate::expr::Typed>,
    /// What is said of it.
    pub facts: Facts,
}

/// Threads share a checked API, such as those of a server that behaves like the vendor.
const _: () = {
    const fn shared<T: Send + Sync>() {}
    shared::<Api>();
};
