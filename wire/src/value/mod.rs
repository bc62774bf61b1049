//! The values that generated types are made of.

mod calendar;
mod date;
mod date_time;
mod decimal;
mod extra;
mod given;
mod json;
mod nullable;
mod number;
mod or_empty;
mod other_variant;
mod patch;
mod pattern;
mod replacement;
mod secret;
mod timestamp;
mod whole;

pub use date::{Date, InvalidDate};
pub use date_time::DateTime;
pub use decimal::Decimal;
pub use extra::Extra;
pub use given::Given;
pub use json::Json;
pub use nullable::Nullable;
pub use number::{InvalidNumber, Number};
pub use or_empty::OrEmpty;
pub use other_variant::OtherVariant;
pub use patch::Patch;
pub use pattern::{InvalidPattern, check_pattern};
pub use replacement::Replacement;
pub use secret::Secret;
pub use timestamp::Timestamp;
pub use whole::Whole;

pub(crate) use date_time::{offset_minutes, pattern_has_offset};
pub(crate) use decimal::compare_numbers;
pub(crate) use number::{integer, number_length, plain_integer};
