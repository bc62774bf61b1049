//! Containers of the standard library.

use std::collections::BTreeMap;

use crate::{Codec, DecodeError, Decoder, Encoder, List, MapOf, Maybe, Plain, Wire};

/// What a map's key may be: text, or an integer as JSON writes it.
pub trait MapKey: Ord + Sized {
    /// The key that `text` spells; None if it spells none.
    fn from_text(text: &str) -> Option<Self>;

    /// The key's text.
    fn to_text(&self) -> String;
}

impl MapKey for String {
    fn from_text(text: &str) -> Option<Self> {
        Some(text.to_owned())
    }

    fn to_text(&self) -> String {
        self.clone()
    }
}

impl MapKey for i64 {
    fn from_text(text: &str) -> Option<Self> {
        crate::value::plain_integer(text)
    }

    fn to_text(&self) -> String {
        self.to_string()
    }
}

/// None is an absent member; null reads as None.
#[diagnostic::do_not_recommend]
impl<T: Wire> Wire for Option<T> {
    fn blank() -> Self {
        None
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        Maybe(Plain).read(d)
    }

    fn write(&self, e: &mut Encoder) {
        Maybe(Plain).write(self, e);
    }

    fn is_absent(&self) -> bool {
        self.is_none()
    }

    fn absent() -> Option<Self> {
        Some(None)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Wire> Wire for Box<T> {
    fn blank() -> Self {
        Self::new(T::blank())
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        T::read(d).map(Self::new)
    }

    fn write(&self, e: &mut Encoder) {
        T::write(self, e);
    }

    fn is_absent(&self) -> bool {
        T::is_absent(self)
    }

    fn absent() -> Option<Self> {
        T::absent().map(Self::new)
    }
}

#[diagnostic::do_not_recommend]
impl<T: Wire> Wire for Vec<T> {
    fn blank() -> Self {
        Self::new()
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        List(Plain).read(d)
    }

    fn write(&self, e: &mut Encoder) {
        List(Plain).write(self, e);
    }
}

#[diagnostic::do_not_recommend]
impl<K: MapKey, T: Wire> Wire for BTreeMap<K, T> {
    fn blank() -> Self {
        Self::new()
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        MapOf(Plain).read(d)
    }

    fn write(&self, e: &mut Encoder) {
        MapOf(Plain).write(self, e);
    }
}
