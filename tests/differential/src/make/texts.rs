//! Texts: of any sort, in formats of dates, of a length.

use apiloom::Json;
use apiloom_codegen::model::{Constraint, Format};

use super::number;

/// Texts that are hard to spell, to quote or to encode.
const HARD: [&str; 14] = [
    "",
    "a",
    "名称 é",
    "a,b",
    " a b ",
    "100% +&=?#/;:@",
    "\"q\\'<>",
    "line\nbreak\ttab",
    "😀\u{7f}\u{80}",
    "..",
    "[0].x",
    "_empty",
    "%41%",
    "null",
];

/// Texts of a plain type, and what is none.
pub(super) fn texts(format: Option<Format>) -> Vec<Json> {
    let mut made: Vec<Json> = Vec::new();
    let formed: &[&str] = match format {
        Some(Format::Email) => &[
            "a@b.co",
            "a@b",
            "ann+x@mail.example.com",
            "ann@例え.jp",
            "@b.co",
        ],
        Some(Format::Phone) => &[
            "13800000000",
            "+86 138 0000 0000",
            "12",
            "+1 (650) 253-0000",
            "abc",
        ],
        Some(Format::Url) => &[
            "https://x.example/p?q=1#f",
            "x.example",
            "http://",
            "ftp://x/é",
        ],
        None => &[],
    };
    made.extend(formed.iter().map(|text| Json::from(*text)));
    made.push(Json::from("text"));
    made.extend(HARD.iter().map(|text| Json::from(*text)));
    made.push(Json::from("x".repeat(300)));
    made.extend([
        number("5"),
        number("1.50"),
        Json::Bool(true),
        Json::Array(vec![Json::from("a")]),
    ]);
    made
}

/// Texts that bounds and patterns are about.
pub(super) fn bounded(constraints: &[Constraint]) -> Vec<Json> {
    let mut made = Vec::new();
    for constraint in constraints {
        match constraint {
            Constraint::Length(low, high) | Constraint::ByteLength(low, high) => {
                for bound in [low, high].into_iter().flatten() {
                    for length in bound.saturating_sub(1)..=bound + 1 {
                        let length = usize::try_from(length).unwrap_or_default().min(70_000);
                        made.push(Json::from("x".repeat(length)));
                        made.push(Json::from("名".repeat(length)));
                    }
                }
            }
            Constraint::Pattern(_) => {
                for text in [
                    "A", "AB", "AB1", "a-b", "a_b", "abc", "1", "2001-01", "ABC", "v1.2.3", "xx",
                ] {
                    made.push(Json::from(text));
                }
            }
            Constraint::Range(low, high) => {
                for bound in [low, high].into_iter().flatten() {
                    made.push(number(bound));
                    if let Ok(whole) = bound.parse::<i64>() {
                        made.push(Json::from(whole.saturating_sub(1)));
                        made.push(Json::from(whole.saturating_add(1)));
                    } else {
                        made.push(number(&format!("{bound}1")));
                    }
                }
            }
            Constraint::Items(..) | Constraint::Unique => {}
        }
    }
    made
}

/// A moment as parts: year, month, day, hour, minute, second, milliseconds.
pub(super) type Moment = (u32, u32, u32, u32, u32, u32, u32);

/// Moments at bounds, and some that are none.
pub(super) const MOMENTS: [Moment; 6] = [
    (2026, 1, 31, 12, 5, 9, 45),
    (1, 1, 1, 0, 0, 0, 0),
    (9999, 12, 31, 23, 59, 59, 999),
    (2024, 2, 29, 0, 0, 0, 1),
    (2023, 2, 29, 0, 0, 0, 0),
    (2026, 13, 1, 24, 0, 0, 0),
];

/// A moment in a format.
pub(super) fn formatted(format: &str, moment: Moment, offset: &str) -> String {
    let (year, month, day, hour, minute, second, millis) = moment;
    let mut out = String::new();
    let mut rest = format;
    while let Some(first) = rest.chars().next() {
        let parts = [
            ("yyyy", format!("{year:04}")),
            ("MM", format!("{month:02}")),
            ("dd", format!("{day:02}")),
            ("HH", format!("{hour:02}")),
            ("mm", format!("{minute:02}")),
            ("SSS", format!("{millis:03}")),
            ("ss", format!("{second:02}")),
            ("XXX", offset.to_owned()),
        ];
        if let Some((word, text)) = parts.iter().find(|(word, _)| rest.starts_with(word)) {
            out.push_str(text);
            rest = &rest[word.len()..];
        } else if first == '\'' {
            let quoted = rest[1..].split('\'').next().unwrap_or_default();
            out.push_str(quoted);
            rest = rest.get(quoted.len() + 2..).unwrap_or_default();
        } else {
            out.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    out
}
