//! Arrays.

use super::{Decoder, Kind};
use crate::DecodeError;

/// Reads one item.
pub(crate) type ReadItem<'r, 'a> = dyn FnMut(&mut Decoder<'a>) -> Result<(), DecodeError> + 'r;

impl<'a> Decoder<'a> {
    /// Reads an array: `read` is called at each item and reads it.
    ///
    /// # Errors
    /// When the value is no array; those of `read`, with the item's index.
    pub fn items(&mut self, read: &mut ReadItem<'_, 'a>) -> Result<(), DecodeError> {
        if self.peek()? != Kind::Array {
            return Err(self.expected_kind("array"));
        }
        self.descend()?;
        if !self.eat(b']') {
            let mut index = 0;
            loop {
                if let Err(error) = read(self) {
                    return Err(error.in_item(index));
                }
                if !self.more_items()? {
                    break;
                }
                index += 1;
            }
        }
        self.ascend();
        Ok(())
    }

    /// Goes over the comma or bracket behind an item; false at the bracket.
    pub(super) fn more_items(&mut self) -> Result<bool, DecodeError> {
        if self.eat(b',') {
            Ok(true)
        } else if self.eat(b']') {
            Ok(false)
        } else {
            Err(self.syntax("expected `,` or `]`"))
        }
    }
}
