//! The transport over HTTPS: hyper on tokio, rustls with ring, the roots of webpki.

use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::mem;
use std::net::Ipv4Addr;
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT_ENCODING, HeaderValue, USER_AGENT};
use http::{Request, Response, StatusCode, Uri};
use http_body_util::{BodyExt, Full, LengthLimitError};
use hyper::body::{Frame, Incoming};
use hyper_rustls::HttpsConnector;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::client::legacy::{Client, ResponseFuture};
use hyper_util::rt::{TokioExecutor, TokioTimer};

use crate::background::Background;
use crate::blocking::is_blocking;
use crate::content_coding::Coding;
use crate::tls;
use crate::transport::{
    AttemptTimeout, BoxFuture, Chunks, Deadline, Failure, Transport, TransportError, too_late,
};

/// What this library calls itself unless the request says otherwise.
const AGENT: &str = concat!("apiloom/", env!("CARGO_PKG_VERSION"));

/// The transport over HTTPS/1.1.
///
/// Certificates are verified, redirects are not followed.
/// With the feature `gzip`, it asks for answers that are compressed with gzip, unless the request
/// says itself what it accepts, and gives them unpacked.
/// Plain HTTP goes to loopback addresses only (`127.0.0.0/8`, `[::1]` and the name `localhost`)
/// unless [`with_plain_http`](Self::with_plain_http) says otherwise; such a request is an error of
/// the kind `Configuration`.
/// In a tokio runtime it uses that one, which must have time and I/O.
/// Elsewhere, in other executors and in blocking calls, a thread with a runtime of its own does the
/// work; it starts with the first such call and ends with the last clone of the transport.
#[derive(Clone)]
pub struct HyperTransport {
    /// The client, or why TLS cannot be set up.
    client: Result<HttpsClient, String>,
    /// For calls that are made where there is no runtime, or one that stands still.
    apart: Arc<OnceLock<Apart>>,
    authorities: Option<Arc<str>>,
    connect_timeout: Duration,
    attempt_timeout: Duration,
    answer_limit: usize,
    plain_http: bool,
}

/// A thread with a runtime, and a client whose connections belong to that runtime.
struct Apart {
    background: Background,
    client: Result<HttpsClient, String>,
}

type HttpsClient = Client<HttpsConnector<HttpConnector>, Full<Bytes>>;

impl HyperTransport {
    /// A transport with limits of 10 seconds to connect, 30 seconds an attempt, and 32 MiB an
    /// answer.
    pub fn new() -> Self {
        let connect_timeout = Duration::from_secs(10);
        Self {
            client: client(connect_timeout, None),
            apart: Arc::default(),
            authorities: None,
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
        self.client = client(timeout, self.authorities.as_deref());
        self.apart = Arc::default();
        self
    }

    /// Believes servers whose certificates come from these authorities, in PEM, and no others: for
    /// a private deployment whose owner is an authority for itself.
    /// The connections so far are dropped; that the text is not good is said when something is
    /// sent.
    #[must_use]
    pub fn with_authorities(mut self, pem: impl Into<Arc<str>>) -> Self {
        let pem = pem.into();
        self.client = client(self.connect_timeout, Some(&pem));
        self.apart = Arc::default();
        self.authorities = Some(pem);
        self
    }

    /// Limits the time of an attempt that has no limit of its own, from connecting to the last
    /// byte of the answer.
    #[must_use]
    pub fn with_attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = timeout;
        self
    }

    /// Limits the body of an answer, in bytes: those on the way, and those that they are unpacked to.
    #[must_use]
    pub fn with_answer_limit(mut self, bytes: usize) -> Self {
        self.answer_limit = bytes;
        self
    }

    /// Allows plain HTTP to every host: credentials then cross the network in the open.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use apiloom::{HyperTransport, Transport};
    ///
    /// let transport: Arc<dyn Transport> = Arc::new(HyperTransport::new().with_plain_http(true));
    /// // … `Client::with_transport(settings, transport)`, then
    /// // `.configure(|core| core.with_server("http://crm.intranet.example:8080"))`.
    /// # drop(transport);
    /// ```
    #[must_use]
    pub fn with_plain_http(mut self, allowed: bool) -> Self {
        self.plain_http = allowed;
        self
    }

    /// Sends a request and receives the whole answer.
    ///
    /// The request is taken apart before there is a future, which would keep a place for it.
    fn exchange(
        &self,
        client: &Result<HttpsClient, String>,
        mut request: Request<Bytes>,
    ) -> Result<impl Future<Output = Outcome>, TransportError> {
        #[cfg(feature = "gzip")]
        request
            .headers_mut()
            .entry(ACCEPT_ENCODING)
            .or_insert(HeaderValue::from_static("gzip"));
        let client = self.ready(client, &mut request)?;
        let (timeout, left) = self.times(&request);
        let response = client.request(request.map(Full::new));
        let limit = self.answer_limit;
        Ok(async move {
            let answer = answer(response, limit);
            let outcome = tokio::time::timeout(timeout.min(left), answer).await;
            outcome.unwrap_or_else(|_| Err(too_late("no whole answer", timeout, left)))
        })
    }

