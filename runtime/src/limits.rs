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
    /// How much of what was waited for did not pass: the transport of a test waits for nothing.
    skipped: Mutex<Duration>,
}

/// What was used of one limit by one account.
pub(crate) struct Used {
    pub(crate) gate: Option<Gate>,
    starts: Mutex<Starts>,
}

/// When calls started, and when those start that wait for their time.
#[derive(Default)]
struct Starts {
    /// In order.
    times: VecDeque<Instant>,
    /// Whether a time was given back, so that there may be room before the last one.
    may_have_room: bool,
}

/// The time at which a call may start.
///
/// It is given back if the call goes away before it is sent.
pub(crate) struct Start {
    used: Arc<Used>,
    at: Instant,
    is_used: bool,
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

    /// The time by which starts are counted.
    pub(crate) fn now(&self) -> Instant {
        let now = Instant::now();
        now.checked_add(*lock(&self.skipped)).unwrap_or(now)
    }

    /// A wait is over that was to last until then; if less time passed, the rest counts as passed.
    pub(crate) fn reach(&self, until: Instant) {
        let missing = until.saturating_duration_since(self.now());
        let mut skipped = lock(&self.skipped);
        *skipped = skipped.saturating_add(missing);
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
    pub(crate) fn next(
        self: &Arc<Self>,
        rate: CallRate,
        now: Instant,
        most: Duration,
    ) -> Result<(Start, Duration), Duration> {
        let (calls, per) = (calls(rate), Duration::from_secs(rate.seconds));
        let mut starts = lock(&self.starts);
        starts.forget(now, per);
        let (place, at) = starts.first_free(calls, per, now);
        let wait = at.saturating_duration_since(now);
        if wait > most {
            return Err(wait);
        }
        starts.times.insert(place, at);
        let start = Start {
            used: Arc::clone(self),
            at,
            is_used: false,
        };
        Ok((start, wait))
    }
}

impl Starts {
    /// What started so long ago that it does not count any more.
    fn forget(&mut self, now: Instant, per: Duration) {
        while self.times.front().is_some_and(|start| *start + per <= now) {
            self.times.pop_front();
        }
    }

    /// The first time from now on at which one more call may start, and its place among the others.
    fn first_free(&mut self, calls: usize, per: Duration, now: Instant) -> (usize, Instant) {
        let last = self.times.len();
        if self.may_have_room {
            // A start between others must leave room for those after it: no `calls` starts
            // around it may be as close as that already.
            let mut first_loose = 0;
            for place in 0..last {
                let at = self.earliest(place, calls, per, now);
                let fits_before = |index: usize, gap: Duration| {
                    self.times.get(index).is_none_or(|next| at + gap <= *next)
                };
                let fits =
                    fits_before(place, Duration::ZERO) && fits_before(place + calls - 1, per);
                if fits && place >= first_loose {
                    return (place, at);
                }
                let end = self.times.get(place + calls - 1);
                if end.is_some_and(|end| self.times[place] + per > *end) {
                    first_loose = place + calls;
                }
            }
            // What does not fit now does not fit later either.
            self.may_have_room = false;
        }
        (last, self.earliest(last, calls, per, now))
    }

    /// When a call may start at a place as far as those before it go.
    fn earliest(&self, place: usize, calls: usize, per: Duration, now: Instant) -> Instant {
        let before = |count: usize| self.times.get(place.checked_sub(count)?).copied();
        // As many calls before this one must have started so long before it.
        let after_others = before(calls).map(|start| start + per);
        [before(1), after_others]
            .into_iter()
            .flatten()
            .fold(now, Instant::max)
    }
}

impl Start {
    /// The call is sent now, so that its time is not given back.
    pub(crate) fn keep(mut self) {
        self.is_used = true;
    }
}

impl Drop for Start {
    fn drop(&mut self) {
        if self.is_used {
            return;
        }
        let mut starts = lock(&self.used.starts);
        if let Ok(place) = starts.times.binary_search(&self.at) {
            starts.times.remove(place);
            starts.may_have_room = true;
        }
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

    const MINUTE: CallRate = CallRate {
        calls: 2,
        seconds: 60,
    };

    fn unused() -> Arc<Used> {
        Arc::new(Used {
            gate: None,
            starts: Mutex::default(),
        })
    }

    #[test]
    fn no_window_has_more_calls_than_allowed() {
        let used = unused();
        let start = Instant::now();
        let at = |seconds: u64, most: u64| {
            let now = start + Duration::from_secs(seconds);
            let next = used.next(MINUTE, now, Duration::from_secs(most));
            next.map(|(taken, wait)| {
                taken.keep();
                wait.as_secs()
            })
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

    #[test]
    fn a_time_that_was_not_used_goes_to_the_next() {
        let used = unused();
        let now = Instant::now();
        let take = || used.next(MINUTE, now, Duration::MAX).unwrap();
        let mut taken: Vec<_> = (0..6).map(|_| take()).collect();
        let waits: Vec<u64> = taken.iter().map(|(_, wait)| wait.as_secs()).collect();
        assert_eq!(waits, [0, 0, 60, 60, 120, 120]);
        drop(taken.remove(2));
        drop(taken.remove(0));
        assert_eq!(take().1.as_secs(), 0);
        let again = [take(), take(), take()].map(|(start, wait)| {
            start.keep();
            wait.as_secs()
        });
        assert_eq!(again, [0, 60, 180]);
    }

    /// Against a search that tries every second.
    #[test]
    fn room_is_found_wherever_there_is_some() {
        let base = Instant::now();
        let second = |time: Instant| time.duration_since(base).as_secs();
        // A linear congruential generator: the same numbers on every run.
        let mut state = 7_u64;
        let mut random = |below: u64| {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            (state >> 33) % below
        };
        for round in 0..300 {
            let rate = CallRate {
                calls: 1 + round % 4,
                seconds: 7,
            };
            let (used, mut now, mut held) = (unused(), 0, Vec::new());
            for _ in 0..60 {
                now += random(3);
                if random(3) == 0 && !held.is_empty() {
                    // Only what still waits is given back.
                    let at = usize::try_from(random(held.len() as u64)).unwrap();
                    let start: Start = held.swap_remove(at);
                    if second(start.at) <= now {
                        start.keep();
                    }
                    continue;
                }
                let time = base + Duration::from_secs(now);
                lock(&used.starts).forget(time, Duration::from_secs(7));
                let others: Vec<u64> = lock(&used.starts)
                    .times
                    .iter()
                    .map(|t| second(*t))
                    .collect();
                let wanted = (now..).find(|at| fits(&others, *at, rate)).unwrap();
                let (start, _) = used.next(rate, time, Duration::MAX).unwrap();
                assert_eq!(second(start.at), wanted, "{others:?} at {now} by {rate:?}");
                held.push(start);
            }
            held.into_iter().for_each(Start::keep);
        }
    }

    /// Whether one more start leaves no window with more than are allowed.
    fn fits(others: &[u64], at: u64, rate: CallRate) -> bool {
        let mut all = others.to_vec();
        all.push(at);
        all.sort_unstable();
        let calls = usize::try_from(rate.calls).unwrap();
        all.windows(calls + 1)
            .all(|window| window[calls] - window[0] >= rate.seconds)
    }
}
