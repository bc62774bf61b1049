use crate::{Call, Settings, auth};
use apiloom::{Core, Error, Seal, Secret, Stamp, Vendor, client};
use std::sync::Arc;

/// The client of DM Hub customers.
///
/// Cheap to clone, and shared between threads.
///
/// Each method makes a [`Call`]; await it to send it.
#[derive(Clone, Debug)]
pub struct Client {
    core: Core,
    pub(crate) settings: Arc<Settings>,
}

client!(Client, Settings, Facts, Call);

impl Client {
    /// Sets the token that the scheme `access_token` sends from now on.
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
}
