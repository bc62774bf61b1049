//! Numbers at bounds and beside them.

use std::cmp::Ordering;

use apiloom_wire::{Decimal, functions as f};

use super::hints::Hints;

/// Whole numbers at the bounds and beside them.
pub(super) fn ints(hints: &Hints<'_>, is_short: bool) -> Vec<i64> {
    let mut ints = vec![0, 1, -1, 2];
    for bound in hints.bounds() {
        let (below, above) = neighbours(bound);
        let at = bound.parse::<i64>().ok();
        ints.extend(at.into_iter().chain([below, above]));
    }
    ints.extend(&hints.ints);
    ints.extend((0..hints.different).filter_map(|number| i64::try_from(number).ok()));
    ints.sort_unstable_by_key(|int| (int.unsigned_abs(), *int < 0));
    ints.dedup();
    ints.retain(|int| !is_short || i32::try_from(*int).is_ok());
    ints
}

/// Numbers, in JSON's notation, at the bounds and beside them.
pub(super) fn decimals(hints: &Hints<'_>) -> Vec<String> {
    let mut decimals: Vec<String> = ints(hints, false).iter().map(i64::to_string).collect();
    let bounds = hints.bounds().filter(|bound| Decimal::new(bound).is_ok());
    decimals.extend(bounds.map(str::to_owned));
    decimals.dedup();
    decimals
}

/// Whether a number is beyond a bound in this direction.
pub(super) fn is_beyond(number: &str, bound: &str, direction: Ordering) -> bool {
    match (Decimal::new(number), Decimal::new(bound)) {
        (Ok(number), Ok(bound)) => f::decimal_order(&number, &bound) == direction,
        _ => false,
    }
}

/// The next whole numbers below and above a bound.
fn neighbours(bound: &str) -> (i64, i64) {
    if let Ok(bound) = bound.parse::<i64>() {
        return (bound.saturating_sub(1), bound.saturating_add(1));
    }
    let bound = bound.parse::<f64>().unwrap_or_default();
    // A bound beyond all numbers is the bound of all numbers.
    (bound.floor() as i64, bound.ceil() as i64)
}
