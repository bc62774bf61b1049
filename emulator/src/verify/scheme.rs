//! One scheme: what a request says is read back, and the scheme is computed anew with it.

use std::collections::BTreeMap;

use apiloom_codegen::expr::{
    self, Env, EvalError, Moment, Told, Typed, Value, nonce_length, unify,
};
use apiloom_codegen::model::{Let, Operation, Placed, Scheme, Where};
use apiloom_wire::Timestamp;

use super::view;
use crate::account::Account;
use crate::received::Received;

/// How many attempts of a call are tried where the number of the attempt is signed.
const ATTEMPTS: i64 = 5;

/// What a scheme is checked against.
pub(super) struct Subject<'a> {
    pub(super) api: &'static apiloom_codegen::model::Api,
    pub(super) operation: &'a Operation,
    pub(super) received: &'a Received,
    pub(super) account: &'a Account,
    /// What all schemes of the request placed after signing.
    pub(super) seals: &'a [(Where, String)],
    /// The tokens that may have been used where the request does not say which.
    pub(super) tokens: Vec<String>,
    /// Whether tokens come from nowhere but the account and the operations of the API.
    pub(super) tokens_are_known: bool,
    pub(super) now: Timestamp,
    /// How many seconds the time of a request may be off.
    pub(super) window: i64,
}

/// What is proved of a request.
#[derive(Debug, Default)]
pub(super) struct Proof {
    /// The token that was used.
    pub(super) token: Option<String>,
    /// The time that was signed, if one was.
    pub(super) moment: Option<Moment>,
    /// The random texts.
    pub(super) nonces: Vec<String>,
    /// What could not be checked, each a sentence.
    pub(super) unchecked: Vec<String>,
}

/// Why a request does not fit a scheme.
#[derive(Debug)]
pub(super) enum Misfit {
    /// These places are empty, of so many.
    Missing(Vec<String>, usize),
    /// This place has another value than the scheme gives.
    Wrong(String),
}

/// What stands in the places of a scheme.
struct Given<'s> {
    placed: &'s Placed,
    text: String,
}

/// A guess of what the request was made with.
#[derive(Clone)]
struct Guess {
    token: Option<String>,
    now: Timestamp,
    attempt: i64,
}

/// Checks what a scheme placed.
pub(super) fn check(scheme: &Scheme, subject: &Subject<'_>) -> Result<Proof, Misfit> {
    let given = given(scheme, subject)?;
    let told = told(scheme, subject, &given);
    let uses = Uses::of(scheme);
    let moments = moments(&told, &uses, subject);
    let tokens = tokens(&told, &uses, subject);
    if subject.tokens_are_known && uses.token && tokens.contains(&None) {
        return Err(Misfit::Wrong(
            "token, which was never handed out,".to_owned(),
        ));
    }
    let attempts = if uses.attempt { ATTEMPTS } else { 1 };
    let mut first_wrong = None;
    for token in &tokens {
        for now in &moments {
            for attempt in 1..=attempts {
                let guess = Guess {
                    token: token.clone(),
                    now: *now,
                    attempt,
                };
                match proved(scheme, subject, &given, &told, guess) {
                    Ok(mut proof) => {
                        proof.moment = uses.now.then(|| Moment {
                            at: *now,
                            millis: told.instant().map_or(1_000, |moment| moment.millis),
                        });
                        return Ok(proof);
                    }
                    Err(place) => {
                        first_wrong.get_or_insert(place);
                    }
                }
            }
        }
    }
    Err(Misfit::Wrong(first_wrong.unwrap_or_default()))
}

/// Where a value is placed, as people read it.
pub(super) fn shown(place: Where, name: &str) -> String {
    let place = match place {
        Where::Query => "query parameter",
        Where::Header => "header",
        Where::Cookie => "cookie",
        Where::Body => "member of the body",
    };
    format!("{place} `{name}`")
}

fn given<'s>(scheme: &'s Scheme, subject: &Subject<'_>) -> Result<Vec<Given<'s>>, Misfit> {
    let mut given = Vec::new();
    let mut missing = Vec::new();
    let placed = || scheme.stamps.iter().chain(&scheme.seals);
    for placed in placed() {
        match view::text(
            subject.operation,
            subject.received,
            placed.place,
            &placed.wire,
        ) {
            Some(text) => given.push(Given { placed, text }),
            None => missing.push(shown(placed.place, &placed.wire)),
        }
    }
    match missing.is_empty() {
        true => Ok(given),
        false => Err(Misfit::Missing(missing, placed().count())),
    }
}

/// What the received texts tell of time, token and random texts.
fn told(scheme: &Scheme, subject: &Subject<'_>, given: &[Given<'_>]) -> Told {
    let mut env = environment(subject);
    let lets: BTreeMap<String, &Typed> = lets(scheme)
        .map(|made| (made.name.snake(), &made.value))
        .collect();
    // What depends on the settings alone is known, and shows where the rest stands within a text.
    for made in scheme.stamp_lets.iter().chain(&scheme.seal_lets) {
        if let Ok(value) = expr::eval(&made.value, &env) {
            env.set(&made.name.snake(), value);
        }
    }
    let mut told = Told::default();
    for one in given {
        let by_name = |name: &str| lets.get(name).copied();
        unify(&one.placed.value, &one.text, &env, &by_name, &mut told);
    }
    told
}

