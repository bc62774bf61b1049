//! Records: their members by their types, chosen so that the rules over several fields are kept.

use apiloom_codegen::model::{Access, Constant, ConstantKind, Field, Presence, Record, Type};
use apiloom_wire::Json;

use super::rules::{self, Member};
use super::{Maker, Spot, keeps};
use crate::tree;

/// A record of an answer.
pub(super) fn record(maker: &Maker, record: &Record, spot: &Spot<'_>) -> Json {
    match record.tuple {
        true => tuple(maker, record, spot),
        false => object(maker, record, spot),
    }
}

fn object(maker: &Maker, record: &Record, spot: &Spot<'_>) -> Json {
    let fields = record
        .fields
        .iter()
        .filter(|field| field.access != Access::Write);
    let members: Vec<Member<'_>> = fields.map(|field| member(maker, field, spot)).collect();
    let members = rules::kept(maker, members, &record.rules, spot);
    let mut object = Vec::new();
    for member in members {
        match member.value {
            Some(Json::Object(spread)) if member.field.spread => object.extend(spread),
            Some(value) => object.push((member.field.wire.0.clone(), value)),
            None => {}
        }
    }
    Json::Object(object)
}

/// A field with its value.
fn member<'f>(maker: &Maker, field: &'f Field, spot: &Spot<'_>) -> Member<'f> {
    let is_demanded = field.presence == Presence::Required;
    let leads_back = maker.leads_back(&field.ty, spot);
    let value = match &field.constant {
        Some(constant) => Some(constant_json(constant)),
        None if leads_back && !is_demanded => None,
        None if leads_back && field.nullable => Some(Json::Null),
        None if field.value.is_some() && !is_demanded => None,
        None => Some(of_field(maker, field, spot, 0)),
    };
    Member { field, value }
}

/// A value of a field: its example where that is wanted, otherwise a made one.
pub(super) fn of_field(maker: &Maker, field: &Field, spot: &Spot<'_>, variation: u64) -> Json {
    let is_first = spot.ordinal <= 1 && variation == 0;
    if let (Some(example), true) = (&field.example, is_first)
        && example_fits(&field.ty, example)
        && keeps(&field.ty, &field.constraints, example)
    {
        return example.clone();
    }
    let below = spot.below(field.wire.as_str(), &field.constraints);
    maker.value(&field.ty, &below.varied(variation))
}

/// Whether an example, which the checks saw, stands as the vendor writes it.
fn example_fits(ty: &Type, example: &Json) -> bool {
    match ty {
        Type::Csv(_) | Type::JsonString(_) | Type::InString(_) => example.as_str().is_some(),
        _ => true,
    }
}

fn tuple(maker: &Maker, record: &Record, spot: &Spot<'_>) -> Json {
    let kept = record.actions.iter().find(|action| !action.deletes);
    let action = kept.or(record.actions.first());
    let items = record.fields.iter().enumerate();
    let members = items.map(|(index, field)| {
        let has_value = action.is_none_or(|action| action.with.get(index) == Some(&true));
        let mut member = member(maker, field, spot);
        if !has_value {
            member.value = Some(Json::Null);
        }
        member
    });
    let mut members: Vec<Member<'_>> = members.collect();
    if action.is_none() {
        members = rules::kept(maker, members, &record.rules, spot);
    }
    let items = members
        .into_iter()
        .map(|member| member.value.unwrap_or_default());
    Json::Array(items.collect())
}

/// A constant as JSON.
pub(crate) fn constant_json(constant: &Constant) -> Json {
    match constant.json {
        ConstantKind::Text => Json::from(constant.text.as_str()),
        ConstantKind::Int(int) => Json::from(int),
        ConstantKind::Bool(on) => Json::from(on),
        ConstantKind::Float => tree::number(&constant.text).unwrap_or_default(),
    }
}
