//! The wire names whose values are secret, wherever they stand in a body, query or header.

use std::collections::BTreeSet;

use crate::model::{Api, Field, Payload, Type, TypeKind};

/// The names, sorted.
pub fn secret_fields(api: &Api) -> Vec<String> {
    let mut names = BTreeSet::new();
    let mut note = |field: &Field| {
        if is_secret(&field.ty) {
            names.insert(field.wire.0.clone());
        }
    };
    for declaration in &api.types {
        if let TypeKind::Record(record) = &declaration.kind {
            record.fields.iter().for_each(&mut note);
        }
    }
    for operation in &api.operations {
        operation.parameters.iter().for_each(|p| note(&p.field));
        match operation.body.as_ref().map(|body| &body.payload) {
            Some(Payload::Fields(fields)) => fields.iter().for_each(&mut note),
            Some(Payload::Whole(field)) => note(field),
            None => {}
        }
    }
    let mut computed = Vec::new();
    for scheme in &api.schemes {
        for placed in scheme.stamps.iter().chain(&scheme.seals) {
            if placed.value.ty.secret {
                computed.push(placed.wire.clone());
            }
        }
    }
    for operation in &api.operations {
        let body = match operation.body.as_ref().map(|body| &body.payload) {
            Some(Payload::Fields(fields)) => fields.as_slice(),
            _ => &[],
        };
        for field in operation.parameters.iter().map(|p| &p.field).chain(body) {
            if field.value.as_ref().is_some_and(|value| value.ty.secret) {
                computed.push(field.wire.0.clone());
            }
        }
    }
    names.extend(computed);
    names.into_iter().collect()
}

fn is_secret(ty: &Type) -> bool {
    match ty {
        Type::Secret => true,
        Type::Nullable(inner) | Type::List(inner) | Type::Sentinel(inner, _) => is_secret(inner),
        _ => false,
    }
}
