//! A transport for tests: answers what it was given, and records what it is asked.
//!
//! What it answers is written in the test, or was recorded before by a [`Recorder`].
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
//! // … `Client::with_transport(settings, transport)`, make calls, then look at what was sent:
//! assert!(replay.requests().is_empty());
//! assert_eq!(replay.left(), 2);
//! # drop(transport);
//! ```

use std::fmt;
use std::io;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::{Method, Request, Response, StatusCode};

pub use crate::recorder::Recorder;
use crate::recording::{self, HEADING, Question, invalid};
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
    request: Wanted,
    outcome: Outcome,
}

/// Which requests an answer fits.
enum Wanted {
    Any,
    Path(Method, String),
    Question(Question),
}

impl Wanted {
    fn line(&self) -> String {
        match self {
            Self::Any => "any request".to_owned(),
            Self::Path(method, path) => short(&format!("{method} {path}")),
            Self::Question(question) => short(&question.line()),
        }
    }
}

impl Replay {
    /// A transport that has no answer yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Answers what a [`Recorder`] recorded.
    ///
    /// A request gets an answer whose request had the same method and path, and the same inputs in
    /// query and body; if there are several, the first that is left.
    /// The order in which different requests come does not matter, and what is made anew each
    /// time, such as signatures, nonces and idempotency keys, does not either.
    /// Where a secret stood, `[secret]` is compared and answered, so that any secrets will do as
    /// long as they stand in no other text.
    /// Settings that are not secret are compared as they are where they are part of the path or of
    /// the inputs, such as the number of an account in a path or the user of a login: they must be
    /// those of the recording.
    ///
    /// # Errors
    /// When the file cannot be read, or was not written by a `Recorder`.
    pub fn load(path: impl AsRef<Path>) -> io::Result<Self> {
        let text = std::fs::read_to_string(path)?;
        let mut lines = text.lines();
        if lines.next() != Some(HEADING) {
            return Err(invalid("the file is no recording"));
        }
        let mut replay = Self::new();
        for (index, line) in lines.enumerate() {
            let exchange = recording::Exchange::from_line(line)
                .map_err(|error| invalid(format!("line {}: {error}", index + 2)))?;
            replay = replay.add(Wanted::Question(exchange.question), Ok(exchange.response));
        }
        Ok(replay)
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
        self.add(
            Wanted::Path(method, path.into()),
            response(status, body.into()),
        )
    }

    /// Answers any request; JSON unless the body is empty.
    #[must_use]
    pub fn then(self, status: u16, body: impl Into<Bytes>) -> Self {
        self.add(Wanted::Any, response(status, body.into()))
    }

    /// Answers any request with a whole response.
    #[must_use]
    pub fn then_response(self, response: Response<Bytes>) -> Self {
        self.add(Wanted::Any, Ok(response))
    }

    /// Fails for any request.
    #[must_use]
    pub fn then_fail(self, error: TransportError) -> Self {
        self.add(Wanted::Any, Err(error))
    }

    /// The requests that were sent, in order; they are not redacted.
    pub fn requests(&self) -> Vec<Request<Bytes>> {
        self.lock().requests.clone()
    }

    /// How long the client wanted to wait, in order; none of it took any time.
    ///
    /// A vendor's quotas are counted as if it had, so that calls get their turns at once and none
    /// comes too late; the time for a whole call does not pass by it.
    pub fn waits(&self) -> Vec<Duration> {
        self.lock().waits.clone()
    }

    /// How many answers are left.
    pub fn left(&self) -> usize {
        self.lock().left.len()
    }

    fn add(self, request: Wanted, outcome: Outcome) -> Self {
        self.lock().left.push(Exchange { request, outcome });
        self
    }

    fn answer(&self, request: Request<Bytes>) -> Outcome {
        let question = Question::of(&request);
        let mut state = self.lock();
        let fits = |exchange: &Exchange| match &exchange.request {
            Wanted::Any => true,
            Wanted::Path(method, path) => {
                request.method() == method && request.uri().path() == path
            }
            Wanted::Question(wanted) => question.as_ref() == Some(wanted),
        };
        let outcome = match state.left.iter().position(fits) {
            Some(index) => state.left.remove(index).outcome,
            None => Err(unexpected(&request, question.as_ref(), &state.left)),
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

/// The error for a request for which there is no answer; it says for what there are some.
fn unexpected(
    request: &Request<Bytes>,
    question: Option<&Question>,
    left: &[Exchange],
) -> TransportError {
    const SHOWN: usize = 3;
    let line = match question {
        Some(question) => question.line(),
        None => format!("{} {}", request.method(), request.uri().path()),
    };
    let asked = short(&line);
    let mut lines: Vec<String> = left.iter().take(SHOWN).map(|e| e.request.line()).collect();
    if left.len() > SHOWN {
        lines.push(format!("{} more", left.len() - SHOWN));
    }
    let message = match lines.is_empty() {
        true => format!("no answer is left for {asked}, nor for anything else"),
        false => format!(
            "no answer is left for {asked}; what is left is for {}",
            lines.join(" and ")
        ),
    };
    TransportError::new(Failure::Refused, message)
}

/// The beginning of a text, so that there is room for others.
fn short(text: &str) -> String {
    const LENGTH: usize = 60;
    match text.char_indices().nth(LENGTH) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", &text[..end]),
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
