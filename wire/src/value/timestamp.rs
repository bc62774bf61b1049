//! Instants.

use std::fmt;
use std::str::FromStr;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::{Date, DateTime, DecodeError, Decoder, Encoder, InvalidDate, Wire};

/// An instant: seconds and nanoseconds from 1970-01-01T00:00:00Z.
///
/// RFC 3339 in UTC on the wire, where no codec says otherwise; then the year
/// must be within 0 to 9999.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp {
    seconds: i64,
    nanos: u32,
}

impl Timestamp {
    /// The start of 1970 in UTC.
    pub const EPOCH: Self = Self {
        seconds: 0,
        nanos: 0,
    };

    /// The instant `seconds` and `nanos` from 1970 on. Whole seconds among
    /// the nanoseconds are carried over.
    #[must_use]
    pub const fn new(seconds: i64, nanos: u32) -> Self {
        Self {
            seconds: seconds.saturating_add((nanos / 1_000_000_000) as i64),
            nanos: nanos % 1_000_000_000,
        }
    }

    /// The instant `seconds` from 1970 on.
    #[must_use]
    pub const fn from_unix_seconds(seconds: i64) -> Self {
        Self::new(seconds, 0)
    }

    /// The instant `millis` milliseconds from 1970 on.
    #[must_use]
    pub const fn from_unix_millis(millis: i64) -> Self {
        let rest = millis.rem_euclid(1_000);
        Self::new(millis.div_euclid(1_000), rest as u32 * 1_000_000)
    }

    /// The instant that the machine's clock shows.
    #[must_use]
    pub fn now() -> Self {
        Self::from(SystemTime::now())
    }

    /// Whole seconds from 1970 on; the fraction is dropped.
    #[must_use]
    pub const fn unix_seconds(self) -> i64 {
        self.seconds
    }

    /// Whole milliseconds from 1970 on, as far as 64 bits hold them.
    #[must_use]
    pub const fn unix_millis(self) -> i64 {
        let millis = self.seconds as i128 * 1_000 + (self.nanos / 1_000_000) as i128;
        if millis > i64::MAX as i128 {
            i64::MAX
        } else if millis < i64::MIN as i128 {
            i64::MIN
        } else {
            millis as i64
        }
    }

    /// The nanoseconds of the second, below a thousand million.
    #[must_use]
    pub const fn subsec_nanos(self) -> u32 {
        self.nanos
    }

    /// The instant as a clock `offset` minutes east of UTC shows it; None if
    /// the year is outside 0 to 9999, or the offset is a day or more.
    #[must_use]
    pub fn to_date_time(self, offset: i16) -> Option<DateTime> {
        let seconds = self.seconds.checked_add(i64::from(offset) * 60)?;
        let date = Date::from_days(seconds.div_euclid(86_400)).ok()?;
        let second = seconds.rem_euclid(86_400);
        let part = |value: i64| u8::try_from(value).ok();
        let time = DateTime::new(
            date,
            part(second / 3_600)?,
            part(second / 60 % 60)?,
            part(second % 60)?,
        );
        time.and_then(|time| time.with_nanos(self.nanos))
            .and_then(|time| time.with_offset(offset))
            .ok()
    }

    /// The instant so much later.
    #[must_use]
    pub fn after(self, duration: Duration) -> Self {
        let seconds = i64::try_from(duration.as_secs()).unwrap_or(i64::MAX);
        // Two fractions of a second fit 32 bits.
        Self::new(
            self.seconds.saturating_add(seconds),
            self.nanos + duration.subsec_nanos(),
        )
    }
}

impl From<SystemTime> for Timestamp {
    fn from(time: SystemTime) -> Self {
        match time.duration_since(UNIX_EPOCH) {
            Ok(behind) => Self::EPOCH.after(behind),
            Err(error) => {
                let before = error.duration();
                let seconds = i64::try_from(before.as_secs()).unwrap_or(i64::MAX);
                match before.subsec_nanos() {
                    0 => Self::new(-seconds, 0),
                    nanos => Self::new((-seconds).saturating_sub(1), 1_000_000_000 - nanos),
                }
            }
        }
    }
}

/// RFC 3339 in UTC; outside the years 0 to 9999 the seconds from 1970.
impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.to_date_time(0) {
            Some(time) => fmt::Display::fmt(&time, f),
            None => write!(f, "@{}.{:09}", self.seconds, self.nanos),
        }
    }
}

impl fmt::Debug for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// RFC 3339 with an offset.
impl FromStr for Timestamp {
    type Err = InvalidDate;

    fn from_str(text: &str) -> Result<Self, InvalidDate> {
        parse(text).ok_or(InvalidDate)
    }
}

#[diagnostic::do_not_recommend]
impl Wire for Timestamp {
    fn blank() -> Self {
        Self::EPOCH
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        d.parsed("instant such as 2026-11-21T08:30:00Z", parse)
    }

    fn write(&self, e: &mut Encoder) {
        if self.to_date_time(0).is_none() {
            e.refuse("the year is outside 0 to 9999");
        }
        e.string(&self.to_string());
    }
}

fn parse(text: &str) -> Option<Timestamp> {
    text.parse::<DateTime>().ok()?.timestamp()
}
