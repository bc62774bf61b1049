//! What values must be like, in the words of JSON Schema.

use super::super::described::Said;
use super::super::object::Object;
use super::shape::number;
use crate::emit::words as shared;
use crate::json::Json;
use crate::model::{Api, CodeKind, Constraint, Field, Type, TypeKind};

/// Puts what JSON Schema has words for, and says the rest.
pub(super) fn constraints(api: &Api, object: &mut Object, field: &Field, said: &mut Said) {
    let (mut allowed, mut texts) = (Vec::new(), Vec::new());
    for constraint in &field.constraints {
        let expressed = expressed(api, &field.ty, constraint).filter(|_| !field.warns);
        match expressed {
            Some(words) => words
                .into_iter()
                .for_each(|(key, value)| object.put(key, value)),
            None => {
                let (en, zh) = shared::constraint(constraint).both();
                texts.push(Json::from(en.as_str()));
                allowed.push((en, zh));
            }
        }
    }
    if allowed.is_empty() {
        return;
    }
    let (en, zh): (Vec<String>, Vec<String>) = allowed.into_iter().unzip();
    let (en, zh) = (en.join("; "), zh.join("；"));
    match field.warns {
        true => said.both(format!("Advised: {en}."), format!("建议：{zh}。")),
        false => said.both(format!("Allowed: {en}."), format!("取值要求：{zh}。")),
    }
    let key = if field.warns {
        "x-apiloom-advised"
    } else {
        "x-apiloom-allowed"
    };
    object.list(key, texts);
}

/// A constraint in the words of JSON Schema, where it has them for values as they are on the wire.
fn expressed(api: &Api, ty: &Type, constraint: &Constraint) -> Option<Vec<(&'static str, Json)>> {
    let count = |value: &u64| Json::from(i64::try_from(*value).unwrap_or(i64::MAX));
    let bounds = |keys: [&'static str; 2], from: Option<Json>, to: Option<Json>| {
        let pairs = keys.into_iter().zip([from, to]);
        pairs
            .filter_map(|(key, value)| Some((key, value?)))
            .collect()
    };
    let text = is_text(api, ty);
    let is_number = matches!(ty, Type::Int32 | Type::Int64 | Type::Float | Type::Decimal);
    let is_list = matches!(ty, Type::List(_));
    Some(match constraint {
        Constraint::Length(from, to) if text => bounds(
            ["minLength", "maxLength"],
            from.as_ref().map(count),
            to.as_ref().map(count),
        ),
        Constraint::Range(from, to) if is_number => bounds(
            ["minimum", "maximum"],
            from.as_deref().map(number),
            to.as_deref().map(number),
        ),
        Constraint::Pattern(pattern) if text => {
            let source = format!("^(?:{})$", pattern.source);
            vec![("pattern", Json::from(source.as_str()))]
        }
        Constraint::Items(from, to) if is_list => bounds(
            ["minItems", "maxItems"],
            from.as_ref().map(count),
            to.as_ref().map(count),
        ),
        Constraint::Unique if is_list => vec![("uniqueItems", Json::Bool(true))],
        _ => return None,
    })
}

/// Whether values are texts that are on the wire as they are.
fn is_text(api: &Api, ty: &Type) -> bool {
    match ty {
        Type::String(_) | Type::Secret => true,
        Type::Trimmed(inner) => is_text(api, inner),
        Type::Named(id) => matches!(
            &api.declaration(*id).kind,
            TypeKind::Enum(codes) if codes.codes == CodeKind::Text
        ),
        _ => false,
    }
}
