//! How bad it is.

use std::fmt;

use super::Language;

/// How bad a violation is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The vendor may do otherwise than is expected.
    Warning,
    /// The vendor refuses it.
    #[default]
    Error,
}

impl Severity {
    pub(super) fn word(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Warning, Language::English) => "warning",
            (Self::Warning, Language::Chinese) => "警告",
            (Self::Error, Language::English) => "error",
            (Self::Error, Language::Chinese) => "错误",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word(Language::English))
    }
}
