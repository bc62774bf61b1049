//! What is wrong with a spec, where, and what to write instead.

mod catalogue;
#[cfg(feature = "crates")]
mod explain;
mod fix;
mod language;
mod render;

pub use catalogue::Code;
#[cfg(feature = "crates")]
pub use explain::{Explanation, Part, SPEC};
pub(crate) use fix::BUDGET;
pub use fix::Fix;
pub(crate) use language::help;
pub use language::{Help, Language};
pub(crate) use render::one_line;
pub use render::{json, summary, text};

use crate::source::Span;

/// How much a [`Diagnostic`] matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// Worth a look; generation goes on.
    Warning,
}

/// One problem of a spec.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its stable code.
    pub code: Code,
    /// What is wrong, in a few words and without a full stop.
    pub message: String,
    /// Where; `None` for what has no place in a file, such as a folder that is not there.
    pub span: Option<Span>,
    /// The other places of a conflict, each with what it is.
    pub related: Vec<(Span, String)>,
    /// What to write.
    pub help: Option<Help>,
    /// What a program can do about it.
    pub fixes: Vec<Fix>,
}

impl Diagnostic {
    /// A problem at a place.
    pub fn new(code: Code, span: Span, message: impl Into<String>) -> Self {
        let (related, help) = (Vec::new(), None);
        Self {
            code,
            message: message.into(),
            span: Some(span),
            related,
            help,
            fixes: Vec::new(),
        }
    }

    /// A problem that has no place in a file.
    pub fn placeless(code: Code, message: impl Into<String>) -> Self {
        let (related, help) = (Vec::new(), None);
        Self {
            code,
            message: message.into(),
            span: None,
            related,
            help,
            fixes: Vec::new(),
        }
    }

    /// Says what to write.
    pub fn help(mut self, help: Help) -> Self {
        self.help = Some(help);
        self
    }

    /// Says what to write, if that is known.
    pub fn help_if(mut self, help: Option<Help>) -> Self {
        self.help = help.or(self.help);
        self
    }

    /// Shows another place of the conflict.
    pub fn related(mut self, span: Span, label: impl Into<String>) -> Self {
        self.related.push((span, label.into()));
        self
    }

    /// Whether it stops generation.
    pub fn severity(&self) -> Severity {
        self.code.severity()
    }

    /// Puts every place through a function; fixes are made of places that stay.
    pub(crate) fn map_places(&mut self, place: &impl Fn(Span) -> Span) {
        self.span = self.span.map(place);
        for (span, _) in &mut self.related {
            *span = place(*span);
        }
        if let Some(help) = &mut self.help {
            help.map_places(place);
        }
    }

    /// The fix that nothing speaks against, if there is one.
    pub fn certain_fix(&self) -> Option<&Fix> {
        self.fixes.iter().find(|fix| fix.certain)
    }
}

/// Collects the problems of a run; it must be turned into its list.
#[derive(Debug, Default)]
#[must_use = "problems that nobody reads are lost"]
pub struct Diagnostics {
    list: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Adds one.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.list.push(diagnostic);
    }

    /// Takes over all of another's.
    pub fn append(&mut self, mut other: Self) {
        self.list.append(&mut other.list);
    }

    /// Puts every place through a function.
    pub(crate) fn map_places(&mut self, place: &impl Fn(Span) -> Span) {
        for diagnostic in &mut self.list {
            diagnostic.map_places(place);
        }
    }

    /// Whether any of them stops generation.
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|d| d.severity() == Severity::Error)
    }

    /// All of them, in the order in which they were found.
    pub(crate) fn into_list(self) -> Vec<Diagnostic> {
        self.list
    }

    /// All of them, each once, sorted by place.
    pub fn into_sorted(mut self) -> Vec<Diagnostic> {
        self.list
            .sort_by(|a, b| (a.span, a.code, &a.message).cmp(&(b.span, b.code, &b.message)));
        self.list.dedup();
        self.list
    }
}
