use std::sync::Arc;

use apiloom::{Core, Error, Seal, Secret, Stamp, Vendor, client, url};

use super::{Call, Settings, auth};

/// The client of the mini API; cheap to clone, shared between threads.
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
