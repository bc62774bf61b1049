//! Pieces of patterns that need no regular expression.

/// A range of characters, both ends included.
type Chars = (char, char);

/// One piece of a [`Pattern`](super::Pattern): what stands next in the text, and how often.
///
/// A piece takes all that it can, up to its maximum, and nothing is tried again.
#[derive(Clone, Copy, Debug)]
pub struct Piece {
    kind: Kind,
    min: u32,
    max: u32,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Class(Class),
    Text(&'static str),
    Group(&'static [Piece]),
    FirstOf(&'static [&'static str]),
}

/// A set of characters.
#[derive(Clone, Copy, Debug)]
struct Class {
    /// Those of ASCII, a bit each, lowest first.
    ascii: [u64; 2],
    /// Whether all others are in it but those in `ranges`, or these alone.
    others: bool,
    ranges: &'static [Chars],
}

impl Piece {
    /// `min` to `max` characters of these ranges: `[a-z0-9]+` is
    /// `Piece::one_of(&[('a', 'z'), ('0', '9')], 1, u32::MAX)`.
    #[must_use]
    pub const fn one_of(ranges: &'static [(char, char)], min: u32, max: u32) -> Self {
        Self::class(ranges, false, min, max)
    }

    /// `min` to `max` characters that are in none of these ranges: `[^,]*` is
    /// `Piece::none_of(&[(',', ',')], 0, u32::MAX)`, and `.` is `Piece::none_of(&[('\n', '\n')], 1, 1)`.
    #[must_use]
    pub const fn none_of(ranges: &'static [(char, char)], min: u32, max: u32) -> Self {
        Self::class(ranges, true, min, max)
    }

    /// Exactly this text, once.
    #[must_use]
    pub const fn text(text: &'static str) -> Self {
        Self {
            kind: Kind::Text(text),
            min: 1,
            max: 1,
        }
    }

    /// The first of these texts that stands next, once: `eu|us`. A text that starts with one before it
    /// is never tried.
    #[must_use]
    pub const fn first_of(texts: &'static [&'static str]) -> Self {
        Self {
            kind: Kind::FirstOf(texts),
            min: 1,
            max: 1,
        }
    }

    /// These pieces one after the other, all of it `min` to `max` times: `(\.[a-z]+)*` is
    /// `Piece::group(&[Piece::text("."), Piece::one_of(&[('a', 'z')], 1, u32::MAX)], 0, u32::MAX)`.
    #[must_use]
    pub const fn group(pieces: &'static [Self], min: u32, max: u32) -> Self {
        Self {
            kind: Kind::Group(pieces),
            min,
            max,
        }
    }

    const fn class(ranges: &'static [Chars], negated: bool, min: u32, max: u32) -> Self {
        let class = Class {
            ascii: ascii_bits(ranges, negated),
            others: negated,
            ranges,
        };
        Self {
            kind: Kind::Class(class),
            min,
            max,
        }
    }

    /// What is behind this piece at the start of `text`; None if it does not stand there.
    fn behind<'t>(&self, text: &'t str) -> Option<&'t str> {
        match &self.kind {
            Kind::Class(class) => class.behind(text, self.min, self.max),
            Kind::Text(piece) => text.strip_prefix(piece),
            Kind::FirstOf(pieces) => pieces.iter().find_map(|piece| text.strip_prefix(piece)),
            Kind::Group(pieces) => self.behind_group(pieces, text),
        }
    }

    fn behind_group<'t>(&self, pieces: &[Self], text: &'t str) -> Option<&'t str> {
        let mut rest = text;
        let mut count = 0;
        while count < self.max {
            match behind_all(pieces, rest) {
                // A round that takes nothing can be repeated as often as anybody likes.
                Some(next) if next.len() == rest.len() => return Some(next),
                Some(next) => rest = next,
                None => break,
            }
            count += 1;
        }
        (count >= self.min).then_some(rest)
    }
}

/// What is behind these pieces at the start of `text`; None if they do not stand there.
pub(super) fn behind_all<'t>(pieces: &[Piece], text: &'t str) -> Option<&'t str> {
    let mut rest = text;
    for piece in pieces {
        rest = piece.behind(rest)?;
    }
    Some(rest)
}

impl Class {
    fn behind<'t>(&self, text: &'t str, min: u32, max: u32) -> Option<&'t str> {
        // Most texts are ASCII, a byte a character; the rest goes by characters.
        let bytes = text.as_bytes().iter().take(max as usize);
        let mut end = bytes.take_while(|byte| self.has_ascii(**byte)).count();
        let mut count = u32::try_from(end).unwrap_or(u32::MAX);
        if text
            .as_bytes()
            .get(end)
            .is_some_and(|byte| !byte.is_ascii())
        {
            while count < max {
                let taken = self.taken(text, end);
                if taken == 0 {
                    break;
                }
                end += taken;
                count += 1;
            }
        }
        if count < min {
            return None;
        }
        text.get(end..)
    }

    #[inline]
    fn has_ascii(&self, byte: u8) -> bool {
        let bits = self.ascii.get(usize::from(byte >> 6));
        bits.is_some_and(|bits| bits >> (byte & 63) & 1 == 1)
    }

    /// The bytes of the character at `at`, if it is in the class, else 0.
    #[inline]
    fn taken(&self, text: &str, at: usize) -> usize {
        let Some(byte) = text.as_bytes().get(at) else {
            return 0;
        };
        match byte.is_ascii() {
            true => usize::from(self.has_ascii(*byte)),
            false => self.taken_beyond_ascii(text, at),
        }
    }

    fn taken_beyond_ascii(&self, text: &str, at: usize) -> usize {
        let character = text.get(at..).and_then(|rest| rest.chars().next());
        character
            .filter(|character| is_in(self.ranges, *character) != self.others)
            .map_or(0, char::len_utf8)
    }
}

const fn ascii_bits(ranges: &[Chars], negated: bool) -> [u64; 2] {
    let mut bits = [0, 0];
    let mut code = 0;
    while code < 128 {
        if is_in(ranges, code as u8 as char) != negated {
            bits[code >> 6] |= 1 << (code & 63);
        }
        code += 1;
    }
    bits
}

const fn is_in(ranges: &[Chars], character: char) -> bool {
    let mut at = 0;
    while at < ranges.len() {
        let (first, last) = ranges[at];
        if first as u32 <= character as u32 && character as u32 <= last as u32 {
            return true;
        }
        at += 1;
    }
    false
}
