//! What other constraints do to what is refused.

use super::Verdict;
use super::change::{Change, Kind, said};
use super::walk::Walk;
use crate::model::{Constraint, Field};

/// Whether something is refused that was not, and whether something is not that was.
#[derive(Clone, Copy, Default)]
struct Bounds {
    tighter: bool,
    looser: bool,
}

impl Walk<'_> {
    /// Compares what the values of a field must be like.
    pub(super) fn constraints(&mut self, path: &str, old: &Field, new: &Field) {
        for word in [
            "length",
            "byte_length",
            "range",
            "pattern",
            "items",
            "unique",
        ] {
            let (before, after) = (of(old, word), of(new, word));
            if before == after {
                continue;
            }
            let bounds = compare(before, after);
            let change = Change::new(
                format!("{path}.{word}"),
                kind(before, after),
                said(word, bounds),
            )
            .sides(shown(before), shown(after));
            // By a warning, nothing is refused.
            let verdict = match (old.warns && new.warns, bounds.tighter && !new.warns) {
                (true, _) => Verdict::Nothing,
                (false, true) => Verdict::Breaking,
                (false, false) => Verdict::Compatible,
            };
            self.add(change.validation(verdict));
        }
        if old.warns != new.warns {
            let (said, verdict) = severity(new.warns);
            self.add(
                Change::new(format!("{path}.severity"), Kind::Changed, said).validation(verdict),
            );
        }
    }
}

/// That breaking a constraint or rule is refused now, or only worth a warning.
pub(super) fn severity(warns: bool) -> (super::Said, Verdict) {
    match warns {
        true => (
            said!(
                "breaking it is only worth a warning now",
                "违反时现在只给出警告"
            ),
            Verdict::Compatible,
        ),
        false => (
            said!("breaking it is refused now", "违反时现在会被拒绝"),
            Verdict::Breaking,
        ),
    }
}

fn kind(before: Option<&Constraint>, after: Option<&Constraint>) -> Kind {
    match (before, after) {
        (None, _) => Kind::Added,
        (_, None) => Kind::Removed,
        _ => Kind::Changed,
    }
}

fn said(word: &str, bounds: Bounds) -> super::Said {
    match (bounds.tighter, bounds.looser) {
        (true, false) => said!(
            "`{}` refuses more than before",
            "`{}` 比以前拒绝更多的值",
            word
        ),
        (false, true) => said!(
            "`{}` refuses less than before",
            "`{}` 比以前拒绝更少的值",
            word
        ),
        _ => said!("`{}` refuses other values", "`{}` 拒绝的值有变化", word),
    }
}

fn of<'f>(field: &'f Field, word: &str) -> Option<&'f Constraint> {
    field.constraints.iter().find(|found| {
        word == match found {
            Constraint::Length(..) => "length",
            Constraint::ByteLength(..) => "byte_length",
            Constraint::Range(..) => "range",
            Constraint::Pattern(_) => "pattern",
            Constraint::Items(..) => "items",
            Constraint::Unique => "unique",
        }
    })
}

fn compare(before: Option<&Constraint>, after: Option<&Constraint>) -> Bounds {
    use Constraint::*;
    match (before, after) {
        (None, _) => Bounds {
            tighter: true,
            looser: false,
        },
        (_, None) => Bounds {
            tighter: false,
            looser: true,
        },
        (Some(Length(a, b)), Some(Length(c, d)))
        | (Some(ByteLength(a, b)), Some(ByteLength(c, d)))
        | (Some(Items(a, b)), Some(Items(c, d))) => {
            let number = |bound: &Option<u64>| bound.map(|bound| bound as f64);
            moved((number(a), number(b)), (number(c), number(d)))
        }
        (Some(Range(a, b)), Some(Range(c, d))) => {
            let number = |bound: &Option<String>| bound.as_ref().and_then(|b| b.parse().ok());
            moved((number(a), number(b)), (number(c), number(d)))
        }
        // Of two patterns nobody knows which one lets more through.
        _ => Bounds {
            tighter: true,
            looser: true,
        },
    }
}

/// How a lower and an upper bound moved; none is the farthest.
fn moved(old: (Option<f64>, Option<f64>), new: (Option<f64>, Option<f64>)) -> Bounds {
    let low = |bound: Option<f64>| bound.unwrap_or(f64::NEG_INFINITY);
    let high = |bound: Option<f64>| bound.unwrap_or(f64::INFINITY);
    Bounds {
        tighter: low(new.0) > low(old.0) || high(new.1) < high(old.1),
        looser: low(new.0) < low(old.0) || high(new.1) > high(old.1),
    }
}

fn shown(constraint: Option<&Constraint>) -> String {
    fn range<T: ToString + PartialEq>(from: &Option<T>, to: &Option<T>) -> String {
        let text = |bound: &Option<T>| bound.as_ref().map(T::to_string).unwrap_or_default();
        match from == to {
            true => text(from),
            false => format!("{}..{}", text(from), text(to)),
        }
    }
    match constraint {
        None => String::new(),
        Some(Constraint::Length(from, to))
        | Some(Constraint::ByteLength(from, to))
        | Some(Constraint::Items(from, to)) => range(from, to),
        Some(Constraint::Range(from, to)) => range(from, to),
        Some(Constraint::Pattern(pattern)) => pattern.source.clone(),
        Some(Constraint::Unique) => "true".to_owned(),
    }
}
