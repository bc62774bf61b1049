//! What may or may not be there, however it is held.

use crate::{Nullable, Patch, Replacement, Whole};

/// A value that may not be there.
#[diagnostic::on_unimplemented(
    message = "a value of `{Self}` is always there",
    label = "`{Self}` cannot be left out",
    note = "hold what may be left out as an `Option`, `Nullable`, `Patch`, `Replacement` or `Whole`"
)]
pub trait Given {
    /// What is there, if it is.
    type Value;

    /// The value; none where it is left out, null or cleared.
    fn as_given(&self) -> Option<&Self::Value>;
}

#[diagnostic::do_not_recommend]
impl<T> Given for Option<T> {
    type Value = T;

    fn as_given(&self) -> Option<&T> {
        self.as_ref()
    }
}

macro_rules! given {
    ($($holder:ident)*) => {
        $(
            #[diagnostic::do_not_recommend]
            impl<T> Given for $holder<T> {
            type Value = T;

            fn as_given(&self) -> Option<&T> {
                self.as_option()
            }
        })*
    };
}

given! { Nullable Patch Replacement Whole }
