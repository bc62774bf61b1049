//! What a received text tells of the values that an expression was made of: a server's view of a signature.
//!
//! [`eval`] goes from values to a text; this goes back, as far as functions can be undone. What it tells is a
//! guess that the caller proves by evaluating again: digests cannot be undone, and need not be.

use apiloom_wire::{DateTime, Json, Timestamp, functions as f};

use super::eval::eval;
use super::typed::{Node, Nonce, Segment, Typed};
use super::types::Kind;
use super::value::{Env, Value};

/// How often a text may be split before it counts as one that cannot be: a stranger has sent it.
const FUEL: u32 = 20_000;

/// What a text tells.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Told {
    /// Values of bare names, such as `let`s and `token`, each once.
    pub names: Vec<(String, Value)>,
    /// Instants that `now` may have been.
    pub instants: Vec<Moment>,
}

/// An instant as a text tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The first instant that has this text.
    pub at: Timestamp,
    /// How many milliseconds have the same text.
    pub millis: i64,
}

impl Told {
    /// The value of a name.
    pub fn name(&self, name: &str) -> Option<&Value> {
        let mut known = self.names.iter();
        known.find(|(known, _)| known == name).map(|(_, v)| v)
    }

    /// The instant that is told most exactly.
    pub fn instant(&self) -> Option<Moment> {
        self.instants.iter().copied().min_by_key(|m| m.millis)
    }
}

/// Notes what `text` tells if it is the text of an expression. `lets` gives the expression of a bare name.
pub fn unify<'t>(
    typed: &'t Typed,
    text: &str,
    env: &Env,
    lets: &dyn Fn(&str) -> Option<&'t Typed>,
    told: &mut Told,
) {
    let mut unifier = Unifier { env, lets, told };
    unifier.undo(typed, Target::Text(text.to_owned()));
}

/// Whether an expression is a new random text, and how many characters it has.
pub fn nonce_length(typed: &Typed) -> Option<usize> {
    match &typed.node {
        Node::Nonce(nonce) => length_of(nonce),
        _ => None,
    }
}

/// What a part is known to be.
#[derive(Clone)]
enum Target {
    Text(String),
    Bytes(Vec<u8>),
    Int(i64),
    Moment(Moment),
}

/// A part of a text.
enum Part<'t> {
    Known(String),
    Hole(&'t Typed),
}

struct Unifier<'a, 't> {
    env: &'a Env,
    lets: &'a dyn Fn(&str) -> Option<&'t Typed>,
    told: &'a mut Told,
}

