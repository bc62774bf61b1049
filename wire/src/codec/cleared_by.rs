use super::{Codec, PatchOf, PatchOrEmpty};
use crate::{DecodeError, Decoder, Encoder, Patch};

/// [`PatchOf`] for a field that a method clears: a value that would clear it
/// by chance is refused with the name of that method.
#[derive(Clone, Copy, Debug)]
pub struct ClearedByNull<C>(pub C, pub &'static str);

/// [`PatchOrEmpty`] for a field that a method clears: a value that would
/// clear it by chance is refused with the name of that method.
#[derive(Clone, Copy, Debug)]
pub struct ClearedByEmpty<C>(pub C, pub &'static str);

impl<T, C: Codec<T>> Codec<Patch<T>> for ClearedByNull<C> {
    fn blank(self) -> Patch<T> {
        PatchOf(self.0).blank()
    }

    fn read(self, d: &mut Decoder<'_>) -> Result<Patch<T>, DecodeError> {
        PatchOf(self.0).read(d)
    }

    fn write(self, value: &Patch<T>, e: &mut Encoder) {
        write(self.0, PatchOf(self.0), self.1, &[b"null"], value, e);
    }

    fn is_absent(self, value: &Patch<T>) -> bool {
        value.is_keep()
    }

    fn absent(self) -> Option<Patch<T>> {
        Some(Patch::Keep)
    }
}

impl<T, C: Codec<T>> Codec<Patch<T>> for ClearedByEmpty<C> {
    fn blank(self) -> Patch<T> {
        PatchOrEmpty(self.0).blank()
    }

    fn read(self, d: &mut Decoder<'_>) -> Result<Patch<T>, DecodeError> {
        PatchOrEmpty(self.0).read(d)
    }

    fn write(self, value: &Patch<T>, e: &mut Encoder) {
        write(
            self.0,
            PatchOrEmpty(self.0),
            self.1,
            &[b"\"\"", b"null"],
            value,
            e,
        );
    }

    fn is_absent(self, value: &Patch<T>) -> bool {
        value.is_keep()
    }

    fn absent(self) -> Option<Patch<T>> {
        Some(Patch::Keep)
    }
}

/// Writes a patch; one of the `clearing` texts is no value that can be set.
fn write<T>(
    codec: impl Codec<T>,
    otherwise: impl Codec<Patch<T>>,
    method: &str,
    clearing: &[&[u8]],
    value: &Patch<T>,
    e: &mut Encoder,
) {
    let Patch::Set(value) = value else {
        return otherwise.write(value, e);
    };
    let start = e.position();
    codec.write(value, e);
    if clearing.contains(&e.written(start)) {
        e.refuse(&format!(
            "this value would clear the field: to clear it, call `{method}()`"
        ));
    }
}
