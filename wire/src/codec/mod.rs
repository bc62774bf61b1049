//! Codecs: what a type looks like where it is not what it seems. They are
//! values that are composed: `Maybe(JsonString(List(Csv(Plain))))`.

mod base64;
mod bool_codes;
mod cleared_by;
mod csv;
mod date_as;
mod date_time_as;
mod decided;
mod epoch;
mod in_string;
mod int_or_string;
mod json_string;
mod list;
mod map_of;
mod maybe;
mod maybe_null;
mod nullable_of;
mod one_or_many;
mod or_null;
mod pairs;
mod patch_of;
mod plain;
mod sentinel;
mod trimmed;

use crate::{DecodeError, Decoder, Encoder};

pub use base64::Base64;
pub use bool_codes::BoolCodes;
pub use cleared_by::{ClearedByEmpty, ClearedByNull};
pub use csv::Csv;
pub use date_as::DateAs;
pub use date_time_as::{DateTimeAs, Zone};
pub use decided::Decided;
pub use epoch::{EpochMillis, EpochSeconds};
pub use in_string::InString;
pub use int_or_string::{IntOrString, StringOrInt};
pub use json_string::JsonString;
pub use list::List;
pub use map_of::MapOf;
pub use maybe::Maybe;
pub use maybe_null::MaybeNull;
pub use nullable_of::NullableOf;
pub use one_or_many::OneOrMany;
pub use or_null::{NullOrEmpty, OrNull};
pub use pairs::{FlatPairs, Pairs};
pub use patch_of::{PatchOf, PatchOrEmpty};
pub use plain::Plain;
pub use sentinel::Sentinel;
pub use trimmed::Trimmed;

/// A form of `T` on the wire.
///
/// Whatever [`write`](Codec::write) accepts is read back as an equal value;
/// the rest it refuses.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no form of `{T}` on the wire",
    label = "this codec is not one of `{T}`",
    note = "a codec is that of the whole member: around that of the value, an `Option` has `apiloom::Maybe(…)` or `apiloom::OrNull(…)`, a `Vec` has `apiloom::List(…)`, a `Patch` has `apiloom::PatchOf(…)`, a `Nullable` has `apiloom::NullableOf(…)`"
)]
pub trait Codec<T>: Copy {
    /// What stands in a record before the value is read.
    fn blank(self) -> T;

    /// Reads the value at the cursor.
    ///
    /// # Errors
    /// When it has not this form; the path starts here.
    fn read(self, d: &mut Decoder<'_>) -> Result<T, DecodeError>;

    /// Writes the value.
    fn write(self, value: &T, e: &mut Encoder);

    /// Whether a record leaves the value out.
    fn is_absent(self, value: &T) -> bool {
        let _ = value;
        false
    }

    /// The value of a member that is not there; None if it must be there.
    fn absent(self) -> Option<T> {
        None
    }
}

/// Writes a value that is there, next to which null means something else.
fn write_present<T, C: Codec<T>>(codec: C, value: &T, e: &mut Encoder) {
    let start = e.position();
    codec.write(value, e);
    if e.written(start) == b"null" {
        e.refuse("this value is null on the wire, which would be read as no value");
    }
}

/// Writes a value that is left out of objects where it cannot be left out.
#[cold]
fn refuse_absent(e: &mut Encoder) {
    e.refuse("an absent value can only be left out of an object");
    e.null();
}

/// Takes the scalar behind `start` back and gives its text.
fn take_text(e: &mut Encoder, start: usize) -> String {
    let text = crate::text::scalar(e.written(start));
    if text.is_none() {
        e.refuse("expected a string, number or bool to write as text");
    }
    e.take_back(start);
    text.unwrap_or_default()
}
