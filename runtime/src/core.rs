//! What a client runs on.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use apiloom_wire::{Secret, Timestamp};
use bytes::Bytes;

use crate::draft::Draft;
use crate::exchange::Exchange;
use crate::redact::Redactor;
use crate::tokens::Tokens;
use crate::{
    BoxFuture, CallOptions, Clock, Error, Nonces, Operation, SystemClock, SystemNonces, Transport,
    Vendor, attempt,
};

/// What a client runs on; cheap to clone, shared between threads.
///
/// Clones share their tokens.
#[derive(Clone)]
pub struct Core {
    shared: Arc<Shared>,
}

#[derive(Clone)]
struct Shared {
    vendor: Arc<dyn Vendor>,
    transport: Arc<dyn Transport>,
    clock: Arc<dyn Clock>,
    nonces: Arc<dyn Nonces>,
    tokens: Arc<Tokens>,
    server: Option<String>,
    scheme: Option<String>,
    timeout: Option<Duration>,
}

impl Core {
    /// A core for a vendor over a transport, with the clock and the random bytes of the system.
    pub fn new(vendor: impl Vendor, transport: Arc<dyn Transport>) -> Self {
        Self {
            shared: Arc::new(Shared {
                vendor: Arc::new(vendor),
                transport,
                clock: Arc::new(SystemClock),
                nonces: Arc::new(SystemNonces),
                tokens: Arc::new(Tokens::default()),
                server: None,
                scheme: None,
                timeout: None,
            }),
        }
    }

    /// The same core over another transport.
    #[must_use]
    pub fn with_transport(mut self, transport: Arc<dyn Transport>) -> Self {
        self.change().transport = transport;
        self
    }

    /// The same core with another clock.
    #[must_use]
    pub fn with_clock(mut self, clock: Arc<dyn Clock>) -> Self {
        self.change().clock = clock;
        self
    }

    /// The same core with other nonces.
    #[must_use]
    pub fn with_nonces(mut self, nonces: Arc<dyn Nonces>) -> Self {
        self.change().nonces = nonces;
        self
    }

    /// The same core for another server: the URL replaces the scheme, host and path prefix of
    /// every call.
    #[must_use]
    pub fn with_server(mut self, url: impl Into<String>) -> Self {
        self.change().server = Some(url.into());
        self
    }

    /// The same core with a preferred authentication scheme, for the operations that offer it.
    #[must_use]
    pub fn with_scheme(mut self, scheme: impl Into<String>) -> Self {
        self.change().scheme = Some(scheme.into());
        self
    }

    /// The same core with another limit on the time of one attempt.
    #[must_use]
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.change().timeout = Some(timeout);
        self
    }

    /// Sets the token of a scheme, for this core and its clones.
    pub fn set_token(&self, scheme: &str, token: impl Into<Secret>) {
        self.shared.tokens.set(scheme, token.into());
    }

    /// The token of a scheme.
    pub fn token(&self, scheme: &str) -> Option<Secret> {
        self.shared.tokens.get(scheme)
    }

    /// Forgets the token of a scheme.
    pub fn forget_token(&self, scheme: &str) {
        self.shared.tokens.forget(scheme);
    }

    /// The exact request of one attempt.
    pub(crate) fn prepare(
        &self,
        operation: &'static Operation,
        draft: Draft,
        options: &CallOptions,
        attempt: i64,
    ) -> Result<Prepared, Error> {
        let mut secrets = self.secrets_of(&draft);
        match attempt::request(self, operation, draft, options, attempt, &mut secrets) {
            Ok(mut request) => {
                request.extensions_mut().insert(Origin {
                    core: self.clone(),
                    secrets: secrets.clone(),
                });
                Ok(Prepared { request, secrets })
            }
            Err(error) => Err(error.at(operation.id).redacted(&self.redactor(&secrets))),
        }
    }

    /// Stamp, freeze, seal, send, judge: the one path of every call.
    ///
    /// A draft that could not be made is taken too, so that the caller stays thin.
    pub(crate) fn exchange(
        self,
        operation: &'static Operation,
        draft: Result<Draft, Error>,
        options: CallOptions,
    ) -> BoxFuture<'static, Result<Exchange, Error>> {
        Box::pin(async move {
            let draft = draft?;
            // Tokens that are missing or about to end are fetched here, before the attempt; what
            // an attempt gives is looked at here too, to renew one and to try again.
            let Prepared { request, secrets } = self.prepare(operation, draft, &options, 1)?;
            match self.shared.transport.send(request).await {
                Ok(response) => Exchange::new(self, operation, response, secrets).judged(),
                Err(error) => {
                    let redactor = self.redactor(&secrets);
                    Err(Error::from_transport(error, operation, &redactor))
                }
            }
        })
    }

    /// The values of a draft that stand under secret names.
    pub(crate) fn secrets_of(&self, draft: &Draft) -> Vec<Secret> {
        // Where they stand they are hidden by their name; a PIN of `1` must not hide every 1.
        const SHORTEST: usize = 4;
        let mut values = draft.values_of(self.shared.vendor.secret_fields());
        values.retain(|value| value.len() >= SHORTEST);
        values.into_iter().map(Secret::from).collect()
    }

    /// Knows the secrets of the client and these.
    pub(crate) fn redactor(&self, further: &[Secret]) -> Redactor {
        let tokens = self.shared.tokens.all();
        let settings = self.shared.vendor.secrets();
        let all = settings.into_iter().chain(&tokens).chain(further);
        Redactor::new(all, self.shared.vendor.secret_fields())
    }

    pub(crate) fn vendor(&self) -> &dyn Vendor {
        &*self.shared.vendor
    }

    pub(crate) fn nonces(&self) -> &dyn Nonces {
        &*self.shared.nonces
    }

    pub(crate) fn now(&self) -> Timestamp {
        self.shared.clock.now()
    }

    pub(crate) fn server(&self) -> Option<&str> {
        self.shared.server.as_deref()
    }

    pub(crate) fn scheme(&self) -> Option<&str> {
        self.shared.scheme.as_deref()
    }

    pub(crate) fn timeout(&self) -> Option<Duration> {
        self.shared.timeout
    }

    fn change(&mut self) -> &mut Shared {
        Arc::make_mut(&mut self.shared)
    }
}

/// A signed request and the secrets in it.
pub(crate) struct Prepared {
    pub(crate) request: http::Request<Bytes>,
    pub(crate) secrets: Vec<Secret>,
}

/// What a request needs to be shown without its secrets; travels in its extensions.
#[derive(Clone)]
pub(crate) struct Origin {
    core: Core,
    secrets: Vec<Secret>,
}

impl Origin {
    pub(crate) fn redactor(&self) -> Redactor {
        self.core.redactor(&self.secrets)
    }
}

impl fmt::Debug for Core {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The server's URL may hold a password until it is checked.
        f.debug_struct("Core")
            .field("vendor", &self.shared.vendor.name())
            .field("transport", &self.shared.transport)
            .field("scheme", &self.shared.scheme)
            .field("tokens", &self.shared.tokens)
            .field("timeout", &self.shared.timeout)
            .finish_non_exhaustive()
    }
}
