//! Values that know their form on the wire.

mod container;
mod scalar;

use crate::{DecodeError, Decoder, Encoder};

pub use container::MapKey;

/// A value that knows its form on the wire.
///
/// Whatever [`write`](Wire::write) accepts is read back as an equal value.
///
/// Its implementations are marked as not recommended: which of them the compiler names to whoever lacks
/// one differs from build to build, and helps nobody.
///
/// Types that are written by hand get it from `#[derive(apiloom::Wire)]`, with the feature `macros` of
/// `apiloom`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` has no form on the wire",
    label = "`{Self}` is not `apiloom::Wire`",
    note = "for a type of your own, write `#[derive(apiloom::Wire)]` on it (feature `macros` of `apiloom`), or implement `apiloom::Wire` by hand",
    note = "for a type of another crate, wrap it in a struct of your own that implements `apiloom::Wire`, or say its form where it is used: `#[wire(as = …)]` with a codec",
    note = "the field that keeps the unknown members, an `apiloom::Extra`, needs `#[wire(extra)]`"
)]
pub trait Wire: Sized {
    /// What stands in a record before the value is read. It is never seen by
    /// a user, except where an optional member stays absent.
    ///
    /// A type that requires itself has none: put an `Option` or a `Vec` on
    /// the way.
    fn blank() -> Self;

    /// Reads the value at the cursor.
    ///
    /// # Errors
    /// When it is no value of this type; the path starts here.
    fn read(d: &mut Decoder<'_>) -> Result<Self, DecodeError>;

    /// Writes the value.
    fn write(&self, e: &mut Encoder);

    /// Whether a record leaves the value out.
    fn is_absent(&self) -> bool {
        false
    }

    /// The value of a member that is not there; None if it must be there.
    fn absent() -> Option<Self> {
        None
    }
}

/// A blank value of the type that is needed.
#[must_use]
pub fn blank<T: Wire>() -> T {
    T::blank()
}
