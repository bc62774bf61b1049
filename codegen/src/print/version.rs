//! Version sorting: numbers inside names compare by value.

use std::cmp::Ordering;

#[derive(Debug)]
enum Chunk<'a> {
    Underscore,
    Text(&'a str),
    Number {
        value: usize,
        zeros: usize,
        text: &'a str,
    },
}

/// The order of two names in the Rust style guide.
pub(super) fn version_cmp(left: &str, right: &str) -> Ordering {
    let (mut left, mut right) = (left, right);
    let mut zeros = Ordering::Equal;
    loop {
        let (a, b) = match (chunk(&mut left), chunk(&mut right)) {
            (None, None) => return zeros.reverse(),
            (Some(_), None) => return Ordering::Greater,
            (None, Some(_)) => return Ordering::Less,
            (Some(a), Some(b)) => (a, b),
        };
        let order = match (&a, &b) {
            (Chunk::Underscore, Chunk::Underscore) => Ordering::Equal,
            (Chunk::Underscore, _) => Ordering::Less,
            (_, Chunk::Underscore) => Ordering::Greater,
            (
                Chunk::Number {
                    value: a,
                    zeros: left,
                    ..
                },
                Chunk::Number {
                    value: b,
                    zeros: right,
                    ..
                },
            ) => {
                if a == b && zeros.is_eq() {
                    zeros = left.cmp(right);
                }
                a.cmp(b)
            }
            _ => a.text().cmp(b.text()),
        };
        if order.is_ne() {
            return order;
        }
    }
}

impl<'a> Chunk<'a> {
    fn text(&self) -> &'a str {
        match self {
            Self::Underscore => "_",
            Self::Text(text) | Self::Number { text, .. } => text,
        }
    }
}

fn chunk<'a>(rest: &mut &'a str) -> Option<Chunk<'a>> {
    let first = rest.chars().next()?;
    if first == '_' {
        *rest = &rest[1..];
        return Some(Chunk::Underscore);
    }
    let digits = first.is_ascii_digit();
    let end = rest
        .find(|c: char| {
            if digits {
                !c.is_ascii_digit()
            } else {
                c == '_' || c.is_ascii_digit()
            }
        })
        .unwrap_or(rest.len());
    let (text, after) = rest.split_at(end);
    *rest = after;
    match text.parse() {
        Ok(value) if digits => {
            let zeros = text.len() - text.trim_start_matches('0').len();
            Some(Chunk::Number { value, zeros, text })
        }
        _ => Some(Chunk::Text(text)),
    }
}
