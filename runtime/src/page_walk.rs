//! How the pages of a list are asked for, one after the other.

use std::collections::BTreeSet;
use std::mem;
use std::ops::Range;
use std::task::{Context, Poll, ready};

use apiloom_wire::Json;
use apiloom_wire::functions::{is_empty_json, sha256};
use bytes::Bytes;

use crate::attempt::path_of;
use crate::draft::Draft;
use crate::drift::Watch;
use crate::exchange::Exchange;
use crate::page_answer::PageAnswer;
use crate::page_slot::PageSlot;
use crate::paging::{Paging, PagingStyle};
use crate::{BoxFuture, CallOptions, Core, Error, Operation, Repeat, page_link, page_slot};

/// How many pages a walk reads unless its caller says otherwise.
const LIMIT: u32 = 10_000;
/// How many pages without items may follow one another.
const EMPTY_LIMIT: u32 = 100;

/// A list that is being read page by page.
///
/// It is not generic, so that all operations share one compiled loop; it changes the draft of the
/// request from page to page and leaves the typed inputs alone.
pub(crate) struct PageWalk {
    core: Core,
    operation: &'static Operation,
    paging: &'static Paging,
    options: CallOptions,
    draft: Draft,
    state: State,
    limit: u32,
    /// How many pages were read.
    pages: u32,
    /// How many of them in a row had no items.
    empty_pages: u32,
    /// How many items stand before the next page.
    position: u64,
    /// The number of the page, or its offset.
    number: u64,
    /// The names in queries that were not in the draft: links repeat them, but they are placed anew.
    placed: BTreeSet<String>,
    /// Digests of the cursors, ids and links so far.
    seen: BTreeSet<Vec<u8>>,
    /// The body of the page before, and where its items stand in it.
    before: Option<(Bytes, Range<usize>)>,
    total: Option<u64>,
    is_capped: bool,
}

enum State {
    /// The draft asks for the next page.
    Ready,
    /// It was sent.
    Sent(BoxFuture<'static, Result<Exchange, Error>>),
    /// There is no next page for this reason.
    Failed(Error),
    /// There is no next page.
    Over,
}

impl PageWalk {
    pub(crate) fn new(
        core: Core,
        operation: &'static Operation,
        paging: &'static Paging,
        draft: Result<Draft, Error>,
        options: CallOptions,
    ) -> Self {
        let mut walk = Self {
            core,
            operation,
            paging,
            options,
            draft: Draft::default(),
            state: State::Ready,
            limit: LIMIT,
            pages: 0,
            empty_pages: 0,
            position: 0,
            number: 0,
            placed: BTreeSet::new(),
            seen: BTreeSet::new(),
            before: None,
            total: None,
            is_capped: false,
        };
        let started = draft.and_then(|draft| {
            walk.draft = draft;
            walk.start()
        });
        if let Err(error) = started {
            walk.state = State::Failed(error.at(operation.id));
        }
        walk
    }

    pub(crate) fn set_limit(&mut self, pages: u32) {
        self.limit = pages;
    }

    /// The operation whose list it is.
    pub(crate) fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// Who wants to know what of the pages is not as the spec says.
    pub(crate) fn watch(&self) -> Watch {
        Watch::call(&self.core, &self.options)
    }

    /// How many items the vendor says there are on all pages.
    pub(crate) fn total(&self) -> Option<u64> {
        self.total
    }

    /// Whether the walk ended because the vendor gives no more items.
    pub(crate) fn is_capped(&self) -> bool {
        self.is_capped
    }

    /// Gives up a page that was asked for and did not come, so that the next poll asks again, if
    /// that does no harm.
    ///
    /// What was begun inside an async runtime may need a thread of that runtime to go on.
    pub(crate) fn ask_again(&mut self) {
        let is_harmless = self.operation.repeat == Repeat::Safe;
        if is_harmless && let State::Sent(_) = self.state {
            self.state = State::Ready;
        }
    }

