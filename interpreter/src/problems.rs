//! Everything that is wrong with the inputs of a call, in words of a language.

use std::fmt::Write as _;

use apiloom::{DecodeError, DeviationKind, Json, Language};
use apiloom_codegen::interpret::InputError;
use apiloom_codegen::model::{self, Api, Field, Type, TypeId, TypeKind};
use apiloom_codegen::source::closest;

use crate::words::in_language;
use crate::{Described, Interpreter};

/// How often the inputs are read on at most.
const LIMIT: usize = 20;

/// What is tried in place of a value that cannot be read, until one can.
const STAND_INS: [&str; 9] = [
    "null",
    "0",
    "\"0\"",
    "true",
    "[]",
    "{}",
    "\"2026-01-31\"",
    "\"2026-01-31 12:00:00\"",
    "\"2026-01-31T12:00:00Z\"",
];

/// One thing that is wrong with the inputs of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputProblem {
    path: String,
    what: What,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum What {
    /// There is no such member; these are known.
    Unknown(Vec<String>),
    Missing,
    Null,
    /// The client sends this by itself.
    Constant(String),
    /// In the words of the reader.
    Unreadable(String),
    /// As before, of a value that may be secret.
    Secret,
}

impl Interpreter {
    /// Everything that is wrong with JSON as the inputs of an operation, as far as it can be told: what
    /// cannot be read is put aside, and the rest is read on. Nothing is wrong with inputs of which a call
    /// can be made.
    pub fn input_problems(self, described: &'static Described, inputs: &[u8]) -> Vec<InputProblem> {
        let mut json = match Json::parse(inputs) {
            Ok(json) => json,
            Err(error) => return vec![self.unreadable(String::new(), error.message())],
        };
        let read = |json: &Json| {
            let text = json.to_string();
            let read = self.values().inputs(described.model, text.as_bytes());
            read.err()
        };
        let (mut problems, mut put_aside) = (Vec::new(), Vec::new());
        for _ in 0..LIMIT {
            match read(&json) {
                None => break,
                Some(InputError::Decode(error)) => {
                    let places = match missing(&error) {
                        Some(names) => names,
                        None => vec![error.path()],
                    };
                    let is_missing = missing(&error).is_some();
                    for place in &places {
                        if is_inside(place, &put_aside) {
                            continue;
                        }
                        problems.push(match is_missing {
                            true => InputProblem::new(place.clone(), What::Missing),
                            false => self.unreadable(place.clone(), error.message()),
                        });
                    }
                    // Nothing is left of inputs that are put aside as a whole.
                    let mended = places
                        .iter()
                        .all(|place| !place.is_empty() && mend(&mut json, place, &read).is_some());
                    put_aside.extend(places);
                    if !mended {
                        break;
                    }
                }
                Some(InputError::Deviations(found)) => {
                    let found = found.iter().filter(|d| !is_inside(d.path(), &put_aside));
                    problems.extend(found.map(|deviation| {
                        let path = deviation.path().to_owned();
                        let what = match deviation.kind() {
                            DeviationKind::UnknownMember => {
                                What::Unknown(known(self.api(), described, &path))
                            }
                            DeviationKind::Rule(_) => {
                                What::Constant(deviation.promised().to_owned())
                            }
                            _ => What::Null,
                        };
                        InputProblem::new(path, what)
                    }));
                    break;
                }
            }
        }
        problems
    }

    fn unreadable(self, path: String, message: &str) -> InputProblem {
        let mut names = path.split(['.', '[', ']', '"']);
        let secrets = self.secret_names();
        let what = match names.any(|name| secrets.iter().any(|s| s.eq_ignore_ascii_case(name))) {
            true => What::Secret,
            false => What::Unreadable(message.to_owned()),
        };
        InputProblem::new(path, what)
    }
}

impl InputProblem {
    fn new(path: String, what: What) -> Self {
        Self { path, what }
    }

    /// Where it is, such as `parcel.weight`; empty for the inputs as a whole.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What sort of thing is wrong: `unknown`, `missing`, `null`, `constant` or `type`.
    pub fn rule(&self) -> &'static str {
        match &self.what {
            What::Unknown(_) => "unknown",
            What::Missing => "missing",
            What::Null => "null",
            What::Constant(_) => "constant",
            What::Unreadable(_) | What::Secret => "type",
        }
    }

    /// What is wrong, with its place, as one sentence without a full stop.
    pub fn message(&self, language: Language) -> String {
        let is_chinese = matches!(language, Language::Chinese);
        let path = &self.path;
        match (&self.what, is_chinese) {
            (What::Unknown(known), _) => self.unknown(known, is_chinese),
            (What::Missing, false) => format!("missing input `{path}`"),
            (What::Missing, true) => format!("缺少输入 `{path}`"),
            (What::Null, false) => format!("{path}: null is no value of this input"),
            (What::Null, true) => format!("{path}: 这个输入不能是 null"),
            (What::Constant(always), false) => {
                format!("{path}: the client always sends {always}")
            }
            (What::Constant(always), true) => format!("{path}: 客户端总是发送 {always}"),
            (What::Secret, false) => format!("`{path}` is not of its type"),
            (What::Secret, true) => format!("`{path}` 的类型不对"),
            (What::Unreadable(message), _) => {
                let said = in_language(message, language);
                match path.is_empty() {
                    true => said,
                    false => format!("{path}: {said}"),
                }
            }
        }
    }

    fn unknown(&self, known: &[String], is_chinese: bool) -> String {
        let path = &self.path;
        let name = path.rsplit('.').next().unwrap_or(path);
        let near = closest(name, known.iter().map(String::as_str));
        let all = known.join(", ");
        let mut out = match is_chinese {
            true => format!("没有输入 `{path}`"),
            false => format!("there is no input `{path}`"),
        };
        // Writing to a String cannot fail.
        let _ = match (near, is_chinese) {
            (Some(near), true) => write!(out, "；是不是 `{near}`？"),
            (Some(near), false) => write!(out, "; did you mean `{near}`? "),
            (None, true) => write!(out, "；"),
            (None, false) => write!(out, "; "),
        };
        let _ = match (known.is_empty(), is_chinese) {
            (true, true) => write!(out, "这里没有输入"),
            (true, false) => write!(out, "there are none here"),
            (false, true) => write!(out, "这里有：{all}"),
            (false, false) => write!(out, "there are: {all}"),
        };
        out
    }
}

