//! Which operations reach which types, and which types hold which.

use std::collections::{BTreeMap, BTreeSet};

use apiloom_codegen::model::{Api, Operation, Type, TypeId, TypeKind};

/// Which operations reach which types, and which types hold which directly.
pub(crate) struct Reach {
    operations: BTreeMap<TypeId, BTreeSet<usize>>,
    holders: BTreeMap<TypeId, BTreeSet<TypeId>>,
}

impl Reach {
    /// Walks an API once.
    pub(crate) fn new(api: &Api) -> Self {
        let held: Vec<BTreeSet<TypeId>> = api.types.iter().map(|d| held(&d.kind)).collect();
        let mut reach = Self {
            operations: BTreeMap::new(),
            holders: BTreeMap::new(),
        };
        for (holder, held) in held.iter().enumerate() {
            for id in held {
                let holders = reach.holders.entry(*id).or_default();
                holders.insert(TypeId(holder));
            }
        }
        for (at, operation) in api.operations.iter().enumerate() {
            let mut todo: Vec<TypeId> = direct(operation).into_iter().collect();
            while let Some(id) = todo.pop() {
                if reach.operations.entry(id).or_default().insert(at) {
                    todo.extend(&held[id.0]);
                }
            }
        }
        reach
    }

    /// The operations that reach a type, by their places.
    pub(crate) fn operations(&self, id: TypeId) -> impl Iterator<Item = usize> {
        self.operations.get(&id).into_iter().flatten().copied()
    }

    /// The types that hold a type directly.
    pub(crate) fn holders(&self, id: TypeId) -> impl Iterator<Item = TypeId> {
        self.holders.get(&id).into_iter().flatten().copied()
    }
}

/// The types that an operation names itself, in its requests and its answer.
pub(crate) fn direct(operation: &Operation) -> BTreeSet<TypeId> {
    let mut found = BTreeSet::new();
    let returned = operation.returns.iter().map(|returns| &returns.ty);
    for ty in operation.fields().map(|field| &field.ty).chain(returned) {
        note(ty, &mut found);
    }
    found
}

fn held(kind: &TypeKind) -> BTreeSet<TypeId> {
    let mut found = BTreeSet::new();
    match kind {
        TypeKind::Record(record) => record.fields.iter().for_each(|f| note(&f.ty, &mut found)),
        TypeKind::Union(union) => union.variants.iter().for_each(|v| note(&v.ty, &mut found)),
        TypeKind::Patterned(keys) => keys.keys.iter().for_each(|k| note(&k.ty, &mut found)),
        TypeKind::Enum(_) | TypeKind::Opaque => {}
    }
    found
}

fn note(ty: &Type, found: &mut BTreeSet<TypeId>) {
    ty.walk(&mut |inner| {
        if let Type::Named(id) = inner {
            found.insert(*id);
        }
    });
}
