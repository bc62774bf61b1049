//! Values as expressions see them.

use apiloom_wire::Code;

use super::Datum;
use crate::expr::{self, Env, Value};
use crate::model::{Field, Type};

/// A value of a type as rules see it; of some types they only see that there is one.
pub fn expression(ty: &Type, datum: &Datum) -> Value {
    if datum.given().is_none() {
        return Value::Absent;
    }
    match ty {
        Type::InString(inner) => expression(inner, datum),
        Type::Trimmed(inner) if **inner != Type::Secret => expression(inner, datum),
        Type::List(inner) if matches!(**inner, Type::String(_)) => texts(datum),
        Type::List(_)
        | Type::Csv(_)
        | Type::OneOrMany(_)
        | Type::JsonString(_)
        | Type::Sentinel(..)
        | Type::Nullable(_)
        | Type::Map(_)
        | Type::IntMap(_)
        | Type::Pairs(..)
        | Type::FlatPairs(..)
        | Type::Trimmed(_)
        | Type::Float
        | Type::Bytes
        | Type::File => Value::Opaque,
        _ => scalar(datum),
    }
}

fn scalar(datum: &Datum) -> Value {
    match datum {
        Datum::Bool(value) => Value::Bool(*value),
        Datum::Int(value) => Value::Int(*value),
        Datum::Decimal(value) => Value::Decimal(value.clone()),
        Datum::Text(text) => Value::Text(text.clone()),
        Datum::Secret(secret) => Value::Text(secret.expose().to_owned()),
        Datum::Code(code) => Value::Text(code.to_string()),
        Datum::Json(json) => Value::Json(json.clone()),
        Datum::Date(date) => Value::Date(*date),
        Datum::DateTime(time) => Value::DateTime(*time),
        Datum::Instant(instant) => Value::Instant(*instant),
        _ => Value::Opaque,
    }
}

fn texts(datum: &Datum) -> Value {
    let Datum::List(items) = datum else {
        return Value::Opaque;
    };
    let items = items.iter().map(scalar);
    Value::List(items.collect())
}

/// What rules over fields may name: the fields by their names on the wire.
pub fn environment<'f>(
    fields: impl IntoIterator<Item = (&'f Field, &'f Datum)>,
    computed: &[(&Field, Value)],
) -> Env {
    let mut env = Env::new();
    for (field, datum) in fields {
        let value = match &field.constant {
            Some(constant) => Value::Text(constant.text.clone()),
            None => expression(&field.ty, datum),
        };
        env.set(field.wire.as_str(), value);
    }
    for (field, value) in computed {
        let is_seen = field.value.as_ref().is_some_and(|typed| {
            let kind = &typed.ty.kind;
            let plain = matches!(kind, expr::Kind::Text | expr::Kind::Int | expr::Kind::Bool);
            plain && !typed.ty.secret
        });
        let value = if is_seen {
            value.clone()
        } else {
            Value::Opaque
        };
        env.set(field.wire.as_str(), value);
    }
    env
}

/// The value of a type that an expression has computed; none if it is of another type.
pub fn datum(ty: &Type, value: &Value) -> Option<Datum> {
    Some(match (ty, value) {
        (_, Value::Absent) => Datum::Absent,
        (Type::Secret, Value::Text(text)) => Datum::Secret(text.as_str().into()),
        (Type::Trimmed(inner) | Type::InString(inner), _) => return datum(inner, value),
        (Type::Named(_), Value::Text(text)) => Datum::Code(Code::Text(text.clone())),
        (_, Value::Text(text)) => Datum::Text(text.clone()),
        (_, Value::Int(value)) => Datum::Int(*value),
        (_, Value::Bool(value)) => Datum::Bool(*value),
        (_, Value::Decimal(value)) => Datum::Decimal(value.clone()),
        (_, Value::Json(json)) => Datum::Json(json.clone()),
        (_, Value::Date(date)) => Datum::Date(*date),
        (_, Value::DateTime(time)) => Datum::DateTime(*time),
        (_, Value::Instant(instant)) => Datum::Instant(*instant),
        _ => return None,
    })
}
