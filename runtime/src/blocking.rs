//! Waiting on this thread for what is asynchronous, without an async runtime.

use std::cell::Cell;
use std::future::poll_fn;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::thread::{self, Thread};

use futures_core::Stream;

thread_local! {
    static IS_BLOCKING: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread waits in a blocking call.
///
/// If it belongs to an async runtime, that runtime may stand still meanwhile: a transport must not
/// rely on it then.
pub fn is_blocking() -> bool {
    IS_BLOCKING.get()
}

/// What [`Items`](crate::Items) or [`Pages`](crate::Pages) give, for a `for` loop: each item is
/// waited for on this thread.
#[derive(Debug)]
#[must_use = "nothing is sent until an item is asked for"]
pub struct Blocking<S> {
    stream: S,
}

impl<S> Blocking<S> {
    pub(crate) fn new(stream: S) -> Self {
        Self { stream }
    }

    /// What is read, to see how far it has come.
    pub fn inner(&self) -> &S {
        &self.stream
    }
}

impl<S: Stream + Unpin> Iterator for Blocking<S> {
    type Item = S::Item;

    fn next(&mut self) -> Option<S::Item> {
        block_on(poll_fn(|cx| Pin::new(&mut self.stream).poll_next(cx)))
    }
}

/// Waits on this thread until a future is ready.
///
/// What the future needs to become ready must not be left to this thread.
pub(crate) fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let waiting = Waiting::start();
    let waker = Waker::from(Arc::clone(&waiting.signal));
    let mut cx = Context::from_waker(&waker);
    loop {
        if let Poll::Ready(value) = future.as_mut().poll(&mut cx) {
            return value;
        }
        waiting.signal.wait();
    }
}

/// A thread that waits; what it was before is restored when this is dropped.
struct Waiting {
    signal: Arc<Signal>,
    was_blocking: bool,
}

impl Waiting {
    fn start() -> Self {
        Self {
            signal: Arc::new(Signal {
                thread: thread::current(),
                is_given: AtomicBool::new(false),
            }),
            was_blocking: IS_BLOCKING.replace(true),
        }
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        IS_BLOCKING.set(self.was_blocking);
    }
}

/// Says that it is worth looking at a future again.
struct Signal {
    thread: Thread,
    /// A thread can be woken without reason, and by who waits for something else.
    is_given: AtomicBool,
}

impl Signal {
    fn wait(&self) {
        while !self.is_given.swap(false, Ordering::Acquire) {
            thread::park();
        }
    }
}

impl Wake for Signal {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.is_given.store(true, Ordering::Release);
        self.thread.unpark();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::later::later;

    #[test]
    fn one_wait_inside_another_takes_no_signal_from_it() {
        let (outer, outer_later) = later();
        let (inner, inner_later) = later();
        let mut outer = Some(outer);
        let mut inner_later = Some(inner_later);
        let mut outer_later = pin!(outer_later);
        let other = thread::spawn(move || {
            thread::yield_now();
            inner.give(1);
        });
        let sum = block_on(std::future::poll_fn(|cx| {
            let polled = outer_later.as_mut().poll(cx);
            if let (Some(outer), Some(inner)) = (outer.take(), inner_later.take()) {
                // The signal of the outer wait comes while the inner one waits.
                outer.give(2);
                assert_eq!(block_on(inner), Some(1));
                assert!(is_blocking());
            }
            polled
        }));
        assert_eq!(sum, Some(2));
        assert!(!is_blocking());
        other.join().unwrap();
    }
}
