//! Waiting without an async runtime.

use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::Duration;

use crate::BoxFuture;

/// Is ready after this time; a thread of its own keeps the time, and ends when the future is
/// dropped.
pub(crate) fn sleep(duration: Duration) -> BoxFuture<'static, ()> {
    let mut timer = None;
    Box::pin(std::future::poll_fn(move |cx| {
        timer.get_or_insert_with(|| Timer::start(duration)).poll(cx)
    }))
}

struct Timer {
    state: Arc<Mutex<State>>,
    /// Dropped with the timer, which tells the thread to end.
    _stop: Sender<()>,
}

#[derive(Default)]
struct State {
    over: bool,
    waker: Option<Waker>,
}

impl Timer {
    fn start(duration: Duration) -> Self {
        let state = Arc::new(Mutex::new(State::default()));
        let (stop, stopped) = channel();
        let shared = Arc::clone(&state);
        let started = thread::Builder::new()
            .name("apiloom-timer".to_owned())
            .spawn(move || {
                if stopped.recv_timeout(duration) == Err(RecvTimeoutError::Timeout) {
                    end(&shared);
                }
            });
        if started.is_err() {
            // Not waiting at all is better than waiting for ever.
            end(&state);
        }
        Self { state, _stop: stop }
    }

    fn poll(&self, cx: &mut Context<'_>) -> Poll<()> {
        let mut state = lock(&self.state);
        if state.over {
            return Poll::Ready(());
        }
        state.waker = Some(cx.waker().clone());
        Poll::Pending
    }
}

fn end(state: &Mutex<State>) {
    let waker = {
        let mut state = lock(state);
        state.over = true;
        state.waker.take()
    };
    if let Some(waker) = waker {
        waker.wake();
    }
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use std::task::Wake;
    use std::time::Instant;

    use super::*;

    struct Unpark(thread::Thread);

    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }

    #[test]
    fn it_wakes_once_the_time_is_over() {
        let waker = Waker::from(Arc::new(Unpark(thread::current())));
        let mut cx = Context::from_waker(&waker);
        let duration = Duration::from_millis(30);
        let start = Instant::now();
        let mut sleeping = sleep(duration);
        while sleeping.as_mut().poll(&mut cx).is_pending() {
            thread::park();
        }
        assert!(start.elapsed() >= duration);
    }
}
