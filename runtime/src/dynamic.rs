//! Calls of operations that are known only at run time: a door for tools that read specs themselves.
//!
//! Generated clients do not need this.
//! What a tool gives is the same as what they have: inputs that can be checked and written
//! ([`Request`]), and a reader of answers ([`Reader`], and [`PageReader`] for lists), over the same
//! static descriptions.
//! All else is shared with them, so that such a call is signed, sent again, limited, redacted and
//! judged as a generated one is.
//!
//! Descriptions are `&'static`: a tool that makes them at run time leaks them, once a spec.
//!
//! ```
//! use apiloom::dynamic::{self, Reader, Request};
//! use apiloom::{
//!     Answer, Auth, CallOptions, Core, DecodeError, Effect, Error, Json, Method, Operation, Place,
//!     Repeat, RequestBuilder, Verdict, Violations,
//! };
//!
//! /// An operation whose inputs are pairs of the query.
//! struct Inputs {
//!     operation: &'static Operation,
//!     pairs: Vec<(&'static str, String)>,
//! }
//!
//! impl Request for Inputs {
//!     fn operation(&self) -> &'static Operation {
//!         self.operation
//!     }
//!
//!     fn encode(&self, request: &mut RequestBuilder) {
//!         for (name, value) in &self.pairs {
//!             request.query(name, value);
//!         }
//!     }
//! }
//!
//! /// Reads any JSON.
//! struct Any;
//!
//! impl Reader for Any {
//!     type Output = Json;
//!
//!     fn decode(&self, answer: &Answer<'_>) -> Result<Json, DecodeError> {
//!         answer.read(&[])
//!     }
//! }
//!
//! async fn ask(core: Core, inputs: &Inputs) -> Result<Json, Error> {
//!     dynamic::send(core, inputs, &Any, CallOptions::default()).await
//! }
//! ```

use std::fmt;
use std::future::poll_fn;
use std::marker::PhantomData;
use std::pin::Pin;
use std::task::{Context, Poll};

use apiloom_wire::{DecodeError, Place, Secret, Violations};
use bytes::Bytes;
use futures_core::Stream;

use crate::blocking::block_on;
use crate::call::{checked, draft};
use crate::drift::Watch;
use crate::dry_run::Changes;
use crate::exchange::Exchange;
use crate::page_walk::PageWalk;
use crate::paging::Paging;
use crate::{
    Answer, Blocking, BoxFuture, CallOptions, Core, DryRun, Error, Operate, Operation, Paged,
    Receive, RequestBuilder,
};

/// The inputs of an operation, as much of them as makes a request.
///
/// The inputs of generated operations are such, too.
pub trait Request {
    /// The operation that these inputs belong to.
    fn operation(&self) -> &'static Operation;

    /// What is known of what its requests do to what the vendor holds.
    fn changes(&self) -> &'static Changes {
        const { &Changes::new() }
    }

    /// Adds what is wrong with the inputs by the rules of the spec.
    fn validate(&self, _at: &Place<'_>, _found: &mut Violations) {}

    /// Writes the inputs into the request; what is wrong with them sticks to the builder.
    fn encode(&self, request: &mut RequestBuilder);
}

/// Reads what an operation answers.
pub trait Reader: Send + Sync {
    /// What a successful answer says.
    type Output;

    /// How the body of the answer is received.
    fn receive(&self) -> Receive {
        Receive::Whole
    }

    /// Reads the answer after the judge called it a success.
    ///
    /// # Errors
    /// When the answer does not have the form that the spec states.
    fn decode(&self, answer: &Answer<'_>) -> Result<Self::Output, DecodeError>;

    /// Adds what is wrong with an answer by the rules of the spec; paths start at the body's root.
    fn validate_output(&self, _output: &Self::Output, _found: &mut Violations) {}

    /// What the vendor calls the request, if a success says it.
    fn request_id(&self, _answer: &Answer<'_>) -> Option<String> {
        None
    }
}

/// Reads the pages of a list.
pub trait PageReader: Reader {
    /// What the list has.
    type Item;

    /// How the list is read.
    fn paging(&self) -> &'static Paging;

