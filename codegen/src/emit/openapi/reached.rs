//! The components that operations lead to; others, such as the codes of a setting, would be told to nobody.

use std::collections::BTreeSet;

use super::object::Object;
use super::{response, schema};
use crate::json::Json;
use crate::model::Api;

/// What a reference to a schema starts with.
const SCHEMAS: &str = "#/components/schemas/";

/// What a reference to an answer starts with.
const RESPONSES: &str = "#/components/responses/";

/// The schemas and the answers that paths lead to.
pub(super) fn components(paths: &Json, api: &Api) -> (Object, Object) {
    let (schemas, responses) = (schema::components(api), response::components(api));
    let mut reached = BTreeSet::new();
    let mut waiting = Vec::new();
    references(paths, &mut waiting);
    while let Some(reference) = waiting.pop() {
        let of = |prefix: &str, all: &[(String, Json)]| {
            let name = reference.strip_prefix(prefix)?;
            let at = all.iter().position(|(known, _)| known == name)?;
            Some(all[at].1.clone())
        };
        let found = of(SCHEMAS, &schemas).or_else(|| of(RESPONSES, &responses));
        if reached.insert(reference)
            && let Some(found) = found
        {
            references(&found, &mut waiting);
        }
    }
    let kept = |prefix: &str, all: Vec<(String, Json)>| {
        let mut object = Object::new();
        for (name, component) in all {
            if reached.contains(&format!("{prefix}{name}")) {
                object.put(name, component);
            }
        }
        object
    };
    (kept(SCHEMAS, schemas), kept(RESPONSES, responses))
}

/// What a value refers to. Examples can hold anything, and refer to nothing.
fn references(json: &Json, found: &mut Vec<String>) {
    match json {
        Json::List(items) => items.iter().for_each(|item| references(item, found)),
        Json::Object(members) => {
            for (key, value) in members {
                match (key.as_str(), value) {
                    ("$ref", Json::Text(reference)) => found.push(reference.clone()),
                    // Its members may be called anything.
                    ("properties" | "responses", Json::Object(named)) => {
                        named.iter().for_each(|(_, it)| references(it, found));
                    }
                    ("example" | "examples" | "default" | "const" | "enum", _) => {}
                    _ => references(value, found),
                }
            }
        }
        _ => {}
    }
}
