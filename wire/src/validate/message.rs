//! Messages that a spec says itself.

use super::Language;

/// A message in every language, without a full stop; what a spec says in one language alone is the same
/// in all.
///
/// ```
/// use apiloom_wire::{Language, validate::Message};
///
/// let message = Message::new("ends before it starts", "结束时间早于开始时间");
/// assert_eq!(message.text(Language::Chinese), "结束时间早于开始时间");
/// assert_eq!(Message::from("too late").text(Language::Chinese), "too late");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Message {
    english: &'static str,
    chinese: &'static str,
}

impl Message {
    /// A message of its two texts.
    #[must_use]
    pub const fn new(english: &'static str, chinese: &'static str) -> Self {
        Self { english, chinese }
    }

    /// The text in a language.
    #[must_use]
    pub const fn text(&self, language: Language) -> &'static str {
        match language {
            Language::English => self.english,
            Language::Chinese => self.chinese,
        }
    }
}

impl From<&'static str> for Message {
    fn from(text: &'static str) -> Self {
        Self::new(text, text)
    }
}
