//! One scheme: what a request says is read back, and the scheme is computed anew with it.

use std::collections::{BTreeMap, BTreeSet};

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

/// How many bytes all guesses of one request may go through: a stranger has sent it, and others wait.
const WORK: usize = 64 * 1024 * 1024;

/// How many bytes a guess counts for beside what it goes through.
const GUESS: usize = 4 * 1024;

/// What a scheme is checked against.
pub(super) struct Subject<'a> {
    pub(super) api: &'static apiloom_codegen::model::Api,
    pub(super) operation: &'a Operation,
    pub(super) received: &'a Received,
    pub(super) account: &'a Account,
    /// What all schemes of the request placed.
    pub(super) placed: &'a view::Placements,
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
    /// This place has another value than the scheme gives at the times that were tried, and there are more.
    GivenUp(String),
}

/// What stands in the places of a scheme.
struct Given<'s> {
    placed: &'s Placed,
    /// None for one that may be left out, and is.
    text: Option<String>,
}

/// What is the same in every guess of what a request was made with, and what remains to be guessed.
struct Ground<'s> {
    env: Env,
    told: Told,
    /// The random texts that were told.
    nonces: Vec<String>,
    /// Why some names have no value.
    unknown: BTreeMap<String, String>,
    /// The `let`s and places that depend on a guess.
    lets: Vec<&'s Let>,
    given: Vec<Given<'s>>,
}

