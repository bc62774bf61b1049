//! Values that are made from types: the same for the same seed, place and ordinal.
//!
//! They look like what their names say, keep the constraints of their fields and the rules of their records,
//! and stand in the form that the vendor writes.

mod keeps;
pub(crate) mod moment;
mod natural;
pub(crate) mod pick;
mod record;
mod rules;
mod scalar;
mod spot;
mod texts;

use std::sync::Arc;

use apiloom_codegen::interpret::Values;
use apiloom_codegen::model::{
    Api, Constraint, Literal, Patterned, Type, TypeId, TypeKind, Union, UnionForm, WriteForm,
};
use apiloom_wire::{Json, functions as f};

pub(crate) use self::keeps::keeps;
pub(crate) use self::natural::Fill;
pub(crate) use self::scalar::code;
pub(crate) use self::spot::Spot;
use crate::tree;

/// How many values are made for one place at most, to find one that keeps its constraints.
const VARIATIONS: u64 = 12;

/// Makes values of an API's types.
#[derive(Clone)]
pub(crate) struct Maker {
    pub(crate) api: &'static Api,
    pub(crate) values: Arc<Values<'static>>,
    pub(crate) seed: u64,
}

impl Maker {
    pub(crate) fn new(api: &'static Api, seed: u64) -> Self {
        Self {
            api,
            values: Arc::new(Values::new(api)),
            seed,
        }
    }

    /// A value of a type, as the vendor writes it.
    pub(crate) fn value(&self, ty: &Type, spot: &Spot<'_>) -> Json {
        if spot.constraints.is_empty() {
            return self.made(ty, spot);
        }
        let values = (0..VARIATIONS).map(|variation| self.made(ty, &spot.varied(variation)));
        let mut first = None;
        for value in values {
            if keeps(ty, spot.constraints, &value) {
                return value;
            }
            first.get_or_insert(value);
        }
        first.unwrap_or_default()
    }

    fn made(&self, ty: &Type, spot: &Spot<'_>) -> Json {
        let number = spot.number(self.seed);
        match ty {
            Type::Named(id) => self.declared(*id, spot),
            Type::List(inner) | Type::OneOrMany(inner) => {
                Json::Array(self.items(inner, spot, false))
            }
            Type::Csv(inner) => Json::from(self.joined(inner, spot)),
            Type::Map(inner) => {
                let count = self.count(spot, inner).min(3);
                let entry = |index: usize| {
                    let key = ["first", "second", "third"][index.min(2)];
                    (
                        key.to_owned(),
                        self.made(inner, &spot.free().below(key, &[])),
                    )
                };
                Json::Object((0..count).map(entry).collect())
            }
            Type::IntMap(inner) => {
                let entry = |index: usize| {
                    let key = (index + 1).to_string();
                    let value = self.made(inner, &spot.free().below(&key, &[]));
                    (key, value)
                };
                Json::Object((0..self.count(spot, inner)).map(entry).collect())
            }
            Type::Pairs(key, value) => {
                let pairs = self.pairs(key, value, spot).into_iter();
                Json::Array(
                    pairs
                        .map(|(key, value)| Json::Array(vec![key, value]))
                        .collect(),
                )
            }
            Type::FlatPairs(key, value, _) => {
                let pairs = self.pairs(key, value, spot).into_iter();
                Json::Array(pairs.flat_map(|(key, value)| [key, value]).collect())
            }
            Type::JsonString(inner) => {
                let json = self.made(inner, spot);
                Json::from(String::from_utf8_lossy(&tree::bytes(&json)).into_owned())
            }
            Type::InString(inner) => {
                let json = self.made(inner, spot);
                Json::from(json.scalar_text().unwrap_or_default().into_owned())
            }
            Type::Trimmed(inner) => match self.made(inner, spot) {
                Json::String(text) => Json::from(text.trim()),
                json => json,
            },
            Type::Sentinel(inner, sentinel) => {
                let is_it = |json: &Json| json.scalar_text().as_deref() == Some(sentinel);
                let mut values = (0..VARIATIONS).map(|n| self.made(inner, &spot.varied(n)));
                values.find(|json| !is_it(json)).unwrap_or_default()
            }
            Type::Nullable(inner) => self.made(inner, spot),
            Type::Bytes => Json::from(f::base64(&format!("made from number {}", number % 1_000))),
            Type::File => Json::Null,
            _ => scalar::scalar(self.seed, ty, spot),
        }
    }

    fn declared(&self, id: TypeId, spot: &Spot<'_>) -> Json {
        let inside = spot.within(id);
        match &self.api.declaration(id).kind {
            TypeKind::Record(record) => record::record(self, record, &inside),
            TypeKind::Enum(codes) => {
                let constrained = |code: &&Literal| {
                    keeps(&Type::Named(id), spot.constraints, &scalar::code(code))
                };
                let all = codes.variants.iter().map(|variant| &variant.code);
                let fitting: Vec<&Literal> = all.filter(constrained).collect();
                let first = codes.variants.first().map(|variant| &variant.code);
                let chosen = pick::one(&fitting, spot.number(self.seed)).or(first);
                chosen.map_or(Json::from("unknown"), scalar::code)
            }
            TypeKind::Union(union) => self.union(union, &inside),
            TypeKind::Patterned(patterned) => self.patterned(patterned, &inside),
            // Only a type that somebody wrote by hand knows more.
            TypeKind::Opaque => scalar::scalar(self.seed, &Type::Any, spot),
        }
    }

