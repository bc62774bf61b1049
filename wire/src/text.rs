//! Scalars as the text that queries, headers, paths and forms hold.

use crate::{Codec, EncodeError, Encoder, Json};

/// The text of a value that is written as a string, number or bool; None if
/// it is absent or written as null.
///
/// # Errors
/// When the value cannot be written, or is an array or object.
pub fn text_of<T, C: Codec<T>>(codec: C, value: &T) -> Result<Option<String>, EncodeError> {
    if codec.is_absent(value) {
        return Ok(None);
    }
    scalar_text(&request_json(codec, value)?)
}

/// The texts of a value that is written as an array of strings, numbers and
/// bools; none if it is absent or written as null.
///
/// # Errors
/// When the value cannot be written, or is no such array.
pub fn texts_of<T, C: Codec<T>>(codec: C, value: &T) -> Result<Vec<String>, EncodeError> {
    if codec.is_absent(value) {
        return Ok(Vec::new());
    }
    scalar_texts(&request_json(codec, value)?)
}

/// The text of a JSON string, number or bool; None for null.
///
/// # Errors
/// For arrays, objects, and bytes that are no JSON.
pub fn scalar_text(json: &[u8]) -> Result<Option<String>, EncodeError> {
    text(&parse(json)?)
}

/// The texts of a JSON array of strings, numbers and bools; none for null.
///
/// # Errors
/// For other values, null among the items included; the path names the item.
pub fn scalar_texts(json: &[u8]) -> Result<Vec<String>, EncodeError> {
    match parse(json)? {
        Json::Null => Ok(Vec::new()),
        Json::Array(items) => items.iter().enumerate().map(item_text).collect(),
        _ => Err(EncodeError::new("expected a list")),
    }
}

/// The members of a JSON object with their texts, in order; null members are
/// left out, and null has none.
///
/// # Errors
/// For other values, and members that are arrays or objects; the path names
/// the member.
pub fn member_texts(json: &[u8]) -> Result<Vec<(String, String)>, EncodeError> {
    let members = match parse(json)? {
        Json::Null => Vec::new(),
        Json::Object(members) => members,
        _ => return Err(EncodeError::new("expected an object")),
    };
    let mut texts = Vec::with_capacity(members.len());
    for (name, value) in members {
        match text(&value) {
            Ok(Some(text)) => texts.push((name, text)),
            Ok(None) => {}
            Err(error) => return Err(error.in_member(&name)),
        }
    }
    Ok(texts)
}

/// The text of a JSON string, number or bool.
pub(crate) fn scalar(json: &[u8]) -> Option<String> {
    crate::decode::<Json>(json)
        .ok()?
        .scalar_text()
        .map(std::borrow::Cow::into_owned)
}

fn request_json<T, C: Codec<T>>(codec: C, value: &T) -> Result<Vec<u8>, EncodeError> {
    let mut e = Encoder::for_request();
    codec.write(value, &mut e);
    e.finish()
}

fn parse(json: &[u8]) -> Result<Json, EncodeError> {
    Json::parse(json).map_err(|error| EncodeError::new(error.to_string()))
}

fn text(value: &Json) -> Result<Option<String>, EncodeError> {
    match value.scalar_text() {
        Some(text) => Ok(Some(text.into_owned())),
        None if value.is_null() => Ok(None),
        None => Err(EncodeError::new(format!(
            "expected a string, number or bool to write as text, found {}",
            value.kind().name()
        ))),
    }
}

fn item_text((index, item): (usize, &Json)) -> Result<String, EncodeError> {
    let text = text(item)
        .and_then(|text| text.ok_or_else(|| EncodeError::new("null cannot be written as text")));
    text.map_err(|error| error.in_item(index))
}
