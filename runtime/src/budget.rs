//! How many retries a client may still make.

use std::sync::atomic::{AtomicU64, Ordering};

/// How many retries a client may still make, in tenths of a retry.
///
/// When a vendor is down, all calls fail and would all be sent again; the budget makes that a few
/// more requests instead of many times as many.
#[derive(Debug)]
pub(crate) struct Budget {
    left: AtomicU64,
    full: u64,
}

/// What a retry takes.
const RETRY: u64 = 10;

/// What a success gives back.
const SUCCESS: u64 = 1;

impl Budget {
    /// A full budget for so many retries.
    pub(crate) fn new(retries: u32) -> Self {
        let full = u64::from(retries) * RETRY;
        Self {
            left: AtomicU64::new(full),
            full,
        }
    }

    /// Takes a retry, if there is one.
    pub(crate) fn take(&self) -> bool {
        self.change(|left| left.checked_sub(RETRY))
    }

    /// Gives back a part of one.
    pub(crate) fn give(&self) {
        let full = self.full;
        self.change(|left| (left < full).then_some(left + SUCCESS));
    }

    fn change(&self, change: impl Fn(u64) -> Option<u64>) -> bool {
        // It is a count and guards nothing, so no other memory has to be in order.
        self.left
            .fetch_update(Ordering::Relaxed, Ordering::Relaxed, change)
            .is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ten_successes_give_one_retry() {
        let budget = Budget::new(2);
        budget.give();
        assert_eq!([(); 3].map(|()| budget.take()), [true, true, false]);
        for _ in 0..9 {
            budget.give();
        }
        assert!(!budget.take());
        budget.give();
        assert!(budget.take());
        assert!(!budget.take());
    }
}
