//! Settings that are made up, so that tests have a client.

use apiloom_wire::Json;

use super::value::{Hint, value};
use crate::expr::{self, Typed};
use crate::lower::Lowered;
use crate::model::{Example, Hole, Name, Presence, Setting, TemplatePart};

/// Values for the settings that a client cannot do without, and for those that have an example: an object by
/// their names.
pub(in crate::emit::rust) fn settings(lowered: &Lowered<'_>) -> Json {
    let settings = lowered.api.settings.iter();
    let members = settings.filter_map(|setting| {
        let field = &setting.field;
        let value = field.example.clone().or_else(|| {
            let needed = field.presence == Presence::Required || is_in_url(lowered, setting);
            let host = is_host(lowered, setting).then_some("api.example.com");
            let hint = Hint {
                text: host,
                constraints: &field.constraints,
            };
            // What no value is known for is null, which no setting takes.
            let made = || value(lowered.api, &field.ty, hint).unwrap_or_default();
            (needed && setting.default.is_none()).then(made)
        });
        Some((field.wire.0.clone(), value?))
    });
    Json::Object(members.collect())
}

/// The settings of an account that an emulator of the vendor might have: what is made up, with what buys tokens
/// as the example of the operation has it that fetches them.
pub(in crate::emit::rust) fn account(lowered: &Lowered<'_>) -> Json {
    let api = lowered.api;
    let mut members = match settings(lowered) {
        Json::Object(members) => members,
        _ => Vec::new(),
    };
    let mut set = |name: &Name, value: Json| {
        let mut known = api.settings.iter();
        let Some(setting) = known.find(|setting| setting.field.name == *name) else {
            return;
        };
        let wire = &setting.field.wire.0;
        match members.iter_mut().find(|(known, _)| known == wire) {
            Some((_, known)) => *known = value,
            None => members.push((wire.clone(), value)),
        }
    };
    for token in api
        .schemes
        .iter()
        .filter_map(|scheme| scheme.token.as_ref())
    {
        let fetch = token.operation.as_ref();
        let fetch = fetch.and_then(|name| api.operations.iter().find(|o| o.name == *name));
        let Some(fetch) = fetch else {
            if let Some(name) = &token.setting {
                set(name, Json::from("an-example-secret"));
            }
            continue;
        };
        let fails = |example: &&Example| example.answer.as_ref().is_some_and(|a| a.fails.is_some());
        let mut examples = fetch.examples.iter().filter(|example| !fails(example));
        let request = examples.find_map(|example| example.request.as_ref());
        for (input, value) in &token.with {
            let field = fetch.fields().find(|field| field.name == *input);
            let shown = field.and_then(|field| request?.get(field.wire.as_str()));
            if let Some(name) = only_setting(value) {
                let made = || Json::from("an-example-secret");
                set(&name, shown.cloned().unwrap_or_else(made));
            }
        }
    }
    Json::Object(members)
}

/// The setting that an expression is, if it uses no other.
fn only_setting(value: &Typed) -> Option<Name> {
    let members = expr::uses(value).members;
    let mut named = members
        .iter()
        .filter_map(|member| member.strip_prefix("settings."));
    let first = named.next()?;
    named.next().is_none().then(|| Name::derive(first))?
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
