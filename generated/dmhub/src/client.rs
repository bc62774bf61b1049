use crate::{Call, Settings, auth};
use apiloom::{Core, Error, Operate, Seal, Secret, Stamp, Transport, Vendor, transport};
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

impl Client {
    /// A client over HTTPS.
    pub fn new(settings: Settings) -> Self {
        Self::with_transport(settings, transport::standard())
    }

    /// A client over a transport of your own.
    pub fn with_transport(settings: Settings, transport: Arc<dyn Transport>) -> Self {
        let settings = Arc::new(settings);
        let facts = Facts {
            settings: Arc::clone(&settings),
        };
        Self {
            core: Core::new(facts, transport),
            settings,
        }
    }

    /// The same client with another server, clock, default scheme and so on.
    pub fn configure(self, change: impl FnOnce(Core) -> Core) -> Self {
        Self {
            core: change(self.core),
            ..self
        }
    }

    /// What the client runs on.
    pub fn core(&self) -> &Core {
        &self.core
    }

    /// Sets the token that the scheme `access_token` sends from now on.
    pub fn set_access_token(&self, token: impl Into<Secret>) {
        self.core.set_token("access_token", token);
    }

    pub(crate) fn call<O: Operate>(&self, inputs: O) -> Call<O> {
        Call::new(&self.core, inputs)
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
