//! Checks of types that are written by hand, of which nobody knows whether they have any.

use super::{Place, Validate, Violations};

/// A value whose type may know what it must be like, or not; for [`inside_if_checked!`].
#[doc(hidden)]
pub struct Perhaps<'v, T: ?Sized>(pub &'v T);

impl<T: Validate + ?Sized> Perhaps<'_, T> {
    /// Checks the value. Where `T` has no checks, this method is not there, and that of
    /// [`Unchecked`] is taken.
    #[inline]
    pub fn check(&self, at: &Place<'_>, found: &mut Violations) {
        self.0.check(at, found);
    }
}

/// What is done with a value whose type does not know what it must be like.
#[doc(hidden)]
pub trait Unchecked {
    /// Nothing.
    #[inline]
    fn check(&self, _at: &Place<'_>, _found: &mut Violations) {}
}

impl<T: ?Sized> Unchecked for Perhaps<'_, T> {}

/// Adds what is wrong with a value, if its type is [`Validate`](crate::Validate), and else nothing.
///
/// The type must be known where this stands: of a type parameter nothing is known, so nothing is
/// checked.
///
/// ```
/// use apiloom_wire::{Place, Validate, Violations, inside_if_checked};
///
/// struct Even(i64);
/// struct Free(i64);
///
/// impl Validate for Even {
///     fn check(&self, at: &Place<'_>, found: &mut Violations) {
///         found.require(at, self.0 % 2 == 0, "even", Default::default(), "is odd");
///     }
/// }
///
/// let mut found = Violations::new();
/// inside_if_checked!(&mut found, &Place::ROOT, &Free(3));
/// assert!(found.is_empty());
/// inside_if_checked!(&mut found, &Place::ROOT, &vec![Even(2), Even(3)]);
/// assert_eq!(found.to_string(), "[1]: is odd");
/// ```
#[macro_export]
macro_rules! inside_if_checked {
    ($found:expr, $at:expr, $value:expr) => {{
        #[allow(unused_imports, reason = "the type may have checks of its own")]
        use $crate::validate::Unchecked as _;
        $crate::validate::Perhaps($value).check($at, $found)
    }};
}
