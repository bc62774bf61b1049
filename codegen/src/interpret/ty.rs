//! The codec of a type.

use std::borrow::Cow;

use apiloom_wire::{
    Base64, BoolCodes, Codec, Csv, DateAs, DateTimeAs, DecodeError, Decoder, Encoder, EpochMillis,
    EpochSeconds, FlatPairs, InString, IntOrString, Json, JsonString, Kind, List, MapOf, OneOrMany,
    OrEmpty, OrNull, Pairs, Plain, Secret, Sentinel, StringOrInt, Trimmed, TrimmedCodes, Wire,
    Zone,
};

use super::enumeration::codes;
use super::form::{Absent, Blank, Form, IsAbsent, Read, Use, Write, held_in, itself};
use super::patterned::PatternedCodec;
use super::record::RecordCodec;
use super::union::UnionCodec;
use super::{Datum, Values, names};
use crate::model::{Literal, Type, TypeKind, WriteForm};

/// The codec of a type: what a generated client reads and writes for it.
#[derive(Clone, Copy, Debug)]
pub struct TypeCodec<'v> {
    pub(super) values: &'v Values<'v>,
    pub(super) ty: &'v Type,
    /// Whether lists and objects are read where the wire has them as text.
    pub(super) natural: bool,
}

impl<'v> TypeCodec<'v> {
    /// The same codec, which also reads what a person would write: a list for comma-separated text, a
    /// value for JSON in a text.
    pub fn natural(self) -> Self {
        Self {
            natural: true,
            ..self
        }
    }

    fn inner(self, ty: &'v Type) -> Self {
        Self { ty, ..self }
    }

    /// The type in which a value stands where it is not written as text.
    fn read_naturally(self, d: &mut Decoder<'_>) -> Option<Result<Datum, DecodeError>> {
        let kind = d.peek().ok()?;
        match (self.ty, kind) {
            (Type::Csv(inner), Kind::Array) => {
                Some(List(self.inner(inner)).read(d).map(Datum::List))
            }
            (Type::JsonString(inner), Kind::Array | Kind::Object) => {
                Some(self.inner(inner).read(d))
            }
            _ => None,
        }
    }
}

impl Codec<Datum> for TypeCodec<'_> {
    fn blank(self) -> Datum {
        self.with(Blank)
    }

    fn read(self, d: &mut Decoder<'_>) -> Result<Datum, DecodeError> {
        if self.natural
            && let Some(read) = self.read_naturally(d)
        {
            return read;
        }
        self.with(Read(d))
    }

    fn write(self, value: &Datum, e: &mut Encoder) {
        match value {
            Datum::Hidden(text) => Json::from(*text).write(e),
            value => self.with(Write(value, e)),
        }
    }

    fn is_absent(self, value: &Datum) -> bool {
        self.with(IsAbsent(value))
    }

    fn absent(self) -> Option<Datum> {
        self.with(Absent)
    }
}