    /// The answer of the next page; whoever gets one calls [`PageWalk::turn`] with it.
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<Exchange, Error>>> {
        if let State::Ready = self.state {
            let (draft, options) = (self.draft.clone(), self.options.clone());
            // It is said once, and not again for each page.
            self.draft.warnings = None;
            let sent = self
                .core
                .clone()
                .exchange(self.operation, Ok(draft), options);
            self.state = State::Sent(sent);
        }
        if let State::Sent(sent) = &mut self.state {
            let answered = ready!(sent.as_mut().poll(cx));
            self.state = State::Over;
            return Poll::Ready(Some(answered));
        }
        match mem::replace(&mut self.state, State::Over) {
            State::Failed(error) => Poll::Ready(Some(Err(error))),
            _ => Poll::Ready(None),
        }
    }

    /// Reads the next page in one way or the other.
    pub(crate) fn poll_with<T>(
        &mut self,
        cx: &mut Context<'_>,
        read: impl FnOnce(&Exchange) -> Result<T, Error>,
    ) -> Poll<Option<Result<T, Error>>> {
        let Some(answered) = ready!(self.poll(cx)) else {
            return Poll::Ready(None);
        };
        let read = answered.and_then(|exchange| {
            let page = read(&exchange)?;
            self.turn(&exchange)?;
            Ok(page)
        });
        Poll::Ready(Some(read))
    }

    /// Learns from a page what comes next.
    ///
    /// # Errors
    /// When it is not the page that was asked for. What is wrong with the way to the next page is
    /// the answer to the next poll.
    fn turn(&mut self, exchange: &Exchange) -> Result<(), Error> {
        if let PagingStyle::Link = self.paging.by {
            let own = |name: &String| self.draft.query.iter().any(|(own, _)| own == name);
            let placed = exchange.sent_names().into_iter();
            self.placed.extend(placed.filter(|name| !own(name)));
        }
        let page = PageAnswer::new(exchange.answer(), self.paging);
        self.pages = self.pages.saturating_add(1);
        self.accept(&page, exchange.body())
            .map_err(|error| exchange.blame(error))?;
        self.state = match self.go_on(&page, page.raw_items().count) {
            Ok(true) => State::Ready,
            Ok(false) => State::Over,
            Err(error) => State::Failed(exchange.blame(error)),
        };
        Ok(())
    }

    /// Learns where the caller wants to start.
    fn start(&mut self) -> Result<(), Error> {
        match self.paging.by {
            PagingStyle::Page { slot, first } | PagingStyle::Offset { slot, first } => {
                self.number = number(&slot, &self.draft)?.unwrap_or(first);
            }
            PagingStyle::Cursor { slot } | PagingStyle::LastId { slot } => {
                if let Some(text) = slot.text(&self.draft) {
                    self.seen.insert(sha256(&text));
                }
            }
            PagingStyle::Link => {}
        }
        Ok(())
    }

    /// Whether this is the page that was asked for.
    fn accept(&mut self, page: &PageAnswer<'_>, body: &Bytes) -> Result<(), Error> {
        let (PagingStyle::Page { .. } | PagingStyle::Offset { .. }) = self.paging.by else {
            return Ok(());
        };
        if let (PagingStyle::Page { .. }, Some(answered)) = (self.paging.by, page.page())
            && u64::try_from(answered) != Ok(self.number)
        {
            let asked = self.number;
            return Err(Error::paging(format!(
                "page {asked} was asked for, and the answer says that it is page {answered}"
            )));
        }
        let items = page.raw_items();
        let same = |(before, range): &(Bytes, Range<usize>)| {
            before.get(range.clone()) == body.get(items.range.clone())
        };
        // Lists of bare values may well repeat; items with members do not.
        if items.has_objects && self.before.as_ref().is_some_and(same) {
            let page = self.pages;
            return Err(Error::paging(format!(
                "page {page} from the start has the same items as the one before"
            )));
        }
        self.before = Some((body.clone(), items.range.clone()));
        Ok(())
    }

