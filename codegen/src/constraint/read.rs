//! The text of a constraint: `1..20`, a pattern.

use crate::diagnostic::{Help, help};
use crate::model::{Constraint, Pattern};

/// The word that a constraint stands behind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// The number of characters.
    Length,
    /// The number of bytes.
    ByteLength,
    /// The bounds of a number.
    Range,
    /// A regular expression.
    Pattern,
    /// The number of items.
    Items,
    /// Whether the items differ.
    Unique,
}

/// What the values of a type can be measured by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Their characters.
    Text,
    /// Their size.
    Number,
    /// Their items.
    List,
    /// Their items, and the characters of the text that they stand in.
    TextOfItems,
    /// Nothing.
    Nothing,
}

/// What is wrong with a constraint, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Help,
}

impl Key {
    /// All of them, in the order in which they are checked.
    pub const ALL: [Self; 6] = [
        Self::Length,
        Self::ByteLength,
        Self::Range,
        Self::Pattern,
        Self::Items,
        Self::Unique,
    ];

    /// The word.
    pub fn word(self) -> &'static str {
        match self {
            Self::Length => "length",
            Self::ByteLength => "byte_length",
            Self::Range => "range",
            Self::Pattern => "pattern",
            Self::Items => "items",
            Self::Unique => "unique",
        }
    }

    /// What it goes with, in words.
    fn wants(self) -> &'static str {
        match self {
            Self::Length | Self::ByteLength | Self::Pattern => "a text",
            Self::Range => "a number",
            Self::Items | Self::Unique => "a list",
        }
    }
}

impl Measure {
    fn has(self, key: Key) -> bool {
        match key {
            Key::Length | Key::ByteLength | Key::Pattern => {
                matches!(self, Self::Text | Self::TextOfItems)
            }
            Key::Range => self == Self::Number,
            Key::Items | Key::Unique => matches!(self, Self::List | Self::TextOfItems),
        }
    }
}

/// The constraint that a text says of values that are measured so; `unique` needs no text.
///
/// # Errors
/// If the constraint says nothing about such values, or the text is not one of its kind.
pub fn read(key: Key, text: &str, measure: Measure) -> Result<Constraint, Fault> {
    if !measure.has(key) {
        return Err(misfit(key.word(), key.wants()));
    }
    Ok(match key {
        Key::Length => {
            let (from, to) = counts(text)?;
            Constraint::Length(from, to)
        }
        Key::ByteLength => {
            let (from, to) = counts(text)?;
            Constraint::ByteLength(from, to)
        }
        Key::Range => {
            let (from, to) = bounds(text, decimal)?;
            Constraint::Range(from, to)
        }
        Key::Pattern => Constraint::Pattern(pattern(text)?),
        Key::Items => {
            let (from, to) = counts(text)?;
            Constraint::Items(from, to)
        }
        Key::Unique => Constraint::Unique,
    })
}

/// Whether something that goes with texts goes with values that are measured so.
///
/// # Errors
/// If not.
pub fn fits(word: &str, measure: Measure) -> Result<(), Fault> {
    match measure {
        Measure::Text => Ok(()),
        _ => Err(misfit(word, "a text")),
    }
}

/// The length that no text can have which matches the pattern, if both are among these.
pub fn contradiction(constraints: &[Constraint]) -> Option<(Key, Fault)> {
    let pattern = constraints.iter().find_map(|constraint| match constraint {
        Constraint::Pattern(pattern) => pattern.lengths(),
        _ => None,
    });
    let (least, most) = pattern?;
    let apart = |from: Option<u64>, to: Option<u64>, most: Option<u64>| {
        above(least, to) || from.is_some_and(|from| above(from, most))
    };
    let key = constraints.iter().find_map(|constraint| match constraint {
        Constraint::Length(from, to) => apart(*from, *to, most).then_some(Key::Length),
        Constraint::ByteLength(from, to) => {
            // A character takes up to four bytes.
            let most = most.map(|most| most.saturating_mul(4));
            apart(*from, *to, most).then_some(Key::ByteLength)
        }
        _ => None,
    })?;
    let fault = Fault {
        message: "no text has this length and matches the pattern".to_owned(),
        help: help!("correct one of them", "改正其中之一"),
    };
    Some((key, fault))
}

/// The regular expression of a pattern, which the whole text matches; as the runtime compiles it.
///
/// # Errors
/// If it does not compile, or is too large.
pub fn whole_match(pattern: &str) -> Result<regex_lite::Regex, regex_lite::Error> {
    // `a)(b` compiles only between the parentheses.
    regex_lite::Regex::new(pattern)?;
    regex_lite::RegexBuilder::new(&format!("^(?:{pattern})$"))
        .size_limit(apiloom_wire::Pattern::SIZE_LIMIT)
        .build()
}

/// Whether a text is a number as people write it: `-1.5`, but neither `inf` nor `1e3`.
pub fn decimal(text: &str) -> bool {
    text.parse::<f64>().is_ok()
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || matches!(c, '-' | '.'))
}

fn misfit(word: &str, wants: &str) -> Fault {
    Fault {
        message: format!("`{word}` goes with {wants}"),
        help: help!("remove it, or correct the type", "删除它，或改正类型"),
    }
}

fn pattern(text: &str) -> Result<Pattern, Fault> {
    if text.len() > 1024 {
        return Err(Fault {
            message: "the pattern is too large".to_owned(),
            help: help!("shorten it to 1,024 bytes", "缩短到 1,024 字节以内"),
        });
    }
    match whole_match(text) {
        Ok(_) => Ok(Pattern::new(text)),
        Err(error) => Err(Fault {
            message: format!("the pattern does not compile: {error}"),
            help: help!(
                "correct the pattern; look-around and back references are not part of it",
                "改正正则表达式；不支持环视和反向引用"
            ),
        }),
    }
}

type Counts = (Option<u64>, Option<u64>);

fn counts(text: &str) -> Result<Counts, Fault> {
    let (from, to) = bounds(text, |part| part.parse::<u64>().is_ok())?;
    let number = |text: Option<String>| text.as_deref().and_then(|text| text.parse().ok());
    Ok((number(from), number(to)))
}

type Bounds = (Option<String>, Option<String>);

/// `1..20`, `1..`, `..20` or one number for both.
fn bounds(text: &str, fits: fn(&str) -> bool) -> Result<Bounds, Fault> {
    let (from, to) = text.split_once("..").unwrap_or((text, text));
    let bound = |part: &str| -> Option<Option<String>> {
        let part = part.trim();
        match part.is_empty() {
            true => Some(None),
            false => fits(part).then(|| Some(part.to_owned())),
        }
    };
    let bounds = bound(from).zip(bound(to));
    let ordered = |bounds: &Bounds| match bounds {
        (Some(from), Some(to)) => from.parse::<f64>().ok() <= to.parse::<f64>().ok(),
        (None, None) => false,
        _ => true,
    };
    bounds.filter(ordered).ok_or_else(|| Fault {
        message: format!("`{text}` is not a range"),
        help: help!(
            "write `1..20`, `1..` or `..20`",
            "写成 `1..20`、`1..` 或 `..20`"
        ),
    })
}

fn above(count: u64, bound: Option<u64>) -> bool {
    bound.is_some_and(|bound| count > bound)
}
