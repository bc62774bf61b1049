//! Parameters, and how lists and objects are written into queries and forms.

use super::described::{self, Said};
use super::object::Object;
use super::{schema, words};
use crate::emit::rust::plain;
use crate::json::Json;
use crate::model::{self, Api, Field, Operation, PairStyle, Parameter, Place, Presence, Where};

/// Headers that OpenAPI says elsewhere: as parameters, they are ignored.
const ELSEWHERE: [&str; 3] = ["accept", "authorization", "content-type"];

/// The parameters of an operation, which stands below a path whose holes may have other names.
pub(super) fn parameters(api: &Api, operation: &Operation, path: &str) -> Vec<Json> {
    let stands_here = operation.parameters.iter().filter(|it| !is_elsewhere(it));
    let mut all: Vec<Json> = stands_here
        .map(|it| parameter(api, operation, it, path))
        .collect();
    all.extend(key(operation));
    all
}

fn is_elsewhere(parameter: &Parameter) -> bool {
    let name = parameter.field.wire.as_str().to_ascii_lowercase();
    parameter.place == Place::Header && ELSEWHERE.contains(&name.as_str())
}

/// Says which headers have fixed values that OpenAPI cannot name.
pub(super) fn fixed_in_words(said: &mut Said, operation: &Operation) {
    for (name, text) in fixed(operation) {
        let (name, text) = (plain(name), plain(text));
        said.both(
            format!("The header `{name}` is `{text}`."),
            format!("请求头 `{name}` 固定为 `{text}`。"),
        );
    }
}

/// The same, for programs.
pub(super) fn fixed_headers(operation: &Operation) -> Object {
    let mut object = Object::new();
    for (name, text) in fixed(operation) {
        object.put(name, text);
    }
    object
}

fn fixed(operation: &Operation) -> impl Iterator<Item = (&str, &str)> {
    let elsewhere = operation.parameters.iter().filter(|it| is_elsewhere(it));
    elsewhere.filter_map(|parameter| {
        let constant = parameter.field.constant.as_ref()?;
        Some((parameter.field.wire.as_str(), constant.text.as_str()))
    })
}

fn parameter(api: &Api, operation: &Operation, parameter: &Parameter, path: &str) -> Json {
    let field = &parameter.field;
    let wire = field.wire.as_str();
    let (place, name) = match parameter.place {
        Place::Path => ("path", shown(operation, path, wire)),
        Place::Query => ("query", wire.to_owned()),
        Place::Header => ("header", wire.to_owned()),
        Place::Cookie => ("cookie", wire.to_owned()),
    };
    let (schema, said) = schema::parameter(api, field);
    let mut object = Object::new();
    object.put("name", name.as_str());
    object.put("in", place);
    object.text("description", &said.text());
    let required = field.presence == Presence::Required || !field.is_given();
    object.flag("required", required || place == "path");
    object.flag("deprecated", field.facts.deprecated.is_some());
    if place == "query" {
        styled(&mut object, api, field);
    }
    let is_structured = words::is_list(&field.ty) || words::is_object(api, &field.ty);
    match place == "query" && field.style == PairStyle::Json && is_structured {
        true => {
            let media = Json::object([("schema", schema)]);
            let content = Json::object([("application/json", media)]);
            object.put("content", content);
        }
        false => object.put("schema", schema),
    }
    if let Some(value) = shown_in(api, operation, field) {
        object.put("example", value);
    }
    described::put_field(&mut object, field);
    object.json()
}

/// What a hole is called in the path that stands for several.
fn shown(operation: &Operation, path: &str, wire: &str) -> String {
    let at = holes(&operation.path).iter().position(|hole| *hole == wire);
    let name = at.and_then(|at| holes(path).get(at).copied());
    name.unwrap_or(wire).to_owned()
}

/// The names of the parameters of a path.
fn holes(path: &str) -> Vec<&str> {
    let parts = path.split('{').skip(1);
    parts
        .filter_map(|part| Some(part.split_once('}')?.0))
        .collect()
}

/// The idempotency key, unless it stands in the body.
fn key(operation: &Operation) -> Option<Json> {
    let (place, name) = operation.key.as_ref()?;
    if *place == Where::Body {
        return None;
    }
    let mut object = Object::new();
    object.put("name", name.as_str());
    object.put("in", place.word());
    object.put("description", key_in_words().as_str());
    object.put("schema", Json::object([("type", Json::from("string"))]));
    Some(object.json())
}

/// What an idempotency key is for.
pub(super) fn key_in_words() -> String {
    let mut said = Said::new();
    said.both(
        "Two calls with the same key are done once.",
        "幂等键相同的两次调用只执行一次。",
    );
    said.text()
}

/// The value of an input in the first example that has it.
fn shown_in(api: &Api, operation: &Operation, field: &Field) -> Option<Json> {
    let examples = operation.examples.iter();
    let mut requests = examples.filter_map(|it| it.request.as_ref());
    requests.find_map(|request| {
        let members = members(api, request, field);
        match field.spread {
            true if members.is_empty() => None,
            true => Some(Json::object(members)),
            false => members.into_iter().next().map(|(_, value)| value),
        }
    })
}

/// What a request of an example has of a field: its member, or those of its value where that is spread.
pub(super) fn members(
    api: &Api,
    request: &apiloom_wire::Json,
    field: &Field,
) -> Vec<(String, Json)> {
    let apiloom_wire::Json::Object(members) = request else {
        return Vec::new();
    };
    let keys = model::keys(field, &|id| Some(&api.declaration(id).kind));
    let own = members.iter().filter(|(name, _)| keys.contains(name));
    own.map(|(name, value)| (name.clone(), Json::from(value)))
        .collect()
}

/// How a list or an object is written, where OpenAPI can say it.
pub(super) fn styled(object: &mut Object, api: &Api, field: &Field) {
    let (list, map) = (words::is_list(&field.ty), words::is_object(api, &field.ty));
    let explode = |object: &mut Object, explode: bool| {
        object.put("style", "form");
        object.put("explode", Json::Bool(explode));
    };
    match (field.style, list, map) {
        // Its members stand in the query by their own names.
        _ if field.spread => explode(object, true),
        (_, false, false) | (PairStyle::Json, ..) => {}
        (PairStyle::Repeat, true, _) => explode(object, true),
        (PairStyle::Csv, true, _) => explode(object, false),
        (PairStyle::Brackets, true, _) => {
            // In an encoding the property goes by its own name.
            match object.get("name") {
                Some(_) => {
                    object.put("name", format!("{}[]", field.wire.as_str()).as_str());
                    explode(object, true);
                }
                None => object.put("x-apiloom-style", field.style.word()),
            }
        }
        (PairStyle::Brackets, _, true) => {
            object.put("style", "deepObject");
            object.put("explode", Json::Bool(true));
        }
        (style, ..) => object.put("x-apiloom-style", style.word()),
    }
}
