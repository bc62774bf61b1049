//! What a user's code does before and after each attempt of a call.

use std::fmt;
use std::time::Duration;

use apiloom_wire::{Secret, Violations};
use bytes::Bytes;

use crate::core::Origin;
use crate::drift::Drift;
use crate::exchange::Exchange;
use crate::transport::shown;
use crate::{Effect, Error, Operation, ShownRequest, ShownResponse, header};

/// What a user's code does before and after each attempt of a call: measure, log, hand on the
/// headers of a trace.
///
/// A client that was given hooks by [`Core::with_hooks`](crate::Core::with_hooks) runs them for
/// every attempt that it sends, those that fetch tokens and pages too; `Call::prepare` and
/// `Call::answer` run none.
/// They run on the thread that makes the call, so they should not wait for anything.
/// A panic in a hook goes through the call to whoever awaits it, as if the call had panicked; the
/// client and its other calls go on.
///
/// What hooks are given shows no secret, neither by its methods nor by `Debug`.
///
/// ```
/// use apiloom::hooks::{Hooks, Received, Retrying, Sending};
///
/// #[derive(Debug)]
/// struct Log;
///
/// impl Hooks for Log {
///     fn before_send(&self, sending: &mut Sending<'_>) {
///         if let Err(error) = sending.add_header("x-trace-id", "7f3a") {
///             eprintln!("{error}");
///         }
///     }
///
///     fn after_receive(&self, received: &Received<'_>) {
///         let (operation, took) = (received.operation(), received.duration());
///         match received.error() {
///             None => eprintln!("{operation} took {took:?}"),
///             Some(error) => eprintln!("{error}, after {took:?}"),
///         }
///     }
///
///     fn on_retry(&self, retrying: &Retrying<'_>) {
///         eprintln!("again in {:?}: {}", retrying.wait(), retrying.error());
///     }
/// }
/// ```
pub trait Hooks: Send + Sync + fmt::Debug {
    /// The inputs of a call that is about to be made break rules of the spec that are worth a warning.
    fn on_warning(&self, _warning: &Warning<'_>) {}

    /// A signed request is about to be sent.
    fn before_send(&self, _sending: &mut Sending<'_>) {}

    /// A request was answered, or will have no answer.
    fn after_receive(&self, _received: &Received<'_>) {}

    /// A call is sent again, after a wait.
    fn on_retry(&self, _retrying: &Retrying<'_>) {}

    /// Whether [`on_drift`](Self::on_drift) is to be called; to look for drift costs time.
    fn wants_drift(&self) -> bool {
        false
    }

    /// An answer was read, but is not as the spec says: see [`drift`](crate::drift).
    fn on_drift(&self, _drift: &Drift<'_>) {}
}

/// What is wrong with the inputs of a call without keeping them from being sent.
#[derive(Debug)]
pub struct Warning<'a> {
    pub(crate) operation: &'static Operation,
    pub(crate) violations: &'a Violations,
}

impl Warning<'_> {
    /// The operation's name in the spec.
    pub fn operation(&self) -> &'static str {
        self.operation.id
    }

    /// What is wrong.
    pub fn violations(&self) -> &Violations {
        self.violations
    }
}

/// A signed request that is about to be sent.
pub struct Sending<'a> {
    pub(crate) operation: &'static Operation,
    pub(crate) attempt: u32,
    pub(crate) request: &'a mut http::Request<Bytes>,
    /// Those of the attempt.
    pub(crate) secrets: &'a mut Vec<Secret>,
}

/// What came of a request that was sent.
pub struct Received<'a> {
    pub(crate) operation: &'static Operation,
    pub(crate) attempt: u32,
    pub(crate) duration: Duration,
    pub(crate) outcome: Result<&'a Exchange, &'a Error>,
}

/// A call that is sent again.
pub struct Retrying<'a> {
    pub(crate) operation: &'static Operation,
    pub(crate) attempt: u32,
    pub(crate) reason: Reason,
    pub(crate) wait: Duration,
    pub(crate) error: &'a Error,
}

/// Why a call is sent again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Reason {
    /// The attempt failed, and another does no harm.
    Failure,
    /// The vendor refused a token, which is fetched anew.
    Token,
    /// The vendor refused a time, and its answer showed the right one.
    Clock,
}

