//! One rule that a value can break.

use apiloom_wire::Place;

/// One rule that a value can break, and where it is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Broken {
    /// What violations call the rule.
    pub(super) rule: String,
    /// The JSON path of the violation, from the value on.
    pub(super) at: String,
    /// The rule in words, which tells two rules at one path apart: `length 2..`.
    pub(super) what: String,
    /// Whether it is only worth a warning.
    pub(super) warns: bool,
    /// Whether no document breaks it: what is read never has what the rule refuses.
    pub(super) unreadable: bool,
}

impl Broken {
    pub(super) fn here(rule: impl Into<String>, what: impl Into<String>) -> Self {
        Self {
            rule: rule.into(),
            at: String::new(),
            what: what.into(),
            warns: false,
            unreadable: false,
        }
    }

    /// The same of a rule that no document breaks.
    pub(super) fn unreadable(mut self) -> Self {
        self.unreadable = true;
        self
    }

    /// The same, seen from what holds the value at this path.
    pub(super) fn below(mut self, path: &str) -> Self {
        self.at = join(path, &self.at);
        self
    }

    /// The same, said of a part of the value.
    pub(super) fn of(mut self, part: &str) -> Self {
        self.what = format!("{part}: {}", self.what);
        self
    }

    /// The same as a warning, if `warns` says so.
    pub(super) fn lowered(mut self, warns: bool) -> Self {
        self.warns |= warns;
        self
    }
}

/// The path of a member.
pub(super) fn member(name: &str) -> String {
    Place::ROOT.key(name).path()
}

/// One path behind another.
pub(super) fn join(path: &str, rest: &str) -> String {
    match path.is_empty() || rest.is_empty() || rest.starts_with('[') {
        true => format!("{path}{rest}"),
        false => format!("{path}.{rest}"),
    }
}
