//! Which types are checked: those with rules, and those that hold something that is.

use std::collections::BTreeSet;

use super::ByHand;
use crate::model::{
    Api, Constraint, Declaration, Field, Payload, Presence, Record, Rule, RuleKind, Type, TypeId,
    TypeKind, Union, UnionForm, WireName,
};

/// The declared types whose values are checked.
///
/// Hand-written types are: only they know what they must be like, so they are asked.
pub fn checked(api: &Api, by_hand: ByHand) -> BTreeSet<TypeId> {
    let mut checked = BTreeSet::new();
    loop {
        let before = checked.len();
        for (index, declaration) in api.types.iter().enumerate() {
            let is_checked = match &declaration.kind {
                _ if declaration.by_hand.is_some() && by_hand == ByHand::Written => true,
                TypeKind::Record(record) => record_has_checks(record, &checked),
                TypeKind::Union(union) => union_has_checks(union, &checked),
                TypeKind::Patterned(patterned) => {
                    let mut keys = patterned.keys.iter();
                    keys.any(|key| has_checks(&key.ty, &checked))
                }
                TypeKind::Enum(_) | TypeKind::Opaque => false,
            };
            if is_checked {
                checked.insert(TypeId(index));
            }
        }
        if checked.len() == before {
            return checked;
        }
    }
}

/// Whether something in values of a type is checked.
pub fn has_checks(ty: &Type, checked: &BTreeSet<TypeId>) -> bool {
    let mut found = false;
    ty.walk(&mut |inner| {
        found |= match inner {
            Type::String(format) => format.is_some(),
            // Not every text can be spelled so.
            Type::Csv(item) | Type::Sentinel(item, _) => matches!(**item, Type::String(_)),
            Type::Named(id) => checked.contains(id),
            _ => false,
        };
    });
    found
}

fn record_has_checks(record: &Record, checked: &BTreeSet<TypeId>) -> bool {
    let field_has = |field: &Field| {
        field.constant.is_none()
            && (!field.constraints.is_empty() || has_checks(&field.ty, checked))
    };
    record.fields.iter().any(field_has)
        || record.actions.is_empty()
            && record
                .rules
                .iter()
                .any(|rule| can_be_broken(rule, &record.fields))
}

fn union_has_checks(union: &Union, checked: &BTreeSet<TypeId>) -> bool {
    can_be_misread(union) || union.variants.iter().any(|v| has_checks(&v.ty, checked))
}

/// Whether a value may have the tag of a variant and content of another type.
pub fn can_be_misread(union: &Union) -> bool {
    let has_content = matches!(
        union.form,
        UnionForm::Adjacent { .. } | UnionForm::TagNames { .. }
    );
    union.open && has_content
}

/// Whether some pattern of these types, of the operations or the settings needs a regular expression.
pub(super) fn needs_regex<'a>(
    api: &'a Api,
    types: impl Iterator<Item = (TypeId, &'a Declaration)>,
) -> bool {
    let records = types.filter_map(|(_, declaration)| match &declaration.kind {
        TypeKind::Record(record) => Some(&record.fields),
        _ => None,
    });
    let bodies = api.operations.iter().filter_map(|operation| {
        let body = operation.body.as_ref()?;
        match &body.payload {
            Payload::Fields(fields) => Some(fields),
            Payload::Whole(_) => None,
        }
    });
    let parameters = api.operations.iter().flat_map(|o| &o.parameters);
    records
        .chain(bodies)
        .flatten()
        .chain(parameters.map(|parameter| &parameter.field))
        .chain(api.settings.iter().map(|setting| &setting.field))
        .filter(|field| field.constant.is_none())
        .flat_map(|field| &field.constraints)
        .any(|constraint| matches!(constraint, Constraint::Pattern(pattern) if pattern.pieces.is_none()))
}

/// Whether a rule over these fields can be broken at all.
pub fn can_be_broken<'f>(rule: &Rule, fields: impl IntoIterator<Item = &'f Field>) -> bool {
    let fields: Vec<&Field> = fields.into_iter().collect();
    let always = |name: &WireName| {
        let mut fields = fields.iter();
        fields.any(|field| field.wire == *name && is_always_there(field))
    };
    match &rule.kind {
        RuleKind::AllOrNone(names) => !names.iter().all(always),
        RuleKind::AtLeastOne(names) => !names.iter().any(always),
        RuleKind::ExactlyOne(_) | RuleKind::AtMostOne(_) | RuleKind::Require { .. } => true,
    }
}

fn is_always_there(field: &Field) -> bool {
    field.constant.is_some()
        || field.value.is_some()
        || (field.presence == Presence::Required && !field.nullable)
}
