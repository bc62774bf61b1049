//! Thin serde implementations that delegate to the wire form. What
//! [`impl_serde!`](crate::impl_serde) expands to calls the functions here.

use std::fmt;

use serde::de::{Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde::ser::{Error as _, SerializeMap as _, SerializeSeq as _, Serializer};
use serde::{Deserialize, Serialize};

use crate::{Json, Number, Wire};

/// Serializes a value in its wire form.
///
/// # Errors
/// When the value cannot be written, or the serializer fails.
pub fn serialize<T: Wire, S: Serializer>(value: &T, serializer: S) -> Result<S::Ok, S::Error> {
    let bytes = crate::encode(value).map_err(S::Error::custom)?;
    let json = Json::parse(&bytes).map_err(S::Error::custom)?;
    json.serialize(serializer)
}

/// Deserializes a value from its wire form.
///
/// # Errors
/// When the deserializer fails, or the value is no `T`.
pub fn deserialize<'de, T: Wire, D: Deserializer<'de>>(deserializer: D) -> Result<T, D::Error> {
    let json = Json::deserialize(deserializer)?;
    let bytes = crate::encode(&json).map_err(D::Error::custom)?;
    crate::decode(&bytes).map_err(D::Error::custom)
}

crate::impl_serde!(
    crate::Code,
    crate::Date,
    crate::DateTime,
    crate::Decimal,
    crate::Secret,
    crate::Timestamp
);
crate::impl_serde!(<T> crate::Patch<T>);
crate::impl_serde!(<T> crate::Nullable<T>);
crate::impl_serde!(<T> crate::Replacement<T>);
crate::impl_serde!(<T> crate::Whole<T>);

/// A number that neither an integer of 64 bits nor a float holds exactly becomes a string of its digits: serde
/// knows no other numbers, and a decimal is read from a string as well.
impl Serialize for Json {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(value) => serialize_number(value, serializer),
            Self::String(value) => serializer.serialize_str(value),
            Self::Array(items) => {
                let mut seq = serializer.serialize_seq(Some(items.len()))?;
                for item in items {
                    seq.serialize_element(item)?;
                }
                seq.end()
            }
            Self::Object(members) => {
                let mut map = serializer.serialize_map(Some(members.len()))?;
                for (name, value) in members {
                    map.serialize_entry(name, value)?;
                }
                map.end()
            }
        }
    }
}

impl<'de> Deserialize<'de> for Json {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(JsonVisitor)
    }
}

fn serialize_number<S: Serializer>(value: &Number, serializer: S) -> Result<S::Ok, S::Error> {
    let text = value.as_str();
    if let Ok(value) = text.parse::<i64>() {
        return serializer.serialize_i64(value);
    }
    if let Ok(value) = text.parse::<u64>() {
        return serializer.serialize_u64(value);
    }
    match value.as_f64() {
        Some(float) if same_number(text, &format!("{float:e}")) => serializer.serialize_f64(float),
        _ => serializer.serialize_str(text),
    }
}

/// Whether two texts are the same number, digit by digit.
fn same_number(a: &str, b: &str) -> bool {
    digits(a) == digits(b)
}

/// Sign, digits without zeros at either end, and the place of the point from the first of them.
fn digits(text: &str) -> (bool, String, i64) {
    let (mantissa, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
    // An exponent beyond 64 bits is that of zero or of no float.
    let exponent: i64 = exponent.parse().unwrap_or(i64::MAX / 2);
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let negative = whole.starts_with('-');
    let all = format!("{}{fraction}", whole.trim_start_matches('-'));
    let significant = all.trim_start_matches('0');
    let leading = all.len() - significant.len();
    let significant = significant.trim_end_matches('0');
    if significant.is_empty() {
        return (false, String::new(), 0);
    }
    let point = all.len() - fraction.len();
    let place = exponent.saturating_add(point as i64 - leading as i64);
    (negative, significant.to_owned(), place)
}

struct JsonVisitor;

impl<'de> Visitor<'de> for JsonVisitor {
    type Value = Json;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_none<E>(self) -> Result<Json, E> {
        Ok(Json::Null)
    }

    fn visit_some<D: Deserializer<'de>>(self, deserializer: D) -> Result<Json, D::Error> {
        Json::deserialize(deserializer)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json, E> {
        Ok(Json::from(value))
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Json, E> {
        number(&value.to_string())
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Json, E> {
        number(&format!("{value:?}"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json, E> {
        Ok(Json::from(value))
    }

    fn visit_string<E>(self, value: String) -> Result<Json, E> {
        Ok(Json::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Json, A::Error> {
        let mut items = Vec::new();
        while let Some(item) = seq.next_element()? {
            items.push(item);
        }
        Ok(Json::Array(items))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Json, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Json::Object(members))
    }
}

fn number<E: serde::de::Error>(text: &str) -> Result<Json, E> {
    Number::new(text).map(Json::Number).map_err(E::custom)
}
