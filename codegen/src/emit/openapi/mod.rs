//! An API as an OpenAPI 3.1 document.
//!
//! What OpenAPI has a word for is said in that word. What it has none for, such as how a signature is made or
//! what an update erases, stands in `x-apiloom` members for programs and in the descriptions for people.

mod described;
mod object;
mod operation;
mod schema;
mod security;
mod server;

use object::Object;

use super::rust::one_line;
use crate::json::Json;
use crate::model::{Api, Name};

/// The version of a document; specs have none, and generated crates start with this one.
const VERSION: &str = "0.1.0";

/// The document as JSON, with a line break at its end.
pub fn document(api: &Api) -> String {
    let mut document = Object::new();
    document.put("openapi", "3.1.0");
    document.put("info", info(api));
    document.list("servers", server::servers(api));
    document.put("paths", operation::paths(api));
    let mut components = Object::new();
    components.object("schemas", schema::components(api));
    components.object("securitySchemes", security::components(api));
    document.object("components", components);
    document.list("x-apiloom-documents", documents(api));
    document.list("x-apiloom-limits", limits(api));
    document.json().written()
}

fn info(api: &Api) -> Json {
    let mut info = Object::new();
    let title = api.title.en.as_ref().or(api.title.zh.as_ref());
    let title = title.map_or_else(|| api.vendor.spaced(), |title| one_line(title));
    info.put("title", title.as_str());
    info.put("version", VERSION);
    let mut said = described::both(&api.doc);
    said.extend(described::both(&api.note));
    info.text("description", &said.join("\n\n"));
    info.put_docs("x-apiloom-title", &api.title);
    info.json()
}

fn documents(api: &Api) -> Vec<Json> {
    let document = |document: &crate::model::Document| {
        let mut object = Object::new();
        object.put("name", document.id.as_str());
        object.put_docs("title", &document.facts.title);
        object.text("url", document.url.as_deref().unwrap_or_default());
        object.json()
    };
    api.documents.iter().map(document).collect()
}

fn limits(api: &Api) -> Vec<Json> {
    let limit = |limit: &crate::model::Limit| {
        let mut object = Object::new();
        object.put("name", limit.id.as_str());
        if let Some((calls, seconds)) = limit.rate {
            object.put("calls", i64::from(calls));
            object.put("seconds", i64::try_from(seconds).unwrap_or(i64::MAX));
        }
        if let Some(concurrent) = limit.concurrent {
            object.put("concurrent", i64::from(concurrent));
        }
        object.flag("each_operation", limit.each_operation);
        object.text("description", &described::facts(&limit.facts, ""));
        object.json()
    };
    api.limits.iter().map(limit).collect()
}

/// The name of a component.
fn component(name: &Name) -> String {
    name.camel()
}
