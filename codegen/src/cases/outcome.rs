//! What becomes of a rule: two documents, or why there are none.

use apiloom_wire::Json;

use super::Why;
use super::broken::Broken;
use super::candidate::Candidate;
use super::record::{Record, State, Want, set};
use crate::model::{Rule, RuleKind};

/// How many values are tried for one rule of a field.
const TRIALS: usize = 12;

/// What stands for the rule of a type inside that has none.
pub(super) const NO_RULE: &str = "none";

/// What becomes of a rule.
#[derive(Clone, Debug)]
pub(super) struct Outcome {
    pub(super) broken: Broken,
    pub(super) pair: Result<Pair, Why>,
}

/// What keeps a rule, and what breaks it.
#[derive(Clone, Debug)]
pub(super) struct Pair {
    pub(super) keeps: Made,
    pub(super) breaks: Made,
}

/// A document that was made.
#[derive(Clone, Debug)]
pub(super) struct Made {
    pub(super) json: Json,
    /// The part that the rule is about.
    pub(super) part: Json,
    /// The values of the fields, where it is a record.
    pub(super) values: Vec<Option<Json>>,
}

/// What becomes of the rules of a record; `label` is said before each.
pub(super) fn of_record(record: &Record<'_>, label: &str) -> Vec<Outcome> {
    let base = record.base();
    let mut outcomes = Vec::new();
    for (index, member) in record.members.iter().enumerate() {
        for broken in &member.demands {
            let pair = match &base {
                _ if broken.unreadable => Err(Why::Unreadable),
                _ if broken.rule == NO_RULE => Err(Why::NoInner),
                Some(base) => of_field(record, base, index, broken),
                None => Err(Why::NoBase),
            };
            let broken = broken.clone();
            let broken = if label.is_empty() {
                broken
            } else {
                broken.of(label)
            };
            outcomes.push(Outcome { broken, pair });
        }
    }
    for index in 0..record.rules.len() {
        for (what, count) in breaches(record, index) {
            let rule = record.rules[index];
            let broken = Broken::here(rule.id.clone(), what).lowered(!rule.error);
            let pair = match &base {
                Some(base) => of_rule(record, base, index, count),
                None => Err(Why::NoBase),
            };
            outcomes.push(Outcome { broken, pair });
        }
    }
    outcomes
}

pub(super) fn unreadable(broken: Broken) -> Outcome {
    Outcome {
        broken: broken.unreadable(),
        pair: Err(Why::Unreadable),
    }
}

pub(super) fn no_value(broken: Broken) -> Outcome {
    Outcome {
        broken,
        pair: Err(Why::NoValue),
    }
}

fn of_field(record: &Record<'_>, base: &State, index: usize, broken: &Broken) -> Result<Pair, Why> {
    let member = &record.members[index];
    let distance = |candidate: &Candidate| member.distance(broken, candidate);
    let solved = |values: Vec<usize>| {
        let mut solved = values.into_iter().take(TRIALS).filter_map(|at| {
            let mut start = base.clone();
            start[index] = Some(at);
            let pinned = [index];
            record.solve(
                &start,
                Want {
                    pinned: &pinned,
                    ..Want::default()
                },
            )
        });
        solved.next()
    };
    let made = |state: State| {
        let values = values(record, &state);
        Made {
            json: record.document(&state),
            part: values.get(index).cloned().flatten().unwrap_or_default(),
            values,
        }
    };
    let wrong = member.nearest(distance, |candidate| candidate.breaks_only(broken));
    if wrong.is_empty() {
        return Err(Why::NoValue);
    }
    let right = member.nearest(distance, |candidate| {
        candidate.is_clean() && !candidate.json.is_null()
    });
    match (solved(right), solved(wrong)) {
        (Some(keeps), Some(breaks)) => Ok(Pair {
            keeps: made(keeps),
            breaks: made(breaks),
        }),
        _ => Err(Why::NoNeighbours),
    }
}

/// The ways in which a rule can be broken: in words, and by how many fields that are given.
fn breaches(record: &Record<'_>, index: usize) -> Vec<(String, Option<usize>)> {
    let rule = record.rules[index];
    let words = in_words(rule);
    match &rule.kind {
        RuleKind::ExactlyOne(_) => vec![
            (format!("{words}: none"), Some(0)),
            (format!("{words}: two"), Some(2)),
        ],
        _ => vec![(words, None)],
    }
}

/// A rule over several fields as the spec says it.
pub(super) fn in_words(rule: &Rule) -> String {
    let names = set(rule).unwrap_or_default();
    let names: Vec<&str> = names.iter().map(|name| name.as_str()).collect();
    match &rule.kind {
        RuleKind::Require { when, require, .. } => match when {
            Some(when) => format!("when {when}: {require}"),
            None => require.clone(),
        },
        kind => format!("{} {}", kind.word(), names.join(" ")),
    }
}

fn of_rule(
    record: &Record<'_>,
    base: &State,
    index: usize,
    count: Option<usize>,
) -> Result<Pair, Why> {
    let want = Want {
        broken: Some((index, count)),
        ..Want::default()
    };
    let breaks = record.solve(base, want).ok_or(Why::NoNeighbours)?;
    let keeps = kept(record, base, &breaks, index).ok_or(Why::NoNeighbours)?;
    let named = record.named_by(record.rules[index]);
    let made = |state: State| {
        let values = values(record, &state);
        let part = named.iter().filter_map(|member| {
            let name = record.members[*member].field.wire.0.clone();
            Some((name, values.get(*member)?.clone()?))
        });
        Made {
            json: record.document(&state),
            part: Json::Object(part.collect()),
            values,
        }
    };
    Ok(Pair {
        keeps: made(keeps),
        breaks: made(breaks),
    })
}

/// What keeps a rule, rather by values of its fields than by leaving them out.
fn kept(record: &Record<'_>, base: &State, breaks: &State, index: usize) -> Option<State> {
    let named = record.named_by(record.rules[index]);
    let count = match &record.rules[index].kind {
        RuleKind::AllOrNone(_) => Some(named.len()),
        RuleKind::ExactlyOne(_) | RuleKind::AtLeastOne(_) | RuleKind::AtMostOne(_) => Some(1),
        RuleKind::Require { .. } => None,
    };
    let counted = Want {
        count: count.map(|count| (index, count)),
        ..Want::default()
    };
    let there = named
        .into_iter()
        .filter(|member| record.is_given(breaks, *member));
    let there: Vec<usize> = there.collect();
    let given = Want {
        given: &there,
        ..Want::default()
    };
    let first = match count {
        Some(_) => record.solve(base, counted),
        None => record.solve(breaks, given),
    };
    first.or_else(|| record.solve(base, Want::default()))
}

pub(super) fn values(record: &Record<'_>, state: &State) -> Vec<Option<Json>> {
    let values = record.members.iter().zip(state);
    values
        .map(|(member, at)| Some(member.pool.get((*at)?)?.json.clone()))
        .collect()
}
