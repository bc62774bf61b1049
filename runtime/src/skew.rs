//! How far the vendor's clock is from ours.

use std::sync::atomic::{AtomicI64, Ordering};

use apiloom_wire::Timestamp;
use http::HeaderMap;
use http::header::AGE;

use crate::retry_after::date;

/// How far the vendor's clock is ahead of ours, in milliseconds; learnt from the header `Date`.
#[derive(Debug, Default)]
pub(crate) struct Skew {
    millis: AtomicI64,
}

/// Below this, clocks count as equal: `Date` has whole seconds, and answers take time.
const SMALLEST: i64 = 5_000;

/// A difference that can be why a signature was refused.
const NOTABLE: i64 = 30_000;

impl Skew {
    /// What our clock shows, as the vendor's clock would show it.
    pub(crate) fn correct(&self, time: Timestamp) -> Timestamp {
        match self.millis.load(Ordering::Relaxed) {
            0 => time,
            millis => Timestamp::from_unix_millis(time.unix_millis().saturating_add(millis)),
        }
    }

    /// Looks at the `Date` of an answer to a request that was sent and answered at these times by
    /// our clock; says whether that changed much.
    pub(crate) fn learn(&self, headers: &HeaderMap, sent: Timestamp, answered: Timestamp) -> bool {
        // A cache repeats the date of the first answer.
        if headers.contains_key(AGE) {
            return false;
        }
        let Some(date) = date(headers) else {
            return false;
        };
        let millis = difference(
            Timestamp::from(date).unix_millis(),
            sent.unix_millis(),
            answered.unix_millis(),
        );
        // It guards nothing, so no other memory has to be in order.
        let before = self.millis.swap(millis, Ordering::Relaxed);
        millis.saturating_sub(before).saturating_abs() >= NOTABLE
    }
}

/// The vendor made the date, which has whole seconds, between the sending and the answer.
fn difference(date: i64, sent: i64, answered: i64) -> i64 {
    let least = date.saturating_sub(answered);
    let most = date.saturating_add(999).saturating_sub(sent);
    let middle = least.saturating_add(most) / 2;
    let may_be_none = least <= 0 && most >= 0;
    if may_be_none || middle.saturating_abs() < SMALLEST {
        0
    } else {
        middle
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_certain_counts() {
        assert_eq!(difference(10_000, 10_400, 10_600), 0);
        assert_eq!(difference(14_000, 10_400, 10_600), 0);
        // The answer took ten minutes, so the date may be right.
        assert_eq!(difference(300_000, 0, 600_000), 0);
        assert_eq!(difference(3_610_000, 10_000, 10_000), 3_600_499);
        assert_eq!(difference(10_000, 3_610_000, 3_611_000), -3_600_000);
    }

    #[test]
    fn a_cached_answer_teaches_nothing() {
        let mut headers = HeaderMap::new();
        headers.insert("date", "Sun, 06 Nov 1994 08:49:37 GMT".parse().unwrap());
        let now = Timestamp::from_unix_seconds(784_111_777 + 3_600);
        let skew = Skew::default();
        headers.insert("age", "3600".parse().unwrap());
        assert!(!skew.learn(&headers, now, now));
        assert_eq!(skew.correct(now), now);
        headers.remove("age");
        assert!(skew.learn(&headers, now, now));
        assert!(!skew.learn(&headers, now, now), "it is known already");
        assert_eq!(skew.correct(now).unix_seconds(), 784_111_777);
    }
}
