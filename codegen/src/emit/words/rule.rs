//! Rules about which of some inputs or fields are given.

use super::{Hole, Saying};
use crate::model::WireName;

/// All, or none.
pub fn all_or_none(names: &[WireName]) -> Saying {
    named(
        "Give all of {0}, or none of them.",
        "{0} 须全部提供或全部不提供。",
        names,
    )
}

/// One, and no more.
pub fn exactly_one(names: &[WireName]) -> Saying {
    named("Give exactly one of {0}.", "{0} 中须恰好提供一个。", names)
}

/// One or more.
pub fn at_least_one(names: &[WireName]) -> Saying {
    named("Give at least one of {0}.", "{0} 中须至少提供一个。", names)
}

/// One or none.
pub fn at_most_one(names: &[WireName]) -> Saying {
    named("Give at most one of {0}.", "{0} 中至多提供一个。", names)
}

fn named(en: &'static str, zh: &'static str, names: &[WireName]) -> Saying {
    let names = names.iter().map(|name| name.as_str().to_owned()).collect();
    Saying::with(en, zh, vec![Hole::Codes(names)])
}
