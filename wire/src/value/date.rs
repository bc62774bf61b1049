//! Dates.

use std::fmt;
use std::str::FromStr;

use super::calendar::{civil_from_days, days_from_civil, days_in_month};
use super::pattern::{self, Moment};
use crate::{Codec, DateAs, DecodeError, Decoder, Encoder, Wire};

/// A date of the Gregorian calendar between the years 0 and 9999, without a
/// zone. ISO 8601 on the wire: `2026-11-21`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

/// There is no such date, time or offset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidDate;

impl Date {
    /// The date, if there is one: month and day count from 1.
    ///
    /// # Errors
    /// When the calendar has no such date, or the year is beyond 9999.
    pub fn new(year: u16, month: u8, day: u8) -> Result<Self, InvalidDate> {
        let valid = year <= 9999
            && (1..=12).contains(&month)
            && (1..=days_in_month(i64::from(year), month)).contains(&day);
        if valid {
            Ok(Self { year, month, day })
        } else {
            Err(InvalidDate)
        }
    }

    /// The year.
    #[must_use]
    pub fn year(self) -> u16 {
        self.year
    }

    /// The month, 1 to 12.
    #[must_use]
    pub fn month(self) -> u8 {
        self.month
    }

    /// The day of the month, from 1.
    #[must_use]
    pub fn day(self) -> u8 {
        self.day
    }

    /// The days from 1970-01-01.
    pub(super) fn days(self) -> i64 {
        days_from_civil(i64::from(self.year), self.month, self.day)
    }

    /// The date so many days behind 1970-01-01, within the years 0 to 9999.
    pub(super) fn from_days(days: i64) -> Result<Self, InvalidDate> {
        // What is farther away is no such year, and would overflow.
        if !(-800_000..=3_000_000).contains(&days) {
            return Err(InvalidDate);
        }
        let (year, month, day) = civil_from_days(days);
        Self::new(u16::try_from(year).map_err(|_| InvalidDate)?, month, day)
    }

    pub(crate) fn read_pattern(pattern: &str, text: &str) -> Option<Self> {
        pattern::read(pattern, text)?.date().ok()
    }

    pub(crate) fn write_pattern(self, pattern: &str) -> String {
        pattern::write(pattern, &Moment::of_date(self))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Date {
    type Err = InvalidDate;

    fn from_str(text: &str) -> Result<Self, InvalidDate> {
        Self::read_pattern("yyyy-MM-dd", text).ok_or(InvalidDate)
    }
}

impl fmt::Display for InvalidDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("there is no such date or time")
    }
}

impl std::error::Error for InvalidDate {}

#[diagnostic::do_not_recommend]
impl Wire for Date {
    fn blank() -> Self {
        Self {
            year: 1970,
            month: 1,
            day: 1,
        }
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        DateAs(&["yyyy-MM-dd"]).read(d)
    }

    fn write(&self, e: &mut Encoder) {
        e.string(&self.to_string());
    }
}
