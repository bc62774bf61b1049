//! Whether a request comes from the emulated account: every scheme is computed anew.

mod nonces;
mod scheme;
mod view;

use apiloom_codegen::expr;
use apiloom_codegen::model::{Api, AuthUse, Operation, Scheme, Token, Where};
use apiloom_wire::{Json, Timestamp};

use crate::account::Account;
use crate::failure::{Failure, FailureKind};
use crate::received::Received;
use crate::tokens::{TokenState, Tokens};
use nonces::Nonces;
use scheme::{Misfit, Proof, Subject};
use view::Placements;

/// Checks the authentication of requests, and remembers tokens and random texts.
#[derive(Debug)]
pub struct Verifier {
    api: &'static Api,
    window: i64,
    tokens: Tokens,
    nonces: Nonces,
}

/// What came of the check of a request.
#[derive(Debug, Default)]
pub struct Verified {
    /// The schemes that let it through.
    pub schemes: Vec<String>,
    /// What could not be checked, each a sentence.
    pub unchecked: Vec<String>,
    /// The token that it used, with the operation that hands out such tokens.
    pub token: Option<(String, String)>,
}

impl Verifier {
    /// Checks requests to an API. The time of a request may be off by `window` seconds.
    pub fn new(api: &'static Api, seed: u64, window: u64) -> Self {
        Self {
            api,
            window: i64::try_from(window).unwrap_or(i64::MAX),
            tokens: Tokens::new(seed),
            nonces: Nonces::default(),
        }
    }

    /// The same memory for the API after its spec has changed.
    pub(crate) fn set_api(&mut self, api: &'static Api) {
        self.api = api;
    }

    /// The tokens that were handed out.
    pub fn tokens(&self) -> &Tokens {
        &self.tokens
    }

    pub(crate) fn tokens_mut(&mut self) -> &mut Tokens {
        &mut self.tokens
    }

    /// Checks a request to an operation.
    ///
    /// # Errors
    /// What the request is refused for.
    pub fn verify(
        &mut self,
        operation: &Operation,
        received: &Received,
        account: &Account,
        now: Timestamp,
    ) -> Result<Verified, Failure> {
        let mut verified = Verified::default();
        match &operation.auth {
            AuthUse::None => {}
            AuthUse::Any(_) => {
                let mut best: Option<(usize, Failure)> = None;
                for scheme in self.schemes(operation) {
                    let placed = Placements::of(&[scheme]);
                    match self.one(scheme, operation, received, account, now, &placed) {
                        Ok(proof) => {
                            self.note(scheme, proof, now, &mut verified);
                            return Ok(verified);
                        }
                        Err((fits, failure)) => {
                            if best.as_ref().is_none_or(|(most, _)| fits > *most) {
                                best = Some((fits, failure));
                            }
                        }
                    }
                }
                if let Some((_, failure)) = best {
                    return Err(failure);
                }
            }
            AuthUse::All(_) => {
                let schemes = self.schemes(operation);
                let placed = Placements::of(&schemes);
                let mut proofs = Vec::new();
                for scheme in schemes {
                    let proof = self.one(scheme, operation, received, account, now, &placed);
                    proofs.push((scheme, proof.map_err(|(_, failure)| failure)?));
                }
                for (scheme, proof) in proofs {
                    self.note(scheme, proof, now, &mut verified);
                }
            }
        }
        Ok(verified)
    }

    /// The places in which authentication of an operation stands.
    pub fn placements(&self, operation: &Operation) -> Vec<(Where, &'static str)> {
        let schemes = self.schemes(operation).into_iter();
        let placed = schemes.flat_map(|scheme| scheme.stamps.iter().chain(&scheme.seals));
        placed.map(|p| (p.place, p.wire.as_str())).collect()
    }

