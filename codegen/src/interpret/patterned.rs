//! Objects whose keys follow patterns.

use std::collections::BTreeMap;

use apiloom_wire::{Codec, DecodeError, Decoder, Encoder, Extra, Fields, Shape};

use super::ty::TypeCodec;
use super::{Datum, KeyedDatum, KeyedMap, Values};
use crate::model::{Patterned, PatternedKey, TypeId};

/// The codec of an object whose keys follow patterns.
#[derive(Clone, Copy, Debug)]
pub(super) struct PatternedCodec<'v> {
    pub(super) values: &'v Values<'v>,
    pub(super) id: TypeId,
    pub(super) patterned: &'v Patterned,
    pub(super) natural: bool,
}

impl<'v> PatternedCodec<'v> {
    fn value(self, key: &'v PatternedKey) -> TypeCodec<'v> {
        TypeCodec {
            values: self.values,
            ty: &key.ty,
            natural: self.natural,
        }
    }

    fn empty(self) -> KeyedDatum {
        let maps = self.patterned.keys.iter().map(|key| match key.int {
            true => KeyedMap::Int(BTreeMap::new()),
            false => KeyedMap::Text(BTreeMap::new()),
        });
        KeyedDatum {
            maps: maps.collect(),
            extra: Extra::new(),
        }
    }
}

impl Codec<Datum> for PatternedCodec<'_> {
    fn blank(self) -> Datum {
        Datum::Keyed(Box::new(self.empty()))
    }

    fn read(self, d: &mut Decoder<'_>) -> Result<Datum, DecodeError> {
        let mut reading = Reading {
            codec: self,
            value: self.empty(),
        };
        d.fields(&mut reading)?;
        Ok(Datum::Keyed(Box::new(reading.value)))
    }

    fn write(self, value: &Datum, e: &mut Encoder) {
        let Datum::Keyed(value) = value else {
            e.refuse("the value is not of its type");
            return e.null();
        };
        e.record(&Writing { codec: self, value });
    }
}

struct Reading<'v> {
    codec: PatternedCodec<'v>,
    value: KeyedDatum,
}

struct Writing<'v> {
    codec: PatternedCodec<'v>,
    value: &'v KeyedDatum,
}

impl Fields for Reading<'_> {
    fn shape(&self) -> &'static Shape {
        self.codec.values.plans[self.codec.id.0].members.shape
    }

    fn read_field(&mut self, _index: usize, _d: &mut Decoder<'_>) -> Result<(), DecodeError> {
        Ok(())
    }

    fn write_fields(&self, _e: &mut Encoder) {}

    fn read_other(&mut self, name: &str, d: &mut Decoder<'_>) -> Result<bool, DecodeError> {
        let codec = self.codec;
        for (key, map) in codec.patterned.keys.iter().zip(&mut self.value.maps) {
            let (prefix, suffix, value) = (&key.prefix, &key.suffix, codec.value(key));
            let read = match map {
                KeyedMap::Text(map) => d.keyed_as(name, prefix, suffix, value, map)?,
                KeyedMap::Int(map) => d.keyed_as(name, prefix, suffix, value, map)?,
            };
            if read {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn extra(&mut self) -> Option<&mut Extra> {
        Some(&mut self.value.extra)
    }
}

impl Fields for Writing<'_> {
    fn shape(&self) -> &'static Shape {
        self.codec.values.plans[self.codec.id.0].members.shape
    }

    fn read_field(&mut self, _index: usize, _d: &mut Decoder<'_>) -> Result<(), DecodeError> {
        Ok(())
    }

    fn write_fields(&self, e: &mut Encoder) {
        let codec = self.codec;
        for (key, map) in codec.patterned.keys.iter().zip(&self.value.maps) {
            let (prefix, suffix, value) = (&key.prefix, &key.suffix, codec.value(key));
            match map {
                KeyedMap::Text(map) => e.keyed_as(prefix, suffix, value, map),
                KeyedMap::Int(map) => e.keyed_as(prefix, suffix, value, map),
            }
        }
        e.extra(&self.value.extra);
    }
}
