//! A client with made-up settings, a fixed time and fixed random texts.

use std::sync::Arc;

use apiloom::{Bytes, FixedClock, NonceError, Nonces, Timestamp, http};
use apiloom_codegen::expr::{Kind, Value};
use apiloom_codegen::model::{Api, Hook, Operation, Type};
use apiloom_interpreter::{Client, HookAnswers, Interpreter, Settings};
use apiloom_wire::Json;

use super::bytes;

/// The time of all requests.
pub(crate) const TIME: &str = "2026-01-01T00:00:00Z";

/// The same in seconds since 1970.
const SECONDS: i64 = 1_767_225_600;

/// What makes the requests of an API's examples.
pub(super) struct Made {
    client: Client,
}

/// A client of an API; none if nothing that is made up fits its settings.
pub(super) fn client(api: &Api, made: &Json) -> Option<Made> {
    let given = |secrets: Secrets| texts(api, made, secrets);
    let interpreter = Interpreter::new(api.clone());
    let settings = [Secrets::All, Secrets::Needed]
        .into_iter()
        .find_map(|secrets| Settings::new(interpreter, given(secrets)).ok())?;
    let hooks = hooks(&api.hooks);
    let transport = Arc::new(apiloom::replay::Replay::new());
    let client = Client::with_hooks(interpreter, settings, hooks, transport);
    let client = client.configure(|core| {
        let now = Timestamp::from_unix_seconds(SECONDS);
        core.with_clock(Arc::new(FixedClock(now)))
            .with_nonces(Arc::new(Repeating))
    });
    for scheme in api.schemes.iter().filter(|scheme| scheme.token.is_some()) {
        client.core().set_token(&scheme.id, "your-token");
    }
    Some(Made { client })
}

impl Made {
    /// The request of a call; none if it cannot be made of what is at hand.
    pub(super) fn request(
        &self,
        operation: &Operation,
        inputs: &Json,
    ) -> Option<http::Request<Bytes>> {
        let call = self.client.call(&operation.name.snake(), &bytes(inputs));
        call.ok()?.prepare().ok()
    }
}

/// Which secrets are given.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Secrets {
    /// All of them, also those that may be left out.
    All,
    /// Those that a client cannot do without.
    Needed,
}

/// The settings as texts by their names.
fn texts(api: &Api, made: &Json, secrets: Secrets) -> Vec<(String, String)> {
    let settings = api.settings.iter().filter_map(|setting| {
        let name = setting.field.wire.as_str();
        let value = made.get(name).and_then(Json::scalar_text);
        let is_secret = setting.field.ty == Type::Secret;
        // One without constraints may say what it is.
        let free = is_secret && setting.field.constraints.is_empty();
        let text = match (value, free && setting.field.example.is_none()) {
            (Some(_), true) => Some(yours(name)),
            (None, true) if secrets == Secrets::All => Some(yours(name)),
            (value, _) => value.map(std::borrow::Cow::into_owned),
        };
        Some((name.to_owned(), text?))
    });
    settings.collect()
}

/// A text that says what belongs in its place: `your-app-secret`.
fn yours(name: &str) -> String {
    let name: String = name
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
        .collect();
    format!("your-{}", name.replace('_', "-"))
}

/// Answers by placeholders.
fn hooks(hooks: &[Hook]) -> HookAnswers {
    let answers = hooks.iter().map(|hook| {
        let name = hook.name.snake();
        let answer = match &hook.gives.kind {
            Kind::Bytes => Value::Bytes(yours(&name).into_bytes()),
            Kind::Int => Value::Int(1),
            Kind::Bool => Value::Bool(true),
            Kind::Instant => Value::Instant(Timestamp::from_unix_seconds(SECONDS)),
            Kind::Pairs => Value::Pairs(vec![(name.clone(), yours(&name))]),
            _ => Value::Text(yours(&name)),
        };
        (name, answer)
    });
    let answers: Vec<(String, Value)> = answers.collect();
    Arc::new(move |name, _| {
        let mut answers = answers.iter();
        answers
            .find(|(known, _)| known == name)
            .map(|(_, answer)| answer.clone())
    })
}

/// Random texts that are the same every time, and have the form of random ones.
#[derive(Debug)]
struct Repeating;

impl Repeating {
    fn of(digits: &str, length: usize) -> String {
        digits.chars().cycle().take(length).collect()
    }
}

impl Nonces for Repeating {
    fn uuid(&self) -> Result<String, NonceError> {
        Ok("00112233-4455-4677-8899-aabbccddeeff".to_owned())
    }

    fn hex(&self, length: usize) -> Result<String, NonceError> {
        Ok(Self::of("0123456789abcdef", length))
    }

    fn digits(&self, length: usize) -> Result<String, NonceError> {
        Ok(Self::of("1234567890", length))
    }
}

#[cfg(test)]
mod tests {
    use apiloom::Timestamp;

    use super::{SECONDS, TIME, yours};

    #[test]
    fn the_time_is_what_is_said_of_it() {
        let time = Timestamp::from_unix_seconds(SECONDS);
        let written = apiloom::f::format(time, "yyyy-MM-dd'T'HH:mm:ss'Z'", "UTC");
        assert_eq!(written, TIME);
    }

    #[test]
    fn placeholders_say_what_they_stand_for() {
        assert_eq!(yours("app_secret"), "your-app-secret");
        assert_eq!(yours("a'; rm -rf /"), "your-arm-rf");
    }
}
