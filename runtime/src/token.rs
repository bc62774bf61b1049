//! A token, the account that it belongs to, and where a vendor gives one out.

use std::fmt;
use std::time::Duration;

use apiloom_wire::{Secret, Timestamp, functions as f};

use crate::draft::Draft;
use crate::dynamic::Request;
use crate::{BoxFuture, Error, Operation, Text};

/// A token and until when it is used.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Token {
    /// The token.
    pub value: Secret,
    /// Until when it is used, by the clock of this machine; until it is refused if nothing is
    /// known. A margin is taken off already.
    pub until: Option<Timestamp>,
}

impl Token {
    /// A token that is used until it is refused.
    pub fn new(value: impl Into<Secret>) -> Self {
        Self {
            value: value.into(),
            until: None,
        }
    }

    /// The same token, used until then.
    #[must_use]
    pub fn until(mut self, until: Timestamp) -> Self {
        self.until = Some(until);
        self
    }

    /// Whether it may be used now, and is not the one that was refused.
    pub(crate) fn is_usable(&self, now: Timestamp, refused: Option<&Secret>) -> bool {
        self.until.is_none_or(|until| now < until) && refused != Some(&self.value)
    }
}

/// The account of a vendor to which one token belongs, as a digest: it shows nothing of what it is
/// made of.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenKey {
    vendor: &'static str,
    digest: String,
}

impl TokenKey {
    pub(crate) fn new(vendor: &'static str, parts: &[String]) -> Self {
        // With their lengths, so that no two lists of parts are one text.
        let text: String = parts
            .iter()
            .map(|part| format!("{}:{part}", part.len()))
            .collect();
        Self {
            vendor,
            digest: f::hex(&f::sha256(&text)),
        }
    }

    /// The vendor's name in the spec.
    pub fn vendor(&self) -> &'static str {
        self.vendor
    }

    /// The digest as 64 hex digits.
    pub fn digest(&self) -> &str {
        &self.digest
    }
}

impl fmt::Debug for TokenKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TokenKey({} {})", self.vendor, self.digest)
    }
}

/// Where a vendor gives out the token of a scheme: plain static data.
#[derive(Debug)]
pub struct TokenSource {
    /// The operation that gives it out.
    pub operation: &'static Operation,
    /// Where the token stands in the answer; the first place that has one.
    pub value: &'static [&'static [&'static str]],
    /// Where its lifetime in seconds stands; none if the vendor does not say.
    pub lifetime: Option<&'static [&'static str]>,
    /// How long before its end it is fetched anew, in seconds.
    pub margin: u64,
}

impl TokenSource {
    pub(crate) fn margin(&self) -> Duration {
        Duration::from_secs(self.margin)
    }
}

/// Gives out tokens that the vendor's operations do not, such as those that a program of the
/// user's own gets from elsewhere.
///
/// ```
/// use std::sync::Arc;
/// use apiloom::{BoxFuture, Error, Secret, Token, TokenProvider};
///
/// #[derive(Debug)]
/// struct Keys;
///
/// impl TokenProvider for Keys {
///     fn token<'a>(&'a self, _refused: Option<&'a Secret>) -> BoxFuture<'a, Result<Token, Error>> {
///         // … ask whoever has it.
///         Box::pin(async { Ok(Token::new("a key")) })
///     }
/// }
///
/// let provider: Arc<dyn TokenProvider> = Arc::new(Keys);
/// // … `client.configure(|core| core.with_token_provider("the scheme", provider))`; add
/// // `.with_renewing_codes("the scheme", ["401"])` where the spec does not say by which codes the
/// // vendor refuses a token.
/// # drop(provider);
/// ```
pub trait TokenProvider: Send + Sync + fmt::Debug {
    /// A token; another one than `refused`, if the vendor refused that one just now.
    ///
    /// It is asked when there is no token, when the one before has ended, and when it was refused;
    /// never twice at the same time for one account.
    /// Where a call is made by `blocking`, the thread of that call waits for it; then it must not
    /// lean on an async runtime of that thread, which stands still.
    fn token<'a>(&'a self, refused: Option<&'a Secret>) -> BoxFuture<'a, Result<Token, Error>>;
}

/// What names the account to which a token belongs, or whose calls a limit counts.
pub struct TokenAccount {
    pub(crate) parts: Vec<String>,
}

impl TokenAccount {
    /// A setting is part of it.
    pub fn add(&mut self, value: impl Into<Text>) {
        self.parts
            .push(value.into().into_text().unwrap_or_default());
    }
}

impl fmt::Debug for TokenAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenAccount").finish_non_exhaustive()
    }
}

/// The request that fetches a token.
pub struct TokenRequest {
    pub(crate) draft: Result<Draft, Error>,
}

impl TokenRequest {
    /// Its inputs.
    pub fn inputs(&mut self, inputs: &dyn Request) {
        self.draft = crate::call::draft(inputs);
    }
}

impl fmt::Debug for TokenRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TokenRequest").finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_shows_nothing_and_confuses_nothing() {
        let key = |parts: &[&str]| {
            let parts: Vec<String> = parts.iter().map(|part| (*part).to_owned()).collect();
            TokenKey::new("acme", &parts)
        };
        assert_ne!(key(&["ab", "c"]), key(&["a", "bc"]));
        assert_ne!(key(&["a"]), key(&["a", ""]));
        assert!(!format!("{:?}", key(&["app-7"])).contains("app-7"));
    }
}
