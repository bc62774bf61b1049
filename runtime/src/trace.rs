//! What is told to the crate `tracing`: nothing without the feature of that name.

use std::time::Duration;

use crate::{BoxFuture, Core, Error, Operation};

/// An attempt that is over.
#[cfg_attr(
    not(feature = "tracing"),
    allow(dead_code, reason = "only what traces looks at it")
)]
pub(crate) struct Attempted<'a> {
    pub(crate) number: u32,
    pub(crate) duration: Duration,
    pub(crate) status: Option<u16>,
    /// Why it failed, if it did.
    pub(crate) error: Option<&'a Error>,
    /// How long the call waits before the next one, if there is one.
    pub(crate) wait: Option<Duration>,
}

/// The future of a call in a span of its own.
#[cfg(feature = "tracing")]
pub(crate) fn in_span<T: 'static>(
    core: &Core,
    operation: &'static Operation,
    future: BoxFuture<'static, T>,
) -> BoxFuture<'static, T> {
    use tracing::Instrument as _;

    let effect = match operation.effect {
        crate::Effect::Read => "read",
        crate::Effect::Write => "write",
        crate::Effect::Delete => "delete",
    };
    let span = tracing::info_span!(
        target: "apiloom",
        "call",
        vendor = core.vendor().name(),
        operation = operation.id,
        effect,
    );
    Box::pin(future.instrument(span))
}

/// The future of a call, as it is.
#[cfg(not(feature = "tracing"))]
pub(crate) fn in_span<T: 'static>(
    _: &Core,
    _: &'static Operation,
    future: BoxFuture<'static, T>,
) -> BoxFuture<'static, T> {
    future
}

/// One event an attempt.
#[cfg(feature = "tracing")]
pub(crate) fn attempted(attempted: &Attempted<'_>) {
    let millis = |time: Duration| u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
    let (attempt, status) = (attempted.number, attempted.status);
    let duration_ms = millis(attempted.duration);
    let Some(error) = attempted.error else {
        tracing::debug!(target: "apiloom", attempt, status, duration_ms, "answered");
        return;
    };
    tracing::warn!(
        target: "apiloom",
        attempt,
        status,
        duration_ms,
        wait_ms = attempted.wait.map(millis),
        error.kind = ?error.kind(),
        error.name = error.name(),
        error.code = error.code(),
        request_id = error.request_id(),
        "failed",
    );
}

/// Nothing.
#[cfg(not(feature = "tracing"))]
pub(crate) fn attempted(_: &Attempted<'_>) {}
