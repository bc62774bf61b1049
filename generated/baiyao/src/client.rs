use crate::{Call, Settings, auth};
use apiloom::{Core, Error, Seal, Secret, Stamp, Vendor, client};
use std::sync::Arc;

/// The client of Baiyao marketing platform customers.
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
/// - [`Kind::Vendor`](super::Kind::Vendor): [`RequestFailed`](super::ErrorCode::RequestFailed) (`-1`)
#[derive(Clone, Debug)]
pub struct Client {
    core: Core,
    pub(crate) settings: Arc<Settings>,
}

client!(Client, Settings, Facts, Call);

impl Client {
    /// Sets the token that the scheme `header_token` sends from now on.
    pub fn set_header_token(&self, token: impl Into<Secret>) {
        self.core.set_token("header_token", token);
    }
}

/// What the runtime asks of this vendor.
struct Facts {
    settings: Arc<Settings>,
}

impl Vendor for Facts {
    fn name(&self) -> &'static str {
        "baiyao"
    }

    fn server(&self, name: &str) -> Result<String, Error> {
        match name {
            "default" => Ok("https://cdpma.baiyaodajiankang.com".to_owned()),
            other => Err(Error::unknown_server(other)),
        }
    }

    fn stamp(&self, scheme: &str, stamp: &mut Stamp<'_>) -> Result<Seal, Error> {
        match scheme {
            "header_token" => auth::header_token(stamp),
            other => Err(Error::unknown_scheme(other)),
        }
    }

    fn secrets(&self) -> Vec<&Secret> {
        let mut secrets = vec![];
        secrets.extend(&self.settings.token);
        secrets
    }

    fn secret_fields(&self) -> &'static [&'static str] {
        &["token"]
    }

    fn token_setting(&self, scheme: &str) -> Option<&Secret> {
        match scheme {
            "header_token" => self.settings.token.as_ref(),
            _ => None,
        }
    }
}
