//! What requests do to an entity, by the spec's semantics of updates.

use apiloom_codegen::model::{
    Access, Api, Clear, Field, LeftOut, Operation, Record, RuleKind, Type, TypeKind, Update,
};
use apiloom_wire::{Json, Timestamp};

use super::kind::locate;
use super::{Entity, Given, Kind};
use crate::tree;
use crate::values::moment;

/// Writes into an entity when a request was.
pub(crate) fn stamp(api: &Api, kind: &Kind, entity: &mut Entity, now: Timestamp, is_new: bool) {
    let Some(time) = now.to_date_time(0) else {
        return;
    };
    let moment = Json::from(moment::write(moment::RFC_3339, time));
    let fields = kind
        .record(api)
        .into_iter()
        .flat_map(|record| &record.fields);
    for field in fields.filter(|field| field.access == Access::Read && is_moment(&field.ty)) {
        let name = field.name.snake();
        let is_called = |words: &[&str]| words.iter().any(|word| name.contains(word));
        if is_called(&["update", "modif", "change"]) || is_new && is_called(&["creat", "added"]) {
            tree::put(
                &mut entity.members,
                std::slice::from_ref(&field.wire.0),
                moment.clone(),
            );
        }
    }
}

/// Whether values of a type are points in time.
fn is_moment(ty: &Type) -> bool {
    match ty {
        Type::DateTime { .. } | Type::EpochSeconds | Type::EpochMillis => true,
        Type::InString(inner) => is_moment(inner),
        _ => false,
    }
}

/// Writes what a request says into an entity.
pub(crate) fn write(
    api: &Api,
    kind: &Kind,
    entity: &mut Entity,
    operation: &Operation,
    given: &[Given],
    is_new: bool,
) {
    let writer = Writer {
        api,
        record: kind.record(api),
        outer: operation.update,
        is_new,
    };
    let key = operation
        .entity
        .as_ref()
        .and_then(|entity| entity.key.as_ref());
    let is_key = |given: &&Given| key.is_some_and(|key| super::kind::is_called(given.field, key));
    if !is_new {
        writer.erase_all(entity, operation, given);
    }
    let mut attribute: Vec<(&str, &Json)> = Vec::new();
    for given in given.iter().filter(|given| !is_key(given)) {
        // What a query says of an update chooses, and is nothing that the entity has.
        if !given.in_body && !is_new && writer.place(given.field).is_none() {
            continue;
        }
        attribute.extend(writer.write(entity, given.field, &given.value));
    }
    writer.write_attribute(entity, &attribute);
    writer.leave_alternatives(entity, given);
}

struct Writer<'a> {
    api: &'a Api,
    record: Option<&'a Record>,
    outer: Option<Update>,
    is_new: bool,
}

