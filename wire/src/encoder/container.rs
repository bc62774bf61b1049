//! Arrays and objects that are no records.

use super::Encoder;
use crate::{Codec, Wire};

impl Encoder {
    /// Writes an array; `write` writes its items, each after
    /// [`Encoder::next_item`].
    pub fn array(&mut self, write: &mut dyn FnMut(&mut Self)) {
        self.not_spread();
        if self.begin(b'[') {
            write(self);
            self.out.push(b']');
            self.ascend();
        }
    }

    /// Writes an object; `write` writes its members.
    pub fn object(&mut self, write: &mut dyn FnMut(&mut Self)) {
        let record = self.record.take();
        if std::mem::take(&mut self.spread) {
            write(self);
        } else {
            let outer = std::mem::replace(&mut self.object, self.out.len());
            if self.begin(b'{') {
                write(self);
                self.out.push(b'}');
                self.ascend();
            }
            self.object = outer;
        }
        self.record = record;
    }

    /// Separates the next item from the one before.
    #[inline]
    pub fn next_item(&mut self) {
        if self.out.last() != Some(&b'[') {
            self.out.push(b',');
        }
    }

    /// Writes the next item of an array. A value that is left out of objects
    /// must have a form of its own here: None is null, and what differs from
    /// null only by being left out is refused.
    pub fn item<T: Wire>(&mut self, value: &T) {
        self.next_item();
        value.write(self);
    }

    /// Like [`Encoder::item`], through a codec.
    pub fn item_as<T, C: Codec<T>>(&mut self, codec: C, value: &T) {
        self.next_item();
        codec.write(value, self);
    }

    /// Writes the name of the next member; its value must follow.
    pub fn key(&mut self, name: &str) {
        if self.out.last() != Some(&b'{') {
            self.out.push(b',');
        }
        self.quoted(name);
        self.out.push(b':');
    }

    /// Like [`Encoder::key`], for a name that needs no escape.
    pub(super) fn plain_key(&mut self, name: &str) {
        // With room for all of it, and a short value.
        self.out.reserve(name.len() + 16);
        if self.out.last() == Some(&b'{') {
            self.out.push(b'"');
        } else {
            self.out.extend_from_slice(b",\"");
        }
        self.out.extend_from_slice(name.as_bytes());
        self.out.extend_from_slice(b"\":");
    }

    /// Opens a container. False, with null written instead, if it would nest
    /// too deep.
    fn begin(&mut self, bracket: u8) -> bool {
        if !self.descend() {
            self.out.extend_from_slice(b"null");
            return false;
        }
        self.out.push(bracket);
        true
    }
}
