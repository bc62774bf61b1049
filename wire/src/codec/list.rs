use super::Codec;
use crate::{DecodeError, Decoder, Encoder};

/// An array whose items have this form.
#[derive(Clone, Copy, Debug)]
pub struct List<C>(pub C);

impl<T, C: Codec<T>> Codec<Vec<T>> for List<C> {
    fn blank(self) -> Vec<T> {
        Vec::new()
    }

    fn read(self, d: &mut Decoder<'_>) -> Result<Vec<T>, DecodeError> {
        let mut list = Vec::new();
        d.items(&mut |d| {
            list.push(self.0.read(d)?);
            Ok(())
        })?;
        Ok(list)
    }

    fn write(self, value: &Vec<T>, e: &mut Encoder) {
        e.array(&mut |e| {
            for item in value {
                e.item_as(self.0, item);
            }
        });
    }
}
