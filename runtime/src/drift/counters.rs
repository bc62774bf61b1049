//! Hooks that count what is not as the spec says.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};

use apiloom_wire::DeviationKind;

use super::Drift;
use crate::Hooks;

/// How many counts are kept: members that have a free key each must not fill the memory.
pub const COUNTER_LIMIT: usize = 1000;

/// Hooks that count what is not as the spec says, by operation, place and kind.
///
/// The place is the path without the indices of items, such as `data.records[].age`.
/// At most [`COUNTER_LIMIT`] places are kept; what is odd at others is counted in
/// [`omitted`](Counters::omitted).
///
/// Displays as a table, a place a line.
///
/// ```
/// use std::sync::Arc;
///
/// use apiloom::drift::Counters;
///
/// let counters = Arc::new(Counters::new());
/// // let client = client.with_hooks(counters.clone());
/// assert_eq!(counters.to_string(), "no drift");
/// ```
#[derive(Debug, Default)]
pub struct Counters {
    counted: Mutex<Counted>,
}

/// How often something was not as the spec says at one place.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Count {
    /// The operation's name in the spec.
    pub operation: &'static str,
    /// The path without the indices of items: `data.records[].age`; empty at the root.
    pub path: String,
    /// In which way it is not as the spec says.
    pub kind: DeviationKind,
    /// How often that was found, each item of a list by itself.
    pub times: u64,
    /// In how many answers.
    pub answers: u64,
}

#[derive(Debug, Default)]
struct Counted {
    places: BTreeMap<Key, Times>,
    omitted: u64,
    answers: u64,
}

type Key = (&'static str, String, DeviationKind);

#[derive(Debug, Default)]
struct Times {
    times: u64,
    answers: u64,
    /// The last answer that was counted.
    last: u64,
}

impl Counters {
    /// Nothing is counted yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// All counts, in the order of operation, path and kind.
    pub fn snapshot(&self) -> Vec<Count> {
        let counted = self.counted();
        let places = counted.places.iter();
        places
            .map(|((operation, path, kind), times)| Count {
                operation,
                path: path.clone(),
                kind: *kind,
                times: times.times,
                answers: times.answers,
            })
            .collect()
    }

    /// How much was found at places beyond those that are kept, and in answers that have more of it
    /// than [`Deviations`](crate::Deviations) keep.
    pub fn omitted(&self) -> u64 {
        self.counted().omitted
    }

    /// Starts again from nothing.
    pub fn reset(&self) {
        *self.counted() = Counted::default();
    }

    fn counted(&self) -> MutexGuard<'_, Counted> {
        self.counted.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Hooks for Counters {
    fn wants_drift(&self) -> bool {
        true
    }

    fn on_drift(&self, drift: &Drift<'_>) {
        let mut counted = self.counted();
        counted.answers += 1;
        let deviations = drift.deviations();
        counted.omitted = counted.omitted.saturating_add(deviations.omitted());
        for deviation in deviations {
            let path = deviation.general_path();
            counted.add((drift.operation(), path, deviation.kind()));
        }
    }
}

impl Counted {
    fn add(&mut self, key: Key) {
        if self.places.len() >= COUNTER_LIMIT && !self.places.contains_key(&key) {
            self.omitted = self.omitted.saturating_add(1);
            return;
        }
        let times = self.places.entry(key).or_default();
        times.times += 1;
        times.answers += u64::from(times.last != self.answers);
        times.last = self.answers;
    }
}

/// A table: how often, in how many answers, operation, kind, place.
impl fmt::Display for Counters {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (counts, omitted) = (self.snapshot(), self.omitted());
        if counts.is_empty() && omitted == 0 {
            return f.write_str("no drift");
        }
        let mut rows = vec![["times", "answers", "operation", "kind", "path"].map(str::to_owned)];
        rows.extend(counts.into_iter().map(|count| {
            let (times, answers) = (count.times.to_string(), count.answers.to_string());
            let operation = count.operation.to_owned();
            [
                times,
                answers,
                operation,
                count.kind.to_string(),
                count.path,
            ]
        }));
        let width = |column: usize| {
            let cells = rows.iter().map(|row| row[column].chars().count());
            cells.max().unwrap_or_default()
        };
        let widths = [width(0), width(1), width(2), width(3)];
        for (index, [times, answers, operation, kind, path]) in rows.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            let [a, b, c, d] = widths;
            let line = format!("{times:>a$}  {answers:>b$}  {operation:<c$}  {kind:<d$}  {path}");
            f.write_str(line.trim_end())?;
        }
        match omitted {
            0 => Ok(()),
            omitted => write!(f, "\nand {omitted} more"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(path: &str) -> Key {
        ("list", path.to_owned(), DeviationKind::Null)
    }

    #[test]
    fn places_beyond_the_limit_are_counted_together() {
        let counters = Counters::new();
        for number in 0..COUNTER_LIMIT + 5 {
            counters.counted().add(key(&format!("k{number}")));
        }
        // A place that is kept goes on.
        counters.counted().add(key("k0"));
        assert_eq!(counters.snapshot().len(), COUNTER_LIMIT);
        assert_eq!(counters.omitted(), 5);
        assert_eq!(counters.snapshot()[0].times, 2);
        assert!(counters.to_string().ends_with("\nand 5 more"));
        counters.reset();
        assert_eq!((counters.snapshot().len(), counters.omitted()), (0, 0));
        assert_eq!(counters.to_string(), "no drift");
    }
}
