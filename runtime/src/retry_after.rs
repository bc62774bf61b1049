//! How long the vendor asks to wait.

use std::time::{Duration, SystemTime};

use http::HeaderMap;
use http::header::{DATE, RETRY_AFTER};

/// The header `Retry-After`: seconds, with a fraction or without, or an HTTP date.
///
/// A date counts from the vendor's own `Date`, since its clock need not be ours; from `now` if
/// there is none.
/// What is none of these counts as not said.
pub(crate) fn retry_after(headers: &HeaderMap, now: SystemTime) -> Option<Duration> {
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if let Some(seconds) = seconds(text) {
        return Some(seconds);
    }
    let until = httpdate::parse_http_date(text).ok()?;
    let since = date(headers).unwrap_or(now);
    // A moment that has passed asks for no wait.
    Some(until.duration_since(since).unwrap_or_default())
}

/// The header `Date`: when the vendor made the answer, by its own clock.
pub(crate) fn date(headers: &HeaderMap) -> Option<SystemTime> {
    let text = headers.get(DATE)?.to_str().ok()?;
    httpdate::parse_http_date(text.trim()).ok()
}

fn seconds(text: &str) -> Option<Duration> {
    // A float alone would take `inf`, `1e3` and a sign.
    let plain = text
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    let number: f64 = plain.then(|| text.parse().ok())??;
    // A number of seconds beyond all bounds is a very long wait, not none.
    Some(Duration::try_from_secs_f64(number).unwrap_or(Duration::MAX))
}

#[cfg(test)]
mod tests {
    use std::time::UNIX_EPOCH;

    use http::HeaderValue;

    use super::*;

    fn wait(headers: &[(&'static str, &str)]) -> Option<Duration> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.insert(*name, HeaderValue::from_str(value).unwrap());
        }
        // Sun, 06 Nov 1994 08:49:37 GMT.
        retry_after(&map, UNIX_EPOCH + Duration::from_secs(784_111_777))
    }

    #[test]
    fn every_form_is_read() {
        let millis = |text| wait(&[("retry-after", text)]).map(|wait| wait.as_millis());
        assert_eq!(millis("0"), Some(0));
        assert_eq!(millis(" 120 "), Some(120_000));
        assert_eq!(millis("1.5"), Some(1_500));
        assert_eq!(millis(".25"), Some(250));
        assert_eq!(millis("Sun, 06 Nov 1994 08:50:37 GMT"), Some(60_000));
        assert_eq!(millis("Sunday, 06-Nov-94 08:50:37 GMT"), Some(60_000));
        assert_eq!(millis("Sun Nov  6 08:50:37 1994"), Some(60_000));
        assert_eq!(millis("Sun, 06 Nov 1994 08:49:00 GMT"), Some(0));
        assert_eq!(
            wait(&[("retry-after", &"9".repeat(400))]),
            Some(Duration::MAX)
        );
        for bad in [
            "", "soon", "-1", "+1", "1e3", "inf", "nan", "1.2.3", ".", "1 s",
        ] {
            assert_eq!(millis(bad), None, "{bad}");
        }
        assert_eq!(wait(&[]), None);
    }

    #[test]
    fn a_date_counts_from_the_vendors_own_clock() {
        let headers = [
            ("retry-after", "Sun, 06 Nov 1994 10:00:30 GMT"),
            ("date", "Sun, 06 Nov 1994 10:00:00 GMT"),
        ];
        assert_eq!(wait(&headers), Some(Duration::from_secs(30)));
    }
}
