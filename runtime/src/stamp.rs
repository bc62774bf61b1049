//! What a scheme can use and place before a request is frozen.

use std::fmt;
use std::sync::PoisonError;

use apiloom_wire::{Secret, Timestamp};

use crate::attempt::Turn;
use crate::draft::Draft;
use crate::header::check_cookie;
use crate::{Core, Error, NonceError, Operation, Text};

/// What a scheme can use and place before a request is frozen.
///
/// The first error sticks; the request is not sent then.
pub struct Stamp<'a> {
    pub(crate) core: &'a Core,
    pub(crate) operation: &'static Operation,
    pub(crate) now: Timestamp,
    pub(crate) turn: Turn<'a>,
    pub(crate) placer: Placer<'a>,
}

/// What a stamp and a seal place, and where: the methods of both.
macro_rules! setters {
    ($body:literal) => {
        /// Adds a parameter to the query.
        pub fn query(&mut self, name: &str, value: impl Into<$crate::Text>) {
            self.placer.query(name, value.into());
        }

        /// Sets a header.
        pub fn header(&mut self, name: &str, value: impl Into<$crate::Text>) {
            self.placer.header(name, value.into());
        }

        /// Adds a cookie.
        pub fn cookie(&mut self, name: &str, value: impl Into<$crate::Text>) {
            self.placer.cookie(name, value.into());
        }

        #[doc = $body]
        pub fn body(&mut self, name: &str, value: impl Into<$crate::Text>) {
            self.placer.body(name, value.into());
        }
    };
}

pub(crate) use setters;

/// Places texts into a draft and remembers the secret ones.
pub(crate) struct Placer<'a> {
    pub(crate) draft: &'a mut Draft,
    pub(crate) secrets: &'a mut Vec<Secret>,
    pub(crate) body_was_changed: bool,
    pub(crate) error: Option<Error>,
}

impl Stamp<'_> {
    /// The time of this attempt, the same however often it is asked for.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// Which attempt this is, from 1.
    pub fn attempt(&self) -> i64 {
        i64::from(self.turn.number)
    }

    /// The operation's name in the spec.
    pub fn operation(&self) -> &'static str {
        self.operation.id
    }

    /// A constant that the operation supplies; empty if it supplies none of this name.
    pub fn fact(&self, name: &str) -> &'static str {
        let mut facts = self.operation.facts.iter();
        facts
            .find(|(key, _)| *key == name)
            .map_or("", |(_, value)| value)
    }

    /// A new random UUID (version 4).
    pub fn uuid(&mut self) -> String {
        let made = self.core.nonces().uuid();
        self.nonce(made)
    }

    /// This many new random hex digits in lower case.
    pub fn nonce_hex(&mut self, digits: usize) -> String {
        let made = self.core.nonces().hex(digits);
        self.nonce(made)
    }

    /// This many new random decimal digits.
    pub fn nonce_digits(&mut self, digits: usize) -> String {
        let made = self.core.nonces().digits(digits);
        self.nonce(made)
    }

    /// The token of a scheme.
    ///
    /// # Errors
    /// When there is none.
    pub fn token(&mut self, scheme: &str) -> Result<Secret, Error> {
        // It was fetched before the attempt started, so that this stays free of I/O.
        let mut fetched = self.turn.tokens.iter();
        let token = match fetched.find(|(name, _)| *name == scheme) {
            Some((name, token)) => {
                if let Some(asked) = self.turn.asked {
                    let mut asked = asked.lock().unwrap_or_else(PoisonError::into_inner);
                    asked.push(*name);
                }
                token.clone()
            }
            None => self
                .core
                .token(scheme)
                .ok_or_else(|| Error::no_token(scheme))?,
        };
        self.placer.secrets.push(token.clone());
        Ok(token)
    }

    setters!("Adds a member to a JSON object, or a field to a form.");

    fn nonce(&mut self, made: Result<String, NonceError>) -> String {
        made.unwrap_or_else(|error| {
            let error = Error::configuration(error.to_string());
            self.placer.error.get_or_insert(error);
            String::new()
        })
    }
}

impl fmt::Debug for Stamp<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Stamp")
            .field("operation", &self.operation.id)
            .field("attempt", &self.turn.number)
            .finish_non_exhaustive()
    }
}

impl<'a> Placer<'a> {
    pub(crate) fn new(draft: &'a mut Draft, secrets: &'a mut Vec<Secret>) -> Self {
        Self {
            draft,
            secrets,
            body_was_changed: false,
            error: None,
        }
    }

    pub(crate) fn finish(self) -> Result<(), Error> {
        self.error.map_or(Ok(()), Err)
    }

    pub(crate) fn query(&mut self, name: &str, value: Text) {
        self.remember(&value);
        if let Some(text) = value.into_text() {
            // Links repeat the query of the request that they answer, with what was placed in it.
            if self.draft.target.is_some() {
                self.draft.query.retain(|(pair, _)| pair != name);
            }
            self.draft.query.push((name.to_owned(), text));
        }
    }

    pub(crate) fn header(&mut self, name: &str, value: Text) {
        self.remember(&value);
        let secret = value.is_secret();
        if let Some(text) = value.into_text() {
            let set = self.draft.headers.set(name, &text, secret);
            self.check(set);
        }
    }

    pub(crate) fn cookie(&mut self, name: &str, value: Text) {
        self.remember(&value);
        if let Some(text) = value.into_text() {
            let checked = check_cookie(name, &text);
            self.check(checked);
            self.draft.cookies.push((name.to_owned(), text));
        }
    }

    pub(crate) fn body(&mut self, name: &str, value: Text) {
        self.remember(&value);
        self.body_was_changed = true;
        let added = self.draft.body.add(name, &value);
        self.check(added);
    }

    fn remember(&mut self, value: &Text) {
        let Some(secret) = value.secret() else {
            return;
        };
        // `Bearer TOKEN`: the token alone is as secret as the whole.
        if let Some((_, word)) = secret.rsplit_once(' ') {
            self.secrets.push(Secret::from(word));
        }
        self.secrets.push(Secret::from(secret));
    }

    fn check(&mut self, result: Result<(), Error>) {
        if let Err(error) = result {
            self.error.get_or_insert(error);
        }
    }
}
