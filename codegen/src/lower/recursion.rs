//! Which fields need a `Box`, because their type holds its owner by value.

use std::collections::BTreeSet;

use crate::model::{Api, Type, TypeId, TypeKind};

/// For each declared type, the types that it can hold by value, however far down.
pub(super) struct Boxed {
    reach: Vec<BTreeSet<usize>>,
}

pub(super) fn boxed(api: &Api) -> Boxed {
    let direct: Vec<BTreeSet<usize>> = api
        .types
        .iter()
        .map(|declaration| {
            let mut held = BTreeSet::new();
            match &declaration.kind {
                TypeKind::Record(record) => record
                    .fields
                    .iter()
                    .for_each(|f| by_value(&f.ty, &mut held)),
                TypeKind::Union(union) => union
                    .variants
                    .iter()
                    .for_each(|v| by_value(&v.ty, &mut held)),
                TypeKind::Enum(_) | TypeKind::Patterned(_) | TypeKind::Opaque => {}
            }
            held
        })
        .collect();
    let reach = (0..direct.len())
        .map(|start| {
            let mut reached = BTreeSet::new();
            let mut todo: Vec<usize> = direct[start].iter().copied().collect();
            while let Some(next) = todo.pop() {
                if reached.insert(next) {
                    todo.extend(&direct[next]);
                }
            }
            reached
        })
        .collect();
    Boxed { reach }
}

impl Boxed {
    /// Whether a field of this type, in this owner, must be boxed.
    pub(super) fn is_boxed(&self, owner: TypeId, ty: &Type) -> bool {
        let mut held = BTreeSet::new();
        by_value(ty, &mut held);
        held.iter()
            .any(|id| *id == owner.0 || self.reach[*id].contains(&owner.0))
    }
}

fn by_value(ty: &Type, held: &mut BTreeSet<usize>) {
    match ty {
        Type::Named(id) => {
            held.insert(id.0);
        }
        Type::Nullable(inner) | Type::Sentinel(inner, _) | Type::JsonString(inner) => {
            by_value(inner, held)
        }
        _ => {}
    }
}
