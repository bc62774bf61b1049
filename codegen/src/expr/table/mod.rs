//! The one table of functions: name, signature, docs, interpreter and Rust path.

mod digests;
mod encodings;
mod forms;
mod lists;
mod signature;
mod texts;
mod times;

pub use signature::Docs;
pub use signature::Function;
pub(super) use signature::{Form, Need, Overload, Param, Special, Takes};

use std::collections::HashMap;
use std::sync::LazyLock;

use super::value::Value;

/// Every function of the language, by group.
pub fn functions() -> impl Iterator<Item = &'static Function> {
    GROUPS.iter().copied().flatten()
}

pub(super) fn find(name: &str) -> Option<&'static Function> {
    static BY_NAME: LazyLock<HashMap<&'static str, &'static Function>> = LazyLock::new(|| {
        functions()
            .map(|function| (function.name, function))
            .collect()
    });
    BY_NAME.get(name).copied()
}

static GROUPS: [&[Function]; 7] = [
    texts::FUNCTIONS,
    lists::FUNCTIONS,
    encodings::FUNCTIONS,
    &digests::DIGESTS,
    &digests::KEYED,
    times::FUNCTIONS,
    forms::FUNCTIONS,
];

/// Arguments of the interpreter: `None` where a value is not of the type that was checked.
struct Args<'a>(&'a [Value]);

impl<'a> Args<'a> {
    fn text(&self, at: usize) -> Option<&'a str> {
        match self.0.get(at)? {
            Value::Text(text) => Some(text),
            _ => None,
        }
    }

    fn int(&self, at: usize) -> Option<i64> {
        match self.0.get(at)? {
            Value::Int(value) => Some(*value),
            _ => None,
        }
    }

    fn octets(&self, at: usize) -> Option<&'a [u8]> {
        match self.0.get(at)? {
            Value::Text(text) => Some(text.as_bytes()),
            Value::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    fn pairs(&self, at: usize) -> Option<&'a [(String, String)]> {
        match self.0.get(at)? {
            Value::Pairs(pairs) => Some(pairs),
            _ => None,
        }
    }

    fn list(&self, at: usize) -> Option<&'a [Value]> {
        match self.0.get(at)? {
            Value::List(items) => Some(items),
            _ => None,
        }
    }

    fn texts(&self, at: usize) -> Option<Vec<&'a str>> {
        self.list(at)?.iter().map(as_text).collect()
    }

    /// The texts from `at` to the last argument.
    fn rest(&self, at: usize) -> Option<Vec<&'a str>> {
        self.0.get(at..)?.iter().map(as_text).collect()
    }
}

fn as_text(value: &Value) -> Option<&str> {
    match value {
        Value::Text(text) => Some(text),
        _ => None,
    }
}

fn texts(items: Vec<String>) -> Option<Value> {
    Some(Value::List(items.into_iter().map(Value::Text).collect()))
}

fn text(text: String) -> Option<Value> {
    Some(Value::Text(text))
}

/// An optional result: absent is a value as well.
fn maybe<T>(value: Option<T>, wrap: fn(T) -> Value) -> Option<Value> {
    Some(value.map_or(Value::Absent, wrap))
}
