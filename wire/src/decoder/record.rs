//! The one loop that reads every record.

use std::borrow::Cow;

use super::object::duplicate;
use super::{Decoder, Kind, Mark, Scope};
use crate::{DecodeError, Extra, Fields, Form, Json, Record, Shape};

impl<'a> Decoder<'a> {
    /// Reads a record.
    ///
    /// # Errors
    /// When the value is no object (or array, for a tuple), a required member
    /// is missing, a known member stands twice, or a member has another type.
    pub fn record<R: Record>(&mut self) -> Result<R, DecodeError> {
        let mut record = R::blank();
        self.fields(&mut record)?;
        Ok(record)
    }

    /// Reads an object (or array, for a tuple) into `fields`, which starts
    /// blank.
    ///
    /// # Errors
    /// As [`Decoder::record`].
    pub fn fields(&mut self, fields: &mut dyn Fields) -> Result<(), DecodeError> {
        let shape = fields.shape();
        let kind = self.peek()?;
        let outer = self.scope;
        let spread_base = self.spread_read.len();
        self.scope = Scope {
            object: Some((self.at, self.depth)),
            spread_base,
            spread: false,
            tag: None,
        };
        let read = match (shape.form, kind) {
            (_, Kind::Object) => self.object_fields(shape, fields, outer),
            (Form::Tuple, Kind::Array) => self.tuple_fields(shape, fields),
            (Form::Object, _) => Err(self.expected_kind("object")),
            (Form::Tuple, _) => Err(self.expected_kind("array or object")),
        };
        self.spread_read.truncate(spread_base);
        self.scope = outer.used();
        read
    }

    fn object_fields(
        &mut self,
        shape: &'static Shape,
        fields: &mut dyn Fields,
        outer: Scope,
    ) -> Result<(), DecodeError> {
        let mut seen = Seen::default();
        let mut aliased: Vec<Aliased> = Vec::new();
        let mut next = 0;
        self.descend()?;
        if !self.eat(b'}') {
            loop {
                self.start_key()?;
                if let Some(index) = self.expected_key(shape, next) {
                    next = index + 1;
                    self.known_field(shape, fields, &mut seen, &mut aliased, index)?;
                } else {
                    let key = self.quoted()?;
                    self.end_key()?;
                    if let Some(index) = shape.index_of(&key, next) {
                        next = index + 1;
                        self.known_field(shape, fields, &mut seen, &mut aliased, index)?;
                    } else {
                        let alias = shape.alias(&key).filter(|&(_, index)| !seen.has(index));
                        let read = match alias {
                            Some((alias, index)) => {
                                seen.add(index);
                                let mark = self.mark();
                                aliased.push(Aliased { alias, index, mark });
                                self.field(fields, index)
                            }
                            None => self.unknown_field(fields, &key, outer),
                        };
                        read.map_err(|error| error.in_member(&key))?;
                    }
                }
                if !self.more_members()? {
                    break;
                }
            }
        }
        self.ascend();
        check_required(shape, &seen)
    }

    /// Goes over the key at the cursor and its colon if it is that of field
    /// `next`. Compares bytes in place; a key with escapes goes the long way.
    #[inline]
    fn expected_key(&mut self, shape: &Shape, next: usize) -> Option<usize> {
        let name = shape.fields.get(next)?;
        let rest = self.text.as_bytes().get(self.at + 1..)?;
        let behind = rest.strip_prefix(name.as_bytes())?;
        if behind.first() != Some(&b'"') || !stands_for_itself(name) {
            return None;
        }
        let mark = self.at;
        self.at += name.len() + 2;
        if self.eat(b':') {
            Some(next)
        } else {
            // The long way finds the same key and reports the colon.
            self.at = mark;
            None
        }
    }

    fn known_field(
        &mut self,
        shape: &Shape,
        fields: &mut dyn Fields,
        seen: &mut Seen,
        aliased: &mut Vec<Aliased>,
        index: usize,
    ) -> Result<(), DecodeError> {
        let read = if seen.add(index) {
            self.field(fields, index)
        } else if let Some(place) = aliased.iter().position(|entry| entry.index == index) {
            // The name wins over an alias that came before it, whose value
            // is kept as an unknown member.
            let entry = aliased.swap_remove(place);
            self.keep(fields.extra(), entry.alias, entry.mark)
                .and_then(|()| self.field(fields, index))
        } else {
            Err(duplicate())
        };
        // The name from the shape: the error path pays for the look-up.
        read.map_err(|error| error.in_member(shape.fields.get(index).unwrap_or(&"")))
    }

