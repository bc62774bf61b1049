//! Places in a text: bytes here, lines and columns there.

use std::ops::Range;

use gen_lsp_types::{Position, PositionEncodingKind};

/// What the editor counts columns in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Columns {
    /// Bytes.
    Utf8,
    /// Units of UTF-16: what the protocol says where nobody says otherwise.
    #[default]
    Utf16,
    /// Characters.
    Utf32,
}

impl Columns {
    /// The first of what the editor offers that is known here.
    pub(crate) fn of(offered: &[&str]) -> Self {
        let known = offered.iter().find_map(|name| match *name {
            "utf-8" => Some(Self::Utf8),
            "utf-16" => Some(Self::Utf16),
            "utf-32" => Some(Self::Utf32),
            _ => None,
        });
        known.unwrap_or_default()
    }

    pub(crate) fn kind(self) -> PositionEncodingKind {
        match self {
            Self::Utf8 => PositionEncodingKind::UTF8,
            Self::Utf16 => PositionEncodingKind::UTF16,
            Self::Utf32 => PositionEncodingKind::UTF32,
        }
    }

    /// How many columns a character takes.
    fn width(self, c: char) -> usize {
        match self {
            Self::Utf8 => c.len_utf8(),
            Self::Utf16 => c.len_utf16(),
            Self::Utf32 => 1,
        }
    }
}

/// Where the lines of a text start.
#[derive(Debug)]
pub(crate) struct Lines<'t> {
    text: &'t str,
    columns: Columns,
    starts: Vec<usize>,
}

impl<'t> Lines<'t> {
    pub(crate) fn new(text: &'t str, columns: Columns) -> Self {
        let bytes = text.as_bytes();
        let ends = bytes.iter().enumerate().filter(|(at, byte)| match byte {
            b'\n' => true,
            b'\r' => bytes.get(at + 1) != Some(&b'\n'),
            _ => false,
        });
        let starts = std::iter::once(0).chain(ends.map(|(at, _)| at + 1));
        Self {
            text,
            columns,
            starts: starts.collect(),
        }
    }

    /// Where a byte is; one that is outside the text or inside a character counts as the last before it.
    pub(crate) fn position(&self, offset: usize) -> Position {
        let offset = boundary(self.text, offset);
        let line = self.starts.partition_point(|start| *start <= offset) - 1;
        let before = &self.text[self.starts[line]..offset];
        let character = match self.columns {
            Columns::Utf8 => before.len(),
            columns => before.chars().map(|c| columns.width(c)).sum(),
        };
        Position::new(line as u32, character as u32)
    }

    pub(crate) fn range(&self, bytes: &Range<usize>) -> gen_lsp_types::Range {
        gen_lsp_types::Range::new(self.position(bytes.start), self.position(bytes.end))
    }

    /// The byte at a place; one after the end of a line is that end, and one after the last line the end of
    /// the text.
    pub(crate) fn offset(&self, position: Position) -> usize {
        let Some(start) = self.starts.get(position.line as usize) else {
            return self.text.len();
        };
        let next = self.starts.get(position.line as usize + 1);
        let line = &self.text[*start..next.copied().unwrap_or(self.text.len())];
        let line = line.trim_end_matches(['\r', '\n']);
        let mut column = 0;
        for (at, c) in line.char_indices() {
            column += self.columns.width(c);
            // Half of a character is its start.
            if column > position.character as usize {
                return start + at;
            }
        }
        start + line.len()
    }

    /// The bytes between two places, whichever comes first.
    pub(crate) fn bytes(&self, range: &gen_lsp_types::Range) -> Range<usize> {
        let (start, end) = (self.offset(range.start), self.offset(range.end));
        start.min(end)..start.max(end)
    }
}

/// The last place at or before a byte where a text can be cut.
fn boundary(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    let cut = (0..=offset).rev().find(|at| text.is_char_boundary(*at));
    cut.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use gen_lsp_types::Position;

    use super::{Columns, Lines};

    /// One of each width, and all kinds of line ends.
    const TEXT: &str = "aé中😀b\r\n中\rx\n\n😀";

    #[test]
    fn columns_are_counted_as_the_editor_does() {
        for (columns, b) in [
            (Columns::Utf8, 10),
            (Columns::Utf16, 5),
            (Columns::Utf32, 4),
        ] {
            let lines = Lines::new(TEXT, columns);
            assert_eq!(lines.position(10), Position::new(0, b));
            assert_eq!(lines.offset(Position::new(0, b)), 10);
        }
    }

    #[test]
    fn every_place_leads_back_to_its_byte() {
        for columns in [Columns::Utf8, Columns::Utf16, Columns::Utf32] {
            let lines = Lines::new(TEXT, columns);
            // The place between the two parts of a line end is on no line.
            let places = TEXT.char_indices().map(|(at, _)| at).filter(|at| *at != 12);
            for at in places.chain([TEXT.len()]) {
                assert_eq!(lines.offset(lines.position(at)), at, "{columns:?} {at}");
            }
        }
    }

    #[test]
    fn lines_end_in_three_ways() {
        let lines = Lines::new(TEXT, Columns::Utf16);
        for (at, line) in [(0, 0), (13, 1), (17, 2), (19, 3), (20, 4), (24, 4)] {
            assert_eq!(lines.position(at).line, line, "{at}");
        }
    }

    #[test]
    fn places_outside_are_brought_back() {
        let lines = Lines::new(TEXT, Columns::Utf16);
        assert_eq!(lines.offset(Position::new(0, 99)), 11);
        assert_eq!(lines.offset(Position::new(9, 0)), TEXT.len());
        // The middle of an emoji.
        assert_eq!(lines.offset(Position::new(0, 4)), 6);
        assert_eq!(lines.position(999), lines.position(TEXT.len()));
        assert_eq!(lines.position(7), lines.position(6));
        let empty = Lines::new("", Columns::Utf8);
        assert_eq!(empty.offset(Position::new(3, 3)), 0);
        assert_eq!(empty.position(3), Position::new(0, 0));
    }

    #[test]
    fn the_first_known_way_is_taken() {
        assert_eq!(Columns::of(&[]), Columns::Utf16);
        assert_eq!(Columns::of(&["x", "utf-8", "utf-16"]), Columns::Utf8);
        assert_eq!(Columns::of(&["utf-16", "utf-8"]), Columns::Utf16);
    }
}
