//! A value on its way into a request.

use std::fmt;

use apiloom_wire::{Decimal, Secret};

/// A value that a scheme places: text, a number or a truth value, secret or not, or
/// nothing.
#[derive(Clone)]
pub struct Text {
    value: Value,
    secret: bool,
}

#[derive(Clone)]
enum Value {
    Absent,
    Text(String),
    Int(i64),
    Decimal(Decimal),
    Bool(bool),
}

impl Text {
    /// The text, unless there is nothing to place.
    pub(crate) fn into_text(self) -> Option<String> {
        match self.value {
            Value::Absent => None,
            Value::Text(text) => Some(text),
            Value::Int(int) => Some(int.to_string()),
            Value::Decimal(decimal) => Some(decimal.to_string()),
            Value::Bool(truth) => Some(truth.to_string()),
        }
    }

    /// The value as JSON, unless there is nothing to place.
    pub(crate) fn to_json(&self) -> Option<String> {
        match &self.value {
            Value::Absent => None,
            Value::Text(text) => Some(crate::scalar::quote(text)),
            Value::Int(int) => Some(int.to_string()),
            Value::Decimal(decimal) => Some(decimal.to_string()),
            Value::Bool(truth) => Some(truth.to_string()),
        }
    }

    /// Whether it is secret, if there is anything.
    pub(crate) fn is_secret(&self) -> bool {
        self.secret
    }

    /// The text, if it is secret.
    pub(crate) fn secret(&self) -> Option<String> {
        self.secret.then(|| self.clone().into_text()).flatten()
    }

    fn open(value: Value) -> Self {
        Self {
            value,
            secret: false,
        }
    }
}

impl fmt::Debug for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.value {
            _ if self.secret => f.write_str("[secret]"),
            Value::Absent => f.write_str("absent"),
            Value::Text(text) => fmt::Debug::fmt(text, f),
            Value::Int(int) => fmt::Debug::fmt(int, f),
            Value::Decimal(decimal) => fmt::Debug::fmt(decimal, f),
            Value::Bool(truth) => fmt::Debug::fmt(truth, f),
        }
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::open(Value::Text(text.to_owned()))
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::open(Value::Text(text))
    }
}

impl From<&String> for Text {
    fn from(text: &String) -> Self {
        Self::open(Value::Text(text.clone()))
    }
}

impl From<i64> for Text {
    fn from(int: i64) -> Self {
        Self::open(Value::Int(int))
    }
}

impl From<&Decimal> for Text {
    fn from(decimal: &Decimal) -> Self {
        Self::open(Value::Decimal(decimal.clone()))
    }
}

impl From<bool> for Text {
    fn from(truth: bool) -> Self {
        Self::open(Value::Bool(truth))
    }
}

impl From<&Secret> for Text {
    fn from(secret: &Secret) -> Self {
        Self {
            value: Value::Text(secret.expose().to_owned()),
            secret: true,
        }
    }
}

impl From<Secret> for Text {
    fn from(secret: Secret) -> Self {
        Self::from(&secret)
    }
}

impl<T: Into<Self>> From<Option<T>> for Text {
    fn from(value: Option<T>) -> Self {
        value.map_or_else(|| Self::open(Value::Absent), Into::into)
    }
}
