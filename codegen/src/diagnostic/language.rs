//! The languages of helps and explanations, and a help in each of them.

use std::fmt;

/// A language that people read; chosen by the user, never guessed from the machine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Chinese.
    Chinese,
}

/// What to write, in every language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Help {
    english: String,
    chinese: String,
}

impl Help {
    /// A help of its two texts; `help!` makes both from the same values.
    pub fn new(english: String, chinese: String) -> Self {
        Self { english, chinese }
    }

    /// The text in a language.
    pub fn text(&self, language: Language) -> &str {
        match language {
            Language::English => &self.english,
            Language::Chinese => &self.chinese,
        }
    }
}

/// In English, for those who never choose.
impl fmt::Display for Help {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.english)
    }
}

/// A [`Help`] of an English and a Chinese format with the same arguments: none can be without the other.
macro_rules! help {
    ($english:literal, $chinese:literal $(, $argument:expr)* $(,)?) => {
        $crate::diagnostic::Help::new(
            format!($english $(, $argument)*),
            format!($chinese $(, $argument)*),
        )
    };
}
pub(crate) use help;
