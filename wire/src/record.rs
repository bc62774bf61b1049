//! Records: objects (or tuples) with named fields.

use crate::plain::is_special;
use crate::{DecodeError, Decoder, Encoder, Extra};

/// What one record looks like on the wire: one `static` a type.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// The type's name, for error messages.
    pub name: &'static str,
    /// Whether it is written as an object or an array.
    pub form: Form,
    /// The wire names, in the order of the fields' indices.
    pub fields: &'static [&'static str],
    /// Further names that are accepted on read, each with its field's index.
    /// The name wins where both stand; the alias is then an unknown member.
    pub aliases: &'static [(&'static str, usize)],
    /// The indices of the fields that must be there.
    pub required: &'static [usize],
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

    /// Whether none of the shape's names needs an escape in JSON, so that
    /// they are compared and written as they are. False is right for all.
    fn has_plain_names(&self) -> bool {
        false
    }

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

/// What [`record!`](crate::record) computes while its users are compiled.
#[doc(hidden)]
impl Shape {
    /// How many flags are set.
    pub const fn count(flags: &[bool]) -> usize {
        let (mut count, mut at) = (0, 0);
        while at < flags.len() {
            count += flags[at] as usize;
            at += 1;
        }
        count
    }

    /// The places of the set flags, of which there are `N`.
    pub const fn indices<const N: usize>(flags: &[bool]) -> [usize; N] {
        let mut indices = [0; N];
        let (mut found, mut at) = (0, 0);
        while at < flags.len() {
            if flags[at] {
                indices[found] = at;
                found += 1;
            }
            at += 1;
        }
        indices
    }

    /// Whether none of the names needs an escape in JSON.
    pub const fn are_plain(names: &[&str]) -> bool {
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

    /// The place of a name; the number of names if it is not there.
    pub const fn position(names: &[&str], name: &str) -> usize {
        let mut at = 0;
        while at < names.len() {
            if same(names[at].as_bytes(), name.as_bytes()) {
                return at;
            }
            at += 1;
        }
        names.len()
    }
}

/// Equality of texts while compiling.
const fn same(a: &[u8], b: &[u8]) -> bool {
    let mut at = 0;
    while at < a.len() && at < b.len() && a[at] == b[at] {
        at += 1;
    }
    at == a.len() && at == b.len()
}

impl Shape {
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
        self.aliases
            .iter()
            .find(|(alias, _)| *alias == key)
            .copied()
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

/// Makes records [`Wire`](crate::Wire) values: `wire_record!(Customer);`, or
/// with type parameters `wire_record!(<T> Page<T>);`.
#[macro_export]
macro_rules! wire_record {
    (<$($parameter:ident),+> $record:ty) => {
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
        impl $crate::Wire for $record {
            $crate::wire_record!(@methods);
        }
    };
}
