//! What only generated code knows of a vendor.

use apiloom_wire::{Secret, Violations};

use crate::{Error, Seal, Stamp, TokenAccount, TokenRequest, TokenSource};

/// The part of a vendor that needs the user's settings: servers, authentication, secrets.
pub trait Vendor: Send + Sync + 'static {
    /// The vendor's name, for messages.
    fn name(&self) -> &'static str;

    /// The URL of a server: scheme, host and the prefix of every path.
    ///
    /// # Errors
    /// When no server has this name, or a setting does not fit into the URL.
    fn server(&self, name: &str) -> Result<String, Error>;

    /// Adds what is wrong with the settings by the rules of the spec.
    fn validate(&self, _found: &mut Violations) {}

    /// Places what a scheme places before the request is frozen, and says what remains to be
    /// done after.
    ///
    /// # Errors
    /// When no scheme has this name, a token is missing, or an expression fails.
    fn stamp(&self, scheme: &str, stamp: &mut Stamp<'_>) -> Result<Seal, Error>;

    /// The secret settings; their values are cut out of whatever is shown.
    fn secrets(&self) -> Vec<&Secret>;

    /// The wire names of secret members and parameters; their values are cut out of whatever is
    /// shown.
    fn secret_fields(&self) -> &'static [&'static str];

    /// The setting that is the token of a scheme, if the user gave it.
    fn token_setting(&self, _scheme: &str) -> Option<&Secret> {
        None
    }

    /// Where the vendor gives out the token of a scheme; none if its spec does not say.
    fn token_source(&self, _scheme: &str) -> Option<&'static TokenSource> {
        None
    }

    /// Names the account to which one token of a scheme belongs.
    fn token_account(&self, _scheme: &str, _account: &mut TokenAccount) {}

    /// Names the account whose calls a limit counts.
    fn limit_account(&self, _limit: &str, _account: &mut TokenAccount) {}

    /// Writes the request that fetches the token of a scheme.
    ///
    /// # Errors
    /// When an input that it needs is not among the settings.
    fn token_request(&self, scheme: &str, _request: &mut TokenRequest) -> Result<(), Error> {
        Err(Error::unknown_scheme(scheme))
    }

    /// The vendor's codes after which the token of a scheme is fetched anew; a `*` at the end or
    /// the beginning stands for any text.
    fn renewing_codes(&self, _scheme: &str) -> &'static [&'static str] {
        &[]
    }
}
