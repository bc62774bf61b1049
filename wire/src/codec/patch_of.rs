use super::{Codec, refuse_absent, write_present};
use crate::{DecodeError, Decoder, Encoder, Kind, Patch};

/// A field of an update that null clears.
#[derive(Clone, Copy, Debug)]
pub struct PatchOf<C>(pub C);

/// A field of an update that the empty string clears. Null is read as
/// clearing as well; a value that is written as the empty string is refused.
#[derive(Clone, Copy, Debug)]
pub struct PatchOrEmpty<C>(pub C);

impl<T, C: Codec<T>> Codec<Patch<T>> for PatchOf<C> {
    fn blank(self) -> Patch<T> {
        Patch::Keep
    }

    fn read(self, d: &mut Decoder<'_>) -> Result<Patch<T>, DecodeError> {
        if d.null()? {
            Ok(Patch::Clear)
        } else {
            self.0.read(d).map(Patch::Set)
        }
    }

    fn write(self, value: &Patch<T>, e: &mut Encoder) {
        match value {
            Patch::Set(value) => write_present(self.0, value, e),
            Patch::Clear => e.null(),
            Patch::Keep => refuse_absent(e),
        }
    }

    fn is_absent(self, value: &Patch<T>) -> bool {
        value.is_keep()
    }

    fn absent(self) -> Option<Patch<T>> {
        Some(Patch::Keep)
    }
}

impl<T, C: Codec<T>> Codec<Patch<T>> for PatchOrEmpty<C> {
    fn blank(self) -> Patch<T> {
        Patch::Keep
    }

    fn read(self, d: &mut Decoder<'_>) -> Result<Patch<T>, DecodeError> {
        let mark = d.mark();
        if d.null()? || (d.peek()? == Kind::String && d.string()?.is_empty()) {
            return Ok(Patch::Clear);
        }
        d.rewind(mark)?;
        self.0.read(d).map(Patch::Set)
    }

    fn write(self, value: &Patch<T>, e: &mut Encoder) {
        match value {
            Patch::Set(value) => {
                let start = e.position();
                write_present(self.0, value, e);
                if e.written(start) == b"\"\"" {
                    e.refuse("the empty text clears the field and is no value of it");
                }
            }
            Patch::Clear => e.string(""),
            Patch::Keep => refuse_absent(e),
        }
    }

    fn is_absent(self, value: &Patch<T>) -> bool {
        value.is_keep()
    }

    fn absent(self) -> Option<Patch<T>> {
        Some(Patch::Keep)
    }
}
