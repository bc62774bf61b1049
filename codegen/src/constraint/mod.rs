//! Constraints of values: read from their texts, and made into the code that checks them.
//!
//! The emitter and `#[derive(apiloom::Validate)]` both go through here, so that a constraint says and
//! does the same in a spec and on a type that is written by hand.

mod code;
mod read;

pub use code::{Code, Paths, Set, Value, as_warnings, int_bound, receiver};
pub use read::{Fault, Key, Measure, contradiction, decimal, fits, read, whole_match};
