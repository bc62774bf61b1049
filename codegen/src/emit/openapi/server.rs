//! Where requests are sent.

use super::described;
use super::object::Object;
use crate::json::Json;
use crate::model::{Api, Name, Server, Setting, TemplatePart, Type, TypeKind};

/// All servers; the first is the default.
pub(super) fn servers(api: &Api) -> Vec<Json> {
    api.servers.iter().map(|it| server(api, it)).collect()
}

/// One server, with its settings as variables.
pub(super) fn server(api: &Api, server: &Server) -> Json {
    let (mut url, mut variables) = (String::new(), Object::new());
    for part in &server.url {
        match part {
            TemplatePart::Text(text) => url.push_str(text),
            TemplatePart::Setting { name, .. } => {
                let name_text = name.snake();
                url.push_str(&format!("{{{name_text}}}"));
                variables.put(name_text, variable(api, name));
            }
        }
    }
    let mut object = Object::new();
    object.put("url", url.as_str());
    object.text("description", &described::facts(&server.facts));
    object.object("variables", variables);
    object.put("x-apiloom-name", server.id.as_str());
    object.json()
}

/// A variable needs a default: that of the setting, its example, or its name.
fn variable(api: &Api, name: &Name) -> Json {
    let mut variable = Object::new();
    let setting = api.settings.iter().find(|it| it.field.name == *name);
    let codes = setting
        .map(|setting| codes(api, setting))
        .unwrap_or_default();
    let example = setting.and_then(|setting| setting.field.example.as_ref()?.as_str());
    let default = setting.and_then(|setting| setting.default.as_deref());
    let first = codes.first().map(String::as_str);
    let name = name.snake();
    let default = default.or(first).or(example).unwrap_or(&name);
    if !codes.is_empty() {
        let codes = codes.iter().map(String::as_str);
        variable.put("enum", Json::texts(codes));
    }
    variable.put("default", default);
    if let Some(setting) = setting {
        variable.text(
            "description",
            &described::field(api, &setting.field, false).text(),
        );
    }
    variable.json()
}

fn codes(api: &Api, setting: &Setting) -> Vec<String> {
    let Type::Named(id) = &setting.field.ty else {
        return Vec::new();
    };
    match &api.declaration(*id).kind {
        TypeKind::Enum(codes) if !codes.open => {
            let variants = codes.variants.iter();
            variants.map(|variant| variant.code.to_string()).collect()
        }
        _ => Vec::new(),
    }
}