/// Checks what a scheme placed.
pub(super) fn check(scheme: &Scheme, subject: &Subject<'_>) -> Result<Proof, Misfit> {
    let given = given(scheme, subject)?;
    let uses = Uses::of(scheme);
    let mut ground = Ground::of(scheme, subject, &uses, given)?;
    let tokens = tokens(&ground.told, &uses, subject);
    if subject.tokens_are_known && uses.token && tokens.contains(&None) {
        return Err(Misfit::Wrong(
            "token, which was never handed out,".to_owned(),
        ));
    }
    let attempts = if uses.attempt { ATTEMPTS } else { 1 };
    let millis = ground.told.instant().map_or(1_000, |moment| moment.millis);
    let mut tries = (WORK / ground.weight()).max(1);
    let mut first_wrong = None;
    // The clocks of two machines differ by little: the nearest instant is tried with everything first.
    for now in moments(&ground.told, &uses, subject) {
        for token in &tokens {
            for attempt in 1..=attempts {
                if tries == 0 {
                    return Err(Misfit::GivenUp(first_wrong.unwrap_or_default()));
                }
                tries -= 1;
                match ground.proved(now, token.as_ref(), attempt) {
                    Ok(mut proof) => {
                        proof.moment = uses.now.then_some(Moment { at: now, millis });
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
            None if !matches!(placed.value.ty.kind, expr::Kind::Optional(_)) => {
                missing.push(shown(placed.place, &placed.wire));
            }
            text => given.push(Given { placed, text }),
        }
    }
    match missing.is_empty() {
        true => Ok(given),
        false => Err(Misfit::Missing(missing, placed().count())),
    }
}

/// What the received texts tell of time, token and random texts.
fn told(scheme: &Scheme, env: &Env, given: &[Given<'_>]) -> Told {
    let lets: BTreeMap<String, &Typed> = lets(scheme)
        .map(|made| (made.name.snake(), &made.value))
        .collect();
    let mut told = Told::default();
    for one in given {
        let by_name = |name: &str| lets.get(name).copied();
        if let Some(text) = &one.text {
            unify(&one.placed.value, text, env, &by_name, &mut told);
        }
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
    /// The members of the request, such as `request.body`.
    members: BTreeSet<String>,
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
            uses.members.extend(own.members);
        }
        uses
    }
}

/// The instants to try: the one that is told, or else every second of the window, the nearest first.
///
/// A window may be as long as its user likes, so the instants are made one by one.
fn moments(
    told: &Told,
    uses: &Uses,
    subject: &Subject<'_>,
) -> impl Iterator<Item = Timestamp> + use<> {
    let now = subject.now.unix_millis();
    let (first, window) = match told.instant() {
        _ if !uses.now => (subject.now, 0),
        Some(moment) => {
            let start = moment.at.unix_millis();
            // A text that says no more than the day fits the clock all day long.
            let within = (start..start.saturating_add(moment.millis)).contains(&now);
            (if within { subject.now } else { moment.at }, 0)
        }
        None => (subject.now, subject.window),
    };
    let offs = (1..=window).flat_map(|second| [-second, second]);
    let others = offs.map(move |off| {
        let millis = off.saturating_mul(1_000);
        Timestamp::from_unix_millis(now.saturating_add(millis))
    });
    std::iter::once(first).chain(others)
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

impl<'s> Ground<'s> {
    /// Computes once what no guess changes: a request may be long, and guesses may be many.
    fn of(
        scheme: &'s Scheme,
        subject: &Subject<'_>,
        uses: &Uses,
        given: Vec<Given<'s>>,
    ) -> Result<Self, Misfit> {
        let mut env = subject.account.environment(subject.api);
        let (operation, received) = (subject.operation, subject.received);
        view::set(&mut env, operation, received, subject.placed, &uses.members);
        // What depends on the settings and the request is known, and shows where the rest stands within a text.
        for made in lets(scheme) {
            let name = made.name.snake();
            if !env.has(&name)
                && let Ok(value) = expr::eval(&made.value, &env)
            {
                env.set(&name, value);
            }
        }
        let told = told(scheme, &env, &given);
        let mut ground = Self {
            env,
            told,
            nonces: Vec::new(),
            unknown: BTreeMap::new(),
            lets: Vec::new(),
            given: Vec::new(),
        };
        for made in lets(scheme) {
            ground.settle(made)?;
        }
        for one in given {
            match ground.agrees(&one) {
                Ok(true) => {}
                Ok(false) => return Err(Misfit::Wrong(one.place())),
                Err(_) => ground.given.push(one),
            }
        }
        Ok(ground)
    }

    /// Gives a name the value that it has in every guess, if it has such a value.
    fn settle(&mut self, made: &'s Let) -> Result<(), Misfit> {
        let name = made.name.snake();
        if self.env.has(&name) {
            return Ok(());
        }
        let told = self.told.name(&name);
        let told = told.filter(|_| expr::uses(&made.value).nonce).cloned();
        let Some(value) = told else {
            match expr::eval(&made.value, &self.env) {
                Ok(value) => self.env.set(&name, value),
                Err(_) => self.lets.push(made),
            }
            return Ok(());
        };
        if let (Value::Text(text), Some(length)) = (&value, nonce_length(&made.value)) {
            if text.chars().count() != length {
                return Err(Misfit::Wrong(format!(
                    "random text `{name}`, which is to have {length} characters,"
                )));
            }
            self.nonces.push(text.clone());
        }
        self.env.set(&name, value);
        Ok(())
    }

    /// Whether the scheme gives what stands in a place.
    fn agrees(&self, one: &Given<'_>) -> Result<bool, EvalError> {
        let value = expr::eval(&one.placed.value, &self.env)?;
        Ok(value.text() == one.text)
    }

    /// How many bytes a guess goes through, and never none.
    fn weight(&self) -> usize {
        let mut weights: BTreeMap<String, usize> = BTreeMap::new();
        let mut total = GUESS;
        let lets = self.lets.iter().map(|made| (Some(made), &made.value));
        let places = self.given.iter().map(|one| (None, &one.placed.value));
        for (made, value) in lets.chain(places) {
            let uses = expr::uses(value);
            let of = |name: &String| match self.env.get(name) {
                Some(value) => bytes(value),
                None => weights.get(name).copied().unwrap_or_default(),
            };
            let weight = uses.names.iter().chain(&uses.members).map(of);
            let weight = weight.fold(0, usize::saturating_add);
            total = total.saturating_add(weight);
            if let Some(made) = made {
                weights.insert(made.name.snake(), weight);
            }
        }
        total
    }

    /// Computes the scheme with a guess; the place that comes out otherwise is the error.
    fn proved(
        &mut self,
        now: Timestamp,
        token: Option<&String>,
        attempt: i64,
    ) -> Result<Proof, String> {
        self.env = std::mem::take(&mut self.env).now(now);
        self.env.set("attempt", Value::Int(attempt));
        if let Some(token) = token {
            self.env.set("token", Value::Text(token.clone()));
        }
        for made in &self.lets {
            let name = made.name.snake();
            match expr::eval(&made.value, &self.env) {
                Ok(value) => self.env.set(&name, value),
                // The value of another guess would prove nothing.
                Err(_) if self.env.has(&name) => return Err(format!("value of `{name}`")),
                Err(error) => {
                    let why = reason(&error, &self.unknown);
                    self.unknown.insert(name, why);
                }
            }
        }
        let mut unchecked = Vec::new();
        for one in &self.given {
            let place = one.place();
            match self.agrees(one) {
                Ok(true) => {}
                Ok(false) => return Err(place),
                Err(_) if one.text.as_ref().is_none_or(String::is_empty) => return Err(place),
                Err(error) => {
                    let why = reason(&error, &self.unknown);
                    unchecked.push(format!("the {place} is not checked: {why}"));
                }
            }
        }
        Ok(Proof {
            token: token.cloned(),
            moment: None,
            nonces: self.nonces.clone(),
            unchecked,
        })
    }
}

impl Given<'_> {
    fn place(&self) -> String {
        shown(self.placed.place, &self.placed.wire)
    }
}

/// How many bytes a value has, about.
fn bytes(value: &Value) -> usize {
    match value {
        Value::Text(text) => text.len(),
        Value::Bytes(bytes) => bytes.len(),
        Value::Pairs(pairs) => pairs
            .iter()
            .map(|(name, text)| name.len() + text.len())
            .sum(),
        Value::List(items) => items.iter().map(bytes).sum(),
        _ => 0,
    }
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
