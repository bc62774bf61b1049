//! The time that a processor worked: on a busy machine the clock on the wall
//! tells of others.

use std::time::Duration;

use nix::sys::resource::{UsageWho, getrusage};

/// What this process used so far.
pub(crate) fn own() -> Duration {
    of(UsageWho::RUSAGE_SELF)
}

/// What the processes that this one started, and waited for, used so far.
pub(crate) fn children() -> Duration {
    of(UsageWho::RUSAGE_CHILDREN)
}

/// User and system time together.
fn of(who: UsageWho) -> Duration {
    let usage = getrusage(who).expect("the system counts");
    let time = |value: nix::sys::time::TimeVal| {
        Duration::new(value.tv_sec() as u64, value.tv_usec() as u32 * 1_000)
    };
    time(usage.user_time()) + time(usage.system_time())
}
