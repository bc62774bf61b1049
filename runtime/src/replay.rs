//! A transport for tests: answers what it was given, and records what it is asked.
//!
//! ```
//! use std::sync::Arc;
//! use apiloom::{Method, Transport, replay::Replay};
//!
//! let replay = Arc::new(
//!     Replay::new()
//!         .on(Method::GET, "/v1/customers", 200, r#"{"code":0}"#)
//!         .then(500, ""),
//! );
//! let transport: Arc<dyn Transport> = replay.clone();
//! // … give `transport` to a client, make calls, then look at what was sent:
//! assert!(replay.requests().is_empty());
//! assert_eq!(replay.left(), 2);
//! # drop(transport);
//! ```

use std::fmt;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::{Method, Request, Response, StatusCode};

use crate::transport::{BoxFuture, Failure, Transport, TransportError};

/// Answers what it was given, and records what it is asked.
///
/// Each answer is given once: a request gets the first one left that fits it.
#[derive(Default)]
pub struct Replay {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    left: Vec<Exchange>,
    requests: Vec<Request<Bytes>>,
    waits: Vec<Duration>,
}

struct Exchange {
    /// None fits every request.
    fits: Option<(Method, String)>,
    outcome: Result<Response<Bytes>, TransportError>,
}

impl Replay {
    /// A transport that has no answer yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers a request with this method and path (with the server's prefix, without the
    /// query).
    #[must_use]
    pub fn on(
        self,
        method: Method,
        path: impl Into<String>,
        status: u16,
        body: impl Into<Bytes>,
    ) -> Self {
        self.add(Some((method, path.into())), response(status, body.into()))
    }

    /// Answers any request; JSON unless the body is empty.
    #[must_use]
    pub fn then(self, status: u16, body: impl Into<Bytes>) -> Self {
        self.add(None, response(status, body.into()))
    }

    /// Answers any request with a whole response.
    #[must_use]
    pub fn then_response(self, response: Response<Bytes>) -> Self {
        self.add(None, Ok(response))
    }

    /// Fails for any request.
    #[must_use]
    pub fn then_fail(self, error: TransportError) -> Self {
        self.add(None, Err(error))
    }

    /// The requests that were sent, in order; they are not redacted.
    pub fn requests(&self) -> Vec<Request<Bytes>> {
        self.lock().requests.clone()
    }

    /// How long the client wanted to wait, in order; none of it took any time.
    pub fn waits(&self) -> Vec<Duration> {
        self.lock().waits.clone()
    }

    /// How many answers are left.
    pub fn left(&self) -> usize {
        self.lock().left.len()
    }

    fn add(self, fits: Option<(Method, String)>, outcome: Outcome) -> Self {
        self.lock().left.push(Exchange { fits, outcome });
        self
    }

    fn answer(&self, request: Request<Bytes>) -> Outcome {
        let mut state = self.lock();
        let fits = |exchange: &Exchange| match &exchange.fits {
            None => true,
            Some((method, path)) => request.method() == method && request.uri().path() == path,
        };
        let outcome = match state.left.iter().position(fits) {
            Some(index) => state.left.remove(index).outcome,
            None => Err(TransportError::new(
                Failure::Refused,
                format!(
                    "no answer is left for {} {}",
                    request.method(),
                    request.uri().path()
                ),
            )),
        };
        state.requests.push(request);
        outcome
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

type Outcome = Result<Response<Bytes>, TransportError>;

impl Transport for Replay {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Outcome> {
        Box::pin(std::future::ready(self.answer(request)))
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.lock().waits.push(duration);
        Box::pin(std::future::ready(()))
    }
}

impl fmt::Debug for Replay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.lock();
        f.debug_struct("Replay")
            .field("left", &state.left.len())
            .field("requests", &state.requests.len())
            .finish()
    }
}

fn response(status: u16, body: Bytes) -> Outcome {
    let status = StatusCode::from_u16(status).map_err(|_| {
        TransportError::new(Failure::Refused, format!("{status} is no HTTP status"))
    })?;
    let is_empty = body.is_empty();
    let mut response = Response::new(body);
    *response.status_mut() = status;
    if !is_empty {
        response.headers_mut().insert(
            http::header::CONTENT_TYPE,
            http::HeaderValue::from_static("application/json"),
        );
    }
    Ok(response)
}