impl Form for TypeCodec<'_> {
    fn with<U: Use>(self, what: U) -> U::Out {
        match self.ty {
            Type::Bool => held_in!(what, Plain, Bool),
            Type::Int32 => what.of(
                Plain,
                |int: i32| Datum::Int(int.into()),
                |datum| match datum {
                    Datum::Int(int) => i32::try_from(*int).ok().map(Cow::Owned),
                    _ => None,
                },
            ),
            Type::Int64 => held_in!(what, Plain, Int),
            Type::Float => held_in!(what, Plain, Float),
            Type::Decimal => held_in!(what, Plain, Decimal),
            Type::String(_) => held_in!(what, Plain, Text),
            Type::Bytes => held_in!(what, Base64, Bytes),
            Type::File => held_in!(what, Plain, File),
            Type::Any => held_in!(what, Plain, Json),
            Type::Secret => held_in!(what, Plain, Secret),
            Type::Date(formats) => match formats.is_empty() {
                true => held_in!(what, Plain, Date),
                false => held_in!(what, DateAs(names::texts(formats)), Date),
            },
            Type::DateTime { formats, zone } => match formats.is_empty() {
                true => held_in!(what, Plain, DateTime),
                false => {
                    let zone = zone.as_deref().and_then(Zone::parse);
                    let zone = zone.unwrap_or(Zone::Unknown);
                    held_in!(what, DateTimeAs::new(names::texts(formats), zone), DateTime)
                }
            },
            Type::EpochSeconds => held_in!(what, EpochSeconds, Instant),
            Type::EpochMillis => held_in!(what, EpochMillis, Instant),
            Type::BoolCodes { on, off } => held_in!(what, bool_codes(on, off), Bool),
            Type::List(inner) => held_in!(what, List(self.inner(inner)), List),
            Type::OneOrMany(inner) => held_in!(what, OneOrMany(self.inner(inner)), List),
            Type::Csv(inner) => held_in!(what, Csv(self.inner(inner)), List),
            Type::Map(inner) => held_in!(what, MapOf(self.inner(inner)), Map),
            Type::IntMap(inner) => held_in!(what, MapOf(self.inner(inner)), IntMap),
            Type::JsonString(inner) => itself(what, JsonString(self.inner(inner))),
            Type::Pairs(key, value) => {
                held_in!(what, Pairs(self.inner(key), self.inner(value)), Pairs)
            }
            Type::FlatPairs(key, value, named) => {
                let pairs = FlatPairs::new(self.inner(key), self.inner(value));
                let pairs = match named {
                    Some((key, value)) => pairs.keys(names::text(key), names::text(value)),
                    None => pairs,
                };
                held_in!(what, pairs, Pairs)
            }
            Type::IntOrString(WriteForm::Int) => held_in!(what, IntOrString, Int),
            Type::IntOrString(WriteForm::String) => held_in!(what, StringOrInt, Text),
            Type::InString(inner) => itself(what, InString(self.inner(inner))),
            Type::Trimmed(inner) => self.trimmed(inner, what),
            Type::Sentinel(inner, text) => what.of(
                Sentinel(self.inner(inner), names::text(text)),
                |value| match value {
                    OrEmpty::Empty => Datum::Empty,
                    OrEmpty::Value(value) => value,
                },
                |datum| {
                    Some(Cow::Owned(match datum {
                        Datum::Empty => OrEmpty::Empty,
                        value => OrEmpty::Value(value.clone()),
                    }))
                },
            ),
            Type::Named(_) => self.declared(what),
            Type::Nullable(inner) => what.of(
                OrNull(self.inner(inner)),
                |value| value.unwrap_or(Datum::Null),
                |datum| Some(Cow::Owned(datum.given().cloned())),
            ),
        }
    }
}

impl<'v> TypeCodec<'v> {
    fn declared<U: Use>(self, what: U) -> U::Out {
        let Type::Named(id) = *self.ty else {
            return held_in!(what, Plain, Json);
        };
        let (values, natural) = (self.values, self.natural);
        match values.kind(id) {
            TypeKind::Record(record) => itself(
                what,
                RecordCodec {
                    values,
                    id,
                    record,
                    natural,
                },
            ),
            TypeKind::Enum(_) => held_in!(what, codes(values, id), Code),
            TypeKind::Union(union) => itself(
                what,
                UnionCodec {
                    values,
                    id,
                    union,
                    natural,
                },
            ),
            TypeKind::Patterned(patterned) => itself(
                what,
                PatternedCodec {
                    values,
                    id,
                    patterned,
                    natural,
                },
            ),
            TypeKind::Opaque => held_in!(what, Plain, Json),
        }
    }

    fn trimmed<U: Use>(self, inner: &Type, what: U) -> U::Out {
        match inner {
            Type::Named(id) => held_in!(what, TrimmedCodes(codes(self.values, *id)), Code),
            Type::Secret => what.of(
                Trimmed,
                |text: String| Datum::Secret(Secret::from(text)),
                |datum| match datum {
                    Datum::Secret(secret) => Some(Cow::Owned(secret.expose().to_owned())),
                    _ => None,
                },
            ),
            _ => held_in!(what, Trimmed, Text),
        }
    }
}

fn bool_codes(on: &Literal, off: &Literal) -> BoolCodes {
    match (on, off) {
        (Literal::Int(on), Literal::Int(off)) => BoolCodes::ints(*on, *off),
        (on, off) => {
            let text = |code: &Literal| names::text(&code.to_string());
            BoolCodes::texts(text(on), text(off))
        }
    }
}
