//! How requests reach the vendor.

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

pub use crate::chunks::Chunks;
use crate::chunks::Whole;
use crate::core::Origin;
pub use crate::deadline::Deadline;
use crate::sleep::sleep;

/// A boxed future that can move between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends a request and gives the answer to it.
///
/// An implementation sends exactly what it is given and adds only `host`, `content-length` and
/// `user-agent`; it follows no redirect, since a signed request is signed for one place.
/// How long one attempt may take stands in the request's extensions, as [`AttemptTimeout`], and
/// when the whole call must be over, as [`Deadline`]; the sooner of them ends the attempt.
/// It sends a request once: sending again is the client's business, which signs anew.
pub trait Transport: Send + Sync + fmt::Debug {
    /// Sends a request and gives the whole answer to it, whatever its status.
    fn send(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>>;

    /// Sends a request and gives the answer as soon as its head is there; the body comes piece by
    /// piece.
    ///
    /// Unless a transport does it otherwise, the whole answer is received first.
    /// One that does ends an answer whose next piece does not come within the time of an attempt,
    /// and asks for no compression.
    fn send_for_chunks(
        &self,
        request: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Box<dyn Chunks>>, TransportError>> {
        Box::pin(async move {
            let response = self.send(request).await?;
            Ok(response.map(|body| Box::new(Whole(body)) as Box<dyn Chunks>))
        })
    }

    /// Is ready after this time; what a client waits with before it sends again.
    ///
    /// Unless a transport does it otherwise, a thread of its own keeps the time of each wait.
    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        sleep(duration)
    }
}

/// How long one attempt may take, from the first byte sent to the last one received.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AttemptTimeout(pub Duration);

/// The transport that a generated client uses unless it is given another: over HTTPS with the
/// feature `hyper`, otherwise [`Offline`].
pub fn standard() -> Arc<dyn Transport> {
    #[cfg(feature = "hyper")]
    return Arc::new(crate::HyperTransport::new());
    #[cfg(not(feature = "hyper"))]
    return Arc::new(Offline);
}

/// A request in one line for a log: method and URL, without secrets.
///
/// The query of a request that no client prepared is left out.
pub fn describe(request: &http::Request<Bytes>) -> String {
    let (method, uri) = (request.method(), request.uri());
    match request.extensions().get::<Origin>() {
        Some(origin) => origin.redactor().text(&format!("{method} {uri}")),
        None => format!("{method} {}", uri.path()),
    }
}

/// A transport that refuses to send; enough for `prepare` and `answer`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Offline;

impl Transport for Offline {
    fn send(
        &self,
        _: http::Request<Bytes>,
    ) -> BoxFuture<'_, Result<http::Response<Bytes>, TransportError>> {
        Box::pin(std::future::ready(Err(TransportError::new(
            Failure::Refused,
            "there is no transport: switch on the feature `hyper` of `apiloom`, or give the client a transport of your own",
        ))))
    }
}

/// Why there is no answer to a request.
#[derive(Debug)]
pub struct TransportError {
    failure: Failure,
    message: String,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

/// At what point a request failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Failure {
    /// The transport does not send such a request.
    Refused,
    /// There was no connection, so nothing was sent.
    Connect,
    /// The answer did not come in time; whether the vendor has the request is unknown.
    Timeout,
    /// The answer is larger than the limit.
    TooLarge,
    /// The connection broke; whether the vendor has the request is unknown.
    Broken,
}

impl TransportError {
    /// An error with a message that shows no URL, header or body.
    pub fn new(failure: Failure, message: impl Into<String>) -> Self {
        Self {
            failure,
            message: message.into(),
            source: None,
        }
    }

    /// The same error with what caused it.
    #[must_use]
    pub fn with_source(mut self, source: impl Into<Box<dyn StdError + Send + Sync>>) -> Self {
        self.source = Some(source.into());
        self
    }

    /// At what point the request failed.
    pub fn failure(&self) -> Failure {
        self.failure
    }
}

impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        // The causes of network errors are short and say what matters.
        let mut cause = self.source();
        while let Some(error) = cause {
            write!(f, ": {error}")?;
            cause = error.source();
        }
        Ok(())
    }
}

impl StdError for TransportError {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source
            .as_deref()
            .map(|source| source as &(dyn StdError + 'static))
    }
}
