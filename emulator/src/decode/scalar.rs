//! Texts of paths, queries, headers, cookies and forms as JSON, by the types of their fields.

use apiloom_codegen::model::{Api, CodeKind, Literal, Type, TypeKind, WriteForm};
use apiloom_wire::{Json, Number};

/// The JSON that a text was written from.
pub(super) fn json(api: &Api, ty: &Type, text: &str) -> Json {
    typed(api, ty, text).unwrap_or_else(|| Json::String(text.to_owned()))
}

/// The JSON of a text; none if it is no text of the type. Texts are of nearly all types: rules come later.
pub(super) fn typed(api: &Api, ty: &Type, text: &str) -> Option<Json> {
    match ty {
        Type::Bool => match text {
            "true" => Some(Json::Bool(true)),
            "false" => Some(Json::Bool(false)),
            _ => None,
        },
        Type::Int32 | Type::Int64 | Type::EpochSeconds | Type::EpochMillis => whole(text),
        Type::IntOrString(WriteForm::Int) => whole(text),
        Type::Float | Type::Decimal => Number::new(text).ok().map(Json::Number),
        Type::BoolCodes { on, off } => [on, off].into_iter().find_map(|code| coded(code, text)),
        Type::Named(id) => match &api.types.get(id.0)?.kind {
            TypeKind::Enum(codes) if codes.codes == CodeKind::Int => whole(text),
            TypeKind::Union(union) => {
                let mut variants = union.variants.iter();
                variants.find_map(|variant| typed(api, &variant.ty, text))
            }
            _ => Some(Json::String(text.to_owned())),
        },
        Type::Sentinel(_, sentinel) if text == sentinel => Some(Json::String(text.to_owned())),
        Type::Sentinel(inner, _) | Type::Nullable(inner) => typed(api, inner, text),
        _ => Some(Json::String(text.to_owned())),
    }
}

fn whole(text: &str) -> Option<Json> {
    let number = Number::new(text).ok()?;
    // `1e3` and `1.0` are numbers of JSON, but no client writes a whole number so.
    let plain = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'-');
    plain.then_some(Json::Number(number))
}

fn coded(code: &Literal, text: &str) -> Option<Json> {
    match code {
        Literal::Int(_) if code.to_string() == text => whole(text),
        Literal::Text(code) if code == text => Some(Json::String(code.clone())),
        _ => None,
    }
}
