//! Objects that are no records, and members found by their name.

use std::borrow::Cow;

use super::array::ReadItem;
use super::{Decoder, Kind, Mark};
use crate::DecodeError;

/// Reads the value of one member; gets its name.
pub(crate) type ReadMember<'r, 'a> =
    dyn FnMut(&mut Decoder<'a>, &str) -> Result<(), DecodeError> + 'r;

impl<'a> Decoder<'a> {
    /// Reads an object: `read` is called at each member's value and reads it.
    ///
    /// # Errors
    /// When the value is no object; those of `read`, with the member's name.
    pub fn members(&mut self, read: &mut ReadMember<'_, 'a>) -> Result<(), DecodeError> {
        if self.peek()? != Kind::Object {
            return Err(self.expected_kind("object"));
        }
        self.descend()?;
        if !self.eat(b'}') {
            loop {
                let name = self.key()?;
                if let Err(error) = read(self, &name) {
                    return Err(error.in_member(&name));
                }
                if !self.more_members()? {
                    break;
                }
            }
        }
        self.ascend();
        Ok(())
    }

    /// Goes to the value of member `name` of the object at the cursor.
    /// False, with the cursor behind the value, if there is no such member or
    /// the value is no object.
    ///
    /// What stands behind the member is not looked at;
    /// [`Decoder::within`] checks the whole document.
    ///
    /// # Errors
    /// When what is passed is no JSON.
    pub fn enter(&mut self, name: &str) -> Result<bool, DecodeError> {
        if self.peek()? != Kind::Object {
            return self.skip().map(|()| false);
        }
        self.descend()?;
        if !self.eat(b'}') {
            loop {
                if self.key()? == name {
                    return Ok(true);
                }
                self.skip()?;
                if !self.more_members()? {
                    break;
                }
            }
        }
        self.ascend();
        Ok(false)
    }

    /// Calls `read` at the value that stands at `path`, member by member,
    /// and goes over the rest of the value at the cursor. False if there is
    /// nothing at `path`.
    ///
    /// # Errors
    /// Those of `read`, with the path; when anything is no JSON; when a
    /// member of the path stands twice.
    pub fn within(
        &mut self,
        path: &[&str],
        read: &mut ReadItem<'_, 'a>,
    ) -> Result<bool, DecodeError> {
        let Some((first, rest)) = path.split_first() else {
            return read(self).map(|()| true);
        };
        if self.peek()? != Kind::Object {
            return self.skip().map(|()| false);
        }
        let mut seen = false;
        let mut found = false;
        self.members(&mut |d, name| {
            if name != *first {
                return d.skip();
            }
            if std::mem::replace(&mut seen, true) {
                return Err(duplicate());
            }
            found = d.within(rest, read)?;
            Ok(())
        })?;
        Ok(found)
    }

    /// Where the value of member `name` stands in the object at the cursor,
    /// which stays.
    pub(super) fn find(&mut self, name: &str) -> Result<Option<Mark>, DecodeError> {
        let start = self.mark();
        let mut found: Option<Mark> = None;
        self.members(&mut |d, key| {
            if key == name && found.replace(d.mark()).is_some() {
                return Err(duplicate());
            }
            d.skip()
        })?;
        self.rewind(start)?;
        Ok(found)
    }

    /// Reads the key at the cursor and the colon behind it.
    #[inline]
    pub(super) fn key(&mut self) -> Result<Cow<'a, str>, DecodeError> {
        self.start_key()?;
        let key = self.quoted()?;
        self.end_key()?;
        Ok(key)
    }

    #[inline]
    pub(super) fn start_key(&mut self) -> Result<(), DecodeError> {
        self.skip_space();
        if self.byte() == Some(b'"') {
            Ok(())
        } else {
            Err(self.syntax("expected a member's name in quotes"))
        }
    }

    #[inline]
    pub(super) fn end_key(&mut self) -> Result<(), DecodeError> {
        if self.eat(b':') {
            Ok(())
        } else {
            Err(self.syntax("expected `:`"))
        }
    }

    /// Goes over the comma or brace behind a member; false at the brace.
    #[inline]
    pub(super) fn more_members(&mut self) -> Result<bool, DecodeError> {
        if self.eat(b',') {
            Ok(true)
        } else if self.eat(b'}') {
            Ok(false)
        } else {
            Err(self.syntax("expected `,` or `}`"))
        }
    }
}

/// The error for a member that stands twice.
#[cold]
pub(crate) fn duplicate() -> DecodeError {
    DecodeError::new("the member stands twice")
}
