//! Why nothing was made.

use apiloom_codegen::diagnostic::{Code, Diagnostic, Help};

use crate::{Input, Outcome, report};

/// Why nothing was made.
pub(crate) enum Failure {
    /// What is wrong with the folder, or with what is in it.
    Problems(Vec<Diagnostic>),
    /// The command was used wrongly; why, and what helps.
    Usage(String),
}

impl Failure {
    /// Tells it.
    pub(crate) fn told(&self, input: &Input) -> Outcome {
        match self {
            Self::Problems(problems) => {
                report::placeless(problems, input);
                Outcome::Problems
            }
            Self::Usage(message) => {
                report::complain(message);
                Outcome::Usage
            }
        }
    }
}

/// A problem of the output, with what to do in English and in Chinese.
pub(crate) fn problem(code: Code, message: String, english: &str, chinese: &str) -> Diagnostic {
    let help = Help::new(english.to_owned(), chinese.to_owned());
    Diagnostic::placeless(code, message).help(help)
}
