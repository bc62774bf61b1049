//! Everything that is wrong with a value.

use std::fmt::{self, Write as _};

use super::problem::Problem;
use super::shown::Shown;
use super::{Language, Place, Severity, Validate, Violation};

/// How many violations are kept: an answer with a million bad items must not fill the memory.
pub const VIOLATION_LIMIT: usize = 100;

/// Everything that is wrong with a value, in the order of the checks; its methods are the checks.
///
/// At most [`VIOLATION_LIMIT`] are kept, errors rather than warnings; [`omitted`](Violations::omitted)
/// counts the others.
///
/// Displays in English, one line each.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Violations {
    list: Vec<Violation>,
    omitted: u64,
    /// The checks that run now give warnings, whatever they say themselves.
    lowered: bool,
}

impl Violations {
    /// Nothing is wrong yet.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            list: Vec::new(),
            omitted: 0,
            lowered: false,
        }
    }

    /// Whether nothing is wrong.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// How many violations are kept.
    #[must_use]
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// How many violations were found beyond those that are kept.
    #[must_use]
    pub fn omitted(&self) -> u64 {
        self.omitted
    }

    /// Whether anything is more than a warning.
    #[must_use]
    pub fn has_errors(&self) -> bool {
        self.iter().any(|one| one.severity() == Severity::Error)
    }

    /// The violations that are kept.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.list.iter()
    }

    /// All of it in a language, one line each, warnings marked as such.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        let mut text = String::new();
        for one in self {
            if !text.is_empty() {
                text.push('\n');
            }
            one.push_line(&mut text, language);
        }
        if self.omitted > 0 {
            // Writing to a String cannot fail.
            let _ = match language {
                Language::English => write!(text, "\nand {} more", self.omitted),
                Language::Chinese => write!(text, "\n另有 {} 项", self.omitted),
            };
        }
        text
    }

    /// The first `most` violations on one line, errors before warnings, and how many there are beside
    /// them.
    #[must_use]
    pub fn summary(&self, language: Language, most: usize) -> String {
        let is_error = |one: &&Violation| one.severity() == Severity::Error;
        let errors = self.iter().filter(is_error);
        let warnings = self.iter().filter(|one| !is_error(one));
        let mark = match language {
            Language::English => "; ",
            Language::Chinese => "；",
        };
        let mut text = String::new();
        for one in errors.chain(warnings).take(most) {
            if !text.is_empty() {
                text.push_str(mark);
            }
            one.push_line(&mut text, language);
        }
        let more = (self.len() as u64).saturating_sub(most as u64) + self.omitted;
        if more > 0 {
            // Writing to a String cannot fail.
            let _ = match language {
                Language::English => write!(text, "{mark}and {more} more"),
                Language::Chinese => write!(text, "{mark}另有 {more} 项"),
            };
        }
        text
    }

    /// Adds what is wrong with a value that knows by itself what it must be like.
    #[inline]
    pub fn inside<T: Validate + ?Sized>(&mut self, at: &Place<'_>, value: &T) {
        value.check(at, self);
    }

    /// Changes the paths and values of all violations: for whoever knows of secrets that no type names.
    pub fn map_texts(&mut self, change: &dyn Fn(&str) -> String) {
        for violation in &mut self.list {
            violation.map_texts(change);
        }
    }

    /// Runs checks whose violations are warnings.
    ///
    /// ```
    /// use apiloom_wire::{Place, Violations};
    ///
    /// let mut found = Violations::new();
    /// let at = &Place::ROOT.field("docks", "docks");
    /// found.as_warnings(|found| found.range(at, 201, Some(1), Some(200)));
    /// assert_eq!((found.len(), found.has_errors()), (1, false));
    /// found.range(at, 201, Some(1), Some(200));
    /// assert!(found.has_errors());
    /// ```
    #[inline]
    pub fn as_warnings<R>(&mut self, checks: impl FnOnce(&mut Self) -> R) -> R {
        let before = std::mem::replace(&mut self.lowered, true);
        let result = checks(self);
        self.lowered = before;
        result
    }

    /// Adds an error, or a warning within [`as_warnings`](Violations::as_warnings).
    pub(super) fn add(&mut self, at: &Place<'_>, problem: Problem, shown: Shown) {
        self.add_severe(at, Severity::Error, problem, shown);
    }

    pub(super) fn add_severe(
        &mut self,
        at: &Place<'_>,
        severity: Severity,
        problem: Problem,
        shown: Shown,
    ) {
        let severity = if self.lowered {
            Severity::Warning
        } else {
            severity
        };
        if self.make_room(severity) {
            self.list.push(Violation::new(at, severity, problem, shown));
        }
    }

    /// Whether one more can be kept. An error that takes the place of a warning can: whoever must know
    /// why a call was refused needs it more.
    fn make_room(&mut self, severity: Severity) -> bool {
        if self.list.len() < VIOLATION_LIMIT {
            return true;
        }
        self.omitted = self.omitted.saturating_add(1);
        let is_warning = |one: &Violation| one.severity() == Severity::Warning;
        match self.list.iter().rposition(is_warning) {
            Some(warning) if severity == Severity::Error => {
                self.list.remove(warning);
                true
            }
            _ => false,
        }
    }
}

impl IntoIterator for Violations {
    type Item = Violation;
    type IntoIter = std::vec::IntoIter<Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl<'v> IntoIterator for &'v Violations {
    type Item = &'v Violation;
    type IntoIter = std::slice::Iter<'v, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message(Language::English))
    }
}

impl fmt::Debug for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Violations({self})")
    }
}

impl std::error::Error for Violations {}