    /// Reads the items of one page.
    ///
    /// # Errors
    /// When the answer does not have the form that the spec states.
    fn items(&self, answer: &Answer<'_>) -> Result<Vec<Self::Item>, DecodeError>;
}

/// A text without the secrets of a client: its settings, its tokens, and what stands under the name of a
/// secret member.
pub fn without_secrets(core: &Core, text: &str) -> String {
    core.redactor(&[]).text(text)
}

/// Cuts secrets out of texts: those of [`without_secrets`], what a call says under one of these names, and
/// further ones.
pub fn hiding(
    core: &Core,
    request: &dyn Request,
    names: &[&str],
    further: &[Secret],
) -> impl Fn(&str) -> String + use<> {
    // Of inputs that make no request, nothing was sent.
    let sent = draft(request).map_or_else(|_| Vec::new(), |draft| draft.secrets(names));
    let mut secrets: Vec<Secret> = sent.into_iter().map(Secret::from).collect();
    secrets.extend_from_slice(further);
    let redactor = core.redactor(&secrets);
    move |text| redactor.text(text)
}

/// Everything that is wrong with the inputs of a call.
///
/// # Errors
/// When something is wrong, warnings included.
pub fn validate(request: &dyn Request) -> Result<(), Violations> {
    crate::call::found(request)
}

/// The exact signed request of a call.
///
/// # Errors
/// When the inputs or the settings do not make a request.
pub fn prepare(
    core: &Core,
    request: &dyn Request,
    options: &CallOptions,
) -> Result<http::Request<Bytes>, Error> {
    crate::call::prepared(core, request, options)
}

/// What a call would do; nothing is sent, and no token is fetched.
///
/// # Errors
/// When the inputs or the settings do not make a request.
pub fn dry_run(core: &Core, request: &dyn Request, options: &CallOptions) -> Result<DryRun, Error> {
    crate::dry_run::told(core, request, options)
}

/// Sends a call and reads the answer.
pub fn send<T: 'static>(
    core: Core,
    request: &dyn Request,
    reader: &'static dyn Reader<Output = T>,
    mut options: CallOptions,
) -> BoxFuture<'static, Result<T, Error>> {
    options.receive = reader.receive();
    let draft = checked(&core, request, &options);
    let watch = Watch::call(&core, &options);
    let exchange = core.exchange(request.operation(), draft, options);
    Box::pin(async move { exchange.await?.output(reader, watch) })
}

/// Sends a call, waits on this thread, and reads the answer.
///
/// # Errors
/// As those of the call.
pub fn blocking<T: 'static>(
    core: Core,
    request: &dyn Request,
    reader: &'static dyn Reader<Output = T>,
    options: CallOptions,
) -> Result<T, Error> {
    block_on(send(core, request, reader, options))
}

/// What a response to a call says.
///
/// # Errors
/// When the response is a failure, or not of the form that the spec states.
pub fn answer<T>(
    core: &Core,
    request: &dyn Request,
    reader: &dyn Reader<Output = T>,
    options: &CallOptions,
    response: http::Response<Bytes>,
) -> Result<T, Error> {
    let secrets = core.secrets_of(&draft(request)?);
    let operation = request.operation();
    let exchange = Exchange::new(core.clone(), operation, None, response, secrets, 0);
    let watch = Watch::unseen_call(core, options);
    exchange.judged()?.output(reader, watch)
}

/// The pages of the list that a call asks for; nothing is sent until one is asked for.
pub fn pages<T: 'static, I: 'static>(
    core: Core,
    request: &dyn Request,
    reader: &'static dyn PageReader<Output = T, Item = I>,
    options: CallOptions,
) -> Pages<T, I> {
    let draft = checked(&core, request, &options);
    let walk = PageWalk::new(core, request.operation(), reader.paging(), draft, options);
    Pages { walk, reader }
}

/// The pages of a list, each as a call of its own answers it.
///
/// What is said of [`apiloom::Pages`](crate::Pages) holds here too.
#[must_use = "nothing is sent until a page is asked for by `next`"]
pub struct Pages<T: 'static, I: 'static> {
    walk: PageWalk,
    reader: &'static dyn PageReader<Output = T, Item = I>,
}

