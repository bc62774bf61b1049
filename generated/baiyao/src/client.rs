use crate::{Call, Settings, auth};
use apiloom::{Core, Error, Operate, Seal, Secret, Stamp, Transport, Vendor, transport};
use std::sync::Arc;

/// The client of Baiyao marketing platform customers.
///
/// Cheap to clone, and shared between threads.
///
/// Each method makes a [`Call`]; await it to send it.
#[derive(Clone, Debug)]
pub struct Client {
    core: Core,
}

impl Client {
    /// A client over HTTPS.
    pub fn new(settings: Settings) -> Self {
        Self::with_transport(settings, transport::standard())
    }

    /// A client over a transport of your own.
    pub fn with_transport(settings: Settings, transport: Arc<dyn Transport>) -> Self {
        let facts = Facts {
            settings: Arc::new(settings),
        };
        Self {
            core: Core::new(facts, transport),
        }
    }

    /// The same client with another server, clock, default scheme and so on.
    pub fn configure(self, change: impl FnOnce(Core) -> Core) -> Self {
        Self {
            core: change(self.core),
        }
    }

    /// What the client runs on.
    pub fn core(&self) -> &Core {
        &self.core
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
            "header_token" => auth::header_token(&self.settings, stamp),
            other => Err(Error::unknown_scheme(other)),
        }
    }

    fn secrets(&self) -> Vec<&Secret> {
        vec![&self.settings.token]
    }

    fn secret_fields(&self) -> &'static [&'static str] {
        &["token"]
    }
}
