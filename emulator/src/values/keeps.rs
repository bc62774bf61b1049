//! Whether a value keeps a constraint, for choosing among the values that are made.

use std::cmp::Ordering;

use apiloom_codegen::model::{Constraint, Type};
use apiloom_wire::{Decimal, Json, functions as f};

/// Whether a value on the wire is like all constraints of its field ask for.
pub(crate) fn keeps(ty: &Type, constraints: &[Constraint], json: &Json) -> bool {
    constraints
        .iter()
        .all(|constraint| one(ty, constraint, json))
}

fn one(ty: &Type, constraint: &Constraint, json: &Json) -> bool {
    let text = || json.as_str();
    match constraint {
        Constraint::Length(min, max) => {
            text().is_none_or(|text| within(text.chars().count(), *min, *max))
        }
        Constraint::ByteLength(min, max) => {
            text().is_none_or(|text| within(text.len(), *min, *max))
        }
        Constraint::Pattern(pattern) => text().is_none_or(|text| {
            let whole = regex_lite::Regex::new(&format!("^(?:{})$", pattern.source));
            whole.is_ok_and(|whole| whole.is_match(text))
        }),
        Constraint::Range(min, max) => {
            let number = json.scalar_text().and_then(|text| Decimal::new(&text).ok());
            number.is_none_or(|number| {
                let side = |bound: &Option<String>, wrong: Ordering| {
                    let bound = bound.as_ref().and_then(|bound| Decimal::new(bound).ok());
                    bound.is_none_or(|bound| f::decimal_order(&number, &bound) != wrong)
                };
                side(min, Ordering::Less) && side(max, Ordering::Greater)
            })
        }
        Constraint::Items(min, max) => {
            count(ty, json).is_none_or(|count| within(count, *min, *max))
        }
        Constraint::Unique => items(ty, json).is_none_or(|items| {
            let earlier = |index: usize| items.iter().take(index);
            let mut all = items.iter().enumerate();
            all.all(|(index, item)| !earlier(index).any(|other| other == item))
        }),
    }
}

fn within(count: usize, min: Option<u64>, max: Option<u64>) -> bool {
    let count = u64::try_from(count).unwrap_or(u64::MAX);
    min.is_none_or(|min| count >= min) && max.is_none_or(|max| count <= max)
}

fn count(ty: &Type, json: &Json) -> Option<usize> {
    Some(items(ty, json)?.len())
}

/// The items of a value as its type counts them.
fn items(ty: &Type, json: &Json) -> Option<Vec<Json>> {
    match (ty, json) {
        (Type::Csv(_), Json::String(text)) if text.trim().is_empty() => Some(Vec::new()),
        (Type::Csv(_), Json::String(text)) => Some(
            text.split(',')
                .map(|item| Json::from(item.trim()))
                .collect(),
        ),
        (Type::FlatPairs(..), Json::Array(items)) => Some(
            items
                .chunks(2)
                .map(|pair| Json::Array(pair.to_vec()))
                .collect(),
        ),
        (Type::Nullable(inner), json) => items(inner, json),
        (_, Json::Array(items)) => Some(items.clone()),
        (_, Json::Object(members)) => {
            Some(members.iter().map(|(_, value)| value.clone()).collect())
        }
        _ => None,
    }
}
