//! Sentences with holes, and the pieces that fill them.

use apiloom_codegen::diagnostic::Language;
use apiloom_codegen::emit::rust;
use apiloom_codegen::emit::words::{Hole, Saying};

use super::spacing::spaced;
use crate::book::{Paragraph, Piece, Prose};

/// The text of a language.
pub(crate) fn pick<T>(language: Language, en: T, zh: T) -> T {
    match language {
        Language::English => en,
        Language::Chinese => zh,
    }
}

/// A sentence in a language; `{0}` is the first hole, and so on.
///
/// The sentences are this crate's own, so a hole that is not there is a slip in it, and stays empty.
pub(crate) fn say(language: Language, en: &str, zh: &str, holes: &[Paragraph]) -> Paragraph {
    let mut rest = pick(language, en, zh);
    let mut paragraph = Paragraph::new();
    while let Some((before, after)) = rest.split_once('{') {
        push_text(&mut paragraph, before);
        let (number, after) = after.split_once('}').unwrap_or((after, ""));
        let hole = number.parse().ok().and_then(|at: usize| holes.get(at));
        for piece in hole.into_iter().flatten() {
            push(&mut paragraph, piece.clone());
        }
        rest = after;
    }
    push_text(&mut paragraph, rest);
    match language {
        Language::English => paragraph,
        Language::Chinese => spaced(paragraph),
    }
}

/// What OpenAPI documents and comments say as well.
pub(crate) fn told(language: Language, saying: &Saying) -> Paragraph {
    let holes = saying.holes.iter().map(|hole| match hole {
        Hole::Text(words) => text(words),
        Hole::Code(name) => code(name),
        Hole::Codes(names) => {
            let names = names.iter().map(|name| code(name)).collect();
            enumerated(language, names)
        }
        Hole::Part(part) => told(language, part),
    });
    let holes: Vec<Paragraph> = holes.collect();
    say(language, &saying.en, &saying.zh, &holes)
}

/// A sentence without holes.
pub(crate) fn sentence(language: Language, en: &str, zh: &str) -> Paragraph {
    say(language, en, zh, &[])
}

/// A paragraph of one text of the spec or of names; it is on one line, and everything in it can be seen.
pub(crate) fn text(words: &str) -> Paragraph {
    let words = visible(words);
    match words.is_empty() {
        true => Paragraph::new(),
        false => vec![Piece::Text { text: words }],
    }
}

/// A paragraph of one piece of code.
pub(crate) fn code(code: &str) -> Paragraph {
    vec![Piece::Code {
        text: visible(code),
    }]
}

/// Paragraphs as a text in the language of the book.
pub(crate) fn prose_of(paragraphs: Vec<Paragraph>) -> Prose {
    Prose {
        language: None,
        paragraphs: paragraphs.into_iter().filter(|p| !p.is_empty()).collect(),
    }
}

/// Several things in a row: "a, b and c".
pub(crate) fn enumerated(language: Language, things: Vec<Paragraph>) -> Paragraph {
    let last = pick(language, " and ", " 和 ");
    in_a_row(language, things, last)
}

fn in_a_row(language: Language, things: Vec<Paragraph>, last: &str) -> Paragraph {
    let between = pick(language, ", ", "、");
    let count = things.len();
    let mut row = Paragraph::new();
    for (index, thing) in things.into_iter().enumerate() {
        match index {
            0 => {}
            index if index + 1 == count => push_text(&mut row, last),
            _ => push_text(&mut row, between),
        }
        thing.into_iter().for_each(|piece| push(&mut row, piece));
    }
    row
}

/// Things one after the other with a text between each two.
pub(crate) fn joined(things: Vec<Paragraph>, between: &str) -> Paragraph {
    let mut row = Paragraph::new();
    for (index, thing) in things.into_iter().enumerate() {
        if index > 0 {
            push_text(&mut row, between);
        }
        thing.into_iter().for_each(|piece| push(&mut row, piece));
    }
    row
}

/// The same with a capital at its start.
pub(crate) fn capital(paragraph: Paragraph) -> Paragraph {
    let pieces = paragraph.into_iter().enumerate();
    let pieces = pieces.map(|(index, piece)| match piece {
        Piece::Text { text } if index == 0 => {
            let mut chars = text.chars();
            let first = chars.next().map(|first| first.to_ascii_uppercase());
            let text = first.into_iter().chain(chars).collect();
            Piece::Text { text }
        }
        piece => piece,
    });
    pieces.collect()
}

/// Adds a piece; words go on where words stand.
pub(crate) fn push(paragraph: &mut Paragraph, piece: Piece) {
    match (paragraph.last_mut(), piece) {
        (Some(Piece::Text { text }), Piece::Text { text: more }) => text.push_str(&more),
        (_, piece) => paragraph.push(piece),
    }
}

fn push_text(paragraph: &mut Paragraph, words: &str) {
    if !words.is_empty() {
        let text = words.to_owned();
        push(paragraph, Piece::Text { text });
    }
}

/// A text without line breaks, and without what nobody sees or what turns the direction of text.
pub(crate) fn visible(text: &str) -> String {
    let breaks = |c: char| matches!(c, '\n' | '\r' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let chars = text.chars().filter_map(|c| match c {
        c if breaks(c) => Some(' '),
        c if rust::is_control(c) => None,
        c => Some(c),
    });
    chars.collect()
}

/// A text on one line, with single blanks.
pub(crate) fn one_line(text: &str) -> String {
    visible(text)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
}

/// The same with its lines.
pub(crate) fn multiline(text: &str) -> String {
    let lines: Vec<String> = text.split('\n').map(visible).collect();
    lines.join("\n")
}
