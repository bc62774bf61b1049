use crate::{Call, Settings, auth, operations};
use apiloom::{
    Core, Error, Operate, Seal, Secret, Stamp, TokenAccount, TokenRequest, TokenSource, Vendor,
    client,
};
use std::sync::Arc;

/// The client of DM Hub customers.
///
/// Cheap to clone, and shared between threads.
///
/// Each method makes a [`Call`]; await it to send it.
///
/// # Errors
///
/// A call that fails gives one [`Error`](super::Error): [`Error::kind`](super::Error::kind) says what sort of thing went wrong, [`Error::code`](super::Error::code) and [`Error::message`](super::Error::message) are the vendor's words, and [`Error::is_retryable`](super::Error::is_retryable) says whether the same call may work later and does no harm.
/// Inputs that break the rules of the spec are of [`Kind::Input`](super::Kind::Input), and nothing is sent.
///
/// [`ErrorCode::of`](super::ErrorCode::of) gives the failures that the vendor documents, for `match`; each has a kind:
///
/// - [`Kind::Permission`](super::Kind::Permission): [`PermissionDenied`](super::ErrorCode::PermissionDenied) (`40201`)
/// - [`Kind::NotFound`](super::Kind::NotFound): [`CustomerNotFound`](super::ErrorCode::CustomerNotFound) (`no_such_customer`)
/// - [`Kind::Invalid`](super::Kind::Invalid): [`IllegalParameters`](super::ErrorCode::IllegalParameters) (`40004`)
#[derive(Clone, Debug)]
pub struct Client {
    core: Core,
    pub(crate) settings: Arc<Settings>,
}

client!(Client, Settings, Facts, Call);

impl Client {
    /// Sets the token that the scheme `access_token` sends from now on.
    ///
    /// Without one, the client fetches it. One that is set is used as it is, and never renewed.
    pub fn set_access_token(&self, token: impl Into<Secret>) {
        self.core.set_token("access_token", token);
    }
}

/// What the runtime asks of this vendor.
struct Facts {
    settings: Arc<Settings>,
}

impl Vendor for Facts {
    fn name(&self) -> &'static str {
        "dmhub"
    }

    fn server(&self, name: &str) -> Result<String, Error> {
        match name {
            "default" => Ok("https://api.convertlab.com".to_owned()),
            other => Err(Error::unknown_server(other)),
        }
    }

    fn stamp(&self, scheme: &str, stamp: &mut Stamp<'_>) -> Result<Seal, Error> {
        match scheme {
            "access_token" => auth::access_token(stamp),
            other => Err(Error::unknown_scheme(other)),
        }
    }

    fn secrets(&self) -> Vec<&Secret> {
        vec![&self.settings.secret]
    }

    fn secret_fields(&self) -> &'static [&'static str] {
        &["access_token", "secret"]
    }

    fn token_source(&self, scheme: &str) -> Option<&'static TokenSource> {
        match scheme {
            "access_token" => Some(&ACCESS_TOKEN_SOURCE),
            _ => None,
        }
    }

    fn token_account(&self, scheme: &str, account: &mut TokenAccount) {
        let settings = &self.settings;
        if scheme == "access_token" {
            account.add(&settings.app_id);
        }
    }

    fn token_request(&self, scheme: &str, request: &mut TokenRequest) -> Result<(), Error> {
        match scheme {
            "access_token" => {
                let settings = &self.settings;
                request.inputs(&operations::GetAccessToken {
                    appid: settings.app_id.clone(),
                    secret: Secret::from(settings.secret.expose().to_owned()),
                });
                Ok(())
            }
            other => Err(Error::unknown_scheme(other)),
        }
    }
}

static ACCESS_TOKEN_SOURCE: TokenSource = TokenSource {
    operation: <operations::GetAccessToken as Operate>::OPERATION,
    value: &[&["access_token"]],
    lifetime: Some(&["expires_in"]),
    margin: 120,
};
