//! Texts of specs as paragraphs of pieces.
//!
//! A text has one sentence a line, and an empty line between paragraphs. Code stands in single backticks, and
//! addresses of the schemes http and https are links. Nothing else is markup.

use std::collections::BTreeMap;

use apiloom_codegen::diagnostic::Language;
use apiloom_codegen::emit::rust;
use apiloom_codegen::model::Docs;

use crate::book::{Paragraph, Piece, Prose};
use crate::words::{one_line, visible};

/// The names of types and operations that texts may mention.
#[derive(Default)]
pub(crate) struct Mentions {
    /// By their names: what they become.
    pieces: BTreeMap<String, Piece>,
}

impl Mentions {
    /// Adds a name.
    pub(crate) fn add(&mut self, name: &str, piece: Piece) {
        self.pieces.entry(name.to_owned()).or_insert(piece);
    }

    fn code(&self, code: &str) -> Piece {
        match self.pieces.get(code) {
            Some(piece) => piece.clone(),
            None => Piece::Code {
                text: visible(code),
            },
        }
    }

    /// A word that only an operation is called by, since words of prose have no `_`.
    fn word(&self, word: &str) -> Option<&Piece> {
        let piece = self.pieces.get(word).filter(|_| word.contains('_'))?;
        matches!(piece, Piece::Operation { .. }).then_some(piece)
    }
}

/// A text in the language of the book; where the spec has it in another one only, in that.
pub(crate) fn prose(mentions: &Mentions, language: Language, docs: &Docs) -> Prose {
    let Some((text, found)) = chosen(language, docs) else {
        return Prose::default();
    };
    Prose {
        language: (found != language).then(|| word(found).to_owned()),
        paragraphs: paragraphs(mentions, text),
    }
}

/// A text on one line, for titles.
pub(crate) fn line(language: Language, docs: &Docs) -> Option<String> {
    let (text, _) = chosen(language, docs)?;
    Some(one_line(text)).filter(|text| !text.is_empty())
}

/// How a language is called.
pub(crate) fn word(language: Language) -> &'static str {
    match language {
        Language::English => "en",
        Language::Chinese => "zh",
    }
}

/// The text, and the language that it is in.
///
/// A text without a language counts as English in a spec, and may be Chinese all the same.
fn chosen(language: Language, docs: &Docs) -> Option<(&str, Language)> {
    let (en, zh) = (docs.en.as_deref(), docs.zh.as_deref());
    let only = |text| (text, told_by(text));
    match language {
        Language::English => en
            .map(|text| match zh {
                Some(_) => (text, Language::English),
                None => only(text),
            })
            .or_else(|| zh.map(|text| (text, Language::Chinese))),
        Language::Chinese => zh
            .map(|text| (text, Language::Chinese))
            .or_else(|| en.map(only)),
    }
}

fn told_by(text: &str) -> Language {
    match text.chars().any(|c| matches!(c, '\u{4e00}'..='\u{9fff}')) {
        true => Language::Chinese,
        false => Language::English,
    }
}

/// The paragraphs of a text.
fn paragraphs(mentions: &Mentions, text: &str) -> Vec<Paragraph> {
    let text = text
        .replace("\r\n", "\n")
        .replace(['\r', '\u{85}', '\u{2028}', '\u{2029}'], "\n");
    let mut paragraphs = vec![String::new()];
    for line in text.lines() {
        let seen = one_line(line);
        match (seen.is_empty(), paragraphs.last_mut()) {
            (true, _) => paragraphs.push(String::new()),
            (false, Some(paragraph)) => {
                paragraph.push_str(between(paragraph, &seen));
                paragraph.push_str(&seen);
            }
            (false, None) => paragraphs.push(seen),
        }
    }
    let filled = paragraphs.iter().filter(|paragraph| !paragraph.is_empty());
    filled.map(|text| pieces(mentions, text)).collect()
}

/// What stands between two lines: nothing where Chinese goes on.
fn between(before: &str, after: &str) -> &'static str {
    let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else {
        return "";
    };
    let mark = matches!(last, '\u{3000}'..='\u{303f}' | '\u{ff00}'..='\u{ffef}' | '”' | '’');
    match mark || (is_wide(last) && is_wide(first)) {
        true => "",
        false => " ",
    }
}

fn is_wide(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{ff00}'..='\u{ffef}' | '“' | '‘')
}

fn pieces(mentions: &Mentions, text: &str) -> Paragraph {
    let mut pieces = Pieces {
        mentions,
        found: Vec::new(),
        text: String::new(),
    };
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let taken = pieces.special(rest).unwrap_or_else(|| {
            pieces.text.push(first);
            first.len_utf8()
        });
        rest = &rest[taken..];
    }
    pieces.end_text();
    pieces.found
}

struct Pieces<'a> {
    mentions: &'a Mentions,
    found: Paragraph,
    /// The words since the last piece.
    text: String,
}

impl Pieces<'_> {
    /// Takes what is no plain text at the start of `rest`, and says how long it is.
    fn special(&mut self, rest: &str) -> Option<usize> {
        if let Some((code, length)) = code_span(rest) {
            let piece = self.mentions.code(code);
            self.push(piece);
            return Some(length);
        }
        if rest.starts_with("https://") || rest.starts_with("http://") {
            let url = url(rest);
            if is_link(url) {
                let (url, length) = (url.to_owned(), url.len());
                let text = url.clone();
                self.push(Piece::Link { url, text });
                return Some(length);
            }
        }
        let starts_word = !self.text.ends_with(in_word);
        let length = rest.find(|c| !in_word(c)).unwrap_or(rest.len());
        if starts_word && let Some(piece) = self.mentions.word(&rest[..length]) {
            let piece = piece.clone();
            self.push(piece);
            return Some(length);
        }
        None
    }

    fn push(&mut self, piece: Piece) {
        self.end_text();
        self.found.push(piece);
    }

    fn end_text(&mut self) {
        if !self.text.is_empty() {
            let text = std::mem::take(&mut self.text);
            self.found.push(Piece::Text { text });
        }
    }
}

fn in_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// What stands in single backticks at the start, and how long that is with them.
fn code_span(text: &str) -> Option<(&str, usize)> {
    let inner = text.strip_prefix('`')?;
    let end = inner.find('`')?;
    let code = &inner[..end];
    let fits = !code.is_empty() && !inner[end + 1..].starts_with('`') && code.trim() == code;
    fits.then_some((code, end + 2))
}

/// The address at the start of a text; a mark that ends a sentence is none of it.
fn url(text: &str) -> &str {
    let stop = |c: char| !(c.is_ascii_alphanumeric() || "-._~:/?#@!$&+;=%,".contains(c));
    let url = &text[..text.find(stop).unwrap_or(text.len())];
    url.trim_end_matches(['.', ':', ';', '!', '?', ',', '&', '='])
}

/// Whether an address leads somewhere by http or https, and nothing in it is hidden.
pub(crate) fn is_link(url: &str) -> bool {
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    let legal = |c: char| !c.is_whitespace() && !rust::is_control(c) && !"<>\"\\^`{|}'".contains(c);
    rest.is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        !host.is_empty() && !host.contains('@') && url.chars().all(legal)
    })
}
