//! Any JSON value, kept as it was.

use std::borrow::Cow;
use std::fmt;

use crate::{DecodeError, Decoder, Encoder, Kind, Number, Wire};

/// Any JSON value: numbers digit by digit, members in order, duplicates too.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub enum Json {
    /// `null`
    #[default]
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number
    Number(Number),
    /// A string
    String(String),
    /// An array
    Array(Vec<Json>),
    /// An object: its members in order
    Object(Vec<(String, Json)>),
}

impl Json {
    /// The value that `bytes` hold.
    ///
    /// # Errors
    /// When the bytes are no JSON.
    pub fn parse(bytes: &[u8]) -> Result<Self, DecodeError> {
        crate::decode(bytes)
    }

    /// The kind of the value.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Null => Kind::Null,
            Self::Bool(_) => Kind::Bool,
            Self::Number(_) => Kind::Number,
            Self::String(_) => Kind::String,
            Self::Array(_) => Kind::Array,
            Self::Object(_) => Kind::Object,
        }
    }

    /// Whether this is null.
    #[must_use]
    pub fn is_null(&self) -> bool {
        *self == Self::Null
    }

    /// The bool.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Bool(value) => Some(*value),
            _ => None,
        }
    }

    /// The number, if it is an integer of 64 bits.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        self.as_number().and_then(Number::as_i64)
    }

    /// The number.
    #[must_use]
    pub fn as_number(&self) -> Option<&Number> {
        match self {
            Self::Number(value) => Some(value),
            _ => None,
        }
    }

    /// The string.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(value) => Some(value),
            _ => None,
        }
    }

    /// The array's items.
    #[must_use]
    pub fn as_array(&self) -> Option<&[Self]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The object's members.
    #[must_use]
    pub fn as_object(&self) -> Option<&[(String, Self)]> {
        match self {
            Self::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The first member `name` of the object.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        let mut members = self.as_object()?.iter();
        members.find(|(key, _)| key == name).map(|(_, value)| value)
    }

    /// The text of a string, number or bool.
    #[must_use]
    pub fn scalar_text(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Bool(value) => Some(Cow::Borrowed(if *value { "true" } else { "false" })),
            Self::Number(value) => Some(Cow::Borrowed(value.as_str())),
            Self::String(value) => Some(Cow::Borrowed(value)),
            Self::Null | Self::Array(_) | Self::Object(_) => None,
        }
    }
}

impl From<bool> for Json {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i64> for Json {
    fn from(value: i64) -> Self {
        Self::Number(Number::from(value))
    }
}

impl From<Number> for Json {
    fn from(value: Number) -> Self {
        Self::Number(value)
    }
}

impl From<&str> for Json {
    fn from(value: &str) -> Self {
        Self::String(value.to_owned())
    }
}

impl From<String> for Json {
    fn from(value: String) -> Self {
        Self::String(value)
    }
}

impl From<Vec<Json>> for Json {
    fn from(items: Vec<Json>) -> Self {
        Self::Array(items)
    }
}

/// Compact JSON.
impl fmt::Display for Json {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Only a tree deeper than the limit cannot be written.
        let bytes = crate::encode(self).map_err(|_| fmt::Error)?;
        f.write_str(&String::from_utf8_lossy(&bytes))
    }
}

#[diagnostic::do_not_recommend]
impl Wire for Json {
    fn blank() -> Self {
        Self::Null
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        Ok(match d.peek()? {
            Kind::Null => {
                d.null()?;
                Self::Null
            }
            Kind::Bool => Self::Bool(d.bool()?),
            Kind::Number => Self::Number(d.number_value()?),
            Kind::String => Self::String(d.string()?.into_owned()),
            Kind::Array => {
                let mut items = Vec::new();
                d.items(&mut |d| {
                    items.push(Self::read(d)?);
                    Ok(())
                })?;
                Self::Array(items)
            }
            Kind::Object => {
                let mut members = Vec::new();
                d.members(&mut |d, name| {
                    members.push((name.to_owned(), Self::read(d)?));
                    Ok(())
                })?;
                Self::Object(members)
            }
        })
    }

    fn write(&self, e: &mut Encoder) {
        match self {
            Self::Null => e.null(),
            Self::Bool(value) => e.bool(*value),
            Self::Number(value) => e.number(value),
            Self::String(value) => e.string(value),
            Self::Array(items) => e.array(&mut |e| {
                for item in items {
                    e.next_item();
                    item.write(e);
                }
            }),
            Self::Object(members) => e.object(&mut |e| {
                for (name, value) in members {
                    e.key(name);
                    value.write(e);
                }
            }),
        }
    }
}
