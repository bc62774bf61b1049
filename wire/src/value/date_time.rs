//! Dates with a time of day.

use std::cmp::Ordering;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

use super::pattern::{self, Moment};
use crate::{Date, DecodeError, Decoder, Encoder, InvalidDate, Timestamp, Wire};

/// A date with a time of day and, if it is known, the offset from UTC.
///
/// Two of them with an offset are equal when they are the same instant; one
/// without an offset never equals one that has it.
///
/// RFC 3339 on the wire. Texts without an offset are read as well, but a
/// value without one is refused: codecs with a zone write it.
#[derive(Clone, Copy)]
pub struct DateTime {
    date: Date,
    hour: u8,
    minute: u8,
    second: u8,
    nanos: u32,
    offset: Option<i16>,
}

impl DateTime {
    /// A time of a day, without an offset.
    ///
    /// # Errors
    /// When the clock has no such time; leap seconds are none.
    pub fn new(date: Date, hour: u8, minute: u8, second: u8) -> Result<Self, InvalidDate> {
        if hour > 23 || minute > 59 || second > 59 {
            return Err(InvalidDate);
        }
        Ok(Self {
            date,
            hour,
            minute,
            second,
            nanos: 0,
            offset: None,
        })
    }

    /// The same time with a fraction of a second, in nanoseconds.
    ///
    /// # Errors
    /// When that is a second or more.
    pub fn with_nanos(self, nanos: u32) -> Result<Self, InvalidDate> {
        if nanos > 999_999_999 {
            return Err(InvalidDate);
        }
        Ok(Self { nanos, ..self })
    }

    /// The same reading of the clock, as one `minutes` east of UTC.
    ///
    /// # Errors
    /// When that is a day or more.
    pub fn with_offset(self, minutes: i16) -> Result<Self, InvalidDate> {
        if minutes.unsigned_abs() >= 24 * 60 {
            return Err(InvalidDate);
        }
        Ok(Self {
            offset: Some(minutes),
            ..self
        })
    }

    /// The same instant as a clock `minutes` east of UTC shows it; None if
    /// this has no offset, or the year leaves 0 to 9999.
    #[must_use]
    pub fn in_offset(self, minutes: i16) -> Option<Self> {
        self.timestamp()?.to_date_time(minutes)
    }

    /// The date.
    #[must_use]
    pub fn date(self) -> Date {
        self.date
    }

    /// The hour, 0 to 23.
    #[must_use]
    pub fn hour(self) -> u8 {
        self.hour
    }

    /// The minute.
    #[must_use]
    pub fn minute(self) -> u8 {
        self.minute
    }

    /// The second.
    #[must_use]
    pub fn second(self) -> u8 {
        self.second
    }

    /// The fraction of the second in nanoseconds.
    #[must_use]
    pub fn nanos(self) -> u32 {
        self.nanos
    }

    /// The offset in minutes east of UTC, if it is known.
    #[must_use]
    pub fn offset(self) -> Option<i16> {
        self.offset
    }

    /// The instant, if the offset is known.
    #[must_use]
    pub fn timestamp(self) -> Option<Timestamp> {
        let seconds = self.local_seconds() - i64::from(self.offset?) * 60;
        Some(Timestamp::new(seconds, self.nanos))
    }

    /// Reads a text by a pattern of a spec; a pattern without a time gives midnight. None if the text is
    /// not written so.
    ///
    /// ```
    /// use apiloom_wire::DateTime;
    ///
    /// assert!(DateTime::read_pattern("yyyy/MM/dd HH:mm", "2026/01/31 12:30").is_some());
    /// assert!(DateTime::read_pattern("yyyy/MM/dd HH:mm", "2026/02/31 12:30").is_none());
    /// ```
    #[must_use]
    pub fn read_pattern(pattern: &str, text: &str) -> Option<Self> {
        Self::of_moment(&pattern::read(pattern, text)?)
    }

    pub(crate) fn write_pattern(self, pattern: &str) -> String {
        let moment = Moment {
            hour: self.hour,
            minute: self.minute,
            second: self.second,
            nanos: self.nanos,
            offset: self.offset,
            ..Moment::of_date(self.date)
        };
        pattern::write(pattern, &moment)
    }

