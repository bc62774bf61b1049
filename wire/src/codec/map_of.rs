use std::collections::BTreeMap;

use super::Codec;
use crate::{DecodeError, Decoder, Encoder, MapKey};

/// An object whose members are a map's entries, with values of this form. A
/// key that stands twice is an error.
#[derive(Clone, Copy, Debug)]
pub struct MapOf<C>(pub C);

impl<K: MapKey, T, C: Codec<T>> Codec<BTreeMap<K, T>> for MapOf<C> {
    fn blank(self) -> BTreeMap<K, T> {
        BTreeMap::new()
    }

    fn read(self, d: &mut Decoder<'_>) -> Result<BTreeMap<K, T>, DecodeError> {
        let mut map = BTreeMap::new();
        d.members(&mut |d, name| match K::from_text(name) {
            Some(key) => d.entry(key, self.0, &mut map),
            None => Err(DecodeError::new("expected an integer as the key")),
        })?;
        Ok(map)
    }

    fn write(self, value: &BTreeMap<K, T>, e: &mut Encoder) {
        e.object(&mut |e| {
            for (key, item) in value {
                e.key(&key.to_text());
                self.0.write(item, e);
            }
        });
    }
}
