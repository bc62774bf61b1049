//! A sentence in both languages, with what stands in its holes.

use std::borrow::Cow;

use crate::emit::rust::plain;

/// A sentence, or a part of one, in English and in Chinese; `{0}` is its first hole, and so on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saying {
    /// In English.
    pub en: Cow<'static, str>,
    /// In Chinese.
    pub zh: Cow<'static, str>,
    /// What stands in the holes.
    pub holes: Vec<Hole>,
}

/// What stands in a hole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hole {
    /// A number, or another text that is the same in both languages.
    Text(String),
    /// A piece of code, such as a name.
    Code(String),
    /// Several: "a, b and c".
    Codes(Vec<String>),
    /// A part of the sentence.
    Part(Saying),
}

impl Saying {
    /// One without holes.
    pub fn plain(en: &'static str, zh: &'static str) -> Self {
        Self::with(en, zh, Vec::new())
    }

    /// One with holes.
    pub fn with(
        en: impl Into<Cow<'static, str>>,
        zh: impl Into<Cow<'static, str>>,
        holes: Vec<Hole>,
    ) -> Self {
        let (en, zh) = (en.into(), zh.into());
        Self { en, zh, holes }
    }

    /// In English, as Markdown.
    pub fn english(&self) -> String {
        filled(&self.en, |at| match self.holes.get(at)? {
            Hole::Text(text) => Some(text.clone()),
            Hole::Code(code) => Some(marked(code)),
            Hole::Codes(codes) => Some(in_a_row(codes, ", ", " and ")),
            Hole::Part(part) => Some(part.english()),
        })
    }

    /// In Chinese, as Markdown.
    pub fn chinese(&self) -> String {
        filled(&self.zh, |at| match self.holes.get(at)? {
            Hole::Text(text) => Some(text.clone()),
            Hole::Code(code) => Some(marked(code)),
            Hole::Codes(codes) => Some(in_a_row(codes, "、", " 和 ")),
            Hole::Part(part) => Some(part.chinese()),
        })
    }

    /// In both languages, as Markdown.
    pub fn both(&self) -> (String, String) {
        (self.english(), self.chinese())
    }
}

/// A sentence with its holes filled. The sentences are this crate's own, so a hole that is not there is a slip
/// in it, and stays empty.
fn filled(sentence: &str, hole: impl Fn(usize) -> Option<String>) -> String {
    let (mut out, mut rest) = (String::new(), sentence);
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let (number, after) = after.split_once('}').unwrap_or((after, ""));
        let filling = number.parse().ok().and_then(&hole).unwrap_or_default();
        if is_close(&out, &filling) {
            out.push(' ');
        }
        out.push_str(&filling);
        if is_close(&out, after) {
            out.push(' ');
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

/// Whether a Chinese word and another one touch, between which a blank belongs.
fn is_close(before: &str, after: &str) -> bool {
    let is_chinese = |c: char| matches!(c, '\u{2e80}'..='\u{2fff}' | '\u{3040}'..='\u{9fff}');
    let is_other = |c: char| c.is_ascii_alphanumeric() || c == '`';
    match (before.chars().next_back(), after.chars().next()) {
        (Some(before), Some(after)) => {
            is_chinese(before) && is_other(after) || is_other(before) && is_chinese(after)
        }
        _ => false,
    }
}

fn marked(code: &str) -> String {
    format!("`{}`", plain(code))
}

fn in_a_row(codes: &[String], between: &str, last: &str) -> String {
    let marked: Vec<String> = codes.iter().map(|code| marked(code)).collect();
    match marked.split_last() {
        Some((end, [])) => end.clone(),
        Some((end, others)) => format!("{}{last}{end}", others.join(between)),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::{Hole, Saying};

    #[test]
    fn holes_are_filled_and_words_kept_apart() {
        let code = |text: &str| Hole::Code(text.to_owned());
        let row = |names: &[&str]| Hole::Codes(names.iter().map(|it| (*it).to_owned()).collect());
        let said = |en, zh, holes| Saying::with(en, zh, holes).both();
        assert_eq!(
            said(
                "One of {0}.",
                "{0}中须提供一个。",
                vec![row(&["a", "b`", "c"])]
            ),
            (
                "One of `a`, `b` and `c`.".to_owned(),
                "`a`、`b` 和 `c` 中须提供一个。".to_owned()
            )
        );
        let part = Saying::with("exactly {0}", "恰好{0}", vec![Hole::Text("3".to_owned())]);
        assert_eq!(
            said("{0} items", "{0}项", vec![Hole::Part(part)]),
            ("exactly 3 items".to_owned(), "恰好 3 项".to_owned())
        );
        let nothing = said("{0}{1}.", "{0}{1}。", vec![code("x")]);
        assert_eq!(nothing, ("`x`.".to_owned(), "`x`。".to_owned()));
    }
}
