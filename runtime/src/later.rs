//! A value that another thread gives later, without an async runtime.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread;

use crate::BoxFuture;

/// Ready once the value is given; with nothing if its giver was dropped.
pub(crate) struct Later<T> {
    state: Arc<Mutex<State<T>>>,
}

/// Gives the value.
pub(crate) struct Giver<T> {
    state: Arc<Mutex<State<T>>>,
}

struct State<T> {
    value: Option<T>,
    is_over: bool,
    waker: Option<Waker>,
}

/// A value that is given later.
pub(crate) fn later<T>() -> (Giver<T>, Later<T>) {
    let state = Arc::new(Mutex::new(State {
        value: None,
        is_over: false,
        waker: None,
    }));
    let giver = Giver {
        state: Arc::clone(&state),
    };
    (giver, Later { state })
}

/// Does on a thread of its own what would block the one that waits for it.
///
/// The thread starts when the future is first polled; it goes on if the future is dropped.
pub(crate) fn on_a_thread<T: Send + 'static>(
    name: &'static str,
    work: impl FnOnce() -> T + Send + 'static,
) -> BoxFuture<'static, io::Result<T>> {
    Box::pin(async move {
        let (giver, later) = later();
        thread::Builder::new()
            .name(name.to_owned())
            .spawn(move || giver.give(work()))?;
        let panicked = || io::Error::other("the thread that was to do it panicked");
        later.await.ok_or_else(panicked)
    })
}

impl<T> Giver<T> {
    pub(crate) fn give(self, value: T) {
        lock(&self.state).value = Some(value);
        // Dropping it wakes who waits.
    }
}

impl<T> Drop for Giver<T> {
    fn drop(&mut self) {
        let waker = {
            let mut state = lock(&self.state);
            state.is_over = true;
            state.waker.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    }
}

impl<T> Future for Later<T> {
    type Output = Option<T>;

    fn poll(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<T>> {
        let mut state = lock(&self.state);
        if state.is_over {
            return Poll::Ready(state.value.take());
        }
        state.waker = Some(cx.waker().clone());
        Poll::Pending
    }
}

/// Nothing that could panic runs under the lock.
fn lock<T>(state: &Mutex<State<T>>) -> MutexGuard<'_, State<T>> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::blocking::block_on;

    #[test]
    fn what_is_given_comes_and_what_is_dropped_is_over() {
        let (giver, later) = later();
        giver.give(7);
        assert_eq!(block_on(later), Some(7));
        let (giver, later) = super::later::<u8>();
        let waiting = thread::spawn(move || block_on(later));
        drop(giver);
        assert_eq!(waiting.join().unwrap(), None);
    }

    #[test]
    fn work_that_panics_is_an_error() {
        assert_eq!(block_on(on_a_thread("test", || 7)).unwrap(), 7);
        let failed = block_on(on_a_thread("test", || -> u8 {
            panic!("as the test wants")
        }));
        assert!(failed.unwrap_err().to_string().contains("panicked"));
    }
}
