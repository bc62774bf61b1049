//! What generated unions are written with.

use super::Encoder;
use crate::{CodeRef, Codec, OtherVariant, Plain, Wire};

impl Encoder {
    /// Writes a variant with its content in a member: `{"type": "id",
    /// "content": 5}`. Absent content is left out.
    pub fn adjacent<'t, T: Wire>(
        &mut self,
        tag: &str,
        variant: impl Into<CodeRef<'t>>,
        content: &str,
        value: &T,
    ) {
        self.adjacent_as(tag, variant, content, Plain, value);
    }

    /// Like [`Encoder::adjacent`], through a codec.
    pub fn adjacent_as<'t, T, C: Codec<T>>(
        &mut self,
        tag: &str,
        variant: impl Into<CodeRef<'t>>,
        content: &str,
        codec: C,
        value: &T,
    ) {
        let variant = variant.into();
        self.object(&mut |e| {
            e.key(tag);
            e.code(variant);
            e.field_as(content, codec, value);
        });
    }

    /// Writes a variant that has no content: `{"type": "none"}`.
    pub fn tag_alone<'t>(&mut self, tag: &str, variant: impl Into<CodeRef<'t>>) {
        let variant = variant.into();
        self.object(&mut |e| {
            e.key(tag);
            e.code(variant);
        });
    }

    /// Writes a variant whose members stand beside its tag: `{"kind":
    /// "person", "name": "Ann"}`. The value must be a record.
    pub fn inline<'t, T: Wire>(
        &mut self,
        tag: &'static str,
        variant: impl Into<CodeRef<'t>>,
        value: &T,
    ) {
        self.inline_as(tag, variant, Plain, value);
    }

    /// Like [`Encoder::inline`], through a codec.
    pub fn inline_as<'t, T, C: Codec<T>>(
        &mut self,
        tag: &'static str,
        variant: impl Into<CodeRef<'t>>,
        codec: C,
        value: &T,
    ) {
        let variant = variant.into();
        self.object(&mut |e| {
            e.key(tag);
            e.code(variant);
            e.tag = Some(tag);
            e.spread_as(codec, value);
            e.tag = None;
        });
    }

    /// Writes a variant that is told by the name of its only member: `{"id":
    /// 5}`.
    pub fn by_variant<T: Wire>(&mut self, variant: &str, value: &T) {
        self.by_variant_as(variant, Plain, value);
    }

    /// Like [`Encoder::by_variant`], through a codec.
    pub fn by_variant_as<T, C: Codec<T>>(&mut self, variant: &str, codec: C, value: &T) {
        self.object(&mut |e| {
            e.key(variant);
            codec.write(value, e);
        });
    }

    /// Writes a variant that the spec does not know, as
    /// [`Decoder::other`](crate::Decoder::other) reads it.
    pub fn other(&mut self, tag: &str, content: &str, other: &OtherVariant) {
        self.object(&mut |e| {
            // Not as optional members: null is there, too.
            for (name, value) in [(tag, &other.tag), (content, &other.content)] {
                if let Some(value) = value {
                    e.key(name);
                    value.write(e);
                }
            }
            for (name, value) in other.extra.iter() {
                e.key(name);
                if name == tag || name == content {
                    e.refuse("the union has a member of this name");
                }
                value.write(e);
            }
        });
    }

    /// Like [`Encoder::other`], for a union whose content stands in the
    /// member that the tag names.
    pub fn other_by_variant(&mut self, tag: &str, other: &OtherVariant) {
        let content = other.tag.as_ref().and_then(|tag| tag.scalar_text());
        match content {
            Some(content) if content != tag => self.other(tag, &content, other),
            _ => self.other(tag, tag, other),
        }
    }
}
