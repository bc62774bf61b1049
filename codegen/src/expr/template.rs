//! Cuts the literal of `text(…)` at its holes.

use super::lexer::Spot;
use super::problem::{Problem, ProblemKind};
use crate::diagnostic::help;

/// A part of a template before its holes are parsed.
pub(super) enum Part<'a> {
    Text(String),
    Hole {
        /// The characters between the braces.
        inside: &'a [Spot],
        /// The opening brace.
        open: Spot,
    },
}

/// The parts of a template: text, and what stands between `{` and `}`.
///
/// `{{` and `}}` are single braces. A text literal inside a hole may contain braces.
pub(super) fn parts(spots: &[Spot]) -> Result<Vec<Part<'_>>, Problem> {
    let mut parts = Vec::new();
    let mut text = String::new();
    let mut at = 0;
    while let Some(spot) = spots.get(at).copied() {
        let doubled = spots
            .get(at + 1)
            .is_some_and(|next| next.value == spot.value);
        match spot.value {
            '{' | '}' if doubled => {
                text.push(spot.value);
                at += 2;
            }
            '{' => {
                let length = hole(&spots[at + 1..]).ok_or_else(|| {
                    Problem::new(spot.range, ProblemKind::BadText, "this hole does not end").help(
                        help!("write `{{{{` for a brace as such", "花括号本身写成 `{{{{`"),
                    )
                })?;
                if !text.is_empty() {
                    parts.push(Part::Text(std::mem::take(&mut text)));
                }
                parts.push(Part::Hole {
                    inside: &spots[at + 1..at + 1 + length],
                    open: spot,
                });
                at += length + 2;
            }
            '}' => {
                return Err(Problem::new(
                    spot.range,
                    ProblemKind::BadText,
                    "this `}` ends no hole",
                )
                .help(help!(
                    "write `}}}}` for a brace as such",
                    "花括号本身写成 `}}}}`"
                )));
            }
            value => {
                text.push(value);
                at += 1;
            }
        }
    }
    if !text.is_empty() {
        parts.push(Part::Text(text));
    }
    Ok(parts)
}

/// How many characters stand before the hole's closing brace.
fn hole(spots: &[Spot]) -> Option<usize> {
    let mut quoted = false;
    let mut escaped = false;
    for (at, spot) in spots.iter().enumerate() {
        match spot.value {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '}' if !quoted => return Some(at),
            _ => {}
        }
    }
    None
}
