//! The wire names whose values are secret, wherever they stand in a body, query or header.

use std::collections::BTreeSet;

use crate::model::{Api, Field, Payload, Type, TypeKind, UnionForm};

/// The names, sorted: of everything that holds a secret, at whatever depth and in whatever form.
pub fn secret_fields(api: &Api) -> Vec<String> {
    let mut names = BTreeSet::new();
    for declaration in &api.types {
        match &declaration.kind {
            TypeKind::Record(record) => record.fields.iter().for_each(|f| note(f, &mut names)),
            TypeKind::Union(union) => {
                for variant in union.variants.iter().filter(|v| holds_secret(&v.ty)) {
                    match &union.form {
                        UnionForm::Adjacent { content, .. } => names.insert(content.0.clone()),
                        _ => names.insert(variant.tag.0.clone()),
                    };
                }
            }
            // The keys of such members are not known; their values are those of secrets that are read.
            TypeKind::Patterned(_) | TypeKind::Enum(_) | TypeKind::Opaque => {}
        }
    }
    for field in api.envelopes.iter().flat_map(|envelope| &envelope.fields) {
        note(field, &mut names);
    }
    for operation in &api.operations {
        operation
            .parameters
            .iter()
            .for_each(|p| note(&p.field, &mut names));
        match operation.body.as_ref().map(|body| &body.payload) {
            Some(Payload::Fields(fields)) => fields.iter().for_each(|f| note(f, &mut names)),
            Some(Payload::Whole(field)) => note(field, &mut names),
            None => {}
        }
        let returns = operation
            .returns
            .as_ref()
            .filter(|returns| holds_secret(&returns.ty));
        names.extend(returns.and_then(|returns| returns.at.last()).cloned());
    }
    for scheme in &api.schemes {
        let placed = scheme.stamps.iter().chain(&scheme.seals);
        names.extend(placed.filter(|p| p.value.ty.secret).map(|p| p.wire.clone()));
        let places = scheme.token.iter().flat_map(|token| &token.value);
        names.extend(places.filter_map(|place| place.last()).cloned());
    }
    names.into_iter().collect()
}

fn note(field: &Field, names: &mut BTreeSet<String>) {
    let computed = field.value.as_ref().is_some_and(|value| value.ty.secret);
    if computed || holds_secret(&field.ty) {
        names.insert(field.wire.0.clone());
        names.extend(field.aliases.iter().map(|alias| alias.0.clone()));
    }
}

fn holds_secret(ty: &Type) -> bool {
    let mut found = false;
    ty.walk(&mut |inner| found |= *inner == Type::Secret);
    found
}
