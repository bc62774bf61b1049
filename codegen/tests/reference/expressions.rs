//! Expressions of the page, computed and shown as the page shows values.

use apiloom_codegen::expr::{self, Value};

use crate::world;

/// The value of an expression, as the page writes it; a problem as its message.
pub(crate) fn value(text: &str) -> String {
    let parsed = match expr::parse(text) {
        Ok(parsed) => parsed,
        Err(problem) => return format!("does not parse: {}", problem.message),
    };
    let typed = match expr::check_let(&parsed, &world::scope()) {
        Ok(typed) => typed,
        Err(problems) => {
            return problems
                .into_iter()
                .map(|problem| problem.message)
                .collect();
        }
    };
    match expr::eval(&typed, &world::env()) {
        Ok(value) => shown(&value),
        Err(error) => error.to_string(),
    }
}

/// An expression as its tree is written out again; the same text if it is no expression.
pub(crate) fn written(text: &str) -> String {
    let parsed = expr::parse(text).ok();
    let typed = parsed.and_then(|parsed| expr::check_let(&parsed, &world::scope()).ok());
    typed.map_or_else(|| text.to_owned(), |typed| expr::write(&typed))
}

/// A value as the page writes it.
pub(crate) fn shown(value: &Value) -> String {
    match value {
        Value::Text(text) => format!("{text:?}"),
        Value::Bytes(bytes) => format!("bytes {}", apiloom_wire::functions::hex(bytes)),
        Value::Int(number) => number.to_string(),
        Value::Decimal(number) => number.to_string(),
        Value::Bool(value) => value.to_string(),
        Value::Instant(instant) => instant.to_string(),
        Value::Date(date) => date.to_string(),
        Value::DateTime(time) => time.to_string(),
        Value::Opaque => "a value".to_owned(),
        Value::List(items) => format!(
            "[{}]",
            items.iter().map(shown).collect::<Vec<_>>().join(", ")
        ),
        Value::Pairs(pairs) => {
            let pairs: Vec<String> = pairs
                .iter()
                .map(|(name, value)| format!("{name:?}: {value:?}"))
                .collect();
            format!("{{{}}}", pairs.join(", "))
        }
        Value::Json(json) => format!("json {}", apiloom_wire::functions::json_value(json)),
        Value::Record(_) => "a record".to_owned(),
        Value::Absent => "absent".to_owned(),
    }
}
