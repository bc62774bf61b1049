//! One kind of entities.

use std::collections::{BTreeMap, BTreeSet};

use apiloom_codegen::model::{Api, Field, Name, Record, Type, TypeId, TypeKind};
use apiloom_wire::Json;

use super::{Selector, fields, is_whole};
use crate::tree;
use crate::values::{Maker, Spot};

/// One kind of entities.
pub(crate) struct Kind {
    /// What the spec calls it.
    pub(crate) of: String,
    /// Its type, if one is declared.
    pub(crate) ty: Option<TypeId>,
    /// Where its type has what names an entity.
    pub(crate) id_at: Option<Vec<String>>,
    /// Whether what names an entity is a whole number.
    pub(crate) is_numbered: bool,
    /// The number of the last entity that was made.
    last: u64,
    pub(crate) entities: BTreeMap<u64, Entity>,
    numbers: BTreeMap<String, u64>,
    /// Keys that examples do not find: nothing that is made up is called so.
    missed: BTreeSet<String>,
    /// Whether requests changed anything.
    pub(crate) is_touched: bool,
}

/// One entity.
#[derive(Clone, Debug)]
pub(crate) struct Entity {
    /// Its number among those of its kind, in the order in which they were made.
    pub(crate) number: u64,
    /// What names it, as text.
    pub(crate) key: String,
    /// Its members in the natural form.
    pub(crate) members: Json,
    /// Inputs that its type does not have: it can be found by them.
    pub(crate) beside: Json,
    /// Whether it was there at the start, so that all of its members have values.
    pub(crate) is_seeded: bool,
    /// Whether examples of the spec ask for it.
    pub(crate) is_shown: bool,
    /// Whether a request changed it.
    pub(crate) is_touched: bool,
}

impl Kind {
    pub(super) fn new(api: &Api, of: &str) -> Self {
        let ty = declared(api, of).or_else(|| returned(api, of));
        let keys = keys(api, of);
        let record = ty.and_then(|id| record(api, id));
        let id_at = record.and_then(|record| id_at(api, record, &keys));
        let id = id_at.as_ref().zip(record);
        let id_field = id.and_then(|(path, record)| field_at(api, record, path));
        let is_numbered = match (keys.first(), id_field) {
            (Some(key), _) => is_whole(&key.ty),
            (None, Some(field)) => is_whole(&field.ty),
            (None, None) => true,
        };
        Self {
            of: of.to_owned(),
            ty,
            id_at,
            is_numbered,
            last: 0,
            entities: BTreeMap::new(),
            numbers: BTreeMap::new(),
            missed: BTreeSet::new(),
            is_touched: false,
        }
    }

    /// Makes an entity of which everything is made.
    pub(super) fn seed(&mut self, maker: &Maker) {
        let number = self.next();
        let members = match self.ty {
            Some(id) => {
                let ty = Type::Named(id);
                let made = maker.value(&ty, &Spot::root(&self.of, number));
                maker.natural(&ty, &made)
            }
            None => Json::Object(Vec::new()),
        };
        let key = number.to_string();
        self.put(Entity {
            number,
            key,
            members,
            beside: Json::Object(Vec::new()),
            is_seeded: true,
            is_shown: false,
            is_touched: false,
        });
    }

    /// The number of the next entity.
    pub(crate) fn next(&mut self) -> u64 {
        self.last += 1;
        let is_taken = |key: &String| self.numbers.contains_key(key) || self.missed.contains(key);
        while is_taken(&self.last.to_string()) {
            self.last += 1;
        }
        self.last
    }

    /// Keeps an entity, which says itself what names it.
    pub(crate) fn put(&mut self, mut entity: Entity) {
        if let Some(path) = &self.id_at {
            let number = self
                .is_numbered
                .then(|| tree::number(&entity.key))
                .flatten();
            let id = number.unwrap_or_else(|| Json::from(entity.key.as_str()));
            tree::put(&mut entity.members, path, id);
        }
        self.numbers.insert(entity.key.clone(), entity.number);
        self.entities.insert(entity.number, entity);
    }

