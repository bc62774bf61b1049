//! What is wrong with an expression, and where.

use crate::diagnostic::{Help, help};
use std::fmt;

/// A range of characters (not bytes) in an expression's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Span {
    /// The first character, counted from 0.
    pub start: usize,
    /// One past the last character.
    pub end: usize,
}

impl Span {
    /// The range from `start` up to, not including, `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end }
    }

    /// The range from the start of `self` to the end of `other`.
    pub(super) fn to(self, other: Self) -> Self {
        Self {
            start: self.start,
            end: other.end.max(self.start),
        }
    }
}

impl From<Span> for std::ops::Range<usize> {
    fn from(span: Span) -> Self {
        span.start..span.end
    }
}

/// One thing that is wrong with an expression.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The characters it is about.
    pub range: Span,
    /// Its kind, for a stable code.
    pub kind: ProblemKind,
    /// What is wrong, terse, without a full stop.
    pub message: String,
    /// What to do about it.
    pub help: Option<Help>,
}

impl Problem {
    pub(super) fn new(range: Span, kind: ProblemKind, message: impl Into<String>) -> Self {
        Self {
            range,
            kind,
            message: message.into(),
            help: None,
        }
    }

    /// The same problem with another help.
    pub fn help(mut self, help: Help) -> Self {
        self.help = Some(help);
        self
    }

    /// Adds "did you mean" if a known word is near to `word`.
    pub(super) fn suggest<'a>(
        mut self,
        word: &str,
        known: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        let known: Vec<&str> = known.into_iter().collect();
        if let Some(near) = crate::source::closest(word, known.iter().copied()) {
            let help = help!("did you mean `{near}`?", "是否应为 `{near}`？");
            self.help = Some(help.meaning(word, near, known));
        }
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}..{}: {}",
            self.range.start, self.range.end, self.message
        )?;
        if let Some(help) = &self.help {
            write!(f, " ({help})")?;
        }
        Ok(())
    }
}

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// The kinds of problems; a closed list.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum ProblemKind {
            $($(#[$doc])* $name,)*
        }

        impl ProblemKind {
            /// Every kind.
            pub const ALL: &'static [ProblemKind] = &[$(ProblemKind::$name),*];
        }
    };
}

kinds! {
    /// The text is no expression.
    Syntax,
    /// A text literal or a template is not well formed.
    BadText,
    /// A number is not a whole number of 64 bits.
    BadNumber,
    /// The expression is nested too deep or is too long.
    TooDeep,
    /// A bare name that the scope does not have.
    UnknownName,
    /// A member that a root, record or value does not have.
    UnknownMember,
    /// A function that the language does not have.
    UnknownFunction,
    /// A hook that the spec does not declare.
    UnknownHook,
    /// A code that an enum does not have.
    UnknownChoice,
    /// A code of an enum that `choose` leaves open.
    MissingChoice,
    /// Too few or too many arguments, or one given twice.
    WrongArguments,
    /// An argument's name that the function does not have.
    UnknownArgument,
    /// A value of another type than the one needed.
    WrongType,
    /// A value that may be absent where it must not be.
    MayBeAbsent,
    /// A question about absence of what is never absent.
    NeverAbsent,
    /// A secret in a predicate.
    Secret,
    /// Something that is legal elsewhere only, such as `uuid` inside a larger expression.
    NotHere,
    /// A literal argument with a value that the function does not know, such as a date pattern.
    BadLiteral,
}
