//! An API as an OpenAPI 3.1 document.
//!
//! What OpenAPI has a word for is said in that word. What it has none for, such as how a signature is made or
//! what an update erases, stands in `x-apiloom` members for programs and in the descriptions for people.

mod body;
mod described;
mod object;
mod operation;
mod pages;
mod parameter;
mod reached;
mod response;
mod schema;
mod security;
mod server;
mod texts;
mod words;

use described::Said;
use object::Object;

use crate::emit::rust::plain;
use crate::emit::words as shared;
use crate::expr;
use crate::json::Json;
use crate::model::{Api, Document, Limit, Name, Presence, Setting, Type};

/// The version of a document; specs have none, and generated crates start with this one.
const VERSION: &str = "0.1.0";

/// The document as JSON, with a line break at its end.
pub fn document(api: &Api) -> String {
    let paths = operation::paths(api);
    let (schemas, responses) = reached::components(&paths, api);
    let mut components = Object::new();
    components.object("schemas", schemas);
    components.object("responses", responses);
    components.object("securitySchemes", security::components(api));
    let mut document = Object::new();
    document.put("openapi", "3.1.0");
    document.put("info", info(api));
    document.list("servers", server::servers(api));
    document.put("paths", paths);
    document.object("components", components);
    document.list("x-apiloom-settings", settings(api));
    document.list("x-apiloom-auth", security::schemes(api));
    document.list("x-apiloom-hooks", security::hooks(api));
    document.list("x-apiloom-envelopes", response::envelopes(api));
    document.list("x-apiloom-errors", response::errors(api));
    document.list("x-apiloom-limits", limits(api));
    document.list("x-apiloom-documents", documents(api));
    document.json().written()
}

fn info(api: &Api) -> Json {
    let mut info = Object::new();
    let title = match described::title(&api.title) {
        title if title.is_empty() => api.vendor.spaced(),
        title => title,
    };
    info.put("title", title.as_str());
    info.put("version", VERSION);
    info.text("description", &description(api));
    info.put_docs("x-apiloom-title", &api.title);
    info.put_docs("x-apiloom-note", &api.note);
    info.json()
}

fn description(api: &Api) -> String {
    let mut said = Said::new();
    said.docs(("", ""), &api.doc);
    said.docs(("Note: ", "备注："), &api.note);
    let setting = |setting: &Setting| {
        let field = &setting.field;
        let texts = [&field.facts.doc, &field.facts.title];
        let (en, zh) = texts
            .into_iter()
            .find_map(described::on_one_line)
            .unwrap_or_default();
        let name = field.name.snake();
        match en.is_empty() {
            true => (format!("`{name}`"), format!("`{name}`")),
            false => (format!("`{name}`: {en}"), format!("`{name}`：{zh}")),
        }
    };
    said.list(
        (
            "Settings, which servers and authentication name:",
            "配置项（服务器地址和认证会用到）：",
        ),
        api.settings.iter().map(setting).collect(),
    );
    let limit = |limit: &Limit| {
        let ((en, zh), name) = (shared::limit(limit), plain(&limit.id));
        (format!("`{name}`: {en}."), format!("`{name}`：{zh}。"))
    };
    said.list(
        ("Limits:", "调用限制："),
        api.limits.iter().map(limit).collect(),
    );
    said.text()
}

/// What the user of the API supplies once.
fn settings(api: &Api) -> Vec<Json> {
    let setting = |setting: &Setting| {
        let field = &setting.field;
        let mut object = Object::new();
        object.put("name", field.name.snake().as_str());
        // Nothing else names the type of a setting.
        let schema = match &field.ty {
            Type::Named(id) => schema::declaration(api, api.declaration(*id)),
            _ => schema::parameter(api, field).0,
        };
        object.put("schema", schema);
        object.text("description", &described::field(api, field, false).text());
        object.flag("required", field.presence == Presence::Required);
        object.flag("secret", field.ty == Type::Secret);
        object.text("default", setting.default.as_deref().unwrap_or_default());
        described::put_facts(&mut object, &field.facts);
        object.json()
    };
    api.settings.iter().map(setting).collect()
}

fn documents(api: &Api) -> Vec<Json> {
    let document = |document: &Document| {
        let mut object = Object::new();
        object.put("name", document.id.as_str());
        object.put_docs("title", &document.facts.title);
        object.text("url", document.url.as_deref().unwrap_or_default());
        object.text("description", &described::facts(&document.facts));
        object.json()
    };
    api.documents.iter().map(document).collect()
}

fn limits(api: &Api) -> Vec<Json> {
    let limit = |limit: &Limit| {
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
        let by = limit
            .by
            .iter()
            .map(|it| Json::from(expr::write(it).as_str()));
        object.list("by", by.collect());
        object.text("description", &described::facts(&limit.facts));
        described::put_facts(&mut object, &limit.facts);
        object.json()
    };
    api.limits.iter().map(limit).collect()
}

/// The name of a component.
fn component(name: &Name) -> String {
    name.camel()
}
