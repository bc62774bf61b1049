//! What the spec's own examples say.

use apiloom_codegen::model::{Decode, ExampleAnswer, Operation, Type};
use apiloom_wire::Json;
use bytes::Bytes;

use super::Answerer;
use super::act::Done;
use crate::state::{self, Given, Selector};
use crate::{Context, Reply, tree};

impl Answerer {
    /// The answer of the example that asks for the same.
    pub(super) fn example(
        &self,
        operation: &'static Operation,
        given: &[Given],
    ) -> Option<&'static ExampleAnswer> {
        let mut examples = operation.examples.iter().filter(|example| {
            let request = example.request.as_ref();
            request.is_some_and(|request| {
                let shown = state::given(&self.maker, operation, request);
                is_same(&shown, given)
            })
        });
        examples.find_map(|example| example.answer.as_ref())
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
        let (api, maker) = (self.api, self.maker.clone());
        for operation in &api.operations {
            let Some(entity) = &operation.entity else {
                continue;
            };
            if !matches!(entity.does.as_str(), "read" | "update" | "delete") {
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
        if let (Some((of, number)), Some((ty, value))) = (&done.entity, &shown) {
            self.rename(of, *number, ty, value, &mut done.changes);
        }
        let mut reply = written(answer);
        reply.changes = done.changes;
        reply
    }

    /// Calls an entity that was made as the example does.
    fn rename(
        &mut self,
        of: &str,
        number: u64,
        ty: &Type,
        value: &Json,
        changes: &mut [crate::Change],
    ) {
        let Some(kind) = self.store.kinds.get_mut(of) else {
            return;
        };
        let natural = self.maker.natural(ty, value);
        let named = match (&natural, &kind.id_at) {
            (Json::Object(_), Some(path)) => tree::at(&natural, path).cloned(),
            (Json::Object(_) | Json::Array(_), _) => None,
            (scalar, _) => Some(scalar.clone()),
        };
        let named = named.and_then(|named| Some(named.scalar_text()?.into_owned()));
        if let Some(key) = named
            && kind.rename(number, &key, &natural)
        {
            for change in changes {
                if let crate::Change::Created { key: own, .. } = change {
                    own.clone_from(&key);
                }
            }
        }
    }
}

/// Whether two requests say the same; secrets may be left out.
fn is_same(shown: &[Given], given: &[Given]) -> bool {
    let is_open = |one: &&Given| one.field.ty != Type::Secret;
    let has = |all: &[Given], one: &Given| {
        all.iter().any(|other| {
            other.field.wire == one.field.wire && state::is_equal(&other.value, &one.value)
        })
    };
    let is_default = |one: &Given| {
        let text = one.value.scalar_text();
        one.field.default.is_some() && one.field.default.as_deref() == text.as_deref()
    };
    shown
        .iter()
        .filter(is_open)
        .all(|one| has(given, one) || is_default(one))
        && given
            .iter()
            .filter(is_open)
            .all(|one| has(shown, one) || is_default(one))
}

/// A refusal as an example shows it.
pub(super) fn refused(answer: &ExampleAnswer) -> Reply {
    let mut reply = written(answer);
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
    }
}
