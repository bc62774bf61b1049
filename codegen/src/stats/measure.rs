//! What things can have or lack.

use super::Thing;
use crate::diagnostic::{Help, Language};

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// It, or what it stands in, has `from`.
    Provenance,
    /// It has a `doc` or a `title`, in whatever language.
    Docs,
    /// It has one in English.
    DocsEn,
    /// It has one in Chinese.
    DocsZh,
    /// It has one in both languages.
    DocsBoth,
    /// It is an operation, and has an example.
    Examples,
}

impl Measure {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 6] = [
        Self::Provenance,
        Self::Docs,
        Self::DocsEn,
        Self::DocsZh,
        Self::DocsBoth,
        Self::Examples,
    ];

    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Provenance => "provenance",
            Self::Docs => "docs",
            Self::DocsEn => "docs-en",
            Self::DocsZh => "docs-zh",
            Self::DocsBoth => "docs-both",
            Self::Examples => "examples",
        }
    }

    /// Whether a thing has it; none if the thing has no place for it.
    pub fn of(self, thing: &Thing) -> Option<bool> {
        match self {
            Self::Provenance => Some(thing.is_sourced),
            Self::Docs => Some(thing.english || thing.chinese),
            Self::DocsEn => Some(thing.english),
            Self::DocsZh => Some(thing.chinese),
            Self::DocsBoth => Some(thing.english && thing.chinese),
            Self::Examples => thing.example,
        }
    }

    /// What a thing that lacks it lacks.
    pub fn lack(self, language: Language) -> String {
        let (english, chinese) = match self {
            Self::Provenance => ("has no `from`", "没有 `from`"),
            Self::Docs => ("has no `doc`", "没有 `doc`"),
            Self::DocsEn => ("has no `doc` in English", "没有英文 `doc`"),
            Self::DocsZh => ("has no `doc` in Chinese", "没有中文 `doc`"),
            Self::DocsBoth => (
                "has no `doc` in both languages",
                "没有同时用两种语言写 `doc`",
            ),
            Self::Examples => ("has no example", "没有示例"),
        };
        Help::new(english.to_owned(), chinese.to_owned())
            .text(language)
            .to_owned()
    }
}

/// How many things have what is measured.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    /// Those that have it.
    pub covered: usize,
    /// Those that have a place for it.
    pub all: usize,
}

impl Coverage {
    /// In whole percent, rounded down, so that 100 means all; none where there is nothing.
    pub fn percent(self) -> Option<usize> {
        (self.covered * 100).checked_div(self.all)
    }

    /// Whether so many percent are covered. Of nothing, everything is.
    pub fn reaches(self, percent: u8) -> bool {
        self.covered * 100 >= self.all * usize::from(percent)
    }
}
