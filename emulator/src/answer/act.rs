//! What a request does, and what there is to show of it.

use apiloom_codegen::model::{Api, Operation, Type};
use apiloom_wire::Json;

use super::Answerer;
use super::show;
use crate::pages::{self, Page};
use crate::route::is_secret;
use crate::state::{self, Entity, Given, Kind, Selector};
use crate::values::{Fill, Spot};
use crate::{Change, Context, Failure, FailureKind, tree};

/// What was done.
pub(super) struct Done<'p> {
    /// What the operation returns, as the vendor writes it.
    pub(super) value: Option<Json>,
    /// The page of a list that it is.
    pub(super) page: Option<Page<'p>>,
    pub(super) changes: Vec<Change>,
    /// The entity that was made or changed: its kind and number.
    pub(super) entity: Option<(String, u64)>,
    /// Whether an example of the spec may be answered instead.
    pub(super) is_as_documented: bool,
}

impl Done<'_> {
    fn shown(value: Option<Json>) -> Self {
        Self {
            value,
            page: None,
            changes: Vec::new(),
            entity: None,
            is_as_documented: true,
        }
    }
}

impl Answerer {
    /// Does what an operation does.
    pub(super) fn act<'p>(
        &mut self,
        operation: &'static Operation,
        inputs: &Json,
        given: &[Given],
        context: &Context<'_>,
    ) -> Result<Done<'p>, Failure> {
        let does = operation.entity.as_ref().map(|entity| entity.does.as_str());
        match does {
            Some("create") => self.create(operation, given, context),
            Some("read") => self.read(operation, given),
            Some("update") => self.update(operation, given, context),
            Some("delete") => self.delete(operation, given),
            _ => Ok(self.other(operation, inputs, given, context)),
        }
    }

    fn kind(&self, operation: &Operation) -> Option<&Kind> {
        self.store.kinds.get(&operation.entity.as_ref()?.of)
    }

    fn kind_mut(&mut self, operation: &Operation) -> Option<&mut Kind> {
        self.store.kinds.get_mut(&operation.entity.as_ref()?.of)
    }

    fn create<'p>(
        &mut self,
        operation: &'static Operation,
        given: &[Given],
        context: &Context<'_>,
    ) -> Result<Done<'p>, Failure> {
        let (api, maker) = (self.api, self.maker.clone());
        let Some(kind) = self.kind_mut(operation) else {
            return Ok(Done::shown(None));
        };
        let key = kind.given_key(operation, given);
        let known = kind.known_before(key.as_deref(), given);
        if let Some(known) = known {
            if operation.update.is_none() {
                let message = {
                    let key = key_shown(api, kind, &known.key);
                    format!("{} {key} is there already.", kind.of)
                };
                return Err(Failure {
                    kind: FailureKind::Conflict,
                    message,
                });
            }
            return Ok(self.changed(operation, given, known, context));
        }
        let number = kind.next();
        let mut entity = Entity {
            number,
            key: key.unwrap_or_else(|| number.to_string()),
            members: Json::Object(Vec::new()),
            beside: Json::Object(Vec::new()),
            is_seeded: false,
            is_shown: false,
            is_touched: true,
        };
        state::write(api, kind, &mut entity, operation, given, true);
        state::stamp(api, kind, &mut entity, context.now, true);
        let change = Change::Created {
            entity: kind.of.clone(),
            key: key_shown(api, kind, &entity.key),
        };
        kind.is_touched = true;
        kind.put(entity);
        let entity = kind.entities.get(&number).cloned();
        let of = kind.of.clone();
        let value = entity.and_then(|entity| show::shown(&maker, kind, &entity, operation));
        Ok(Done {
            changes: vec![change],
            entity: Some((of, number)),
            ..Done::shown(value)
        })
    }

    fn read<'p>(
        &self,
        operation: &'static Operation,
        given: &[Given],
    ) -> Result<Done<'p>, Failure> {
        let Some(kind) = self.kind(operation) else {
            return Ok(Done::shown(None));
        };
        let entity = found(self.api, kind, operation, given)?;
        let mut done = Done::shown(show::shown(&self.maker, kind, entity, operation));
        done.is_as_documented = !entity.is_touched;
        Ok(done)
    }

    fn update<'p>(
        &mut self,
        operation: &'static Operation,
        given: &[Given],
        context: &Context<'_>,
    ) -> Result<Done<'p>, Failure> {
        let Some(kind) = self.kind(operation) else {
            return Ok(Done::shown(None));
        };
        let entity = found(self.api, kind, operation, given)?.clone();
        Ok(self.changed(operation, given, entity, context))
    }

    /// Changes an entity, and shows it before or after, as the spec says.
    fn changed<'p>(
        &mut self,
        operation: &'static Operation,
        given: &[Given],
        before: Entity,
        context: &Context<'_>,
    ) -> Done<'p> {
        let (api, maker) = (self.api, self.maker.clone());
        let Some(kind) = self.kind_mut(operation) else {
            return Done::shown(None);
        };
        let mut after = before.clone();
        after.is_touched = true;
        state::write(api, kind, &mut after, operation, given, false);
        state::stamp(api, kind, &mut after, context.now, false);
        let change = Change::Updated {
            entity: kind.of.clone(),
            key: key_shown(api, kind, &after.key),
        };
        let number = after.number;
        kind.is_touched = true;
        kind.put(after);
        let shows_before = operation
            .entity
            .as_ref()
            .and_then(|entity| entity.answer.as_deref());
        let after = kind.entities.get(&number);
        let entity = match shows_before {
            Some("before") => &before,
            _ => after.unwrap_or(&before),
        };
        let value = show::shown(&maker, kind, entity, operation);
        let entity = Some((kind.of.clone(), number));
        Done {
            changes: vec![change],
            entity,
            ..Done::shown(value)
        }
    }

    fn delete<'p>(
        &mut self,
        operation: &'static Operation,
        given: &[Given],
    ) -> Result<Done<'p>, Failure> {
        let (api, maker) = (self.api, self.maker.clone());
        let Some(kind) = self.kind_mut(operation) else {
            return Ok(Done::shown(None));
        };
        let entity = found(api, kind, operation, given)?.clone();
        kind.is_touched = true;
        kind.remove(entity.number);
        let change = Change::Deleted {
            entity: kind.of.clone(),
            key: key_shown(api, kind, &entity.key),
        };
        let value = show::shown(&maker, kind, &entity, operation);
        Ok(Done {
            changes: vec![change],
            ..Done::shown(value)
        })
    }

    /// A list, or what no entity is behind.
    fn other<'p>(
        &self,
        operation: &'static Operation,
        inputs: &Json,
        given: &[Given],
        context: &Context<'_>,
    ) -> Done<'p> {
        let Some(returns) = &operation.returns else {
            return Done::shown(None);
        };
        let kind = self.kind(operation);
        let place = match &operation.paginate {
            Some(paginate) => Some((paginate.items.at.clone(), &paginate.items.ty)),
            None => kind.and_then(|_| {
                let (path, ty) = pages::list_in(self.api, &returns.ty)?;
                Some((returns.at.iter().cloned().chain(path).collect(), ty))
            }),
        };
        let Some((at, list)) = place else {
            let value = self.exemplary(operation);
            return Done::shown(Some(value.unwrap_or_else(|| self.fresh(operation, given))));
        };
        let all = match kind {
            Some(kind) => show::listed(&self.maker, kind, list, given, operation),
            None => show::made(&self.maker, operation, list, self.listed),
        };
        let page = operation
            .paginate
            .as_ref()
            .map(|paginate| Page::asked(&self.maker, operation, paginate, &all, inputs, context));
        let items = match &page {
            Some(page) => page.items.clone(),
            None => (0..all.count).map(&all.item).collect(),
        };
        let composed = pages::compose(list, items);
        let mut value = match at.strip_prefix(returns.at.as_slice()) {
            Some([]) => Json::Null,
            _ => self.fresh(operation, given),
        };
        if let Some(path) = at.strip_prefix(returns.at.as_slice()) {
            tree::put(&mut value, path, composed);
        }
        let mut done = Done::shown(Some(value));
        done.is_as_documented = kind.is_none_or(|kind| !kind.is_touched);
        done.page = page;
        done
    }

    /// A made value of what an operation returns, which repeats the inputs that it has members for.
    fn fresh(&self, operation: &Operation, given: &[Given]) -> Json {
        let Some(returns) = &operation.returns else {
            return Json::Null;
        };
        let spot = Spot::root(&operation.name.snake(), 0);
        let mut value = self.maker.value(&returns.ty, &spot);
        for given in given
            .iter()
            .filter(|given| given.value.scalar_text().is_some())
        {
            let path = std::slice::from_ref(&given.field.wire.0);
            let declared = pages::below(self.api, &returns.ty, path);
            let has = tree::at(&value, path).is_some();
            let written = declared.filter(|_| has).and_then(|declared| {
                let spot = spot.below(given.field.wire.as_str(), &[]);
                self.maker
                    .written(declared.ty, &given.value, &spot, Fill::Needed)
            });
            if let Some(written) = written {
                tree::put(&mut value, path, written);
            }
        }
        value
    }
}

