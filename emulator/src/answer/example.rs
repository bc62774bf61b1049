//! What the spec's own examples say.

use apiloom_codegen::model::{Decode, ErrorKind, Example, ExampleAnswer, Operation, Type};
use apiloom_wire::Json;
use bytes::Bytes;

use super::Answerer;
use super::act::Done;
use crate::state::{self, Entity, Given, Kind, Selector};
use crate::{Context, Reply, tree};

impl Answerer {
    /// The answer of the first example that asks for the same, but for failures that are not those of this
    /// request.
    pub(super) fn example(
        &self,
        operation: &'static Operation,
        given: &[Given],
        context: &Context<'_>,
    ) -> Option<(&'static Example, &'static ExampleAnswer)> {
        let examples = operation.examples.iter().filter_map(|example| {
            let shown = state::given(&self.maker, operation, example.request.as_ref()?);
            let likeness = likeness(&shown, given)?;
            Some((likeness, example, example.answer.as_ref()?))
        });
        let mut examples: Vec<_> = examples
            .filter(|(_, _, answer)| {
                answer.fails.is_none() || self.is_true(operation, answer, given, context)
            })
            .collect();
        // Of those that are equally like the request, the first counts.
        examples.sort_by_key(|(likeness, ..)| *likeness);
        let (_, example, answer) = examples.into_iter().next()?;
        Some((example, answer))
    }

    /// Whether the failure of an example is one of this request too.
    ///
    /// Of credentials that were found to be right, an example of wrong ones says nothing; and what an example does not find may have been made since.
    fn is_true(
        &self,
        operation: &Operation,
        answer: &ExampleAnswer,
        given: &[Given],
        context: &Context<'_>,
    ) -> bool {
        match self.failing(answer) {
            Some(ErrorKind::Auth) => !context.is_authenticated,
            Some(ErrorKind::NotFound) => {
                let entity = operation
                    .entity
                    .as_ref()
                    .filter(|entity| names(&entity.does));
                let kind = entity.and_then(|entity| self.store.kinds.get(&entity.of));
                let selector = Selector::of(self.api, operation, given);
                kind.is_none_or(|kind| {
                    !selector.is_telling() || kind.find(self.api, &selector).is_none()
                })
            }
            _ => true,
        }
    }

    /// What kind of failure an example shows.
    fn failing(&self, answer: &ExampleAnswer) -> Option<ErrorKind> {
        let code = answer.fails.as_ref()?;
        self.api.failure_kind(code, answer.status)
    }

    /// Takes an entity away that was there at the start and is called as the one that an example makes. One
    /// that other examples ask for is given back: what they say of it is true of the new one, too.
    pub(super) fn make_room(
        &mut self,
        operation: &Operation,
        answer: &ExampleAnswer,
        given: &[Given],
    ) -> Option<Entity> {
        let entity = operation.entity.as_ref();
        let entity = entity.filter(|entity| entity.does == "create")?;
        let shown = operation.returns.as_ref().and_then(|returns| {
            let shown = tree::at(answer.body.as_ref()?, &returns.at)?;
            Some(self.maker.natural(&returns.ty, shown))
        });
        let kind = self.store.kinds.get_mut(&entity.of)?;
        let shown = shown.and_then(|shown| named(kind, &shown));
        let mut taken = None;
        for key in kind.given_key(operation, given).into_iter().chain(shown) {
            let there = kind.by_key(&key);
            let there = there.filter(|entity| entity.is_seeded && !entity.is_touched);
            if let Some(entity) = there.cloned() {
                kind.remove(entity.number);
                taken = Some(entity).filter(|entity| entity.is_shown).or(taken);
            }
        }
        taken
    }

    /// Adds to an entity that was made what examples say of the one in whose place it is.
    pub(super) fn inherit(&mut self, of: &str, number: u64, before: Entity) {
        let Some(kind) = self.store.kinds.get_mut(of) else {
            return;
        };
        if let Some(mut entity) = kind.entities.get(&number).cloned() {
            add_missing(&mut entity.members, before.members);
            add_missing(&mut entity.beside, before.beside);
            entity.is_shown = true;
            kind.put(entity);
        }
    }

    /// What the first example of a success returns.
    pub(super) fn exemplary(&self, operation: &Operation) -> Option<Json> {
        let returns = operation.returns.as_ref()?;
        let answers = operation
            .examples
            .iter()
            .filter_map(|example| example.answer.as_ref());
        let mut answers = answers.filter(|answer| answer.fails.is_none());
        answers.find_map(|answer| tree::at(answer.body.as_ref()?, &returns.at).cloned())
    }

    /// Makes the entities that examples ask for.
    pub(super) fn adopt_examples(&mut self) {
        self.miss_examples();
        let (api, maker) = (self.api, self.maker.clone());
        for operation in &api.operations {
            let Some(entity) = &operation.entity else {
                continue;
            };
            if !names(&entity.does) {
                continue;
            }
            let examples = operation.examples.iter();
            let succeeding = examples.filter_map(|example| {
                let answer = example
                    .answer
                    .as_ref()
                    .filter(|answer| answer.fails.is_none())?;
                Some((example.request.as_ref()?, answer))
            });
            for (request, answer) in succeeding {
                let given = state::given(&maker, operation, request);
                let selector = Selector::of(api, operation, &given);
                let shown = operation.returns.as_ref().and_then(|returns| {
                    let shown = tree::at(answer.body.as_ref()?, &returns.at)?;
                    Some(maker.natural(&returns.ty, shown))
                });
                if let Some(kind) = self.store.kinds.get_mut(&entity.of) {
                    let is_kept = entity.does != "delete";
                    kind.adopt(api, &maker, &selector, shown.filter(|_| is_kept).as_ref());
                }
            }
        }
    }

