//! The languages of helps and explanations, and a help in each of them.

use std::fmt;

use super::fix::{Change, Mend};
use crate::source::{Span, sure};

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
    /// Apart, so that results that may be problems stay small.
    inner: Box<Inner>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Inner {
    english: String,
    chinese: String,
    /// What it asks for, where a program can do it.
    mend: Option<Mend>,
}

impl Help {
    /// A help of its two texts; `help!` makes both from the same values.
    pub fn new(english: String, chinese: String) -> Self {
        let inner = Inner {
            english,
            chinese,
            mend: None,
        };
        Self {
            inner: Box::new(inner),
        }
    }

    /// A help that is carried out by writing a text in the place of the one that the problem is about.
    pub(crate) fn replacing(self, old: &str, new: impl Into<String>) -> Self {
        self.replacing_before(0, old, new)
    }

    /// The same, where the text starts so many bytes before the place of the problem.
    pub(crate) fn replacing_before(self, back: usize, old: &str, new: impl Into<String>) -> Self {
        let (old, new) = (old.to_owned(), new.into());
        self.mending(Change::Word { back, old, new })
    }

    /// A help that asks whether a known word was meant; that is certain if no other one is near.
    pub(crate) fn meaning<'a>(
        self,
        word: &str,
        near: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let certain = sure(word, known) == Some(near);
        let help = self.replacing(word, near);
        if certain { help } else { help.perhaps() }
    }

    /// The same for a word behind a mark.
    pub(crate) fn meaning_between<'a>(
        self,
        mark: &str,
        word: &str,
        near: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let certain = sure(word, known) == Some(near);
        let help = self.replacing(&format!("{mark}{word}"), format!("{mark}{near}"));
        if certain { help } else { help.perhaps() }
    }

    /// A help that is carried out by changes of several places.
    pub(crate) fn changing(self, places: Vec<(Span, String)>) -> Self {
        self.mending(Change::Places(places))
    }

    /// A help that is carried out by removing an entry of a map, by its key and the place of its value.
    pub(crate) fn removing(self, key: &str, value: Span) -> Self {
        self.mending(Change::Entry(key.to_owned(), value))
    }

    /// Something else can be meant: carrying it out is for people to choose.
    pub(crate) fn perhaps(mut self) -> Self {
        self.inner
            .mend
            .iter_mut()
            .for_each(|mend| mend.certain = false);
        self
    }

    /// Whether it is carried out by writing this word.
    pub(crate) fn writes(&self, word: &str) -> bool {
        let change = self.inner.mend.as_ref().map(|mend| &mend.change);
        matches!(change, Some(Change::Word { new, .. }) if new == word)
    }

    /// The same help, to be carried out by people.
    pub(crate) fn by_hand(mut self) -> Self {
        self.inner.mend = None;
        self
    }

    /// What it asks for, where a program can do it.
    pub(super) fn mend(&self) -> Option<&Mend> {
        self.inner.mend.as_ref()
    }

    /// Puts every place that it changes through a function.
    pub(super) fn map_places(&mut self, place: &impl Fn(Span) -> Span) {
        match self.inner.mend.as_mut().map(|mend| &mut mend.change) {
            Some(Change::Places(places)) => {
                for (span, _) in places {
                    *span = place(*span);
                }
            }
            Some(Change::Entry(_, value)) => *value = place(*value),
            Some(Change::Word { .. }) | None => {}
        }
    }

    fn mending(mut self, change: Change) -> Self {
        let certain = true;
        self.inner.mend = Some(Mend { change, certain });
        self
    }

    /// The text in a language.
    pub fn text(&self, language: Language) -> &str {
        match language {
            Language::English => &self.inner.english,
            Language::Chinese => &self.inner.chinese,
        }
    }
}

/// In English, for those who never choose.
impl fmt::Display for Help {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.inner.english)
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
