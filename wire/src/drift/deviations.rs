//! All that is not as the spec says in one document.

use std::fmt;

use crate::{Deviation, Language, Violations};

/// How many deviations are kept: an answer with a million odd items must not fill the memory.
pub const DEVIATION_LIMIT: usize = 1000;

/// All that is not as the spec says in one document, in the order of the document; what breaks rules
/// stands behind the rest.
///
/// At most [`DEVIATION_LIMIT`] are kept; [`omitted`](Deviations::omitted) counts the others.
///
/// Displays one line each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Deviations {
    list: Vec<Deviation>,
    omitted: u64,
}

impl Deviations {
    /// Nothing is odd yet.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            list: Vec::new(),
            omitted: 0,
        }
    }

    /// Whether all is as the spec says.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many deviations are kept.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// How many deviations were found beyond those that are kept.
    #[must_use]
    pub fn omitted(&self) -> u64 {
        self.omitted
    }

    /// The deviations that are kept.
    pub fn iter(&self) -> std::slice::Iter<'_, Deviation> {
        self.list.iter()
    }

    /// Adds one behind the others.
    pub fn push(&mut self, deviation: Deviation) {
        if self.list.len() < DEVIATION_LIMIT {
            self.list.push(deviation);
        } else {
            self.omitted = self.omitted.saturating_add(1);
        }
    }

    /// Adds what breaks the rules of the spec, in words of a language.
    pub fn push_violations(&mut self, violations: &Violations, language: Language) {
        for violation in violations {
            self.push(Deviation::of_violation(violation, language));
        }
        self.omit(violations.omitted());
    }

    /// The same deviations, each changed by `change`: to cut out what nobody may see.
    #[must_use]
    pub fn map(self, change: impl FnMut(Deviation) -> Deviation) -> Self {
        Self {
            list: self.list.into_iter().map(change).collect(),
            omitted: self.omitted,
        }
    }

    /// Counts more that are not kept.
    pub(crate) fn omit(&mut self, count: u64) {
        self.omitted = self.omitted.saturating_add(count);
    }
}

impl IntoIterator for Deviations {
    type Item = Deviation;
    type IntoIter = std::vec::IntoIter<Deviation>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl<'d> IntoIterator for &'d Deviations {
    type Item = &'d Deviation;
    type IntoIter = std::slice::Iter<'d, Deviation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Deviations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, deviation) in self.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{deviation}")?;
        }
        match self.omitted {
            0 => Ok(()),
            omitted => write!(f, "\nand {omitted} more"),
        }
    }
}
