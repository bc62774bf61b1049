//! The pages of a list.

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll, ready};

use futures_core::Stream;

use crate::drift::Watch;
use crate::exchange::Exchange;
use crate::page_walk::PageWalk;
use crate::{Blocking, Error, Paged};

/// The pages of a list, each as a call of its own answers it; nothing is sent until one is asked
/// for.
///
/// Ask by [`Pages::next`], or use it as a [`Stream`].
/// Each page is a call like any other: retries, tokens and limits are the client's, and the
/// deadline is that of one page.
/// After an error there are no more pages.
/// A future of [`Pages::next`] that is dropped loses nothing: the next one goes on where it was.
#[must_use = "nothing is sent until a page is asked for by `next`"]
pub struct Pages<O> {
    walk: PageWalk,
    operation: PhantomData<fn() -> O>,
}

impl<O: Paged> Pages<O> {
    pub(crate) fn new(walk: PageWalk) -> Self {
        Self {
            walk,
            operation: PhantomData,
        }
    }

    /// The same pages, but at most so many; 10,000 if nothing is said.
    ///
    /// Where the list has more, an error follows the last of them.
    pub fn with_limit(mut self, pages: u32) -> Self {
        self.walk.set_limit(pages);
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
        self.walk.ask_again();
        Blocking::new(self)
    }

    /// How many items there are on all pages, if the page before said it.
    ///
    /// A list may end before: by page or offset, at the first page without items, unless the vendor says that a further page follows.
    pub fn total(&self) -> Option<u64> {
        self.walk.total()
    }

    /// Whether the pages ended because the vendor gives no more than so many items, and not
    /// because the list ended.
    pub fn is_capped(&self) -> bool {
        self.walk.is_capped()
    }

    pub(crate) fn ask_again(&mut self) {
        self.walk.ask_again();
    }

    pub(crate) fn watch(&self) -> Watch {
        self.walk.watch()
    }

    fn poll_page(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<O::Output, Error>>> {
        let watch = self.watch();
        self.poll_with(cx, |exchange| exchange.output::<O>(watch))
    }

    /// Reads the next page in one way or the other.
    pub(crate) fn poll_with<T>(
        &mut self,
        cx: &mut Context<'_>,
        read: impl FnOnce(&Exchange) -> Result<T, Error>,
    ) -> Poll<Option<Result<T, Error>>> {
        let Some(answered) = ready!(self.walk.poll(cx)) else {
            return Poll::Ready(None);
        };
        let read = answered.and_then(|exchange| {
            let page = read(&exchange)?;
            self.walk.turn(&exchange)?;
            Ok(page)
        });
        Poll::Ready(Some(read))
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
