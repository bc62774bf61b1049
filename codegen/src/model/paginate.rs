//! How lists are read page by page.

use super::{Docs, Type};
use crate::expr::Typed;

/// How a list is read page by page.
#[derive(Clone, Debug)]
pub struct Paginate {
    /// What leads from one page to the next.
    pub by: PageStyle,
    /// The input that asks for a page; links need none.
    pub slot: Option<PageSlot>,
    /// The number of the first page, or the offset of the first item.
    pub first: u64,
    /// The input that asks for so many items on a page.
    pub size: Option<PageSlot>,
    /// The items of a page.
    pub items: PageItems,
    /// What an answer says of its page, and where.
    pub read: Vec<(PageRead, PagePlace)>,
    /// Whether a page is the last one.
    pub last: Option<Typed>,
    /// The members of query and body that are repeated after the first page; `None` means all.
    pub keep: Option<Vec<String>>,
    /// Those that are not repeated.
    pub drop: Vec<String>,
    /// The most items that the vendor gives.
    pub cap: Option<u64>,
    /// A remark.
    pub note: Docs,
}

/// What leads from one page to the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageStyle {
    /// The number of the page.
    Page,
    /// How many items stand before it.
    Offset,
    /// A value that the page before gave.
    Cursor,
    /// The id of the last item of the page before.
    LastId,
    /// A URL that the page before gave.
    Link,
}

/// An input that asks for a page.
#[derive(Clone, Debug)]
pub enum PageSlot {
    /// A parameter of the query.
    Query(String),
    /// A field of a form.
    Form(String),
    /// A member of a JSON body, and how it is written.
    Body(Vec<String>, PageForm),
}

/// How a value is written into a JSON body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageForm {
    /// As it came.
    Same,
    /// As a text.
    Text,
    /// As a number.
    Number,
}

/// The items of a page.
#[derive(Clone, Debug)]
pub struct PageItems {
    /// The type of the whole list.
    pub ty: Type,
    /// The members on the way to it, in the body.
    pub at: Vec<String>,
    /// Whether every page has it.
    pub required: bool,
}

/// What an answer says of its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PageRead {
    /// What leads to the next page.
    Next,
    /// Whether there is one.
    More,
    /// How many items there are.
    Total,
    /// Which page it is.
    Page,
    /// How many pages there are.
    Pages,
    /// How many items a page has.
    Size,
}

/// Where an answer says something.
#[derive(Clone, Debug)]
pub enum PagePlace {
    /// In the body, below these members.
    Body(Vec<String>),
    /// In a header.
    Header(String),
    /// In the last item, below these members.
    LastItem(Vec<String>),
}
