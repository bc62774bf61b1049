//! The table between codecs and values: each codec of `apiloom_wire` with the [`Datum`] that its value is.

use std::borrow::Cow;

use apiloom_wire::{Codec, DecodeError, Decoder, Encoder};

use super::Datum;

/// Something that is done with a codec and the values that it is for.
pub(super) trait Use {
    /// What comes of it.
    type Out;

    /// Does it. `wrap` makes a value of what the codec reads, `unwrap` gives what it writes; none if the
    /// value is of another type.
    fn of<T: Clone, C: Codec<T>>(
        self,
        codec: C,
        wrap: impl Fn(T) -> Datum,
        unwrap: impl for<'d> Fn(&'d Datum) -> Option<Cow<'d, T>>,
    ) -> Self::Out;
}

/// What has a codec that is known only at run time.
pub(super) trait Form: Copy {
    /// Does something with the codec.
    fn with<U: Use>(self, what: U) -> U::Out;
}

/// The value that stands where none was read.
pub(super) struct Blank;

/// Reads a value.
pub(super) struct Read<'d, 'a>(pub(super) &'d mut Decoder<'a>);

/// Writes a value.
pub(super) struct Write<'d, 'e>(pub(super) &'d Datum, pub(super) &'e mut Encoder);

/// Whether a record leaves the value out.
pub(super) struct IsAbsent<'d>(pub(super) &'d Datum);

/// The value of a member that is not there.
pub(super) struct Absent;

impl Use for Blank {
    type Out = Datum;

    fn of<T: Clone, C: Codec<T>>(
        self,
        codec: C,
        wrap: impl Fn(T) -> Datum,
        _unwrap: impl for<'d> Fn(&'d Datum) -> Option<Cow<'d, T>>,
    ) -> Datum {
        wrap(codec.blank())
    }
}

impl Use for Read<'_, '_> {
    type Out = Result<Datum, DecodeError>;

    fn of<T: Clone, C: Codec<T>>(
        self,
        codec: C,
        wrap: impl Fn(T) -> Datum,
        _unwrap: impl for<'d> Fn(&'d Datum) -> Option<Cow<'d, T>>,
    ) -> Self::Out {
        codec.read(self.0).map(wrap)
    }
}

impl Use for Write<'_, '_> {
    type Out = ();

    fn of<T: Clone, C: Codec<T>>(
        self,
        codec: C,
        _wrap: impl Fn(T) -> Datum,
        unwrap: impl for<'d> Fn(&'d Datum) -> Option<Cow<'d, T>>,
    ) {
        match unwrap(self.0) {
            Some(value) => codec.write(&value, self.1),
            None => {
                self.1.refuse("the value is not of its type");
                self.1.null();
            }
        }
    }
}

impl Use for IsAbsent<'_> {
    type Out = bool;

    fn of<T: Clone, C: Codec<T>>(
        self,
        codec: C,
        _wrap: impl Fn(T) -> Datum,
        unwrap: impl for<'d> Fn(&'d Datum) -> Option<Cow<'d, T>>,
    ) -> bool {
        unwrap(self.0).is_some_and(|value| codec.is_absent(&value))
    }
}

impl Use for Absent {
    type Out = Option<Datum>;

    fn of<T: Clone, C: Codec<T>>(
        self,
        codec: C,
        wrap: impl Fn(T) -> Datum,
        _unwrap: impl for<'d> Fn(&'d Datum) -> Option<Cow<'d, T>>,
    ) -> Option<Datum> {
        codec.absent().map(wrap)
    }
}

/// Does something with a codec whose value is that of a variant of [`Datum`].
macro_rules! held_in {
    ($what:expr, $codec:expr, $variant:ident) => {
        $what.of(
            $codec,
            $crate::interpret::Datum::$variant,
            |datum| match datum {
                $crate::interpret::Datum::$variant(value) => {
                    Some(std::borrow::Cow::Borrowed(value))
                }
                _ => None,
            },
        )
    };
}

pub(super) use held_in;

/// Does something with a codec whose values are of any variant.
pub(super) fn itself<U: Use>(what: U, codec: impl Codec<Datum>) -> U::Out {
    what.of(codec, |datum| datum, |datum| Some(Cow::Borrowed(datum)))
}
