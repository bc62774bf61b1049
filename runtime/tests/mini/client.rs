use std::sync::Arc;

use apiloom::{Core, Error, Operate, Seal, Secret, Stamp, Transport, Vendor, transport, url};

use super::{Call, Settings, auth};

/// The client of the mini API; cheap to clone, shared between threads.
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
        let vendor = Mini {
            settings: Arc::new(settings),
        };
        Self {
            core: Core::new(vendor, transport),
        }
    }

    /// The same client with another clock, server, default scheme and so on.
    pub fn configure(self, change: impl FnOnce(Core) -> Core) -> Self {
        Self {
            core: change(self.core),
        }
    }

    /// What this client runs on: tokens, redaction.
    pub fn core(&self) -> &Core {
        &self.core
    }

    pub(crate) fn call<O: Operate>(&self, inputs: O) -> Call<O> {
        Call::new(&self.core, inputs)
    }
}

/// The facts of this vendor that need settings.
struct Mini {
    settings: Arc<Settings>,
}

impl Vendor for Mini {
    fn name(&self) -> &'static str {
        "mini"
    }

    fn server(&self, name: &str) -> Result<String, Error> {
        match name {
            "default" => Ok(format!(
                "https://{}.mini.example/open_api_v1",
                url::host_label("subdomain", &self.settings.subdomain)?,
            )),
            "regional" => {
                let region = self.settings.region.as_deref();
                Ok(format!(
                    "https://{}.mini.example/{}",
                    url::host_label("subdomain", &self.settings.subdomain)?,
                    url::path_segment(
                        "region",
                        region.ok_or_else(|| Error::missing_setting("region"))?
                    )?,
                ))
            }
            other => Err(Error::unknown_server(other)),
        }
    }

    fn stamp(&self, scheme: &str, stamp: &mut Stamp<'_>) -> Result<Seal, Error> {
        match scheme {
            "v2" => auth::v2(&self.settings, stamp),
            "v1" => auth::v1(&self.settings, stamp),
            "bearer" => auth::bearer(stamp),
            other => Err(Error::unknown_scheme(other)),
        }
    }

    fn secrets(&self) -> Vec<&Secret> {
        vec![&self.settings.token]
    }

    fn secret_fields(&self) -> &'static [&'static str] {
        &["access_token", "password"]
    }
}
