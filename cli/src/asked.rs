//! What `apiloom call` and `apiloom sign` are asked for alike: an operation, and how its request is made.

use std::path::PathBuf;
use std::sync::Arc;

use apiloom::{FixedClock, NonceError, Nonces, Timestamp};
use apiloom_interpreter::Client;

use crate::given::Given;
use crate::refusal::Refusal;

/// An operation, and how its request is made.
#[derive(clap::Args)]
pub(crate) struct Asked {
    /// The spec.
    #[arg(value_name = "SPEC")]
    pub(crate) spec: PathBuf,
    /// The operation, by its name in the spec.
    #[arg(value_name = "OPERATION")]
    pub(crate) operation: Option<String>,
    #[command(flatten)]
    pub(crate) settings: Given,
    /// The inputs: one JSON object by the names of the wire; `-` reads it from standard input. A
    /// file that is sent is a text, `{"path": …}`, or `{"name": …, "type": …, "base64": …}`.
    #[arg(long, value_name = "FILE")]
    pub(crate) input: Option<PathBuf>,
    /// The URL that replaces scheme, host and path prefix of the server.
    #[arg(long, value_name = "URL")]
    pub(crate) server: Option<String>,
    /// The authentication scheme, of those that the operation offers.
    #[arg(long, value_name = "NAME")]
    pub(crate) scheme: Option<String>,
    /// A file with what the spec does not know of the signature.
    #[arg(long, value_name = "FILE")]
    pub(crate) auth: Option<PathBuf>,
    /// The time of the signature, as RFC 3339 has it.
    #[arg(long, value_name = "RFC3339")]
    pub(crate) now: Option<String>,
    /// What stands for every random text of the signature.
    #[arg(long, value_name = "TEXT")]
    pub(crate) nonce: Option<String>,
}

impl Asked {
    /// A client with the server, the time and the random texts that were asked for.
    pub(crate) fn configured(&self, client: Client) -> Result<Client, Refusal> {
        let server = self.server.as_deref();
        if let Some(url) = server.filter(|url| !url.contains("://")) {
            let near = if is_here(url) { "http" } else { "https" };
            return Err(Refusal::usage(&format!(
                "`--server {url}` has no scheme; did you mean `{near}://{url}`?"
            )));
        }
        let now = match &self.now {
            Some(text) => Some(text.parse::<Timestamp>().map_err(|_| {
                Refusal::usage(&format!(
                    "`--now {text}` is no time such as 2026-01-31T12:30:00Z"
                ))
            })?),
            None => None,
        };
        Ok(client.configure(|mut core| {
            if let Some(url) = server {
                core = core.with_server(url);
            }
            if let Some(now) = now {
                core = core.with_clock(Arc::new(FixedClock(now)));
            }
            match &self.nonce {
                Some(text) => core.with_nonces(Arc::new(OneNonce(text.clone()))),
                None => core,
            }
        }))
    }
}

/// Whether an address is of this machine, where servers are mostly without TLS.
fn is_here(address: &str) -> bool {
    ["127.", "localhost", "[::1]"]
        .iter()
        .any(|here| address.starts_with(here))
}

/// Gives the same text for every nonce.
#[derive(Debug)]
struct OneNonce(String);

impl Nonces for OneNonce {
    fn uuid(&self) -> Result<String, NonceError> {
        Ok(self.0.clone())
    }

    fn hex(&self, _digits: usize) -> Result<String, NonceError> {
        Ok(self.0.clone())
    }

    fn digits(&self, _digits: usize) -> Result<String, NonceError> {
        Ok(self.0.clone())
    }
}
