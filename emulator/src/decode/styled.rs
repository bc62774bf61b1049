//! Lists and objects among the pairs of a query or a form: every style, backwards.

use std::collections::BTreeSet;

use apiloom_codegen::model::{Api, Field, PairStyle, Type, TypeKind, Union, UnionForm};
use apiloom_wire::Json;

use super::scalar;

/// Values stand in values only so deep; a type may hold itself.
const DEEPEST: usize = 32;

/// Pairs of which values are taken one after the other.
pub(super) struct Styled<'a> {
    api: &'a Api,
    pairs: Vec<(String, String)>,
    taken: Vec<bool>,
}

/// Where a value stands: under a name, or right among the pairs.
#[derive(Clone, Copy)]
enum At<'n> {
    Root,
    Name(&'n str),
}

impl<'a> Styled<'a> {
    pub(super) fn new(api: &'a Api, pairs: Vec<(String, String)>) -> Self {
        let taken = vec![false; pairs.len()];
        Self { api, pairs, taken }
    }

    /// Takes the first pair of a name.
    pub(super) fn take(&mut self, name: &str) -> Option<String> {
        let at = self.place(name)?;
        if let Some(taken) = self.taken.get_mut(at) {
            *taken = true;
        }
        self.pairs.get(at).map(|(_, text)| text.clone())
    }

    /// Takes the value of a name.
    pub(super) fn value(&mut self, ty: &Type, style: PairStyle, name: &str) -> Option<Json> {
        self.read(ty, style, At::Name(name), DEEPEST)
    }

    /// Takes the members of an object that stand right among the pairs.
    pub(super) fn spread(&mut self, ty: &Type, style: PairStyle) -> Option<Json> {
        self.read(ty, style, At::Root, DEEPEST)
    }

    /// The names of the pairs that nobody took, each once.
    pub(super) fn rest(&self) -> impl Iterator<Item = &str> {
        let left = self.pairs.iter().zip(&self.taken);
        let names: BTreeSet<&str> = left
            .filter(|(_, taken)| !**taken)
            .map(|((name, _), _)| name.as_str())
            .collect();
        names.into_iter()
    }

    fn place(&self, name: &str) -> Option<usize> {
        let mut pairs = self.pairs.iter().zip(&self.taken);
        pairs.position(|((known, _), taken)| known == name && !taken)
    }