    /// The entity that a text names.
    pub(crate) fn by_key(&self, key: &str) -> Option<&Entity> {
        self.entities.get(self.numbers.get(key)?)
    }

    /// Sees to it that there is the entity that an example asks for, as the example shows it.
    pub(crate) fn adopt(
        &mut self,
        api: &Api,
        maker: &Maker,
        selector: &Selector,
        shown: Option<&Json>,
    ) {
        let number = match self.find(api, selector) {
            Some(entity) => entity.number,
            None => {
                self.seed(maker);
                self.last
            }
        };
        let Some(mut entity) = self.entities.get(&number).cloned() else {
            return;
        };
        self.numbers.remove(&entity.key);
        entity.is_shown = true;
        match selector {
            Selector::Key(key) => entity.key.clone_from(key),
            Selector::Member(name, value) if self.is_id(name) => {
                entity.key = value.scalar_text().unwrap_or_default().into_owned();
            }
            Selector::Member(name, value) => self.tell(api, &mut entity, name, value),
            Selector::Members(members) => {
                for (name, value) in members {
                    self.tell(api, &mut entity, name, value);
                }
            }
            Selector::None => {}
        }
        if let Some(Json::Object(members)) = shown {
            for (name, value) in members {
                tree::put(
                    &mut entity.members,
                    std::slice::from_ref(name),
                    value.clone(),
                );
            }
        }
        self.put(entity);
    }

    /// Sees to it that there is no entity that an example does not find; another one takes its place.
    pub(crate) fn miss(&mut self, api: &Api, maker: &Maker, selector: &Selector) {
        if !selector.is_telling() {
            return;
        }
        if let Selector::Key(key) = selector {
            self.missed.insert(key.clone());
        }
        if let Some(number) = self.find(api, selector).map(|entity| entity.number) {
            self.remove(number);
            self.seed(maker);
        }
    }

    /// Whether a member of this name is what names an entity.
    pub(super) fn is_id(&self, name: &str) -> bool {
        let own = self.id_at.as_ref().and_then(|path| path.last());
        name == "id" || own.is_some_and(|own| own == name)
    }

    /// Gives an entity a member, or something beside its members that it is found by.
    fn tell(&self, api: &Api, entity: &mut Entity, name: &String, value: &Json) {
        let record = self.record(api);
        let place = record.and_then(|record| locate(api, record, &|field| field.wire.0 == *name));
        match place {
            Some(place) => tree::put(&mut entity.members, &place, value.clone()),
            None => tree::put(
                &mut entity.beside,
                std::slice::from_ref(name),
                value.clone(),
            ),
        }
    }

    /// Calls an entity otherwise, and gives it what an answer shows; says whether that could be done.
    pub(crate) fn rename(&mut self, number: u64, key: &str, shown: &Json) -> bool {
        let is_taken = self.numbers.get(key).is_some_and(|other| *other != number);
        let Some(mut entity) = self.entities.get(&number).cloned().filter(|_| !is_taken) else {
            return false;
        };
        self.numbers.remove(&entity.key);
        key.clone_into(&mut entity.key);
        for (name, value) in tree::members(shown) {
            tree::put(
                &mut entity.members,
                std::slice::from_ref(name),
                value.clone(),
            );
        }
        self.put(entity);
        true
    }

    pub(crate) fn remove(&mut self, number: u64) {
        if let Some(entity) = self.entities.remove(&number) {
            self.numbers.remove(&entity.key);
        }
    }

    /// The record that describes an entity.
    pub(crate) fn record<'a>(&self, api: &'a Api) -> Option<&'a Record> {
        record(api, self.ty?)
    }
}

fn record(api: &Api, id: TypeId) -> Option<&Record> {
    match &api.declaration(id).kind {
        TypeKind::Record(record) if !record.tuple => Some(record),
        _ => None,
    }
}

