//! Bodies of requests.

use super::described;
use super::object::Object;
use super::{parameter, schema, security};
use crate::json::Json;
use crate::model::{Api, Body, Encode, Example, Field, Operation, Payload, Place, Presence, Where};

/// The body of an operation's requests.
pub(super) fn request(api: &Api, operation: &Operation, body: &Body) -> Json {
    let (fields, mut required) = match &body.payload {
        Payload::Fields(fields) => (fields.as_slice(), fields.iter().any(is_demanded)),
        Payload::Whole(field) => (&[][..], field.presence == Presence::Required),
    };
    let mut media = Object::new();
    let added = added(api, operation);
    required |= added.get("required").is_some();
    media.put("schema", with_added(payload(api, body), added.clone()));
    if body.encode == Encode::Form {
        media.object("encoding", encoding(api, fields));
    }
    let mut examples = Object::new();
    for (index, example) in operation.examples.iter().enumerate() {
        if let Some(value) = shown(api, body, example, &added) {
            examples.put(example_name(index, example), value);
        }
    }
    media.object("examples", examples);
    let mut content = Object::new();
    content.object(content_type(operation, body), media);
    let mut object = Object::new();
    if let Payload::Whole(field) = &body.payload {
        object.text(
            "description",
            &described::field(api, field, body.encode == Encode::Json).text(),
        );
    }
    object.flag("required", required);
    object.object("content", content);
    object.json()
}

fn is_demanded(field: &Field) -> bool {
    field.presence == Presence::Required || !field.is_given()
}

fn payload(api: &Api, body: &Body) -> Object {
    match &body.payload {
        Payload::Fields(fields) => schema::fields(api, fields, &[]),
        Payload::Whole(field) => Object::from(schema::parameter(api, field).0),
    }
}

/// The members that authentication and idempotency put into the body.
fn added(api: &Api, operation: &Operation) -> Object {
    let mut members = security::in_body(api, operation);
    if let Some((Where::Body, name)) = &operation.key {
        let mut key = Object::new();
        key.put("type", "string");
        key.put("description", parameter::key_in_words().as_str());
        members.push((name.clone(), key.json(), false));
    }
    let mut object = Object::new();
    if members.is_empty() {
        return object;
    }
    let required = members.iter().filter(|(.., required)| *required);
    let required: Vec<Json> = required
        .map(|(name, ..)| Json::from(name.as_str()))
        .collect();
    let properties = members.iter();
    let properties = properties.map(|(name, schema, _)| (name.clone(), schema.clone()));
    object.put("type", "object");
    object.put("properties", Json::object(properties));
    object.list("required", required);
    object
}

fn with_added(payload: Object, added: Object) -> Json {
    match added.is_empty() {
        true => payload.json(),
        false => {
            let both = Json::List(vec![payload.json(), added.json()]);
            Json::object([("allOf", both)])
        }
    }
}

/// How the lists and objects of a form are written.
fn encoding(api: &Api, fields: &[Field]) -> Object {
    let mut encoding = Object::new();
    for field in fields {
        let mut how = Object::new();
        parameter::styled(&mut how, api, field);
        encoding.object(field.wire.as_str(), how);
    }
    encoding
}

/// What the body is called: by a header of the operation, by the spec, or as such a body is called everywhere.
fn content_type<'a>(operation: &'a Operation, body: &'a Body) -> &'a str {
    let is_it = |it: &&crate::model::Parameter| {
        it.place == Place::Header && it.field.wire.as_str().eq_ignore_ascii_case("content-type")
    };
    let header = operation.parameters.iter().find(is_it);
    let header = header.and_then(|it| it.field.constant.as_ref());
    let own = body.content_type.as_deref();
    own.or(header.map(|constant| constant.text.as_str()))
        .unwrap_or(match body.encode {
            Encode::Json => "application/json",
            Encode::Form => "application/x-www-form-urlencoded",
            Encode::Multipart => "multipart/form-data",
            Encode::Text => "text/plain",
            Encode::Bytes => "application/octet-stream",
        })
}

/// The body of an example. What is computed for each request has no value that could be shown.
fn shown(api: &Api, body: &Body, example: &Example, added: &Object) -> Option<Json> {
    let request = example.request.as_ref()?;
    let mut value = match &body.payload {
        Payload::Whole(field) => {
            let mut members = parameter::members(api, request, field).into_iter();
            members.next()?.1
        }
        Payload::Fields(fields) => {
            let mut object = Object::new();
            for field in fields {
                for (name, value) in parameter::members(api, request, field) {
                    object.put(name, value);
                }
                if let Some(constant) = &field.constant {
                    object.put(field.wire.as_str(), schema::constant(constant));
                }
            }
            object.json()
        }
    };
    if let (Json::Object(members), Some(Json::List(names))) = (&mut value, added.get("required")) {
        let computed = names.iter().filter_map(|name| match name {
            Json::Text(name) => Some((name.clone(), Json::from("…"))),
            _ => None,
        });
        members.extend(computed);
    }
    Some(shown_value(example, value))
}

/// A value of an example, with what is said of it.
pub(super) fn shown_value(example: &Example, value: Json) -> Json {
    let mut object = Object::new();
    object.text("summary", &described::title(&example.facts.title));
    object.text("description", &described::facts(&example.facts));
    object.put("value", value);
    object.json()
}

/// What an example is called.
pub(super) fn example_name(index: usize, example: &Example) -> String {
    let fails = example.answer.as_ref().and_then(|it| it.fails.as_ref());
    match fails {
        Some(_) => format!("failure_{}", index + 1),
        None => format!("example_{}", index + 1),
    }
}
