//! The keys that a field stands under in its object.

use super::{Field, Type, TypeId, TypeKind, UnionForm};

/// Spread values stand in spread values only so deep.
const DEEPEST: usize = 16;

/// The keys of a field without its aliases: its own, or all that its value writes where it is spread.
///
/// `kind` gives what a declared type is.
pub fn keys<'a>(field: &Field, kind: &impl Fn(TypeId) -> Option<&'a TypeKind>) -> Vec<String> {
    let mut found = Vec::new();
    collect(field, kind, DEEPEST, &mut found);
    found
}

fn collect<'a>(
    field: &Field,
    kind: &impl Fn(TypeId) -> Option<&'a TypeKind>,
    depth: usize,
    found: &mut Vec<String>,
) {
    let mut note = |key: &str| {
        if !found.iter().any(|known| known == key) {
            found.push(key.to_owned());
        }
    };
    let declared = match (&field.ty, field.spread && depth > 0) {
        (Type::Named(id), true) => kind(*id),
        _ => None,
    };
    match declared {
        Some(TypeKind::Record(record)) => {
            for inner in &record.fields {
                collect(inner, kind, depth - 1, found);
            }
        }
        Some(TypeKind::Union(union)) => match &union.form {
            UnionForm::Adjacent { tag, content } => {
                note(tag.as_str());
                note(content.as_str());
            }
            UnionForm::TagNames { tag } => {
                note(tag.as_str());
                union.variants.iter().for_each(|v| note(v.tag.as_str()));
            }
            UnionForm::ByVariant => union.variants.iter().for_each(|v| note(v.tag.as_str())),
            UnionForm::Inline { tag } => {
                note(tag.as_str());
                for variant in &union.variants {
                    let Type::Named(id) = &variant.ty else {
                        continue;
                    };
                    let Some(TypeKind::Record(record)) = kind(*id) else {
                        continue;
                    };
                    for inner in &record.fields {
                        collect(inner, kind, depth - 1, found);
                    }
                }
            }
            UnionForm::Untagged => {}
        },
        _ => note(field.wire.as_str()),
    }
}
