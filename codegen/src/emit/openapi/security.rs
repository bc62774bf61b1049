//! Authentication: what is placed where, and how it is computed.

use super::described::{self, Said};
use super::object::Object;
use crate::emit::rust::{one_line, plain};
use crate::expr;
use crate::json::Json;
use crate::model::{Api, AuthUse, Hook, Let, Name, Operation, Placed, Scheme, Token, Where};

/// A security scheme a placed value: OpenAPI has none that places several, and none for bodies.
pub(super) fn components(api: &Api) -> Object {
    let mut all = Object::new();
    for scheme in &api.schemes {
        for placed in outside_of_bodies(scheme) {
            all.put(name(scheme, placed), component(scheme, placed));
        }
    }
    all
}

/// What an operation needs: one of the alternatives, with all that it names. What stands in the body alone
/// is demanded there.
pub(super) fn requirements(api: &Api, auth: &AuthUse) -> Json {
    let of = |ids: &[String]| {
        let mut all = Object::new();
        for scheme in named(api, ids) {
            for placed in outside_of_bodies(scheme) {
                all.put(name(scheme, placed), Json::List(Vec::new()));
            }
        }
        all
    };
    let alternatives = match auth {
        AuthUse::None => Vec::new(),
        AuthUse::Any(ids) => ids.iter().map(|id| of(std::slice::from_ref(id))).collect(),
        AuthUse::All(ids) => vec![of(ids)],
    };
    let said = alternatives.into_iter().filter(|it| !it.is_empty());
    Json::List(said.map(Object::json).collect())
}

/// How an operation authenticates, for programs.
pub(super) fn used(auth: &AuthUse) -> Object {
    let mut object = Object::new();
    let texts = |ids: &[String]| Json::texts(ids.iter().map(String::as_str));
    match auth {
        AuthUse::None => {}
        AuthUse::Any(ids) => object.put("any", texts(ids)),
        AuthUse::All(ids) => object.put("all", texts(ids)),
    }
    object
}

/// Says by which schemes an operation authenticates.
pub(super) fn in_words(said: &mut Said, api: &Api, operation: &Operation) {
    let (ids, en, zh) = match &operation.auth {
        AuthUse::None => {
            said.both("It needs no authentication.", "无需认证。");
            return;
        }
        AuthUse::Any(ids) => (ids, " or ", " 或 "),
        AuthUse::All(ids) => (ids, " and ", " 和 "),
    };
    let names: Vec<String> = ids.iter().map(|id| format!("`{}`", plain(id))).collect();
    said.both(
        format!("Authentication: {}.", names.join(en)),
        format!("认证：{}。", names.join(zh)),
    );
    for scheme in named(api, ids) {
        let members: Vec<String> = in_bodies(scheme)
            .map(|placed| format!("`{}`", plain(&placed.wire)))
            .collect();
        if members.is_empty() {
            continue;
        }
        let scheme = scheme.name.snake();
        said.both(
            format!(
                "`{scheme}` puts {} into the body, which a security scheme cannot say.",
                members.join(", ")
            ),
            format!(
                "`{scheme}` 把 {} 放进请求体，OpenAPI 的安全方案无法表达。",
                members.join("、")
            ),
        );
    }
}

/// The members that schemes put into the body of an operation: name, schema, and whether they must be there.
pub(super) fn in_body(api: &Api, operation: &Operation) -> Vec<(String, Json, bool)> {
    let (ids, required) = match &operation.auth {
        AuthUse::None => return Vec::new(),
        AuthUse::Any(ids) => (ids, ids.len() == 1),
        AuthUse::All(ids) => (ids, true),
    };
    let mut members: Vec<(String, Json, bool)> = Vec::new();
    for scheme in named(api, ids) {
        for placed in in_bodies(scheme) {
            if members.iter().all(|(name, ..)| *name != placed.wire) {
                let schema = Json::object([
                    ("type", Json::from("string")),
                    (
                        "description",
                        Json::from(value_in_words(scheme, placed).as_str()),
                    ),
                ]);
                members.push((placed.wire.clone(), schema, required));
            }
        }
    }
    members
}

/// The ways to authenticate, for programs.
pub(super) fn schemes(api: &Api) -> Vec<Json> {
    let scheme = |scheme: &Scheme| {
        let mut object = Object::new();
        object.put("name", scheme.id.as_str());
        object.list("compute", scheme.stamp_lets.iter().map(step).collect());
        object.list("stamp", scheme.stamps.iter().map(place).collect());
        object.list(
            "compute_sealed",
            scheme.seal_lets.iter().map(step).collect(),
        );
        object.list("seal", scheme.seals.iter().map(place).collect());
        if let Some(token) = &scheme.token {
            object.object("token", self::token(api, token));
        }
        object.text("description", &described(scheme).text());
        described::put_facts(&mut object, &scheme.facts);
        object.json()
    };
    api.schemes.iter().map(scheme).collect()
}

/// The functions that users of the API supply, for programs.
pub(super) fn hooks(api: &Api) -> Vec<Json> {
    let hook = |hook: &Hook| {
        let mut object = Object::new();
        object.put("name", hook.name.snake().as_str());
        let takes: Vec<String> = hook.takes.iter().map(|(name, _)| name.snake()).collect();
        object.put("takes", Json::texts(takes.iter().map(String::as_str)));
        object.text("description", &described::facts(&hook.facts));
        described::put_facts(&mut object, &hook.facts);
        object.json()
    };
    api.hooks.iter().map(hook).collect()
}

