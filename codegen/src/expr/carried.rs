//! Stamped values as they stand in the request: what is read of the request follows them.
//!
//! A request is known as it was sent. Where a search changes a value that was stamped into it, the
//! query, the headers and the fields would have that value too.

use std::collections::BTreeMap;

use apiloom_wire::functions::{Percent, percent};

use super::steps::{Role, Whole, name};
use super::value::{Env, Value};

/// Where stamped values stand in what an environment has of a request.
#[derive(Debug, Default)]
pub(super) struct Carried {
    /// By the path of what they stand in.
    held: BTreeMap<&'static str, Held>,
    /// Those that could not be found again: the part, and the path that has it.
    pub(super) left: Vec<(String, &'static str)>,
}

/// Something of the request with stamped values in it.
#[derive(Debug)]
struct Held {
    /// As it was sent.
    sent: Value,
    spots: Vec<Spot>,
}

/// The spot where the value of a step stands.
#[derive(Debug)]
struct Spot {
    step: usize,
    form: Form,
}

#[derive(Debug)]
enum Form {
    /// The value of the pair at this position.
    Pair(usize),
    /// The cookie at the second position in the pair at the first.
    Cookie(usize, usize),
    /// The value at this position of a text such as `a=1&b=2`.
    Segment(usize),
}

impl Carried {
    /// Finds the values of parts in what was sent. A part that is placed later is not in there.
    pub(super) fn new<'a>(parts: impl Iterator<Item = &'a Whole>, env: &Env) -> Self {
        let mut carried = Self::default();
        for part in parts.filter(|part| part.role == Role::Placed) {
            let text = env.get(&name(part.root)).and_then(text);
            if let (Some((place, wire)), Some(text)) = (part.name.split_once(' '), text) {
                carried.part(part, place, wire, &text, env);
            }
        }
        carried
    }

    fn part(&mut self, part: &Whole, place: &str, wire: &str, text: &str, env: &Env) {
        let mut stands = false;
        for path in paths(place) {
            let Some(sent) = env.get(path) else { continue };
            match find(path, sent, place, wire, text) {
                Found::Spot(form) => {
                    stands = true;
                    let held = self.held.entry(path).or_insert_with(|| Held {
                        sent: sent.clone(),
                        spots: Vec::new(),
                    });
                    held.spots.push(Spot {
                        step: part.root,
                        form,
                    });
                }
                Found::Unclear => self.left.push((part.name.clone(), path)),
                // A body that is no form has the value somewhere, as its fields tell.
                Found::Nothing if *path == "request.body" && stands => {
                    self.left.push((part.name.clone(), path));
                }
                Found::Nothing => {}
            }
        }
    }

    /// The steps that stand in what a path names.
    pub(super) fn within(&self, path: &str) -> impl Iterator<Item = usize> {
        let held = self.held.get(path).into_iter();
        held.flat_map(|held| held.spots.iter().map(|spot| spot.step))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.held.is_empty()
    }

    /// Every step that stands somewhere.
    pub(super) fn steps(&self) -> impl Iterator<Item = usize> {
        let spots = self.held.values().flat_map(|held| &held.spots);
        spots.map(|spot| spot.step)
    }

    /// Puts the value that a step has now into what it stands in.
    pub(super) fn follow(&self, step: usize, env: &mut Env) {
        for (path, held) in &self.held {
            if held.spots.iter().any(|spot| spot.step == step) {
                let value = held.now(env);
                env.replace(path, value);
            }
        }
    }
}

impl Held {
    fn now(&self, env: &Env) -> Value {
        let mut value = self.sent.clone();
        for spot in &self.spots {
            if let Some(text) = env.get(&name(spot.step)).and_then(text) {
                spot.form.put(&mut value, &text);
            }
        }
        value
    }
}

impl Form {
    fn put(&self, value: &mut Value, text: &str) {
        match (self, value) {
            (Self::Pair(at), Value::Pairs(pairs)) => {
                if let Some((_, value)) = pairs.get_mut(*at) {
                    text.clone_into(value);
                }
            }
            (Self::Cookie(at, cookie), Value::Pairs(pairs)) => {
                if let Some((_, value)) = pairs.get_mut(*at) {
                    *value = exchanged(value, "; ", *cookie, text);
                }
            }
            (Self::Segment(at), Value::Text(whole)) => *whole = segmented(whole, *at, text),
            (Self::Segment(at), Value::Bytes(bytes)) => {
                if let Ok(whole) = std::str::from_utf8(bytes) {
                    *bytes = segmented(whole, *at, text).into_bytes();
                }
            }
            _ => {}
        }
    }
}

