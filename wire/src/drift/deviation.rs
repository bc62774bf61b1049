//! One place where a document is not as the spec says, and was read all the same.

use std::fmt;

use crate::{Language, Violation};

/// One place where a document is not as the spec says, and was read all the same.
///
/// Displays as `data.records[3].age: expected number, found string`.
/// The value of a [`Secret`](crate::Secret) never stands in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deviation {
    path: String,
    kind: DeviationKind,
    promised: String,
    found: String,
}

/// In which way a document is not as the spec says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum DeviationKind {
    /// A member, or an item of a tuple, that the spec does not name.
    UnknownMember,
    /// A value of another JSON type than the spec promises.
    OtherType,
    /// A null where the spec does not allow one.
    Null,
    /// A code that an open enum does not name.
    UnknownCode,
    /// A variant that an open union does not name.
    UnknownVariant,
    /// A value that breaks a rule of the spec: `length`, `pattern` and all others that
    /// [`Violation::rule`](crate::Violation::rule) has.
    Rule(&'static str),
}

impl Deviation {
    /// A deviation at a JSON path: what the spec promises there, and what was found.
    #[must_use]
    pub fn new(
        path: impl Into<String>,
        kind: DeviationKind,
        promised: impl Into<String>,
        found: impl Into<String>,
    ) -> Self {
        Self {
            path: path.into(),
            kind,
            promised: promised.into(),
            found: found.into(),
        }
    }

    /// The deviation that a broken rule is, in words of a language.
    #[must_use]
    pub fn of_violation(violation: &Violation, language: Language) -> Self {
        Self::new(
            violation.path(),
            DeviationKind::Rule(violation.rule()),
            violation.message(language),
            violation.value().unwrap_or_default(),
        )
    }

    /// The JSON path, such as `data.records[3].age`; empty at the root.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The path without the indices of items: `data.records[].age`.
    ///
    /// ```
    /// use apiloom_wire::{Deviation, DeviationKind};
    ///
    /// let null = |path| Deviation::new(path, DeviationKind::Null, "a value", "null");
    /// assert_eq!(null("rows[12].tags[0]").general_path(), "rows[].tags[]");
    /// assert_eq!(null(r#"names["a[0]"].x"#).general_path(), r#"names["a[0]"].x"#);
    /// ```
    #[must_use]
    pub fn general_path(&self) -> String {
        without_indices(&self.path)
    }

    /// In which way the document is not as the spec says.
    #[must_use]
    pub fn kind(&self) -> DeviationKind {
        self.kind
    }

    /// What the spec promises: `number`, `a code of Gender`; of a rule, what is wrong by it.
    #[must_use]
    pub fn promised(&self) -> &str {
        &self.promised
    }

    /// What was found: `string`, `null`; only codes, tags and values that break a rule are shown
    /// themselves, shortened. Empty where there is no one value, as for rules over several members.
    #[must_use]
    pub fn found(&self) -> &str {
        &self.found
    }
}

impl fmt::Display for Deviation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.path.is_empty() {
            write!(f, "{}: ", self.path)?;
        }
        let (promised, found) = (&self.promised, &self.found);
        match self.kind {
            DeviationKind::Rule(_) if found.is_empty() => f.write_str(promised),
            DeviationKind::Rule(_) => write!(f, "{promised} (found {found})"),
            _ => write!(f, "expected {promised}, found {found}"),
        }
    }
}

/// In words, as a table of counters has them: `unknown member`, `rule length`.
impl fmt::Display for DeviationKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownMember => f.write_str("unknown member"),
            Self::OtherType => f.write_str("other type"),
            Self::Null => f.write_str("null"),
            Self::UnknownCode => f.write_str("unknown code"),
            Self::UnknownVariant => f.write_str("unknown variant"),
            Self::Rule(rule) => write!(f, "rule {rule}"),
        }
    }
}

/// A path whose indices are left out; what stands in quotes is a name.
fn without_indices(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    let (mut in_quotes, mut is_escaped, mut in_brackets) = (false, false, false);
    for character in path.chars() {
        if in_quotes {
            in_quotes = is_escaped || character != '"';
            is_escaped = !is_escaped && character == '\\';
        } else {
            match character {
                '"' => in_quotes = true,
                '[' => in_brackets = true,
                ']' => in_brackets = false,
                '0'..='9' if in_brackets => continue,
                _ => {}
            }
        }
        out.push(character);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_indices_are_left_out() {
        for (path, general) in [
            ("", ""),
            ("[3]", "[]"),
            ("a1.b2[33][4].c", "a1.b2[][].c"),
            (r#"a["x[1]"][2]"#, r#"a["x[1]"][]"#),
            (r#"["q\"[1]"][2]"#, r#"["q\"[1]"][]"#),
            (r#"["b\\"][2]"#, r#"["b\\"][]"#),
            (r#"["long"…][2]"#, r#"["long"…][]"#),
        ] {
            assert_eq!(without_indices(path), general, "{path}");
        }
    }

    #[test]
    fn lines_read_as_sentences() {
        let line = |kind, promised: &str, found: &str| {
            Deviation::new("a.b", kind, promised, found).to_string()
        };
        assert_eq!(
            line(DeviationKind::OtherType, "number", "string"),
            "a.b: expected number, found string"
        );
        assert_eq!(
            line(DeviationKind::Rule("length"), "is too long", "xyz"),
            "a.b: is too long (found xyz)"
        );
        assert_eq!(
            line(DeviationKind::Rule("x"), "must hold", ""),
            "a.b: must hold"
        );
    }
}
