//! Operations.

use super::described::{self, Said};
use super::object::Object;
use super::{body, pages, parameter, response, schema, security, server, words};
use crate::emit::rust::plain;
use crate::emit::words as shared;
use crate::json::Json;
use crate::model::{Api, Operation, Update, has_exceptions};

/// What stands under `paths`.
///
/// OpenAPI knows one operation a method and path. Of several, which a constant tells apart, the first stands
/// where tools look for it, and the others under `x-apiloom-others`.
pub(super) fn paths(api: &Api) -> Json {
    let mut paths: Vec<(String, String, Object)> = Vec::new();
    for operation in &api.operations {
        let shape = shape(&operation.path);
        let method = operation.method.to_ascii_lowercase();
        let at = paths.iter().position(|(known, ..)| *known == shape);
        let at = at.unwrap_or_else(|| {
            paths.push((shape, operation.path.clone(), Object::new()));
            paths.len() - 1
        });
        let (_, path, item) = &mut paths[at];
        let described = self::operation(api, operation, path);
        match item.get(&method) {
            None => item.put(method, described),
            Some(_) => {
                let mut others = match item.get("x-apiloom-others") {
                    Some(Json::List(others)) => others.clone(),
                    _ => Vec::new(),
                };
                others.push(described);
                item.put("x-apiloom-others", Json::List(others));
            }
        }
    }
    Json::object(paths.into_iter().map(|(_, path, item)| (path, item.json())))
}

/// A path without the names of its parameters: two that differ in them alone are one.
fn shape(path: &str) -> String {
    let parts = path.split('{').enumerate();
    let parts = parts.map(|(index, part)| match (index, part.split_once('}')) {
        (0, _) | (_, None) => part.to_owned(),
        (_, Some((_, rest))) => format!("{{}}{rest}"),
    });
    parts.collect()
}

fn operation(api: &Api, operation: &Operation, path: &str) -> Json {
    let mut object = Object::new();
    object.put("operationId", operation.name.snake().as_str());
    let summary = match described::title(&operation.facts.title) {
        title if title.is_empty() => operation.name.spaced(),
        title => title,
    };
    object.put("summary", summary.as_str());
    object.text("description", &description(api, operation));
    object.flag("deprecated", operation.facts.deprecated.is_some());
    let first = api.servers.first().map(|server| server.id.as_str());
    let own = api.servers.iter().find(|it| it.id == operation.server);
    if let Some(own) = own.filter(|own| Some(own.id.as_str()) != first) {
        object.put("servers", Json::List(vec![server::server(api, own)]));
    }
    object.put("security", security::requirements(api, &operation.auth));
    object.list("parameters", parameter::parameters(api, operation, path));
    if let Some(body) = &operation.body {
        object.put("requestBody", body::request(api, operation, body));
    }
    object.put("responses", response::responses(api, operation));
    known(&mut object, api, operation);
    object.json()
}

fn description(api: &Api, operation: &Operation) -> String {
    let mut said = Said::new();
    said.facts(&operation.facts);
    said.saying(&shared::effect(operation.effect));
    if let Some(update) = operation.update {
        said.saying(&shared::update_of(update));
    }
    if has_exceptions(&api.types, operation) {
        said.saying(&shared::exceptions());
    }
    let repeated = words::repeated(operation.repeat, operation.key.as_ref());
    repeated.iter().for_each(|saying| said.saying(saying));
    schema::rules_in_words(&mut said, &operation.rules);
    for permission in &operation.permissions {
        said.docs(("Permission: ", "权限："), permission);
    }
    for limit in &operation.limits {
        let limit = api.limits.iter().find(|it| it.id == *limit);
        let (en, zh) = limit.map(shared::limit).unwrap_or_default();
        said.both(format!("Limit: {en}."), format!("限制：{zh}。"));
    }
    pages::in_words(&mut said, operation);
    security::in_words(&mut said, api, operation);
    parameter::fixed_in_words(&mut said, operation);
    if let Some(entity) = &operation.entity {
        let (of, does) = (plain(&entity.of), plain(&entity.does));
        said.both(
            format!("Entity: `{of}` ({does})."),
            format!("实体：`{of}`（{does}）。"),
        );
    }
    said.text()
}

/// What OpenAPI has no words for.
fn known(object: &mut Object, api: &Api, operation: &Operation) {
    described::put_facts(object, &operation.facts);
    object.put("x-apiloom-effect", operation.effect.word());
    object.put("x-apiloom-repeat", operation.repeat.word());
    if let Some((place, name)) = &operation.key {
        let mut key = Object::new();
        key.put("in", place.word());
        key.put("name", name.as_str());
        object.object("x-apiloom-key", key);
    }
    object.text(
        "x-apiloom-update",
        operation.update.map_or("", Update::word),
    );
    if let Some(entity) = &operation.entity {
        let mut of = Object::new();
        of.put("of", entity.of.as_str());
        of.put("does", entity.does.as_str());
        of.text("key", entity.key.as_deref().unwrap_or_default());
        of.text("answer", entity.answer.as_deref().unwrap_or_default());
        object.object("x-apiloom-entity", of);
    }
    let envelope = operation.envelope.and_then(|it| api.envelopes.get(it));
    let envelope = envelope.map(|envelope| envelope.name.snake());
    object.text("x-apiloom-envelope", &envelope.unwrap_or_default());
    object.object("x-apiloom-headers", parameter::fixed_headers(operation));
    object.object("x-apiloom-auth", security::used(&operation.auth));
    object.object("x-apiloom-pagination", pages::pagination(operation));
    let limits = operation.limits.iter().map(String::as_str);
    object.list("x-apiloom-limits", limits.map(Json::from).collect());
    object.list("x-apiloom-rules", schema::rules(&operation.rules));
    let permissions = operation.permissions.iter().map(|permission| {
        let mut object = Object::new();
        object.put_docs("permission", permission);
        object.json()
    });
    object.list("x-apiloom-permissions", permissions.collect());
    let mut constants = Object::new();
    for (name, value) in &operation.constants {
        constants.put(name.as_str(), value.as_str());
    }
    object.object("x-apiloom-facts", constants);
}
