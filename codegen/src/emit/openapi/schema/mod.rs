//! Types as JSON Schema.

mod constraint;
mod enumeration;
mod field;
mod record;
mod rule;
mod shape;
mod ty;
mod union;

use super::component;
use super::described::{self, Said};
use super::object::Object;
use crate::json::Json;
use crate::model::{Api, Declaration, TypeKind};
use enumeration::{enumeration, labels};
use record::{patterned, record};
use union::union;

pub(super) use field::{constant, parameter};
pub(super) use record::fields;
pub(super) use rule::{rules, rules_in_words};
pub(super) use shape::nullable;
pub(super) use ty::ty;

/// The declared types that travel.
pub(super) fn components(api: &Api) -> Vec<(String, Json)> {
    let travels = |declared: &&Declaration| declared.usage.request || declared.usage.response;
    let used = api.types.iter().filter(travels);
    used.map(|it| (component(&it.name), declaration(api, it)))
        .collect()
}

/// A declared type.
pub(super) fn declaration(api: &Api, declared: &Declaration) -> Json {
    let mut said = Said::new();
    said.facts(&declared.facts);
    let mut object = match &declared.kind {
        TypeKind::Record(record) => {
            rules_in_words(&mut said, &record.rules);
            self::record(api, record, declared.usage.request)
        }
        TypeKind::Enum(codes) => {
            labels(&mut said, codes);
            enumeration(codes)
        }
        TypeKind::Union(union) => self::union(api, union, &declared.name),
        TypeKind::Patterned(patterned) => self::patterned(api, patterned),
        TypeKind::Opaque => Object::new(),
    };
    object.text("description", &said.text());
    object.flag("deprecated", declared.facts.deprecated.is_some());
    described::put_facts(&mut object, &declared.facts);
    object.json()
}
