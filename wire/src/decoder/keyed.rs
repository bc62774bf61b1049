//! Members whose names are patterns, and entries of maps.

use std::collections::BTreeMap;

use super::Decoder;
use super::object::duplicate;
use crate::{Codec, DecodeError, MapKey, Plain, Wire};

impl Decoder<'_> {
    /// Reads the value of member `name` into `map` if the name is `prefix`,
    /// a key and `suffix`; false, with the cursor where it was, if not.
    ///
    /// # Errors
    /// When the value is no `T`.
    pub fn keyed<K: MapKey, T: Wire>(
        &mut self,
        name: &str,
        prefix: &str,
        suffix: &str,
        map: &mut BTreeMap<K, T>,
    ) -> Result<bool, DecodeError> {
        self.keyed_as(name, prefix, suffix, Plain, map)
    }

    /// Like [`Decoder::keyed`], through a codec for the value.
    ///
    /// # Errors
    /// As [`Decoder::keyed`].
    pub fn keyed_as<K: MapKey, T, C: Codec<T>>(
        &mut self,
        name: &str,
        prefix: &str,
        suffix: &str,
        codec: C,
        map: &mut BTreeMap<K, T>,
    ) -> Result<bool, DecodeError> {
        let key = name
            .strip_prefix(prefix)
            .and_then(|rest| rest.strip_suffix(suffix))
            .and_then(K::from_text);
        match key {
            Some(key) => self.entry(key, codec, map).map(|()| true),
            None => Ok(false),
        }
    }

    /// Reads the value of an entry that must be new.
    pub(crate) fn entry<K: Ord, T, C: Codec<T>>(
        &mut self,
        key: K,
        codec: C,
        map: &mut BTreeMap<K, T>,
    ) -> Result<(), DecodeError> {
        let value = codec.read(self)?;
        match map.insert(key, value) {
            None => Ok(()),
            Some(_) => Err(duplicate()),
        }
    }
}
