//! A part of an API: some of its operations, and what they need.

use std::collections::BTreeSet;

use super::{Api, AuthUse, Scheme, mark_usage};

impl Api {
    /// The API with these operations alone, by their names in snake case.
    ///
    /// Settings, servers and error codes stay; schemes, envelopes and types stay where an operation needs
    /// them, and operations where a scheme gets its token by them.
    pub fn only(&self, operations: &BTreeSet<String>) -> Self {
        let mut part = self.clone();
        let mut kept = operations.clone();
        // A token may be fetched by an operation that needs another scheme, and so on.
        loop {
            let known = kept.len();
            let needed = self.schemes.iter().filter(|s| needs(self, &kept, s));
            let fetched =
                needed.filter_map(|s| Some(s.token.as_ref()?.operation.as_ref()?.snake()));
            let fetched: Vec<String> = fetched.collect();
            kept.extend(fetched);
            if kept.len() == known {
                break;
            }
        }
        part.schemes.retain(|scheme| needs(self, &kept, scheme));
        part.operations.retain(|o| kept.contains(&o.name.snake()));
        part.keep_envelopes();
        mark_usage(
            &mut part.types,
            &part.settings,
            &part.operations,
            &part.envelopes,
        );
        part
    }

    /// Drops the envelopes that no operation asks, and names the others by their new places.
    fn keep_envelopes(&mut self) {
        let mut kept = BTreeSet::new();
        let mut todo: Vec<usize> = self.operations.iter().filter_map(|o| o.envelope).collect();
        while let Some(index) = todo.pop() {
            if kept.insert(index) {
                todo.extend(self.envelopes[index].then);
            }
        }
        let place = |index: usize| kept.iter().position(|old| *old == index);
        for operation in &mut self.operations {
            operation.envelope = operation.envelope.and_then(place);
        }
        for envelope in &mut self.envelopes {
            envelope.then = envelope.then.and_then(place);
        }
        let mut index = 0..;
        self.envelopes
            .retain(|_| index.next().is_some_and(|index| kept.contains(&index)));
    }
}

/// Whether one of these operations authenticates by a scheme.
fn needs(api: &Api, operations: &BTreeSet<String>, scheme: &Scheme) -> bool {
    let mut kept = api
        .operations
        .iter()
        .filter(|o| operations.contains(&o.name.snake()));
    kept.any(|operation| match &operation.auth {
        AuthUse::None => false,
        AuthUse::Any(ids) | AuthUse::All(ids) => ids.contains(&scheme.id),
    })
}
