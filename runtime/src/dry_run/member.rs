//! What is known of the members of a request that updates: plain static data.

use std::sync::OnceLock;

/// What a request of an operation does to what the vendor holds.
#[derive(Clone, Copy, Debug)]
pub struct Changes {
    pub(super) update: Option<Update>,
    pub(super) members: Members,
}

/// The members of a body, or of an object in it, of which more is known than that they are set.
#[derive(Clone, Copy, Debug)]
pub struct Members {
    pub(super) list: &'static [Member],
    pub(super) others: &'static [&'static str],
}

/// What is known of a member.
#[derive(Clone, Copy, Debug)]
pub struct Member {
    pub(super) name: &'static str,
    pub(super) update: Option<Update>,
    pub(super) omitted: Option<Omitted>,
    pub(super) cleared_by: Option<Cleared>,
    inside: Inside,
    pub(super) deleted_by: &'static [&'static [bool]],
}

/// Where it stands what is known of the members of an object.
#[derive(Clone, Copy, Debug)]
enum Inside {
    Nowhere,
    Here(&'static Members),
    Later(&'static OnceLock<Members>),
}

/// What sending does with what the vendor holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Update {
    Merge,
    Replace,
    Unknown,
}

/// What leaving out does with what the vendor holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Omitted {
    Kept,
    Erased,
    Unknown,
}

/// What clears a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Cleared {
    Null,
    Empty,
}

impl Changes {
    /// Nothing is known: what is sent is set.
    pub const fn new() -> Self {
        Self::of(None, Members::new(&[]))
    }

    /// Nothing is there yet, or nothing is said of it.
    pub const fn recording(members: Members) -> Self {
        Self::of(None, members)
    }

    /// What is left out stays.
    pub const fn merging(members: Members) -> Self {
        Self::of(Some(Update::Merge), members)
    }

    /// What is left out is erased.
    pub const fn replacing(members: Members) -> Self {
        Self::of(Some(Update::Replace), members)
    }

    /// Nobody knows what becomes of what is left out.
    pub const fn unknown(members: Members) -> Self {
        Self::of(Some(Update::Unknown), members)
    }

    const fn of(update: Option<Update>, members: Members) -> Self {
        Self { update, members }
    }
}

impl Default for Changes {
    fn default() -> Self {
        Self::new()
    }
}

impl Members {
    /// These members.
    pub const fn new(list: &'static [Member]) -> Self {
        Self { list, others: &[] }
    }

    /// What is known of the member of this name.
    pub(super) fn find(&self, name: &str) -> Option<&Member> {
        self.list.iter().find(|member| member.name == name)
    }

    /// And these, which may be left out and follow what the update does.
    pub const fn and(mut self, others: &'static [&'static str]) -> Self {
        self.others = others;
        self
    }
}

impl Member {
    /// A member that may be left out, and that follows what the update does.
    pub const fn new(name: &'static str) -> Self {
        Self {
            name,
            update: None,
            omitted: None,
            cleared_by: None,
            inside: Inside::Nowhere,
            deleted_by: &[],
        }
    }

    /// What is sent stands in place of what is there.
    pub const fn replaced(mut self) -> Self {
        self.update = Some(Update::Replace);
        self
    }

    /// What is sent is added to what is there, or changes it.
    pub const fn merged(mut self) -> Self {
        self.update = Some(Update::Merge);
        self
    }

    /// Nobody knows what sending it does to what is there.
    pub const fn undocumented(mut self) -> Self {
        self.update = Some(Update::Unknown);
        self
    }

    /// It stays where it is left out, or is never left out.
    pub const fn kept(mut self) -> Self {
        self.omitted = Some(Omitted::Kept);
        self
    }

    /// It is erased where it is left out.
    pub const fn erased(mut self) -> Self {
        self.omitted = Some(Omitted::Erased);
        self
    }

    /// Nobody knows what becomes of it where it is left out.
    pub const fn uncertain(mut self) -> Self {
        self.omitted = Some(Omitted::Unknown);
        self
    }

    /// Null clears it.
    pub const fn cleared_by_null(mut self) -> Self {
        self.cleared_by = Some(Cleared::Null);
        self
    }

    /// An empty text clears it.
    pub const fn cleared_by_empty(mut self) -> Self {
        self.cleared_by = Some(Cleared::Empty);
        self
    }

    /// It is an object with these members.
    pub const fn inside(mut self, members: &'static Members) -> Self {
        self.inside = Inside::Here(members);
        self
    }

    /// Likewise, where they are made at run time: an object may be inside one of its own kind.
    pub const fn inside_later(mut self, members: &'static OnceLock<Members>) -> Self {
        self.inside = Inside::Later(members);
        self
    }

    /// The members of the object that it is.
    pub(super) fn members(&self) -> Option<&'static Members> {
        match self.inside {
            Inside::Nowhere => None,
            Inside::Here(members) => Some(members),
            Inside::Later(members) => members.get(),
        }
    }

    /// Those of its items delete that are arrays with a value at just these positions.
    pub const fn deleted_by(mut self, shapes: &'static [&'static [bool]]) -> Self {
        self.deleted_by = shapes;
        self
    }
}