    /// Whether something stands under a name or below it.
    fn has(&self, name: &str) -> bool {
        let mut left = self.pairs.iter().zip(&self.taken);
        left.any(|((known, _), taken)| {
            let rest = known.strip_prefix(name);
            !taken && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['[', '.']))
        })
    }

    fn read(&mut self, ty: &Type, style: PairStyle, at: At<'_>, depth: usize) -> Option<Json> {
        let depth = depth.checked_sub(1)?;
        if let (PairStyle::Json, At::Name(name)) = (style, at) {
            return self.whole_json(ty, name);
        }
        match ty {
            Type::Nullable(inner) => self.read(inner, style, at, depth),
            Type::List(inner) | Type::OneOrMany(inner) => self.list(inner, style, at, depth),
            Type::Map(inner) | Type::IntMap(inner) => {
                let members = self.members(inner, style, at, depth);
                (!members.is_empty()).then_some(Json::Object(members))
            }
            Type::Pairs(key, value) => self.items(style, at, &mut |styled, name| {
                let pair = [&**key, &**value];
                Some(styled.tuple(&pair, style, At::Name(name), depth))
            }),
            Type::FlatPairs(key, value, _) => {
                let mut index = 0;
                self.items(style, at, &mut |styled, name| {
                    let ty = if index % 2 == 0 { key } else { value };
                    index += 1;
                    styled.read(ty, style, At::Name(name), depth)
                })
            }
            Type::Any => self.any(style, at, depth),
            Type::Named(id) => {
                let declared = self.api.types.get(id.0)?;
                match &declared.kind {
                    TypeKind::Record(record) if record.tuple => {
                        let types: Vec<&Type> = record.fields.iter().map(|f| &f.ty).collect();
                        let tuple = self.tuple(&types, style, at, depth);
                        matches!(&tuple, Json::Array(items) if !items.is_empty()).then_some(tuple)
                    }
                    TypeKind::Record(record) => {
                        let mut members = self.fields(&record.fields, style, at, depth);
                        // Pairs right among others belong to nobody unless the spec says so.
                        if record.open || matches!(at, At::Name(_)) {
                            members.extend(self.members(&Type::Any, style, at, depth));
                        }
                        (!members.is_empty()).then_some(Json::Object(members))
                    }
                    TypeKind::Union(union) => self.union(union, ty, style, at, depth),
                    TypeKind::Patterned(patterned) => {
                        let typed = |key: &str| {
                            let mut keys = patterned.keys.iter();
                            let known = keys.find(|k| {
                                key.strip_prefix(k.prefix.as_str())
                                    .is_some_and(|rest| rest.ends_with(k.suffix.as_str()))
                            });
                            known.map_or(&Type::Any, |known| &known.ty)
                        };
                        let members = self.members_typed(&typed, style, at, depth);
                        (!members.is_empty()).then_some(Json::Object(members))
                    }
                    TypeKind::Opaque => self.any(style, at, depth),
                    TypeKind::Enum(_) => self.single(ty, at),
                }
            }
            _ => self.single(ty, at),
        }
    }

    fn single(&mut self, ty: &Type, at: At<'_>) -> Option<Json> {
        let At::Name(name) = at else { return None };
        let text = self.take(name)?;
        Some(scalar::json(self.api, ty, &text))
    }

    fn whole_json(&mut self, ty: &Type, name: &str) -> Option<Json> {
        let text = self.take(name)?;
        let json = Json::parse(text.as_bytes());
        Some(json.unwrap_or_else(|_| scalar::json(self.api, ty, &text)))
    }

    fn list(&mut self, inner: &Type, style: PairStyle, at: At<'_>, depth: usize) -> Option<Json> {
        let At::Name(name) = at else { return None };
        let api = self.api;
        match style {
            PairStyle::Csv => {
                let text = self.take(name)?;
                let items = text.split(',').map(|item| scalar::json(api, inner, item));
                Some(Json::Array(items.collect()))
            }
            PairStyle::Repeat | PairStyle::Dots | PairStyle::Brackets => {
                let name = match style {
                    PairStyle::Brackets => format!("{name}[]"),
                    _ => name.to_owned(),
                };
                let mut items = Vec::new();
                while let Some(text) = self.take(&name) {
                    items.push(scalar::json(api, inner, &text));
                }
                (!items.is_empty()).then_some(Json::Array(items))
            }
            _ => self.items(style, at, &mut |styled, name| {
                styled.read(inner, style, At::Name(name), depth)
            }),
        }
    }

    /// The items of a list by their numbers. An item in between that has no pair is an empty list or object.
    fn items(
        &mut self,
        style: PairStyle,
        at: At<'_>,
        read: &mut dyn FnMut(&mut Self, &str) -> Option<Json>,
    ) -> Option<Json> {
        let At::Name(name) = at else { return None };
        let first = match style {
            PairStyle::Index1 | PairStyle::Dots1 => 1,
            _ => 0,
        };
        let item = |index: usize| match style {
            PairStyle::Index0 | PairStyle::Index1 | PairStyle::Index0Dots => {
                format!("{name}[{index}]")
            }
            _ => format!("{name}.{index}"),
        };
        let mut items = Vec::new();
        let last = self.last_index(name, style)?;
        for index in first..=last {
            let name = item(index);
            let value = self.has(&name).then(|| read(self, &name)).flatten();
            items.push(value.unwrap_or(Json::Null));
        }
        (!items.is_empty()).then_some(Json::Array(items))
    }

    /// The highest number of an item; a stranger's number is not believed further than there are pairs.
    fn last_index(&self, name: &str, style: PairStyle) -> Option<usize> {
        let left = self.pairs.iter().zip(&self.taken);
        let numbers = left.filter_map(|((known, _), taken)| {
            let rest = known.strip_prefix(name)?;
            let number = match style {
                PairStyle::Index0 | PairStyle::Index1 | PairStyle::Index0Dots => {
                    rest.strip_prefix('[')?.split(']').next()?
                }
                _ => rest.strip_prefix('.')?.split('.').next()?,
            };
            (!taken).then(|| number.parse::<usize>().ok()).flatten()
        });
        let last = numbers.max()?;
        (last <= self.pairs.len() * 4 + 16).then_some(last)
    }

    fn tuple(&mut self, types: &[&Type], style: PairStyle, at: At<'_>, depth: usize) -> Json {
        let mut types = types.iter();
        let items = self.items(style, at, &mut |styled, name| {
            let ty = types.next().copied().unwrap_or(&Type::Any);
            styled.read(ty, style, At::Name(name), depth)
        });
        items.unwrap_or_else(|| Json::Array(Vec::new()))
    }

    fn fields(
        &mut self,
        fields: &[Field],
        style: PairStyle,
        at: At<'_>,
        depth: usize,
    ) -> Vec<(String, Json)> {
        let mut members = Vec::new();
        for field in fields {
            if field.spread {
                if let Some(Json::Object(inner)) = self.read(&field.ty, style, at, depth) {
                    members.extend(inner);
                }
                continue;
            }
            let wire = field.wire.as_str();
            let name = member(style, at, wire);
            if let Some(json) = self.read(&field.ty, style, At::Name(&name), depth) {
                members.push((wire.to_owned(), json));
            }
        }
        members
    }

    fn members(
        &mut self,
        inner: &Type,
        style: PairStyle,
        at: At<'_>,
        depth: usize,
    ) -> Vec<(String, Json)> {
        self.members_typed(&|_| inner, style, at, depth)
    }

    /// The members that stand below a name, in the order in which they come.
    fn members_typed<'t>(
        &mut self,
        typed: &dyn Fn(&str) -> &'t Type,
        style: PairStyle,
        at: At<'_>,
        depth: usize,
    ) -> Vec<(String, Json)> {
        let api = self.api;
        let single = |key: &str| is_single(api, typed(key));
        let mut members: Vec<(String, Json)> = Vec::new();
        let mut index = 0;
        while let Some((name, _)) = self.pairs.get(index) {
            let free = self.taken.get(index) == Some(&false);
            let key = free.then(|| key_below(style, at, name, &single)).flatten();
            index += 1;
            let Some(key) = key else { continue };
            let name = member(style, at, &key);
            if let Some(json) = self.read(typed(&key), style, At::Name(&name), depth) {
                members.push((key, json));
            }
        }
        members
    }

    fn union(
        &mut self,
        union: &Union,
        ty: &Type,
        style: PairStyle,
        at: At<'_>,
        depth: usize,
    ) -> Option<Json> {
        let tagged = |tag: &str| union.variants.iter().find(|v| v.tag.as_str() == tag);
        match &union.form {
            UnionForm::Adjacent { tag, content } => {
                let text = self.take(&member(style, at, tag.as_str()))?;
                let inner = tagged(&text).map_or(&Type::Any, |variant| &variant.ty);
                let name = member(style, at, content.as_str());
                let value = self.read(inner, style, At::Name(&name), depth);
                let mut members = vec![(tag.as_str().to_owned(), Json::String(text))];
                members.extend(value.map(|value| (content.as_str().to_owned(), value)));
                Some(Json::Object(members))
            }
            UnionForm::TagNames { tag } => {
                let text = self.take(&member(style, at, tag.as_str()))?;
                let inner = tagged(&text).map_or(&Type::Any, |variant| &variant.ty);
                let name = member(style, at, &text);
                let value = self.read(inner, style, At::Name(&name), depth);
                let mut members = vec![(tag.as_str().to_owned(), Json::String(text.clone()))];
                members.extend(value.map(|value| (text, value)));
                Some(Json::Object(members))
            }
            UnionForm::Inline { tag } => {
                let text = self.take(&member(style, at, tag.as_str()))?;
                let inner = tagged(&text).map_or(&Type::Any, |variant| &variant.ty);
                let mut members = vec![(tag.as_str().to_owned(), Json::String(text))];
                if let Some(Json::Object(inner)) = self.read(inner, style, at, depth) {
                    members.extend(inner);
                }
                Some(Json::Object(members))
            }
            UnionForm::ByVariant => union.variants.iter().find_map(|variant| {
                let name = member(style, at, variant.tag.as_str());
                let value = self.read(&variant.ty, style, At::Name(&name), depth)?;
                let member = (variant.tag.as_str().to_owned(), value);
                Some(Json::Object(vec![member]))
            }),
            UnionForm::Untagged => self.untagged(union, ty, style, at, depth),
        }
    }

    /// The variant that takes most of the pairs, the first of those that take as many.
    fn untagged(
        &mut self,
        union: &Union,
        ty: &Type,
        style: PairStyle,
        at: At<'_>,
        depth: usize,
    ) -> Option<Json> {
        let before = self.taken.clone();
        let mut best: Option<(usize, Json, Vec<bool>)> = None;
        for variant in &union.variants {
            let read = self.read(&variant.ty, style, at, depth);
            let after = std::mem::replace(&mut self.taken, before.clone());
            let took = after.iter().filter(|taken| **taken).count();
            if let Some(json) = read
                && best.as_ref().is_none_or(|(most, ..)| took > *most)
            {
                best = Some((took, json, after));
            }
        }
        let (_, json, taken) = best?;
        self.taken = taken;
        // Among texts, the union itself knows which variant goes first.
        Some(match (&json, at) {
            (Json::String(text), At::Name(_)) => scalar::json(self.api, ty, text),
            _ => json,
        })
    }

    /// A value of which only the pairs tell what it is: an object, a list or a text.
    fn any(&mut self, style: PairStyle, at: At<'_>, depth: usize) -> Option<Json> {
        if let At::Name(name) = at {
            if self.place(name).is_some() {
                return match style {
                    PairStyle::Repeat | PairStyle::Dots => {
                        let list = self.list(&Type::Any, style, at, depth)?;
                        match list {
                            Json::Array(mut items) if items.len() == 1 => items.pop(),
                            list => Some(list),
                        }
                    }
                    _ => self.single(&Type::Any, at),
                };
            }
            if style.numbers_items() && self.last_index(name, style).is_some() {
                return self.items(style, at, &mut |styled, name| {
                    styled.read(&Type::Any, style, At::Name(name), depth)
                });
            }
            if style == PairStyle::Brackets && self.place(&format!("{name}[]")).is_some() {
                return self.list(&Type::Any, style, at, depth);
            }
        }
        let members = self.members(&Type::Any, style, at, depth);
        (!members.is_empty()).then_some(Json::Object(members))
    }
}

