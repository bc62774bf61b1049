//! The macro that gives serde implementations to generated types.

/// Gives `serde::Serialize` and `serde::Deserialize` to [`Wire`](crate::Wire)
/// types, in their wire form: `impl_serde!(Customer, Gender);`, or with type
/// parameters `impl_serde!(<T> Page<T>);`.
///
/// Without the feature `serde` of this crate it expands to nothing.
#[cfg(feature = "serde")]
#[macro_export]
macro_rules! impl_serde {
    (<$($parameter:ident),+> $name:ty) => {
        impl<$($parameter: $crate::Wire),+> $crate::__serde::Serialize for $name {
            fn serialize<S: $crate::__serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::delegate::serialize(self, serializer)
            }
        }

        impl<'de, $($parameter: $crate::Wire),+> $crate::__serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::delegate::deserialize(deserializer)
            }
        }
    };
    ($($name:ty),+ $(,)?) => {$(
        impl $crate::__serde::Serialize for $name {
            fn serialize<S: $crate::__serde::Serializer>(
                &self,
                serializer: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                $crate::delegate::serialize(self, serializer)
            }
        }

        impl<'de> $crate::__serde::Deserialize<'de> for $name {
            fn deserialize<D: $crate::__serde::Deserializer<'de>>(
                deserializer: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::delegate::deserialize(deserializer)
            }
        }
    )+};
}

/// Gives serde implementations to types; without the feature `serde` it
/// expands to nothing.
#[cfg(not(feature = "serde"))]
#[macro_export]
macro_rules! impl_serde {
    ($($types:tt)*) => {};
}
