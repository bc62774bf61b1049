//! What of a value may be seen in a violation.

use std::fmt;

use super::{CheckedText, Place};

/// How many characters of a value are shown.
const LIMIT: usize = 60;

/// The value that broke a rule, as far as it may be seen.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Shown {
    /// There is no one value.
    Nothing,
    /// Nobody may see it.
    Secret,
    /// A text.
    Text(String),
    /// A number, or another value that needs no quotes.
    Bare(String),
}

impl Shown {
    pub(super) fn text<T: CheckedText + ?Sized>(at: &Place<'_>, value: &T) -> Self {
        if T::SECRET || at.is_secret() {
            Self::Secret
        } else {
            Self::Text(cut(value.checked_text()))
        }
    }

    pub(super) fn bare(at: &Place<'_>, value: impl fmt::Display) -> Self {
        if at.is_secret() {
            Self::Secret
        } else {
            Self::Bare(cut_owned(value.to_string()))
        }
    }

    pub(super) fn as_str(&self) -> Option<&str> {
        match self {
            Self::Nothing => None,
            Self::Secret => Some("[secret]"),
            Self::Text(text) | Self::Bare(text) => Some(text),
        }
    }
}

/// On one line, texts in quotes.
impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) => write!(f, "{text:?}"),
            _ => f.write_str(self.as_str().unwrap_or_default()),
        }
    }
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(LIMIT) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", &text[..end]),
    }
}

fn cut_owned(text: String) -> String {
    match text.len() <= LIMIT {
        true => text,
        false => cut(&text),
    }
}