impl<'t> Unifier<'_, 't> {
    fn undo(&mut self, typed: &'t Typed, target: Target) {
        match &typed.node {
            Node::Place(reach) if reach.bare => self.name(typed, &reach.root, target),
            Node::Now(_) => {
                if let Target::Moment(moment) = target {
                    self.told.instants.push(moment);
                }
            }
            Node::Template(segments) => {
                let parts = segments.iter().map(|segment| match segment {
                    Segment::Text(text) => Part::Known(text.clone()),
                    Segment::Hole(hole) => self.part(hole),
                });
                let parts = parts.collect();
                self.parts(parts, target);
            }
            Node::Call { function, args, .. } => self.call(function.name, args, target),
            Node::Choose { subject, arms } => {
                if let Ok(Value::Text(code)) = eval(subject, self.env)
                    && let Some((_, arm)) = arms.iter().find(|(choice, _)| choice.code == code)
                {
                    self.undo(arm, target);
                }
            }
            Node::If { condition, yes, no } => match eval(condition, self.env) {
                Ok(Value::Bool(true)) => self.undo(yes, target),
                Ok(Value::Bool(false)) => self.undo(no, target),
                _ => {}
            },
            Node::Default(value, _) | Node::Narrowed(value) => self.undo(value, target),
            _ => {}
        }
    }

    fn name(&mut self, typed: &Typed, name: &str, target: Target) {
        if self.env.has(name) || self.told.name(name).is_some() {
            return;
        }
        if let Some(value) = target.clone().value(&typed.ty.kind) {
            self.told.names.push((name.to_owned(), value));
        }
        if let Some(made) = (self.lets)(name) {
            self.undo(made, target);
        }
    }

    fn call(&mut self, name: &str, args: &'t [Option<Typed>], target: Target) {
        let Some(Some(first)) = args.first() else {
            return;
        };
        match name {
            "concat" | "lines" => {
                let between = if name == "lines" { "\n" } else { "" };
                let given = args.iter().flatten();
                self.joined(given, between, target);
            }
            "join" => {
                if let (Node::List(items), Some(Ok(Value::Text(between)))) =
                    (&first.node, self.given(args.get(1)))
                {
                    self.joined(items.iter(), &between, target);
                }
            }
            "basic" => {
                let pair = target.text().and_then(|text| {
                    let bytes = f::base64_decode(text.strip_prefix("Basic ")?)?;
                    let pair = String::from_utf8(bytes).ok()?;
                    let (user, password) = pair.split_once(':')?;
                    Some((user.to_owned(), password.to_owned()))
                });
                if let (Some((user, password)), Some(Some(second))) = (pair, args.get(1)) {
                    self.undo(first, Target::Text(user));
                    self.undo(second, Target::Text(password));
                }
            }
            "format" => {
                let text = |at: usize| match self.given(args.get(at)) {
                    Some(Ok(Value::Text(text))) => Some(text),
                    _ => None,
                };
                let zone = text(2).unwrap_or_else(|| "UTC".to_owned());
                let moment = text(1)
                    .zip(target.text())
                    .and_then(|(pattern, text)| formatted(&text, &pattern, &zone));
                if let Some(moment) = moment {
                    self.undo(first, Target::Moment(moment));
                }
            }
            _ => {
                if let Some(inner) = inner(name, first, &target) {
                    self.undo(first, inner);
                }
            }
        }
    }

    fn given(&self, arg: Option<&Option<Typed>>) -> Option<Result<Value, super::EvalError>> {
        Some(eval(arg?.as_ref()?, self.env))
    }

    fn part(&self, typed: &'t Typed) -> Part<'t> {
        match eval(typed, self.env) {
            Ok(Value::Text(text)) => Part::Known(text),
            _ => Part::Hole(typed),
        }
    }

    fn joined(&mut self, items: impl Iterator<Item = &'t Typed>, between: &str, target: Target) {
        let mut parts = Vec::new();
        for item in items {
            if !parts.is_empty() {
                parts.push(Part::Known(between.to_owned()));
            }
            parts.push(self.part(item));
        }
        self.parts(parts, target);
    }

    fn parts(&mut self, parts: Vec<Part<'t>>, target: Target) {
        let Some(text) = target.text() else {
            return;
        };
        let parts: Vec<Part<'t>> = parts
            .into_iter()
            .filter(|part| !matches!(part, Part::Known(known) if known.is_empty()))
            .collect();
        let mut fuel = FUEL;
        let mut found = Vec::new();
        let length = |hole: &'t Typed| self.length(hole);
        if split(&parts, &text, &length, &mut fuel, &mut found) {
            for (hole, text) in found {
                self.undo(hole, Target::Text(text.to_owned()));
            }
        }
    }

    /// How many characters the text of an expression has, where all its values have as many.
    fn length(&self, typed: &'t Typed) -> Option<usize> {
        match &typed.node {
            Node::Nonce(nonce) => length_of(nonce),
            Node::Place(reach) if reach.bare => self.length((self.lets)(&reach.root)?),
            Node::Call { function, args, .. } => match function.name {
                "unix_seconds" => Some(10),
                "unix_millis" => Some(13),
                "format" => match self.given(args.get(1)) {
                    Some(Ok(Value::Text(pattern))) => {
                        Some(f::format(Timestamp::EPOCH, &pattern, "UTC").chars().count())
                    }
                    _ => None,
                },
                _ => None,
            },
            Node::Narrowed(inner) => self.length(inner),
            _ => None,
        }
    }
}

impl Target {
    fn text(&self) -> Option<String> {
        match self {
            Self::Text(text) => Some(text.clone()),
            Self::Bytes(bytes) => String::from_utf8(bytes.clone()).ok(),
            Self::Int(value) => Some(value.to_string()),
            Self::Moment(_) => None,
        }
    }

    /// The value that a name of this kind has.
    fn value(self, kind: &Kind) -> Option<Value> {
        match (kind, self) {
            (Kind::Optional(kind), target) => target.value(kind),
            (Kind::Text | Kind::Choice(_), target) => target.text().map(Value::Text),
            (Kind::Int, Self::Int(value)) => Some(Value::Int(value)),
            (Kind::Int, Self::Text(text)) => text.parse().ok().map(Value::Int),
            (Kind::Bytes, Self::Bytes(bytes)) => Some(Value::Bytes(bytes)),
            (Kind::Instant, Self::Moment(moment)) => Some(Value::Instant(moment.at)),
            _ => None,
        }
    }
}

/// What the first argument of a function was if this is what the function gave.
fn inner(name: &str, first: &Typed, target: &Target) -> Option<Target> {
    let text = || target.text();
    let moment = |at: Timestamp, millis: i64| Target::Moment(Moment { at, millis });
    Some(match name {
        "unix_seconds" => moment(Timestamp::from_unix_seconds(text()?.parse().ok()?), 1_000),
        "unix_millis" => moment(Timestamp::from_unix_millis(text()?.parse().ok()?), 1),
        "as_text" => match first.ty.kind {
            Kind::Int => Target::Int(text()?.parse().ok()?),
            Kind::Bytes => Target::Bytes(text()?.into_bytes()),
            _ => return None,
        },
        "as_int" => Target::Text(text()?),
        // Which letters were large is not told; texts that were small already come out right.
        "lower" | "upper" | "trim" => Target::Text(text()?),
        "base64" | "base64url" => octets(first, f::base64_decode(&text()?)?),
        "base64_decode" => match target {
            Target::Bytes(bytes) => Target::Text(f::base64(bytes)),
            _ => return None,
        },
        "hex" | "HEX" => octets(first, from_hex(&text()?)?),
        "percent" | "percent_keep" => Target::Text(from_percent(&text()?)),
        "json" => match Json::parse(text()?.as_bytes()).ok()? {
            Json::String(text) => Target::Text(text),
            json => Target::Int(json.as_i64()?),
        },
        _ => return None,
    })
}

