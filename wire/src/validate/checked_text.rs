//! Texts that can be checked.

use std::borrow::Cow;

use crate::Secret;

/// A text that can be checked. A [`Secret`] is one too, and never gets into a violation.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a text that can be checked",
    label = "`{Self}` is not `apiloom::validate::CheckedText`",
    note = "a length, a pattern or a format goes with a `String` or a `Secret`"
)]
pub trait CheckedText {
    /// Whether nobody may see the text.
    const SECRET: bool = false;

    /// The text.
    fn checked_text(&self) -> &str;
}

#[diagnostic::do_not_recommend]
impl CheckedText for str {
    #[inline]
    fn checked_text(&self) -> &str {
        self
    }
}

#[diagnostic::do_not_recommend]
impl CheckedText for String {
    #[inline]
    fn checked_text(&self) -> &str {
        self
    }
}

#[diagnostic::do_not_recommend]
impl CheckedText for Cow<'_, str> {
    #[inline]
    fn checked_text(&self) -> &str {
        self
    }
}

#[diagnostic::do_not_recommend]
impl CheckedText for Secret {
    const SECRET: bool = true;

    #[inline]
    fn checked_text(&self) -> &str {
        self.expose()
    }
}

#[diagnostic::do_not_recommend]
impl<T: CheckedText + ?Sized> CheckedText for &T {
    const SECRET: bool = T::SECRET;

    #[inline]
    fn checked_text(&self) -> &str {
        T::checked_text(self)
    }
}
