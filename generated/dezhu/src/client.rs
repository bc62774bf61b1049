use crate::{Call, Settings, auth};
use apiloom::{Core, Error, Seal, Secret, Stamp, Vendor, client, url, validate};
use std::sync::Arc;

/// The client of Dezhu SCRM customers.
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
