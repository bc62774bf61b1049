//! How requests name entities.

use apiloom_codegen::model::{Api, Operation, Type, TypeKind, UnionForm};
use apiloom_wire::Json;

use super::kind::{is_called, locate};
use super::{Entity, Given, Kind};
use crate::tree;

/// How a request names an entity.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Selector {
    /// By its key.
    Key(String),
    /// By one of its members, whose name the request says as well.
    Member(String, Json),
    /// By members that it has.
    Members(Vec<(String, Json)>),
    /// Not at all.
    None,
}

impl Selector {
    /// How the inputs of an operation name an entity.
    pub(crate) fn of(api: &Api, operation: &Operation, given: &[Given]) -> Self {
        let key = operation
            .entity
            .as_ref()
            .and_then(|entity| entity.key.as_ref());
        let named = key.and_then(|key| given.iter().find(|given| is_called(given.field, key)));
        match named {
            Some(given) => by_key(api, given),
            // The key stands among the members of an input.
            None => {
                let inside = |given: &Given| {
                    let mut members = tree::members(&given.value).iter();
                    let found = members.find(|(name, _)| Some(name) == key)?;
                    Some(found.1.scalar_text()?.into_owned())
                };
                match given.iter().find_map(inside) {
                    Some(key) => Self::Key(key),
                    None => by_members(given),
                }
            }
        }
    }

    /// Whether it tells one entity from all others.
    pub(crate) fn is_telling(&self) -> bool {
        matches!(self, Self::Key(_) | Self::Member(..))
    }

    /// How the entity is called in messages.
    pub(crate) fn shown(&self) -> String {
        match self {
            Self::Key(key) => key.clone(),
            Self::Member(name, value) => format!("with {name} {}", text(value)),
            Self::Members(members) => {
                let names: Vec<&str> = members.iter().map(|(name, _)| name.as_str()).collect();
                format!("with this {}", names.join(" and "))
            }
            Self::None => "of this request".to_owned(),
        }
    }
}

fn text(value: &Json) -> String {
    value
        .scalar_text()
        .map_or_else(|| value.to_string(), |text| text.into_owned())
}

fn by_key(api: &Api, given: &Given) -> Selector {
    if let Some(text) = given.value.scalar_text() {
        return Selector::Key(text.into_owned());
    }
    let Type::Named(id) = &given.field.ty else {
        return Selector::None;
    };
    let TypeKind::Union(union) = &api.declaration(*id).kind else {
        return by_members(std::slice::from_ref(given));
    };
    let members = tree::members(&given.value);
    let named = match &union.form {
        UnionForm::Adjacent { tag, content } => {
            let tag = given.value.get(tag.as_str()).and_then(Json::scalar_text);
            tag.zip(given.value.get(content.as_str()).cloned())
                .map(|(tag, content)| (tag.into_owned(), content))
        }
        UnionForm::TagNames { tag } => {
            let tag = given.value.get(tag.as_str()).and_then(Json::scalar_text);
            let content = tag.as_deref().and_then(|tag| given.value.get(tag).cloned());
            tag.map(|tag| tag.into_owned()).zip(content)
        }
        UnionForm::ByVariant => members.first().cloned(),
        UnionForm::Inline { tag } => {
            let others: Vec<(String, Json)> = members
                .iter()
                .filter(|(name, _)| *name != tag.0)
                .cloned()
                .collect();
            return Selector::Members(others);
        }
        UnionForm::Untagged => None,
    };
    named.map_or(Selector::None, |(name, value)| {
        Selector::Member(name, value)
    })
}

fn by_members(given: &[Given]) -> Selector {
    let mut members: Vec<(String, Json)> = Vec::new();
    for given in given {
        match (&given.value, given.field.spread) {
            (Json::Object(spread), true) => members.extend(spread.iter().cloned()),
            (Json::Null, _) => {}
            (value, _) => members.push((given.field.wire.0.clone(), value.clone())),
        }
    }
    match members.is_empty() {
        true => Selector::None,
        false => Selector::Members(members),
    }
}

impl Kind {
    /// The entity that a request names.
    pub(crate) fn find(&self, api: &Api, selector: &Selector) -> Option<&Entity> {
        match selector {
            Selector::Key(key) => self.by_key(key),
            Selector::Member(name, value) => {
                if self.is_id(name) {
                    return self.by_key(&text(value));
                }
                self.entities
                    .values()
                    .find(|entity| entity.has_like(name, value))
            }
            Selector::Members(members) => {
                let known = self.known(api, members);
                match known.is_empty() {
                    // Nothing that the request says tells entities apart.
                    true => self.entities.values().next(),
                    false => self.entities.values().find(|entity| entity.has_all(&known)),
                }
            }
            Selector::None => self.entities.values().next(),
        }
    }

