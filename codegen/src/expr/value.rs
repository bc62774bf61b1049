//! The interpreter's values and environment.

use std::collections::BTreeMap;
use std::fmt;

use apiloom_wire::{Date, DateTime, Decimal, Json, Timestamp};

/// A value of an expression.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text; the code of an enum too.
    Text(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// A whole number.
    Int(i64),
    /// A decimal number.
    Decimal(Decimal),
    /// True or false.
    Bool(bool),
    /// An instant.
    Instant(Timestamp),
    /// A day.
    Date(Date),
    /// A day with a time.
    DateTime(DateTime),
    /// Something of which an expression only sees that it is there.
    Opaque,
    /// A list.
    List(Vec<Value>),
    /// Ordered pairs, duplicates kept.
    Pairs(Vec<(String, String)>),
    /// JSON.
    Json(Json),
    /// A declared record: its members by their names on the wire, absent ones left out.
    Record(BTreeMap<String, Value>),
    /// No value.
    Absent,
}

impl Value {
    /// The text of a value that stands alone; none if there is no value, or it has no text of its own.
    pub fn text(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text.clone()),
            Self::Int(number) => Some(number.to_string()),
            Self::Decimal(number) => Some(number.to_string()),
            Self::Bool(truth) => Some(truth.to_string()),
            _ => None,
        }
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

/// Answers a hook: name and arguments in, value out; `None` if it cannot.
type Answer = Box<dyn Fn(&str, &[Value]) -> Option<Value>>;
/// Makes a nonce: the function's name and its length in, text out.
type Noncer = Box<dyn Fn(&str, Option<i64>) -> String>;

/// What the names of an expression stand for.
#[derive(Default)]
pub struct Env {
    values: BTreeMap<String, Value>,
    now: Option<Timestamp>,
    hooks: Option<Answer>,
    nonces: Option<Noncer>,
}

impl Env {
    /// An environment in which nothing has a value.
    pub fn new() -> Self {
        Self::default()
    }

    /// Gives a value to a bare name (`nonce`), a root (`body`) or a member of a root
    /// (`settings.email`).
    pub fn set(&mut self, path: &str, value: Value) {
        self.values.insert(path.to_owned(), value);
    }

    /// Gives another value to what has one; gives the old one.
    pub(super) fn replace(&mut self, path: &str, value: Value) -> Option<Value> {
        match self.values.get_mut(path) {
            Some(place) => Some(std::mem::replace(place, value)),
            None => self.values.insert(path.to_owned(), value),
        }
    }

    /// Everything that has a value, by its path.
    pub fn values(&self) -> impl Iterator<Item = (&str, &Value)> {
        self.values
            .iter()
            .map(|(path, value)| (path.as_str(), value))
    }

    /// The value of a name, root or member.
    pub fn get(&self, path: &str) -> Option<&Value> {
        self.values.get(path)
    }

    /// Whether this name, root or member has a value.
    pub fn has(&self, path: &str) -> bool {
        self.values.contains_key(path)
    }

    /// The instant that `now` is.
    pub fn now(mut self, now: Timestamp) -> Self {
        self.now = Some(now);
        self
    }

    /// How hooks are answered.
    pub fn hooks(mut self, answer: impl Fn(&str, &[Value]) -> Option<Value> + 'static) -> Self {
        self.hooks = Some(Box::new(answer));
        self
    }

    /// How nonces are made: from the function's name and its length.
    pub fn nonces(mut self, make: impl Fn(&str, Option<i64>) -> String + 'static) -> Self {
        self.nonces = Some(Box::new(make));
        self
    }

    /// The instant that `now` is.
    pub fn instant(&self) -> Option<Timestamp> {
        self.now
    }

    pub(super) fn answer(&self, hook: &str, args: &[Value]) -> Option<Value> {
        self.hooks.as_ref().and_then(|answer| answer(hook, args))
    }

    pub(super) fn nonce(&self, name: &str, length: Option<i64>) -> Option<String> {
        self.nonces.as_ref().map(|make| make(name, length))
    }
}

/// Names without their values, which may be secrets.
impl fmt::Debug for Env {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Env")
            .field("names", &self.values.keys())
            .finish_non_exhaustive()
    }
}

/// Why an expression has no value in an environment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum EvalError {
    /// The environment lacks this name, root or member.
    Missing(String),
    /// The environment does not answer this hook.
    Hook(String),
    /// The environment makes no nonces.
    Nonce,
    /// The environment's value does not have the type that the scope promised.
    Kind(String),
}

impl fmt::Display for EvalError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(path) => write!(f, "`{path}` has no value here"),
            Self::Hook(name) => write!(f, "hook `{name}` is not answered here"),
            Self::Nonce => f.write_str("a nonce has no fixed value here; give the let's value"),
            Self::Kind(path) => write!(f, "`{path}` has a value of another type than declared"),
        }
    }
}

impl std::error::Error for EvalError {}
