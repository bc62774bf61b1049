//! What generated unions are read with. Each of these methods starts with the
//! cursor at the union's object.

use std::borrow::Cow;

use super::object::duplicate;
use super::{Decoder, Kind, Mark, Scope, Taken};
use crate::error::shortened;
use crate::{Codec, DecodeError, DeviationKind, Json, OtherVariant, Plain, Wire};

impl<'a> Decoder<'a> {
    /// The text of member `name` of the object at the cursor, which stays:
    /// the code that tells a union's variant. None if the member is absent or
    /// is no string, number or bool.
    ///
    /// # Errors
    /// When the value is no object, or the member stands twice.
    pub fn tag(&mut self, name: &str) -> Result<Option<Cow<'a, str>>, DecodeError> {
        let start = self.mark();
        let Some(place) = self.find(name)? else {
            return Ok(None);
        };
        self.go(place);
        let kind = self.peek()?;
        if self.is_noting() && matches!(kind, Kind::Number | Kind::Bool) {
            self.note_type("string");
        }
        let tag = match kind {
            Kind::String | Kind::Number | Kind::Bool => Some(self.scalar_text()?),
            Kind::Null | Kind::Array | Kind::Object => None,
        };
        self.go(start);
        Ok(tag)
    }

    /// Like [`Decoder::tag`], but None as well if member `content` is absent
    /// or null: then the variant's type has nothing to read, and `Other`
    /// keeps what there is.
    ///
    /// # Errors
    /// As [`Decoder::tag`], for either member.
    pub fn switch(
        &mut self,
        tag: &str,
        content: &str,
    ) -> Result<Option<Cow<'a, str>>, DecodeError> {
        let start = self.mark();
        let has_content = match self.find(content)? {
            None => false,
            Some(place) => {
                self.go(place);
                let kind = self.peek()?;
                self.go(start);
                kind != Kind::Null
            }
        };
        let found = if has_content { self.tag(tag)? } else { None };
        self.note_members_beside(&[tag, content])?;
        Ok(found)
    }

    /// Like [`Decoder::switch`] where the content stands in the member that
    /// the tag names: `{"kind": "text", "text": …}`. `names` are those of the
    /// variants: of a union that is spread, they are members of its own.
    ///
    /// # Errors
    /// As [`Decoder::switch`].
    pub fn switch_by_variant(
        &mut self,
        tag: &str,
        names: &[&str],
    ) -> Result<Option<Cow<'a, str>>, DecodeError> {
        let found = self.tag(tag)?.filter(|content| content != tag);
        self.note_other_variants(found.as_deref(), names)?;
        match found {
            Some(content) => self.switch(tag, &content),
            None => Ok(None),
        }
    }

    /// Notes those members of the object at the cursor, which stays, that
    /// only another variant of a spread union has: nothing keeps them.
    fn note_other_variants(
        &mut self,
        content: Option<&str>,
        names: &[&str],
    ) -> Result<(), DecodeError> {
        if !self.is_noting() || !self.scope.spread {
            return Ok(());
        }
        let start = self.mark();
        self.members(&mut |d, name| {
            if names.contains(&name) && Some(name) != content {
                d.note_unknown_member();
            }
            d.skip()
        })?;
        self.reread(start)
    }

    /// Which of `names` is a member of the object at the cursor, which stays;
    /// the first in the order of `names`. For a union whose variants are told
    /// by the name of their only member.
    ///
    /// # Errors
    /// When the value is no object.
    pub fn variant(&mut self, names: &[&str]) -> Result<Option<usize>, DecodeError> {
        let start = self.mark();
        let mut found: Option<usize> = None;
        self.members(&mut |d, key| {
            if let Some(index) = names.iter().position(|name| *name == key) {
                found = Some(found.map_or(index, |other| other.min(index)));
            }
            d.skip()
        })?;
        self.rewind(start)?;
        match found {
            Some(_) => self.note_members_beside(names)?,
            None => self.note_unknown_variant(None)?,
        }
        Ok(found)
    }

    /// Reads the object at the cursor for its member `name`. An absent member
    /// is an error unless `T` has a value for it, as `Option` has.
    ///
    /// # Errors
    /// When the member is missing, stands twice or is no `T`.
    pub fn content<T: Wire>(&mut self, name: &str) -> Result<T, DecodeError> {
        self.content_as(name, Plain)
    }

    /// Like [`Decoder::content`], through a codec.
    ///
    /// # Errors
    /// As [`Decoder::content`].
    pub fn content_as<T, C: Codec<T>>(&mut self, name: &str, codec: C) -> Result<T, DecodeError> {
        let mut value = None;
        self.only_member(name, &mut |d| {
            value = Some(codec.read(d)?);
            Ok(())
        })?;
        value
            .or_else(|| codec.absent())
            .ok_or_else(|| missing(name))
    }

    /// Reads the record at the cursor, in which member `tag` tells the
    /// variant and is not part of the record.
    ///
    /// `T` must be a record: a map would take the tag for an entry of its
    /// own, and another inline union would hide it.
    ///
    /// # Errors
    /// When the value is no `T`.
    pub fn inline<T: Wire>(&mut self, tag: &'static str) -> Result<T, DecodeError> {
        self.inline_as(tag, Plain)
    }

    /// Like [`Decoder::inline`], through a codec.
    ///
    /// # Errors
    /// As [`Decoder::inline`].
    pub fn inline_as<T, C: Codec<T>>(
        &mut self,
        tag: &'static str,
        codec: C,
    ) -> Result<T, DecodeError> {
        self.scope.tag = Some(tag);
        let value = codec.read(self);
        self.scope.tag = None;
        value
    }

    /// Reads a variant that the spec does not know: its tag, its content, and
    /// unless the union is spread over a parent's members, all else.
    ///
    /// # Errors
    /// When the value is no object, or one of the members stands twice.
    pub fn other(&mut self, tag: &str, content: &str) -> Result<OtherVariant, DecodeError> {
        let start = self.mark();
        let outer = std::mem::take(&mut self.scope);
        let mut other = OtherVariant::default();
        let read = self.members(&mut |d, key| {
            let slot = if key == tag {
                &mut other.tag
            } else if key == content {
                &mut other.content
            } else if outer.spread {
                return d.skip();
            } else {
                let value = d.read::<Json>()?;
                other.extra.push(key, value);
                return Ok(());
            };
            if slot.replace(d.read::<Json>()?).is_some() {
                return Err(duplicate());
            }
            Ok(())
        });
        self.scope = outer.used();
        read?;
        if self.is_noting() {
            let end = self.mark();
            self.go(start);
            self.note_other(tag, content)?;
            self.go(end);
        }
        Ok(other)
    }

    /// Like [`Decoder::other`] where the content stands in the member that
    /// the tag names: `{"kind": "text", "text": …}`. `names` are those of the
    /// variants.
    ///
    /// Of a union that is spread, the content is taken away from the members
    /// that its parent does not know. It is left to the parent if that has a
    /// field of this name.
    ///
    /// # Errors
    /// As [`Decoder::other`].
    pub fn other_by_variant(
        &mut self,
        tag: &str,
        names: &[&str],
    ) -> Result<OtherVariant, DecodeError> {
        let Some(content) = self.tag(tag)?.filter(|content| content != tag) else {
            return self.other(tag, tag);
        };
        if self.scope.spread && !names.contains(&content.as_ref()) {
            let parent = self.scope.shape;
            if parent.is_some_and(|shape| shape.index(&content).is_some()) {
                return self.other(tag, tag);
            }
            self.take_from_parent(&content)?;
        }
        self.other(tag, &content)
    }

    /// Says that member `name` of the object at the cursor, which stays, is
    /// read by a spread union, though the parent does not know it.
    fn take_from_parent(&mut self, name: &str) -> Result<(), DecodeError> {
        let start = self.mark();
        if let Some(place) = self.find(name)? {
            self.go(place);
            let at = self.start_of_value();
            self.go(start);
            let name = name.to_owned();
            self.spread_taken.push(Taken { name, at });
        }
        Ok(())
    }

    /// Reads a variant that the spec does not know of a union whose tag stands
    /// among the variants' own members.
    ///
    /// # Errors
    /// When the value is no object, or the tag stands twice.
    pub fn other_inline(&mut self, tag: &str) -> Result<Json, DecodeError> {
        self.note_unknown_variant(Some(tag))?;
        self.read()
    }

    /// Reads a variant that the spec does not know of a union without a tag.
    ///
    /// # Errors
    /// When the value is no JSON.
    pub fn other_untagged(&mut self) -> Result<Json, DecodeError> {
        if self.is_noting() {
            let at = self.start_of_value();
            let found = self.peek()?.name().to_owned();
            let promised = VARIANT.to_owned();
            self.note_at(at, DeviationKind::UnknownVariant, promised, found);
        }
        self.read()
    }

    /// Notes that member `tag` of the object at the cursor, which stays, names
    /// no variant; without a tag, that no member of it does.
    fn note_unknown_variant(&mut self, tag: Option<&str>) -> Result<(), DecodeError> {
        if !self.is_noting() {
            return Ok(());
        }
        let start = self.mark();
        let object = self.start_of_value();
        let place = match tag {
            Some(tag) => self.find(tag)?,
            None => None,
        };
        let (at, found) = match place {
            Some(place) => {
                self.go(place);
                let at = self.start_of_value();
                (at, self.shown_tag()?)
            }
            None => (object, "none".to_owned()),
        };
        self.go(start);
        let promised = VARIANT.to_owned();
        self.note_at(at, DeviationKind::UnknownVariant, promised, found);
        Ok(())
    }

    /// The tag at the cursor, as an error shows it.
    fn shown_tag(&mut self) -> Result<String, DecodeError> {
        Ok(match self.peek()? {
            Kind::String => shortened(&self.string()?),
            Kind::Number | Kind::Bool => self.scalar_text()?.into_owned(),
            kind => kind.name().to_owned(),
        })
    }

    /// Notes that the object at the cursor, which stays, has content and no
    /// tag that the spec knows. Without content, no tag is read at all.
    #[cold]
    fn note_other(&mut self, tag: &str, content: &str) -> Result<(), DecodeError> {
        let start = self.mark();
        let Some(place) = self.find(content)? else {
            return Ok(());
        };
        self.go(place);
        let is_null = self.peek()? == Kind::Null;
        self.go(start);
        if is_null {
            return Ok(());
        }
        self.note_unknown_variant(Some(tag))
    }

    /// Tries to read a `T`; None, with the cursor back, if the value is none.
    ///
    /// # Errors
    /// When the document was made to cost time: see [`Decoder::rewind`].
    pub fn attempt<T: Wire>(&mut self) -> Result<Option<T>, DecodeError> {
        self.attempt_as(Plain)
    }

    /// Like [`Decoder::attempt`], through a codec.
    ///
    /// # Errors
    /// As [`Decoder::attempt`].
    pub fn attempt_as<T, C: Codec<T>>(&mut self, codec: C) -> Result<Option<T>, DecodeError> {
        let start = self.mark();
        match codec.read(self) {
            Ok(value) => Ok(Some(value)),
            Err(_) => self.rewind(start).map(|()| None),
        }
    }

    /// Tries to read the object at the cursor for its member `name`; None, with the cursor back, if the
    /// member is of another type.
    ///
    /// # Errors
    /// When the document was made to cost time: see [`Decoder::rewind`].
    pub fn attempt_content_as<T, C: Codec<T>>(
        &mut self,
        name: &str,
        codec: C,
    ) -> Result<Option<T>, DecodeError> {
        let start = self.mark();
        match self.content_as(name, codec) {
            Ok(value) => Ok(Some(value)),
            Err(_) => self.rewind(start).map(|()| None),
        }
    }

    /// The error for a closed union `name` none of whose variants fits; `tag`
    /// is the code that was found, if the union has one.
    #[cold]
    pub fn no_variant(&mut self, name: &str, tag: Option<&str>) -> DecodeError {
        match tag {
            Some(tag) => DecodeError::new(format!(
                "expected a variant of {name}, found {}",
                crate::error::shortened(tag)
            )),
            None => self.expected_kind(&format!("a variant of {name}")),
        }
    }

    /// Reads `slot` from the object that holds the member at the cursor, and
    /// goes over that member: for a union whose tag and content stand among
    /// its parent's members. It is called at each of these members and reads
    /// at the first.
    ///
    /// # Errors
    /// When the object holds no `T`; the path starts at the object.
    pub fn spread_into<T: Wire>(&mut self, slot: &mut T) -> Result<(), DecodeError> {
        self.spread_into_as(Plain, slot)
    }

    /// Like [`Decoder::spread_into`], through a codec.
    ///
    /// # Errors
    /// As [`Decoder::spread_into`].
    pub fn spread_into_as<T, C: Codec<T>>(
        &mut self,
        codec: C,
        slot: &mut T,
    ) -> Result<(), DecodeError> {
        // The address tells the record's spread members apart: the record
        // stays where it is while it is being read.
        let slot_address = std::ptr::from_ref(slot).addr();
        if let Some(here) = self.start_spread(slot_address)? {
            *slot = codec.read(self).map_err(DecodeError::lifted)?;
            self.go(here);
        }
        self.skip()
    }

    /// Goes to the start of the record being read, unless `slot_address` has
    /// been there; gives the way back.
    fn start_spread(&mut self, slot_address: usize) -> Result<Option<Mark>, DecodeError> {
        let done = self.spread_read.get(self.scope.spread_base..);
        let Some((at, depth)) = self.scope.object else {
            return Ok(None);
        };
        if done.unwrap_or_default().contains(&slot_address) {
            return Ok(None);
        }
        self.spread_read.push(slot_address);
        let here = self.mark();
        let scope = Scope {
            spread: true,
            shape: self.scope.shape,
            ..Scope::default()
        };
        let noted = here.noted;
        self.rewind(Mark {
            at,
            depth,
            scope,
            noted,
        })?;
        Ok(Some(here))
    }

    /// Reads an object: `read` is called at member `name`, the others are
    /// passed.
    fn only_member(
        &mut self,
        name: &str,
        read: &mut super::array::ReadItem<'_, 'a>,
    ) -> Result<(), DecodeError> {
        let outer = std::mem::take(&mut self.scope);
        let mut seen = false;
        let read = self.members(&mut |d, key| {
            if key != name {
                return d.skip();
            }
            if std::mem::replace(&mut seen, true) {
                return Err(duplicate());
            }
            read(d)
        });
        self.scope = outer.used();
        read
    }
}

/// What the spec promises where a union stands.
const VARIANT: &str = "a variant that the spec names";

#[cold]
fn missing(name: &str) -> DecodeError {
    DecodeError::new(format!("missing member `{name}`"))
}