fn octets(typed: &Typed, bytes: Vec<u8>) -> Target {
    match (&typed.ty.kind, String::from_utf8(bytes)) {
        (Kind::Text, Ok(text)) => Target::Text(text),
        (_, Ok(text)) => Target::Bytes(text.into_bytes()),
        (_, Err(error)) => Target::Bytes(error.into_bytes()),
    }
}

fn length_of(nonce: &Nonce) -> Option<usize> {
    match nonce.length {
        Some(length) => usize::try_from(length).ok(),
        None => (nonce.name == "uuid").then_some(36),
    }
}

/// The instant that a pattern writes so, if it says at least the day.
fn formatted(text: &str, pattern: &str, zone: &str) -> Option<Moment> {
    let millis = match pattern {
        p if p.contains("SSS") => 1,
        p if p.contains("ss") => 1_000,
        p if p.contains("mm") => 60_000,
        p if p.contains("HH") => 3_600_000,
        _ => 86_400_000,
    };
    let shown = DateTime::read_pattern(pattern, text)?;
    // What the clock of the zone shows, as if it were that of UTC, is off by the zone.
    let utc = shown.with_offset(0).ok()?.timestamp()?.unix_millis();
    let at_zone = f::format(Timestamp::EPOCH, "yyyyMMddHHmm", zone);
    let off = DateTime::read_pattern("yyyyMMddHHmm", &at_zone)?;
    let off = off.with_offset(0).ok()?.timestamp()?.unix_millis();
    Some(Moment {
        at: Timestamp::from_unix_millis(utc.checked_sub(off)?),
        millis,
    })
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    let digit = |c: u8| (c as char).to_digit(16).map(|digit| digit as u8);
    let pairs = text.as_bytes().chunks(2);
    let bytes = pairs.map(|pair| match pair {
        [high, low] => Some(digit(*high)? << 4 | digit(*low)?),
        _ => None,
    });
    bytes.collect()
}

/// The text that is percent-encoded here: what is no `%XX` stays as it is, and what is no UTF-8 becomes
/// U+FFFD.
pub fn from_percent(text: &str) -> String {
    let mut rest = text.as_bytes();
    let mut out = Vec::with_capacity(rest.len());
    while let Some((byte, after)) = rest.split_first() {
        let escaped = match rest {
            [b'%', high, low, ..] => from_hex(&String::from_utf8_lossy(&[*high, *low])),
            _ => None,
        };
        match escaped {
            Some(bytes) => {
                out.extend(bytes);
                rest = rest.get(3..).unwrap_or_default();
            }
            None => {
                out.push(*byte);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

/// Splits a text into its parts; false if it has none such.
fn split<'t, 's>(
    parts: &[Part<'t>],
    text: &'s str,
    length: &dyn Fn(&'t Typed) -> Option<usize>,
    fuel: &mut u32,
    found: &mut Vec<(&'t Typed, &'s str)>,
) -> bool {
    *fuel = fuel.saturating_sub(1);
    let Some((part, after)) = parts.split_first() else {
        return text.is_empty();
    };
    if *fuel == 0 {
        return false;
    }
    let hole = match part {
        Part::Known(known) => {
            let rest = text.strip_prefix(known.as_str());
            return rest.is_some_and(|rest| split(after, rest, length, fuel, found));
        }
        Part::Hole(hole) => *hole,
    };
    let fixed = length(hole);
    let fits = |piece: &str| fixed.is_none_or(|length| piece.chars().count() == length);
    let ends: Vec<usize> = match (fixed, after.first()) {
        (_, None) => vec![text.len()],
        (Some(length), _) => {
            let end = text.char_indices().map(|(at, _)| at).nth(length);
            vec![end.unwrap_or(text.len())]
        }
        (None, Some(Part::Known(known))) => text
            .match_indices(known.as_str())
            .map(|(at, _)| at)
            .collect(),
        // Nothing says where one ends and the other begins.
        (None, Some(Part::Hole(_))) => return false,
    };
    for end in ends {
        let Some((piece, rest)) = text.split_at_checked(end) else {
            continue;
        };
        let known = found.len();
        found.push((hole, piece));
        if fits(piece) && split(after, rest, length, fuel, found) {
            return true;
        }
        found.truncate(known);
    }
    false
}