    /// Makes the draft ask for the next page; false if there is none.
    fn go_on(&mut self, page: &PageAnswer<'_>, count: u64) -> Result<bool, Error> {
        self.advance(page, count);
        if self.is_last(page, count)? {
            return Ok(false);
        }
        if self.paging.cap.is_some_and(|cap| self.position >= cap) {
            self.is_capped = true;
            return Ok(false);
        }
        self.empty_pages = if count == 0 { self.empty_pages + 1 } else { 0 };
        if self.empty_pages >= EMPTY_LIMIT {
            return Err(Error::paging(format!(
                "{EMPTY_LIMIT} pages in a row have no items, and the vendor says that there are more"
            )));
        }
        if self.pages >= self.limit {
            let limit = self.limit;
            return Err(Error::paging(format!(
                "the limit of {limit} pages is reached, and there are more; raise it by `with_limit`"
            )));
        }
        // The key of one request is not that of another.
        self.options.idempotency_key = None;
        self.paging.forget(&mut self.draft);
        self.ask(page, count)?;
        Ok(true)
    }

    /// Counts what was read.
    fn advance(&mut self, page: &PageAnswer<'_>, count: u64) {
        if self.pages == 1 {
            // The caller may have left out what stands before; with this page's own number of
            // items, no more is assumed than there is.
            self.position = match self.paging.by {
                PagingStyle::Page { first, .. } => {
                    self.number.saturating_sub(first).saturating_mul(count)
                }
                PagingStyle::Offset { first, .. } => self.number.saturating_sub(first),
                _ => 0,
            };
        }
        self.position = self.position.saturating_add(count);
        let total = page.total().and_then(|total| u64::try_from(total).ok());
        // Vendors that do not count say 0.
        self.total = total.filter(|total| *total >= count);
    }

    /// Whether there are pages behind this one, by the number of pages that the vendor gives; one that
    /// does not count them says 0.
    fn pages_left(&self, page: &PageAnswer<'_>, first: u64) -> Option<bool> {
        let pages = page.pages().and_then(|pages| u64::try_from(pages).ok());
        let pages = pages.filter(|pages| *pages > 0)?;
        Some(self.number.saturating_sub(first) < pages - 1)
    }

    /// Whether a page without items is the last one of those that are counted or follow an id.
    fn is_last_without_items(
        &self,
        page: &PageAnswer<'_>,
        more: Option<bool>,
    ) -> Result<bool, Error> {
        match self.paging.by {
            PagingStyle::Page { first, .. } => {
                let left = self.pages_left(page, first) == Some(true);
                Ok(!left && more != Some(true))
            }
            _ if more == Some(true) => Err(Error::paging(
                "the answer says that there are more items, and has none",
            )),
            _ => Ok(true),
        }
    }

    fn is_last(&self, page: &PageAnswer<'_>, count: u64) -> Result<bool, Error> {
        let more = page.more();
        if more == Some(false) || self.paging.last.is_some_and(|last| last(page)) {
            return Ok(true);
        }
        match self.paging.by {
            PagingStyle::Cursor { .. } | PagingStyle::Link => match page.next() {
                Some(next) if !is_empty_json(next) => Ok(false),
                _ if more == Some(true) => Err(Error::paging(
                    "the answer says that there are more pages, but not how to get them",
                )),
                _ => Ok(true),
            },
            _ if count == 0 => self.is_last_without_items(page, more),
            PagingStyle::LastId { .. } => Ok(self.is_short(page, count, more.is_some())),
            PagingStyle::Page { first, .. } => {
                let left = self.pages_left(page, first);
                let known = more.is_some() || left.is_some();
                Ok(left == Some(false) || self.is_counted_out(page, count, known))
            }
            PagingStyle::Offset { .. } => Ok(self.is_counted_out(page, count, more.is_some())),
        }
    }

