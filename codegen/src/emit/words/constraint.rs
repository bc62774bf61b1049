//! What values must be like.

use super::{Hole, Saying};
use crate::model::Constraint;

/// What a constraint demands: "1 to 20 characters".
pub fn constraint(constraint: &Constraint) -> Saying {
    match constraint {
        Constraint::Length(from, to) => {
            let units = [
                ("{0} character", "{0} 个字符"),
                ("{0} characters", "{0} 个字符"),
            ];
            counted(*from, *to, units)
        }
        Constraint::ByteLength(from, to) => {
            let units = [
                ("{0} byte in UTF-8", "UTF-8 编码后 {0} 字节"),
                ("{0} bytes in UTF-8", "UTF-8 编码后 {0} 字节"),
            ];
            counted(*from, *to, units)
        }
        Constraint::Items(from, to) => counted(
            *from,
            *to,
            [("{0} item", "{0} 项"), ("{0} items", "{0} 项")],
        ),
        Constraint::Range(from, to) => range(from.as_deref(), to.as_deref()),
        Constraint::Pattern(pattern) => Saying::with(
            "matches the regular expression {0} as a whole",
            "整体匹配正则表达式 {0}",
            vec![Hole::Code(pattern.source.clone())],
        ),
        Constraint::Unique => Saying::plain("no item twice", "各项不得重复"),
    }
}

/// So many of something; the units are for one and for several, each in both languages.
fn counted(
    from: Option<u64>,
    to: Option<u64>,
    [one, several]: [(&'static str, &'static str); 2],
) -> Saying {
    // Nothing has less than none.
    let from = from.filter(|from| *from > 0 || to.is_none() || to == Some(0));
    let (number, last) = match (from, to) {
        (Some(from), Some(to)) if from == to => (bound("exactly {0}", "恰好 {0}", &[to]), to),
        (Some(from), Some(to)) => (bound("{0} to {1}", "{0}–{1}", &[from, to]), to),
        (Some(from), None) => (bound("at least {0}", "至少 {0}", &[from]), from),
        (None, Some(to)) => (bound("at most {0}", "至多 {0}", &[to]), to),
        (None, None) => return Saying::plain("any number", "数量不限"),
    };
    let (en, zh) = if last == 1 { one } else { several };
    Saying::with(en, zh, vec![Hole::Part(number)])
}

fn range(from: Option<&str>, to: Option<&str>) -> Saying {
    match (from, to) {
        (Some(from), Some(to)) if from == to => bound("exactly {0}", "恰好为 {0}", &[from]),
        (Some(from), Some(to)) => bound("from {0} to {1}", "{0} 到 {1}", &[from, to]),
        (Some(from), None) => bound("{0} or more", "不小于 {0}", &[from]),
        (None, Some(to)) => bound("at most {0}", "不大于 {0}", &[to]),
        (None, None) => Saying::plain("any number", "数值不限"),
    }
}

fn bound(en: &'static str, zh: &'static str, numbers: &[impl ToString]) -> Saying {
    let numbers = numbers.iter().map(|number| Hole::Text(number.to_string()));
    Saying::with(en, zh, numbers.collect())
}
