//! How a list is read page by page, as generated clients describe it.

use std::fmt;

pub use crate::page_answer::PageAnswer;
pub use crate::page_place::PagePlace;
pub use crate::page_slot::{PageForm, PageSlot};

/// How a list is read page by page: plain static data.
pub struct Paging {
    /// What leads from one page to the next.
    pub by: PagingStyle,
    /// The input that asks for so many items on a page.
    pub size: Option<PageSlot>,
    /// The members on the way to the items, in the body of an answer.
    pub items: &'static [&'static str],
    /// Where an answer says what leads to the next page: a cursor, an id or a link.
    pub next: Option<PagePlace>,
    /// Where an answer says whether there is a further page.
    pub more: Option<PagePlace>,
    /// Where an answer says how many items there are on all pages.
    pub total: Option<PagePlace>,
    /// Where an answer says which page it is.
    pub page: Option<PagePlace>,
    /// Where an answer says how many pages there are.
    pub pages: Option<PagePlace>,
    /// Where an answer says how many items a page has.
    pub page_size: Option<PagePlace>,
    /// Says whether a page is the last one.
    pub last: Option<&'static IsLast>,
    /// The inputs of query and body that are repeated after the first page; none means all.
    pub keep: Option<&'static [&'static str]>,
    /// The inputs of query and body that are not repeated after the first page.
    pub drop: &'static [&'static str],
    /// After how many items the vendor gives no more.
    pub cap: Option<u64>,
}

/// Says whether a page is the last one.
pub type IsLast = dyn Fn(&PageAnswer<'_>) -> bool + Send + Sync;

/// What leads from one page to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PagingStyle {
    /// The number of the page.
    Page {
        /// The input that asks for it.
        slot: PageSlot,
        /// The number of the first page.
        first: u64,
    },
    /// How many items stand before those of the page.
    Offset {
        /// The input that says it.
        slot: PageSlot,
        /// The offset of the first item.
        first: u64,
    },
    /// A value that the page before gave; where there is none, the list ends.
    Cursor {
        /// The input that it becomes.
        slot: PageSlot,
    },
    /// The id of the last item of the page before.
    LastId {
        /// The input that it becomes.
        slot: PageSlot,
    },
    /// A URL that the page before gave; where there is none, the list ends.
    Link,
}

impl Paging {
    /// A way of paging of which nothing else is known.
    pub const fn by(by: PagingStyle) -> Self {
        Self {
            by,
            size: None,
            items: &[],
            next: None,
            more: None,
            total: None,
            page: None,
            pages: None,
            page_size: None,
            last: None,
            keep: None,
            drop: &[],
            cap: None,
        }
    }

    /// The inputs that ask for a page.
    pub(crate) fn slots(&self) -> impl Iterator<Item = PageSlot> {
        let moving = match self.by {
            PagingStyle::Page { slot, .. }
            | PagingStyle::Offset { slot, .. }
            | PagingStyle::Cursor { slot }
            | PagingStyle::LastId { slot } => Some(slot),
            PagingStyle::Link => None,
        };
        moving.into_iter().chain(self.size)
    }
}

impl fmt::Debug for Paging {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Paging")
            .field("by", &self.by)
            .field("size", &self.size)
            .field("items", &self.items)
            .field("next", &self.next)
            .field("more", &self.more)
            .field("total", &self.total)
            .field("page", &self.page)
            .field("pages", &self.pages)
            .field("page_size", &self.page_size)
            .field("last", &self.last.map(|_| "…"))
            .field("keep", &self.keep)
            .field("drop", &self.drop)
            .field("cap", &self.cap)
            .finish()
    }
}
