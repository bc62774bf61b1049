//! Records: objects (or tuples) with named fields.

use crate::plain::is_special;
use crate::{DecodeError, Decoder, Encoder, Extra};

/// What one record looks like on the wire: one `static` a type.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// The type's name, for error messages.
    pub(crate) name: &'static str,
    /// Whether it is written as an object or an array.
    pub(crate) form: Form,
    fields: &'static [&'static str],
    aliases: &'static [(&'static str, &'static str)],
    required: &'static [bool],
    /// The first of the required fields, a bit each.
    required_bits: [u64; 2],
    /// Whether none of the names needs an escape in JSON, so that they are
    /// compared and written as they are.
    pub(crate) has_plain_names: bool,
    /// Whether members of any name belong to it.
    pub(crate) is_open: bool,
}

/// How a record is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// An object.
    Object,
    /// An array whose items are the fields in order. Objects with the same
    /// names are accepted on read.
    Tuple,
}

/// A record's fields by their index, so that one loop reads all records.
pub trait Fields {
    /// The record's shape.
    fn shape(&self) -> &'static Shape;

    /// Reads the value at the cursor into field `index` of the shape.
    ///
    /// # Errors
    /// When the value is none for that field. The caller adds the name.
    fn read_field(&mut self, index: usize, d: &mut Decoder<'_>) -> Result<(), DecodeError>;

    /// Writes every field, in order, then the unknown members.
    fn write_fields(&self, e: &mut Encoder);

    /// Where unknown members are kept; None drops them.
    fn extra(&mut self) -> Option<&mut Extra> {
        None
    }

    /// Reads a member that the shape does not name, such as one with a
    /// patterned key. False, with the cursor where it was, if it is unknown.
    ///
    /// # Errors
    /// When the value is none for that member. The caller adds the name.
    fn read_other(&mut self, key: &str, d: &mut Decoder<'_>) -> Result<bool, DecodeError> {
        let _ = (key, d);
        Ok(false)
    }
}

/// A record that can be read.
///
/// [`wire_record!`](crate::wire_record) makes it a [`Wire`](crate::Wire)
/// value.
pub trait Record: Fields + Sized {
    /// The record before anything is read into it.
    fn blank() -> Self;
}

impl Shape {
    /// A shape by the type's name and the wire names of its fields, in the
    /// order of their indices; `required` says for each whether it must be
    /// there, and those that it does not reach need not be.
    pub const fn new(
        name: &'static str,
        form: Form,
        fields: &'static [&'static str],
        required: &'static [bool],
    ) -> Self {
        let mut required_bits = [0; 2];
        let mut at = 0;
        while at < required.len() && at < 128 {
            required_bits[at / 64] |= (required[at] as u64) << (at % 64);
            at += 1;
        }
        Self {
            name,
            form,
            fields,
            aliases: &[],
            required,
            required_bits,
            has_plain_names: are_plain(fields),
            is_open: false,
        }
    }

    /// The same shape, to which members of any name belong: those that it
    /// does not name are no [drift](crate::drift).
    pub const fn any(mut self) -> Self {
        self.is_open = true;
        self
    }

    /// The same shape with further names that are accepted on read, each with
    /// the name that it stands for. That name wins where both stand; the
    /// alias is then an unknown member.
    pub const fn or(mut self, aliases: &'static [(&'static str, &'static str)]) -> Self {
        self.aliases = aliases;
        self
    }

    /// The wire names, in the order of the fields' indices.
    pub fn fields(&self) -> &'static [&'static str] {
        self.fields
    }

    /// The index of the field that is read from a member of this name, under
    /// its own name or an alias.
    pub fn index(&self, key: &str) -> Option<usize> {
        self.index_of(key, 0)
            .or_else(|| self.alias(key).map(|(_, index)| index))
    }

    /// Whether all required fields are among those that were read, given the
    /// first 128 as bits and the others by their indices.
    #[inline]
    pub(crate) fn has_required(&self, low: [u64; 2], high: impl Fn(usize) -> bool) -> bool {
        let [first, second] = self.required_bits;
        first & !low[0] == 0
            && second & !low[1] == 0
            && (self.required.len() <= 128
                || (128..self.required.len()).all(|at| !self.required[at] || high(at)))
    }

    /// The indices and names of the required fields.
    pub(crate) fn required(&self) -> impl Iterator<Item = (usize, &'static str)> {
        let flagged = self.fields.iter().zip(self.required).enumerate();
        flagged
            .filter(|(_, (_, required))| **required)
            .map(|(index, (name, _))| (index, *name))
    }

    /// The index of the field named `key`; the search starts at `next` and
    /// goes round.
    pub(crate) fn index_of(&self, key: &str, next: usize) -> Option<usize> {
        let (before, after) = self
            .fields
            .split_at_checked(next)
            .unwrap_or((&[], self.fields));
        let is_it = |name: &&str| *name == key;
        match after.iter().position(is_it) {
            Some(index) => Some(index + before.len()),
            None => before.iter().position(is_it),
        }
    }

    /// The alias spelled `key` and its field's index.
    pub(crate) fn alias(&self, key: &str) -> Option<(&'static str, usize)> {
        let (alias, name) = self.aliases.iter().find(|(alias, _)| *alias == key)?;
        Some((alias, self.index_of(name, 0)?))
    }

    /// Whether a member named `key` is a field.
    pub(crate) fn names(&self, key: &str) -> bool {
        self.fields.contains(&key)
    }

    /// The name of the field that is read from a member named `key` as well.
    pub(crate) fn name_of_alias(&self, key: &str) -> Option<&'static str> {
        let (_, index) = self.alias(key)?;
        self.fields.get(index).copied()
    }
}

/// Whether none of the names needs an escape in JSON.
const fn are_plain(names: &[&str]) -> bool {
    let mut at = 0;
    while at < names.len() {
        let name = names[at].as_bytes();
        let mut byte = 0;
        while byte < name.len() {
            if is_special(name[byte]) {
                return false;
            }
            byte += 1;
        }
        at += 1;
    }
    true
}

/// Makes records [`Wire`](crate::Wire) values: `wire_record!(Customer);`, or
/// with type parameters `wire_record!(<T> Page<T>);`.
#[macro_export]
macro_rules! wire_record {
    (<$($parameter:ident),+> $record:ty) => {
        #[diagnostic::do_not_recommend]
        impl<$($parameter: $crate::Wire),+> $crate::Wire for $record {
            $crate::wire_record!(@methods);
        }
    };
    (@methods) => {
        fn blank() -> Self {
            <Self as $crate::Record>::blank()
        }

        fn read(d: &mut $crate::Decoder<'_>) -> ::core::result::Result<Self, $crate::DecodeError> {
            d.record()
        }

        fn write(&self, e: &mut $crate::Encoder) {
            e.record(self);
        }
    };
    ($record:ty) => {
        #[diagnostic::do_not_recommend]
        impl $crate::Wire for $record {
            $crate::wire_record!(@methods);
        }
    };
}