/// The entity that a request names.
fn found<'k>(
    api: &Api,
    kind: &'k Kind,
    operation: &Operation,
    given: &[Given],
) -> Result<&'k Entity, Failure> {
    let selector = Selector::of(api, operation, given);
    kind.find(api, &selector).ok_or_else(|| Failure {
        kind: FailureKind::NotFound,
        message: match &selector {
            Selector::Key(key) => format!("There is no {} {}.", kind.of, key_shown(api, kind, key)),
            Selector::Member(name, _) if has_secret_key(api, kind) => {
                format!("There is no {} with this {name}.", kind.of)
            }
            selector => format!("There is no {} {}.", kind.of, selector.shown()),
        },
    })
}

/// What names an entity, as logs and messages may show it.
fn key_shown(api: &Api, kind: &Kind, key: &str) -> String {
    match has_secret_key(api, kind) {
        true => "***".to_owned(),
        false => key.to_owned(),
    }
}

/// Whether what names an entity is secret: where requests name it, or where answers show it.
fn has_secret_key(api: &Api, kind: &Kind) -> bool {
    let names = api.operations.iter().any(|operation| {
        let entity = operation.entity.as_ref();
        let entity = entity.filter(|entity| entity.of == kind.of);
        let key = entity.and_then(|entity| entity.key.as_ref());
        let mut fields = operation.fields();
        key.is_some_and(|key| {
            fields.any(|field| state::is_called(field, key) && is_secret(&field.ty))
        })
    });
    let shows = || {
        let ty = Type::Named(kind.ty?);
        let declared = pages::below(api, &ty, kind.id_at.as_ref()?)?;
        Some(is_secret(declared.ty))
    };
    names || shows().unwrap_or(false)
}

