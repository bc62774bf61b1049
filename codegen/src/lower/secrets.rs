//! The wire names whose values are secret, wherever they stand in a body, query or header.

use std::collections::BTreeSet;

use crate::model::{Api, Declaration, Field, Payload, Type, TypeKind, UnionForm};

/// The names, sorted: of everything that holds a secret, at whatever depth and in whatever form.
pub fn secret_fields(api: &Api) -> Vec<String> {
    let mut names = secrets_of_no_type(api);
    let declarations = api.types.iter();
    declarations.for_each(|declaration| declared(declaration, &mut names));
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
    names.into_iter().collect()
}

/// Those of them that are secret whatever type says what stands there: of what schemes place and where tokens
/// are, of what is computed of secrets, and of envelopes.
pub fn secrets_of_no_type(api: &Api) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for field in api.envelopes.iter().flat_map(|envelope| &envelope.fields) {
        note(field, &mut names);
    }
    let records = api.types.iter().filter_map(|ty| match &ty.kind {
        TypeKind::Record(record) => Some(&record.fields),
        _ => None,
    });
    let inputs = api.operations.iter().flat_map(|o| o.fields());
    for field in records.flatten().chain(inputs) {
        if is_computed_of_secrets(field) {
            note(field, &mut names);
        }
    }
    for scheme in &api.schemes {
        let placed = scheme.stamps.iter().chain(&scheme.seals);
        names.extend(placed.filter(|p| p.value.ty.secret).map(|p| p.wire.clone()));
        let places = scheme.token.iter().flat_map(|token| &token.value);
        names.extend(places.filter_map(|place| place.last()).cloned());
    }
    names
}

/// The names within values of a type whose values are secret by it, or by the types of its members; none if a
/// secret may stand there under no name, or under one that is not known.
pub fn secrets_of_type(api: &Api, ty: &Type) -> Option<BTreeSet<String>> {
    let (mut names, mut seen) = (BTreeSet::new(), BTreeSet::new());
    let (mut left, mut is_known) = (vec![ty], !holds_secret(ty));
    while let Some(ty) = left.pop() {
        ty.walk(&mut |inner| {
            let Type::Named(id) = inner else { return };
            if !seen.insert(*id) {
                return;
            }
            let declaration = api.declaration(*id);
            declared(declaration, &mut names);
            match &declaration.kind {
                TypeKind::Record(record) => left.extend(record.fields.iter().map(|f| &f.ty)),
                TypeKind::Union(union) => {
                    let variants = union.variants.iter().map(|variant| &variant.ty);
                    let is_named = union.form != UnionForm::Untagged;
                    is_known &= is_named || !variants.clone().any(holds_secret);
                    left.extend(variants);
                }
                TypeKind::Patterned(patterned) => {
                    let values = patterned.keys.iter().map(|key| &key.ty);
                    is_known &= !values.clone().any(holds_secret);
                    left.extend(values);
                }
                TypeKind::Enum(_) | TypeKind::Opaque => {}
            }
        });
    }
    is_known.then_some(names)
}

/// Whether a value of a type is a secret, or has one that stands under no name.
pub fn holds_secret(ty: &Type) -> bool {
    let mut found = false;
    ty.walk(&mut |inner| found |= *inner == Type::Secret);
    found
}

/// The names of a declared type's own members.
fn declared(declaration: &Declaration, names: &mut BTreeSet<String>) {
    match &declaration.kind {
        TypeKind::Record(record) => record.fields.iter().for_each(|f| note(f, names)),
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

fn is_computed_of_secrets(field: &Field) -> bool {
    field.value.as_ref().is_some_and(|value| value.ty.secret)
}

fn note(field: &Field, names: &mut BTreeSet<String>) {
    if is_computed_of_secrets(field) || holds_secret(&field.ty) {
        names.insert(field.wire.0.clone());
        names.extend(field.aliases.iter().map(|alias| alias.0.clone()));
    }
}
