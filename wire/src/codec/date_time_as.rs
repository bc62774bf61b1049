use super::Codec;
use crate::value::{offset_minutes, pattern_has_offset};
use crate::{DateTime, DecodeError, Decoder, Encoder};

/// What a text without an offset means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Zone {
    /// Nobody knows: its values have no offset.
    Unknown,
    /// A clock so many minutes east of UTC.
    Offset(i16),
}

impl Zone {
    /// The zone that `unknown`, `Z`, `UTC` or an offset such as `+08:00`
    /// names.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "unknown" => Some(Self::Unknown),
            "UTC" => Some(Self::Offset(0)),
            _ => offset_minutes(text).map(Self::Offset),
        }
    }
}

/// A date-time by patterns: the first is written, all are read.
///
/// A text without an offset is one of the zone; to be written so, a value
/// with an offset is carried over to the zone. Refused: a value whose offset
/// or fraction the first pattern loses, and one without an offset where the
/// pattern or the zone has one.
#[derive(Clone, Copy, Debug)]
pub struct DateTimeAs {
    patterns: &'static [&'static str],
    zone: Zone,
}

impl DateTimeAs {
    /// A form with these patterns, in which texts without an offset are of
    /// this zone.
    #[must_use]
    pub const fn new(patterns: &'static [&'static str], zone: Zone) -> Self {
        Self { patterns, zone }
    }

    fn read_text(self, text: &str) -> Option<DateTime> {
        let mut patterns = self.patterns.iter();
        let time = patterns.find_map(|pattern| DateTime::read_pattern(pattern, text))?;
        match (time.offset(), self.zone) {
            (None, Zone::Offset(minutes)) => time.with_offset(minutes).ok(),
            _ => Some(time),
        }
    }

    /// The value as a clock of the text's zone shows it.
    fn placed(self, value: DateTime, pattern: &str) -> Result<DateTime, &'static str> {
        match (value.offset(), self.zone) {
            _ if pattern_has_offset(pattern) => match value.offset() {
                Some(_) => Ok(value),
                None => Err("a date-time needs an offset here"),
            },
            (Some(_), Zone::Offset(minutes)) => value
                .in_offset(minutes)
                .ok_or("the year is outside 0 to 9999"),
            (None, Zone::Offset(_)) => Err("a date-time needs an offset here"),
            (Some(_), Zone::Unknown) => {
                Err("the zone is unknown here: a date-time cannot have an offset")
            }
            (None, Zone::Unknown) => Ok(value),
        }
    }
}

impl Codec<DateTime> for DateTimeAs {
    fn blank(self) -> DateTime {
        crate::blank()
    }

    fn read(self, d: &mut Decoder<'_>) -> Result<DateTime, DecodeError> {
        let expected = self.patterns.first().copied().unwrap_or_default();
        d.parsed(&format!("date-time as {expected}"), |text| {
            self.read_text(text)
        })
    }

    fn write(self, value: &DateTime, e: &mut Encoder) {
        let pattern = self.patterns.first().copied().unwrap_or_default();
        match self.placed(*value, pattern) {
            Ok(placed) => {
                let text = placed.write_pattern(pattern);
                if self.read_text(&text) != Some(*value) {
                    e.refuse(&format!("the pattern {pattern} loses a part of the time"));
                }
                e.string(&text);
            }
            Err(reason) => {
                e.refuse(reason);
                e.null();
            }
        }
    }
}