    /// What the inputs of a token operation are to be, and are not.
    ///
    /// # Errors
    /// When a credential is not that of the account.
    pub fn credentials(
        &self,
        operation: &Operation,
        inputs: &Json,
        account: &Account,
    ) -> Result<(), Failure> {
        let env = account.environment(self.api);
        for (name, value) in self.token(operation).iter().flat_map(|token| &token.with) {
            let mut fields = operation.fields();
            let field = fields.find(|field| field.name == *name);
            let (Some(field), Ok(expected)) = (field, expr::eval(value, &env)) else {
                continue;
            };
            let wire = field.wire.as_str();
            let given = inputs.get(wire).and_then(Json::scalar_text);
            if expected
                .text()
                .is_some_and(|expected| Some(expected.as_str()) != given.as_deref())
            {
                return Err(Failure {
                    kind: FailureKind::BadSignature,
                    message: format!("`{wire}` is not that of the account"),
                });
            }
        }
        Ok(())
    }

    /// What is handed out by an operation, if it hands out tokens.
    pub fn token(&self, operation: &Operation) -> Option<&'static Token> {
        let mut tokens = self.api.schemes.iter().filter_map(|s| s.token.as_ref());
        tokens.find(|token| token.operation.as_ref() == Some(&operation.name))
    }

    /// The codes after which the schemes of an operation renew their token, if they have one.
    pub fn renews(&self, operation: &Operation) -> Option<Vec<String>> {
        let schemes = self.schemes(operation).into_iter();
        let mut tokens = schemes.filter_map(|scheme| scheme.token.as_ref());
        tokens.next().map(|token| token.renew.clone())
    }

    fn schemes(&self, operation: &Operation) -> Vec<&'static Scheme> {
        let (AuthUse::Any(ids) | AuthUse::All(ids)) = &operation.auth else {
            return Vec::new();
        };
        let by_id = |id: &String| self.api.schemes.iter().find(|scheme| scheme.id == *id);
        ids.iter().filter_map(by_id).collect()
    }

    /// Checks one scheme; an error comes with the number of places that were filled.
    fn one(
        &self,
        scheme: &Scheme,
        operation: &Operation,
        received: &Received,
        account: &Account,
        now: Timestamp,
        placed: &Placements,
    ) -> Result<Proof, (usize, Failure)> {
        let all = scheme.stamps.len() + scheme.seals.len();
        let source = Source::of(scheme, account);
        let subject = Subject {
            api: self.api,
            operation,
            received,
            account,
            placed,
            tokens: source
                .as_ref()
                .map(|s| s.texts(&self.tokens))
                .unwrap_or_default(),
            tokens_are_known: source.as_ref().is_some_and(Source::is_known),
            now,
            window: self.window,
        };
        let proof = scheme::check(scheme, &subject).map_err(|misfit| refused(scheme, misfit))?;
        let refuse = |kind, message: String| Err((all, Failure { kind, message }));
        if let (Some(source), Some(token)) = (&source, &proof.token) {
            match source.state(&self.tokens, token, now) {
                TokenState::Live => {}
                TokenState::Expired => {
                    let kind = FailureKind::ExpiredToken(source.token.renew.clone());
                    return refuse(kind, "the token has expired".to_owned());
                }
                TokenState::Unknown => {
                    let kind = FailureKind::ExpiredToken(source.token.renew.clone());
                    return refuse(kind, "the token was not handed out here".to_owned());
                }
            }
        }
        if let Some(off) = proof.moment.and_then(|moment| self.off(moment, now)) {
            let limit = self.window;
            let message = format!("the time is {off} seconds off the clock, and may be {limit}");
            return refuse(FailureKind::Stale, message);
        }
        let mut nonces = proof.nonces.iter();
        if nonces.any(|nonce| self.nonces.has(&scheme.id, nonce)) {
            let message = "the random text was used before".to_owned();
            return refuse(FailureKind::Replayed, message);
        }
        Ok(proof)
    }

    /// How many seconds an instant is off the clock, if that is too many.
    fn off(&self, moment: expr::Moment, now: Timestamp) -> Option<i64> {
        let (start, now) = (moment.at.unix_millis(), now.unix_millis());
        // The last instant that has the same text.
        let end = start.saturating_add(moment.millis.saturating_sub(1));
        let off = match now {
            now if now < start => start.saturating_sub(now),
            now if now > end => now.saturating_sub(end),
            _ => 0,
        };
        (off > self.window.saturating_mul(1_000)).then_some(off / 1_000)
    }

    /// Remembers what a request has used up.
    fn note(&mut self, scheme: &Scheme, proof: Proof, now: Timestamp, verified: &mut Verified) {
        verified.schemes.push(scheme.id.clone());
        verified.unchecked.extend(proof.unchecked);
        let operation = scheme.token.as_ref().and_then(|t| t.operation.as_ref());
        if let (Some(operation), Some(token)) = (operation, proof.token) {
            verified.token.get_or_insert((operation.snake(), token));
        }
        // A time that is told ends a random text as well; the clock of a client may go both ways.
        let kept = self.window.saturating_mul(2_000);
        let since = now.unix_millis().saturating_sub(kept);
        let since = Timestamp::from_unix_millis(since);
        for nonce in proof.nonces {
            self.nonces.add(&scheme.id, nonce, now, since);
        }
    }
}

