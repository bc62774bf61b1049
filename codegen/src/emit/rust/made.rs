//! Settings that are made up, so that tests have a client.

use apiloom_wire::{Decimal, Json, Number, functions as f};

use crate::constraint::whole_match;
use crate::lower::Lowered;
use crate::model::{
    Constraint, Format, Hole, Literal, Presence, Setting, TemplatePart, Type, TypeKind,
};

/// Texts that are tried, in this order, where a setting has constraints.
const TEXTS: &[&str] = &[
    "example",
    "example.com",
    "an-example",
    "EXAMPLE",
    "1",
    "12345678",
];

/// Values for the settings that a client cannot do without, and for those that have an example: an object by
/// their names.
pub(super) fn settings(lowered: &Lowered<'_>) -> Json {
    let settings = lowered.api.settings.iter();
    let members = settings.filter_map(|setting| {
        let value = setting.field.example.clone().or_else(|| {
            let needed =
                setting.field.presence == Presence::Required || is_in_url(lowered, setting);
            (needed && setting.default.is_none()).then(|| value(lowered, setting))
        });
        Some((setting.field.wire.0.clone(), value?))
    });
    Json::Object(members.collect())
}

/// A value of a setting, by its type and its constraints if something keeps them.
fn value(lowered: &Lowered<'_>, setting: &Setting) -> Json {
    let text = |text: &str| Json::String(text.to_owned());
    match &setting.field.ty {
        Type::Int32 | Type::Int64 => {
            let numbers = [1_i64, 10, 100, 1000];
            let kept = numbers.into_iter().find(|number| {
                let number = number.to_string();
                keeps(setting, &number)
            });
            Json::Number(Number::from(kept.unwrap_or(1)))
        }
        Type::Bool => Json::Bool(false),
        Type::String(Some(Format::Email)) => text("someone@example.com"),
        Type::String(Some(Format::Phone)) => text("13800000000"),
        Type::String(Some(Format::Url)) => text("https://example.com"),
        Type::Secret => text("an-example-secret"),
        Type::Named(id) => match &lowered.api.declaration(*id).kind {
            TypeKind::Enum(codes) => match codes.variants.first().map(|variant| &variant.code) {
                Some(Literal::Int(code)) => Json::Number(Number::from(*code)),
                Some(Literal::Text(code)) => text(code),
                None => Json::Null,
            },
            _ => Json::Null,
        },
        _ => {
            let host = is_host(lowered, setting).then_some("api.example.com");
            let texts = || host.into_iter().chain(TEXTS.iter().copied());
            let kept = texts().find(|text| keeps(setting, text));
            text(kept.or_else(|| texts().next()).unwrap_or_default())
        }
    }
}

/// Whether a text keeps the constraints of a setting.
fn keeps(setting: &Setting, text: &str) -> bool {
    let within = |count: usize, from: Option<u64>, to: Option<u64>| {
        let count = u64::try_from(count).unwrap_or(u64::MAX);
        from.is_none_or(|from| count >= from) && to.is_none_or(|to| count <= to)
    };
    let order = |bound: &Option<String>| {
        let (text, bound) = (
            Decimal::new(text).ok()?,
            Decimal::new(bound.as_deref()?).ok()?,
        );
        Some(f::decimal_order(&text, &bound))
    };
    setting
        .field
        .constraints
        .iter()
        .all(|constraint| match constraint {
            Constraint::Length(from, to) => within(text.chars().count(), *from, *to),
            Constraint::ByteLength(from, to) => within(text.len(), *from, *to),
            Constraint::Range(from, to) => {
                order(from).is_none_or(|order| order.is_ge()) && order(to).is_none_or(|o| o.is_le())
            }
            Constraint::Pattern(pattern) => {
                whole_match(&pattern.source).is_ok_and(|regex| regex.is_match(text))
            }
            Constraint::Items(..) | Constraint::Unique => true,
        })
}

fn is_in_url(lowered: &Lowered<'_>, setting: &Setting) -> bool {
    holes(lowered, setting).next().is_some()
}

fn is_host(lowered: &Lowered<'_>, setting: &Setting) -> bool {
    holes(lowered, setting).any(|hole| hole == Hole::Host)
}

/// What a setting is in the addresses of servers.
fn holes<'a>(lowered: &Lowered<'a>, setting: &'a Setting) -> impl Iterator<Item = Hole> + use<'a> {
    let parts = lowered.api.servers.iter().flat_map(|server| &server.url);
    parts.filter_map(|part| match part {
        TemplatePart::Setting { name, hole } if *name == setting.field.name => Some(*hole),
        _ => None,
    })
}
