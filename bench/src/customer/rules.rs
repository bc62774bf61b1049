//! What the derives of the peers call: patterns, and the rule over two fields.

use std::borrow::Cow;
use std::sync::LazyLock;

use regex::Regex;

pub(crate) static PHONE: LazyLock<Regex> = LazyLock::new(|| pattern("^1[3-9][0-9]{9}$"));
pub(crate) static STATUS: LazyLock<Regex> = LazyLock::new(|| pattern("^(?:active|paused|closed)$"));
pub(crate) static COUNTRY: LazyLock<Regex> = LazyLock::new(|| pattern("^[A-Z]{2}$"));
pub(crate) static POSTCODE: LazyLock<Regex> = LazyLock::new(|| pattern("^[0-9]{6}$"));
pub(crate) static LANGUAGE: LazyLock<Regex> = LazyLock::new(|| pattern("^[a-z]{2}(-[A-Z]{2})?$"));
pub(crate) static KIND: LazyLock<Regex> = LazyLock::new(|| pattern("^(?:work|home)$"));

const MESSAGE: &str = "A change is not before the creation.";

/// The rule over two fields, for garde.
pub(crate) fn not_before(
    created: &Option<i64>,
) -> impl FnOnce(&Option<i64>, &()) -> garde::Result + '_ {
    move |changed, ()| match is_before(*changed, *created) {
        true => Err(garde::Error::new(MESSAGE)),
        false => Ok(()),
    }
}

/// The rule over two fields, for validator.
pub(crate) fn order(
    created: Option<i64>,
    changed: Option<i64>,
) -> Result<(), validator::ValidationError> {
    match is_before(changed, created) {
        true => Err(validator::ValidationError::new("changed_after_created")
            .with_message(Cow::Borrowed(MESSAGE))),
        false => Ok(()),
    }
}

/// Whether the first of two times is before the second, if both are known.
pub(crate) fn is_before(one: Option<i64>, other: Option<i64>) -> bool {
    matches!((one, other), (Some(one), Some(other)) if one < other)
}

fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("the pattern is right")
}
