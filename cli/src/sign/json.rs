//! A signature as programs read it.

use apiloom::Json;
use apiloom_codegen::expr::{Near, Role, Shown as Value, Step, Variant};

use super::Shown;
use super::computed::Computed;
use crate::shown::pretty;

pub(super) fn document(all: &[Computed], found: &[Option<Near>], shown: &Shown<'_>) -> String {
    let schemes = all.iter().zip(found).map(|(one, near)| {
        let mut members = vec![("scheme", Json::from(one.scheme.as_str()))];
        if let Some(now) = one.now {
            members.push(("now", Json::from(now.to_string().as_str())));
        }
        if shown.explain {
            let steps = one.steps.iter().map(|step| self::step(step, shown));
            members.push(("steps", Json::Array(steps.collect())));
        }
        let placed = one
            .steps
            .iter()
            .filter(|step| step.whole && step.role == Role::Placed);
        let placed = placed.map(|step| placing(step, shown));
        members.push(("placed", Json::Array(placed.collect())));
        if let (Some(near), Some(digest)) = (near, shown.digest) {
            members.push(("expected", expected(near, digest, shown)));
        }
        object(members)
    });
    pretty(&object(vec![("schemes", Json::Array(schemes.collect()))]))
}

fn placing(step: &Step, shown: &Shown<'_>) -> Json {
    let (place, name) = step.part.split_once(' ').unwrap_or(("", &step.part));
    object(vec![
        ("place", Json::from(place)),
        ("name", Json::from(name)),
        ("value", value(&step.value, shown)),
    ])
}

fn step(step: &Step, shown: &Shown<'_>) -> Json {
    let mut members = vec![
        ("part", Json::from(step.part.as_str())),
        ("role", Json::from(role(step.role))),
        ("whole", Json::from(step.whole)),
        ("expression", Json::from(step.text.as_str())),
        ("value", value(&step.value, shown)),
    ];
    if let Some(hashed) = &step.hashed {
        let mut inner = vec![
            ("function", Json::from(hashed.function)),
            ("data", value(&hashed.data, shown)),
        ];
        inner.extend(hashed.key.as_ref().map(|key| ("key", value(key, shown))));
        members.push(("hashed", object(inner)));
    }
    object(members)
}

fn role(role: Role) -> &'static str {
    match role {
        Role::Let => "let",
        Role::Placed => "placed",
        Role::HookLet => "let of a hook",
        Role::Hook => "hook",
        Role::Argument => "argument",
    }
}

fn value(value: &Value, shown: &Shown<'_>) -> Json {
    let text = value.text(shown.reveal);
    object(vec![
        (
            "text",
            text.map_or(Json::Null, |text| Json::from(text.as_str())),
        ),
        ("hex", Json::from(value.hex(shown.reveal).as_str())),
        ("bytes", number(value.len())),
        ("secret", Json::from(value.has_secrets())),
    ])
}

fn expected(near: &Near, digest: &str, shown: &Shown<'_>) -> Json {
    let text = |text: &Option<String>| text.as_deref().map_or(Json::Null, Json::from);
    let kept = near.kept.iter().map(|(part, path)| {
        object(vec![
            ("part", Json::from(part.as_str())),
            ("within", Json::from(*path)),
        ])
    });
    let variants = near
        .found
        .iter()
        .map(|variant| self::variant(variant, shown));
    object(vec![
        ("digest", Json::from(digest)),
        ("matches", text(&near.matches)),
        ("within", text(&near.within)),
        ("tried", number(near.tried)),
        ("complete", Json::from(near.complete)),
        ("kept", Json::Array(kept.collect())),
        ("variants", Json::Array(variants.collect())),
    ])
}

fn variant(variant: &Variant, shown: &Shown<'_>) -> Json {
    let changes = variant.changes.iter().map(|(kind, words)| {
        object(vec![
            ("kind", Json::from(shown.say(&kind.name()))),
            ("words", Json::from(shown.say(words))),
        ])
    });
    let parts = variant.parts.iter().map(|part| {
        let mut members = vec![
            ("part", Json::from(part.name.as_str())),
            ("role", Json::from(role(part.role))),
            ("expression", Json::from(part.text.as_str())),
        ];
        if let Some(path) = &part.hook {
            let path = path.iter().map(|key| Json::from(key.as_str()));
            members.push(("hook", Json::Array(path.collect())));
        }
        object(members)
    });
    object(vec![
        ("changes", Json::Array(changes.collect())),
        ("parts", Json::Array(parts.collect())),
    ])
}

fn number(number: usize) -> Json {
    Json::from(i64::try_from(number).unwrap_or(i64::MAX))
}

fn object(members: Vec<(&str, Json)>) -> Json {
    let members = members.into_iter();
    Json::Object(
        members
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    )
}
