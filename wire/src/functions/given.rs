//! What rules ask of fields.

use crate::value::Given;

/// The value of a field that may not be there; null and what is cleared are not there.
///
/// ```
/// use apiloom_wire::{Nullable, Patch, functions as f};
///
/// assert_eq!(f::given(&Some(1)), Some(&1));
/// assert_eq!(f::given(&Patch::<i64>::Clear), None);
/// assert_eq!(f::given(&Nullable::<i64>::Null), None);
/// ```
pub fn given<H: Given>(holder: &H) -> Option<&H::Value> {
    holder.as_given()
}
