//! Why a value cannot be written.

use std::fmt;

use super::{Step, push_path};

/// Why a value cannot be written, and where; the notation of the path is that
/// of [`DecodeError`](crate::DecodeError).
///
/// No value stands in it, only names and reasons.
#[derive(Clone, PartialEq, Eq)]
pub struct EncodeError {
    inner: Box<Inner>,
}

#[derive(Clone, PartialEq, Eq)]
struct Inner {
    /// Outermost first.
    steps: Vec<Step>,
    message: String,
}

impl EncodeError {
    /// An error at the root, with a message that has no full stop.
    #[cold]
    pub fn new(message: impl Into<String>) -> Self {
        Self::at(Vec::new(), message.into())
    }

    /// An error at the end of `steps`, outermost first.
    #[cold]
    pub(crate) fn at(steps: Vec<Step>, message: String) -> Self {
        Self {
            inner: Box::new(Inner { steps, message }),
        }
    }

    /// What is wrong, without the path.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.inner.message
    }

    /// Where it is wrong, such as `customer.tags[1]`; empty at the root.
    #[must_use]
    pub fn path(&self) -> String {
        let mut path = String::new();
        push_path(&mut path, self.inner.steps.iter());
        path
    }

    /// The same error seen from the object that holds the value as member
    /// `name`.
    #[cold]
    #[must_use]
    pub fn in_member(self, name: &str) -> Self {
        self.below(vec![Step::Member(name.to_owned())])
    }

    /// The same error seen from the array that holds the value as item
    /// `index`.
    #[cold]
    #[must_use]
    pub fn in_item(self, index: usize) -> Self {
        self.below(vec![Step::Item(index)])
    }

    /// The same error seen from `outer` steps above.
    #[cold]
    pub(crate) fn below(mut self, mut outer: Vec<Step>) -> Self {
        outer.append(&mut self.inner.steps);
        self.inner.steps = outer;
        self
    }
}

impl fmt::Display for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.inner.steps.is_empty() {
            write!(f, "{}: ", self.path())?;
        }
        f.write_str(&self.inner.message)
    }
}

impl fmt::Debug for EncodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EncodeError({self})")
    }
}

impl std::error::Error for EncodeError {}
