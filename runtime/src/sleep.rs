//! Waiting without an async runtime.

use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use crate::BoxFuture;
use crate::later::later;

/// Is ready after this time; a thread of its own keeps the time, and ends when the future is
/// dropped.
pub(crate) fn sleep(duration: Duration) -> BoxFuture<'static, ()> {
    Box::pin(async move {
        let (giver, later) = later();
        // Dropped with the future, which tells the thread to end.
        let (_stop, stopped) = channel::<()>();
        let started = thread::Builder::new()
            .name("apiloom-timer".to_owned())
            .spawn(move || {
                if stopped.recv_timeout(duration) == Err(RecvTimeoutError::Timeout) {
                    giver.give(());
                }
            });
        // Not waiting at all is better than waiting for ever: without a thread, the giver is gone.
        drop(started);
        later.await;
    })
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use super::*;
    use crate::blocking::block_on;

    #[test]
    fn it_wakes_once_the_time_is_over() {
        let duration = Duration::from_millis(30);
        let start = Instant::now();
        block_on(sleep(duration));
        assert!(start.elapsed() >= duration);
    }
}
