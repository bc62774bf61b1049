use super::Codec;
use crate::{Date, DecodeError, Decoder, Encoder};

/// A date by patterns: the first is written, all are read.
#[derive(Clone, Copy, Debug)]
pub struct DateAs(pub &'static [&'static str]);

impl DateAs {
    fn read_text(self, text: &str) -> Option<Date> {
        self.0
            .iter()
            .find_map(|pattern| Date::read_pattern(pattern, text))
    }
}

impl Codec<Date> for DateAs {
    fn blank(self) -> Date {
        crate::blank()
    }

    fn read(self, d: &mut Decoder<'_>) -> Result<Date, DecodeError> {
        let expected = self.0.first().copied().unwrap_or_default();
        d.parsed(&format!("date as {expected}"), |text| self.read_text(text))
    }

    fn write(self, value: &Date, e: &mut Encoder) {
        let pattern = self.0.first().copied().unwrap_or_default();
        let text = value.write_pattern(pattern);
        if self.read_text(&text) != Some(*value) {
            e.refuse(&format!("the pattern {pattern} loses a part of the date"));
        }
        e.string(&text);
    }
}
