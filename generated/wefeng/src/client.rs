use crate::{Call, Settings, auth};
use apiloom::{Core, Error, Seal, Secret, Stamp, TokenAccount, Vendor, client, url, validate};
use std::sync::Arc;

/// The client of Wefeng external contacts.
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
/// The vendor documents no codes; what it refuses is told by HTTP status, or as the spec reads it from the answer.
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
        "wefeng"
    }

    fn server(&self, name: &str) -> Result<String, Error> {
        match name {
            "default" => Ok(format!(
                "https://{}.wefeng360.com/api/v1",
                url::host_label("subdomain", &self.settings.subdomain)?
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
        vec![&self.settings.secret]
    }

    fn secret_fields(&self) -> &'static [&'static str] {
        &[]
    }

    fn validate(&self, found: &mut validate::Violations) {
        validate::Validate::check(&*self.settings, &validate::Place::ROOT, found);
    }

    fn limit_account(&self, limit: &str, account: &mut TokenAccount) {
        let settings = &self.settings;
        if limit == "per_interface" {
            account.add(&settings.subdomain);
        }
    }
}