impl Writer<'_> {
    /// Where an entity has what a field says.
    fn place(&self, field: &Field) -> Option<Vec<String>> {
        let same = |own: &Field| own.wire == field.wire;
        let called = |own: &Field| own.name == field.name;
        let record = self.record?;
        locate(self.api, record, &same).or_else(|| locate(self.api, record, &called))
    }

    /// Writes one input; gives what is no member of the entity.
    fn write<'g>(
        &self,
        entity: &mut Entity,
        field: &'g Field,
        value: &'g Json,
    ) -> Vec<(&'g str, &'g Json)> {
        if let Some(place) = self.place(field).filter(|_| !field.spread) {
            let mut own = tree::at(&entity.members, &place)
                .cloned()
                .unwrap_or_default();
            self.change(&mut own, field, value, self.outer);
            tree::put(&mut entity.members, &place, own);
            return Vec::new();
        }
        // A record that the entity does not hold says what the entity itself is like.
        if let (Some(inner), Json::Object(members)) = (self.inner(&field.ty), value) {
            let known = members.iter().filter_map(|(name, value)| {
                let field = inner.fields.iter().find(|field| field.wire.0 == *name)?;
                Some((field, value))
            });
            for (field, value) in known.collect::<Vec<_>>() {
                self.write(entity, field, value);
            }
            for (name, value) in members {
                if !inner
                    .fields
                    .iter()
                    .any(|field| field.wire.0 == *name || field.spread)
                {
                    tree::put(
                        &mut entity.members,
                        std::slice::from_ref(name),
                        value.clone(),
                    );
                }
            }
            return Vec::new();
        }
        tree::put(
            &mut entity.beside,
            std::slice::from_ref(&field.wire.0),
            value.clone(),
        );
        vec![(field.wire.as_str(), value)]
    }

    /// Two inputs beside the entity's own, of which one is called a name or a key and the other a value, say
    /// which member is changed.
    fn write_attribute(&self, entity: &mut Entity, beside: &[(&str, &Json)]) {
        let ends = |name: &str, ends: &[&str]| {
            let name = name.to_lowercase();
            ends.iter().any(|end| name.ends_with(end))
        };
        let name = beside.iter().find(|(name, value)| {
            ends(name, &["name", "key", "field"]) && value.as_str().is_some()
        });
        let value = beside.iter().find(|(name, _)| ends(name, &["value"]));
        let (Some((_, name)), Some((_, value)), false) = (name, value, self.is_new) else {
            return;
        };
        let name = name.as_str().unwrap_or_default().to_owned();
        tree::put(&mut entity.members, &[name], (*value).clone());
    }

    /// Takes away what a request replaced by something else: of members that may not stand together, those
    /// that it says stay.
    fn leave_alternatives(&self, entity: &mut Entity, given: &[Given]) {
        let said = |name: &str| {
            given.iter().any(|given| {
                given.field.wire.0 == name
                    || given.value.get(name).is_some_and(|value| !value.is_null())
            })
        };
        let rules = self.record.iter().flat_map(|record| &record.rules);
        for rule in rules {
            let (RuleKind::ExactlyOne(names) | RuleKind::AtMostOne(names)) = &rule.kind else {
                continue;
            };
            if !names.iter().any(|name| said(&name.0)) {
                continue;
            }
            for name in names.iter().filter(|name| !said(&name.0)) {
                tree::remove(&mut entity.members, std::slice::from_ref(&name.0));
            }
        }
    }

    /// Erases what a request leaves out and does not keep.
    fn erase_all(&self, entity: &mut Entity, operation: &Operation, given: &[Given]) {
        for field in apiloom_codegen::model::sent(operation) {
            let value = given.iter().find(|given| given.field.wire == field.wire);
            match (value, self.place(field), self.inner(&field.ty)) {
                (None, Some(place), _) if self.erases(field, self.outer) => {
                    tree::put(&mut entity.members, &place, Json::Null);
                }
                (Some(given), None, Some(inner)) => {
                    let outer = field.update.or(self.outer);
                    let left = inner.fields.iter().filter(|field| {
                        given.value.get(field.wire.as_str()).is_none() && self.erases(field, outer)
                    });
                    for place in left.filter_map(|field| self.place(field)) {
                        tree::put(&mut entity.members, &place, Json::Null);
                    }
                }
                _ => {}
            }
        }
    }

    /// Whether leaving a field out erases it.
    fn erases(&self, field: &Field, outer: Option<Update>) -> bool {
        if !field.is_given() || field.access == Access::Read {
            return false;
        }
        match (field.omitted, field.update) {
            (Some(said), _) => said == LeftOut::Erased,
            (None, Some(Update::Merge | Update::MergeById)) if field.many => false,
            _ => outer == Some(Update::Replace),
        }
    }

    /// Changes a member.
    fn change(&self, own: &mut Json, field: &Field, value: &Json, outer: Option<Update>) {
        let is_cleared = field.clear == Clear::Empty && value.as_str() == Some("");
        if value.is_null() || is_cleared {
            *own = Json::Null;
            return;
        }
        match (value, self.inner(&field.ty)) {
            (Json::Object(members), Some(inner)) => {
                let outer = field.update.or(outer);
                self.change_record(own, inner, members, outer);
            }
            (Json::Array(items), _) => self.change_list(own, field, items),
            (Json::Object(members), None) if adds(field) && own.as_object().is_some() => {
                for (name, value) in members {
                    tree::put(own, std::slice::from_ref(name), value.clone());
                }
            }
            _ => *own = value.clone(),
        }
    }

    fn change_record(
        &self,
        own: &mut Json,
        record: &Record,
        members: &[(String, Json)],
        outer: Option<Update>,
    ) {
        if !matches!(own, Json::Object(_)) {
            *own = Json::Object(Vec::new());
        }
        for field in &record.fields {
            let name = &field.wire.0;
            match members.iter().find(|(key, _)| key == name) {
                Some((_, value)) => self.change(tree::member(own, name), field, value, outer),
                None if self.erases(field, outer) => {
                    tree::remove(own, std::slice::from_ref(name));
                }
                None => {}
            }
        }
        let is_unknown = |key: &str| !record.fields.iter().any(|field| field.wire.0 == *key);
        for (key, value) in members.iter().filter(|(key, _)| is_unknown(key)) {
            tree::put(own, std::slice::from_ref(key), value.clone());
        }
    }

    fn change_list(&self, own: &mut Json, field: &Field, items: &[Json]) {
        let before = own.as_array().unwrap_or_default().to_vec();
        let tuple = self.tuple(&field.ty);
        let after = match field.update {
            Some(Update::Merge) => {
                let new = items.iter().filter(|item| !before.contains(item)).cloned();
                before.iter().cloned().chain(new).collect()
            }
            Some(Update::MergeById) => merged(before, items, tuple),
            _ if tuple.is_some() => {
                // What is not in the list is gone, and what is keeps the rest of its members.
                let ids: Vec<Option<String>> = items.iter().map(|item| id(item, tuple)).collect();
                let stays = |item: &&Json| ids.contains(&id(item, tuple));
                merged(before.iter().filter(stays).cloned().collect(), items, tuple)
            }
            _ => items.to_vec(),
        };
        *own = Json::Array(after);
    }

    /// The record that values of a type are.
    fn inner(&self, ty: &Type) -> Option<&Record> {
        match ty {
            Type::Named(id) => match &self.api.declaration(*id).kind {
                TypeKind::Record(record) if !record.tuple => Some(record),
                _ => None,
            },
            Type::Nullable(inner) => self.inner(inner),
            _ => None,
        }
    }

    /// The tuple that items of a list are.
    fn tuple(&self, ty: &Type) -> Option<&Record> {
        let Type::List(inner) = ty else { return None };
        let Type::Named(id) = &**inner else {
            return None;
        };
        match &self.api.declaration(*id).kind {
            TypeKind::Record(record) if record.tuple => Some(record),
            _ => None,
        }
    }
}