fn lets(scheme: &Scheme) -> impl Iterator<Item = &Let> {
    scheme.stamp_lets.iter().chain(&scheme.seal_lets)
}

/// What a scheme depends on, directly or by its `let`s.
#[derive(Default)]
struct Uses {
    now: bool,
    token: bool,
    attempt: bool,
}

impl Uses {
    fn of(scheme: &Scheme) -> Self {
        let placed = scheme.stamps.iter().chain(&scheme.seals);
        let values = lets(scheme).map(|made| &made.value);
        let mut uses = Self::default();
        for value in values.chain(placed.map(|placed| &placed.value)) {
            let own = expr::uses(value);
            uses.now |= own.now;
            uses.token |= own.names.contains("token");
            uses.attempt |= own.roots.contains("attempt") || own.names.contains("attempt");
        }
        uses
    }
}

/// The instants to try: the one that is told, or else every second of the window, the nearest first.
fn moments(told: &Told, uses: &Uses, subject: &Subject<'_>) -> Vec<Timestamp> {
    if !uses.now {
        return vec![subject.now];
    }
    let now = subject.now.unix_millis();
    if let Some(moment) = told.instant() {
        let start = moment.at.unix_millis();
        // A text that says no more than the day fits the clock all day long.
        let within = (start..start.saturating_add(moment.millis)).contains(&now);
        return vec![if within { subject.now } else { moment.at }];
    }
    let mut moments = vec![subject.now];
    for second in 1..=subject.window {
        for off in [-second, second] {
            moments.push(Timestamp::from_unix_millis(now.saturating_add(off * 1_000)));
        }
    }
    moments
}

fn tokens(told: &Told, uses: &Uses, subject: &Subject<'_>) -> Vec<Option<String>> {
    match told.name("token") {
        Some(Value::Text(token)) => vec![Some(token.clone())],
        _ if uses.token => match subject.tokens.is_empty() {
            true => vec![None],
            false => subject.tokens.iter().cloned().map(Some).collect(),
        },
        _ => vec![None],
    }
}

fn environment(subject: &Subject<'_>) -> Env {
    let mut env = subject.account.environment(subject.api);
    view::set(&mut env, subject.operation, subject.received, subject.seals);
    env
}

/// Computes the scheme with a guess; the place that comes out otherwise is the error.
fn proved(
    scheme: &Scheme,
    subject: &Subject<'_>,
    given: &[Given<'_>],
    told: &Told,
    guess: Guess,
) -> Result<Proof, String> {
    let mut env = environment(subject).now(guess.now);
    env.set("attempt", Value::Int(guess.attempt));
    if let Some(token) = &guess.token {
        env.set("token", Value::Text(token.clone()));
    }
    let mut proof = Proof {
        token: guess.token,
        ..Proof::default()
    };
    let mut unknown: BTreeMap<String, String> = BTreeMap::new();
    for made in lets(scheme) {
        let name = made.name.snake();
        if env.has(&name) {
            continue;
        }
        if expr::uses(&made.value).nonce
            && let Some(value) = told.name(&name)
        {
            if let (Value::Text(text), Some(length)) = (value, nonce_length(&made.value)) {
                if text.chars().count() != length {
                    return Err(format!(
                        "random text `{name}`, which is to have {length} characters,"
                    ));
                }
                proof.nonces.push(text.clone());
            }
            env.set(&name, value.clone());
            continue;
        }
        match expr::eval(&made.value, &env) {
            Ok(value) => env.set(&name, value),
            Err(error) => {
                unknown.insert(name, reason(&error, &unknown));
            }
        }
    }
    for one in given {
        let place = shown(one.placed.place, &one.placed.wire);
        match expr::eval(&one.placed.value, &env) {
            Ok(value) if value.text().as_deref() == Some(one.text.as_str()) => {}
            Ok(_) => return Err(place),
            Err(_) if one.text.is_empty() => return Err(place),
            Err(error) => {
                let why = reason(&error, &unknown);
                proof
                    .unchecked
                    .push(format!("the {place} is not checked: {why}"));
            }
        }
    }
    Ok(proof)
}

/// Why something cannot be computed here.
fn reason(error: &EvalError, unknown: &BTreeMap<String, String>) -> String {
    match error {
        EvalError::Missing(name) => match unknown.get(name) {
            Some(why) => why.clone(),
            None => format!("`{name}` is not known here"),
        },
        EvalError::Hook(name) => {
            format!("the spec does not say how `{name}` is computed; give it with an auth file")
        }
        EvalError::Nonce => "it is made of a random text that is not sent".to_owned(),
        EvalError::Kind(_) => error.to_string(),
    }
}
