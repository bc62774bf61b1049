//! Entities in the types of answers.

use apiloom_codegen::model::{Operation, PagePlace, PageRead, Type, TypeKind};
use apiloom_wire::Json;

use crate::pages::{self, Listing, Unit};
use crate::state::{Entity, Given, Kind, is_like};
use crate::tree;
use crate::values::{Fill, Maker, Spot};

/// What an operation returns of an entity.
pub(super) fn shown(
    maker: &Maker,
    kind: &Kind,
    entity: &Entity,
    operation: &Operation,
) -> Option<Json> {
    let ty = &operation.returns.as_ref()?.ty;
    let mut value = of_type(maker, kind, entity, ty);
    let key = operation
        .entity
        .as_ref()
        .and_then(|entity| entity.key.as_deref());
    if let Some(key) = key.filter(|key| *key != "id") {
        name(&mut value, key, &entity.key);
    }
    Some(value)
}

/// The items of a list of entities that have what the inputs ask for.
pub(super) fn listed<'l>(
    maker: &'l Maker,
    kind: &'l Kind,
    list: &'l Type,
    given: &[Given],
    operation: &Operation,
) -> Listing<'l> {
    let slots = slots(operation);
    let is_asked = |given: &&Given| !slots.contains(&given.field.wire.0) && !given.value.is_null();
    let wanted: Vec<&Given> = given.iter().filter(is_asked).collect();
    let item = match pages::unit(list) {
        Some(Unit::One(item)) => Some(item),
        _ => None,
    };
    let own = kind.record(maker.api).into_iter();
    let own: Vec<&str> = own
        .flat_map(|record| &record.fields)
        .map(|field| field.wire.as_str())
        .collect();
    let is_member = |name: &str| {
        let path = [name.to_owned()];
        own.contains(&name)
            || item.is_some_and(|item| pages::below(maker.api, item, &path).is_some())
    };
    let has = |entity: &&Entity| {
        wanted.iter().all(|given| {
            let name = given.field.wire.as_str();
            if let Some(own) = entity.members.get(name) {
                return is_like(own, &given.value);
            }
            // What an answer shows for a member that nobody gave is what filters go by too.
            let shown = item.map(|ty| maker.natural(ty, &of_type(maker, kind, entity, ty)));
            match shown.as_ref().and_then(|shown| shown.get(name)) {
                Some(shown) => is_like(shown, &given.value),
                None => !is_member(name),
            }
        })
    };
    let entities: Vec<&Entity> = kind.entities.values().filter(has).collect();
    Listing {
        count: entities.len(),
        item: Box::new(move |index| match pages::unit(list) {
            Some(Unit::One(item)) => of_type(maker, kind, entities[index], item),
            _ => Json::Null,
        }),
    }
}

/// So many made items of a list, which differ in what names them.
pub(super) fn made<'l>(
    maker: &'l Maker,
    operation: &'l Operation,
    list: &'l Type,
    count: u64,
) -> Listing<'l> {
    let item = move |index: usize| {
        let ordinal = u64::try_from(index).unwrap_or(u64::MAX).saturating_add(1);
        let spot = Spot::root(&format!("{}.item", operation.name.snake()), ordinal);
        let value = match pages::unit(list) {
            Some(Unit::One(item)) => numbered(maker, item, maker.value(item, &spot), ordinal),
            Some(Unit::Pair(key, value)) => {
                let key = maker.value(key, &spot.below("key", &[]));
                Json::Array(vec![key, maker.value(value, &spot.below("value", &[]))])
            }
            None => Json::Null,
        };
        following(maker, operation, list, value, ordinal)
    };
    Listing {
        count: usize::try_from(count).unwrap_or(usize::MAX),
        item: Box::new(item),
    }
}

/// An item whose `id` is its number.
fn numbered(maker: &Maker, ty: &Type, value: Json, ordinal: u64) -> Json {
    with_number(maker, ty, value, &["id".to_owned()], ordinal)
}

/// An item whose place of the id that leads to the next page has its number.
fn following(maker: &Maker, operation: &Operation, list: &Type, value: Json, ordinal: u64) -> Json {
    let places = operation
        .paginate
        .iter()
        .flat_map(|paginate| &paginate.read);
    let mut in_item = places.filter_map(|(read, place)| match (read, place) {
        (PageRead::Next, PagePlace::LastItem(path)) => Some(path),
        _ => None,
    });
    match (in_item.next(), pages::unit(list)) {
        (Some(path), Some(Unit::One(item))) => with_number(maker, item, value, path, ordinal),
        _ => value,
    }
}

