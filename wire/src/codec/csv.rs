use super::{Codec, take_text};
use crate::{DecodeError, Decoder, Encoder, Kind, Step};

/// A list as text with commas: `"a,b"`.
///
/// Items are trimmed on read and empty ones dropped (vendors leave commas at
/// the ends); no space is written. Refused: an item with a comma, with white
/// space around it, or without any text.
#[derive(Clone, Copy, Debug)]
pub struct Csv<C>(pub C);

impl<T, C: Codec<T>> Codec<Vec<T>> for Csv<C> {
    fn blank(self) -> Vec<T> {
        Vec::new()
    }

    fn read(self, d: &mut Decoder<'_>) -> Result<Vec<T>, DecodeError> {
        let at = d.start_of_value();
        if d.is_noting() && d.peek()? != Kind::String {
            d.note_type("string");
        }
        let text = d.scalar_text()?;
        let mut list = Vec::new();
        for item in items(&text) {
            let mut inner = d.bare_inside(item);
            let read = self.0.read(&mut inner);
            let read = read.map_err(|error| error.in_item(list.len()))?;
            d.take_notes(&mut inner, at, Some(Step::Item(list.len())));
            list.push(read);
        }
        Ok(list)
    }

    fn write(self, value: &Vec<T>, e: &mut Encoder) {
        let start = e.position();
        let mut all = String::new();
        // Written as an array first, so that an error names the item.
        e.array(&mut |e| {
            for item in value {
                e.next_item();
                let start = e.position();
                self.0.write(item, e);
                let text = take_text(e, start);
                check_item(&text, e);
                if !all.is_empty() {
                    all.push(',');
                }
                all.push_str(&text);
                // Keeps the place, so that the next item is counted.
                e.null();
            }
        });
        e.take_back(start);
        e.string(&all);
    }
}

fn items(text: &str) -> impl Iterator<Item = &str> {
    text.split(',')
        .map(str::trim)
        .filter(|item| !item.is_empty())
}

fn check_item(text: &str, e: &mut Encoder) {
    if text.contains(',') {
        e.refuse("an item with a comma cannot stand in a comma-separated text");
    } else if text.is_empty() {
        e.refuse("an empty item cannot stand in a comma-separated text");
    } else if text.trim() != text {
        e.refuse("white space around an item is lost in a comma-separated text");
    }
}
