//! Whether an answer is a success.

use crate::Answer;

/// Whether an answer is a success, and if not, what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The operation did what was asked.
    Success,
    /// It did not.
    Failure {
        /// The vendor's code as text.
        code: Option<String>,
        /// What the vendor says.
        message: Option<String>,
        /// What the vendor calls the request.
        request_id: Option<String>,
    },
}

impl Verdict {
    /// Success if the status is 200 to 299: the judge of an operation without an envelope.
    pub fn by_status(answer: &Answer<'_>) -> Self {
        if (200..=299).contains(&answer.status()) {
            Self::Success
        } else {
            Self::unnamed()
        }
    }

    /// The judge of an operation that answers something else than JSON: what is JSON all the same
    /// is the vendor's word on the request, and anything else is judged by its status.
    pub fn unless_json(answer: &Answer<'_>, judge: impl FnOnce(&Answer<'_>) -> Self) -> Self {
        if answer.is_json() {
            judge(answer)
        } else {
            Self::by_status(answer)
        }
    }

    /// A failure of which nothing is known.
    pub fn unnamed() -> Self {
        Self::Failure {
            code: None,
            message: None,
            request_id: None,
        }
    }
}
