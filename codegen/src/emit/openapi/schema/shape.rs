//! Schemas of the shapes that others are made of.

use super::super::object::Object;
use crate::json::Json;
use crate::model::Literal;

/// A value of a schema, or null.
pub(in super::super) fn nullable(schema: Json) -> Json {
    let mut object = Object::from(schema);
    if let Some(Json::Text(word)) = object.get("type") {
        let words = Json::List(vec![Json::Text(word.clone()), Json::from("null")]);
        if object.get("enum").is_none() && object.get("const").is_none() {
            object.put("type", words);
            return object.json();
        }
    }
    if object.is_empty() {
        return object.json();
    }
    any_of(vec![object.json(), of_type("null").json()]).json()
}

pub(super) fn of_type(word: &str) -> Object {
    let mut object = Object::new();
    object.put("type", word);
    object
}

pub(super) fn with(word: &str, members: &[(&str, Json)]) -> Json {
    let mut object = of_type(word);
    for (key, value) in members {
        object.put(*key, value.clone());
    }
    object.json()
}

pub(super) fn any_of(schemas: Vec<Json>) -> Object {
    let mut object = Object::new();
    object.put("anyOf", Json::List(schemas));
    object
}

pub(super) fn list(items: Json) -> Json {
    with("array", &[("items", items)])
}

/// An object that has all of these members.
pub(super) fn members(members: Vec<(&str, Json)>) -> Object {
    let mut object = of_type("object");
    let names = members.iter().map(|(name, _)| *name);
    object.put("required", Json::texts(names));
    let mut properties = Object::new();
    members
        .into_iter()
        .for_each(|(name, schema)| properties.put(name, schema));
    object.object("properties", properties);
    object
}

pub(super) fn number(text: &str) -> Json {
    match apiloom_wire::Number::new(text) {
        Ok(number) => Json::Number(number),
        Err(_) => Json::from(text),
    }
}

pub(super) fn literal(literal: &Literal) -> Json {
    match literal {
        Literal::Int(code) => Json::from(*code),
        Literal::Text(code) => Json::from(code.as_str()),
    }
}