    /// Sees to it that what examples do not find is not there.
    fn miss_examples(&mut self) {
        let (api, maker) = (self.api, self.maker.clone());
        for operation in &api.operations {
            let entity = operation.entity.as_ref();
            let Some(entity) = entity.filter(|entity| names(&entity.does)) else {
                continue;
            };
            for example in &operation.examples {
                let (Some(request), Some(answer)) = (&example.request, &example.answer) else {
                    continue;
                };
                if self.failing(answer) != Some(ErrorKind::NotFound) {
                    continue;
                }
                let given = state::given(&maker, operation, request);
                let selector = Selector::of(api, operation, &given);
                if let Some(kind) = self.store.kinds.get_mut(&entity.of) {
                    kind.miss(api, &maker, &selector);
                }
            }
        }
    }

    /// The answer that an example shows for a request that was carried out.
    pub(super) fn documented(
        &mut self,
        operation: &'static Operation,
        answer: &ExampleAnswer,
        mut done: Done<'_>,
        context: &Context<'_>,
    ) -> Reply {
        let decode = operation.returns.as_ref().map(|returns| returns.decode);
        let shown = operation.returns.as_ref().and_then(|returns| {
            tree::at(answer.body.as_ref()?, &returns.at).map(|value| (&returns.ty, value.clone()))
        });
        if context.grant.is_some() || !matches!(decode, None | Some(Decode::Json)) {
            done.value = shown.map(|(_, value)| value).or(done.value);
            return self.success(operation, done, context);
        }
        if let (Some((of, number)), Some((ty, value))) = (&done.entity, &shown)
            && !self.rename(of, *number, ty, value, &mut done.changes)
        {
            // What the example made is there already, and this is another one.
            return self.success(operation, done, context);
        }
        let mut reply = written(answer);
        reply.changes = done.changes;
        reply
    }

    /// Calls an entity that was made as the example does; says whether the example may be answered then.
    fn rename(
        &mut self,
        of: &str,
        number: u64,
        ty: &Type,
        value: &Json,
        changes: &mut [crate::Change],
    ) -> bool {
        let Some(kind) = self.store.kinds.get_mut(of) else {
            return true;
        };
        let natural = self.maker.natural(ty, value);
        let Some(key) = named(kind, &natural) else {
            return true;
        };
        let is_new = |change: &crate::Change| matches!(change, crate::Change::Created { .. });
        if !kind.rename(number, &key, &natural) {
            return !changes.iter().any(is_new);
        }
        for change in changes {
            if let crate::Change::Created { key: own, .. } = change {
                own.clone_from(&key);
            }
        }
        true
    }
}

/// Whether an operation that does this names an entity that must be there.
fn names(does: &str) -> bool {
    matches!(does, "read" | "update" | "delete")
}

/// What an answer calls an entity, in its natural form.
fn named(kind: &Kind, natural: &Json) -> Option<String> {
    let named = match (natural, &kind.id_at) {
        (Json::Object(_), Some(path)) => tree::at(natural, path)?,
        (Json::Object(_) | Json::Array(_) | Json::Bool(_) | Json::Null, _) => return None,
        (scalar, _) => scalar,
    };
    Some(named.scalar_text()?.into_owned())
}

/// Adds the members that an object does not have.
fn add_missing(json: &mut Json, more: Json) {
    let Json::Object(more) = more else {
        return;
    };
    for (name, value) in more {
        if json.get(&name).is_none() {
            tree::put(json, &[name], value);
        }
    }
}

/// How like a request an example is, the likest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Likeness {
    /// It says the same.
    Whole,
    /// It says the same but for secrets, which may be left out.
    ButForSecrets,
}

/// How like a request an example is; none if it says something else.
fn likeness(shown: &[Given], given: &[Given]) -> Option<Likeness> {
    let is_secret = |one: &Given| one.field.ty == Type::Secret;
    let has = |all: &[Given], one: &Given| {
        all.iter().any(|other| {
            other.field.wire == one.field.wire && state::is_equal(&other.value, &one.value)
        })
    };
    let is_default = |one: &Given| {
        let text = one.value.scalar_text();
        one.field.default.is_some() && one.field.default.as_deref() == text.as_deref()
    };
    let differs = |all: &[Given], other: &[Given], secrets: bool| {
        let mut looked_at = all.iter().filter(|one| is_secret(one) == secrets);
        looked_at.any(|one| !has(other, one) && !is_default(one))
    };
    let differ = |secrets| differs(shown, given, secrets) || differs(given, shown, secrets);
    match (differ(false), differ(true)) {
        (true, _) => None,
        (false, true) => Some(Likeness::ButForSecrets),
        (false, false) => Some(Likeness::Whole),
    }
}

/// A refusal as an example shows it.
pub(super) fn refused(example: &Example, answer: &ExampleAnswer) -> Reply {
    let mut reply = written(answer);
    let title = &example.facts.title;
    let title = title.en.as_ref().or(title.zh.as_ref());
    reply.example = Some(title.cloned().unwrap_or_default());
    reply.refused.clone_from(&answer.fails);
    reply
}

fn written(answer: &ExampleAnswer) -> Reply {
    let lower = |(name, value): &(String, String)| (name.to_lowercase(), value.clone());
    let mut headers: Vec<(String, String)> = answer.headers.iter().map(lower).collect();
    let says_type = headers.iter().any(|(name, _)| name == "content-type");
    if answer.body.is_some() && !says_type {
        headers.insert(
            0,
            ("content-type".to_owned(), "application/json".to_owned()),
        );
    }
    Reply {
        status: answer.status,
        headers,
        body: Bytes::from(answer.body.as_ref().map(tree::bytes).unwrap_or_default()),
        changes: Vec::new(),
        refused: None,
        example: None,
    }
}
