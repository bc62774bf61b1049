//! Authentication: what is placed where. How it is computed stands in `x-apiloom-compute` and in words.

use super::described;
use super::object::Object;
use crate::emit::rust::plain;
use crate::expr;
use crate::json::Json;
use crate::model::{Api, AuthUse, Let, Placed, Scheme, Where};

/// A security scheme a placed value: OpenAPI has none that places several.
pub(super) fn components(api: &Api) -> Object {
    let mut all = Object::new();
    for scheme in &api.schemes {
        for placed in outside_of_bodies(scheme) {
            all.put(name(scheme, placed), component(scheme, placed));
        }
    }
    all
}

/// What an operation needs: one of the alternatives, with all that it names.
pub(super) fn requirements(api: &Api, auth: &AuthUse) -> Json {
    let scheme = |id: &String| api.schemes.iter().find(|scheme| scheme.id == *id);
    let of = |ids: &[String]| {
        let mut all = Object::new();
        for scheme in ids.iter().filter_map(scheme) {
            for placed in outside_of_bodies(scheme) {
                all.put(name(scheme, placed), Json::List(Vec::new()));
            }
        }
        all.json()
    };
    Json::List(match auth {
        AuthUse::None => Vec::new(),
        AuthUse::Any(ids) => ids.iter().map(|id| of(std::slice::from_ref(id))).collect(),
        AuthUse::All(ids) => vec![of(ids)],
    })
}

fn outside_of_bodies(scheme: &Scheme) -> impl Iterator<Item = &Placed> {
    let placed = scheme.stamps.iter().chain(&scheme.seals);
    placed.filter(|placed| placed.place != Where::Body)
}

/// A scheme that places one value goes by its own name.
fn name(scheme: &Scheme, placed: &Placed) -> String {
    match outside_of_bodies(scheme).count() {
        1 => scheme.name.snake(),
        _ => {
            let fits = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
            let wire = placed.wire.chars().map(|c| if fits(c) { c } else { '_' });
            format!("{}.{}", scheme.name.snake(), wire.collect::<String>())
        }
    }
}

fn component(scheme: &Scheme, placed: &Placed) -> Json {
    let mut object = Object::new();
    let value = expr::write(&placed.value);
    let authorization =
        placed.place == Where::Header && placed.wire.eq_ignore_ascii_case("authorization");
    let word = ["Bearer", "Basic"]
        .into_iter()
        .find(|word| authorization && value.starts_with(&format!("\"{word} ")));
    match word {
        Some(word) => {
            object.put("type", "http");
            object.put("scheme", word.to_ascii_lowercase().as_str());
        }
        None => {
            object.put("type", "apiKey");
            object.put("in", place(placed.place));
            object.put("name", placed.wire.as_str());
        }
    }
    object.put("description", description(scheme, placed, &value).as_str());
    object.put("x-apiloom-value", value.as_str());
    object.list("x-apiloom-compute", steps(scheme));
    object.list("x-apiloom-body", in_bodies(scheme));
    object.json()
}

fn place(place: Where) -> &'static str {
    match place {
        Where::Query => "query",
        Where::Header => "header",
        Where::Cookie => "cookie",
        Where::Body => "body",
    }
}

fn description(scheme: &Scheme, placed: &Placed, value: &str) -> String {
    let mut said = vec![described::facts(&scheme.facts, "")];
    said.push(format!("`{}` is `{}`.", plain(&placed.wire), plain(value)));
    let lets = lets(scheme).map(|it| {
        format!(
            "- `{}` = `{}`",
            it.name.snake(),
            plain(&expr::write(&it.value))
        )
    });
    let lets: Vec<String> = lets.collect();
    if !lets.is_empty() {
        said.push(format!("In this:\n\n{}", lets.join("\n")));
    }
    if let Some(token) = &scheme.token {
        let from = match (&token.operation, &token.setting) {
            (Some(operation), Some(setting)) => format!(
                "The token is the setting `{}`, or what the operation `{}` gives.",
                setting.snake(),
                operation.snake()
            ),
            (Some(operation), None) => {
                format!("The operation `{}` gives the token.", operation.snake())
            }
            (None, Some(setting)) => format!("The token is the setting `{}`.", setting.snake()),
            (None, None) => "The caller gives the token.".to_owned(),
        };
        said.push(from);
        said.push(described::facts(&token.facts, ""));
    }
    said.retain(|paragraph| !paragraph.is_empty());
    said.join("\n\n")
}

fn lets(scheme: &Scheme) -> impl Iterator<Item = &Let> {
    scheme.stamp_lets.iter().chain(&scheme.seal_lets)
}

fn steps(scheme: &Scheme) -> Vec<Json> {
    let step = |it: &Let| {
        let mut step = Object::new();
        step.put("name", it.name.snake().as_str());
        step.put("value", expr::write(&it.value).as_str());
        step.json()
    };
    lets(scheme).map(step).collect()
}

/// What is placed in the body, which no security scheme can say.
fn in_bodies(scheme: &Scheme) -> Vec<Json> {
    let placed = scheme.stamps.iter().chain(&scheme.seals);
    let placed = placed.filter(|placed| placed.place == Where::Body);
    let member = |placed: &Placed| {
        let mut member = Object::new();
        member.put("name", placed.wire.as_str());
        member.put("value", expr::write(&placed.value).as_str());
        member.json()
    };
    placed.map(member).collect()
}