    /// Whether all items that the vendor counts were read; a vendor that does not count ends with
    /// a short page.
    fn is_counted_out(&self, page: &PageAnswer<'_>, count: u64, is_known: bool) -> bool {
        // Some call the items of one page a total: then a full page says nothing of the next one.
        let is_one_page =
            self.position == count && self.size(page).is_some_and(|size| count >= size);
        match self.total {
            Some(total) if self.position < total => false,
            Some(total) if self.position == total && !is_one_page => true,
            _ => self.is_short(page, count, is_known),
        }
    }

    /// Whether a page has less than was asked for, where the vendor does not say otherwise how the
    /// list ends.
    fn is_short(&self, page: &PageAnswer<'_>, count: u64, is_known: bool) -> bool {
        let is_said = is_known || self.paging.last.is_some();
        !is_said && self.size(page).is_some_and(|size| count < size)
    }

    /// How many items a full page has: as the answer says, or else as the caller asked for.
    fn size(&self, page: &PageAnswer<'_>) -> Option<u64> {
        let answered = page.page_size().and_then(|size| u64::try_from(size).ok());
        answered.or_else(|| self.paging.size?.text(&self.draft)?.parse().ok())
    }

    /// Changes the draft so that it asks for the next page.
    fn ask(&mut self, page: &PageAnswer<'_>, count: u64) -> Result<(), Error> {
        match self.paging.by {
            PagingStyle::Page { slot, .. } => self.ask_number(&slot, 1),
            PagingStyle::Offset { slot, .. } => self.ask_number(&slot, count),
            PagingStyle::Cursor { slot } => {
                let next = page.next().unwrap_or(&Json::Null);
                self.note(next, "cursor")?;
                slot.set(&mut self.draft, next)
            }
            PagingStyle::LastId { slot } => {
                let Some(id) = page.next().filter(|id| !is_empty_json(*id)) else {
                    return Err(Error::paging("the last item of the page has no id"));
                };
                self.note(id, "last id")?;
                slot.set(&mut self.draft, id)
            }
            PagingStyle::Link => {
                let link = page.next().unwrap_or(&Json::Null);
                self.follow(&page_slot::text(link))?;
                self.note(link, "link")
            }
        }
    }

    fn ask_number(&mut self, slot: &PageSlot, step: u64) -> Result<(), Error> {
        self.number = self.number.saturating_add(step);
        let number = i64::try_from(self.number).unwrap_or(i64::MAX);
        slot.set(&mut self.draft, &Json::from(number))
    }

    fn follow(&mut self, link: &str) -> Result<(), Error> {
        let base = self.core.base(self.operation, &self.options)?;
        let current = path_of(self.operation, &base, &self.draft)?;
        let target = page_link::target(&base, &current, link)
            .map_err(|reason| Error::paging(format!("the link to the next page {reason}")))?;
        self.draft.query = target.query;
        self.draft
            .query
            .retain(|(name, _)| !self.placed.contains(name));
        self.draft.target = Some(target.path);
        Ok(())
    }

    /// Remembers what leads to the next page, and refuses what led to one before.
    fn note(&mut self, next: &Json, what: &str) -> Result<(), Error> {
        if self.seen.insert(sha256(&page_slot::text(next))) {
            return Ok(());
        }
        let page = self.pages;
        Err(Error::paging(format!(
            "page {page} from the start gives a {what} that was used before"
        )))
    }
}

/// The number that the caller gave to an input.
fn number(slot: &PageSlot, draft: &Draft) -> Result<Option<u64>, Error> {
    let Some(text) = slot.text(draft) else {
        return Ok(None);
    };
    text.parse().map(Some).map_err(|_| {
        let name = slot.name();
        Error::input(format!(
            "`{name}` is not a whole number, so pages cannot be counted from it"
        ))
    })
}
