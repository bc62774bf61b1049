//! When a call must be over.

use std::time::{Duration, Instant};

/// When a call must be over, whatever it still wants to try.
///
/// It travels in the extensions of a request, beside
/// [`AttemptTimeout`](crate::transport::AttemptTimeout).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deadline {
    /// None is so far away that no clock shows it.
    at: Option<Instant>,
}

impl Deadline {
    /// So much from now on.
    pub fn after(duration: Duration) -> Self {
        Self {
            at: Instant::now().checked_add(duration),
        }
    }

    /// How much time is left; nothing once it has passed.
    pub fn left(self) -> Duration {
        self.at.map_or(Duration::MAX, |at| {
            at.saturating_duration_since(Instant::now())
        })
    }
}
