//! The one loop that reads every record.

use std::borrow::Cow;

use super::object::duplicate;
use super::{Decoder, Kind, Mark, Scope};
use crate::plain::is_plain;
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
        let taken_base = self.spread_taken.len();
        self.scope = Scope {
            object: Some((self.at, self.depth)),
            spread_base,
            shape: outer.shape.filter(|_| outer.spread).or(Some(shape)),
            spread: false,
            tag: None,
        };
        let read = match (shape.form, kind) {
            (form, Kind::Object) => {
                if form == Form::Tuple && self.is_noting() {
                    self.note_type("array");
                }
                self.object_fields(shape, fields, outer)
            }
            (Form::Tuple, Kind::Array) => self.tuple_fields(shape, fields),
            (Form::Object, _) => Err(self.expected_kind("object")),
            (Form::Tuple, _) => Err(self.expected_kind("array or object")),
        };
        self.spread_read.truncate(spread_base);
        // A record that is spread itself keeps none of these members: its parent does.
        if !outer.spread {
            self.leave_taken(fields, taken_base);
        }
        self.scope = outer.used();
        read
    }

    /// Forgets those unknown members that a spread union has read.
    fn leave_taken(&mut self, fields: &mut dyn Fields, base: usize) {
        while self.spread_taken.len() > base {
            let Some(taken) = self.spread_taken.pop() else {
                return;
            };
            self.forget_unknown_member(taken.at);
            if let Some(extra) = fields.extra() {
                extra.remove(&taken.name);
            }
        }
    }

    fn object_fields(
        &mut self,
        shape: &'static Shape,
        fields: &mut dyn Fields,
        outer: Scope,
    ) -> Result<(), DecodeError> {
        let mut object = Object {
            shape,
            has_plain_names: shape.has_plain_names,
            fields,
            outer,
            next: 0,
            seen: Seen::default(),
            aliased: Vec::new(),
        };
        self.descend()?;
        if !self.eat(b'}') {
            loop {
                self.start_key()?;
                match self.expected_key(&object) {
                    Some(index) => self.known_field(&mut object, index)?,
                    None => self.any_field(&mut object)?,
                }
                if !self.more_members()? {
                    break;
                }
            }
        }
        self.ascend();
        check_required(shape, &object.seen)
    }

    /// Goes over the key at the cursor and its colon if it is that of field
    /// `next` or of one soon behind it, since optional members are left out.
    /// Compares bytes in place; a key with escapes goes the long way.
    #[inline]
    fn expected_key(&mut self, object: &Object<'_>) -> Option<usize> {
        const TRIES: usize = 2;
        let rest = self.text.as_bytes().get(self.at + 1..)?;
        let names = object.shape.fields().get(object.next..)?.iter().take(TRIES);
        for (index, name) in names.enumerate() {
            if let Some(behind) = rest.strip_prefix(name.as_bytes())
                && behind.starts_with(b"\":")
                && (object.has_plain_names || is_plain(name.as_bytes()))
            {
                self.at += name.len() + 3;
                return Some(object.next + index);
            }
        }
        None
    }

    /// Reads the member whose key is at the cursor.
    fn any_field(&mut self, object: &mut Object<'_>) -> Result<(), DecodeError> {
        let key = self.quoted()?;
        self.end_key()?;
        if let Some(index) = object.shape.index_of(&key, object.next) {
            return self.known_field(object, index);
        }
        let alias = object.shape.alias(&key);
        let read = match alias.filter(|&(_, index)| !object.seen.has(index)) {
            Some((alias, index)) => {
                object.seen.add(index);
                let mark = self.mark();
                object.aliased.push(Aliased { alias, index, mark });
                self.field(object.fields, index)
            }
            None => self.unknown_field(object.fields, &key, object.outer, alias.is_some()),
        };
        read.map_err(|error| error.in_member(&key))
    }

    #[inline]
    fn known_field(&mut self, object: &mut Object<'_>, index: usize) -> Result<(), DecodeError> {
        object.next = index + 1;
        let read = if object.seen.add(index) {
            self.field(object.fields, index)
        } else {
            self.second_field(object, index)
        };
        // The name from the shape: the error path pays for the look-up.
        read.map_err(|error| error.in_member(object.shape.fields().get(index).unwrap_or(&"")))
    }

    /// Reads a field that stood there before, under its name or an alias.
    #[cold]
    fn second_field(&mut self, object: &mut Object<'_>, index: usize) -> Result<(), DecodeError> {
        let mut aliased = object.aliased.iter();
        let Some(place) = aliased.position(|entry| entry.index == index) else {
            return Err(duplicate());
        };
        // The name wins over an alias that came before it, whose value is
        // kept as an unknown member.
        let entry = object.aliased.swap_remove(place);
        self.keep(object.fields.extra(), entry.alias, entry.mark)?;
        self.field(object.fields, index)
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
        is_named: bool,
    ) -> Result<(), DecodeError> {
        if outer.spread || outer.tag.is_some_and(|tag| tag == key) {
            return self.skip();
        }
        if fields.read_other(key, self)? {
            return Ok(());
        }
        if !is_named && !fields.shape().is_open {
            self.note_unknown_member();
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
            self.reread(mark)?;
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
            let read = if index < shape.fields().len() {
                seen.add(index);
                d.field(fields, index)
            } else {
                let name = index.to_string();
                d.unknown_field(fields, &name, Scope::default(), false)
            };
            index += 1;
            read
        })?;
        check_required(shape, &seen)
    }
}

/// An object that is being read.
struct Object<'f> {
    shape: &'static Shape,
    has_plain_names: bool,
    fields: &'f mut dyn Fields,
    /// What was known around it.
    outer: Scope,
    /// The field that is expected next.
    next: usize,
    seen: Seen,
    aliased: Vec<Aliased>,
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
    low: [u64; 2],
    high: Vec<u64>,
}

impl Seen {
    #[inline]
    fn has(&self, index: usize) -> bool {
        let word = index / 64;
        let found = match self.low.get(word) {
            Some(found) => Some(found),
            None => self.high.get(word - self.low.len()),
        };
        found.is_some_and(|found| found & bit(index) != 0)
    }

    /// Notes a field; false if it was noted before.
    #[inline]
    fn add(&mut self, index: usize) -> bool {
        let word = index / 64;
        let slot = match self.low.get_mut(word) {
            Some(slot) => slot,
            None => self.high(word - self.low.len()),
        };
        let is_new = *slot & bit(index) == 0;
        *slot |= bit(index);
        is_new
    }

    #[cold]
    fn high(&mut self, word: usize) -> &mut u64 {
        if self.high.len() <= word {
            self.high.resize(word + 1, 0);
        }
        &mut self.high[word]
    }
}

#[inline]
fn bit(index: usize) -> u64 {
    1 << (index % 64)
}

fn check_required(shape: &Shape, seen: &Seen) -> Result<(), DecodeError> {
    if shape.has_required(seen.low, |index| seen.has(index)) {
        return Ok(());
    }
    let names: Vec<Cow<'_, str>> = shape
        .required()
        .filter(|&(index, _)| !seen.has(index))
        .map(|(_, name)| name)
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
