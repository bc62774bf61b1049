//! Containers: what is in them is checked.

use std::collections::BTreeMap;

use super::{KeyText, Place, Validate, Violations};
use crate::{Nullable, OrEmpty, Patch, Replacement, Whole};

#[diagnostic::do_not_recommend]
impl<T: Validate + ?Sized> Validate for &T {
    #[inline]
    fn check(&self, at: &Place<'_>, found: &mut Violations) {
        T::check(self, at, found);
    }
}

#[diagnostic::do_not_recommend]
impl<T: Validate + ?Sized> Validate for Box<T> {
    #[inline]
    fn check(&self, at: &Place<'_>, found: &mut Violations) {
        T::check(self, at, found);
    }
}

/// The place is that of the value itself.
#[diagnostic::do_not_recommend]
impl<T: Validate> Validate for Option<T> {
    #[inline]
    fn check(&self, at: &Place<'_>, found: &mut Violations) {
        if let Some(value) = self {
            value.check(at, found);
        }
    }
}

#[diagnostic::do_not_recommend]
impl<T: Validate> Validate for [T] {
    #[inline]
    fn check(&self, at: &Place<'_>, found: &mut Violations) {
        for (index, item) in self.iter().enumerate() {
            item.check(&at.item(index), found);
        }
    }
}

#[diagnostic::do_not_recommend]
impl<T: Validate> Validate for Vec<T> {
    #[inline]
    fn check(&self, at: &Place<'_>, found: &mut Violations) {
        self.as_slice().check(at, found);
    }
}

#[diagnostic::do_not_recommend]
impl<K: KeyText, T: Validate> Validate for BTreeMap<K, T> {
    #[inline]
    fn check(&self, at: &Place<'_>, found: &mut Violations) {
        for (key, value) in self {
            value.check(&at.map_key(key), found);
        }
    }
}

/// Containers that have a value, or none for a reason.
macro_rules! validate_within {
    ($($container:ident),*) => {
        $(
            /// The place is that of the value itself.
            impl<T: Validate> Validate for $container<T> {
                #[inline]
                fn check(&self, at: &Place<'_>, found: &mut Violations) {
                    if let Some(value) = self.as_option() {
                        value.check(at, found);
                    }
                }
            }
        )*
    };
}

validate_within!(Nullable, OrEmpty, Patch, Replacement, Whole);
