//! The transport over HTTPS: hyper on tokio, rustls with ring, the roots of webpki.

use std::error::Error as StdError;
use std::fmt;
use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use http::header::{CONTENT_ENCODING, HeaderValue, USER_AGENT};
use http::{Request, Response, Uri};
use http_body_util::{BodyExt, Full, LengthLimitError, Limited};
use hyper::body::{Frame, Incoming};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};

use crate::transport::{
    AttemptTimeout, BoxFuture, Chunks, Deadline, Failure, Transport, TransportError,
};

/// What this library calls itself unless the request says otherwise.
const AGENT: &str = concat!("apiloom/", env!("CARGO_PKG_VERSION"));

/// Why nothing is sent or received without tokio.
const NO_RUNTIME: &str = "sending needs a tokio runtime, and this thread is in none";

/// The transport over HTTPS/1.1.
///
/// Certificates are verified, redirects are not followed, nothing is decompressed.
/// Plain HTTP goes to loopback addresses only unless [`with_plain_http`](Self::with_plain_http)
/// says otherwise.
/// Sending needs a tokio runtime with time and I/O.
#[derive(Clone)]
pub struct HyperTransport {
    /// The client, or why TLS cannot be set up.
    client: Result<HttpsClient, String>,
    connect_timeout: Duration,
    attempt_timeout: Duration,
    answer_limit: usize,
    plain_http: bool,
}

type HttpsClient = Client<HttpsConnector<HttpConnector>, Full<Bytes>>;

impl HyperTransport {
    /// A transport with limits of 10 seconds to connect, 30 seconds an attempt, and 32 MiB an
    /// answer.
    pub fn new() -> Self {
        let connect_timeout = Duration::from_secs(10);
        Self {
            client: client(connect_timeout),
            connect_timeout,
            attempt_timeout: Duration::from_secs(30),
            answer_limit: 32 << 20,
            plain_http: false,
        }
    }

    /// Limits the time until a TCP connection stands; the connections so far are dropped.
    #[must_use]
    pub fn with_connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = timeout;
        self.client = client(timeout);
        self
    }

    /// Limits the time of an attempt that has no limit of its own, from connecting to the last
    /// byte of the answer.
    #[must_use]
    pub fn with_attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = timeout;
        self
    }

    /// Limits the body of an answer, in bytes.
    #[must_use]
    pub fn with_answer_limit(mut self, bytes: usize) -> Self {
        self.answer_limit = bytes;
        self
    }

    /// Allows plain HTTP to every host: credentials then cross the network in the open.
    #[must_use]
    pub fn with_plain_http(mut self, allowed: bool) -> Self {
        self.plain_http = allowed;
        self
    }

    async fn exchange(&self, mut request: Request<Bytes>) -> Outcome {
        let client = self.ready(&mut request)?;
        let (timeout, left) = self.times(&request);
        let answer = self.answer(client, request.map(Full::new));
        let outcome = tokio::time::timeout(timeout.min(left), answer).await;
        outcome.unwrap_or_else(|_| Err(too_late("no whole answer", timeout, left)))
    }

    /// The same, but for the body, which is left to come.
    async fn start(
        &self,
        mut request: Request<Bytes>,
    ) -> Result<Response<Box<dyn Chunks>>, TransportError> {
        let client = self.ready(&mut request)?;
        let (timeout, left) = self.times(&request);
        let answer = client.request(request.map(Full::new));
        let response = match tokio::time::timeout(timeout.min(left), answer).await {
            Ok(response) => response.map_err(unsent)?,
            Err(_) => return Err(too_late("no answer", timeout, left)),
        };
        let coding = response.headers().get(CONTENT_ENCODING);
        if coding.is_some_and(|coding| coding != "identity") {
            let message = "the answer is compressed, which nobody asked for";
            return Err(TransportError::new(Failure::Broken, message));
        }
        Ok(response.map(|body| {
            Box::new(HyperChunks {
                body,
                pause: timeout,
            }) as Box<dyn Chunks>
        }))
    }

    /// Sees to it that a request can be sent.
    fn ready(&self, request: &mut Request<Bytes>) -> Result<&HttpsClient, TransportError> {
        let client = self
            .client
            .as_ref()
            .map_err(|reason| TransportError::new(Failure::Refused, reason.as_str()))?;
        self.check_scheme(request.uri())?;
        // Without a runtime, timers and sockets would panic.
        if tokio::runtime::Handle::try_current().is_err() {
            return Err(TransportError::new(Failure::Refused, NO_RUNTIME));
        }
        request
            .headers_mut()
            .entry(USER_AGENT)
            .or_insert(HeaderValue::from_static(AGENT));
        Ok(client)
    }

    /// How long the attempt may take, and how much is left of the time for the whole call.
    fn times(&self, request: &Request<Bytes>) -> (Duration, Duration) {
        let timeout = request.extensions().get::<AttemptTimeout>();
        let timeout = timeout.map_or(self.attempt_timeout, |timeout| timeout.0);
        let deadline = request.extensions().get::<Deadline>();
        let left = deadline.map_or(Duration::MAX, |deadline| deadline.left());
        (timeout, left)
    }

    async fn answer(&self, client: &HttpsClient, request: Request<Full<Bytes>>) -> Outcome {
        let response = client.request(request).await.map_err(unsent)?;
        let (head, body) = response.into_parts();
        let body = Limited::new(body, self.answer_limit)
            .collect()
            .await
            .map_err(|error| self.unread(error))?;
        Ok(Response::from_parts(head, body.to_bytes()))
    }

    fn check_scheme(&self, uri: &Uri) -> Result<(), TransportError> {
        let allowed = match uri.scheme_str() {
            Some("https") => true,
            Some("http") => self.plain_http || is_loopback(uri.host().unwrap_or_default()),
            _ => false,
        };
        if allowed {
            return Ok(());
        }
        Err(TransportError::new(
            Failure::Refused,
            "plain HTTP is for loopback addresses only; use https, or allow it with `with_plain_http(true)`",
        ))
    }

    fn unread(&self, error: Box<dyn StdError + Send + Sync>) -> TransportError {
        if error.downcast_ref::<LengthLimitError>().is_some() {
            let limit = self.answer_limit;
            return TransportError::new(
                Failure::TooLarge,
                format!("the answer is larger than {limit} bytes"),
            );
        }
        broken().with_source(error)
    }
}