enum Found {
    Spot(Form),
    /// Something of this name is there, and it is not clear which, or how it is written.
    Unclear,
    Nothing,
}

/// Where a value is seen that is placed somewhere.
fn paths(place: &str) -> &'static [&'static str] {
    match place {
        "query" => &[
            "request.query",
            "request.params",
            "request.query_text",
            "request.url",
        ],
        "header" | "cookie" => &["request.headers"],
        "body" => &["request.params", "request.fields", "request.body"],
        _ => &[],
    }
}

fn find(path: &str, sent: &Value, place: &str, wire: &str, text: &str) -> Found {
    match sent {
        Value::Pairs(pairs) if place == "cookie" => {
            let mut at = pairs.iter();
            match at.position(|(name, _)| name.eq_ignore_ascii_case("cookie")) {
                Some(at) => match one(pairs[at].1.split("; "), wire, text) {
                    Found::Spot(Form::Segment(cookie)) => Found::Spot(Form::Cookie(at, cookie)),
                    other => other,
                },
                None => Found::Nothing,
            }
        }
        Value::Pairs(pairs) => {
            let same = |name: &str| match place {
                "header" => name.eq_ignore_ascii_case(wire),
                _ => name == wire,
            };
            let mut named = pairs.iter().enumerate().filter(|(_, pair)| same(&pair.0));
            match (named.next(), named.next()) {
                (None, _) => Found::Nothing,
                (Some((at, (_, value))), None) if value == text => Found::Spot(Form::Pair(at)),
                _ => Found::Unclear,
            }
        }
        Value::Text(whole) => segment(whole, wire, text),
        Value::Bytes(bytes) if path == "request.body" => match std::str::from_utf8(bytes) {
            Ok(whole) => segment(whole, wire, text),
            Err(_) => Found::Nothing,
        },
        _ => Found::Nothing,
    }
}

fn segment(whole: &str, wire: &str, text: &str) -> Found {
    let (_, pairs) = query(whole);
    one(pairs.split('&'), &encoded(wire), &encoded(text))
}

/// The one segment with a name, if it has this value.
fn one<'a>(segments: impl Iterator<Item = &'a str>, name: &str, value: &str) -> Found {
    let segments = segments.map(|segment| segment.split_once('='));
    let mut named = segments
        .enumerate()
        .filter_map(|(at, pair)| pair.filter(|(own, _)| *own == name).map(|(_, v)| (at, v)));
    match (named.next(), named.next()) {
        (None, _) => Found::Nothing,
        (Some((at, own)), None) if own == value => Found::Spot(Form::Segment(at)),
        _ => Found::Unclear,
    }
}

fn segmented(whole: &str, at: usize, text: &str) -> String {
    let (before, pairs) = query(whole);
    format!("{before}{}", exchanged(pairs, "&", at, &encoded(text)))
}

/// A text of segments with another value in one of them.
fn exchanged(whole: &str, between: &str, at: usize, text: &str) -> String {
    let segments = whole.split(between).enumerate();
    let segments = segments.map(|(own, segment)| match segment.split_once('=') {
        Some((name, _)) if own == at => format!("{name}={text}"),
        _ => segment.to_owned(),
    });
    segments.collect::<Vec<_>>().join(between)
}

/// The query of a URL and what stands before it; a text without a question mark is all query.
fn query(whole: &str) -> (&str, &str) {
    match whole.find('?') {
        Some(at) => whole.split_at(at + 1),
        None => ("", whole),
    }
}

/// As the runtime writes the pairs of a query and of a form.
fn encoded(text: &str) -> String {
    percent(text, Percent::Rfc3986)
}

fn text(value: &Value) -> Option<String> {
    Some(match value {
        Value::Text(text) => text.clone(),
        Value::Int(int) => int.to_string(),
        Value::Decimal(decimal) => decimal.to_string(),
        Value::Bool(truth) => truth.to_string(),
        _ => return None,
    })
}
