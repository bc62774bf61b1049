//! Unions of every form.

use apiloom_wire::{Codec, DecodeError, Decoder, Encoder, Wire};

use super::ty::TypeCodec;
use super::{Datum, Values, names};
use crate::model::{TypeId, Union, UnionForm, UnionVariant};

/// The codec of a declared union.
#[derive(Clone, Copy, Debug)]
pub(super) struct UnionCodec<'v> {
    pub(super) values: &'v Values<'v>,
    pub(super) id: TypeId,
    pub(super) union: &'v Union,
    pub(super) natural: bool,
}

impl<'v> UnionCodec<'v> {
    fn codec(self, variant: &'v UnionVariant) -> TypeCodec<'v> {
        TypeCodec {
            values: self.values,
            ty: &variant.ty,
            natural: self.natural,
        }
    }

    fn name(self) -> &'static str {
        self.values.plans[self.id.0].name
    }

    /// The variant of a tag, with its number.
    fn tagged(self, tag: Option<&str>) -> Option<(usize, &'v UnionVariant)> {
        let tag = tag?;
        let mut variants = self.union.variants.iter().enumerate();
        variants.find(|(_, variant)| variant.tag.as_str() == tag)
    }

    fn tags(self) -> Vec<&'v str> {
        let variants = self.union.variants.iter();
        variants.map(|variant| variant.tag.as_str()).collect()
    }

    fn closed(self, d: &mut Decoder<'_>, tag: Option<&str>) -> DecodeError {
        let tag = tag.map(str::to_owned);
        d.no_variant(self.name(), tag.as_deref())
    }

    fn read_adjacent(
        self,
        (tag, content): (&str, &str),
        d: &mut Decoder<'_>,
    ) -> Result<Datum, DecodeError> {
        let found = d.switch(tag, content)?;
        let Some((number, variant)) = self.tagged(found.as_deref()) else {
            return match self.union.open {
                true => Ok(Datum::Other(Box::new(d.other(tag, content)?))),
                false => Err(self.closed(d, found.as_deref())),
            };
        };
        let codec = self.codec(variant);
        if variant.warns && self.union.open {
            return Ok(match d.attempt_content_as(content, codec)? {
                Some(value) => of(number, value),
                None => Datum::Other(Box::new(d.other(tag, content)?)),
            });
        }
        Ok(of(number, d.content_as(content, codec)?))
    }

    fn read_inline(self, tag: &str, d: &mut Decoder<'_>) -> Result<Datum, DecodeError> {
        let found = d.tag(tag)?;
        match self.tagged(found.as_deref()) {
            Some((number, variant)) => {
                let value = d.inline_as(names::text(tag), self.codec(variant))?;
                Ok(of(number, value))
            }
            None if self.union.open => Ok(Datum::Json(d.other_inline(tag)?)),
            None => Err(self.closed(d, found.as_deref())),
        }
    }

    fn read_named(self, tag: &str, d: &mut Decoder<'_>) -> Result<Datum, DecodeError> {
        let names = self.tags();
        let found = d.switch_by_variant(tag, &names)?;
        match self.tagged(found.as_deref()) {
            Some((number, variant)) if variant.warns && self.union.open => {
                let read = d.attempt_content_as(variant.tag.as_str(), self.codec(variant))?;
                Ok(match read {
                    Some(value) => of(number, value),
                    None => Datum::Other(Box::new(d.other_by_variant(tag, &names)?)),
                })
            }
            Some((number, variant)) => {
                let value = d.content_as(variant.tag.as_str(), self.codec(variant))?;
                Ok(of(number, value))
            }
            None if self.union.open => Ok(Datum::Other(Box::new(d.other_by_variant(tag, &names)?))),
            None => Err(self.closed(d, found.as_deref())),
        }
    }

    fn read_by_variant(self, d: &mut Decoder<'_>) -> Result<Datum, DecodeError> {
        let variants = &self.union.variants;
        let found = d.variant(&self.tags())?;
        match found.and_then(|number| Some((number, variants.get(number)?))) {
            Some((number, variant)) => {
                let value = d.content_as(variant.tag.as_str(), self.codec(variant))?;
                Ok(of(number, value))
            }
            None if self.union.open => Ok(Datum::Json(d.read()?)),
            None => Err(d.no_variant(self.name(), None)),
        }
    }

    fn read_untagged(self, d: &mut Decoder<'_>) -> Result<Datum, DecodeError> {
        for (number, variant) in self.union.variants.iter().enumerate() {
            if let Some(value) = d.attempt_as(self.codec(variant))? {
                return Ok(of(number, value));
            }
        }
        match self.union.open {
            true => Ok(Datum::Json(d.other_untagged()?)),
            false => Err(d.no_variant(self.name(), None)),
        }
    }

    fn write_variant(self, variant: &'v UnionVariant, value: &Datum, e: &mut Encoder) {
        let (wire, codec) = (variant.tag.as_str(), self.codec(variant));
        match &self.union.form {
            UnionForm::Adjacent { tag, content } => {
                e.adjacent_as(tag.as_str(), wire, content.as_str(), codec, value);
            }
            UnionForm::Inline { tag } => {
                e.inline_as(names::text(tag.as_str()), wire, codec, value);
            }
            UnionForm::TagNames { tag } => {
                e.adjacent_as(tag.as_str(), wire, wire, codec, value);
            }
            UnionForm::ByVariant => e.by_variant_as(wire, codec, value),
            UnionForm::Untagged => codec.write(value, e),
        }
    }
}

fn of(number: usize, value: Datum) -> Datum {
    Datum::Variant(number, Box::new(value))
}

impl Codec<Datum> for UnionCodec<'_> {
    fn blank(self) -> Datum {
        let number = self.union.blank;
        match self.union.variants.get(number) {
            Some(variant) => of(number, self.codec(variant).blank()),
            None => Datum::Absent,
        }
    }

    fn read(self, d: &mut Decoder<'_>) -> Result<Datum, DecodeError> {
        match &self.union.form {
            UnionForm::Adjacent { tag, content } => {
                self.read_adjacent((tag.as_str(), content.as_str()), d)
            }
            UnionForm::Inline { tag } => self.read_inline(tag.as_str(), d),
            UnionForm::TagNames { tag } => self.read_named(tag.as_str(), d),
            UnionForm::ByVariant => self.read_by_variant(d),
            UnionForm::Untagged => self.read_untagged(d),
        }
    }

    fn write(self, value: &Datum, e: &mut Encoder) {
        match (value, &self.union.form) {
            (Datum::Variant(number, value), _) if *number < self.union.variants.len() => {
                self.write_variant(&self.union.variants[*number], value, e);
            }
            (Datum::Other(other), UnionForm::Adjacent { tag, content }) => {
                e.other(tag.as_str(), content.as_str(), other);
            }
            (Datum::Other(other), UnionForm::TagNames { tag }) => {
                e.other_by_variant(tag.as_str(), other);
            }
            (Datum::Json(json), _) => json.write(e),
            _ => {
                e.refuse("the value is not of its type");
                e.null();
            }
        }
    }
}
