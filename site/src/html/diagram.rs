//! A sequence of steps as a drawing: where lines and words go.

use serde::Serialize;

use super::excerpt::wide;
use crate::book::{Actor, Step};

/// A drawing; all numbers are units of its own.
#[derive(Debug, Serialize)]
pub(super) struct Diagram {
    width: i32,
    height: i32,
    /// Where the lines of actors begin.
    top: i32,
    actors: Vec<Head>,
    arrows: Vec<Arrow>,
}

#[derive(Debug, Serialize)]
struct Head {
    x: i32,
    left: i32,
    width: i32,
    lines: Vec<Line>,
    kind: Actor,
}

#[derive(Debug, Serialize)]
struct Arrow {
    from: i32,
    to: i32,
    y: i32,
    answer: bool,
    /// Whether it is a remark of one actor; then there is a box.
    remark: bool,
    left: i32,
    top: i32,
    width: i32,
    height: i32,
    /// The number of the step.
    number: usize,
    lines: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct Line {
    x: i32,
    y: i32,
    text: String,
    /// Whether it says when the step happens.
    when: bool,
}

const LINE: i32 = 18;
const GAP: i32 = 14;
const BOX: i32 = 8;

/// Draws steps in a width; names are those of the actors.
pub(super) fn draw(steps: &[Step], names: &[(Actor, String)], width: i32) -> Diagram {
    let used: Vec<&(Actor, String)> = names
        .iter()
        .filter(|(actor, _)| steps.iter().any(|s| s.from == *actor || s.to == *actor))
        .collect();
    let column = width / i32::try_from(used.len().max(1)).unwrap_or(1);
    let place = |actor: Actor| {
        let at = used.iter().position(|(a, _)| *a == actor).unwrap_or(0);
        column * i32::try_from(at).unwrap_or(0) + column / 2
    };
    let (actors, top) = heads(&used, column, place);
    let mut arrows = Vec::new();
    let mut y = top + GAP;
    for (number, step) in steps.iter().enumerate() {
        let (arrow, below) = arrow(step, number + 1, place(step.from), place(step.to), y, width);
        arrows.push(arrow);
        y = below;
    }
    Diagram {
        width,
        height: y + GAP / 2,
        top,
        actors,
        arrows,
    }
}

fn heads(used: &[&(Actor, String)], column: i32, place: impl Fn(Actor) -> i32) -> (Vec<Head>, i32) {
    let box_width = column - 12;
    let texts: Vec<Vec<String>> = used
        .iter()
        .map(|(_, name)| broken(name, box_width - 12))
        .collect();
    let most = texts.iter().map(Vec::len).max().unwrap_or(1);
    let height = i32::try_from(most).unwrap_or(1) * LINE + 14;
    let actors = used.iter().zip(texts).map(|((actor, _), texts)| {
        let x = place(*actor);
        let first = (height - i32::try_from(texts.len()).unwrap_or(1) * LINE) / 2 + 14;
        Head {
            x,
            left: x - box_width / 2,
            width: box_width,
            lines: lines(texts, Vec::new(), x, first),
            kind: *actor,
        }
    });
    (actors.collect(), height)
}

/// An arrow with its words above it, or a box for a remark; and where the next may start.
fn arrow(step: &Step, number: usize, from: i32, to: i32, y: i32, width: i32) -> (Arrow, i32) {
    let remark = from == to;
    let span = (from - to).abs();
    let room = if remark {
        300.min(width - 16)
    } else {
        (span - 24).max(200).min(width - 8)
    };
    let mut text = format!("{number}. {}", step.text);
    if text.chars().any(char::is_control) {
        text = text.replace(char::is_control, " ");
    }
    let words = broken(&text, room);
    let when = step
        .when
        .as_deref()
        .map(|w| broken(w, room))
        .unwrap_or_default();
    let widest = words
        .iter()
        .chain(&when)
        .map(|l| measured(l))
        .max()
        .unwrap_or(0);
    let middle = within((from + to) / 2, widest / 2 + BOX, width);
    let count = i32::try_from(words.len() + when.len()).unwrap_or(1);
    let inset = if remark { BOX } else { 0 };
    let lines = lines(words, when, middle, y + inset + 13);
    let height = count * LINE + 2 * inset;
    let line = if remark { y + height } else { y + height + 8 };
    let arrow = Arrow {
        from,
        to,
        y: line,
        answer: step.answer,
        remark,
        left: middle - widest / 2 - BOX,
        top: y,
        width: widest + 2 * BOX,
        height,
        number,
        lines,
    };
    (arrow, line + GAP)
}

/// The middle of a text that must not leave the drawing.
fn within(middle: i32, half: i32, width: i32) -> i32 {
    middle.min(width - half).max(half)
}

fn lines(words: Vec<String>, when: Vec<String>, x: i32, first: i32) -> Vec<Line> {
    let when = when.into_iter().map(|text| (text, true));
    let words = words.into_iter().map(|text| (text, false));
    let mut y = first - LINE;
    when.chain(words)
        .map(|(text, when)| {
            y += LINE;
            Line { x, y, text, when }
        })
        .collect()
}

/// About how wide a text is in the font of drawings, of 14 units.
fn measured(text: &str) -> i32 {
    let tenths: i32 = text
        .chars()
        .map(|c| match c {
            c if wide(c) => 142,
            'i' | 'j' | 'l' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | ' ' => 42,
            'f' | 't' | 'r' | '(' | ')' | '-' => 56,
            'm' | 'w' | 'M' | 'W' | '@' => 122,
            c if c.is_uppercase() || c == '_' => 98,
            _ => 82,
        })
        .sum();
    tenths / 10
}

/// A text in lines of at most a width; words longer than a line are cut.
fn broken(text: &str, room: i32) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut line = String::new();
    for word in words(text) {
        let joined = format!("{line}{word}");
        if measured(joined.trim_end()) <= room || line.is_empty() && measured(&word) <= room {
            line = joined;
            continue;
        }
        if !line.trim().is_empty() {
            out.push(line.trim_end().to_owned());
        }
        line = String::new();
        for c in word.chars() {
            if measured(&line) + measured(c.encode_utf8(&mut [0; 4])) > room && !line.is_empty() {
                out.push(std::mem::take(&mut line));
            }
            line.push(c);
        }
    }
    if !line.trim().is_empty() {
        out.push(line.trim_end().to_owned());
    }
    out
}

/// A text in pieces between which a line may end: after a blank, and around wide letters.
fn words(text: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    let mut open = false;
    for c in text.chars() {
        // What closes stays with the letter before it.
        let closing = "，。、；：！？）》”’".contains(c);
        match out.last_mut() {
            Some(last) if open && !wide(c) || closing => last.push(c),
            _ => out.push(c.to_string()),
        }
        open = !wide(c) && c != ' ' && !closing;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{broken, measured};

    #[test]
    fn lines_fit_and_lose_no_letter() {
        let texts = [
            "1. sends the request with a signature in the query",
            "3. 用密钥对查询串签名，并放入请求头。",
            "averyveryverylongwordwithoutanyblank",
        ];
        for text in texts {
            let lines = broken(text, 120);
            assert!(lines.len() > 1, "{text}");
            assert!(lines.iter().all(|line| measured(line) <= 140), "{lines:?}");
            let letters = |text: &str| text.replace(' ', "");
            assert_eq!(letters(&lines.concat()), letters(text));
        }
    }
}
