//! What a spec shows of values, as JSON.

use apiloom_wire::{Json, Number};

use crate::model::ConstantKind;
use crate::source::{Node, NodeKind, Scalar, scalar};

/// The JSON of a node: plain scalars as YAML reads them, numbers digit by digit where JSON can write them.
pub(super) fn json(node: &Node) -> Json {
    match (&node.kind, scalar(node)) {
        (NodeKind::List(items), _) => Json::Array(items.iter().map(json).collect()),
        (NodeKind::Map(entries), _) => {
            let member = |entry: &crate::source::Entry| (entry.key.clone(), json(&entry.value));
            Json::Object(entries.iter().map(member).collect())
        }
        (NodeKind::Scalar { text, .. }, Some(scalar)) => plain(text, &scalar),
        _ => Json::Null,
    }
}

/// The JSON of a text that is a value of a type.
pub(super) fn text_json(text: &str, kind: &ConstantKind) -> Json {
    match kind {
        ConstantKind::Bool(value) => Json::Bool(*value),
        ConstantKind::Int(value) => Json::Number((*value).into()),
        ConstantKind::Float => number(text),
        ConstantKind::Text => Json::String(text.to_owned()),
    }
}

fn plain(text: &str, scalar: &Scalar<'_>) -> Json {
    match scalar {
        Scalar::Null => Json::Null,
        Scalar::Bool(value) => Json::Bool(*value),
        Scalar::Text(text) => Json::String((*text).to_owned()),
        Scalar::Int(value) => Number::new(text)
            .or_else(|_| Number::new(&value.to_string()))
            .map_or(Json::Null, Json::Number),
        Scalar::Float(value) => match Number::new(text) {
            Ok(number) => Json::Number(number),
            Err(_) => number(&value.to_string()),
        },
    }
}

/// A number, or the text where JSON has no such number: `.inf`.
fn number(text: &str) -> Json {
    match Number::new(text) {
        Ok(number) => Json::Number(number),
        Err(_) => Json::String(text.to_owned()),
    }
}
