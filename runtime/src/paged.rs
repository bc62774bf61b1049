//! What the inputs of an operation can do whose list is read page by page.

use apiloom_wire::DecodeError;

use crate::paging::Paging;
use crate::{Answer, Operate};

/// The inputs of an operation whose list is read page by page.
pub trait Paged: Operate {
    /// What the list has.
    type Item: Send + 'static;

    /// How the list is read.
    const PAGING: &'static Paging;

    /// Reads the items of one page.
    ///
    /// # Errors
    /// When the answer does not have the form that the spec states.
    fn items(answer: &Answer<'_>) -> Result<Vec<Self::Item>, DecodeError>;
}
