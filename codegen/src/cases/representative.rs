//! One rule of a type that stands for all, where the type is inside another.

use super::Maker;
use super::broken::Broken;
use super::outcome::{Outcome, Pair};
use crate::model::TypeId;

/// One rule of a type.
pub(super) enum Representative {
    /// With a document that keeps it and one that breaks it.
    Pair(Pair, Broken),
    /// No document breaks any of the rules.
    Unreadable(Broken),
    /// There is none that can be found.
    None,
}

impl Maker<'_> {
    /// One rule of a type; of a type that is inside itself, one of its own.
    pub(super) fn representative(&self, id: TypeId) -> Representative {
        if self.is_shallow.get() {
            return Representative::None;
        }
        if !self.begun.borrow().contains(&(id, true)) {
            return of(&self.outcomes(id));
        }
        self.is_shallow.set(true);
        let own = self.make_outcomes(id);
        self.is_shallow.set(false);
        of(&own)
    }
}

fn of(outcomes: &[Outcome]) -> Representative {
    let mut fine = outcomes.iter().filter_map(|outcome| {
        let pair = outcome.pair.as_ref().ok()?;
        Some((pair.clone(), outcome.broken.clone()))
    });
    if let Some((pair, broken)) = fine.next() {
        return Representative::Pair(pair, broken);
    }
    let mut unreadable = outcomes.iter().filter(|outcome| outcome.broken.unreadable);
    match unreadable.next() {
        Some(outcome) => Representative::Unreadable(outcome.broken.clone()),
        None => Representative::None,
    }
}