fn named<'a>(api: &'a Api, ids: &'a [String]) -> impl Iterator<Item = &'a Scheme> {
    let scheme = |id: &String| api.schemes.iter().find(|scheme| scheme.id == *id);
    ids.iter().filter_map(scheme)
}

fn all_placed(scheme: &Scheme) -> impl Iterator<Item = &Placed> {
    scheme.stamps.iter().chain(&scheme.seals)
}

fn outside_of_bodies(scheme: &Scheme) -> impl Iterator<Item = &Placed> {
    all_placed(scheme).filter(|placed| placed.place != Where::Body)
}

fn in_bodies(scheme: &Scheme) -> impl Iterator<Item = &Placed> {
    all_placed(scheme).filter(|placed| placed.place == Where::Body)
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
        .find(|word| authorization && value.starts_with(&format!("text(\"{word} ")));
    match word {
        Some(word) => {
            object.put("type", "http");
            object.put("scheme", word.to_ascii_lowercase().as_str());
        }
        None => {
            object.put("type", "apiKey");
            object.put("in", placed.place.word());
            object.put("name", placed.wire.as_str());
        }
    }
    object.put("description", value_in_words(scheme, placed).as_str());
    object.put("x-apiloom-scheme", scheme.id.as_str());
    object.put("x-apiloom-value", value.as_str());
    object.json()
}

/// What one placed value is, with all that is said of its scheme.
fn value_in_words(scheme: &Scheme, placed: &Placed) -> String {
    let mut said = Said::new();
    let (name, id) = (plain(&placed.wire), plain(&scheme.id));
    let value = plain(&expr::write(&placed.value));
    said.both(
        format!("`{name}` of the scheme `{id}` is `{value}`."),
        format!("方案 `{id}` 的 `{name}` 为 `{value}`。"),
    );
    say(&mut said, scheme);
    said.text()
}

fn described(scheme: &Scheme) -> Said {
    let mut said = Said::new();
    say(&mut said, scheme);
    said
}

fn say(said: &mut Said, scheme: &Scheme) {
    said.facts(&scheme.facts);
    let lets = scheme.stamp_lets.iter().chain(&scheme.seal_lets);
    let lets = lets.map(|it| {
        let line = format!(
            "`{}` = `{}`",
            it.name.snake(),
            plain(&one_line(&expr::write(&it.value)))
        );
        (line.clone(), line)
    });
    let head = ("It is computed so:", "计算方式：");
    said.list(head, lets.collect());
    if let Some(token) = &scheme.token {
        said.some(Some(origin(token)));
        said.facts(&token.facts);
    }
}

fn origin(token: &Token) -> (String, String) {
    match (&token.operation, &token.setting) {
        (Some(operation), Some(setting)) => {
            let (operation, setting) = (operation.snake(), setting.snake());
            (
                format!(
                    "The token is the setting `{setting}`, or what the operation `{operation}` gives."
                ),
                format!("令牌取自配置项 `{setting}`，或由接口 `{operation}` 获取。"),
            )
        }
        (Some(operation), None) => {
            let operation = operation.snake();
            (
                format!("The operation `{operation}` gives the token."),
                format!("令牌由接口 `{operation}` 获取。"),
            )
        }
        (None, Some(setting)) => {
            let setting = setting.snake();
            (
                format!("The token is the setting `{setting}`."),
                format!("令牌取自配置项 `{setting}`。"),
            )
        }
        (None, None) => (
            "The caller gives the token.".to_owned(),
            "令牌由调用方提供。".to_owned(),
        ),
    }
}

fn step(it: &Let) -> Json {
    let mut step = Object::new();
    step.put("name", it.name.snake().as_str());
    step.put("value", expr::write(&it.value).as_str());
    step.json()
}

fn place(placed: &Placed) -> Json {
    let mut object = Object::new();
    object.put("in", placed.place.word());
    object.put("name", placed.wire.as_str());
    object.put("value", expr::write(&placed.value).as_str());
    object.json()
}

/// Where a token comes from; the inputs of its operation by their names on the wire.
fn token(api: &Api, token: &Token) -> Object {
    let mut object = Object::new();
    let name = |name: &Option<Name>| name.as_ref().map(Name::snake);
    let operation = token.operation.as_ref();
    let operation = operation.and_then(|name| api.operations.iter().find(|it| it.name == *name));
    object.text("operation", &name(&token.operation).unwrap_or_default());
    object.text("setting", &name(&token.setting).unwrap_or_default());
    let mut with = Object::new();
    for (input, value) in &token.with {
        let mut fields = operation.into_iter().flat_map(Operation::fields);
        let field = fields.find(|field| field.name == *input);
        let wire = field.map_or_else(|| input.snake(), |field| field.wire.as_str().to_owned());
        with.put(wire, expr::write(value).as_str());
    }
    object.object("with", with);
    let ways = token.value.iter().filter(|way| !way.is_empty());
    let values = ways.map(|way| Json::from(way.join(".").as_str()));
    object.list("value", values.collect());
    let lifetime = token.lifetime.as_ref().map(|way| way.join("."));
    object.text("lifetime", &lifetime.unwrap_or_default());
    let renew = token.renew.iter().map(|code| Json::from(code.as_str()));
    object.list("renew", renew.collect());
    object
}
