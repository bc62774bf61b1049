//! When and how often a call is sent again.

use std::time::Duration;

/// When and how often a call is sent again.
///
/// A call is sent again only where that does no harm: nothing was sent, the vendor says that it
/// did nothing, or the operation may be repeated, which is so if its spec says `effect: read`
/// (as `GET` does by itself), `repeat: safe` or `repeat: keyed`.
///
/// | What happened | [`Kind`](crate::Kind) | may be repeated | any other |
/// |---|---|---|---|
/// | nothing was sent, for want of a connection | `Transport` | again | again |
/// | status 429, or a code that the spec calls `rate_limit` | `RateLimit` | again | again |
/// | the connection broke after that | `Transport` | again | error |
/// | no answer in the time of an attempt | `Timeout` | again | error |
/// | status 502 to 504 without a code that the spec knows, or a code that it calls `unavailable` | `Unavailable` | again | error |
/// | a certificate is not to be trusted | `Transport` | error | error |
/// | anything else, such as status 500 | any other | error | error |
///
/// The wait before it is random, up to `base` the first time and twice as much each further time,
/// but not above `cap`; what the vendor asks for in `Retry-After` comes on top.
/// A wait that would end after the deadline of the call is an error at once.
///
/// A token that was refused and a clock that was wrong are mended and the call is sent once more
/// whatever stands here, since the vendor refused and did nothing.
/// Only a token that the client fetched or a provider gave is mended, not one that was set.
///
/// ```
/// use std::time::Duration;
/// use apiloom::Retry;
///
/// let patient = Retry::new().with_attempts(6).with_cap(Duration::from_secs(30));
/// # assert_ne!(patient, Retry::none());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Retry {
    attempts: u32,
    base: Duration,
    cap: Duration,
    retry_after_cap: Duration,
    budget: u32,
}

impl Retry {
    /// 3 attempts, waits of up to 200 milliseconds that double up to 10 seconds, a `Retry-After`
    /// of up to a minute, and a budget of 10.
    pub const fn new() -> Self {
        Self {
            attempts: 3,
            base: Duration::from_millis(200),
            cap: Duration::from_secs(10),
            retry_after_cap: Duration::from_secs(60),
            budget: 10,
        }
    }

    /// One attempt.
    pub const fn none() -> Self {
        Self::new().with_attempts(1)
    }

    /// The same, with this many attempts in all; 0 counts as 1.
    #[must_use]
    pub const fn with_attempts(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// The same, with another longest wait after the first attempt.
    #[must_use]
    pub const fn with_base(mut self, base: Duration) -> Self {
        self.base = base;
        self
    }

    /// The same, with another longest wait after any attempt, `Retry-After` aside.
    #[must_use]
    pub const fn with_cap(mut self, cap: Duration) -> Self {
        self.cap = cap;
        self
    }

    /// The same, with another limit on `Retry-After`: a call that is told to wait longer fails at
    /// once with an error that says so, and [`Error::retry_after`](crate::Error::retry_after) says
    /// how long.
    #[must_use]
    pub const fn with_retry_after_cap(mut self, cap: Duration) -> Self {
        self.retry_after_cap = cap;
        self
    }

    /// The same, with another budget, which holds for a client and not for one call: each retry
    /// takes 1 of it and each success gives 0.1 back, so that a vendor that is down is not sent
    /// everything many times.
    #[must_use]
    pub const fn with_budget(mut self, budget: u32) -> Self {
        self.budget = budget;
        self
    }

    pub(crate) fn attempts(&self) -> u32 {
        self.attempts
    }

    pub(crate) fn retry_after_cap(&self) -> Duration {
        self.retry_after_cap
    }

    pub(crate) fn budget(&self) -> u32 {
        self.budget
    }

    /// How long to wait after so many attempts; nothing if the vendor asks for more than the
    /// limit.
    pub(crate) fn wait(&self, attempts: u32, retry_after: Option<Duration>) -> Option<Duration> {
        let least = retry_after.unwrap_or_default();
        (least <= self.retry_after_cap).then(|| {
            let most = self.longest(attempts);
            let part = Duration::try_from_secs_f64(most.as_secs_f64() * fraction());
            least.saturating_add(part.unwrap_or(most))
        })
    }

    /// The upper end of the random wait.
    fn longest(&self, attempts: u32) -> Duration {
        let doublings = attempts.saturating_sub(1).min(31);
        self.base.saturating_mul(1 << doublings).min(self.cap)
    }
}

impl Default for Retry {
    fn default() -> Self {
        Self::new()
    }
}

/// A random number from 0 to 1.
///
/// Nonces come from elsewhere: fixed ones must not be used up here.
fn fraction() -> f64 {
    // Without random bytes, waiting the longest time harms nobody.
    getrandom::u32().map_or(1.0, |bits| f64::from(bits) / f64::from(u32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MILLISECOND: Duration = Duration::from_millis(1);

    #[test]
    fn waits_double_up_to_the_cap() {
        let retry = Retry::new()
            .with_base(MILLISECOND)
            .with_cap(MILLISECOND * 5);
        let longest = [1, 2, 3, 4, 40, u32::MAX].map(|attempts| retry.longest(attempts));
        assert_eq!(longest, [1, 2, 4, 5, 5, 5].map(|count| MILLISECOND * count));
        assert_eq!(
            Retry::new().with_base(Duration::MAX).longest(2),
            Duration::from_secs(10)
        );
    }

    #[test]
    fn waits_are_random_in_the_whole_range() {
        let waits: Vec<Duration> = (0..1_000)
            .filter_map(|_| Retry::new().wait(1, None))
            .collect();
        assert_eq!(waits.len(), 1_000);
        let tenth = Duration::from_millis(20);
        // That none of a thousand falls into a given tenth happens once in 10^45 runs.
        assert!(waits.iter().any(|wait| *wait < tenth));
        assert!(waits.iter().any(|wait| *wait > tenth * 9));
        assert!(waits.iter().all(|wait| *wait <= tenth * 10));
    }

    #[test]
    fn the_vendor_decides_the_least_wait() {
        let minute = Duration::from_secs(60);
        let wait = Retry::new().wait(1, Some(minute)).unwrap();
        assert!(wait >= minute && wait <= minute + Duration::from_millis(200));
        assert_eq!(Retry::new().wait(1, Some(minute + MILLISECOND)), None);
    }
}
