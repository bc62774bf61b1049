//! Texts that keep and break formats, lengths and patterns.

use super::hints::Hints;
use crate::model::{Format, Pattern, Piece, What};

/// What texts are filled with: letters, a digit, a mark, a space, and characters of two, three and four bytes.
const FILLERS: &[char] = &['a', 'A', '1', '-', ' ', '\n', 'é', '名', '😀'];

/// Phone numbers from the documents of vendors and authorities, shortest first.
const PHONES: &[&str] = &[
    "95588",
    "13800138000",
    "+12025550123",
    "0571-88888888",
    "+8613800138000",
];

/// Texts of every length of interest, of every kind of character, with and without the form of `format`
/// and the patterns.
pub(super) fn texts(format: Option<Format>, hints: &Hints<'_>) -> Vec<String> {
    let lengths = hints.lengths();
    let mut texts = hints.texts.clone();
    for length in &lengths {
        let fill = |filler: &char| std::iter::repeat_n(*filler, *length).collect();
        texts.extend(FILLERS.iter().map(fill));
        texts.extend(
            format
                .into_iter()
                .flat_map(|format| formatted(format, *length)),
        );
        texts.extend(
            hints
                .patterns()
                .flat_map(|pattern| matching(pattern, *length)),
        );
    }
    texts.extend((0..hints.different).map(|number| format!("t{number}")));
    for number in 0..hints.different {
        texts.extend(format.map(|format| numbered(format, number)));
    }
    texts.sort();
    texts.dedup();
    texts
}

/// Whether a text has a format; true of what this module makes, not of every text.
pub(super) fn has_format(format: Format, text: &str) -> bool {
    let is_word = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric());
    match format {
        Format::Email => text.split_once('@').is_some_and(|(name, host)| {
            is_word(name) && host.split('.').all(is_word) && text.len() <= 254
        }),
        Format::Phone => {
            let is_mobile = text.len() == 11
                && text.starts_with("138")
                && text.bytes().all(|b| b.is_ascii_digit());
            PHONES.contains(&text) || is_mobile
        }
        Format::Url => text
            .strip_prefix("http://")
            .is_some_and(|host| host.split('.').all(is_word)),
    }
}

/// What the whole of a text must match, in the dialect that the runtime has.
pub(super) fn whole(pattern: &Pattern) -> Option<regex_lite::Regex> {
    regex_lite::Regex::new(&format!("^(?:{})$", pattern.source)).ok()
}

fn formatted(format: Format, length: usize) -> Vec<String> {
    match format {
        Format::Email => {
            let name = length.saturating_sub(2).max(1);
            vec![format!("{}@b", "a".repeat(name))]
        }
        Format::Phone => PHONES.iter().map(|phone| (*phone).to_owned()).collect(),
        Format::Url => {
            let host = length.saturating_sub(7).max(1);
            vec![format!("http://{}", "a".repeat(host))]
        }
    }
}

/// One of many different texts of a format.
fn numbered(format: Format, number: usize) -> String {
    match format {
        Format::Email => format!("t{number}@b"),
        Format::Phone => format!("138{number:08}"),
        Format::Url => format!("http://t{number}"),
    }
}

/// The shortest texts that match, made so long.
fn matching(pattern: &Pattern, length: usize) -> Vec<String> {
    match pattern.pieces.as_deref().and_then(classes) {
        Some(pieces) => [' ', 'é', '名', '😀']
            .iter()
            .filter_map(|wanted| by_pieces(&pieces, length, *wanted))
            .collect(),
        None => by_trying(pattern, length),
    }
}

/// Characters, as ranges in ascending order.
type Class = [(char, char)];

/// The pieces with their classes, if all of them are classes.
fn classes(pieces: &[Piece]) -> Option<Vec<(&Piece, &Class)>> {
    let pieces = pieces.iter();
    pieces
        .map(|piece| match &piece.what {
            What::Class(class) => Some((piece, class.as_slice())),
            What::Texts(_) | What::Row(_) => None,
        })
        .collect()
}

/// Each piece as often as it must, and the pieces that may have more as often as the length asks.
fn by_pieces(pieces: &[(&Piece, &Class)], length: usize, wanted: char) -> Option<String> {
    let least: usize = pieces.iter().map(|(piece, _)| piece.min as usize).sum();
    let mut more = length.saturating_sub(least);
    let mut text = String::new();
    for (piece, class) in pieces {
        let room = piece.max.map_or(more, |max| (max - piece.min) as usize);
        let extra = room.min(more);
        more -= extra;
        let count = piece.min as usize + extra;
        if count > 0 {
            text.extend(std::iter::repeat_n(character(class, wanted)?, count));
        }
    }
    Some(text)
}

/// A character of a class, rather a plain one.
fn character(class: &Class, wanted: char) -> Option<char> {
    let within = |c: char| class.iter().any(|(from, to)| (*from..=*to).contains(&c));
    let plain = [wanted, 'a', 'A', '1', '-', '.', '@', '!'];
    let plain = plain.into_iter().find(|c| *c != ' ' && within(*c));
    plain.or_else(|| class.first().map(|(from, _)| *from))
}

/// The shortest match of a pattern that has no pieces, found by trying, with one character repeated up to
/// the length.
fn by_trying(pattern: &Pattern, length: usize) -> Vec<String> {
    const LONGEST: usize = 6;
    const MOST: usize = 60_000;
    let Some(regex) = whole(pattern) else {
        return Vec::new();
    };
    let alphabet = alphabet(&pattern.source);
    let mut tried = vec![String::new()];
    let mut from = 0;
    let mut found = None;
    for _ in 0..=LONGEST {
        found = tried[from..]
            .iter()
            .find(|text| regex.is_match(text))
            .cloned();
        let to = tried.len();
        if found.is_some() || to * alphabet.len() > MOST {
            break;
        }
        for at in from..to {
            for c in &alphabet {
                let text = format!("{}{c}", tried[at]);
                tried.push(text);
            }
        }
        from = to;
    }
    let Some(found) = found else {
        return Vec::new();
    };
    let count = found.chars().count();
    let longer = (0..count).map(|at| repeated(&found, at, length.saturating_sub(count)));
    let mut all: Vec<String> = longer.filter(|text| regex.is_match(text)).collect();
    all.push(found);
    all
}

/// A text whose character at a place stands there so many times more.
fn repeated(text: &str, place: usize, more: usize) -> String {
    let parts = text.chars().enumerate();
    let parts =
        parts.flat_map(|(at, c)| std::iter::repeat_n(c, if at == place { 1 + more } else { 1 }));
    parts.collect()
}

/// The characters that a pattern is likely to want.
fn alphabet(source: &str) -> Vec<char> {
    let mut alphabet = vec!['a', '1'];
    let named = source.chars().filter(|c| !"()|*+?{}^$[]\\".contains(*c));
    for c in named.chain(['A', '-']) {
        if !alphabet.contains(&c) && alphabet.len() < 9 {
            alphabet.push(c);
        }
    }
    alphabet
}
