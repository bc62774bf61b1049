//! Records.

use std::collections::BTreeMap;

use super::{Current, Encoder};
use crate::{Codec, Extra, Fields, Form, Json, MapKey, Plain, Wire};

impl Encoder {
    /// Writes a record as its shape says.
    pub fn record(&mut self, record: &dyn Fields) {
        let shape = record.shape();
        let tag = self.tag.take();
        let mut write = |e: &mut Self| {
            let outer = e.record.replace(Current { shape, tag });
            record.write_fields(e);
            e.record = outer;
        };
        match shape.form {
            Form::Object => self.object(&mut write),
            Form::Tuple => self.array(&mut write),
        }
    }

    /// Writes a member, unless the value is absent. In a tuple every value is
    /// written, as [`Encoder::item`] does, so that all keep their places.
    #[inline]
    pub fn field<T: Wire>(&mut self, name: &str, value: &T) {
        if self.start_member(name, value.is_absent()) {
            value.write(self);
        }
    }

    /// Like [`Encoder::field`], through a codec.
    #[inline]
    pub fn field_as<T, C: Codec<T>>(&mut self, name: &str, codec: C, value: &T) {
        if self.start_member(name, codec.is_absent(value)) {
            codec.write(value, self);
        }
    }

    /// Writes a map's entries as members named `prefix`, key, `suffix`.
    pub fn keyed<K: MapKey, T: Wire>(&mut self, prefix: &str, suffix: &str, map: &BTreeMap<K, T>) {
        self.keyed_as(prefix, suffix, Plain, map);
    }

    /// Like [`Encoder::keyed`], through a codec for the values. A key that
    /// spells one of the record's fields is refused.
    pub fn keyed_as<K: MapKey, T, C: Codec<T>>(
        &mut self,
        prefix: &str,
        suffix: &str,
        codec: C,
        map: &BTreeMap<K, T>,
    ) {
        for (key, value) in map {
            let name = format!("{prefix}{}{suffix}", key.to_text());
            self.start_other(&name);
            codec.write(value, self);
        }
    }

    /// Writes a value's members into the object being written: the value must
    /// be written as an object. An absent value and null have no members.
    pub fn spread<T: Wire>(&mut self, value: &T) {
        self.spread_as(Plain, value);
    }

    /// Like [`Encoder::spread`], through a codec.
    pub fn spread_as<T, C: Codec<T>>(&mut self, codec: C, value: &T) {
        if !codec.is_absent(value) {
            self.spread = true;
            codec.write(value, self);
            self.spread = false;
        }
    }

    /// Writes unknown members. One that spells one of the record's fields is
    /// refused, since it would not be read back as unknown.
    pub fn extra(&mut self, extra: &Extra) {
        for (name, value) in extra.iter() {
            if self.is_tuple() {
                self.next_item();
            } else {
                self.start_other(name);
            }
            value.write(self);
        }
    }

    /// Writes the name of a member that the shape does not name.
    fn start_other(&mut self, name: &str) {
        let known = self.record.is_some_and(|record| {
            let shape = record.shape;
            record.tag == Some(name)
                || shape.names(name)
                // Beside its field, an alias is read as unknown.
                || shape.name_of_alias(name).is_some_and(|field| !self.has_member(field))
        });
        self.key(name);
        if known {
            self.refuse("a field of the record has this name");
        }
    }

    /// Whether the object being written has a member `name` already.
    fn has_member(&self, name: &str) -> bool {
        let object = [self.written(self.object), b"}"].concat();
        Json::parse(&object).is_ok_and(|object| object.get(name).is_some())
    }

    /// Writes what comes before a member's value; false if no value follows.
    fn start_member(&mut self, name: &str, absent: bool) -> bool {
        let (form, has_plain_names) = self.record.map_or((Form::Object, false), |record| {
            (record.shape.form, record.shape.has_plain_names)
        });
        if form == Form::Tuple {
            self.next_item();
        } else if absent {
            return false;
        } else if has_plain_names {
            self.plain_key(name);
        } else {
            self.key(name);
        }
        true
    }

    fn is_tuple(&self) -> bool {
        self.record
            .is_some_and(|record| record.shape.form == Form::Tuple)
    }
}
