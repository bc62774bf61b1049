//! The items of a list.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll, ready};
use std::vec;

use futures_core::Stream;

use crate::{Blocking, Error, Paged, Pages};

/// The items of a list, whatever pages they stand on; a page is sent for when its first item is
/// asked for.
///
/// Ask by [`Items::next`], or use it as a [`Stream`].
/// What is said of [`Pages`] holds here too.
#[must_use = "nothing is sent until an item is asked for by `next`"]
pub struct Items<O: Paged> {
    pages: Pages<O>,
    page: vec::IntoIter<O::Item>,
}

impl<O: Paged> Items<O> {
    pub(crate) fn new(pages: Pages<O>) -> Self {
        Self {
            pages,
            page: Vec::new().into_iter(),
        }
    }

    /// The same items, but of at most so many pages; 10,000 if nothing is said.
    ///
    /// Where the list has more, an error follows the last of them.
    pub fn with_limit(mut self, pages: u32) -> Self {
        self.pages = self.pages.with_limit(pages);
        self
    }

    /// The next item; none after the last one.
    pub async fn next(&mut self) -> Option<Result<O::Item, Error>> {
        poll_fn(|cx| self.poll_item(cx)).await
    }

    /// The same items for a `for` loop, each waited for on this thread.
    ///
    /// It works anywhere, also inside an async runtime, whose thread then does nothing else.
    /// A page that was asked for before, and did not come yet, is asked for again.
    pub fn blocking(mut self) -> Blocking<Self> {
        self.pages.ask_again();
        Blocking::new(self)
    }

    /// How many items there are on all pages, if the page before said it.
    ///
    /// A list may end before: by page or offset, at the first page without items, unless the vendor says that a further page follows.
    pub fn total(&self) -> Option<u64> {
        self.pages.total()
    }

    /// Whether the items ended because the vendor gives no more than so many, and not because the
    /// list ended.
    pub fn is_capped(&self) -> bool {
        self.pages.is_capped()
    }

    fn poll_item(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<O::Item, Error>>> {
        loop {
            if let Some(item) = self.page.next() {
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(self.pages.poll_items(cx)) {
                Some(Ok(items)) => self.page = items.into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<O: Paged> Unpin for Items<O> {}

impl<O: Paged> Stream for Items<O> {
    type Item = Result<O::Item, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_item(cx)
    }
}

impl<O: Paged> fmt::Debug for Items<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items")
            .field("operation", &O::OPERATION.id)
            .field("left_on_the_page", &self.page.len())
            .field("total", &self.total())
            .finish_non_exhaustive()
    }
}
