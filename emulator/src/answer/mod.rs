//! What a vendor answers.

mod act;
mod codes;
mod example;
mod refusal;
mod show;
mod success;
#[cfg(test)]
pub(crate) mod tests;

use std::collections::BTreeMap;

use apiloom_codegen::model::{Api, Operation};
use apiloom_wire::Json;

use crate::envelope::Envelopes;
use crate::state::{self, Store};
use crate::values::Maker;
use crate::{Context, Failure, FailureKind, Reply};

/// Makes the answers of a vendor, and keeps what requests made, changed and deleted.
pub struct Answerer {
    api: &'static Api,
    maker: Maker,
    envelopes: Envelopes,
    store: Store,
    /// How many items lists have that no entity is behind.
    listed: u64,
}

impl Answerer {
    /// Answers for an API; the same seed and requests give the same answers.
    ///
    /// At the start there are 25 entities of each kind, named 1 to 25, and those that examples of the spec
    /// ask for.
    pub fn new(api: &'static Api, seed: u64) -> Self {
        Self::with_entities(api, seed, state::SEEDED)
    }

    /// The same with so many entities of each kind at the start, and so many items in other lists.
    pub fn with_entities(api: &'static Api, seed: u64, entities: u64) -> Self {
        let maker = Maker::new(api, seed);
        let mut answerer = Self {
            api,
            envelopes: Envelopes::new(maker.values.clone()),
            store: Store::new(&maker, entities),
            listed: entities,
            maker,
        };
        answerer.adopt_examples();
        answerer
    }

    /// The answer to a request that routing, authentication and rules have let through.
    ///
    /// `inputs` is one flat object by the names on the wire, in the order of the request.
    pub fn reply(&mut self, operation: &Operation, inputs: &Json, context: &Context<'_>) -> Reply {
        let Some(operation) = state::own(self.api, operation) else {
            let failure = Failure {
                kind: FailureKind::NoRoute,
                message: "This operation is not in the spec.".to_owned(),
            };
            return self.failure(None, &failure, context);
        };
        let given = state::given(&self.maker, operation, inputs);
        let example = self.example(operation, &given, context);
        if let Some((example, answer)) = example
            && answer.fails.is_some()
        {
            return example::refused(example, answer);
        }
        let succeeding = example.filter(|(_, answer)| answer.fails.is_none());
        let before = succeeding.and_then(|(_, answer)| self.make_room(operation, answer, &given));
        let example = example.map(|(_, answer)| answer);
        let example = example.filter(|answer| answer.fails.is_none());
        match self.act(operation, inputs, &given, context) {
            Ok(done) => {
                let made = done.entity.clone();
                let reply = match example.filter(|_| done.is_as_documented) {
                    Some(answer) => self.documented(operation, answer, done, context),
                    None => self.success(operation, done, context),
                };
                if let (Some(before), Some((of, number))) = (before, made) {
                    self.inherit(&of, number, before);
                }
                reply
            }
            Err(failure) => self.failure(Some(operation), &failure, context),
        }
    }

    /// How many entities of each kind there are now.
    pub fn counts(&self) -> BTreeMap<String, usize> {
        let kinds = self.store.kinds.iter();
        kinds
            .map(|(of, kind)| (of.clone(), kind.entities.len()))
            .collect()
    }
}
