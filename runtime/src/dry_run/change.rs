//! One thing that a request does to what the vendor holds.

use std::fmt;

/// One thing that a request does to what the vendor holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub(super) path: String,
    pub(super) kind: ChangeKind,
    pub(super) items: Option<usize>,
    pub(super) value: Option<String>,
    /// Whether the items are files, which are told one by one.
    pub(super) has_files: bool,
}

/// What is done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ChangeKind {
    /// A value is set.
    Set,
    /// A value is cleared.
    Cleared,
    /// A list stands in place of what was there: what is not in it is lost.
    Replaced,
    /// Items are added, or matched by their id; others stay.
    Merged,
    /// Something is deleted.
    Deleted,
    /// It is left out, and the vendor erases it.
    Erased,
    /// Nobody knows: what is sent may replace what was there, and what is left out may be erased.
    Unknown,
}

impl Change {
    /// Where it stands in the request: `customer.tags`; empty if the request as a whole does it.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is done.
    pub fn kind(&self) -> ChangeKind {
        self.kind
    }

    /// How many items are sent, if it is a list or a map.
    pub fn items(&self) -> Option<usize> {
        self.items
    }

    /// The beginning of what is sent, as JSON without secrets; of files and bytes, what they are and
    /// how many bytes; nothing of what is left out.
    pub fn value(&self) -> Option<&str> {
        self.value.as_deref()
    }

    /// Whether it does something by not being sent.
    pub fn is_left_out(&self) -> bool {
        self.kind == ChangeKind::Erased || self.kind == ChangeKind::Unknown && self.value.is_none()
    }

    pub(super) fn new(path: &str, kind: ChangeKind) -> Self {
        Self {
            path: path.to_owned(),
            kind,
            items: None,
            value: None,
            has_files: false,
        }
    }
}

impl ChangeKind {
    /// What is done, in one word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Set => "set",
            Self::Cleared => "cleared",
            Self::Replaced => "replaced",
            Self::Merged => "merged",
            Self::Deleted => "deleted",
            Self::Erased => "erased",
            Self::Unknown => "unknown",
        }
    }
}

impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.word())?;
        match self.path.as_str() {
            "" if self.kind == ChangeKind::Deleted => {}
            "" => f.write_str(" the body")?,
            path => write!(f, " {path}")?,
        }
        if self.is_left_out() {
            return f.write_str(" (left out)");
        }
        match self.items {
            Some(0) if self.kind == ChangeKind::Replaced => {
                f.write_str(" by 0 items (everything that is there is erased)")?;
            }
            Some(1) => f.write_str(" by 1 item")?,
            Some(count) => write!(f, " by {count} items")?,
            None => {}
        }
        match &self.value {
            Some(value) if self.items.is_none() || self.has_files => write!(f, ": {value}"),
            _ => Ok(()),
        }
    }
}
