//! How a client comes by a token: from its user, from memory, from its store, from the vendor.

use std::time::Duration;

use apiloom_wire::{DecodeError, IntOrString, Maybe, Secret};

use crate::exchange::Exchange;
use crate::token::{TokenAccount, TokenRequest};
use crate::{Answer, CallOptions, Core, Error, Kind, Token, TokenKey, TokenSource};

/// What the user of a client says of the tokens of a scheme.
#[derive(Clone, Debug, Default)]
pub(crate) struct TokenRules {
    pub(crate) lifetime: Option<Duration>,
    pub(crate) renewing_codes: Vec<String>,
    pub(crate) provider: Option<std::sync::Arc<dyn crate::TokenProvider>>,
}

impl Core {
    /// The token of a scheme, fetched if need be; what a call does by itself.
    ///
    /// It is meant for those who send what `Call::prepare` gives on their own.
    ///
    /// # Errors
    /// When there is no token and no way to come by one, or fetching it failed.
    pub async fn fetch_token(&self, scheme: &str) -> Result<Secret, Error> {
        if let Some(given) = self.given_token(scheme) {
            return Ok(given);
        }
        match self.live_token(scheme).await? {
            Some(token) => Ok(token),
            None => Err(Error::no_token(scheme)),
        }
    }

    /// The token of a scheme whose token is fetched; nothing if it is not.
    pub(crate) async fn live_token(&self, scheme: &str) -> Result<Option<Secret>, Error> {
        let Some(key) = self.token_key(scheme)? else {
            return Ok(None);
        };
        if let Some(token) = self.tokens().usable(&key, self.local_now()) {
            return Ok(Some(token));
        }
        let (gate, before) = self.tokens().gate(&key);
        let _permit = gate.enter().await;
        // Whoever fetched meanwhile did it for all who waited.
        if let Some(token) = self.tokens().usable(&key, self.local_now()) {
            return Ok(Some(token));
        }
        if let Some(failure) = self.tokens().failure_since(&key, before) {
            return Err(failure);
        }
        let fetched = self.stored_or_new(scheme, &key).await;
        let failure = fetched.as_ref().err();
        // One who ran out of time says nothing about the others.
        let shared = failure.filter(|error| error.kind() != Kind::Timeout);
        self.tokens().end(&key, shared.map(Error::copy));
        fetched.map(Some)
    }

    /// Whether the token of a scheme is one that is fetched.
    pub(crate) fn fetches_token(&self, scheme: &str) -> bool {
        self.token_provider(scheme).is_some() || self.vendor().token_source(scheme).is_some()
    }

    /// Which account's token a scheme sends; nothing if its token is not fetched.
    pub(crate) fn token_key(&self, scheme: &str) -> Result<Option<TokenKey>, Error> {
        let vendor = self.vendor();
        let source = vendor.token_source(scheme);
        let mut account = TokenAccount { parts: Vec::new() };
        match source {
            Some(source) if self.token_provider(scheme).is_none() => {
                let base = self.base(source.operation, &CallOptions::default())?;
                let place = [base.scheme, &base.host, &base.prefix, source.operation.id];
                account.parts.extend(place.map(str::to_owned));
            }
            _ if self.token_provider(scheme).is_some() => {
                account.parts.push(scheme.to_owned());
            }
            _ => return Ok(None),
        }
        vendor.token_account(scheme, &mut account);
        Ok(Some(TokenKey::new(vendor.name(), &account.parts)))
    }

    /// Looks into the store, and fetches only while nobody else who shares it does.
    async fn stored_or_new(&self, scheme: &str, key: &TokenKey) -> Result<Secret, Error> {
        let store = self.tokens().store();
        if let Some(token) = self.stored(key).await? {
            return Ok(token);
        }
        let _lock = store.lock(key).await?;
        // Another process may have fetched it while this one waited.
        if let Some(token) = self.stored(key).await? {
            return Ok(token);
        }
        let token = self.new_token(scheme, key).await?;
        store.save(key, &token).await?;
        let value = token.value.clone();
        self.tokens().keep(key, token);
        Ok(value)
    }

    async fn stored(&self, key: &TokenKey) -> Result<Option<Secret>, Error> {
        let Some(token) = self.tokens().store().load(key).await? else {
            return Ok(None);
        };
        let refused = self.tokens().refused(key);
        if !token.is_usable(self.local_now(), refused.as_ref()) {
            return Ok(None);
        }
        let value = token.value.clone();
        self.tokens().keep(key, token);
        Ok(Some(value))
    }

    async fn new_token(&self, scheme: &str, key: &TokenKey) -> Result<Token, Error> {
        if let Some(provider) = self.token_provider(scheme) {
            let refused = self.tokens().refused(key);
            return provider.token(refused.as_ref()).await;
        }
        let Some(source) = self.vendor().token_source(scheme) else {
            return Err(Error::no_token(scheme));
        };
        let mut request = TokenRequest {
            draft: Err(Error::no_token(scheme)),
        };
        self.vendor().token_request(scheme, &mut request)?;
        // A lifetime counts from before the vendor made the token, to be on the safe side.
        let asked = self.local_now();
        let exchange = self
            .clone()
            .exchange(source.operation, request.draft, CallOptions::default())
            .await?;
        let value = exchange.token(source)?;
        let lifetime = exchange
            .lifetime(source)?
            .or_else(|| self.token_rules(scheme).and_then(|rules| rules.lifetime));
        let token = Token::new(value);
        Ok(match lifetime {
            // With a margin longer than half of its life, a token would hardly ever be used.
            Some(lifetime) => {
                let margin = source.margin().min(lifetime / 2);
                token.until(asked.after(lifetime - margin))
            }
            None => token,
        })
    }
}

impl Exchange {
    fn token(&self, source: &TokenSource) -> Result<Secret, Error> {
        self.read(|answer| {
            let mut missing = DecodeError::new("expected a token, found nothing");
            for path in source.value {
                match answer.read::<Secret>(path) {
                    Ok(token) if token.expose().is_empty() => {}
                    Ok(token) => return Ok(token),
                    Err(error) => missing = error,
                }
            }
            Err(missing)
        })
    }

    fn lifetime(&self, source: &TokenSource) -> Result<Option<Duration>, Error> {
        let Some(path) = source.lifetime else {
            return Ok(None);
        };
        let seconds = self.read(|answer: &Answer<'_>| {
            answer.read_or_blank_as::<Option<i64>, _>(path, Maybe(IntOrString))
        })?;
        Ok(seconds
            .and_then(|seconds| u64::try_from(seconds).ok())
            .map(Duration::from_secs))
    }
}
