//! Dates and times in the forms of vendors.

use apiloom_wire::{Date, DateTime};

/// Two moments that differ in every part, the earlier one first.
const MOMENTS: [Moment; 2] = [
    Moment {
        year: 2021,
        part: 1,
    },
    Moment {
        year: 2022,
        part: 2,
    },
];

/// A moment: a year, and the number that all of month, day, hour, minute and second are.
#[derive(Clone, Copy)]
struct Moment {
    year: u16,
    part: u8,
}

/// Dates, as texts by the first of the patterns.
pub(super) fn dates(patterns: &[String]) -> Vec<(String, Date)> {
    let dates = MOMENTS.iter().filter_map(|moment| {
        let text = moment.text(patterns.first().map_or("yyyy-MM-dd", String::as_str));
        Some((text, moment.date()?))
    });
    dates.collect()
}

/// Dates with times likewise.
pub(super) fn times(patterns: &[String]) -> Vec<(String, DateTime)> {
    let times = MOMENTS.iter().filter_map(|moment| {
        let pattern = patterns
            .first()
            .map_or("yyyy-MM-dd'T'HH:mm:ssXXX", String::as_str);
        let part = moment.part;
        let time = DateTime::new(moment.date()?, part, part, part).ok()?;
        Some((moment.text(pattern), time.with_offset(0).ok()?))
    });
    times.collect()
}

impl Moment {
    fn date(self) -> Option<Date> {
        Date::new(self.year, self.part, self.part).ok()
    }

    /// The text of a pattern that the checks accepted.
    fn text(self, pattern: &str) -> String {
        let mut text = String::new();
        let mut rest = pattern;
        while let Some(first) = rest.chars().next() {
            if let Some(quoted) = rest.strip_prefix('\'') {
                let (inside, behind) = quoted.split_once('\'').unwrap_or((quoted, ""));
                text.push_str(if inside.is_empty() { "'" } else { inside });
                rest = behind;
                continue;
            }
            let count = rest.chars().take_while(|c| *c == first).count();
            match first {
                'y' => text.push_str(&self.year.to_string()),
                'M' | 'd' | 'H' | 'm' | 's' if count == 1 => text.push_str(&self.part.to_string()),
                'M' | 'd' | 'H' | 'm' | 's' => text.push_str(&format!("{:02}", self.part)),
                'S' => text.push_str(&"0".repeat(count)),
                'X' => text.push('Z'),
                other => text.extend(std::iter::repeat_n(other, count)),
            }
            rest = rest.trim_start_matches(first);
        }
        text
    }
}
