//! Why bytes were no value of the expected type.

use std::fmt;

use super::{Step, push_path};

/// Why bytes were no value of the expected type, and where.
///
/// Displays as `data.records[3].customerId: expected integer, found string
/// "x"`. The value of a [`Secret`](crate::Secret) never stands in it.
#[derive(Clone, PartialEq, Eq)]
pub struct DecodeError {
    // Boxed, so that a `Result` stays small on the path without errors.
    inner: Box<Inner>,
}

#[derive(Clone, PartialEq, Eq)]
struct Inner {
    /// Innermost first: steps are pushed while the error unwinds.
    steps: Vec<Step>,
    message: String,
    /// The next step is not pushed: the error arose in the enclosing object
    /// and not in the member that was being read.
    lifted: bool,
}

impl DecodeError {
    /// An error at the value being read, with a message that has no full stop.
    #[cold]
    pub fn new(message: impl Into<String>) -> Self {
        let inner = Inner {
            steps: Vec::new(),
            message: message.into(),
            lifted: false,
        };
        Self {
            inner: Box::new(inner),
        }
    }

    /// What is wrong, without the path.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.inner.message
    }

    /// Where it is wrong, such as `data.records[3].customerId`; empty at the
    /// root.
    #[must_use]
    pub fn path(&self) -> String {
        let mut path = String::new();
        push_path(&mut path, self.inner.steps.iter().rev());
        path
    }

    /// The same error seen from the object that holds the value as member
    /// `name`.
    #[cold]
    #[must_use]
    pub fn in_member(self, name: &str) -> Self {
        self.in_step(Step::Member(name.to_owned()))
    }

    /// The same error seen from the array that holds the value as item
    /// `index`.
    #[cold]
    #[must_use]
    pub fn in_item(self, index: usize) -> Self {
        self.in_step(Step::Item(index))
    }

    /// The same error, for a reader that stood at a member but read the
    /// enclosing object.
    #[cold]
    pub(crate) fn lifted(mut self) -> Self {
        self.inner.lifted = true;
        self
    }

    fn in_step(mut self, step: Step) -> Self {
        if !std::mem::take(&mut self.inner.lifted) {
            self.inner.steps.push(step);
        }
        self
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.inner.steps.is_empty() {
            write!(f, "{}: ", self.path())?;
        }
        f.write_str(&self.inner.message)
    }
}

impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DecodeError({self})")
    }
}

impl std::error::Error for DecodeError {}
