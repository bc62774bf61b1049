//! What becomes of the members that requests leave out.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Access, Declaration, Field, LeftOut, Operation, Payload, Type, TypeId, TypeKind, Update,
};

/// Marks each member of a request with what leaving it out does, and whether callers decide on it.
///
/// A type is marked once for all operations that send it: the most cautious of what they say counts.
pub fn mark_left_out(types: &mut [Declaration], operations: &mut [Operation]) {
    let mut reached: BTreeMap<TypeId, BTreeSet<Update>> = BTreeMap::new();
    for operation in operations.iter() {
        for (id, update) in updated(types, operation) {
            reached.entry(id).or_default().insert(update);
        }
    }
    let patterned: Vec<bool> = types
        .iter()
        .map(|ty| matches!(ty.kind, TypeKind::Patterned(_)))
        .collect();
    for operation in operations {
        let updates: BTreeSet<Update> = operation.update.into_iter().collect();
        for field in sent_mut(operation) {
            mark(field, &updates, &patterned);
        }
    }
    for (index, declaration) in types.iter_mut().enumerate() {
        let sent = declaration.usage.request;
        let updates = reached.remove(&TypeId(index)).unwrap_or_default();
        if let TypeKind::Record(record) = &mut declaration.kind
            && sent
        {
            for field in &mut record.fields {
                mark(field, &updates, &patterned);
            }
        }
    }
}

/// The types whose members an operation updates, and how: those of its body, and those in them that do not
/// stand in a list or map, whose items are new as a whole.
pub fn updated(types: &[Declaration], operation: &Operation) -> BTreeSet<(TypeId, Update)> {
    let mut found = BTreeSet::new();
    let mut todo: Vec<(TypeId, Update)> = Vec::new();
    if let Some(update) = operation.update {
        todo.extend(sent(operation).iter().filter_map(|f| inside(f, update)));
    }
    while let Some((id, update)) = todo.pop() {
        if !found.insert((id, update)) {
            continue;
        }
        match &types[id.0].kind {
            TypeKind::Record(record) if !record.tuple => {
                todo.extend(record.fields.iter().filter_map(|f| inside(f, update)));
            }
            TypeKind::Union(union) => {
                let variants = union.variants.iter();
                todo.extend(variants.filter_map(|v| Some((named(&v.ty)?, update))));
            }
            _ => {}
        }
    }
    found
}

/// Whether some fields that an operation updates say otherwise than it of what leaving them out does.
pub fn has_exceptions(types: &[Declaration], operation: &Operation) -> bool {
    let Some(update) = operation.update else {
        return false;
    };
    let differs = |field: &Field| {
        let settled = field.left_out;
        settled != LeftOut::Unsaid && settled != of(update) && field.access != Access::Read
    };
    let inside = |(id, _): &(TypeId, Update)| match &types[id.0].kind {
        TypeKind::Record(record) => record.fields.iter().any(differs),
        _ => false,
    };
    sent(operation).iter().any(differs) || updated(types, operation).iter().any(inside)
}

/// The fields that an operation sends in its body.
pub fn sent(operation: &Operation) -> &[Field] {
    match operation.body.as_ref().map(|body| &body.payload) {
        Some(Payload::Fields(fields)) => fields,
        Some(Payload::Whole(field)) => std::slice::from_ref(&**field),
        None => &[],
    }
}

fn sent_mut(operation: &mut Operation) -> &mut [Field] {
    match operation.body.as_mut().map(|body| &mut body.payload) {
        Some(Payload::Fields(fields)) => fields,
        Some(Payload::Whole(field)) => std::slice::from_mut(&mut **field),
        None => &mut [],
    }
}

/// The declared type of a field, and what an update does with its members.
fn inside(field: &Field, outer: Update) -> Option<(TypeId, Update)> {
    let id = named(&field.ty)?;
    let given = field.is_given() && field.access != Access::Read;
    given.then_some((id, field.update.unwrap_or(outer)))
}

fn named(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        Type::Nullable(inner) => named(inner),
        _ => None,
    }
}

fn mark(field: &mut Field, updates: &BTreeSet<Update>, patterned: &[bool]) {
    let many = is_collection(&field.ty, patterned);
    field.many = many;
    let sent = field.is_given() && field.access != Access::Read;
    let keeps = updates.iter().any(|update| *update != Update::Replace);
    field.unsettled = many && sent && keeps && field.update.is_none();
    if !sent || field.is_demanded() {
        return;
    }
    field.left_out = match (field.omitted, field.update) {
        (Some(said), _) => said,
        (None, Some(Update::Merge | Update::MergeById)) if many && !updates.is_empty() => {
            LeftOut::Kept
        }
        _ => updates
            .iter()
            .map(|update| of(*update))
            .fold(LeftOut::Unsaid, worse),
    };
    field.decided = match field.left_out {
        LeftOut::Unsaid | LeftOut::Kept => false,
        LeftOut::Erased | LeftOut::Either => true,
        LeftOut::Unknown => many,
    };
}

/// Whether a value has items.
fn is_collection(ty: &Type, patterned: &[bool]) -> bool {
    match ty {
        Type::List(_)
        | Type::Map(_)
        | Type::IntMap(_)
        | Type::OneOrMany(_)
        | Type::Csv(_)
        | Type::Pairs(..)
        | Type::FlatPairs(..) => true,
        Type::Nullable(inner) | Type::JsonString(inner) => is_collection(inner, patterned),
        Type::Named(id) => patterned[id.0],
        _ => false,
    }
}

fn of(update: Update) -> LeftOut {
    match update {
        Update::Merge | Update::MergeById => LeftOut::Kept,
        Update::Replace => LeftOut::Erased,
        Update::Unknown => LeftOut::Unknown,
    }
}

fn worse(one: LeftOut, other: LeftOut) -> LeftOut {
    match (one, other) {
        (LeftOut::Unsaid, said) | (said, LeftOut::Unsaid) => said,
        (one, other) if one == other => one,
        (LeftOut::Erased | LeftOut::Either, _) | (_, LeftOut::Erased | LeftOut::Either) => {
            LeftOut::Either
        }
        _ => LeftOut::Unknown,
    }
}
