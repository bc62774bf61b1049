//! The languages of messages.

/// A language of messages; the caller chooses it, it is never guessed from the machine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Chinese.
    Chinese,
}
