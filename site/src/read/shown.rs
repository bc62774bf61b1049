//! Values of declared types that examples show.

use std::collections::BTreeMap;

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
                    self.value(&returns.ty, value);
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
            true => self.value(&field.ty, parent),
            false => {
                if let Some(value) = parent.get(field.wire.as_str()) {
                    self.value(&field.ty, value);
                }
            }
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
            self.values.entry(id).or_insert_with(|| value.clone());
        }
        match declared {
            TypeKind::Record(record) => self.record(record, value),
            TypeKind::Union(union) => {
                let content = match &union.form {
                    UnionForm::Adjacent { tag, content } => value
                        .get(tag.as_str())
                        .and_then(Json::scalar_text)
                        .zip(value.get(content.as_str())),
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
