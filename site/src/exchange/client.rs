//! A client with made-up settings, a fixed time and fixed random texts.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

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
    nonces: Arc<Seeded>,
    settings: Vec<(String, String)>,
}

/// A client of an API; none if nothing that is made up fits its settings.
pub(super) fn client(api: &Api, made: &Json) -> Option<Made> {
    let given = |secrets: Secrets| texts(api, made, secrets);
    let interpreter = Interpreter::new(api.clone());
    let (given, settings) = [Secrets::All, Secrets::Needed]
        .into_iter()
        .find_map(|secrets| {
            let given = given(secrets);
            let settings = Settings::new(interpreter, given.clone()).ok()?;
            Some((given, settings))
        })?;
    let hooks = hooks(&api.hooks);
    let transport = Arc::new(apiloom::replay::Replay::new());
    let client = Client::with_hooks(interpreter, settings, hooks, transport);
    let nonces = Arc::new(Seeded::default());
    let client = client.configure(|core| {
        let now = Timestamp::from_unix_seconds(SECONDS);
        core.with_clock(Arc::new(FixedClock(now)))
            .with_nonces(Arc::clone(&nonces) as Arc<dyn Nonces>)
    });
    for scheme in &api.schemes {
        let Some(token) = &scheme.token else {
            continue;
        };
        // A token that the settings have is that one, so that whoever knows the settings can check signatures.
        let known = token.setting.as_ref().and_then(|name| {
            let mut settings = api.settings.iter();
            let setting = settings.find(|setting| setting.field.name == *name)?;
            let mut given = given.iter();
            given.find(|(name, _)| *name == setting.field.wire.0)
        });
        let known = known.map_or("your-token", |(_, value)| value.as_str());
        client.core().set_token(&scheme.id, known);
    }
    Some(Made {
        client,
        nonces,
        settings: given,
    })
}

impl Made {
    /// The settings of its client, as texts by their names.
    pub(super) fn settings(&self) -> Vec<(String, String)> {
        self.settings.clone()
    }

    /// The request of a call; none if it cannot be made of what is at hand.
    pub(super) fn request(
        &self,
        operation: &Operation,
        example: Option<usize>,
        inputs: &Json,
    ) -> Option<http::Request<Bytes>> {
        let name = operation.name.snake();
        self.nonces.seed(&name, example);
        let call = self.client.call(&name, &bytes(inputs));
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

/// Random texts that are the same every time, have the form of random ones, and differ from sample to sample:
/// a vendor that takes each only once can be sent one sample after the other.
#[derive(Debug, Default)]
struct Seeded(AtomicU64);

impl Seeded {
    /// From now on, the texts are those of this example.
    fn seed(&self, operation: &str, example: Option<usize>) {
        let example = example.map_or(0, |index| index as u64 + 1);
        let bytes = operation.bytes().chain(example.to_be_bytes());
        // FNV-1a, so that the texts of a sample do not depend on the samples before it.
        let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
            (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        });
        self.0.store(hash, Ordering::Relaxed);
    }

    fn seeded(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }

    fn of(digits: &str, length: usize) -> String {
        digits.chars().cycle().take(length).collect()
    }
}

impl Nonces for Seeded {
    fn uuid(&self) -> Result<String, NonceError> {
        let last = self.seeded() & 0xffff_ffff_ffff;
        Ok(format!("00112233-4455-4677-8899-{last:012x}"))
    }

    fn hex(&self, length: usize) -> Result<String, NonceError> {
        Ok(Self::of(&format!("{:016x}", self.seeded()), length))
    }

    fn digits(&self, length: usize) -> Result<String, NonceError> {
        Ok(Self::of(&format!("{:020}", self.seeded()), length))
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
