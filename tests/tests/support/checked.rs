//! How values that keep and break a rule are looked at.

use apiloom::validate::{Severity, Validate, Violations};
use apiloom::{Codec, Json, OtherVariant, Wire};

/// What the maker of cases says where a rule cannot be broken.
pub(crate) const ALWAYS_KEPT: &str = "no value breaks it: its fields are always there";

/// A rule of a spec.
#[derive(Debug)]
pub(crate) struct Row {
    /// What has it: `types.Customer`, `operations.AddCustomer`, `settings`.
    pub(crate) place: &'static str,
    /// The JSON path at which it is told.
    pub(crate) path: &'static str,
    /// What violations call it.
    pub(crate) rule: &'static str,
    /// The rule in words.
    pub(crate) what: &'static str,
    /// Whether it is only worth a warning.
    pub(crate) warns: bool,
    /// The smallest value that keeps it, as JSON.
    pub(crate) keeps: &'static str,
    /// The smallest value that breaks it, as JSON.
    pub(crate) breaks: &'static str,
    /// Why there are no such values, if there are none.
    pub(crate) why: &'static str,
}

impl Row {
    /// Whether the rule cannot be broken.
    pub(crate) fn is_always_kept(&self) -> bool {
        self.why == ALWAYS_KEPT
    }
}

/// Everything that is not as a rule says.
#[derive(Default)]
pub(crate) struct Check {
    /// How many rules were looked at.
    pub(crate) count: usize,
    /// What is wrong, in words.
    pub(crate) problems: Vec<String>,
}

impl Check {
    /// Looks at documents of a type.
    pub(crate) fn documents<T: Wire + Validate>(&mut self, row: &Row, keeps: &str, breaks: &str) {
        let read = |text: &str| apiloom::decode::<T>(text.as_bytes());
        match (read(keeps), read(breaks)) {
            (Ok(keeps), Ok(breaks)) => self.values(row, &keeps, &breaks),
            (Err(error), _) => self.problem(row, &format!("{keeps} cannot be read: {error}")),
            (_, Err(error)) => self.problem(row, &format!("{breaks} cannot be read: {error}")),
        }
    }

    /// Looks at two values.
    pub(crate) fn values<T: Validate>(&mut self, row: &Row, keeps: &T, breaks: &T) {
        self.outcomes(row, keeps.validate(), breaks.validate());
    }

    /// Looks at what was found in two values.
    pub(crate) fn outcomes(
        &mut self,
        row: &Row,
        keeps: Result<(), Violations>,
        breaks: Result<(), Violations>,
    ) {
        self.count += 1;
        if let Err(found) = keeps {
            self.problem(row, &format!("{} is told: {found:?}", row.keeps));
        }
        let found = breaks.err().unwrap_or_default();
        let severity = match row.warns {
            true => Severity::Warning,
            false => Severity::Error,
        };
        let told: Vec<_> = found
            .iter()
            .map(|one| (one.path(), one.rule(), one.severity()))
            .collect();
        if told != [(row.path, row.rule, severity)] {
            self.problem(row, &format!("{} is told: {found:?}", row.breaks));
        }
    }

    fn problem(&mut self, row: &Row, problem: &str) {
        self.problems.push(format!("{row:?}\n  {problem}"));
    }
}

/// A value of a call, read from JSON as its type says.
pub(crate) fn given<T, C: Codec<T>>(codec: C, json: &str) -> T {
    let content: Json = apiloom::decode(json.as_bytes()).expect("JSON");
    let value = OtherVariant::new("", content).content_as(codec);
    value.unwrap_or_else(|| panic!("{json} is not of its type"))
}