    fn of_moment(moment: &Moment) -> Option<Self> {
        let time = Self::new(
            moment.date().ok()?,
            moment.hour,
            moment.minute,
            moment.second,
        );
        let time = time.and_then(|time| time.with_nanos(moment.nanos)).ok()?;
        match moment.offset {
            Some(minutes) => time.with_offset(minutes).ok(),
            None => Some(time),
        }
    }

    /// The seconds from 1970-01-01 00:00 on the same clock.
    fn local_seconds(self) -> i64 {
        let minutes = i64::from(self.hour) * 60 + i64::from(self.minute);
        self.date.days() * 86_400 + minutes * 60 + i64::from(self.second)
    }

    /// What makes two of them equal.
    fn key(self) -> (bool, i64, u32) {
        let offset = i64::from(self.offset.unwrap_or(0)) * 60;
        (
            self.offset.is_some(),
            self.local_seconds() - offset,
            self.nanos,
        )
    }
}

impl PartialEq for DateTime {
    fn eq(&self, other: &Self) -> bool {
        self.key() == other.key()
    }
}

impl Eq for DateTime {}

impl Hash for DateTime {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.key().hash(state);
    }
}

/// By time; those without an offset come first.
impl Ord for DateTime {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialOrd for DateTime {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// RFC 3339, without the offset if it is unknown.
impl fmt::Display for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.write_pattern("yyyy-MM-dd'T'HH:mm:ss"))?;
        if self.nanos != 0 {
            let digits = format!("{:09}", self.nanos);
            write!(f, ".{}", digits.trim_end_matches('0'))?;
        }
        match self.offset {
            Some(minutes) => f.write_str(&pattern::write_offset(minutes)),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for DateTime {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// RFC 3339; the `T` may be a space, the offset may be missing, and digits
/// beyond nanoseconds are dropped.
impl FromStr for DateTime {
    type Err = InvalidDate;

    fn from_str(text: &str) -> Result<Self, InvalidDate> {
        parse(text).ok_or(InvalidDate)
    }
}

#[diagnostic::do_not_recommend]
impl Wire for DateTime {
    fn blank() -> Self {
        Self {
            date: Date::blank(),
            hour: 0,
            minute: 0,
            second: 0,
            nanos: 0,
            offset: Some(0),
        }
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        d.parsed("date-time such as 2026-11-21T08:30:00+08:00", parse)
    }

    fn write(&self, e: &mut Encoder) {
        if self.offset.is_none() {
            e.refuse("a date-time needs an offset here");
        }
        e.string(&self.to_string());
    }
}

fn parse(text: &str) -> Option<DateTime> {
    let (clock, rest) = text.split_at_checked(19)?;
    let (date, time) = clock.split_at_checked(10)?;
    let time = time.strip_prefix(['T', 't', ' '])?;
    let mut moment = pattern::read("yyyy-MM-dd HH:mm:ss", &format!("{date} {time}"))?;
    let mut offset = rest;
    if let Some(fraction) = rest.strip_prefix('.') {
        let end = fraction.find(|c: char| !c.is_ascii_digit());
        let (digits, behind) = fraction.split_at_checked(end.unwrap_or(fraction.len()))?;
        if digits.is_empty() {
            return None;
        }
        moment.nanos = format!("{digits:0<9}").get(..9)?.parse().ok()?;
        offset = behind;
    }
    if !offset.is_empty() {
        let (minutes, behind) = pattern::read_offset(offset)?;
        if !behind.is_empty() {
            return None;
        }
        moment.offset = Some(minutes);
    }
    DateTime::of_moment(&moment)
}

/// Whether texts of this pattern say their offset.
pub(crate) fn pattern_has_offset(pattern: &str) -> bool {
    pattern::has_offset(pattern)
}

/// An offset such as `+08:00` or `Z` in minutes east of UTC.
pub(crate) fn offset_minutes(text: &str) -> Option<i16> {
    match pattern::read_offset(text)? {
        (minutes, "") => Some(minutes),
        _ => None,
    }
}
