use super::{Codec, refuse_absent, write_present};
use crate::{DecodeError, Decoder, Encoder, Replacement, Whole};

/// A member that callers decide on: left out, or written by a codec. Null
/// reads as left out.
#[derive(Clone, Copy, Debug)]
pub struct Decided<C>(pub C);

impl<T, C: Codec<T>> Codec<Replacement<T>> for Decided<C> {
    fn blank(self) -> Replacement<T> {
        Replacement::LeaveOut
    }

    fn read(self, d: &mut Decoder<'_>) -> Result<Replacement<T>, DecodeError> {
        let value = read(self.0, d)?;
        Ok(value.map_or(Replacement::LeaveOut, Replacement::With))
    }

    fn write(self, value: &Replacement<T>, e: &mut Encoder) {
        write(self.0, value.as_option(), e);
    }

    fn is_absent(self, value: &Replacement<T>) -> bool {
        value.is_left_out()
    }

    fn absent(self) -> Option<Replacement<T>> {
        Some(Replacement::LeaveOut)
    }
}

impl<T, C: Codec<T>> Codec<Whole<T>> for Decided<C> {
    fn blank(self) -> Whole<T> {
        Whole::Erase
    }

    fn read(self, d: &mut Decoder<'_>) -> Result<Whole<T>, DecodeError> {
        let value = read(self.0, d)?;
        Ok(value.map_or(Whole::Erase, Whole::Set))
    }

    fn write(self, value: &Whole<T>, e: &mut Encoder) {
        write(self.0, value.as_option(), e);
    }

    fn is_absent(self, value: &Whole<T>) -> bool {
        value.is_erased()
    }

    fn absent(self) -> Option<Whole<T>> {
        Some(Whole::Erase)
    }
}

fn read<T, C: Codec<T>>(codec: C, d: &mut Decoder<'_>) -> Result<Option<T>, DecodeError> {
    if d.null()? {
        Ok(None)
    } else {
        codec.read(d).map(Some)
    }
}

fn write<T, C: Codec<T>>(codec: C, value: Option<&T>, e: &mut Encoder) {
    match value {
        Some(value) => write_present(codec, value, e),
        None => refuse_absent(e),
    }
}
