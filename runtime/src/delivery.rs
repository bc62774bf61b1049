//! How a call is made: attempts until one succeeds, or there is no use in another.

use std::task::Poll;
use std::time::{Duration, Instant};

use apiloom_wire::{Secret, Timestamp};
use bytes::Bytes;

use crate::attempt::Turn;
use crate::chunks::{self, receive};
use crate::core::Prepared;
use crate::draft::Draft;
use crate::exchange::Exchange;
use crate::gate::Permit;
use crate::hooks::{self, Reason, Received, Retrying, Warning};
use crate::idempotency::set_key;
use crate::limits::Start;
use crate::shown::Sent;
use crate::trace::{self, Attempted};
use crate::transport::{AttemptTimeout, Deadline, too_late};
use crate::{BoxFuture, CallOptions, Core, Error, Operation, Receive, Retry, TransportError};

/// A call that is being made.
///
/// It is not generic, so that all operations share one compiled loop.
pub(crate) struct Delivery {
    core: Core,
    operation: &'static Operation,
    draft: Draft,
    /// Why there is no draft, if there is none.
    refused: Option<Error>,
    options: CallOptions,
    retry: Retry,
    deadline: Deadline,
    /// How often the request was sent.
    attempts: u32,
    /// How often it was sent again as the rules about retries allow; what the vendor refused for
    /// a token or a clock that was mended is not counted here.
    retries: u32,
    /// Whether a wrong clock was why it was sent again already.
    clock_was_mended: bool,
    /// The tokens of the attempt, by scheme.
    tokens: Vec<(&'static str, Secret)>,
    /// The schemes whose token was renewed already.
    renewed: Vec<&'static str>,
}

/// What the vendor's limits let through.
#[derive(Default)]
struct Turnstile {
    /// Held until the answer is there.
    places: Vec<Permit>,
    starts: Vec<Start>,
}

/// A request that is on its way.
struct Sending {
    sent: Sent,
    secrets: Vec<Secret>,
    /// Held until the answer is there.
    places: Vec<Permit>,
    /// When it was sent by the client's clock.
    at: Timestamp,
    started: Instant,
}

/// What the transport made of a request.
type Outcome = Result<chunks::Received, TransportError>;

/// An attempt that failed.
struct Failed {
    error: Error,
    duration: Duration,
    /// Whether the answer showed that our clock was wrong.
    clock_was_wrong: bool,
}

/// Why and when a call is sent again.
struct Again {
    reason: Reason,
    wait: Duration,
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Self {
            error,
            duration: Duration::ZERO,
            clock_was_wrong: false,
        }
    }
}

impl Delivery {
    pub(crate) fn new(
        core: Core,
        operation: &'static Operation,
        draft: Result<Draft, Error>,
        options: CallOptions,
    ) -> Self {
        let (draft, refused) = match draft {
            Ok(draft) => (draft, None),
            Err(error) => (Draft::default(), Some(error)),
        };
        Self {
            retry: options.retry.unwrap_or(core.retry()),
            deadline: Deadline::after(Duration::ZERO),
            core,
            operation,
            draft,
            refused,
            options,
            attempts: 0,
            retries: 0,
            clock_was_mended: false,
            tokens: Vec::new(),
            renewed: Vec::new(),
        }
    }

    pub(crate) async fn run(&mut self) -> Result<Exchange, Error> {
        self.start()?;
        let mut before: Option<Error> = None;
        loop {
            if self.needs_tokens()
                && let Err(error) = Box::pin(self.fetch_tokens()).await
            {
                // Why the attempt before failed says more than why there is no further one.
                return Err(before.unwrap_or(error));
            }
            let sent = self.attempts;
            let mut failed = match self.attempt().await {
                Ok(exchange) => {
                    self.core.budget().give();
                    return Ok(exchange);
                }
                Err(failed) => failed,
            };
            if sent == self.attempts {
                // Nothing was sent.
                return Err(before.unwrap_or(failed.error));
            }
            let again = self.again(&mut failed);
            let error = failed.error;
            trace::attempted(&Attempted {
                number: self.attempts,
                duration: failed.duration,
                status: error.status(),
                error: Some(&error),
                wait: again.as_ref().map(|again| again.wait),
            });
            let Some(Again { reason, wait }) = again else {
                return Err(error);
            };
            for hooks in self.core.hooks() {
                hooks.on_retry(&Retrying {
                    operation: self.operation,
                    attempt: self.attempts,
                    reason,
                    wait,
                    error: &error,
                });
            }
            if reason == Reason::Failure {
                Box::pin(self.wait(wait)).await;
            }
            before = Some(error);
        }
    }

