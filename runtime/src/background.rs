//! A thread with an async runtime of its own, for calls that are made where there is none.

use std::io;
use std::thread;

use tokio::runtime::{Builder, Handle};
use tokio::task::AbortHandle;

use crate::later::{Giver, Later, later};

/// A thread with an async runtime of its own; it ends when this is dropped.
pub(crate) struct Background {
    handle: Handle,
    _alive: Giver<()>,
}

/// Work on the thread; it ends when this is dropped.
struct Work<T> {
    done: Later<T>,
    task: AbortHandle,
}

impl Background {
    pub(crate) fn start() -> io::Result<Self> {
        let runtime = Builder::new_current_thread()
            .enable_io()
            .enable_time()
            .build()?;
        let handle = runtime.handle().clone();
        let (alive, over) = later();
        thread::Builder::new()
            .name("apiloom-http".to_owned())
            .spawn(move || runtime.block_on(over))?;
        Ok(Self {
            handle,
            _alive: alive,
        })
    }

    /// Does something on the thread; gives nothing if the thread ended before.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        work: impl Future<Output = T> + Send + 'static,
    ) -> Option<T> {
        // What tokio offers to hand the result over counts against the budget of the task in which
        // a blocking call is made, and would never be ready once that is used up.
        let (giver, done) = later();
        let task = self.handle.spawn(async move { giver.give(work.await) });
        let mut work = Work {
            done,
            task: task.abort_handle(),
        };
        (&mut work.done).await
    }
}

impl<T> Drop for Work<T> {
    fn drop(&mut self) {
        self.task.abort();
    }
}
