//! Why a command does nothing: what it says of it, and how it ends.

use apiloom::Json;

use crate::{Outcome, report};

/// Why a command does nothing.
#[derive(Debug)]
pub(crate) struct Refusal {
    outcome: Outcome,
    /// What sort of thing is wrong, for programs.
    kind: &'static str,
    /// What is told, a line each; empty if it was told already.
    lines: Vec<String>,
    /// What is wrong, without what can be done about it.
    message: String,
    /// Further members, for programs.
    details: Vec<(String, Json)>,
}

impl Refusal {
    /// The command was used wrongly; the text may have further lines with helps.
    pub(crate) fn usage(text: &str) -> Self {
        Self::new(Outcome::Usage, "Usage", text)
    }

    /// The settings are wrong.
    pub(crate) fn settings(text: &str) -> Self {
        Self::new(Outcome::Usage, "Configuration", text)
    }

    /// The inputs are wrong.
    pub(crate) fn input(text: &str) -> Self {
        Self::new(Outcome::Problems, "Input", text)
    }

    /// The spec is wrong, which was told already.
    pub(crate) fn spec(problems: Json) -> Self {
        let mut made = Self::new(Outcome::Usage, "Spec", "the spec has errors");
        made.lines.clear();
        made.details.push(("problems".to_owned(), problems));
        made
    }

    fn new(outcome: Outcome, kind: &'static str, text: &str) -> Self {
        // A help may have several lines; all that follows it is part of it.
        let at = match text.starts_with("help: ") {
            true => 0,
            false => text.find("\nhelp: ").map_or(text.len(), |at| at + 1),
        };
        let (said, help) = text.split_at(at);
        let bare = |line: &str| line.strip_prefix("error: ").unwrap_or(line).to_owned();
        let told = said.lines().map(bare);
        let lines = said
            .lines()
            .map(|line| match line.starts_with("error: ") {
                true => line.to_owned(),
                false => format!("error: {line}"),
            })
            .chain(help.lines().map(str::to_owned));
        Self {
            outcome,
            kind,
            message: told.collect::<Vec<String>>().join("; "),
            lines: lines.collect(),
            details: Vec::new(),
        }
    }

    /// The same with a further member for programs.
    pub(crate) fn with(mut self, name: &str, value: Json) -> Self {
        self.details.push((name.to_owned(), value));
        self
    }

    /// For programs: one object with the member `error`.
    pub(crate) fn json(&self) -> Json {
        let mut members = vec![
            ("kind".to_owned(), Json::from(self.kind)),
            ("message".to_owned(), Json::from(self.message.as_str())),
        ];
        members.extend(self.details.iter().cloned());
        let error = Json::Object(members);
        Json::Object(vec![("error".to_owned(), error)])
    }

    /// Tells it on standard error.
    pub(crate) fn told(self) -> Outcome {
        self.lines.iter().for_each(|line| report::complain(line));
        self.outcome
    }
}
