use crate::{Call, Settings, auth};
use apiloom::{Core, Error, Seal, Secret, Stamp, Vendor, client, url};
use std::sync::Arc;

/// The client of Udesk customers.
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

/// What the runtime asks of this vendor.
struct Facts {
    settings: Arc<Settings>,
}

impl Vendor for Facts {
    fn name(&self) -> &'static str {
        "udesk"
    }

    fn server(&self, name: &str) -> Result<String, Error> {
        match name {
            "default" => Ok(format!(
                "https://{}.udesk.cn/open_api_v1",
                url::host_label("subdomain", &self.settings.subdomain)?
            )),
            other => Err(Error::unknown_server(other)),
        }
    }

    fn stamp(&self, scheme: &str, stamp: &mut Stamp<'_>) -> Result<Seal, Error> {
        match scheme {
            "v2" => auth::v2(&self.settings, stamp),
            "v1" => auth::v1(&self.settings, stamp),
            "v1_in_body" => auth::v1_in_body(&self.settings, stamp),
            other => Err(Error::unknown_scheme(other)),
        }
    }

    fn secrets(&self) -> Vec<&Secret> {
        vec![&self.settings.token]
    }

    fn secret_fields(&self) -> &'static [&'static str] {
        &[
            "content",
            "open_api_auth_token",
            "open_api_token",
            "password",
        ]
    }
}
