//! Writes JSON into bytes.

mod container;
mod path;
mod record;
mod scalar;
mod union;

use crate::error::Step;
use crate::{DEPTH_LIMIT, EncodeError, Shape};

/// A JSON document being written.
///
/// Writers return nothing: the first thing that cannot be written is
/// remembered with its path, and [`Encoder::finish`] returns it.
#[derive(Debug, Default)]
pub struct Encoder {
    out: Vec<u8>,
    error: Option<EncodeError>,
    depth: u32,
    request: bool,
    /// The next object's members go into the object being written.
    spread: bool,
    /// Where the object being written starts.
    object: usize,
    /// The record being written; None inside an object that is none.
    record: Option<Current>,
    /// The tag that stands in the next record but is not its own.
    tag: Option<&'static str>,
}

/// What is known of the record being written.
#[derive(Clone, Copy, Debug)]
struct Current {
    shape: &'static Shape,
    tag: Option<&'static str>,
}

impl Encoder {
    /// A document that shows a value as it is.
    #[must_use]
    pub fn new() -> Self {
        Self {
            // Most documents are not shorter; growing from nothing costs time.
            out: Vec::with_capacity(256),
            ..Self::default()
        }
    }

    /// A document to be sent: fields that only the vendor writes are left
    /// out by the records themselves, which ask [`Encoder::is_request`].
    #[must_use]
    pub fn for_request() -> Self {
        Self {
            request: true,
            ..Self::new()
        }
    }

    /// Whether the document is to be sent.
    #[must_use]
    pub fn is_request(&self) -> bool {
        self.request
    }

    /// The document's bytes.
    ///
    /// # Errors
    /// The first value that could not be written.
    pub fn finish(self) -> Result<Vec<u8>, EncodeError> {
        match self.error {
            None => Ok(self.out),
            Some(error) => Err(error),
        }
    }

    /// The document's text.
    pub(crate) fn finish_text(self) -> Result<String, EncodeError> {
        let bytes = self.finish()?;
        // Everything that is written comes from text.
        String::from_utf8(bytes).map_err(|_| EncodeError::new("expected UTF-8"))
    }

    /// Notes that the value being written cannot be written; only the first
    /// such note counts. The reason has no full stop and shows no value.
    #[cold]
    pub fn refuse(&mut self, reason: &str) {
        if self.error.is_none() {
            self.error = Some(EncodeError::at(self.path(), reason.to_owned()));
        }
    }

    /// Notes an error of a document inside this one.
    #[cold]
    pub(crate) fn refuse_inner(&mut self, error: EncodeError) {
        if self.error.is_none() {
            self.error = Some(error.below(self.path()));
        }
    }

    /// Whether something could not be written.
    #[must_use]
    pub fn is_refused(&self) -> bool {
        self.error.is_some()
    }

    /// An encoder for a document that stands in a string of this one.
    pub(crate) fn embedded(&self) -> Self {
        Self {
            request: self.request,
            depth: self.depth,
            ..Self::default()
        }
    }

    /// How much is written; [`Encoder::written`] gives what comes behind.
    pub(crate) fn position(&self) -> usize {
        self.out.len()
    }

    /// What was written behind `position`.
    pub(crate) fn written(&self, position: usize) -> &[u8] {
        self.out.get(position..).unwrap_or_default()
    }

    /// Takes back what was written behind `position`.
    pub(crate) fn take_back(&mut self, position: usize) {
        self.out.truncate(position);
    }

    fn path(&self) -> Vec<Step> {
        path::of(&self.out)
    }

    /// Counts one more level; false if there are too many.
    fn descend(&mut self) -> bool {
        if self.depth >= DEPTH_LIMIT {
            self.refuse("nested deeper than 128 levels");
            return false;
        }
        self.depth += 1;
        true
    }

    fn ascend(&mut self) {
        self.depth = self.depth.saturating_sub(1);
    }

    /// Notes that a value that is no object is about to be written.
    #[inline]
    fn not_spread(&mut self) {
        if self.spread {
            self.spread = false;
            self.refuse("only the members of an object can be spread");
        }
    }
}
