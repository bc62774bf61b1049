//! Types as specs write them.

use crate::model::{Api, Format, Literal, Type, WriteForm};

/// A type as a spec writes it.
pub(super) fn type_text(api: &Api, ty: &Type) -> String {
    let one = |name: &str, inner: &Type| format!("{name}({})", type_text(api, inner));
    let two = |name: &str, key: &Type, value: &Type| {
        format!("{name}({}, {})", type_text(api, key), type_text(api, value))
    };
    match ty {
        Type::Bool => "bool".to_owned(),
        Type::Int32 => "int32".to_owned(),
        Type::Int64 => "int64".to_owned(),
        Type::Float => "float".to_owned(),
        Type::Decimal => "decimal".to_owned(),
        Type::String(None) => "string".to_owned(),
        Type::String(Some(Format::Email)) => "email".to_owned(),
        Type::String(Some(Format::Phone)) => "phone".to_owned(),
        Type::String(Some(Format::Url)) => "url".to_owned(),
        Type::Bytes => "bytes".to_owned(),
        Type::File => "file".to_owned(),
        Type::Any => "any".to_owned(),
        Type::Secret => "secret".to_owned(),
        Type::Date(formats) => with_formats("date", formats, None),
        Type::DateTime { formats, zone } => with_formats("datetime", formats, zone.as_deref()),
        Type::EpochSeconds => "epoch_seconds".to_owned(),
        Type::EpochMillis => "epoch_millis".to_owned(),
        Type::BoolCodes { on, off } => {
            format!("bool: {{ true: {}, false: {} }}", code(on), code(off))
        }
        Type::List(inner) => one("list", inner),
        Type::Map(inner) => one("map", inner),
        Type::IntMap(inner) => format!("map(int64, {})", type_text(api, inner)),
        Type::OneOrMany(inner) => one("one_or_many", inner),
        Type::Csv(inner) => one("csv", inner),
        Type::JsonString(inner) => one("json_string", inner),
        Type::Pairs(key, value) => two("pairs", key, value),
        Type::FlatPairs(key, value, None) => two("flat_pairs", key, value),
        Type::FlatPairs(key, value, Some((k, v))) => {
            let (key, value) = (type_text(api, key), type_text(api, value));
            format!("flat_pairs({key}, {value}, key={k:?}, value={v:?})")
        }
        Type::IntOrString(WriteForm::Int) => "int_or_string".to_owned(),
        Type::IntOrString(WriteForm::String) => "int_or_string(write=string)".to_owned(),
        Type::InString(inner) => one("in_string", inner),
        Type::Trimmed(inner) => one("trimmed", inner),
        Type::Sentinel(inner, text) => format!("sentinel({}, {text:?})", type_text(api, inner)),
        Type::Named(id) => api.declaration(*id).name.camel(),
        Type::Nullable(inner) => format!("{}?", type_text(api, inner)),
    }
}

/// A code as YAML has it: a text that looks like a number has quotes.
pub(super) fn code(literal: &Literal) -> String {
    match literal {
        Literal::Int(number) => number.to_string(),
        Literal::Text(text) if text.parse::<f64>().is_ok() => format!("{text:?}"),
        Literal::Text(text) => text.clone(),
    }
}

fn with_formats(name: &str, formats: &[String], zone: Option<&str>) -> String {
    let mut parts: Vec<String> = formats.iter().map(|format| format!("{format:?}")).collect();
    parts.extend(zone.map(|zone| format!("zone={zone:?}")));
    match parts.is_empty() {
        true => name.to_owned(),
        false => format!("{name}({})", parts.join(", ")),
    }
}
