use super::Codec;
use crate::{DecodeError, Decoder, Encoder, Kind};

/// Pairs in an array of arrays: `[[k, v], [k, v]]`.
#[derive(Clone, Copy, Debug)]
pub struct Pairs<K, V>(pub K, pub V);

/// Pairs in one array: `[k, v, k, v]`. Arrays `[k, v]` in it are read as
/// well, and objects `{"id": k, "content": v}` if their names are known.
///
/// Keys must be scalars: an array or object in a key's place is a pair.
#[derive(Clone, Copy, Debug)]
pub struct FlatPairs<K, V> {
    key: K,
    value: V,
    names: Option<(&'static str, &'static str)>,
}

impl<K, V> FlatPairs<K, V> {
    /// Pairs with keys and values of these forms.
    pub const fn new(key: K, value: V) -> Self {
        Self {
            key,
            value,
            names: None,
        }
    }
}

impl<K: Copy, V: Copy> FlatPairs<K, V> {
    /// The names of key and value where a pair is an object.
    #[must_use]
    pub const fn keys(self, key: &'static str, value: &'static str) -> Self {
        Self {
            key: self.key,
            value: self.value,
            names: Some((key, value)),
        }
    }
}

impl<A, B, K: Codec<A>, V: Codec<B>> Codec<Vec<(A, B)>> for Pairs<K, V> {
    fn blank(self) -> Vec<(A, B)> {
        Vec::new()
    }

    fn read(self, d: &mut Decoder<'_>) -> Result<Vec<(A, B)>, DecodeError> {
        let mut pairs = Vec::new();
        d.items(&mut |d| {
            pairs.push(read_pair(self.0, self.1, d)?);
            Ok(())
        })?;
        Ok(pairs)
    }

    fn write(self, value: &Vec<(A, B)>, e: &mut Encoder) {
        e.array(&mut |e| {
            for (key, value) in value {
                e.next_item();
                e.array(&mut |e| {
                    e.item_as(self.0, key);
                    e.item_as(self.1, value);
                });
            }
        });
    }
}

impl<A, B, K: Codec<A>, V: Codec<B>> Codec<Vec<(A, B)>> for FlatPairs<K, V> {
    fn blank(self) -> Vec<(A, B)> {
        Vec::new()
    }

    fn read(self, d: &mut Decoder<'_>) -> Result<Vec<(A, B)>, DecodeError> {
        let mut pairs = Vec::new();
        let mut key = None;
        d.items(&mut |d| {
            if let Some(key) = key.take() {
                pairs.push((key, self.value.read(d)?));
                return Ok(());
            }
            match (d.peek()?, self.names) {
                (Kind::Array, _) => pairs.push(read_pair(self.key, self.value, d)?),
                (Kind::Object, Some(names)) => pairs.push(self.read_object(names, d)?),
                _ => key = Some(self.key.read(d)?),
            }
            Ok(())
        })?;
        match key {
            None => Ok(pairs),
            Some(_) => Err(DecodeError::new("the last key has no value")),
        }
    }

    fn write(self, value: &Vec<(A, B)>, e: &mut Encoder) {
        e.array(&mut |e| {
            for (key, value) in value {
                e.next_item();
                let start = e.position();
                self.key.write(key, e);
                if matches!(e.written(start).first(), Some(b'[' | b'{')) {
                    e.refuse("a key must be a scalar here");
                }
                e.item_as(self.value, value);
            }
        });
    }
}

impl<K: Copy, V: Copy> FlatPairs<K, V> {
    fn read_object<A, B>(
        self,
        names: (&str, &str),
        d: &mut Decoder<'_>,
    ) -> Result<(A, B), DecodeError>
    where
        K: Codec<A>,
        V: Codec<B>,
    {
        let mark = d.mark();
        let key = d.content_as(names.0, self.key)?;
        d.reread(mark)?;
        d.note_members_beside(&[names.0, names.1])?;
        let value = d.content_as(names.1, self.value)?;
        Ok((key, value))
    }
}

fn read_pair<A, B, K: Codec<A>, V: Codec<B>>(
    key_codec: K,
    value_codec: V,
    d: &mut Decoder<'_>,
) -> Result<(A, B), DecodeError> {
    let (mut key, mut value) = (None, None);
    d.items(&mut |d| {
        if key.is_none() {
            key = Some(key_codec.read(d)?);
        } else if value.is_none() {
            value = Some(value_codec.read(d)?);
        } else {
            return Err(DecodeError::new("a pair has two items"));
        }
        Ok(())
    })?;
    key.zip(value)
        .ok_or_else(|| DecodeError::new("a pair has two items"))
}