    /// The same, but for the body, which is left to come.
    async fn start(
        &self,
        client: &Result<HttpsClient, String>,
        mut request: Request<Bytes>,
    ) -> Started {
        // Of a request that says nothing, servers may assume that any coding will do.
        request
            .headers_mut()
            .entry(ACCEPT_ENCODING)
            .or_insert(HeaderValue::from_static("identity"));
        let client = self.ready(client, &mut request)?;
        let (timeout, left) = self.times(&request);
        let answer = client.request(request.map(Full::new));
        let mut response = match tokio::time::timeout(timeout.min(left), answer).await {
            Ok(response) => response.map_err(unsent)?,
            Err(_) => return Err(too_late("no answer", timeout, left)),
        };
        match Coding::of(response.headers()) {
            Ok(Coding::Identity) => {}
            // A file may be compressed many times over, and nobody asked for it.
            #[cfg(feature = "gzip")]
            Ok(Coding::Gzip) => return Err(unreadable(response.status(), "gzip")),
            Err(found) => return Err(unreadable(response.status(), &found)),
        }
        response.extensions_mut().insert(AttemptTimeout(timeout));
        Ok(response.map(|body| {
            Box::new(HyperChunks {
                transport: self.clone(),
                state: State::Here(body),
                pause: timeout,
            }) as Box<dyn Chunks>
        }))
    }

    /// Sees to it that a request can be sent.
    fn ready<'c>(
        &self,
        client: &'c Result<HttpsClient, String>,
        request: &mut Request<Bytes>,
    ) -> Result<&'c HttpsClient, TransportError> {
        let client = client
            .as_ref()
            .map_err(|reason| TransportError::new(Failure::Refused, reason.as_str()))?;
        self.check_scheme(request.uri())?;
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

    /// Does something on the thread apart, with a client that belongs there.
    async fn do_apart<T, F>(
        &self,
        work: impl FnOnce(Self, Result<HttpsClient, String>) -> F,
    ) -> Result<T, TransportError>
    where
        T: Send + 'static,
        F: Future<Output = Result<T, TransportError>> + Send + 'static,
    {
        let apart = self.apart().map_err(|error| {
            let message = "there is no thread to send with";
            TransportError::new(Failure::Refused, message).with_source(error)
        })?;
        let done = apart
            .background
            .run(work(self.clone(), apart.client.clone()));
        done.await.unwrap_or_else(|| {
            let message = "the thread that sends ended before the answer";
            Err(TransportError::new(Failure::Broken, message))
        })
    }

    fn apart(&self) -> io::Result<&Apart> {
        set_once(&self.apart, || {
            Ok(Apart {
                background: Background::start()?,
                client: client(self.connect_timeout, self.authorities.as_deref()),
            })
        })
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
}

/// The whole answer, of at most so many bytes.
async fn answer(response: ResponseFuture, limit: usize) -> Outcome {
    let response = response.await.map_err(unsent)?;
    let (mut head, body) = response.into_parts();
    let coding = Coding::of(&head.headers).map_err(|found| unreadable(head.status, &found))?;
    let body = coding
        .collect(body, limit)
        .await
        .map_err(|error| unread(error, limit))?;
    coding.forget(&mut head.headers);
    Ok(Response::from_parts(head, body))
}

/// The error for an answer whose body did not come, or not in good order.
fn unread(error: Box<dyn StdError + Send + Sync>, limit: usize) -> TransportError {
    if is_too_large(&*error) {
        let message = format!("the answer is larger than {limit} bytes");
        return TransportError::new(Failure::TooLarge, message);
    }
    if error.is::<io::Error>() {
        let message = "the answer is compressed, and damaged";
        return TransportError::new(Failure::Broken, message).with_source(error);
    }
    broken().with_source(error)
}

type Outcome = Result<Response<Bytes>, TransportError>;

type Started = Result<Response<Box<dyn Chunks>>, TransportError>;

/// A body that is still to come.
struct HyperChunks {
    transport: HyperTransport,
    state: State,
    pause: Duration,
}

/// Who has the body.
enum State {
    Here(Incoming),
    /// Outside a runtime, what reads the next piece has it; it stays when the one who waits for
    /// the piece goes away.
    Away(BoxFuture<'static, Result<Reading, TransportError>>),
    Lost,
}

/// A piece and the rest of the body.
type Reading = (Result<Option<Bytes>, TransportError>, Incoming);

impl HyperChunks {
    async fn next(&mut self) -> Result<Option<Bytes>, TransportError> {
        if has_runtime()
            && let State::Here(body) = &mut self.state
        {
            return next_of(body, self.pause).await;
        }
        self.state = match mem::replace(&mut self.state, State::Lost) {
            State::Here(body) => State::Away(self.read_apart(body)),
            state => state,
        };
        let State::Away(reading) = &mut self.state else {
            return Err(broken());
        };
        let read = reading.await;
        self.state = State::Lost;
        let (next, body) = read?;
        self.state = State::Here(body);
        next
    }