    /// The members that entities of this kind have, or were made with.
    fn known(&self, api: &Api, members: &[(String, Json)]) -> Vec<(String, Json)> {
        let record = self.record(api);
        let is_known = |(name, _): &&(String, Json)| {
            let declared =
                record.and_then(|record| locate(api, record, &|field| field.wire.0 == **name));
            let has = |entity: &Entity| {
                entity.beside.get(name).is_some()
                    || entity.members.get(name).is_some()
                    || names_below(&entity.members)
                        .iter()
                        .any(|below| below == name)
            };
            declared.is_some() || self.entities.values().any(has)
        };
        members.iter().filter(is_known).cloned().collect()
    }
}

/// The names of members of objects in the lists of an entity.
fn names_below(members: &Json) -> Vec<String> {
    let lists = tree::members(members)
        .iter()
        .filter_map(|(_, value)| value.as_array());
    let objects = lists.flatten().flat_map(tree::members);
    objects.map(|(name, _)| name.clone()).collect()
}

impl Entity {
    /// Whether it has all these members: itself, in objects that it holds, or as it was made.
    pub(crate) fn has_all(&self, members: &[(String, Json)]) -> bool {
        let (own, others): (Vec<_>, Vec<_>) = members
            .iter()
            .partition(|(name, _)| self.own(name).is_some());
        let has_own = own
            .iter()
            .all(|(name, value)| self.own(name).is_some_and(|own| is_like(own, value)));
        has_own && (others.is_empty() || self.holds(&others))
    }

    fn own(&self, name: &str) -> Option<&Json> {
        let nested = || {
            let mut objects = tree::members(&self.members).iter().map(|(_, value)| value);
            objects.find_map(|object| object.get(name))
        };
        self.members
            .get(name)
            .or_else(|| self.beside.get(name))
            .or_else(nested)
    }

    /// Whether one object in its lists has all these members.
    fn holds(&self, wanted: &[&(String, Json)]) -> bool {
        let both = [&self.members, &self.beside];
        let lists = both
            .into_iter()
            .flat_map(tree::members)
            .filter_map(|(_, value)| value.as_array());
        let mut objects = lists.flatten();
        objects.any(|object| {
            wanted
                .iter()
                .all(|(name, value)| object.get(name).is_some_and(|own| is_like(own, value)))
        })
    }

    /// Whether a member that is called so, or nearly so, is or holds this value.
    fn has_like(&self, name: &str, value: &Json) -> bool {
        let name = name.to_lowercase();
        let is_called = |key: &str| {
            let key = key.to_lowercase();
            key == name || key.starts_with(&name) || key.ends_with(&name)
        };
        let both = [&self.members, &self.beside];
        let mut members = both.into_iter().flat_map(tree::members);
        members.any(|(key, own)| is_called(key) && holds_value(own, value))
    }
}

/// Whether two values say the same: scalars by their text, lists where one item of each does.
pub(crate) fn is_like(own: &Json, wanted: &Json) -> bool {
    match (own, wanted) {
        (Json::Array(own), Json::Array(wanted)) => wanted
            .iter()
            .any(|wanted| own.iter().any(|own| is_like(own, wanted))),
        (Json::Array(own), wanted) => own.iter().any(|own| is_like(own, wanted)),
        (own, Json::Array(wanted)) => wanted.iter().any(|wanted| is_like(own, wanted)),
        (Json::Object(_), Json::Object(wanted)) => wanted.iter().all(|(name, value)| {
            value.is_null() || own.get(name).is_some_and(|own| is_like(own, value))
        }),
        (own, wanted) => match (own.scalar_text(), wanted.scalar_text()) {
            (Some(own), Some(wanted)) => own == wanted,
            _ => own == wanted,
        },
    }
}

/// Whether two values are the same but for the form of scalars.
pub(crate) fn is_equal(one: &Json, other: &Json) -> bool {
    match (one, other) {
        (Json::Array(one), Json::Array(other)) => {
            one.len() == other.len()
                && one
                    .iter()
                    .zip(other)
                    .all(|(one, other)| is_equal(one, other))
        }
        (Json::Object(one), Json::Object(other)) => {
            let has = |(name, value): &(String, Json)| {
                let mut others = other.iter().filter(|(own, _)| own == name);
                others.any(|(_, own)| is_equal(value, own))
            };
            one.len() == other.len() && one.iter().all(has)
        }
        _ => match (one.scalar_text(), other.scalar_text()) {
            (Some(one), Some(other)) => one == other,
            _ => one == other,
        },
    }
}

fn holds_value(own: &Json, wanted: &Json) -> bool {
    match own {
        Json::Array(items) => items.iter().any(|item| holds_value(item, wanted)),
        Json::Object(members) => members.iter().any(|(_, value)| holds_value(value, wanted)),
        own => is_like(own, wanted),
    }
}
