//! Lets so many through at a time, in the order of their coming.

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};

/// Lets so many through at a time, in the order of their coming.
///
/// It needs no async runtime, and who waits costs nothing until it is their turn.
/// Who stops waiting, or is dropped while inside, makes room for the next.
#[derive(Clone)]
pub(crate) struct Gate {
    state: Arc<Mutex<State>>,
}

/// Being inside; dropped on leaving.
#[derive(Debug)]
pub(crate) struct Permit {
    gate: Gate,
}

struct State {
    free: usize,
    queue: VecDeque<Waiting>,
    next: u64,
}

struct Waiting {
    number: u64,
    waker: Waker,
}

impl Gate {
    /// Lets so many through at a time, at least one.
    pub(crate) fn new(places: usize) -> Self {
        Self {
            state: Arc::new(Mutex::new(State {
                free: places.max(1),
                queue: VecDeque::new(),
                next: 0,
            })),
        }
    }

    /// Waits for a place.
    pub(crate) async fn enter(&self) -> Permit {
        let mut turn = Turn {
            gate: self,
            number: None,
            entered: false,
        };
        std::future::poll_fn(|cx| turn.poll(cx)).await;
        turn.entered = true;
        Permit { gate: self.clone() }
    }

    /// Hands a place that became free to the first who waits.
    ///
    /// Nobody is taken out of the queue here: the first takes the place when it looks, and passes
    /// the news on if it is dropped before.
    fn wake(&self, mut state: MutexGuard<'_, State>) {
        let waker = match (state.free, state.queue.front_mut()) {
            (1.., Some(first)) => Some(first.waker.clone()),
            _ => None,
        };
        drop(state);
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        // Nothing that could panic runs under the lock.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for Gate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.lock();
        f.debug_struct("Gate")
            .field("free", &state.free)
            .field("waiting", &state.queue.len())
            .finish()
    }
}

impl Drop for Permit {
    fn drop(&mut self) {
        let mut state = self.gate.lock();
        state.free += 1;
        self.gate.wake(state);
    }
}

/// A place in the queue.
struct Turn<'a> {
    gate: &'a Gate,
    number: Option<u64>,
    entered: bool,
}

impl Turn<'_> {
    fn poll(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        let mut state = self.gate.lock();
        let is_first = match self.number {
            Some(number) => state.queue.front().is_some_and(|w| w.number == number),
            None => state.queue.is_empty(),
        };
        if is_first && state.free > 0 {
            state.free -= 1;
            if self.number.take().is_some() {
                state.queue.pop_front();
            }
            // There may be room for the next one too.
            self.gate.wake(state);
            return Poll::Ready(());
        }
        let waker = cx.waker().clone();
        match self.number {
            Some(number) => {
                if let Some(waiting) = state.queue.iter_mut().find(|w| w.number == number) {
                    waiting.waker = waker;
                }
            }
            None => {
                let number = state.next;
                state.next += 1;
                state.queue.push_back(Waiting { number, waker });
                self.number = Some(number);
            }
        }
        Poll::Pending
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let Some(number) = self.number.filter(|_| !self.entered) else {
            return;
        };
        let mut state = self.gate.lock();
        state.queue.retain(|waiting| waiting.number != number);
        // It may have been its turn already.
        self.gate.wake(state);
    }
}

#[cfg(test)]
mod tests {
    use std::pin::pin;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::task::Wake;

    use super::*;

    #[derive(Default)]
    struct Count(AtomicUsize);

    impl Wake for Count {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, Ordering::Relaxed);
        }
    }

    #[test]
    fn places_go_in_order_and_are_not_lost() {
        let gate = Gate::new(1);
        let counts: Vec<Arc<Count>> = (0..4).map(|_| Arc::default()).collect();
        let wakers: Vec<Waker> = counts.iter().map(|c| Waker::from(Arc::clone(c))).collect();
        let woken = || {
            let all = counts.iter().map(|count| count.0.load(Ordering::Relaxed));
            all.collect::<Vec<_>>()
        };
        let mut contexts: Vec<Context<'_>> = wakers.iter().map(Context::from_waker).collect();

        let mut first = pin!(gate.enter());
        let Poll::Ready(permit) = first.as_mut().poll(&mut contexts[0]) else {
            panic!("there was a place");
        };
        let mut second = Box::pin(gate.enter());
        let mut third = Box::pin(gate.enter());
        let mut fourth = Box::pin(gate.enter());
        assert!(second.as_mut().poll(&mut contexts[1]).is_pending());
        assert!(third.as_mut().poll(&mut contexts[2]).is_pending());
        assert!(fourth.as_mut().poll(&mut contexts[3]).is_pending());
        assert_eq!(woken(), [0, 0, 0, 0]);

        drop(permit);
        assert_eq!(woken(), [0, 1, 0, 0]);
        // Nobody overtakes who was called.
        assert!(fourth.as_mut().poll(&mut contexts[3]).is_pending());
        // It was its turn, and it goes away: the next one is called.
        drop(second);
        assert_eq!(woken(), [0, 1, 1, 0]);
        let Poll::Ready(permit) = third.as_mut().poll(&mut contexts[2]) else {
            panic!("it was called");
        };
        assert_eq!(woken(), [0, 1, 1, 0]);
        // One that waits in the middle goes away without a trace.
        drop(fourth);
        drop(permit);
        assert!(
            pin!(gate.enter())
                .as_mut()
                .poll(&mut contexts[0])
                .is_ready()
        );
    }

    #[test]
    fn several_places_are_filled() {
        let gate = Gate::new(2);
        let waker = Waker::from(Arc::new(Count::default()));
        let mut cx = Context::from_waker(&waker);
        let mut permits = Vec::new();
        for _ in 0..2 {
            if let Poll::Ready(permit) = pin!(gate.enter()).as_mut().poll(&mut cx) {
                permits.push(permit);
            }
        }
        assert_eq!(permits.len(), 2);
        assert!(pin!(gate.enter()).as_mut().poll(&mut cx).is_pending());
    }
}
