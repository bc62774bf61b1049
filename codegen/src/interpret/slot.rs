//! The codec of a whole member: its type's, and what absence and null mean.

use std::borrow::Cow;

use apiloom_wire::{
    ClearedByEmpty, ClearedByNull, Codec, Decided, DecodeError, Decoder, Encoder, Maybe, MaybeNull,
    NullOrEmpty, Nullable, NullableOf, OrNull, Patch, PatchOf, Replacement,
};

use super::form::{Absent, Blank, Form, IsAbsent, Read, Use, Write, itself};
use super::ty::TypeCodec;
use super::{Datum, Values, names};
use crate::ident;
use crate::lower::{Held, held, is_null_by_itself};
use crate::model::Field;

/// The codec of a whole member or input, by what the generator decides of it.
#[derive(Clone, Copy, Debug)]
pub struct SlotCodec<'v> {
    pub(super) values: &'v Values<'v>,
    pub(super) field: &'v Field,
    /// Whether callers make what holds it.
    pub(super) request: bool,
    pub(super) natural: bool,
}

impl<'v> SlotCodec<'v> {
    /// The same codec, which also reads what a person would write; see [`TypeCodec::natural`].
    pub fn natural(self) -> Self {
        Self {
            natural: true,
            ..self
        }
    }

    /// How it is held.
    pub fn held(self) -> Held {
        held(self.field, self.request)
    }

    /// The codec of the value, once there is one.
    pub fn inner(self) -> TypeCodec<'v> {
        TypeCodec {
            values: self.values,
            ty: &self.field.ty,
            natural: self.natural,
        }
    }
}

impl Codec<Datum> for SlotCodec<'_> {
    fn blank(self) -> Datum {
        self.with(Blank)
    }

    fn read(self, d: &mut Decoder<'_>) -> Result<Datum, DecodeError> {
        self.with(Read(d))
    }

    fn write(self, value: &Datum, e: &mut Encoder) {
        self.with(Write(value, e));
    }

    fn is_absent(self, value: &Datum) -> bool {
        self.with(IsAbsent(value))
    }

    fn absent(self) -> Option<Datum> {
        self.with(Absent)
    }
}

impl Form for SlotCodec<'_> {
    fn with<U: Use>(self, what: U) -> U::Out {
        let (inner, field) = (self.inner(), self.field);
        // The members of a spread value stand in the parent: it has no place of its own to clear.
        let is_open = is_null_by_itself(&field.ty) && !field.spread;
        let method = || names::text(&ident::clear(&field.name).to_string());
        match self.held() {
            Held::Bare => itself(what, inner),
            Held::OrNull => optional(what, OrNull(inner), Datum::Null),
            Held::NullOrEmpty => optional(what, NullOrEmpty(inner), Datum::Null),
            Held::Maybe => optional(what, Maybe(inner), Datum::Absent),
            Held::MaybeNull => optional(what, MaybeNull(inner), Datum::Absent),
            Held::Whole | Held::Replacement => what.of(
                Decided(inner),
                |value| match value {
                    Replacement::With(value) => value,
                    _ => Datum::Absent,
                },
                |datum| {
                    Some(Cow::Owned(match datum.given() {
                        Some(value) => Replacement::With(value.clone()),
                        None => Replacement::LeaveOut,
                    }))
                },
            ),
            Held::ClearedByEmpty if !field.spread => patch(what, ClearedByEmpty(inner, method())),
            Held::ClearedByNull if is_open => patch(what, ClearedByNull(inner, method())),
            Held::ClearedByEmpty | Held::ClearedByNull => patch(what, PatchOf(inner)),
            Held::Nullable => what.of(
                NullableOf(inner),
                |value| match value {
                    Nullable::Absent => Datum::Absent,
                    Nullable::Null => Datum::Null,
                    Nullable::Value(value) => value,
                },
                |datum| {
                    Some(Cow::Owned(match datum {
                        Datum::Absent => Nullable::Absent,
                        Datum::Null => Nullable::Null,
                        value => Nullable::Value(value.clone()),
                    }))
                },
            ),
        }
    }
}

/// A codec of an `Option`, whose none is this.
fn optional<U: Use>(what: U, codec: impl Codec<Option<Datum>>, none: Datum) -> U::Out {
    what.of(
        codec,
        |value| value.unwrap_or_else(|| none.clone()),
        |datum| Some(Cow::Owned(datum.given().cloned())),
    )
}

fn patch<U: Use>(what: U, codec: impl Codec<Patch<Datum>>) -> U::Out {
    what.of(
        codec,
        |value| match value {
            Patch::Keep => Datum::Absent,
            Patch::Clear => Datum::Null,
            Patch::Set(value) => value,
        },
        |datum| {
            Some(Cow::Owned(match datum {
                Datum::Absent => Patch::Keep,
                Datum::Null => Patch::Clear,
                value => Patch::Set(value.clone()),
            }))
        },
    )
}