/// The paths of the members that are missing, if that is what an error says.
fn missing(error: &DecodeError) -> Option<Vec<String>> {
    let message = error.message();
    let is_missing = ["missing member `", "missing members `"]
        .iter()
        .any(|start| message.starts_with(start));
    // Names stand in every second piece between backticks.
    let names = message.split('`').skip(1).step_by(2);
    let parent = error.path();
    is_missing.then(|| {
        names
            .map(|name| match parent.is_empty() {
                true => name.to_owned(),
                false => format!("{parent}.{name}"),
            })
            .collect()
    })
}

/// Whether a place is one of these, or inside one.
fn is_inside(path: &str, places: &[String]) -> bool {
    places.iter().any(|place| {
        path.strip_prefix(place.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
    })
}

/// Puts something at a place that can be read there; nothing if nothing can.
fn mend(json: &mut Json, place: &str, read: &impl Fn(&Json) -> Option<InputError>) -> Option<()> {
    let steps = steps(place);
    let own = [place.to_owned()];
    for stand_in in STAND_INS {
        let stand_in = Json::parse(stand_in.as_bytes()).ok()?;
        put(json, &steps, stand_in)?;
        match read(json) {
            Some(InputError::Decode(error)) if is_inside(&error.path(), &own) => {}
            _ => return Some(()),
        }
    }
    None
}

/// Puts a value at a place, if there is one.
fn put(json: &mut Json, steps: &[String], value: Json) -> Option<()> {
    let Some((step, rest)) = steps.split_first() else {
        *json = value;
        return Some(());
    };
    match json {
        Json::Object(members) => {
            let index = members.iter().position(|(name, _)| name == step);
            let index = index.or_else(|| {
                // Only what is missing is added, not what it would stand in.
                rest.is_empty()
                    .then(|| members.push((step.clone(), Json::Null)))?;
                Some(members.len() - 1)
            })?;
            put(&mut members.get_mut(index)?.1, rest, value)
        }
        Json::Array(items) => put(items.get_mut(step.parse::<usize>().ok()?)?, rest, value),
        _ => None,
    }
}

/// A path taken apart: `a.b[3]["x y"]` is `a`, `b`, `3`, `x y`.
fn steps(path: &str) -> Vec<String> {
    let (mut steps, mut rest) = (Vec::new(), path);
    while !rest.is_empty() {
        if let Some(quoted) = rest.strip_prefix("[\"") {
            let Some((name, after)) = quoted.split_once("\"]") else {
                break;
            };
            steps.push(name.to_owned());
            rest = after;
        } else {
            let inside = rest.trim_start_matches(['.', '[']);
            let end = inside.find(['.', '[', ']']).unwrap_or(inside.len());
            steps.push(inside[..end].to_owned());
            rest = inside[end..].trim_start_matches(']');
        }
    }
    steps
}

/// The names of the members that may stand where a path ends.
fn known(api: &'static Api, described: &'static Described, path: &str) -> Vec<String> {
    let steps = steps(path);
    let mut fields = described.inputs();
    for step in steps.split_last().map_or(&[][..], |(_, before)| before) {
        // The number of an item: its list has led to the members of the item already.
        if step.parse::<usize>().is_ok() {
            continue;
        }
        let inner = fields
            .iter()
            .find(|field| field.wire.as_str() == step)
            .map(|field| members(api, &field.ty));
        match inner {
            Some(inner) => fields = inner,
            None => return Vec::new(),
        }
    }
    let kind = |id: TypeId| Some(&api.declaration(id).kind);
    let mut names = Vec::new();
    for field in fields {
        // Those of a record that callers give, and all keys of a union.
        let inner = match field.spread {
            true => members(api, &field.ty),
            false => Vec::new(),
        };
        match inner.is_empty() {
            true => names.extend(model::keys(field, &kind)),
            false => names.extend(inner.iter().flat_map(|field| model::keys(field, &kind))),
        }
    }
    names
}

/// The members of a value of a type, or of its items.
fn members(api: &'static Api, ty: &'static Type) -> Vec<&'static Field> {
    match ty {
        Type::Named(id) => match &api.declaration(*id).kind {
            TypeKind::Record(record) => record.fields.iter().filter(|f| f.is_given()).collect(),
            _ => Vec::new(),
        },
        Type::List(inner)
        | Type::OneOrMany(inner)
        | Type::JsonString(inner)
        | Type::Nullable(inner) => members(api, inner),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_taken_apart() {
        assert_eq!(steps("a.b[3][\"x y\"].c"), ["a", "b", "3", "x y", "c"]);
        assert_eq!(steps("[0].id"), ["0", "id"]);
        assert!(steps("").is_empty());
    }

    #[test]
    fn what_is_inside_is_told_from_its_neighbours() {
        let places = ["a.b".to_owned()];
        assert!(is_inside("a.b", &places) && is_inside("a.b[1].c", &places));
        assert!(!is_inside("a.bc", &places) && !is_inside("a", &places));
    }
}
