use crate::{Call, Settings, auth};
use apiloom::{Core, Error, Seal, Secret, Stamp, Vendor, client, url, validate};
use std::sync::Arc;

/// The client of Dezhu SCRM customers.
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
/// - [`Kind::Auth`](super::Kind::Auth): [`AuthFailed`](super::ErrorCode::AuthFailed) (`21002`), [`WrongPassword`](super::ErrorCode::WrongPassword) (`21012`), [`CaptchaRequired`](super::ErrorCode::CaptchaRequired) (`21013`)
/// - [`Kind::Invalid`](super::Kind::Invalid): [`IllegalCompanyType`](super::ErrorCode::IllegalCompanyType) (`21116`), [`ActivationCodeExpired`](super::ErrorCode::ActivationCodeExpired) (`21114`), [`WrongActivationCode`](super::ErrorCode::WrongActivationCode) (`21115`)
/// - [`Kind::Conflict`](super::Kind::Conflict): [`AccountExists`](super::ErrorCode::AccountExists) (`21112`)
/// - [`Kind::Vendor`](super::Kind::Vendor): [`RequestFailed`](super::ErrorCode::RequestFailed) (`20001`)
#[derive(Clone, Debug)]
pub struct Client {
    core: Core,
    pub(crate) settings: Arc<Settings>,
}

client!(Client, Settings, Facts, Call);

/// What the runtime asks of this vendor.
struct Facts {
    settings: Arc<Settings>,
}

impl Vendor for Facts {
    fn name(&self) -> &'static str {
        "dezhu"
    }

    fn server(&self, name: &str) -> Result<String, Error> {
        match name {
            "default" => Ok(format!(
                "https://{}",
                url::whole_host("domain", &self.settings.domain)?
            )),
            other => Err(Error::unknown_server(other)),
        }
    }

    fn stamp(&self, scheme: &str, stamp: &mut Stamp<'_>) -> Result<Seal, Error> {
        match scheme {
            "signed" => auth::signed(&self.settings, stamp),
            other => Err(Error::unknown_scheme(other)),
        }
    }

    fn secrets(&self) -> Vec<&Secret> {
        vec![]
    }

    fn secret_fields(&self) -> &'static [&'static str] {
        &[]
    }

    fn validate(&self, found: &mut validate::Violations) {
        validate::Validate::check(&*self.settings, &validate::Place::ROOT, found);
    }
}