impl Kind {
    /// The key that a request to make an entity gives it.
    pub(super) fn given_key(&self, operation: &Operation, given: &[Given]) -> Option<String> {
        let key = operation
            .entity
            .as_ref()
            .and_then(|entity| entity.key.as_ref());
        let text = |value: &Json| value.scalar_text().map(|text| text.into_owned());
        if let Some(key) = key {
            let mut named = given
                .iter()
                .filter(|given| state::is_called(given.field, key));
            return named.find_map(|given| text(&given.value));
        }
        let id = self.id_at.as_ref()?.last()?;
        given
            .iter()
            .find_map(|given| match given.field.wire.0 == *id {
                true => text(&given.value),
                false => text(given.value.get(id)?),
            })
    }

    /// The entity that a request to make one would make again: that of the key, or one with an item in a
    /// list of objects, such as its identities, that the request has too.
    fn known_before(&self, key: Option<&str>, given: &[Given]) -> Option<Entity> {
        if let Some(entity) = key.and_then(|key| self.by_key(key)) {
            return Some(entity.clone());
        }
        let lists = given.iter().flat_map(|given| match &given.value {
            Json::Object(members) => members.clone(),
            value => vec![(given.field.wire.0.clone(), value.clone())],
        });
        let is_telling = |value: &Json| {
            let mut items = value.as_array().unwrap_or_default().iter();
            items.any(|item| tree::members(item).len() > 1)
        };
        let telling: Vec<(String, Json)> = lists.filter(|(_, value)| is_telling(value)).collect();
        let is_it = |entity: &&Entity| {
            !entity.is_seeded
                && telling
                    .iter()
                    .any(|one| entity.has_all(std::slice::from_ref(one)))
        };
        self.entities.values().find(is_it).cloned()
    }
}
