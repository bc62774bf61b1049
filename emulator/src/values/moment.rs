//! Dates and times in the forms of vendors.

use apiloom_wire::{Date, DateTime, Timestamp};

/// The first second of 2024: what is made lies behind it.
const START: i64 = 1_704_067_200;

/// The seconds of two years.
const SPAN: u64 = 2 * 365 * 24 * 3_600;

/// What a pattern of the checks is written by when a spec names none.
pub(crate) const RFC_3339: &str = "yyyy-MM-dd'T'HH:mm:ssXXX";

/// A moment that a number decides, in whole seconds.
pub(super) fn moment(number: u64) -> Timestamp {
    let seconds = i64::try_from(number % SPAN).unwrap_or_default();
    Timestamp::from_unix_seconds(START + seconds)
}

/// The minutes east of UTC of a zone of a spec; none if nobody knows.
pub(crate) fn offset(zone: Option<&str>) -> Option<i16> {
    match zone? {
        "unknown" => None,
        "UTC" | "Z" => Some(0),
        text => {
            let (sign, digits) = text.split_at_checked(1)?;
            let (hours, minutes) = digits.split_once(':')?;
            let minutes = hours.parse::<i16>().ok()? * 60 + minutes.parse::<i16>().ok()?;
            Some(if sign == "-" { -minutes } else { minutes })
        }
    }
}

/// A time by a pattern that the checks accepted.
pub(crate) fn write(pattern: &str, time: DateTime) -> String {
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
        let date = time.date();
        match first {
            'y' => text.push_str(&format!("{:04}", date.year())),
            'M' => text.push_str(&format!("{:02}", date.month())),
            'd' => text.push_str(&format!("{:02}", date.day())),
            'H' => text.push_str(&format!("{:02}", time.hour())),
            'm' => text.push_str(&format!("{:02}", time.minute())),
            's' => text.push_str(&format!("{:02}", time.second())),
            'S' => {
                let digits = format!("{:09}", time.nanos());
                text.extend(digits.chars().chain(std::iter::repeat('0')).take(count));
            }
            'X' => text.push_str(&zone(time.offset().unwrap_or_default())),
            other => text.extend(std::iter::repeat_n(other, count)),
        }
        rest = rest.trim_start_matches(first);
    }
    text
}

fn zone(offset: i16) -> String {
    match offset {
        0 => "Z".to_owned(),
        minutes => {
            let sign = if minutes < 0 { '-' } else { '+' };
            let minutes = minutes.unsigned_abs();
            format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
        }
    }
}

/// A date, by the first of the patterns that can be read again.
pub(super) fn date_text(patterns: &[String], number: u64) -> String {
    let time = at(number, 0);
    match patterns.first() {
        Some(pattern) => write(pattern, time),
        None => write("yyyy-MM-dd", time),
    }
}

/// A date with a time, by the first of the patterns.
pub(super) fn time_text(patterns: &[String], zone: Option<&str>, number: u64) -> String {
    let pattern = patterns.first().map_or(RFC_3339, String::as_str);
    write(pattern, at(number, offset(zone).unwrap_or_default()))
}

fn at(number: u64, offset: i16) -> DateTime {
    let start = Timestamp::from_unix_seconds(START);
    let time = moment(number).to_date_time(offset);
    match time.or_else(|| start.to_date_time(0)) {
        Some(time) => time,
        None => midnight(),
    }
}

fn midnight() -> DateTime {
    apiloom_wire::blank::<DateTime>()
}

/// A date that one of the patterns reads.
pub(crate) fn read_date(patterns: &[String], text: &str) -> Option<Date> {
    read_time(patterns, None, text)
        .map(DateTime::date)
        .filter(|_| !patterns.is_empty())
        .or_else(|| text.parse().ok())
}

/// A time that one of the patterns reads.
pub(crate) fn read_time(patterns: &[String], zone: Option<&str>, text: &str) -> Option<DateTime> {
    let read = patterns
        .iter()
        .find_map(|pattern| DateTime::read_pattern(pattern, text));
    let time = match patterns.is_empty() {
        true => text.parse().ok()?,
        false => read?,
    };
    match (time.offset(), offset(zone)) {
        (None, Some(minutes)) => time.with_offset(minutes).ok(),
        _ => Some(time),
    }
}
