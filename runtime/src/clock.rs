//! Where the time comes from.

use std::fmt;

use apiloom_wire::Timestamp;

/// Where the time of a signature comes from.
pub trait Clock: Send + Sync + fmt::Debug {
    /// The time now.
    fn now(&self) -> Timestamp;

    /// Whether the time may be corrected by what the vendor's clock shows.
    ///
    /// A clock that stands still or is set by hand means what it says.
    fn is_adjustable(&self) -> bool {
        false
    }
}

/// The clock of the machine.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn is_adjustable(&self) -> bool {
        true
    }
}

/// A clock that stands still, for tests.
#[derive(Clone, Copy, Debug)]
pub struct FixedClock(pub Timestamp);

impl Clock for FixedClock {
    fn now(&self) -> Timestamp {
        self.0
    }
}