    /// Reads one field, and goes over its value if `fields` did not.
    fn field(&mut self, fields: &mut dyn Fields, index: usize) -> Result<(), DecodeError> {
        let start = self.at;
        fields.read_field(index, self)?;
        if self.at == start {
            self.skip()
        } else {
            Ok(())
        }
    }

    fn unknown_field(
        &mut self,
        fields: &mut dyn Fields,
        key: &str,
        outer: Scope,
    ) -> Result<(), DecodeError> {
        if outer.spread || outer.tag.is_some_and(|tag| tag == key) {
            return self.skip();
        }
        if fields.read_other(key, self)? {
            return Ok(());
        }
        match fields.extra() {
            Some(extra) => {
                let value = self.read::<Json>()?;
                extra.push(key, value);
                Ok(())
            }
            None => self.skip(),
        }
    }

    /// Reads the value at `mark` into `extra`, and comes back.
    fn keep(
        &mut self,
        extra: Option<&mut Extra>,
        name: &str,
        mark: Mark,
    ) -> Result<(), DecodeError> {
        let here = self.mark();
        if let Some(extra) = extra {
            self.rewind(mark)?;
            let value = self.read::<Json>()?;
            extra.push(name, value);
            self.go(here);
        }
        Ok(())
    }

    /// Reads an array whose items are the fields in order. More items than
    /// fields are kept as unknown members named by their index.
    fn tuple_fields(
        &mut self,
        shape: &'static Shape,
        fields: &mut dyn Fields,
    ) -> Result<(), DecodeError> {
        let mut seen = Seen::default();
        let mut index = 0;
        self.items(&mut |d| {
            let read = if index < shape.fields.len() {
                seen.add(index);
                d.field(fields, index)
            } else {
                let name = index.to_string();
                d.unknown_field(fields, &name, Scope::default())
            };
            index += 1;
            read
        })?;
        check_required(shape, &seen)
    }
}

/// A field that was read under another name, and where its value stands.
struct Aliased {
    alias: &'static str,
    index: usize,
    mark: Mark,
}

/// Which fields have been read: a bit each, the first 128 without allocating.
#[derive(Default)]
struct Seen {
    low: u128,
    high: Vec<u128>,
}

impl Seen {
    fn has(&self, index: usize) -> bool {
        let word = match (index / 128).checked_sub(1) {
            None => self.low,
            Some(word) => self.high.get(word).copied().unwrap_or(0),
        };
        word & bit(index) != 0
    }

    /// Notes a field; false if it was noted before.
    #[inline]
    fn add(&mut self, index: usize) -> bool {
        let word = match (index / 128).checked_sub(1) {
            None => &mut self.low,
            Some(word) => {
                if self.high.len() <= word {
                    self.high.resize(word + 1, 0);
                }
                &mut self.high[word]
            }
        };
        let new = *word & bit(index) == 0;
        *word |= bit(index);
        new
    }
}

fn bit(index: usize) -> u128 {
    1 << (index % 128)
}

/// Whether a name is written between quotes as it is. Every byte is looked
/// at, without a branch, which is faster for names of the usual length.
fn stands_for_itself(name: &str) -> bool {
    !name.bytes().fold(false, |escaped, byte| {
        escaped | (byte < 0x20) | (byte == b'"') | (byte == b'\\')
    })
}

fn check_required(shape: &Shape, seen: &Seen) -> Result<(), DecodeError> {
    if shape.required.iter().all(|&index| seen.has(index)) {
        return Ok(());
    }
    let names: Vec<Cow<'_, str>> = shape
        .required
        .iter()
        .filter(|&&index| !seen.has(index))
        .filter_map(|&index| shape.fields.get(index))
        .map(|name| Cow::Owned(format!("`{name}`")))
        .collect();
    let noun = match (shape.form, names.len()) {
        (Form::Tuple, 1) => "item",
        (Form::Tuple, _) => "items",
        (Form::Object, 1) => "member",
        (Form::Object, _) => "members",
    };
    Err(DecodeError::new(format!(
        "missing {noun} {} of {}",
        names.join(", "),
        shape.name
    )))
}
