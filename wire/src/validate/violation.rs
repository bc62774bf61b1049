//! One thing that is wrong with a value.

use std::fmt::{self, Write as _};

use super::problem::Problem;
use super::shown::Shown;
use super::{Language, Place, Severity};

/// One thing that is wrong with a value: where, by which rule, how bad.
///
/// Displays in English as `tags[1]: has 41 characters, at most 40 are allowed (found "…")`. A secret
/// never stands in it, but the number of its characters may.
#[derive(Clone, PartialEq, Eq)]
pub struct Violation {
    path: String,
    /// None if it is the same as `path`.
    field: Option<String>,
    severity: Severity,
    problem: Problem,
    shown: Shown,
}

impl Violation {
    pub(super) fn new(at: &Place<'_>, severity: Severity, problem: Problem, shown: Shown) -> Self {
        Self {
            path: at.path(),
            field: at.other_path(),
            severity,
            problem,
            shown,
        }
    }

    /// The same, with its texts changed: for whoever knows of secrets that no type names.
    pub(super) fn map_texts(&mut self, change: &dyn Fn(&str) -> String) {
        self.path = change(&self.path);
        if let Some(field) = &mut self.field {
            *field = change(field);
        }
        if let Shown::Text(text) | Shown::Bare(text) = &mut self.shown {
            *text = change(text);
        }
    }

    /// The JSON path, such as `customFields[2].content`; empty at the root.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The path by the names of Rust, such as `custom_fields[2].content`; empty at the root.
    #[must_use]
    pub fn field(&self) -> &str {
        self.field.as_deref().unwrap_or(&self.path)
    }

    /// The rule that is broken: `length`, `byte_length`, `range`, `pattern`, `format`, `items`, `unique`,
    /// `type`, `all_or_none`, `exactly_one`, `at_least_one`, `at_most_one`, `require`, or the name that
    /// the spec gives it.
    #[must_use]
    pub fn rule(&self) -> &'static str {
        self.problem.rule()
    }

    /// How bad it is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// What is wrong, on one line without a full stop, the path or the value.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        self.problem.message(language)
    }

    /// The value that broke the rule, cut after 60 characters; `[secret]` where nobody may see it; None
    /// where there is no one value, as for rules over several fields.
    #[must_use]
    pub fn value(&self) -> Option<&str> {
        self.shown.as_str()
    }

    /// Path, message and value on one line.
    /// Appends what [`Display`](fmt::Display) shows, in a language.
    pub(super) fn push_line(&self, line: &mut String, language: Language) {
        let colon = match language {
            Language::English => ": ",
            Language::Chinese => "：",
        };
        if self.severity == Severity::Warning {
            *line += self.severity.word(language);
            *line += colon;
        }
        if !self.path.is_empty() {
            *line += &self.path;
            *line += colon;
        }
        *line += &self.message(language);
        if self.shown != Shown::Nothing {
            // Writing to a String cannot fail.
            let _ = match language {
                Language::English => write!(line, " (found {})", self.shown),
                Language::Chinese => write!(line, "（值为 {}）", self.shown),
            };
        }
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut line = String::new();
        self.push_line(&mut line, Language::English);
        f.write_str(&line)
    }
}

impl fmt::Debug for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Violation({}: {self})", self.rule())
    }
}
