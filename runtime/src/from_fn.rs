//! A transport that is a function.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::{Request, Response};

use crate::blocking::is_blocking;
use crate::later::on_a_thread;
use crate::transport::{BoxFuture, Failure, Transport, TransportError};

/// A transport that is a blocking function: any HTTP library without an async runtime, or a test's
/// own answers.
///
/// ```
/// use std::sync::Arc;
/// use apiloom::transport::{self, Failure};
/// use apiloom::{Bytes, Transport, TransportError, http};
///
/// let transport: Arc<dyn Transport> = Arc::new(transport::from_fn(|request| {
///     let _limit = transport::time_left(&request);
///     // … send `request` by a library, once, without following redirects, and return what came.
///     let answer = http::Response::builder().status(200).body(Bytes::from("{}"));
///     answer.map_err(|error| TransportError::new(Failure::Broken, "no answer").with_source(error))
/// }));
/// # drop(transport);
/// ```
///
/// In a blocking call the function runs on the thread of that call.
/// In a call that is awaited it runs on a thread of its own, so that it holds nobody up; that
/// thread goes on if the call is dropped.
/// The function keeps to [`time_left`](super::transport::time_left).
pub fn from_fn(send: impl Fn(Request<Bytes>) -> Outcome + Send + Sync + 'static) -> FromFn {
    FromFn {
        send: Arc::new(send),
    }
}

/// What [`from_fn`] makes.
#[derive(Clone)]
pub struct FromFn {
    send: Arc<dyn Fn(Request<Bytes>) -> Outcome + Send + Sync>,
}

type Outcome = Result<Response<Bytes>, TransportError>;

impl Transport for FromFn {
    fn send(&self, request: Request<Bytes>) -> BoxFuture<'_, Outcome> {
        Box::pin(async move {
            if is_blocking() {
                return (self.send)(request);
            }
            let send = Arc::clone(&self.send);
            let sent = on_a_thread("apiloom-send", move || send(request)).await;
            sent.unwrap_or_else(|error| {
                let message = "the function that is the transport gave no answer";
                Err(TransportError::new(Failure::Broken, message).with_source(error))
            })
        })
    }
}

impl fmt::Debug for FromFn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FromFn")
    }
}
