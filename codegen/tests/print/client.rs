//! A client for the example service.

mod auth;
mod customer;
mod operation;

use apiloom::{Core, Error, Seal, Secret, Stamp, Transport, Vendor};
pub use customer::{Customer, Gender};
pub use operation::ListCustomers;
use std::fmt;
use std::sync::Arc;

apiloom::call_type!();

/// What the client needs to know.
#[derive(Clone)]
#[non_exhaustive]
pub struct Settings {
    pub email: String,
    pub open_api_token: Secret,
    pub subdomain: Option<String>,
}

/// Makes a [`Client`].
#[derive(Debug, Default)]
#[must_use]
pub struct ClientBuilder {
    email: Option<String>,
    open_api_token: Option<Secret>,
    subdomain: Option<String>,
    transport: Option<Arc<dyn Transport>>,
}

impl ClientBuilder {
    /// The address of the account.
    pub fn email(mut self, email: impl Into<String>) -> Self {
        self.email = Some(email.into());
        self
    }

    /// The client.
    ///
    /// # Errors
    ///
    /// A required setting is missing.
    pub fn build(self) -> Result<Client, Error> {
        let Some(email) = self.email else {
            return Err(Error::missing_setting("email"));
        };
        let open_api_token = self
            .open_api_token
            .ok_or_else(|| Error::missing_setting("open_api_token"))?;
        let settings = Settings {
            email,
            open_api_token,
            subdomain: self.subdomain,
        };
        let transport = match self.transport {
            Some(transport) => transport,
            None => apiloom::default_transport()?,
        };
        Ok(Client {
            core: Core::new(Example(Arc::new(settings)), transport),
        })
    }
}

/// A client of the example service.
#[derive(Clone, Debug)]
pub struct Client {
    core: Core,
}

impl Client {
    /// Starts a client.
    pub fn builder() -> ClientBuilder {
        ClientBuilder::default()
    }

    fn call<O: apiloom::Operate>(&self, inputs: O) -> Call<O> {
        Call::new(self.core.clone(), inputs)
    }
}

struct Example(Arc<Settings>);

impl Vendor for Example {
    fn name(&self) -> &'static str {
        "example"
    }

    fn server(&self, name: &str) -> Result<String, Error> {
        match name {
            "main" => match &self.0.subdomain {
                Some(subdomain) => Ok(format!("https://{subdomain}.example.com/open_api_v1")),
                None => Err(Error::missing_setting("subdomain")),
            },
            _ => Err(Error::unknown_server(name)),
        }
    }

    fn stamp(&self, scheme: &str, stamp: &mut Stamp<'_>) -> Result<Seal, Error> {
        match scheme {
            "v2" => auth::v2(&self.0, stamp),
            _ => auth::token(&self.0, stamp),
        }
    }

    fn secrets(&self) -> Vec<&Secret> {
        vec![&self.0.open_api_token]
    }

    fn secret_fields(&self) -> &'static [&'static str] {
        &["sign", "open_api_token"]
    }
}

impl fmt::Debug for Settings {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Settings").finish_non_exhaustive()
    }
}