    /// The time of the call counts from here; its key is made here.
    fn start(&mut self) -> Result<(), Error> {
        if let Some(error) = self.refused.take() {
            return Err(error);
        }
        if let Some(violations) = self.draft.warnings.take() {
            for hooks in self.core.hooks() {
                hooks.on_warning(&Warning {
                    operation: self.operation,
                    violations: &violations,
                });
            }
        }
        set_key(&self.core, self.operation, &self.options, &mut self.draft)
            .map_err(|error| error.at(self.operation.id))?;
        if self.needs_tokens() {
            // A token that is fetched for a call that cannot be sent may end the token of others.
            self.core
                .check(self.operation, &mut self.draft, &self.options)?;
        }
        self.deadline = Deadline::after(self.options.deadline.unwrap_or(self.core.deadline()));
        Ok(())
    }

    /// The schemes of the call; a choice that is not on offer is reported where the request is
    /// made.
    fn schemes(&self) -> &'static [&'static str] {
        let (call, client) = (self.options.scheme.as_deref(), self.core.scheme());
        self.operation.auth.choose(call, client).unwrap_or_default()
    }

    /// Whether there are schemes whose token is fetched.
    fn needs_tokens(&self) -> bool {
        let mut schemes = self.schemes().iter();
        schemes.any(|scheme| self.core.fetches_token(scheme))
    }

    /// Sees to it that every scheme has a token that may be used.
    async fn fetch_tokens(&mut self) -> Result<(), Error> {
        self.tokens.clear();
        for scheme in self.schemes() {
            if self.core.given_token(scheme).is_some() {
                continue;
            }
            let fetching = Box::pin(self.core.live_token(scheme));
            let fetched = within(&self.core, self.deadline, fetching).await;
            let token = fetched.unwrap_or_else(|| Err(Error::too_late(self.operation)));
            let token = token.map_err(|error| error.at(self.operation.id))?;
            self.tokens.extend(token.map(|token| (*scheme, token)));
        }
        Ok(())
    }

    /// Waits until the vendor's limits let the operation through.
    ///
    /// Places are taken in the order of the limits' names, the same for all operations, so that no
    /// two calls wait for each other.
    async fn pass_limits(&self) -> Result<Turnstile, Error> {
        let mut places = Vec::new();
        let mut starts = Vec::new();
        let mut rates = Vec::new();
        for limit in self.operation.limits {
            let used = self.core.used(self.operation, limit);
            let used = used.map_err(|error| error.at(self.operation.id))?;
            if let Some(gate) = &used.gate {
                let entering = Box::pin(gate.enter());
                let entered = within(&self.core, self.deadline, entering).await;
                places.push(entered.ok_or_else(|| Error::too_late(self.operation))?);
            }
            rates.extend(limit.rate.map(|rate| (limit.name, used, rate)));
        }
        for (name, used, rate) in rates {
            let (start, wait) = used
                .next(rate, self.core.limits().now(), self.deadline.left())
                .map_err(|wait| Error::limited(self.operation, name, wait))?;
            starts.push(start);
            if !wait.is_zero() {
                self.wait(wait).await;
            }
        }
        Ok(Turnstile { places, starts })
    }

    /// Waits; for the vendor's limits that much time has passed then, even if the transport of a
    /// test lets it pass at once.
    async fn wait(&self, duration: Duration) {
        let until = self.core.limits().now().checked_add(duration);
        self.core.transport().sleep(duration).await;
        if let Some(until) = until {
            self.core.limits().reach(until);
        }
    }

    /// Stamp, freeze, seal, send, judge.
    ///
    /// All but the waits is done in functions that are not async: what they hold does not stand in
    /// the future, which is moved and allocated for every call.
    async fn attempt(&mut self) -> Result<Exchange, Failed> {
        if self.deadline.left().is_zero() {
            return Err(Error::too_late(self.operation).into());
        }
        let Turnstile { places, starts } = match self.operation.limits {
            [] => Turnstile::default(),
            _ => Box::pin(self.pass_limits()).await?,
        };
        let Prepared { request, secrets } = self.make(starts)?;
        let sending = Sending {
            sent: Sent::of(&request),
            secrets,
            places,
            at: self.core.local_now(),
            started: Instant::now(),
        };
        let outcome = match self.options.receive {
            // The transport keeps the time.
            Receive::Whole => {
                let response = self.core.transport().send(request).await;
                response.map(|response| (response, None))
            }
            how => Box::pin(self.receive(request, how)).await,
        };
        self.judge(sending, outcome)
    }

    /// Stamp, freeze, seal.
    fn make(&mut self, starts: Vec<Start>) -> Result<Prepared, Error> {
        let number = self.attempts + 1;
        let turn = Turn {
            number,
            tokens: &self.tokens,
            asked: None,
        };
        let mut prepared =
            self.core
                .prepare(self.operation, self.draft.clone(), &self.options, turn)?;
        prepared.request.extensions_mut().insert(self.deadline);
        for hooks in self.core.hooks() {
            hooks.before_send(&mut hooks::Sending {
                operation: self.operation,
                attempt: number,
                request: &mut prepared.request,
                secrets: &mut prepared.secrets,
            });
        }
        starts.into_iter().for_each(Start::keep);
        self.attempts = number;
        Ok(prepared)
    }

    /// Tells success from failure, and whoever wants to know.
    fn judge(&self, sending: Sending, outcome: Outcome) -> Result<Exchange, Failed> {
        let outcome = self.judged(sending, outcome);
        for hooks in self.core.hooks() {
            let (duration, outcome) = match &outcome {
                Ok((exchange, duration)) => (*duration, Ok(exchange)),
                Err(failed) => (failed.duration, Err(&failed.error)),
            };
            hooks.after_receive(&Received {
                operation: self.operation,
                attempt: self.attempts,
                duration,
                outcome,
            });
        }
        let (exchange, duration) = outcome?;
        trace::attempted(&Attempted {
            number: self.attempts,
            duration,
            status: Some(exchange.status()),
            error: None,
            wait: None,
        });
        Ok(exchange)
    }

    /// Tells success from failure; with how long the sending took.
    fn judged(&self, sending: Sending, outcome: Outcome) -> Result<(Exchange, Duration), Failed> {
        let Sending {
            sent,
            secrets,
            places,
            at,
            started,
        } = sending;
        let duration = started.elapsed();
        let failed = |error: Error, clock_was_wrong| Failed {
            error: error.after_attempts(self.attempts),
            duration,
            clock_was_wrong,
        };
        let response = outcome.map_err(|error| {
            let redactor = self.core.redactor(&secrets);
            let error = Error::from_transport(error, self.operation, &redactor);
            failed(error.after(Some(sent.shown(&redactor))), false)
        });
        let (response, chunks) = response?;
        let clock_was_wrong = self.core.learn_skew(response.headers(), at);
        let core = self.core.clone();
        let exchange = Exchange::new(
            core,
            self.operation,
            Some(sent),
            response,
            secrets,
            self.attempts,
        )
        .with_body(chunks, places);
        match exchange.judged() {
            Ok(exchange) => Ok((exchange, duration)),
            Err(error) => Err(failed(error, clock_was_wrong)),
        }
    }

    /// Sends a request and receives as much of the answer as must be judged.
    ///
    /// That is an attempt, whose time ends it; the transport only sees to it that no piece takes
    /// longer than that.
    async fn receive(&self, request: http::Request<Bytes>, how: Receive) -> Outcome {
        let (started, left) = (Instant::now(), self.deadline.left());
        let until = |timeout: Duration| {
            let rest = timeout.min(left).saturating_sub(started.elapsed());
            Deadline::after(rest)
        };
        let late = |what: &str, timeout| Err(too_late(what, timeout, left));
        let timeout = self.options.timeout.or(self.core.timeout());
        let first = timeout.unwrap_or(Duration::MAX);
        let sending = self.core.transport().send_for_chunks(request);
        let Some(response) = within(&self.core, until(first), sending).await else {
            return late("no answer", first);
        };
        let response = response?;
        let status = response.status().as_u16();
        let own = response.extensions().get::<AttemptTimeout>();
        let timeout = timeout.or(own.map(|own| own.0)).unwrap_or(Duration::MAX);
        let receiving = Box::pin(receive(response, how));
        let received = within(&self.core, until(timeout), receiving).await;
        received.unwrap_or_else(|| {
            let what = format!("not enough of the answer of status {status}");
            late(&what, timeout)
        })
    }

    /// Why and when the call is sent again; nothing if there is no use in it.
    fn again(&mut self, failed: &mut Failed) -> Option<Again> {
        if let Some(reason) = self.mend(failed) {
            let wait = Duration::ZERO;
            return Some(Again { reason, wait });
        }
        let wait = self.wait_after(&mut failed.error)?;
        let reason = Reason::Failure;
        Some(Again { reason, wait })
    }

    /// Mends why the vendor refused, if that can be done, so that the call is sent again at once:
    /// the vendor did nothing, whatever the operation does.
    fn mend(&mut self, failed: &Failed) -> Option<Reason> {
        let clock = failed.clock_was_wrong && failed.error.is_auth() && !self.clock_was_mended;
        self.clock_was_mended |= clock;
        let token = failed.error.code().is_some_and(|code| self.renew(code));
        match (clock, token) {
            (true, _) => Some(Reason::Clock),
            (_, true) => Some(Reason::Token),
            (false, false) => None,
        }
    }

    /// Gives up the tokens that a code says are not accepted any more, each once a call.
    fn renew(&mut self, code: &str) -> bool {
        let before = self.renewed.len();
        for (scheme, token) in &self.tokens {
            if self.renewed.contains(scheme) || !self.core.renews(scheme, code) {
                continue;
            }
            // Since there was a token, there is a key.
            if let Ok(Some(key)) = self.core.token_key(scheme) {
                self.core.tokens().refuse(&key, token.clone());
                self.renewed.push(scheme);
            }
        }
        self.renewed.len() > before
    }

    /// How long to wait before the next attempt; nothing if there is no use in another.
    fn wait_after(&mut self, error: &mut Error) -> Option<Duration> {
        self.retries += 1;
        if !error.is_retryable() || self.retries >= self.retry.attempts() {
            return None;
        }
        let Some(wait) = self.retry.wait(self.retries, error.retry_after()) else {
            let cap = self.retry.retry_after_cap();
            error.wait_is_too_long(&format!("longer than the limit of {cap:?}"));
            return None;
        };
        // What would come too late is not waited for, and takes nothing from the budget.
        if wait >= self.deadline.left() {
            error.wait_is_too_long("too long for what is left of the time for the whole call");
            return None;
        }
        self.core.budget().take().then_some(wait)
    }
}

/// What a future gives, unless the deadline passes first.
async fn within<T>(core: &Core, deadline: Deadline, mut future: BoxFuture<'_, T>) -> Option<T> {
    let mut timer: Option<BoxFuture<'static, ()>> = None;
    std::future::poll_fn(|cx| {
        if let Poll::Ready(value) = future.as_mut().poll(cx) {
            return Poll::Ready(Some(value));
        }
        // Most of the time there is nothing to wait for, and then there is no timer either.
        let ringing = timer.get_or_insert_with(|| core.transport().sleep(deadline.left()));
        match ringing.as_mut().poll(cx) {
            Poll::Ready(()) if deadline.left().is_zero() => Poll::Ready(None),
            // The transport of a test may let time pass at once; that ends nothing.
            Poll::Ready(()) => {
                timer = Some(Box::pin(std::future::pending()));
                Poll::Pending
            }
            Poll::Pending => Poll::Pending,
        }
    })
    .await
}
