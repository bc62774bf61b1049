//! Objects and tuples as JSON Schema.

use super::super::object::Object;
use super::super::texts;
use super::field::field;
use super::rule::rules;
use super::shape::{any_of, of_type};
use super::ty::ty;
use crate::json::Json;
use crate::model::{Access, Api, Field, Patterned, Presence, Record, Rule};

pub(super) fn record(api: &Api, record: &Record, is_sent: bool) -> Object {
    if record.tuple {
        return tuple(api, record);
    }
    let mut object = fields(api, &record.fields, &record.rules);
    // Who may set what matters where it is sent.
    let accesses = record
        .fields
        .iter()
        .filter(|field| is_sent && !field.spread);
    let mut properties = match object.get("properties") {
        Some(properties) => Object::from(properties.clone()),
        None => Object::new(),
    };
    for field in accesses {
        if let Some(schema) = properties.get(field.wire.as_str()) {
            let mut schema = Object::from(schema.clone());
            schema.flag("readOnly", field.access == Access::Read);
            schema.flag("writeOnly", field.access == Access::Write);
            properties.put(field.wire.as_str(), schema.json());
        }
    }
    object.object("properties", properties);
    object
}

/// An object with these fields.
pub(in super::super) fn fields(api: &Api, fields: &[Field], rules: &[Rule]) -> Object {
    let (mut properties, mut required, mut spread) = (Object::new(), Vec::new(), Vec::new());
    for field in fields {
        if field.spread {
            let members = ty(api, &field.ty);
            spread.push(match field.presence {
                Presence::Required => members,
                // All of them can be missing.
                Presence::Optional => any_of(vec![members, of_type("object").json()]).json(),
            });
            continue;
        }
        properties.put(field.wire.as_str(), self::field(api, field));
        // One that has other names too can stand under those.
        let is_demanded = field.presence == Presence::Required && field.aliases.is_empty();
        if is_demanded || !field.is_given() {
            required.push(field.wire.as_str());
        }
    }
    let mut object = Object::new();
    object.put("type", "object");
    object.list("allOf", spread);
    object.object("properties", properties);
    if !required.is_empty() {
        object.put("required", Json::texts(required));
    }
    object.list("x-apiloom-rules", self::rules(rules));
    object
}

fn tuple(api: &Api, record: &Record) -> Object {
    let items: Vec<Json> = record.fields.iter().map(|item| field(api, item)).collect();
    let mut object = of_type("array");
    object.list("prefixItems", items);
    let demanded = |item: &&Field| item.presence == Presence::Required;
    let last = record.fields.iter().rposition(|item| demanded(&item));
    let count = last.map_or(0, |last| last + 1);
    object.put("minItems", i64::try_from(count).unwrap_or(i64::MAX));
    object.list("x-apiloom-rules", rules(&record.rules));
    object
}

pub(super) fn patterned(api: &Api, patterned: &Patterned) -> Object {
    let mut patterns = Object::new();
    for key in &patterned.keys {
        let hole = if key.int { "-?[0-9]+" } else { ".+" };
        let (before, after) = (texts::quoted(&key.prefix), texts::quoted(&key.suffix));
        patterns.put(format!("^{before}{hole}{after}$"), ty(api, &key.ty));
    }
    let mut object = of_type("object");
    object.object("patternProperties", patterns);
    object
}
