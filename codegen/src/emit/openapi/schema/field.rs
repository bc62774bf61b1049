//! Fields and parameters as JSON Schema.

use super::super::described::{self, Said};
use super::super::object::Object;
use super::super::words;
use super::constraint::constraints;
use super::shape::{nullable, number};
use super::ty::ty;
use crate::emit::words as shared;
use crate::json::Json;
use crate::model::{Api, Clear, CodeKind, Constant, ConstantKind, Field, Type, TypeKind};

/// A field, with all that is said of it.
pub(super) fn field(api: &Api, field: &Field) -> Json {
    let mut said = described::field(api, field, true);
    let mut object = bare(api, field, &mut said);
    said.some(shared::cleared(field.clear).map(|it| it.both()));
    object.text("x-apiloom-clear", words::clear_word(field.clear));
    object.text("description", &said.text());
    object.flag("deprecated", field.facts.deprecated.is_some());
    described::put_field(&mut object, field);
    object.json()
}

/// The schema of a parameter, whose description stands beside it, and what else is to be said there.
pub(in super::super) fn parameter(api: &Api, field: &Field) -> (Json, Said) {
    let mut said = described::field(api, field, false);
    let object = bare(api, field, &mut said);
    (object.json(), said)
}

/// What is true of the values of a field.
fn bare(api: &Api, field: &Field, said: &mut Said) -> Object {
    let is_nullable = field.nullable || field.clear == Clear::Null;
    let mut object = match is_nullable && field.constant.is_none() {
        true => Object::from(nullable(ty(api, &field.ty))),
        false => Object::from(ty(api, &field.ty)),
    };
    if let Some(constant) = &field.constant {
        object.put("const", self::constant(constant));
    }
    constraints(api, &mut object, field, said);
    if let Some(default) = &field.default {
        object.put("default", written_default(api, &field.ty, default));
    }
    if let Some(example) = &field.example {
        object.put("examples", Json::List(vec![example.into()]));
    }
    object
}

/// A value that is always written, as JSON.
pub(in super::super) fn constant(constant: &Constant) -> Json {
    match &constant.json {
        ConstantKind::Text => Json::from(constant.text.as_str()),
        ConstantKind::Int(value) => Json::from(*value),
        ConstantKind::Bool(value) => Json::Bool(*value),
        ConstantKind::Float => number(&constant.text),
    }
}

/// A default, which the model keeps as text, as JSON of its type.
fn written_default(api: &Api, ty: &Type, text: &str) -> Json {
    match ty {
        Type::Int32 | Type::Int64 | Type::Float | Type::Decimal => number(text),
        Type::EpochSeconds | Type::EpochMillis => number(text),
        Type::Bool => Json::Bool(text == "true"),
        Type::Named(id) => match &api.declaration(*id).kind {
            TypeKind::Enum(codes) if codes.codes == CodeKind::Int => number(text),
            _ => Json::from(text),
        },
        _ => Json::from(text),
    }
}
