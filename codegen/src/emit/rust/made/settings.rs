//! Settings that are made up, so that tests have a client.

use apiloom_wire::Json;

use super::value::{Hint, value};
use crate::lower::Lowered;
use crate::model::{Hole, Presence, Setting, TemplatePart};

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
