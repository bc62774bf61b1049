use super::{Codec, write_present};
use crate::{DecodeError, Decoder, Encoder, Kind};

/// A member that must be there and may be null: None is written as null.
#[derive(Clone, Copy, Debug)]
pub struct OrNull<C>(pub C);

impl<T, C: Codec<T>> Codec<Option<T>> for OrNull<C> {
    fn blank(self) -> Option<T> {
        None
    }

    fn read(self, d: &mut Decoder<'_>) -> Result<Option<T>, DecodeError> {
        if d.null()? {
            Ok(None)
        } else {
            self.0.read(d).map(Some)
        }
    }

    fn write(self, value: &Option<T>, e: &mut Encoder) {
        match value {
            Some(value) => write_present(self.0, value, e),
            None => e.null(),
        }
    }
}

/// Like [`OrNull`], where the empty text counts as no value: it reads as
/// None, and is refused where a value is written.
#[derive(Clone, Copy, Debug)]
pub struct NullOrEmpty<C>(pub C);

impl<T, C: Codec<T>> Codec<Option<T>> for NullOrEmpty<C> {
    fn blank(self) -> Option<T> {
        None
    }

    fn read(self, d: &mut Decoder<'_>) -> Result<Option<T>, DecodeError> {
        let mark = d.mark();
        if d.null()? || (d.peek()? == Kind::String && d.string()?.is_empty()) {
            return Ok(None);
        }
        d.rewind(mark)?;
        self.0.read(d).map(Some)
    }

    fn write(self, value: &Option<T>, e: &mut Encoder) {
        let start = e.position();
        OrNull(self.0).write(value, e);
        if e.written(start) == b"\"\"" {
            e.refuse("an empty text counts as no value here: say that there is none instead");
        }
    }
}