/// Where the tokens of a scheme come from.
struct Source<'a> {
    token: &'a Token,
    operation: Option<String>,
    setting: Option<String>,
}

impl<'a> Source<'a> {
    fn of(scheme: &'a Scheme, account: &Account) -> Option<Self> {
        let token = scheme.token.as_ref()?;
        let setting = token.setting.as_ref().and_then(|name| {
            let mut settings = account.settings.iter();
            let is = |known: &str| known == name.snake() || same_name(known, name);
            let found = settings.find(|setting| is(&setting.name))?;
            Some(found.text.clone())
        });
        Some(Self {
            token,
            operation: token.operation.as_ref().map(|name| name.snake()),
            setting,
        })
    }

    fn is_known(&self) -> bool {
        self.setting.is_some() || self.operation.is_some()
    }

    /// The tokens that may have been used, the newest first.
    fn texts(&self, tokens: &Tokens) -> Vec<String> {
        let mut texts: Vec<String> = self.setting.iter().cloned().collect();
        texts.extend(self.operation.iter().flat_map(|name| tokens.texts(name)));
        texts
    }

    fn state(&self, tokens: &Tokens, text: &str, now: Timestamp) -> TokenState {
        if self.setting.as_deref() == Some(text) {
            return TokenState::Live;
        }
        match &self.operation {
            Some(operation) => tokens.state(operation, text, now),
            // Where no operation hands out tokens and no setting is one, nobody can know them.
            None if self.setting.is_none() && !text.is_empty() => TokenState::Live,
            None => TokenState::Unknown,
        }
    }
}

fn same_name(wire: &str, name: &apiloom_codegen::model::Name) -> bool {
    apiloom_codegen::model::Name::derive(wire).as_ref() == Some(name)
}

/// Why a request is refused that does not fit a scheme, with the number of places that were filled.
fn refused(scheme: &Scheme, misfit: Misfit) -> (usize, Failure) {
    let id = &scheme.id;
    let all = scheme.stamps.len() + scheme.seals.len();
    match misfit {
        Misfit::Missing(places, of) => {
            let message = format!("{} missing for the scheme `{id}`", listed(&places));
            let kind = FailureKind::Unauthenticated;
            (of.saturating_sub(places.len()), Failure { kind, message })
        }
        Misfit::Wrong(place) => {
            let message = format!("the {place} does not have the value of the scheme `{id}`");
            let kind = FailureKind::BadSignature;
            (all, Failure { kind, message })
        }
        Misfit::GivenUp(place) => {
            let message = format!(
                "the {place} does not have the value of the scheme `{id}` at the times that were tried; \
                 the others of the window were given up, since it takes too long"
            );
            let kind = FailureKind::BadSignature;
            (all, Failure { kind, message })
        }
    }
}

fn listed(places: &[String]) -> String {
    let verb = if places.len() == 1 { "is" } else { "are" };
    format!("the {} {verb}", places.join(", the "))
}