    /// Reads on the thread apart.
    fn read_apart(
        &self,
        mut body: Incoming,
    ) -> BoxFuture<'static, Result<Reading, TransportError>> {
        let (transport, pause) = (self.transport.clone(), self.pause);
        Box::pin(async move {
            let reading = |_, _| async move { Ok((next_of(&mut body, pause).await, body)) };
            transport.do_apart(reading).await
        })
    }
}

impl Chunks for HyperChunks {
    fn chunk(&mut self) -> BoxFuture<'_, Result<Option<Bytes>, TransportError>> {
        Box::pin(self.next())
    }
}

/// The next piece of a body that is not nothing.
async fn next_of(body: &mut Incoming, pause: Duration) -> Result<Option<Bytes>, TransportError> {
    loop {
        let frame = tokio::time::timeout(pause, body.frame()).await;
        let frame = frame.map_err(|_| {
            let message = format!("the answer paused for {pause:?}");
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

fn broken() -> TransportError {
    TransportError::new(Failure::Broken, "the connection broke during the answer")
}

impl Default for HyperTransport {
    fn default() -> Self {
        Self::new()
    }
}

impl Transport for HyperTransport {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Outcome> {
        Box::pin(async move {
            if has_runtime() {
                return self.exchange(&self.client, request)?.await;
            }
            let work = |this: Self, client| async move { this.exchange(&client, request)?.await };
            Box::pin(self.do_apart(work)).await
        })
    }

    fn send_for_chunks(&self, request: Request<Bytes>) -> BoxFuture<'_, Started> {
        Box::pin(async move {
            match has_runtime() {
                true => self.start(&self.client, request).await,
                false => {
                    self.do_apart(|this, client| async move { this.start(&client, request).await })
                        .await
                }
            }
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let this = self.clone();
        Box::pin(async move {
            if has_runtime() {
                return tokio::time::sleep(duration).await;
            }
            // Without a thread to send with, nothing is sent, so that the wait does not matter.
            if let Ok(apart) = this.apart() {
                let waiting = async move { tokio::time::sleep(duration).await };
                apart.background.run(waiting).await;
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

/// What a cell holds, made if it is empty; what cannot be made now may be made the next time.
fn set_once<T>(cell: &OnceLock<T>, make: impl FnOnce() -> io::Result<T>) -> io::Result<&T> {
    if let Some(made) = cell.get() {
        return Ok(made);
    }
    // Of two that make one at the same time, one is dropped.
    let made = make()?;
    Ok(cell.get_or_init(|| made))
}

/// Whether this thread is in a runtime that goes on while a call waits.
fn has_runtime() -> bool {
    !is_blocking() && tokio::runtime::Handle::try_current().is_ok()
}

fn client(connect_timeout: Duration, authorities: Option<&str>) -> Result<HttpsClient, String> {
    let mut tcp = HttpConnector::new();
    tcp.enforce_http(false);
    tcp.set_nodelay(true);
    tcp.set_connect_timeout(Some(connect_timeout));
    let https = tls::connector(tcp, authorities)?;
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
    let (failure, message) = if tls::is_untrusted(&error) {
        (
            Failure::Untrusted,
            "nothing was sent, since the server's certificate is not to be trusted",
        )
    } else if error.is_connect() {
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

/// The error for an answer in a coding that nobody asked for.
fn unreadable(status: StatusCode, coding: &str) -> TransportError {
    let advice = if cfg!(feature = "gzip") {
        ""
    } else {
        "; the feature `gzip` of `apiloom` reads gzip"
    };
    TransportError::new(
        Failure::Unreadable,
        format!(
            "the answer of status {} has the content encoding `{coding}`, which was not asked for{advice}",
            status.as_u16()
        ),
    )
}

fn is_too_large(error: &(dyn StdError + Send + Sync + 'static)) -> bool {
    #[cfg(feature = "gzip")]
    if crate::gzip::TooMuch::caused(error) {
        return true;
    }
    error.is::<LengthLimitError>()
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
    fn what_could_not_be_made_is_made_later() {
        let cell = OnceLock::new();
        let failed = set_once(&cell, || Err::<u8, _>(io::Error::other("no thread")));
        assert_eq!(failed.unwrap_err().to_string(), "no thread");
        assert_eq!(*set_once(&cell, || Ok(7)).unwrap(), 7);
        assert_eq!(*set_once(&cell, || Ok(8)).unwrap(), 7);
    }

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
