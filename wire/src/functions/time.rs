//! Functions on instants.

use crate::{InvalidPattern, Timestamp};

/// 1970-01-01 00:00 UTC.
pub const EPOCH: Timestamp = Timestamp::EPOCH;

/// The whole seconds since 1970 as text.
pub fn unix_seconds(instant: Timestamp) -> String {
    instant.unix_seconds().to_string()
}

/// The whole milliseconds since 1970 as text.
pub fn unix_millis(instant: Timestamp) -> String {
    instant.unix_millis().to_string()
}

/// The instant by a pattern of dates, as a clock of `zone` shows it.
///
/// The pattern is one that [`check_pattern`](crate::check_pattern) accepts; `zone` is `UTC` or an
/// offset such as `+08:00`. The code generator has checked both; an unknown zone counts as UTC.
/// Empty for years outside 0 to 9999.
pub fn format(instant: Timestamp, pattern: &str, zone: &str) -> String {
    instant
        .to_date_time(zone_minutes(zone).unwrap_or(0))
        .map(|time| time.write_pattern(pattern))
        .unwrap_or_default()
}

/// Checks the zone of [`format()`]: `UTC`, or an offset such as `+08:00`.
///
/// # Errors
/// When it is neither.
pub fn check_zone(zone: &str) -> Result<(), InvalidPattern> {
    let message = "expected UTC or an offset such as +08:00";
    zone_minutes(zone)
        .map(|_| ())
        .ok_or(InvalidPattern { at: 0, message })
}

/// The minutes east of UTC.
fn zone_minutes(zone: &str) -> Option<i16> {
    if zone == "UTC" {
        return Some(0);
    }
    let (sign, clock) = match zone.as_bytes().first()? {
        b'+' => (1, zone.strip_prefix('+')?),
        b'-' => (-1, zone.strip_prefix('-')?),
        _ => return None,
    };
    let (hours, minutes) = clock.split_once(':')?;
    let two = |digits: &str, limit: i16| -> Option<i16> {
        let plain = digits.len() == 2 && digits.bytes().all(|byte| byte.is_ascii_digit());
        digits.parse().ok().filter(|value| plain && *value < limit)
    };
    Some(sign * (two(hours, 24)? * 60 + two(minutes, 60)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_since_1970() {
        let instant = Timestamp::from_unix_millis(1_494_474_404_567);
        assert_eq!(unix_seconds(instant), "1494474404");
        assert_eq!(unix_millis(instant), "1494474404567");
        assert_eq!(unix_seconds(Timestamp::from_unix_millis(-1)), "-1");
    }

    #[test]
    fn formats_in_a_zone() {
        let instant = Timestamp::from_unix_millis(1_494_474_404_567);
        assert_eq!(format(instant, "yyyy-MM-dd", "UTC"), "2017-05-11");
        let pattern = "yyyyMMdd'T'HHmmss.SSS";
        assert_eq!(format(instant, pattern, "UTC"), "20170511T034644.567");
        assert_eq!(format(instant, pattern, "+08:00"), "20170511T114644.567");
        assert_eq!(format(instant, "dd HH:mm", "-03:30"), "11 00:16");
        assert_eq!(
            format(Timestamp::from_unix_seconds(i64::MAX), "yyyy", "UTC"),
            ""
        );
    }

    #[test]
    fn knows_zones() {
        assert_eq!(zone_minutes("+08:00"), Some(480));
        assert_eq!(zone_minutes("-00:30"), Some(-30));
        for bad in [
            "", "utc", "+8:00", "+08", "+24:00", "+08:60", "++8:00", "+微:00",
        ] {
            assert!(check_zone(bad).is_err(), "{bad}");
        }
    }
}