/// Whether what is sent of a collection is added to what is there.
fn adds(field: &Field) -> bool {
    matches!(field.update, Some(Update::Merge | Update::MergeById))
}

/// What names an item of a list: its `id`, or the first item of a tuple.
fn id(item: &Json, tuple: Option<&Record>) -> Option<String> {
    let first = tuple.and_then(|tuple| tuple.fields.first());
    let first = first.map(|field| field.wire.as_str());
    let id = item.get("id").or_else(|| item.get(first?))?;
    id.scalar_text().map(|text| text.into_owned())
}

/// The items by their ids: those that are sent change, make or delete one; the others stay.
fn merged(before: Vec<Json>, items: &[Json], tuple: Option<&Record>) -> Vec<Json> {
    let mut after = before;
    for item in items {
        let name = id(item, tuple);
        let known = after
            .iter()
            .position(|own| name.is_some() && id(own, tuple) == name);
        let deletes = tuple.is_some_and(|tuple| deletes(tuple, item));
        match known {
            Some(index) if deletes => drop(after.remove(index)),
            Some(index) => {
                for (key, value) in tree::members(item) {
                    tree::put(&mut after[index], std::slice::from_ref(key), value.clone());
                }
            }
            None if deletes => {}
            None => after.push(named(item, &after, tuple)),
        }
    }
    after
}

/// Whether a value of a tuple deletes.
fn deletes(tuple: &Record, item: &Json) -> bool {
    let has = |field: &Field| {
        let value = item.get(field.wire.as_str());
        value.is_some_and(|value| {
            let is_cleared = field.clear == Clear::Empty && value.as_str() == Some("");
            !(value.is_null() || is_cleared)
        })
    };
    let with: Vec<bool> = tuple.fields.iter().map(has).collect();
    let mut actions = tuple.actions.iter();
    actions
        .find(|action| action.with == with)
        .is_some_and(|action| action.deletes)
}

/// A new item, with an id where the others have one.
fn named(item: &Json, others: &[Json], tuple: Option<&Record>) -> Json {
    let is_named = others.iter().any(|other| other.get("id").is_some());
    let has_id = tuple.is_some_and(|tuple| tuple.fields.iter().any(|field| field.wire.0 == "id"));
    if item.get("id").is_some() || !(is_named || has_id) || item.as_object().is_none() {
        return item.clone();
    }
    let ids = others
        .iter()
        .filter_map(|other| other.get("id")?.scalar_text()?.parse::<i64>().ok());
    let mut members = vec![(
        "id".to_owned(),
        Json::from(ids.max().unwrap_or(0).saturating_add(1)),
    )];
    members.extend(tree::members(item).iter().cloned());
    Json::Object(members)
}
