//! A transport that writes down what goes through it.

use std::fmt;
use std::fs::File;
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};

use crate::core::Origin;
use crate::recording::{Exchange, HEADING, Question};
use crate::transport::{BoxFuture, Failure, Transport, TransportError};

/// A transport that sends through another, and writes each exchange into a file from which
/// [`Replay::load`](super::replay::Replay::load) answers in tests.
///
/// ```no_run
/// use std::sync::Arc;
/// use apiloom::replay::{Recorder, Replay};
/// use apiloom::transport;
///
/// # fn main() -> std::io::Result<()> {
/// // Once, against the vendor:
/// let recorder = Recorder::create("tests/recorded/customers.jsonl", transport::standard())?;
/// // … give `Arc::new(recorder)` to a client as its transport, and make calls.
/// // In tests, without the vendor and with made-up secrets:
/// let replay = Replay::load("tests/recorded/customers.jsonl")?;
/// # drop((recorder, replay));
/// # Ok(())
/// # }
/// ```
///
/// Secrets do not reach the file: `[secret]` stands in place of the values of secret settings, of
/// tokens, and of what the spec calls secret, wherever they stand, also in answers; in a number of
/// an answer, the digit 1.
/// Nothing else is hidden: what a vendor says about its customers is in the file as it came.
///
/// Of a request, the file has the method, the path, and what the inputs of the call say in query
/// and body; signatures, nonces, times, headers and idempotency keys are not there.
/// Attempts that had no answer are not there either.
///
/// Every answer is received as a whole before it is recorded and handed on, downloads too: those
/// have the limits of other answers on time and size here.
/// An answer that cannot be recorded, because the file cannot be written or a secret stands in
/// bytes that are no text, is an error of the call, whose kind is `Decode`; what the call was to do
/// is done then, and it is not sent again.
pub struct Recorder {
    inner: Arc<dyn Transport>,
    file: Mutex<File>,
}

impl Recorder {
    /// Writes into a file, which is replaced.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn create(path: impl AsRef<Path>, inner: Arc<dyn Transport>) -> io::Result<Self> {
        let mut file = File::create(path)?;
        writeln!(file, "{HEADING}")?;
        Ok(Self {
            inner,
            file: Mutex::new(file),
        })
    }

    fn write(&self, exchange: &Exchange) -> io::Result<()> {
        let line = exchange.to_line()?;
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        // As a whole, so that exchanges at the same time do not mix.
        file.write_all(format!("{line}\n").as_bytes())
    }
}

impl Transport for Recorder {
    fn send(
        &self,
        request: Request<Bytes>,
    ) -> BoxFuture<'_, Result<Response<Bytes>, TransportError>> {
        Box::pin(async move {
            let origin = request.extensions().get::<Origin>().cloned();
            let (Some(origin), Some(question)) = (origin, Question::of(&request)) else {
                let message = "only what a client prepared is recorded: of other requests, nobody knows the secrets";
                return Err(TransportError::new(Failure::Refused, message));
            };
            let response = self.inner.send(request).await?;
            let redactor = origin.redactor();
            let recorded = Exchange::new(question, &response, &redactor);
            recorded
                .and_then(|exchange| self.write(&exchange))
                .map_err(|error| {
                    // Not a failure after which a call is sent again: the vendor did what was asked.
                    let message = "the answer came but cannot be recorded";
                    TransportError::new(Failure::Unreadable, message).with_source(error)
                })?;
            Ok(response)
        })
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.inner.sleep(duration)
    }
}

impl fmt::Debug for Recorder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Recorder")
            .field("inner", &self.inner)
            .finish_non_exhaustive()
    }
}
