//! What is answered.

use bytes::Bytes;

/// What is answered.
#[derive(Clone, Debug)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The headers; `content-length` and `date` are added when it is sent.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Bytes,
    /// What the answer did to the state, in order.
    pub changes: Vec<Change>,
    /// The code of the vendor that it answers with, if it is a refusal.
    pub refused: Option<String>,
    /// The title of the example of the spec that it is refused by, if one decided it; empty if it has none.
    pub example: Option<String>,
}

/// What happened to an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It was made.
    Created {
        /// The entity, as the spec calls it.
        entity: String,
        /// What names this one.
        key: String,
    },
    /// It was changed.
    Updated {
        /// The entity, as the spec calls it.
        entity: String,
        /// What names this one.
        key: String,
    },
    /// It was deleted.
    Deleted {
        /// The entity, as the spec calls it.
        entity: String,
        /// What names this one.
        key: String,
    },
}