    fn union(&self, union: &Union, spot: &Spot<'_>) -> Json {
        let number = spot.number(self.seed);
        let count = u64::try_from(union.variants.len()).unwrap_or(1).max(1);
        let index = match spot.is_deep() {
            true => union.blank,
            false => usize::try_from(number % count).unwrap_or_default(),
        };
        let Some(variant) = union.variants.get(index) else {
            return Json::Null;
        };
        let tag = variant.tag.as_str();
        let content = self.made(&variant.ty, &spot.free().below(tag, &[]));
        match &union.form {
            UnionForm::Adjacent {
                tag: key,
                content: inside,
            } => Json::Object(vec![
                (key.0.clone(), Json::from(tag)),
                (inside.0.clone(), content),
            ]),
            UnionForm::TagNames { tag: key } => Json::Object(vec![
                (key.0.clone(), Json::from(tag)),
                (tag.to_owned(), content),
            ]),
            UnionForm::Inline { tag: key } => {
                let mut members = vec![(key.0.clone(), Json::from(tag))];
                members.extend(tree::members(&content).iter().cloned());
                Json::Object(members)
            }
            UnionForm::ByVariant => Json::Object(vec![(tag.to_owned(), content)]),
            UnionForm::Untagged => content,
        }
    }

    fn patterned(&self, patterned: &Patterned, spot: &Spot<'_>) -> Json {
        let keys = patterned.keys.iter();
        let members = keys.map(|key| {
            let hole = if key.int { "1" } else { "main" };
            let name = format!("{}{hole}{}", key.prefix, key.suffix);
            let value = self.made(&key.ty, &spot.free().below(&name, &[]));
            (name, value)
        });
        match spot.is_deep() {
            true => Json::Object(Vec::new()),
            false => Json::Object(members.collect()),
        }
    }

    /// How many items a list has: a few, as constraints allow, and none where it would not end.
    fn count(&self, spot: &Spot<'_>, inner: &Type) -> usize {
        let bounds = spot
            .constraints
            .iter()
            .filter_map(|constraint| match constraint {
                Constraint::Items(min, max) => Some((*min, *max)),
                _ => None,
            });
        let (min, max) = bounds.fold((0, u64::MAX), |(min, max), (from, to)| {
            (from.unwrap_or(0).max(min), to.unwrap_or(u64::MAX).min(max))
        });
        let wished = match self.leads_back(inner, spot) {
            true => 0,
            false => spot.number(self.seed) % 2 + 1,
        };
        usize::try_from(wished.clamp(min, max.max(min)).min(1_000)).unwrap_or(1)
    }

    /// Whether a type stands in a value that it holds, or deep enough.
    pub(crate) fn leads_back(&self, ty: &Type, spot: &Spot<'_>) -> bool {
        let mut found = spot.is_deep();
        ty.walk(&mut |ty| {
            if let Type::Named(id) = ty {
                let is_leaf = matches!(self.api.declaration(*id).kind, TypeKind::Enum(_));
                found = (found && !is_leaf) || spot.inside.contains(id);
            }
        });
        found && !matches!(ty, Type::String(_) | Type::Int32 | Type::Int64 | Type::Bool)
    }

    fn items(&self, inner: &Type, spot: &Spot<'_>, is_text: bool) -> Vec<Json> {
        let count = self.count(spot, inner);
        let mut items: Vec<Json> = Vec::new();
        for index in 0..count {
            let item = spot.item(index);
            let fits = |json: &Json| {
                !items.contains(json)
                    && (!is_text || json.scalar_text().is_some_and(|text| is_item(&text)))
            };
            let mut values =
                (0..VARIATIONS).map(|n| self.made(inner, &item.varied(n + spot.variation)));
            let value = values.find(fits).or_else(|| numbered(inner, index));
            items.extend(value);
        }
        items
    }

    /// A list as one text with commas.
    fn joined(&self, inner: &Type, spot: &Spot<'_>) -> String {
        let items = self.items(inner, spot, true);
        let texts: Vec<String> = items
            .iter()
            .filter_map(|item| Some(item.scalar_text()?.into_owned()))
            .collect();
        let mut most = texts.len();
        // A text that is too long has fewer items.
        loop {
            let text = texts[..most].join(",");
            let is_fine = keeps(
                &Type::Csv(Box::new(inner.clone())),
                spot.constraints,
                &Json::from(text.as_str()),
            );
            if is_fine || most == 0 {
                return if most == 0 { texts.join(",") } else { text };
            }
            most -= 1;
        }
    }

    fn pairs(&self, key: &Type, value: &Type, spot: &Spot<'_>) -> Vec<(Json, Json)> {
        let count = self.count(spot, value);
        let pair = |index: usize| {
            let spot = spot.item(index);
            let key = match key {
                Type::String(None) => Json::from(format!("key{}", index + 1)),
                key => self.made(
                    key,
                    &spot
                        .below("key", &[])
                        .varied(u64::try_from(index).unwrap_or(0)),
                ),
            };
            (key, self.made(value, &spot.below("value", &[])))
        };
        (0..count).map(pair).collect()
    }
}

/// Whether a text can stand between commas.
fn is_item(text: &str) -> bool {
    !text.is_empty() && !text.contains(',') && text.trim() == text
}

/// One of many different values of a simple type.
fn numbered(ty: &Type, index: usize) -> Option<Json> {
    match ty {
        Type::String(None) | Type::Secret | Type::IntOrString(WriteForm::String) => {
            Some(Json::from(format!("t{index}")))
        }
        Type::Int32 | Type::Int64 | Type::IntOrString(WriteForm::Int) => Some(tree::count(index)),
        _ => None,
    }
}
