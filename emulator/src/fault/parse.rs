//! Faults as texts: `KIND[:ARGUMENT][@OPERATION][=WHEN]`.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use super::{Ending, Fault, FaultKind, When};

/// A text that is no fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FaultError {
    text: String,
    why: String,
}

impl fmt::Display for FaultError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is no fault: {}", self.text, self.why)
    }
}

impl std::error::Error for FaultError {}

impl FaultError {
    pub(crate) fn new(text: &str, why: impl Into<String>) -> Self {
        Self {
            text: text.to_owned(),
            why: why.into(),
        }
    }
}

impl FromStr for Fault {
    type Err = FaultError;

    fn from_str(text: &str) -> Result<Self, FaultError> {
        let refuse = |why: String| FaultError::new(text, why);
        let (head, when) = match text.rsplit_once('=') {
            Some((head, when)) => (head, self::when(when.trim()).map_err(refuse)?),
            None => (text, When::Always),
        };
        let (head, operation) = match head.rsplit_once('@') {
            Some((_, "")) => return Err(refuse("an operation follows `@`".to_owned())),
            Some((head, operation)) => (head, Some(operation.trim().to_owned())),
            None => (head, None),
        };
        let (kind, argument) = match head.split_once(':') {
            Some((kind, argument)) => (kind.trim(), Some(argument.trim())),
            None => (head.trim(), None),
        };
        Ok(Self {
            kind: self::kind(kind, argument).map_err(refuse)?,
            operation,
            when,
        })
    }
}

fn kind(kind: &str, argument: Option<&str>) -> Result<FaultKind, String> {
    let ending = |ending| match argument {
        None => Ok(FaultKind::Ending(ending)),
        Some(_) => Err(format!("`{kind}` takes nothing after `:`")),
    };
    match (kind, argument) {
        ("latency", Some(range)) => {
            let (least, most) = range.split_once('-').unwrap_or((range, range));
            let (least, most) = (duration(least)?, duration(most)?);
            match least <= most {
                true => Ok(FaultKind::Latency(least, most)),
                false => Err("the longer time goes last".to_owned()),
            }
        }
        ("latency", None) => {
            Err("write how long, such as `latency:200ms` or `latency:50ms-2s`".to_owned())
        }
        ("drip", pause) => Ok(FaultKind::Drip(duration(pause.unwrap_or("20ms"))?)),
        ("error", Some(code)) if !code.is_empty() => {
            Ok(FaultKind::Ending(Ending::Code(code.to_owned())))
        }
        ("error", _) => Err("write a code of the spec, such as `error:40004`".to_owned()),
        ("status", Some(status)) => match status.parse() {
            Ok(status) if (400..=599).contains(&status) => {
                Ok(FaultKind::Ending(Ending::Status(status)))
            }
            _ => Err("write a status from 400 to 599".to_owned()),
        },
        ("status", None) => Err("write a status, such as `status:503`".to_owned()),
        ("throttle", seconds) => match seconds.unwrap_or("1").parse() {
            Ok(seconds) => Ok(FaultKind::Ending(Ending::Throttle(seconds))),
            Err(_) => Err("write whole seconds, such as `throttle:2`".to_owned()),
        },
        ("expire", _) => ending(Ending::Expire),
        ("flap", _) => ending(Ending::Flap),
        ("truncate", _) => ending(Ending::Truncate),
        ("drop", _) => ending(Ending::Drop),
        _ => Err(
            "the kinds are latency, drip, error, status, throttle, expire, flap, truncate and drop"
                .to_owned(),
        ),
    }
}

fn when(text: &str) -> Result<When, String> {
    if let Some(rate) = text.strip_suffix('%') {
        return match rate.trim().parse::<f64>() {
            Ok(rate) if (0.0..=100.0).contains(&rate) => Ok(When::Percent(rate)),
            _ => Err("a rate is 0% to 100%".to_owned()),
        };
    }
    let (word, rest) = text.split_once([' ', '-', ':']).unwrap_or((text, ""));
    let number = |text: &str| text.trim().parse::<u64>().ok().filter(|n| *n > 0);
    let numbers = || rest.split(',').map(number).collect::<Option<Vec<u64>>>();
    let parsed = match word {
        "always" if rest.is_empty() => Some(When::Always),
        "every" => number(rest).map(When::Every),
        "first" => number(rest).map(When::First),
        "nth" => numbers().map(When::Nth),
        _ => None,
    };
    parsed.ok_or_else(|| {
        "after `=` stands a rate (`10%`), `every 5`, `first 2` or `nth 3,7`".to_owned()
    })
}

fn duration(text: &str) -> Result<Duration, String> {
    let text = text.trim();
    let (digits, unit) = match text.strip_suffix("ms") {
        Some(digits) => (digits, 1),
        None => (text.strip_suffix('s').unwrap_or("?"), 1_000),
    };
    let millis = digits.parse::<u64>().ok().and_then(|n| n.checked_mul(unit));
    match millis {
        Some(millis) if millis <= 3_600_000 => Ok(Duration::from_millis(millis)),
        _ => Err(format!(
            "`{text}` is no time up to an hour, such as `200ms` or `2s`"
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_are_read() {
        let fault = |text: &str| text.parse::<Fault>().unwrap();
        let all = fault("latency:50ms-2s@get_parcel=every 3");
        let (least, most) = (Duration::from_millis(50), Duration::from_secs(2));
        assert_eq!(all.kind, FaultKind::Latency(least, most));
        assert_eq!(all.operation.as_deref(), Some("get_parcel"));
        assert_eq!(all.when, When::Every(3));
        let code = fault("error:biz:7=12.5%");
        assert_eq!(code.kind, FaultKind::Ending(Ending::Code("biz:7".into())));
        assert_eq!(code.when, When::Percent(12.5));
        assert_eq!(
            fault("throttle").kind,
            FaultKind::Ending(Ending::Throttle(1))
        );
        assert_eq!(fault("drop=nth 1,2").when, When::Nth(vec![1, 2]));
    }

    #[test]
    fn other_texts_are_refused_with_the_reason() {
        for (text, why) in [
            ("explode", "the kinds are"),
            ("latency", "write how long"),
            ("latency:2s-1s", "goes last"),
            ("latency:2h", "no time"),
            ("status:200", "400 to 599"),
            ("error:", "a code"),
            ("drop:3", "nothing after"),
            ("drop@", "follows"),
            ("drop=110%", "0% to 100%"),
            ("drop=every 0", "after `=`"),
            ("drop=sometimes", "after `=`"),
            ("", "the kinds are"),
        ] {
            let error = text.parse::<Fault>().unwrap_err().to_string();
            assert!(error.contains(why), "{text}: {error}");
        }
    }
}
