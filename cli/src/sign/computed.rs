//! What the schemes of a request computed.

use std::sync::{Arc, Mutex, PoisonError};

use apiloom::Timestamp;
use apiloom_codegen::expr::{self, Env, Part, Role, Step, Value};
use apiloom_codegen::model::{Api, Let, Name, Placed, Scheme, Type};
use apiloom_interpreter::Witness;

/// A scheme with all values that it had.
pub(super) struct Computed {
    /// Its name in the spec.
    pub(super) scheme: String,
    /// The instant of the signature.
    pub(super) now: Option<Timestamp>,
    /// What is computed: each `let`, then what is placed.
    pub(super) parts: Vec<Part>,
    /// The values that the parts are computed of.
    pub(super) env: Env,
    /// What a signature could contain, and whether it is secret.
    pub(super) known: Vec<(String, bool)>,
    /// Every step.
    pub(super) steps: Vec<Step>,
}

/// What a client tells of its schemes.
#[derive(Clone, Default)]
pub(super) struct Witnessed(Arc<Mutex<Vec<Seen>>>);

struct Seen {
    scheme: &'static Scheme,
    now: Option<Timestamp>,
    values: Vec<(String, Value)>,
}

impl Witnessed {
    pub(super) fn witness(&self) -> Witness {
        let seen = Arc::clone(&self.0);
        Arc::new(move |scheme, env| {
            let values = env.values();
            let values = values.map(|(path, value)| (path.to_owned(), value.clone()));
            seen.lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(Seen {
                    scheme,
                    now: env.instant(),
                    values: values.collect(),
                });
        })
    }

    /// What each scheme computed, in the order in which they stamped.
    pub(super) fn computed(&self, api: &Api, secrets: &[String]) -> Vec<Computed> {
        let seen = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let mut schemes: Vec<&'static Scheme> = Vec::new();
        for one in seen.iter() {
            if !schemes.iter().any(|known| known.id == one.scheme.id) {
                schemes.push(one.scheme);
            }
        }
        // A scheme may sign what another has placed, the other's token too.
        let values = seen.iter().flat_map(|one| &one.values);
        let tokens = values.filter_map(|(path, value)| match value {
            Value::Text(text) if path == "token" => Some(text),
            _ => None,
        });
        let secrets: Vec<String> = secrets.iter().chain(tokens).cloned().collect();
        let of = |scheme: &'static Scheme| {
            let own = seen.iter().filter(|one| one.scheme.id == scheme.id);
            computed(api, scheme, own, &secrets)
        };
        schemes.into_iter().map(of).collect()
    }
}

fn computed<'a>(
    api: &Api,
    scheme: &'static Scheme,
    seen: impl Iterator<Item = &'a Seen>,
    secrets: &[String],
) -> Computed {
    let mut env = Env::new();
    let mut instant = None;
    for one in seen {
        if let Some(now) = one.now {
            env = env.now(now);
            instant = Some(now);
        }
        for (path, value) in &one.values {
            env.set(path, value.clone());
        }
    }
    let known = known(api, &env);
    let mut secrets = secrets.to_vec();
    for (path, _) in known.iter().filter(|(_, secret)| *secret) {
        if let Some(Value::Text(text)) = env.get(path) {
            secrets.push(text.clone());
        }
    }
    let parts = parts(scheme);
    // Every value is there: the request was just signed with them.
    let steps = expr::trace(&parts, &env, &secrets).unwrap_or_default();
    Computed {
        scheme: scheme.id.clone(),
        now: instant,
        parts,
        env,
        known,
        steps,
    }
}

/// What a signature could contain: settings, the token, constants of the operation, the request.
fn known(api: &Api, env: &Env) -> Vec<(String, bool)> {
    let secret = |path: &str| {
        let setting = path.strip_prefix("settings.");
        let setting = setting.and_then(|name| {
            let mut settings = api.settings.iter();
            settings.find(|setting| setting.field.wire.as_str() == name)
        });
        match setting {
            Some(setting) => is_secret(&setting.field.ty),
            None => path == "token",
        }
    };
    let roots = ["settings.", "request.", "operation."];
    let paths = env.values().map(|(path, _)| path);
    paths
        .filter(|path| *path == "token" || roots.iter().any(|root| path.starts_with(root)))
        .map(|path| (path.to_owned(), secret(path)))
        .collect()
}

fn is_secret(ty: &Type) -> bool {
    match ty {
        Type::Secret => true,
        Type::Trimmed(inner) => is_secret(inner),
        _ => false,
    }
}

/// The `let`s of a scheme and what it places, as the spec has them.
fn parts(scheme: &Scheme) -> Vec<Part> {
    let lets: Vec<&Let> = scheme.stamp_lets.iter().chain(&scheme.seal_lets).collect();
    let mut own = Vec::new();
    let mut placed = Vec::new();
    for one in scheme.stamps.iter().chain(&scheme.seals) {
        let made = made_for(one, &lets);
        placed.push(Part {
            role: Role::Placed,
            name: format!("{} {}", one.place.word(), one.wire),
            value: made.map_or(&one.value, |made| &made.value).clone(),
        });
        own.extend(made.map(|made| made.name.snake()));
    }
    let lets = lets.into_iter().map(|made| Part {
        role: Role::Let,
        name: made.name.snake(),
        value: made.value.clone(),
    });
    lets.filter(|part| !own.contains(&part.name))
        .chain(placed)
        .collect()
}

/// The `let` that the checks made of a placed value, because it is computed before it is placed.
fn made_for<'a>(placed: &Placed, lets: &[&'a Let]) -> Option<&'a Let> {
    let name = Name::derive(&placed.wire)?.with("value").snake();
    let uses = expr::uses(&placed.value);
    let alone = expr::write(&placed.value) == name && uses.names.len() == 1;
    let made = lets.iter().find(|made| made.name.snake() == name);
    made.filter(|_| alone).copied()
}
