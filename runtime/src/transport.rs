//! How requests reach the vendor.

use std::error::Error as StdError;
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

use crate::ShownRequest;
pub use crate::blocking::is_blocking;
pub use crate::chunks::Chunks;
use crate::chunks::Whole;
use crate::core::Origin;
pub use crate::deadline::Deadline;
pub use crate::from_fn::{FromFn, from_fn};
use crate::redact::Redactor;
use crate::sleep::sleep;

/// A boxed future that can move between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Sends a request and gives the answer to it.
///
/// An implementation sends exactly what it is given and adds only `host`, `content-length`,
/// `user-agent` and `accept-encoding`; it follows no redirect, since a signed request is signed for
/// one place.
/// The body that it gives is unpacked.
/// How long one attempt may take stands in the request's extensions, as [`AttemptTimeout`], and
/// when the whole call must be over, as [`Deadline`]; the sooner of them ends the attempt.
/// It sends a request once: sending again is the client's business, which signs anew.
/// One that leans on the async runtime around it asks [`is_blocking`] first.
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
    /// If that time is its own, since the request does not say it, it puts it into the extensions
    /// of the response, as [`AttemptTimeout`]: what turns out to be no download ends by it.
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
    /// That of a test may let it pass at once: a vendor's quotas are counted as if it had passed.
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

/// A request as it may be shown: without secrets.
///
/// Of a request that no client prepared, neither query nor headers nor body are shown.
pub fn shown(request: &http::Request<Bytes>) -> ShownRequest {
    match request.extensions().get::<Origin>() {
        Some(origin) => ShownRequest::new(request, &origin.redactor()),
        None => ShownRequest::unknown(request),
    }
}

/// A text without the secrets of a request, such as its body in whole.
///
/// Of a request that no client prepared, the secrets are not known, and nothing is shown.
pub fn without_secrets(request: &http::Request<Bytes>, text: &str) -> String {
    let origin = request.extensions().get::<Origin>();
    origin.map_or_else(String::new, |origin| origin.redactor().text(text))
}

/// How long an attempt may take by what stands in the extensions of its request.
pub fn time_left(request: &http::Request<Bytes>) -> Option<Duration> {
    let extensions = request.extensions();
    let timeout = extensions.get::<AttemptTimeout>().map(|timeout| timeout.0);
    let left = extensions.get::<Deadline>().map(|deadline| deadline.left());
    timeout.into_iter().chain(left).min()
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
    /// There was a server, but it could not show that it is the right one, so nothing was sent.
    Untrusted,
    /// The answer did not come in time; whether the vendor has the request is unknown.
    Timeout,
    /// The answer is larger than the limit.
    TooLarge,
    /// The connection broke; whether the vendor has the request is unknown.
    Broken,
    /// The answer came, but the transport cannot read it or do with it what it is for.
    Unreadable,
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

    /// The same error without secrets in it or its sources, of which only the texts are left.
    pub(crate) fn redacted(&self, redactor: &Redactor) -> Self {
        let mut texts = Vec::new();
        let mut source = self.source();
        while let Some(error) = source {
            texts.push(redactor.text(&error.to_string()));
            source = error.source();
        }
        let first = texts
            .into_iter()
            .rev()
            .fold(None, |source, text| Some(Box::new(Cause { text, source })));
        Self {
            failure: self.failure,
            message: redactor.text(&self.message),
            source: first.map(|cause| cause as Box<dyn StdError + Send + Sync>),
        }
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

/// The error for what did not come within the time of an attempt, or of the whole call if there was
/// less left of that.
pub(crate) fn too_late(what: &str, timeout: Duration, left: Duration) -> TransportError {
    let message = match left < timeout {
        true => format!("{what} before the time for the whole call was over"),
        false => format!("{what} within {timeout:?}"),
    };
    TransportError::new(Failure::Timeout, message)
}

/// The text of an error that was the cause of another.
#[derive(Debug)]
struct Cause {
    text: String,
    source: Option<Box<Self>>,
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl StdError for Cause {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.source
            .as_deref()
            .map(|source| source as &(dyn StdError + 'static))
    }
}