impl Sending<'_> {
    /// The operation's name in the spec.
    pub fn operation(&self) -> &'static str {
        self.operation.id
    }

    /// What the operation does to the vendor's data.
    pub fn effect(&self) -> Effect {
        self.operation.effect
    }

    /// Which attempt of the call it is, from 1.
    pub fn attempt(&self) -> u32 {
        self.attempt
    }

    /// The request, without its secrets; it is made anew each time this is asked for.
    pub fn request(&self) -> ShownRequest {
        shown(self.request)
    }

    /// Adds a header, which no signature covers; its value is not shown.
    ///
    /// One of 8 or more bytes counts as a secret wherever it stands, in answers and messages too,
    /// unless the header is one that holds no credential by what it is for: those of HTTP about
    /// content, and `traceparent`, `x-request-id` and the like.
    ///
    /// # Errors
    /// When the request has a header of this name already, the transport sets it, or name or value
    /// cannot be sent. Nothing is added then; the request is sent all the same.
    pub fn add_header(&mut self, name: &str, value: &str) -> Result<(), Error> {
        let secrets = header::secrets_of(name, value);
        let (name, value) = header::parse(name, value, true)?;
        let headers = self.request.headers_mut();
        if headers.contains_key(&name) {
            return Err(Error::input(format!(
                "the request has the header `{name}` already"
            )));
        }
        headers.insert(name, value);
        if let Some(origin) = self.request.extensions_mut().get_mut::<Origin>() {
            origin.secrets.extend(secrets.iter().cloned());
        }
        self.secrets.extend(secrets);
        Ok(())
    }
}

impl Received<'_> {
    /// The operation's name in the spec.
    pub fn operation(&self) -> &'static str {
        self.operation.id
    }

    /// What the operation does to the vendor's data.
    pub fn effect(&self) -> Effect {
        self.operation.effect
    }

    /// Which attempt of the call it was, from 1.
    pub fn attempt(&self) -> u32 {
        self.attempt
    }

    /// The time from the sending to the whole answer, or until it was clear that there is none; of a
    /// download, to the first piece of its body.
    pub fn duration(&self) -> Duration {
        self.duration
    }

    /// The HTTP status, if there was an answer.
    pub fn status(&self) -> Option<u16> {
        match self.outcome {
            Ok(exchange) => Some(exchange.status()),
            Err(error) => error.status(),
        }
    }

    /// Why the attempt failed; none if the vendor did what was asked.
    ///
    /// That an answer is not of the form that the spec states is found later, when it is read.
    pub fn error(&self) -> Option<&Error> {
        self.outcome.err()
    }

    /// The request, without its secrets; it is made anew each time this is asked for.
    pub fn request(&self) -> Option<ShownRequest> {
        match self.outcome {
            Ok(exchange) => exchange.shown_request(&exchange.redactor()),
            Err(error) => error.request().cloned(),
        }
    }

    /// The answer, without its secrets; it is made anew each time this is asked for.
    pub fn response(&self) -> Option<ShownResponse> {
        match self.outcome {
            Ok(exchange) => Some(exchange.shown_response(&exchange.redactor())),
            Err(error) => error.response().cloned(),
        }
    }
}

impl Retrying<'_> {
    /// The operation's name in the spec.
    pub fn operation(&self) -> &'static str {
        self.operation.id
    }

    /// Which attempt of the call failed, from 1.
    pub fn attempt(&self) -> u32 {
        self.attempt
    }

    /// Why the call is sent again.
    pub fn reason(&self) -> Reason {
        self.reason
    }

    /// How long it waits before that.
    pub fn wait(&self) -> Duration {
        self.wait
    }

    /// How the attempt failed.
    pub fn error(&self) -> &Error {
        self.error
    }
}

impl fmt::Debug for Sending<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sending")
            .field("operation", &self.operation.id)
            .field("attempt", &self.attempt)
            .field("request", &self.request())
            .finish()
    }
}

impl fmt::Debug for Received<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Received")
            .field("operation", &self.operation.id)
            .field("attempt", &self.attempt)
            .field("duration", &self.duration)
            .field("status", &self.status())
            .field("error", &self.error())
            .finish()
    }
}

impl fmt::Debug for Retrying<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Retrying")
            .field("operation", &self.operation.id)
            .field("attempt", &self.attempt)
            .field("reason", &self.reason)
            .field("wait", &self.wait)
            .field("error", &self.error)
            .finish()
    }
}
