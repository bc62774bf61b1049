//! The pages of a list.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures_core::Stream;

use crate::{Blocking, Error, Paged, dynamic};

/// The pages of a list, each as a call of its own answers it; nothing is sent until one is asked
/// for.
///
/// Ask by [`Pages::next`], or use it as a [`Stream`].
/// Each page is a call like any other: retries, tokens and limits are the client's, and the
/// deadline is that of one page.
/// After an error there are no more pages.
/// A future of [`Pages::next`] that is dropped loses nothing: the next one goes on where it was.
#[must_use = "nothing is sent until a page is asked for by `next`"]
pub struct Pages<O: Paged> {
    pages: dynamic::Pages<O::Output, O::Item>,
}

impl<O: Paged> Pages<O> {
    pub(crate) fn new(pages: dynamic::Pages<O::Output, O::Item>) -> Self {
        Self { pages }
    }

    /// The same pages, but at most so many; 10,000 if nothing is said.
    ///
    /// Where the list has more, an error follows the last of them.
    pub fn with_limit(mut self, pages: u32) -> Self {
        self.pages.set_limit(pages);
        self
    }

    /// The next page; none after the last one.
    pub async fn next(&mut self) -> Option<Result<O::Output, Error>> {
        poll_fn(|cx| self.poll_page(cx)).await
    }

    /// The same pages for a `for` loop, each waited for on this thread.
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

    /// Whether the pages ended because the vendor gives no more than so many items, and not
    /// because the list ended.
    pub fn is_capped(&self) -> bool {
        self.pages.is_capped()
    }

    pub(crate) fn ask_again(&mut self) {
        self.pages.ask_again();
    }

    fn poll_page(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<O::Output, Error>>> {
        self.pages.poll_page(cx)
    }

    pub(crate) fn poll_items(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Vec<O::Item>, Error>>> {
        self.pages.poll_items(cx)
    }
}

impl<O: Paged> Stream for Pages<O> {
    type Item = Result<O::Output, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_page(cx)
    }
}

impl<O: Paged> fmt::Debug for Pages<O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("operation", &O::OPERATION.id)
            .field("total", &self.total())
            .finish_non_exhaustive()
    }
}
