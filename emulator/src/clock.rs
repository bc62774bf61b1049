//! The emulator's clock.

use std::time::Instant;

use apiloom_wire::Timestamp;

/// The emulator's clock.
#[derive(Clone, Copy, Debug)]
pub enum Clock {
    /// That of the machine.
    Machine,
    /// One that stands.
    Standing(Timestamp),
    /// One that showed an instant at another, and goes on.
    Going(Timestamp, Instant),
}

impl Clock {
    /// A clock that shows an instant now and goes on.
    pub fn from(instant: Timestamp) -> Self {
        Self::Going(instant, Instant::now())
    }

    /// What it shows.
    pub fn now(&self) -> Timestamp {
        match self {
            Self::Machine => Timestamp::now(),
            Self::Standing(instant) => *instant,
            Self::Going(start, since) => {
                let passed = i64::try_from(since.elapsed().as_millis()).unwrap_or(i64::MAX);
                Timestamp::from_unix_millis(start.unix_millis().saturating_add(passed))
            }
        }
    }
}