fn with_number(maker: &Maker, ty: &Type, mut value: Json, path: &[String], ordinal: u64) -> Json {
    let number = Json::from(i64::try_from(ordinal).unwrap_or(i64::MAX));
    let Some(declared) = pages::below(maker.api, ty, path) else {
        return value;
    };
    let spot = Spot::root("number", ordinal);
    if tree::at(&value, path).is_some()
        && let Some(written) = maker.written(declared.ty, &number, &spot, Fill::Needed)
    {
        tree::put(&mut value, path, written);
    }
    value
}

/// The inputs that ask for a page.
fn slots(operation: &Operation) -> Vec<String> {
    use apiloom_codegen::model::PageSlot;
    let Some(paginate) = &operation.paginate else {
        return Vec::new();
    };
    let slots = paginate.slot.iter().chain(&paginate.size);
    let names = slots.filter_map(|slot| match slot {
        PageSlot::Query(name) | PageSlot::Form(name) => Some(name.clone()),
        PageSlot::Body(path, _) => path.first().cloned(),
    });
    names.collect()
}

/// An entity as a value of a type.
fn of_type(maker: &Maker, kind: &Kind, entity: &Entity, ty: &Type) -> Json {
    let spot = Spot::root(&kind.of, entity.number);
    match ty {
        Type::Nullable(inner) => of_type(maker, kind, entity, inner),
        Type::List(inner) | Type::OneOrMany(inner) => {
            Json::Array(vec![of_type(maker, kind, entity, inner)])
        }
        Type::Named(id) => match &maker.api.declaration(*id).kind {
            TypeKind::Record(record) => {
                let holder = record.fields.iter().find(|field| {
                    kind.ty
                        .is_some_and(|own| own != *id && field.ty == Type::Named(own))
                });
                match holder {
                    Some(field) => {
                        let mut value = maker.value(ty, &spot);
                        let inner = of_type(maker, kind, entity, &field.ty);
                        tree::put(&mut value, std::slice::from_ref(&field.wire.0), inner);
                        value
                    }
                    None => as_record(maker, kind, entity, ty, &spot),
                }
            }
            _ => maker.value(ty, &spot),
        },
        Type::Any | Type::Map(_) => as_record(maker, kind, entity, ty, &spot),
        Type::Bool | Type::BoolCodes { .. } => {
            let yes = maker.written(ty, &Json::Bool(true), &spot, Fill::Needed);
            yes.unwrap_or(Json::Bool(true))
        }
        ty => {
            let key = Json::from(entity.key.as_str());
            let written = maker.written(ty, &key, &spot, Fill::Needed);
            written.unwrap_or_else(|| maker.value(ty, &spot))
        }
    }
}

fn as_record(maker: &Maker, kind: &Kind, entity: &Entity, ty: &Type, spot: &Spot<'_>) -> Json {
    let mut members = entity.members.clone();
    let mut fill = Fill::Needed;
    if entity.is_seeded && kind.ty.is_none_or(|own| *ty != Type::Named(own)) {
        // Another type may have more; what the own type has and the entity has not stays away.
        fill = Fill::All;
        let own = kind
            .record(maker.api)
            .into_iter()
            .flat_map(|record| &record.fields);
        for field in own.filter(|field| !field.spread) {
            tree::member(&mut members, field.wire.as_str());
        }
    }
    let written = maker.written(ty, &members, spot, fill);
    written.unwrap_or_else(|| maker.value(ty, spot))
}

/// Gives the members that are called like the input that names an entity its key.
fn name(value: &mut Json, key: &str, text: &str) {
    match value {
        Json::Array(items) => items.iter_mut().for_each(|item| name(item, key, text)),
        Json::Object(members) => {
            for (own, value) in members {
                match value {
                    Json::Number(_) if own == key => {
                        *value = tree::number(text).unwrap_or_else(|| Json::from(text));
                    }
                    Json::String(_) if own == key => *value = Json::from(text),
                    value => name(value, key, text),
                }
            }
        }
        _ => {}
    }
}
