//! Which types travel in which direction.

use super::{Declaration, Envelope, Operation, Payload, Setting, Type, TypeId, TypeKind, Usage};

#[derive(Clone, Copy)]
enum Direction {
    Request,
    Response,
}

/// Marks each type with the directions in which settings, operations and envelopes send it.
pub fn mark_usage(
    types: &mut [Declaration],
    settings: &[Setting],
    operations: &[Operation],
    envelopes: &[Envelope],
) {
    types.iter_mut().for_each(|d| d.usage = Usage::default());
    for setting in settings {
        mark(types, &setting.field.ty, Direction::Request);
    }
    for operation in operations {
        for parameter in &operation.parameters {
            mark(types, &parameter.field.ty, Direction::Request);
        }
        match operation.body.as_ref().map(|body| &body.payload) {
            Some(Payload::Fields(fields)) => fields
                .iter()
                .for_each(|f| mark(types, &f.ty, Direction::Request)),
            Some(Payload::Whole(field)) => mark(types, &field.ty, Direction::Request),
            None => {}
        }
        if let Some(returns) = &operation.returns {
            mark(types, &returns.ty, Direction::Response);
        }
    }
    for field in envelopes.iter().flat_map(|envelope| &envelope.fields) {
        mark(types, &field.ty, Direction::Response);
    }
}

/// Marks a type and all that it holds. A chain of types may be long: no recursion follows it.
fn mark(types: &mut [Declaration], ty: &Type, direction: Direction) {
    let mut todo = Vec::new();
    ty.walk(&mut |ty| todo.extend(named(ty)));
    while let Some(id) = todo.pop() {
        let usage = &mut types[id.0].usage;
        let flag = match direction {
            Direction::Request => &mut usage.request,
            Direction::Response => &mut usage.response,
        };
        if std::mem::replace(flag, true) {
            continue;
        }
        let mut note = |ty: &Type| ty.walk(&mut |ty| todo.extend(named(ty)));
        match &types[id.0].kind {
            TypeKind::Record(record) => record.fields.iter().for_each(|f| note(&f.ty)),
            TypeKind::Union(union) => union.variants.iter().for_each(|v| note(&v.ty)),
            TypeKind::Patterned(patterned) => patterned.keys.iter().for_each(|k| note(&k.ty)),
            TypeKind::Enum(_) | TypeKind::Opaque => {}
        }
    }
}

fn named(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        _ => None,
    }
}
