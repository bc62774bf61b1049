//! Scalars of the standard library.

use crate::{DecodeError, Decoder, Encoder, Wire};

#[diagnostic::do_not_recommend]
impl Wire for bool {
    fn blank() -> Self {
        false
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        d.bool()
    }

    fn write(&self, e: &mut Encoder) {
        e.bool(*self);
    }
}

#[diagnostic::do_not_recommend]
impl Wire for i32 {
    fn blank() -> Self {
        0
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        d.i32()
    }

    fn write(&self, e: &mut Encoder) {
        e.i64(i64::from(*self));
    }
}

#[diagnostic::do_not_recommend]
impl Wire for i64 {
    fn blank() -> Self {
        0
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        d.i64()
    }

    fn write(&self, e: &mut Encoder) {
        e.i64(*self);
    }
}

#[diagnostic::do_not_recommend]
impl Wire for f64 {
    fn blank() -> Self {
        0.0
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        d.f64()
    }

    fn write(&self, e: &mut Encoder) {
        e.f64(*self);
    }
}

#[diagnostic::do_not_recommend]
impl Wire for String {
    fn blank() -> Self {
        Self::new()
    }

    fn read(d: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        d.owned_string()
    }

    fn write(&self, e: &mut Encoder) {
        e.string(self);
    }
}

/// Nothing: whatever stands there is passed, and null is written.
#[diagnostic::do_not_recommend]
impl Wire for () {
    fn blank() -> Self {}

    fn read(d: &mut Decoder<'_>) -> Result<Self, DecodeError> {
        d.skip()
    }

    fn write(&self, e: &mut Encoder) {
        e.null();
    }

    fn absent() -> Option<Self> {
        Some(())
    }
}
