//! Lists in the types of answers.

use apiloom_codegen::model::{Api, Presence, Returns, Type, TypeId, TypeKind};
use apiloom_wire::Json;

/// A list type's value with these items.
pub(crate) fn compose(ty: &Type, items: Vec<Json>) -> Json {
    match ty {
        Type::Nullable(inner) => compose(inner, items),
        Type::Csv(_) => {
            let texts: Vec<String> = items
                .iter()
                .filter_map(|item| Some(item.scalar_text()?.into_owned()))
                .collect();
            Json::from(texts.join(","))
        }
        Type::FlatPairs(..) => {
            let pairs = items
                .iter()
                .flat_map(|pair| pair.as_array().unwrap_or_default().to_vec());
            Json::Array(pairs.collect())
        }
        Type::JsonString(inner) => Json::from(compose(inner, items).to_string()),
        _ => Json::Array(items),
    }
}

/// What the items of a list type are.
pub(crate) enum Unit<'t> {
    /// Values of a type.
    One(&'t Type),
    /// Keys with values.
    Pair(&'t Type, &'t Type),
}

/// What the items of a list type are; nothing if it is no list.
pub(crate) fn unit(ty: &Type) -> Option<Unit<'_>> {
    match ty {
        Type::List(inner) | Type::OneOrMany(inner) | Type::Csv(inner) => Some(Unit::One(inner)),
        Type::Pairs(key, value) | Type::FlatPairs(key, value, _) => Some(Unit::Pair(key, value)),
        Type::Nullable(inner) | Type::JsonString(inner) => unit(inner),
        _ => None,
    }
}

/// The first list of records in a type: the members on the way to it, and its type.
pub(crate) fn list_in<'t>(api: &'t Api, ty: &'t Type) -> Option<(Vec<String>, &'t Type)> {
    if let Some(Unit::One(_)) = unit(ty) {
        return Some((Vec::new(), ty));
    }
    let record = |id: &TypeId| match &api.declaration(*id).kind {
        TypeKind::Record(record) if !record.tuple => Some(record),
        _ => None,
    };
    let fields = match ty {
        Type::Named(id) => record(id)?.fields.iter(),
        Type::Nullable(inner) => return list_in(api, inner),
        _ => return None,
    };
    let mut lists = fields.filter(
        |field| matches!(unit(&field.ty), Some(Unit::One(Type::Named(id))) if record(id).is_some()),
    );
    lists
        .next()
        .map(|field| (vec![field.wire.0.clone()], &field.ty))
}

/// What the spec says of a place.
#[derive(Clone, Copy)]
pub(crate) struct Declared<'a> {
    pub(crate) ty: &'a Type,
    /// Whether there must be a value.
    pub(crate) is_needed: bool,
    /// Whether null is one.
    pub(crate) is_nullable: bool,
}

/// What the spec says of what stands at a path of the body.
pub(crate) fn declared_at<'a>(
    api: &'a Api,
    returns: &'a Returns,
    path: &[String],
) -> Option<Declared<'a>> {
    below(api, &returns.ty, path.strip_prefix(returns.at.as_slice())?)
}

/// What the spec says of what stands at a path in a value of a type.
pub(crate) fn below<'a>(api: &'a Api, ty: &'a Type, path: &[String]) -> Option<Declared<'a>> {
    let Some((first, rest)) = path.split_first() else {
        let is_nullable = matches!(ty, Type::Nullable(_));
        return Some(Declared {
            ty,
            is_needed: true,
            is_nullable,
        });
    };
    match ty {
        Type::Nullable(inner) => below(api, inner, path),
        Type::Map(inner) => below(api, inner, rest),
        Type::Named(id) => {
            let TypeKind::Record(record) = &api.declaration(*id).kind else {
                return None;
            };
            let mut fields = record.fields.iter();
            let field = fields.find(|field| field.wire.0 == *first && !field.spread)?;
            let mut found = below(api, &field.ty, rest)?;
            found.is_needed &= field.presence == Presence::Required;
            found.is_nullable |= field.nullable && rest.is_empty();
            Some(found)
        }
        _ => None,
    }
}
