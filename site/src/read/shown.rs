//! Values of declared types that examples show.

use std::collections::{BTreeMap, BTreeSet};

use apiloom_codegen::model::{Api, Field, Operation, Record, Type, TypeId, TypeKind, UnionForm};
use apiloom_wire::Json;

use crate::json::pretty;

/// The first value of each declared type that an example shows.
pub(crate) struct Shown {
    values: BTreeMap<TypeId, Json>,
}

impl Shown {
    /// Walks all examples of an API.
    pub(crate) fn new(api: &Api) -> Self {
        let mut walk = Walk {
            api,
            values: BTreeMap::new(),
        };
        for operation in &api.operations {
            walk.operation(operation);
        }
        Self {
            values: walk.values,
        }
    }

    /// A value of a type, pretty.
    pub(crate) fn of(&self, id: TypeId) -> Option<String> {
        self.values.get(&id).map(pretty)
    }
}

struct Walk<'a> {
    api: &'a Api,
    values: BTreeMap<TypeId, Json>,
}

impl Walk<'_> {
    fn operation(&mut self, operation: &Operation) {
        for example in &operation.examples {
            if let Some(answer) = &example.answer
                && answer.fails.is_none()
                && let (Some(returns), Some(body)) = (&operation.returns, &answer.body)
            {
                let mut at = returns.at.iter();
                if let Some(value) = at.try_fold(body, |value, key| value.get(key)) {
                    match returns.at.is_empty() {
                        true => self.value(&returns.ty, &self.without_envelope(operation, value)),
                        false => self.value(&returns.ty, value),
                    }
                }
            }
            if let Some(request) = &example.request {
                for field in operation.fields() {
                    self.field(field, request);
                }
            }
        }
    }

    fn field(&mut self, field: &Field, parent: &Json) {
        match field.spread {
            true => {
                if let Some(id) = named(&field.ty)
                    && let Some(own) = self.own(id, parent)
                {
                    self.value(&field.ty, &own);
                }
            }
            false => {
                if let Some(value) = parent.get(field.wire.as_str()) {
                    self.value(&field.ty, value);
                }
            }
        }
    }

    /// A body as the value of the type that it is, without what tells success from failure beside it.
    fn without_envelope(&self, operation: &Operation, body: &Json) -> Json {
        let (Some(members), Some(ty)) = (body.as_object(), &operation.returns) else {
            return body.clone();
        };
        let own = named(&ty.ty).and_then(|id| self.names(id, body));
        let own = own.unwrap_or_default();
        let mut told = BTreeSet::new();
        let mut next = operation.envelope;
        let mut seen = BTreeSet::new();
        while let Some(at) = next.filter(|at| seen.insert(*at)) {
            let fields = self.api.envelopes[at].fields.iter();
            told.extend(fields.map(|field| field.wire.as_str()));
            next = self.api.envelopes[at].then;
        }
        let members = members.iter();
        let kept = members.filter(|(name, _)| own.contains(name) || !told.contains(name.as_str()));
        Json::Object(kept.cloned().collect())
    }

    /// The members of an object that belong to a type; none if no type says which, or there are none.
    fn own(&self, id: TypeId, value: &Json) -> Option<Json> {
        let names = self.names(id, value)?;
        let members = value.as_object()?.iter();
        let own: Vec<_> = members
            .filter(|(name, _)| names.contains(name))
            .cloned()
            .collect();
        (!own.is_empty()).then_some(Json::Object(own))
    }

    /// The names that a type has in an object; none if nothing says so.
    fn names(&self, id: TypeId, value: &Json) -> Option<BTreeSet<String>> {
        self.names_within(id, value, &mut BTreeSet::new())
    }

    fn names_within(
        &self,
        id: TypeId,
        value: &Json,
        seen: &mut BTreeSet<TypeId>,
    ) -> Option<BTreeSet<String>> {
        if !seen.insert(id) {
            return None;
        }
        match &self.api.declaration(id).kind {
            TypeKind::Record(record) if !record.tuple => {
                let mut names = BTreeSet::new();
                for field in &record.fields {
                    match field.spread {
                        true => names.extend(self.names_within(named(&field.ty)?, value, seen)?),
                        false => {
                            let all = std::iter::once(&field.wire).chain(&field.aliases);
                            names.extend(all.map(|name| name.0.clone()));
                        }
                    }
                }
                Some(names)
            }
            TypeKind::Union(union) => match &union.form {
                UnionForm::Adjacent { tag, content } => {
                    Some([tag.0.clone(), content.0.clone()].into())
                }
                UnionForm::TagNames { tag } => {
                    let tags = union.variants.iter().map(|variant| &variant.tag);
                    let names = std::iter::once(tag).chain(tags);
                    Some(names.map(|name| name.as_str().to_owned()).collect())
                }
                UnionForm::Inline { tag } => {
                    let told = value.get(tag.as_str()).and_then(Json::scalar_text)?;
                    let mut variants = union.variants.iter();
                    let variant = variants.find(|variant| variant.tag.as_str() == told)?;
                    let mut names = self.names_within(named(&variant.ty)?, value, seen)?;
                    names.insert(tag.0.clone());
                    Some(names)
                }
                UnionForm::ByVariant => {
                    let tags = union.variants.iter().map(|variant| &variant.tag);
                    Some(tags.map(|tag| tag.as_str().to_owned()).collect())
                }
                UnionForm::Untagged => None,
            },
            TypeKind::Patterned(patterned) => {
                let members = value.as_object()?.iter().map(|(name, _)| name);
                let fits = |name: &&String| {
                    let mut keys = patterned.keys.iter();
                    keys.any(|key| name.starts_with(&key.prefix) && name.ends_with(&key.suffix))
                };
                Some(members.filter(fits).cloned().collect())
            }
            _ => None,
        }
    }

    fn value(&mut self, ty: &Type, value: &Json) {
        match ty {
            Type::Named(id) => self.named(*id, value),
            Type::Nullable(inner) | Type::Sentinel(inner, _) => self.value(inner, value),
            Type::List(inner) | Type::OneOrMany(inner) => match value.as_array() {
                Some(items) => items.iter().for_each(|item| self.value(inner, item)),
                None => self.value(inner, value),
            },
            Type::Map(inner) | Type::IntMap(inner) => {
                let members = value.as_object().unwrap_or_default();
                members
                    .iter()
                    .for_each(|(_, value)| self.value(inner, value));
            }
            Type::JsonString(inner) => {
                let parsed = value.as_str().map(|text| Json::parse(text.as_bytes()));
                match parsed {
                    Some(Ok(json)) => self.value(inner, &json),
                    // Inputs of examples may show what is inside as it is.
                    _ => self.value(inner, value),
                }
            }
            _ => {}
        }
    }

    /// An example was checked, so what stands at a place is of its type; a union that is not tagged may be any
    /// of its variants, and is not looked into.
    fn named(&mut self, id: TypeId, value: &Json) {
        if value.is_null() {
            return;
        }
        let declared = &self.api.declaration(id).kind;
        let fits = match declared {
            TypeKind::Record(record) if record.tuple => value.as_array().is_some(),
            TypeKind::Record(_) | TypeKind::Patterned(_) => value.as_object().is_some(),
            _ => true,
        };
        if !fits {
            return;
        }
        if matches!(
            declared,
            TypeKind::Record(_) | TypeKind::Patterned(_) | TypeKind::Union(_)
        ) {
            // An object may hold more than a type says; what it shows is the type alone.
            let alone = match declared {
                TypeKind::Record(record) if !record.open && !record.tuple => self.own(id, value),
                _ => None,
            };
            let alone = alone.unwrap_or_else(|| value.clone());
            self.values.entry(id).or_insert(alone);
        }
        match declared {
            TypeKind::Record(record) => self.record(record, value),
            TypeKind::Union(union) => {
                let content = match &union.form {
                    UnionForm::Adjacent { tag, content } => value
                        .get(tag.as_str())
                        .and_then(Json::scalar_text)
                        .zip(value.get(content.as_str())),
                    UnionForm::TagNames { tag } => value
                        .get(tag.as_str())
                        .and_then(Json::scalar_text)
                        .and_then(|tag| Some((value.get(&tag)?, tag)))
                        .map(|(content, tag)| (tag, content)),
                    UnionForm::Inline { tag } => value
                        .get(tag.as_str())
                        .and_then(Json::scalar_text)
                        .map(|tag| (tag, value)),
                    UnionForm::ByVariant => match value.as_object() {
                        Some([(tag, content)]) => Some((tag.as_str().into(), content)),
                        _ => None,
                    },
                    UnionForm::Untagged => None,
                };
                let Some((tag, content)) = content else {
                    return;
                };
                let mut variants = union.variants.iter();
                if let Some(variant) = variants.find(|v| v.tag.as_str() == tag) {
                    self.value(&variant.ty, content);
                }
            }
            TypeKind::Patterned(patterned) => {
                for (key, value) in value.as_object().unwrap_or_default() {
                    let mut keys = patterned.keys.iter();
                    let found =
                        keys.find(|k| key.starts_with(&k.prefix) && key.ends_with(&k.suffix));
                    if let Some(found) = found {
                        self.value(&found.ty, value);
                    }
                }
            }
            TypeKind::Enum(_) | TypeKind::Opaque => {}
        }
    }

    fn record(&mut self, record: &Record, value: &Json) {
        match (record.tuple, value.as_array()) {
            (true, Some(items)) => {
                for (field, item) in record.fields.iter().zip(items) {
                    self.value(&field.ty, item);
                }
            }
            _ => record.fields.iter().for_each(|f| self.field(f, value)),
        }
    }
}

/// The declared type that a type is.
fn named(ty: &Type) -> Option<TypeId> {
    match ty {
        Type::Named(id) => Some(*id),
        Type::Nullable(inner) | Type::Sentinel(inner, _) => named(inner),
        _ => None,
    }
}