/// The name of a member.
fn member(style: PairStyle, at: At<'_>, key: &str) -> String {
    let At::Name(name) = at else {
        return key.to_owned();
    };
    match style {
        PairStyle::Brackets | PairStyle::Index0 | PairStyle::Index1 => format!("{name}[{key}]"),
        _ => format!("{name}.{key}"),
    }
}

/// The key of the member that a pair belongs to. Where `single` says that the values of a key are single
/// texts, the key may have dots itself.
fn key_below(
    style: PairStyle,
    at: At<'_>,
    pair: &str,
    single: &dyn Fn(&str) -> bool,
) -> Option<String> {
    let rest = match at {
        At::Root if single(pair) => return Some(pair.to_owned()),
        At::Root => return pair.split(['[', '.']).next().map(str::to_owned),
        At::Name(name) => pair.strip_prefix(name)?,
    };
    let key = match style {
        PairStyle::Brackets | PairStyle::Index0 | PairStyle::Index1 => {
            rest.strip_prefix('[')?.split(']').next()?
        }
        PairStyle::Repeat | PairStyle::Csv | PairStyle::Json => return None,
        _ => {
            let whole = rest.strip_prefix('.')?;
            match style {
                _ if single(whole) => whole,
                PairStyle::Index0Dots => whole.split(['.', '[']).next()?,
                _ => whole.split('.').next()?,
            }
        }
    };
    (!key.is_empty()).then(|| key.to_owned())
}

/// Whether the values of a type are single texts.
fn is_single(api: &Api, ty: &Type) -> bool {
    match ty {
        Type::Nullable(inner) | Type::Sentinel(inner, _) => is_single(api, inner),
        Type::Named(id) => match api.types.get(id.0).map(|declared| &declared.kind) {
            Some(TypeKind::Enum(_)) => true,
            Some(TypeKind::Union(union)) if union.form == UnionForm::Untagged => {
                union.variants.iter().all(|v| is_single(api, &v.ty))
            }
            _ => false,
        },
        Type::List(_)
        | Type::OneOrMany(_)
        | Type::Map(_)
        | Type::IntMap(_)
        | Type::Pairs(..)
        | Type::FlatPairs(..)
        | Type::Any => false,
        _ => true,
    }
}