impl<T: 'static, I: 'static> Pages<T, I> {
    /// The same pages, but at most so many; 10,000 if nothing is said.
    ///
    /// Where the list has more, an error follows the last of them.
    pub fn with_limit(mut self, pages: u32) -> Self {
        self.walk.set_limit(pages);
        self
    }

    /// The next page; none after the last one.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|cx| self.poll_page(cx)).await
    }

    /// The items of the next page; none after the last one.
    pub async fn next_items(&mut self) -> Option<Result<Vec<I>, Error>> {
        poll_fn(|cx| self.poll_items(cx)).await
    }

    /// The items of the next page, waited for on this thread.
    pub fn blocking_items(&mut self) -> Option<Result<Vec<I>, Error>> {
        self.walk.ask_again();
        block_on(self.next_items())
    }

    /// The same pages for a `for` loop, each waited for on this thread.
    pub fn blocking(mut self) -> Blocking<Self> {
        self.walk.ask_again();
        Blocking::new(self)
    }

    /// How many items there are on all pages, if the page before said it.
    pub fn total(&self) -> Option<u64> {
        self.walk.total()
    }

    /// Whether the pages ended because the vendor gives no more than so many items, and not
    /// because the list ended.
    pub fn is_capped(&self) -> bool {
        self.walk.is_capped()
    }

    pub(crate) fn set_limit(&mut self, pages: u32) {
        self.walk.set_limit(pages);
    }

    pub(crate) fn ask_again(&mut self) {
        self.walk.ask_again();
    }

    pub(crate) fn poll_page(&mut self, cx: &mut Context<'_>) -> Poll<Option<Result<T, Error>>> {
        let (watch, reader) = (self.walk.watch(), self.reader);
        self.walk
            .poll_with(cx, |exchange| exchange.output(reader, watch))
    }

    pub(crate) fn poll_items(
        &mut self,
        cx: &mut Context<'_>,
    ) -> Poll<Option<Result<Vec<I>, Error>>> {
        let (watch, reader) = (self.walk.watch(), self.reader);
        self.walk
            .poll_with(cx, |exchange| exchange.items(reader, watch))
    }
}

impl<T: 'static, I: 'static> Stream for Pages<T, I> {
    type Item = Result<T, Error>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.poll_page(cx)
    }
}

impl<T: 'static, I: 'static> fmt::Debug for Pages<T, I> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages")
            .field("operation", &self.walk.operation().id)
            .field("total", &self.total())
            .finish_non_exhaustive()
    }
}

impl<O: Operate> Request for O {
    fn operation(&self) -> &'static Operation {
        O::OPERATION
    }

    fn changes(&self) -> &'static Changes {
        O::CHANGES
    }

    fn validate(&self, at: &Place<'_>, found: &mut Violations) {
        Operate::validate(self, at, found);
    }

    fn encode(&self, request: &mut RequestBuilder) {
        Operate::encode(self, request);
    }
}

/// The reader of an operation whose types the compiler knows.
pub(crate) fn reader<O: Operate>() -> &'static dyn Reader<Output = O::Output> {
    const { &Known::<O>(PhantomData) }
}

/// Likewise, of a list.
pub(crate) fn page_reader<O: Paged>() -> &'static dyn PageReader<Output = O::Output, Item = O::Item>
{
    const { &Known::<O>(PhantomData) }
}

struct Known<O>(PhantomData<fn() -> O>);

impl<O: Operate> Reader for Known<O> {
    type Output = O::Output;

    fn receive(&self) -> Receive {
        O::RECEIVE
    }

    fn decode(&self, answer: &Answer<'_>) -> Result<O::Output, DecodeError> {
        O::decode(answer)
    }

    fn validate_output(&self, output: &O::Output, found: &mut Violations) {
        O::validate_output(output, found);
    }

    fn request_id(&self, answer: &Answer<'_>) -> Option<String> {
        O::request_id(answer)
    }
}

impl<O: Paged> PageReader for Known<O> {
    type Item = O::Item;

    fn paging(&self) -> &'static Paging {
        O::PAGING
    }

    fn items(&self, answer: &Answer<'_>) -> Result<Vec<O::Item>, DecodeError> {
        O::items(answer)
    }
}
