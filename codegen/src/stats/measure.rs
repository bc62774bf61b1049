//! What things can have or lack.

use super::{Thing, Told, What};
use crate::diagnostic::{Help, Language};

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// It, or what it stands in, has `from`: a field has that of its type, a parameter that of its operation, a
    /// code that of its enum.
    Provenance,
    /// It has a `doc`, a `title` or a label that counts, in whatever language.
    ///
    /// One does not count that has no words but those of its name, of the names of what it stands in, and
    /// articles and the like; nor one that is the same in both languages, nor a Chinese one without a
    /// Chinese character, nor an English one that is mostly Chinese.
    Docs,
    /// It has one in English.
    DocsEn,
    /// It has one in Chinese.
    DocsZh,
    /// It has one in both languages.
    DocsBoth,
    /// There is an example of it.
    ///
    /// An operation has one under `examples`. A value of a field or of a type stands in the request or in
    /// the answer of one, whatever it is written as, or in the `example` of a field; a group of fields is
    /// shown by each of them. An error is how one of them fails. A setting has an `example` or a `default`, and
    /// a scheme that computes has `known_answers`.
    /// What is constant or computed has no place for one: the spec says what it is. Neither have servers,
    /// limits and hooks, schemes that have no `let` or call a hook, and the codes of settings.
    Examples,
    /// The test that is generated with the client reads or writes it: it stands in an example, as above, that
    /// becomes a test, because its call can be written in Rust.
    ///
    /// The `example` of a field is in no test. Settings have no place: the test makes them up. Neither have
    /// schemes, whose known answers are tried by every check, nor servers, limits and hooks. Neither has
    /// what is constant or computed, nor a member of an envelope that none of its expressions names, as no
    /// client reads that. The cases that keep and break rules are not counted: no crate has them.
    Tests,
}

impl Measure {
    /// All of them, in the order in which they are shown.
    pub const ALL: [Self; 7] = [
        Self::Provenance,
        Self::Docs,
        Self::DocsEn,
        Self::DocsZh,
        Self::DocsBoth,
        Self::Examples,
        Self::Tests,
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
            Self::Tests => "tests",
        }
    }

    /// Whether a thing has it; none if the thing has no place for it.
    pub fn of(self, thing: &Thing) -> Option<bool> {
        let (english, chinese) = (thing.english.counts(), thing.chinese.counts());
        match self {
            Self::Provenance => Some(thing.is_sourced),
            Self::Docs => Some(english || chinese),
            Self::DocsEn => Some(english),
            Self::DocsZh => Some(chinese),
            Self::DocsBoth => Some(english && chinese),
            Self::Examples => thing.example,
            Self::Tests => thing.test,
        }
    }

    /// What a thing that lacks it lacks.
    pub fn lack(self, thing: &Thing, language: Language) -> String {
        let (english, chinese) = match self {
            Self::Provenance => ("has no `from`", "没有 `from`"),
            Self::Docs => lack_of_docs(thing),
            Self::DocsEn => lack_of_english(thing.english),
            Self::DocsZh => lack_of_chinese(thing.chinese),
            Self::DocsBoth if thing.english.counts() => lack_of_chinese(thing.chinese),
            Self::DocsBoth => lack_of_english(thing.english),
            Self::Examples => lack_of_examples(thing.what),
            Self::Tests => lack_of_tests(thing.what),
        };
        Help::new(english.to_owned(), chinese.to_owned())
            .text(language)
            .to_owned()
    }
}

/// In English and in Chinese.
type Words = (&'static str, &'static str);

fn lack_of_docs(thing: &Thing) -> Words {
    match (thing.english, thing.chinese) {
        (Told::Nothing, Told::Nothing) => ("has no `doc`", "没有 `doc`"),
        (Told::Nothing, chinese) => lack_of_chinese(chinese),
        (english, _) => lack_of_english(english),
    }
}

fn lack_of_english(told: Told) -> Words {
    match told {
        Told::Something | Told::Nothing => ("has no `doc` in English", "没有英文 `doc`"),
        Told::Name => (
            "has a `doc` in English that only repeats its name",
            "的英文 `doc` 只是重复名称",
        ),
        Told::OtherLanguage => (
            "has a `doc` in English that is Chinese",
            "的英文 `doc` 是中文",
        ),
        Told::Same => SAME,
    }
}

fn lack_of_chinese(told: Told) -> Words {
    match told {
        Told::Something | Told::Nothing => ("has no `doc` in Chinese", "没有中文 `doc`"),
        Told::Name => (
            "has a `doc` in Chinese that only repeats its name",
            "的中文 `doc` 只是重复名称",
        ),
        Told::OtherLanguage => (
            "has a `doc` in Chinese without a Chinese character",
            "的中文 `doc` 没有汉字",
        ),
        Told::Same => SAME,
    }
}

const SAME: Words = (
    "has the same `doc` in both languages",
    "的 `doc` 两种语言完全相同",
);

fn lack_of_examples(what: What) -> Words {
    match what {
        What::Operation => ("has no example", "没有示例"),
        What::Setting => ("has no `example`", "没有 `example`"),
        What::Error => ("is the failure of no example", "没有以它失败的示例"),
        What::Scheme => ("has no `known_answers`", "没有 `known_answers`"),
        What::Type | What::Field | What::Code | What::Variant => {
            ("stands in no example", "没有出现在任何示例中")
        }
        // They have no place for one, so that none lacks one.
        What::Server | What::Limit | What::Hook => ("has no example", "没有示例"),
    }
}

fn lack_of_tests(what: What) -> Words {
    match what {
        What::Error => (
            "is the failure of no example that becomes a test",
            "没有以它失败且能生成测试的示例",
        ),
        What::Operation
        | What::Setting
        | What::Scheme
        | What::Server
        | What::Limit
        | What::Hook => ("has no example that becomes a test", "没有能生成测试的示例"),
        What::Type | What::Field | What::Code | What::Variant => (
            "stands in no example that becomes a test",
            "没有出现在能生成测试的示例中",
        ),
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
