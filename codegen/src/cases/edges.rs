//! What a constraint asks, edge by edge, and which edges a value is beyond.

use std::cmp::Ordering;

use apiloom_wire::Json;

use super::broken::Broken;
use super::numbers::is_beyond;
use super::texts::whole;
use crate::model::{Constraint, Pattern, Type};

/// One thing that a constraint asks.
pub(super) enum Edge<'a> {
    Least(Unit, u64),
    Most(Unit, u64),
    From(&'a str),
    To(&'a str),
    /// The expression is none where it does not compile, which the checks refuse.
    Matches(&'a Pattern, Option<regex_lite::Regex>),
    Differ,
}

/// What is counted.
#[derive(Clone, Copy)]
pub(super) enum Unit {
    Characters,
    Bytes,
    Items,
}

/// What a constraint asks, edge by edge. An edge that nothing is beyond, such as no characters at least, is
/// none.
pub(super) fn edges(constraint: &Constraint) -> Vec<Edge<'_>> {
    let counted = |unit, from: &Option<u64>, to: &Option<u64>| {
        let least = from
            .filter(|from| *from > 0)
            .map(|from| Edge::Least(unit, from));
        let most = to.map(|to| Edge::Most(unit, to));
        least.into_iter().chain(most).collect()
    };
    match constraint {
        Constraint::Length(from, to) => counted(Unit::Characters, from, to),
        Constraint::ByteLength(from, to) => counted(Unit::Bytes, from, to),
        Constraint::Items(from, to) => counted(Unit::Items, from, to),
        Constraint::Range(from, to) => {
            let (from, to) = (from.as_deref().map(Edge::From), to.as_deref().map(Edge::To));
            from.into_iter().chain(to).collect()
        }
        Constraint::Pattern(pattern) => vec![Edge::Matches(pattern, whole(pattern))],
        Constraint::Unique => vec![Edge::Differ],
    }
}

impl Edge<'_> {
    /// What is told of a value beyond the edge.
    pub(super) fn broken(&self) -> Broken {
        match self {
            Self::Least(unit, bound) => {
                Broken::here(unit.rule(), format!("{} {bound}..", unit.rule()))
            }
            Self::Most(unit, bound) => {
                Broken::here(unit.rule(), format!("{} ..{bound}", unit.rule()))
            }
            Self::From(bound) => Broken::here("range", format!("range {bound}..")),
            Self::To(bound) => Broken::here("range", format!("range ..{bound}")),
            Self::Matches(pattern, _) => {
                Broken::here("pattern", format!("pattern {}", pattern.source))
            }
            Self::Differ => Broken::here("unique", "unique").below("[1]"),
        }
    }

    /// What is told of this value of a type: nothing, or as often as the edge is broken.
    pub(super) fn told(&self, ty: &Type, json: &Json) -> Vec<Broken> {
        let once = |is_broken: bool| Vec::from_iter(is_broken.then(|| self.broken()));
        match self {
            Self::Least(unit, bound) => {
                once(unit.count(ty, json).is_some_and(|count| count < *bound))
            }
            Self::Most(unit, bound) => {
                once(unit.count(ty, json).is_some_and(|count| count > *bound))
            }
            Self::From(bound) => once(is_outside(json, bound, Ordering::Less)),
            Self::To(bound) => once(is_outside(json, bound, Ordering::Greater)),
            Self::Matches(_, regex) => once(
                json.as_str()
                    .is_some_and(|text| regex.as_ref().is_some_and(|regex| !regex.is_match(text))),
            ),
            Self::Differ => {
                let again = repeated(&items(ty, json));
                let told = |at: usize| Broken {
                    at: format!("[{at}]"),
                    ..self.broken()
                };
                again.into_iter().map(told).collect()
            }
        }
    }

    /// How far from the bound a value is, if there is one.
    pub(super) fn distance(&self, ty: &Type, json: &Json) -> f64 {
        let far = |value: Option<f64>, bound: f64| value.map_or(0.0, |value| (value - bound).abs());
        match self {
            Self::Least(unit, bound) | Self::Most(unit, bound) => far(
                unit.count(ty, json).map(|count| count as f64),
                *bound as f64,
            ),
            Self::From(bound) | Self::To(bound) => {
                let value = json.scalar_text().and_then(|text| text.parse().ok());
                far(value, bound.parse().unwrap_or_default())
            }
            Self::Differ => far(Some(items(ty, json).len() as f64), 2.0),
            Self::Matches(..) => 0.0,
        }
    }
}

impl Unit {
    fn rule(self) -> &'static str {
        match self {
            Self::Characters => "length",
            Self::Bytes => "byte_length",
            Self::Items => "items",
        }
    }

    fn count(self, ty: &Type, json: &Json) -> Option<u64> {
        let count = match self {
            Self::Characters => json.as_str()?.chars().count(),
            Self::Bytes => json.as_str()?.len(),
            Self::Items => items(ty, json).len(),
        };
        u64::try_from(count).ok()
    }
}

fn is_outside(json: &Json, bound: &str, direction: Ordering) -> bool {
    let number = json.scalar_text();
    number.is_some_and(|number| is_beyond(&number, bound, direction))
}

/// The items of a list, whatever it is written as.
fn items(ty: &Type, json: &Json) -> Vec<Json> {
    match (ty, json) {
        (Type::Csv(_), Json::String(text)) if text.is_empty() => Vec::new(),
        (Type::Csv(_), Json::String(text)) => text.split(',').map(Json::from).collect(),
        (Type::FlatPairs(..), Json::Array(items)) => items
            .chunks(2)
            .map(|pair| Json::Array(pair.to_vec()))
            .collect(),
        (_, Json::Array(items)) => items.clone(),
        _ => Vec::new(),
    }
}

/// The places of the items that equal one before them.
fn repeated(items: &[Json]) -> Vec<usize> {
    let again = |at: &usize| {
        items
            .get(*at)
            .is_some_and(|item| items.iter().take(*at).any(|i| i == item))
    };
    (0..items.len()).filter(again).collect()
}