fn broken() -> TransportError {
    TransportError::new(Failure::Broken, "the connection broke during the answer")
}

/// The error for what did not come in time.
fn too_late(what: &str, timeout: Duration, left: Duration) -> TransportError {
    let message = match left < timeout {
        true => format!("{what} before the time for the whole call was over"),
        false => format!("{what} within {timeout:?}"),
    };
    TransportError::new(Failure::Timeout, message)
}

/// A body that is still to come.
struct HyperChunks {
    body: Incoming,
    pause: Duration,
}

impl HyperChunks {
    async fn next(&mut self) -> Result<Option<Bytes>, TransportError> {
        if tokio::runtime::Handle::try_current().is_err() {
            return Err(TransportError::new(Failure::Refused, NO_RUNTIME));
        }
        loop {
            let frame = tokio::time::timeout(self.pause, self.body.frame()).await;
            let frame = frame.map_err(|_| {
                let message = format!("the answer paused for {:?}", self.pause);
                TransportError::new(Failure::Timeout, message)
            })?;
            match frame.map(|frame| frame.map(Frame::into_data)) {
                None => return Ok(None),
                Some(Ok(Ok(data))) if !data.is_empty() => return Ok(Some(data)),
                // Nothing, or headers that come at the end.
                Some(Ok(_)) => {}
                Some(Err(error)) => return Err(broken().with_source(error)),
            }
        }
    }
}

impl Chunks for HyperChunks {
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(self.next())
    }
}

type Outcome = Result<Response<Bytes>, TransportError>;

impl Default for HyperTransport {
    fn default() -> Self {
        Self::new()
    }
}

impl Transport for HyperTransport {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Outcome> {
        Box::pin(self.exchange(request))
    }

    fn send_for_chunks(
        &self,
        request: Request<Bytes>,
    ) -> BoxFuture<'_, Result<Response<Box<dyn Chunks>>, TransportError>> {
        Box::pin(self.start(request))
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        Box::pin(async move {
            // A wait may come before anything is sent, and so before anybody noticed that there
            // is no runtime.
            match tokio::runtime::Handle::try_current() {
                Ok(_) => tokio::time::sleep(duration).await,
                Err(_) => crate::sleep::sleep(duration).await,
            }
        })
    }
}

impl fmt::Debug for HyperTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("HyperTransport")
            .field("connect_timeout", &self.connect_timeout)
            .field("attempt_timeout", &self.attempt_timeout)
            .field("answer_limit", &self.answer_limit)
            .field("plain_http", &self.plain_http)
            .finish_non_exhaustive()
    }
}

fn client(connect_timeout: Duration) -> Result<HttpsClient, String> {
    let mut tcp = HttpConnector::new();
    tcp.enforce_http(false);
    tcp.set_nodelay(true);
    tcp.set_connect_timeout(Some(connect_timeout));
    // The provider is named, since the default one panics where another crate brings a second.
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = HttpsConnectorBuilder::new()
        .with_provider_and_webpki_roots(provider)
        .map_err(|error| format!("TLS cannot be set up: {error}"))?;
    let https = tls.https_or_http().enable_http1().wrap_connector(tcp);
    // What the pool sends again by itself are only requests of which nothing was written, because
    // a connection that was kept turned out to be closed.
    Ok(Client::builder(TokioExecutor::new())
        .pool_timer(TokioTimer::new())
        .build(https))
}

fn unsent(error: hyper_util::client::legacy::Error) -> TransportError {
    let cause = error
        .source()
        .and_then(|cause| cause.downcast_ref::<hyper::Error>());
    let (failure, message) = if error.is_connect() {
        (Failure::Connect, "no connection")
    } else if cause.is_some_and(hyper::Error::is_canceled) {
        // hyper says so only of requests of which it has written nothing.
        (
            Failure::Connect,
            "the connection closed before anything was sent",
        )
    } else {
        (Failure::Broken, "the connection broke before the answer")
    };
    TransportError::new(failure, message).with_source(error)
}

fn is_loopback(host: &str) -> bool {
    host.eq_ignore_ascii_case("localhost")
        || host == "[::1]"
        || host
            .parse::<Ipv4Addr>()
            .is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_http_stays_on_the_machine() {
        let check = |transport: &HyperTransport, url: &'static str| {
            transport.check_scheme(&Uri::from_static(url)).is_ok()
        };
        let transport = HyperTransport::new();
        assert!(check(&transport, "https://a.example/"));
        for url in [
            "http://127.0.0.2:1/",
            "http://[::1]:1/",
            "http://LOCALHOST/",
        ] {
            assert!(check(&transport, url), "{url}");
        }
        for url in [
            "http://a.example/",
            "http://127.0.0.1.a.example/",
            "/x",
            "ftp://a/",
        ] {
            assert!(!check(&transport, url), "{url}");
        }
        assert!(check(&transport.with_plain_http(true), "http://a.example/"));
    }
}
