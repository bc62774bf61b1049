//! Values without parts.

use apiloom_codegen::model::{Constraint, Literal, Type, WriteForm};
use apiloom_wire::{Decimal, Json};

use super::keeps::keeps;
use super::spot::Spot;
use super::{moment, texts};
use crate::tree;

/// A code as JSON.
pub(crate) fn code(literal: &Literal) -> Json {
    match literal {
        Literal::Int(code) => Json::from(*code),
        Literal::Text(code) => Json::from(code.as_str()),
    }
}

pub(super) fn scalar(seed: u64, ty: &Type, spot: &Spot<'_>) -> Json {
    let number = spot.number(seed);
    match ty {
        Type::Bool => Json::Bool(number.is_multiple_of(2)),
        Type::BoolCodes { on, off } => code(if number.is_multiple_of(2) { on } else { off }),
        Type::Int32 | Type::Int64 | Type::IntOrString(WriteForm::Int) => int(number, spot),
        Type::Float | Type::Decimal => decimal(number, spot),
        Type::Date(patterns) => Json::from(moment::date_text(patterns, number)),
        Type::DateTime { formats, zone } => {
            Json::from(moment::time_text(formats, zone.as_deref(), number))
        }
        Type::EpochSeconds => Json::from(moment::moment(number).unix_seconds()),
        Type::EpochMillis => Json::from(moment::moment(number).unix_millis()),
        Type::String(format) => Json::from(texts::text(seed, *format, spot)),
        Type::Secret => secret(seed, number, spot),
        _ => Json::from(texts::text(seed, None, spot)),
    }
}

/// A text that looks like nothing that anybody could guess, if constraints let it.
fn secret(seed: u64, number: u64, spot: &Spot<'_>) -> Json {
    let text = Json::from(format!("made-{number:016x}"));
    match keeps(&Type::Secret, spot.constraints, &text) {
        true => text,
        false => Json::from(texts::text(seed, None, spot)),
    }
}

fn int(number: u64, spot: &Spot<'_>) -> Json {
    let name = spot.name.to_lowercase();
    let small = |from: u64, count: u64| i64::try_from(from + number % count).unwrap_or_default();
    let plain = match &name {
        name if name.contains("age") && !name.contains("page") => small(18, 50),
        name if name.ends_with("id") || name.contains("number") => small(1_000, 9_000),
        name if name.contains("count") || name.contains("total") => small(1, 40),
        _ => small(1, 100),
    };
    let candidates = [plain]
        .into_iter()
        .chain(at_bounds(spot.constraints, number));
    let mut all = candidates.map(Json::from);
    let fits = |json: &Json| keeps(&Type::Int64, spot.constraints, json);
    all.find(fits).unwrap_or(Json::from(plain))
}

/// Whole numbers at the bounds of ranges and between them.
fn at_bounds(constraints: &[Constraint], number: u64) -> Vec<i64> {
    let mut numbers = vec![1, 0, -1];
    for constraint in constraints {
        if let Constraint::Range(min, max) = constraint {
            let whole = |bound: &Option<String>| bound.as_ref()?.parse::<f64>().ok();
            let (min, max) = (whole(min), whole(max));
            if let (Some(min), Some(max)) = (min, max)
                && max > min
            {
                let share = f64::from(u32::try_from(number % 1_000).unwrap_or_default()) / 1_000.0;
                numbers.insert(0, (min + (max - min) * share).round() as i64);
            }
            let bounds = [min.map(f64::ceil), max.map(f64::floor)];
            numbers.extend(bounds.into_iter().flatten().map(|bound| bound as i64));
        }
    }
    numbers
}

fn decimal(number: u64, spot: &Spot<'_>) -> Json {
    let plain = format!("{}.{:02}", number % 500 + 1, number / 7 % 100);
    let bounds = spot
        .constraints
        .iter()
        .filter_map(|constraint| match constraint {
            Constraint::Range(min, max) => Some([min.clone(), max.clone()]),
            _ => None,
        });
    let bounds = bounds
        .flatten()
        .flatten()
        .filter(|bound| Decimal::new(bound).is_ok());
    let whole = at_bounds(spot.constraints, number)
        .into_iter()
        .map(|int| int.to_string());
    let all = [plain.clone(), "0.5".to_owned()]
        .into_iter()
        .chain(whole)
        .chain(bounds);
    let fits = |json: &Json| keeps(&Type::Decimal, spot.constraints, json);
    let mut all = all.filter_map(|text| tree::number(&text));
    all.find(fits)
        .or_else(|| tree::number(&plain))
        .unwrap_or_default()
}
