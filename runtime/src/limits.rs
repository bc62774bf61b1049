//! How many calls a vendor allows, kept on this side.

use std::collections::{BTreeMap, VecDeque};
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use crate::gate::Gate;

/// How many calls a vendor allows: plain static data.
#[derive(Debug)]
pub struct CallLimit {
    /// The name in the spec.
    pub name: &'static str,
    /// How many calls may start in how long.
    pub rate: Option<CallRate>,
    /// How many calls may go on at the same time.
    pub concurrent: Option<u32>,
    /// Whether every operation that has the limit counts by itself.
    pub each_operation: bool,
}

/// How many calls may start in how long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CallRate {
    /// So many calls.
    pub calls: u32,
    /// In any so many seconds.
    pub seconds: u64,
}

/// What was used of the limits of vendors; shared by the clones of a client, and by the clients
/// that are given the same one.
#[derive(Default)]
pub struct Limits {
    used: Mutex<BTreeMap<String, Arc<Used>>>,
}

/// What was used of one limit by one account.
pub(crate) struct Used {
    pub(crate) gate: Option<Gate>,
    /// When calls started, and when those start that wait for their time.
    starts: Mutex<VecDeque<Instant>>,
}

impl Limits {
    /// Limits of which nothing was used.
    pub fn new() -> Self {
        Self::default()
    }

    pub(crate) fn used(&self, key: &str, limit: &CallLimit) -> Arc<Used> {
        let mut all = lock(&self.used);
        if let Some(used) = all.get(key) {
            return Arc::clone(used);
        }
        let places = limit
            .concurrent
            .map(|c| usize::try_from(c).unwrap_or(usize::MAX));
        let used = Arc::new(Used {
            gate: places.map(Gate::new),
            starts: Mutex::default(),
        });
        all.insert(key.to_owned(), Arc::clone(&used));
        used
    }
}

impl fmt::Debug for Limits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Limits")
            .field("used", &lock(&self.used).len())
            .finish()
    }
}

impl Used {
    /// Takes the next time at which a call may start, and says how long to wait for it; if that is
    /// longer than `most`, nothing is taken, and the wait is the error.
    ///
    /// A time that is taken is not given back, so a call that goes away while it waits leaves the
    /// quota a little less used than it could be.
    pub(crate) fn next(
        &self,
        rate: CallRate,
        now: Instant,
        most: Duration,
    ) -> Result<Duration, Duration> {
        let (calls, per) = (calls(rate), Duration::from_secs(rate.seconds));
        let mut starts = lock(&self.starts);
        while starts.front().is_some_and(|start| *start + per <= now) {
            starts.pop_front();
        }
        let start = match starts.len().checked_sub(calls) {
            // As many calls before this one must have started so long before it.
            Some(index) => starts
                .get(index)
                .map_or(now, |start| (*start + per).max(now)),
            None => now,
        };
        let wait = start.saturating_duration_since(now);
        if wait > most {
            return Err(wait);
        }
        starts.push_back(start);
        Ok(wait)
    }
}

/// At least one, or nothing would ever be sent.
fn calls(rate: CallRate) -> usize {
    usize::try_from(rate.calls.max(1)).unwrap_or(usize::MAX)
}

/// Nothing that could panic runs under the locks.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_window_has_more_calls_than_allowed() {
        let used = Used {
            gate: None,
            starts: Mutex::default(),
        };
        let rate = CallRate {
            calls: 2,
            seconds: 60,
        };
        let start = Instant::now();
        let at = |seconds: u64, most: u64| {
            let now = start + Duration::from_secs(seconds);
            let next = used.next(rate, now, Duration::from_secs(most));
            next.map(|wait| wait.as_secs())
                .map_err(|wait| wait.as_secs())
        };
        assert_eq!(at(0, 0), Ok(0));
        assert_eq!(at(10, 0), Ok(0));
        assert_eq!(at(20, 39), Err(40));
        assert_eq!(at(20, 40), Ok(40));
        assert_eq!(at(20, 90), Ok(50));
        // The next may start a minute after the third, which starts at 60.
        assert_eq!(at(65, 90), Ok(55));
        assert_eq!(at(300, 0), Ok(0));
    }
}