/// The declared type of this name.
fn declared(api: &Api, of: &str) -> Option<TypeId> {
    let name = Name::derive(of)?;
    let index = api
        .types
        .iter()
        .position(|declared| declared.name == name)?;
    record(api, TypeId(index)).map(|_| TypeId(index))
}

/// The type in which operations show the entity.
fn returned(api: &Api, of: &str) -> Option<TypeId> {
    let showing = api.operations.iter().filter(|operation| {
        let entity = operation.entity.as_ref();
        entity.is_some_and(|entity| entity.of == of && entity.does != "list")
    });
    let mut types = showing.filter_map(|operation| match &operation.returns.as_ref()?.ty {
        Type::Named(id) => record(api, *id).map(|_| *id),
        _ => None,
    });
    types.next()
}

/// The inputs that name one.
fn keys<'a>(api: &'a Api, of: &str) -> Vec<&'a Field> {
    let operations = api.operations.iter();
    let keys = operations.filter_map(|operation| {
        let entity = operation.entity.as_ref().filter(|entity| entity.of == of)?;
        let key = entity.key.as_ref()?;
        let mut fields = fields(operation).into_iter().map(|(field, _)| field);
        fields.find(|field| is_called(field, key) && !is_union(api, &field.ty))
    });
    keys.collect()
}

/// Whether a spec may call a field so.
pub(crate) fn is_called(field: &Field, name: &str) -> bool {
    field.wire.as_str() == name || field.name.snake() == name
}

fn is_union(api: &Api, ty: &Type) -> bool {
    matches!(ty, Type::Named(id) if matches!(api.declaration(*id).kind, TypeKind::Union(_)))
}

/// Where a record has what names it.
fn id_at(api: &Api, record: &Record, keys: &[&Field]) -> Option<Vec<String>> {
    let named = |key: &&Field| {
        locate(api, record, &|field| {
            field.wire == key.wire || field.name == key.name
        })
    };
    let found = keys.iter().find_map(named);
    let is_id = |field: &Field| field.name.snake() == "id";
    let is_plain = keys.is_empty() || keys.iter().any(|key| key.name.snake().ends_with("id"));
    found.or_else(|| is_plain.then(|| locate(api, record, &is_id)).flatten())
}

/// Where a record, or one in it, has a field that is wanted.
pub(super) fn locate(
    api: &Api,
    record: &Record,
    wanted: &dyn Fn(&Field) -> bool,
) -> Option<Vec<String>> {
    let here = record
        .fields
        .iter()
        .find(|field| wanted(field) && !field.spread);
    if let Some(field) = here {
        return Some(vec![field.wire.0.clone()]);
    }
    record.fields.iter().find_map(|field| {
        let inner = match &field.ty {
            Type::Named(id) => self::record(api, *id)?,
            _ => return None,
        };
        let found = inner
            .fields
            .iter()
            .find(|inner| wanted(inner) && !inner.spread)?;
        let outer = (!field.spread).then(|| field.wire.0.clone());
        Some(outer.into_iter().chain([found.wire.0.clone()]).collect())
    })
}

/// The field at such a place.
pub(super) fn field_at<'a>(api: &'a Api, record: &'a Record, path: &[String]) -> Option<&'a Field> {
    let (first, rest) = path.split_first()?;
    let mut fields = record.fields.iter();
    match fields.find(|field| field.wire.0 == *first && !field.spread) {
        Some(field) if rest.is_empty() => Some(field),
        Some(field) => match &field.ty {
            Type::Named(id) => field_at(api, self::record(api, *id)?, rest),
            _ => None,
        },
        None => record
            .fields
            .iter()
            .filter(|field| field.spread)
            .find_map(|field| match &field.ty {
                Type::Named(id) => field_at(api, self::record(api, *id)?, path),
                _ => None,
            }),
    }
}
