//! What a client runs on.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use apiloom_wire::{Language, Secret, Timestamp, Violations};
use bytes::Bytes;

use crate::attempt::Turn;
use crate::bases::Bases;
use crate::budget::Budget;
use crate::delivery::Delivery;
use crate::draft::Draft;
use crate::exchange::Exchange;
use crate::limits::Used;
use crate::redact::Redactor;
use crate::skew::Skew;
use crate::token_fetch::TokenRules;
use crate::tokens::Tokens;
use crate::{
    BoxFuture, CallLimit, CallOptions, Clock, Error, Hooks, Kind, Limits, Nonces, Operation, Retry,
    SystemClock, SystemNonces, TokenAccount, TokenKey, TokenProvider, TokenStore, Transport,
    Vendor, VendorError, attempt, trace,
};

/// What a client runs on; cheap to clone, shared between threads.
///
/// Clones share their tokens, their retry budget and what they learnt of the vendor's clock.
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
    token_rules: BTreeMap<String, TokenRules>,
    server: Option<String>,
    bases: Arc<Bases>,
    scheme: Option<String>,
    timeout: Option<Duration>,
    deadline: Duration,
    retry: Retry,
    budget: Arc<Budget>,
    skew: Arc<Skew>,
    limits: Arc<Limits>,
    hooks: Vec<Arc<dyn Hooks>>,
    language: Language,
    strict_answers: bool,
}

/// How long a call may take unless the client or the call says otherwise.
const DEADLINE: Duration = Duration::from_secs(120);

impl Core {
    /// A core for a vendor over a transport, with the clock and the random bytes of the system.
    pub fn new(vendor: impl Vendor, transport: Arc<dyn Transport>) -> Self {
        let retry = Retry::new();
        Self {
            shared: Arc::new(Shared {
                vendor: Arc::new(vendor),
                transport,
                clock: Arc::new(SystemClock),
                nonces: Arc::new(SystemNonces),
                tokens: Arc::new(Tokens::default()),
                token_rules: BTreeMap::new(),
                server: None,
                bases: Arc::default(),
                scheme: None,
                timeout: None,
                deadline: DEADLINE,
                retry,
                budget: Arc::new(Budget::new(retry.budget())),
                skew: Arc::default(),
                limits: Arc::default(),
                hooks: Vec::new(),
                language: Language::default(),
                strict_answers: false,
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
        let shared = self.change();
        shared.clock = clock;
        shared.skew = Arc::default();
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
    ///
    /// Over plain HTTP, the transport over HTTPS sends to loopback addresses only, unless it was
    /// made by `HyperTransport::with_plain_http`.
    #[must_use]
    pub fn with_server(mut self, url: impl Into<String>) -> Self {
        let shared = self.change();
        shared.server = Some(url.into());
        shared.bases = Arc::default();
        shared.skew = Arc::default();
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

    /// The same core with another limit on the time of a whole call, with all its attempts and
    /// waits; 2 minutes if nothing is said.
    #[must_use]
    pub fn with_deadline(mut self, deadline: Duration) -> Self {
        self.change().deadline = deadline;
        self
    }

    /// The same core with other rules about when and how often a call is sent again, and with a
    /// full budget for it.
    #[must_use]
    pub fn with_retry(mut self, retry: Retry) -> Self {
        let shared = self.change();
        shared.retry = retry;
        shared.budget = Arc::new(Budget::new(retry.budget()));
        self
    }

    /// The same core with another store for the tokens that it fetches.
    ///
    /// Clones that were made before keep the store that they have.
    #[must_use]
    pub fn with_token_store(mut self, store: Arc<dyn TokenStore>) -> Self {
        let shared = self.change();
        shared.tokens = Arc::new(shared.tokens.over(store));
        self
    }

    /// The same core, whose tokens for a scheme come from here and not from the vendor's
    /// operation, nor from the settings.
    #[must_use]
    pub fn with_token_provider(
        mut self,
        scheme: impl Into<String>,
        provider: Arc<dyn TokenProvider>,
    ) -> Self {
        self.rules(scheme).provider = Some(provider);
        self
    }

    /// The same core, whose fetched tokens for a scheme live for so long where the vendor does not
    /// say how long.
    ///
    /// They are fetched anew before that: by the margin of the spec, but by half of this at most.
    #[must_use]
    pub fn with_token_lifetime(mut self, scheme: impl Into<String>, lifetime: Duration) -> Self {
        self.rules(scheme).lifetime = Some(lifetime);
        self
    }

    /// The same core, which fetches the token of a scheme anew after these codes of the vendor too
    /// and sends the call once more; a `*` at the end or the beginning stands for any text.
    #[must_use]
    pub fn with_renewing_codes<T: Into<String>>(
        mut self,
        scheme: impl Into<String>,
        codes: impl IntoIterator<Item = T>,
    ) -> Self {
        let rules = self.rules(scheme);
        rules
            .renewing_codes
            .extend(codes.into_iter().map(Into::into));
        self
    }

    /// The same core, which shares what it uses of the vendor's limits with all that have the same
    /// one; clones share theirs anyway.
    #[must_use]
    pub fn with_limits(mut self, limits: Arc<Limits>) -> Self {
        self.change().limits = limits;
        self
    }

    /// The same core, which says in this language what is wrong with inputs; in English if nothing is
    /// said.
    #[must_use]
    pub fn with_language(mut self, language: Language) -> Self {
        self.change().language = language;
        self
    }

    /// The same core, all calls of which are strict about their answers, or none but those that say
    /// so themselves: see `Call::strict`.
    #[must_use]
    pub fn with_strict_answers(mut self, strict: bool) -> Self {
        self.change().strict_answers = strict;
        self
    }

    /// The same core with hooks, which run after those that it has already.
    #[must_use]
    pub fn with_hooks(mut self, hooks: Arc<dyn Hooks>) -> Self {
        self.change().hooks.push(hooks);
        self
    }

    /// Sets the token of a scheme, for this core and its clones; none is fetched until it is
    /// forgotten.
    ///
    /// It is used as it is and never renewed: once the vendor refuses it, calls fail until another
    /// is set or [`forget_token`](Self::forget_token) lets the client fetch one.
    /// A program that can come by new ones gives them by
    /// [`with_token_provider`](Self::with_token_provider).
    pub fn set_token(&self, scheme: &str, token: impl Into<Secret>) {
        self.shared.tokens.give(scheme, token.into());
    }

    /// The token of a scheme that is at hand: set, or fetched and still good.
    pub fn token(&self, scheme: &str) -> Option<Secret> {
        self.given_token(scheme).or_else(|| {
            let key = self.token_key(scheme).ok()??;
            self.shared.tokens.usable(&key, self.local_now())
        })
    }

    /// Forgets the token of a scheme: a set one, and one that was fetched.
    ///
    /// One that stands among the settings stays.
    pub fn forget_token(&self, scheme: &str) {
        self.shared.tokens.take_back(scheme);
        if let Ok(Some(key)) = self.token_key(scheme) {
            self.shared.tokens.forget(&key);
        }
    }

    /// The exact request of one attempt.
    pub(crate) fn prepare(
        &self,
        operation: &'static Operation,
        draft: Draft,
        options: &CallOptions,
        turn: Turn<'_>,
    ) -> Result<Prepared, Error> {
        let mut secrets = self.secrets_of(&draft);
        match attempt::request(self, operation, draft, options, turn, &mut secrets) {
            Ok((mut request, inputs)) => {
                request.extensions_mut().insert(Origin {
                    core: self.clone(),
                    secrets: secrets.clone(),
                    operation,
                    inputs,
                });
                Ok(Prepared { request, secrets })
            }
            Err(error) => Err(error.at(operation.id).redacted(&self.redactor(&secrets))),
        }
    }

    /// Refuses what can be refused before anything is sent, a request for a token too.
    pub(crate) fn check(
        &self,
        operation: &'static Operation,
        draft: &mut Draft,
        options: &CallOptions,
    ) -> Result<(), Error> {
        attempt::check(self, operation, draft, options).map_err(|error| {
            let redactor = self.redactor(&self.secrets_of(draft));
            error.at(operation.id).redacted(&redactor)
        })
    }

    /// The one path of every call: attempts until one succeeds or there is no use in another.
    ///
    /// A draft that could not be made is taken too, so that the caller stays thin.
    pub(crate) fn exchange(
        self,
        operation: &'static Operation,
        draft: Result<Draft, Error>,
        options: CallOptions,
    ) -> BoxFuture<'static, Result<Exchange, Error>> {
        let core = self.clone();
        let mut delivery = Delivery::new(self, operation, draft, options);
        // What the block only borrows has one place in its future; what was moved would have two.
        let delivered = Box::pin(async move { delivery.run().await });
        trace::in_span(&core, operation, delivered)
    }

    /// The values of a draft that stand under secret names.
    pub(crate) fn secrets_of(&self, draft: &Draft) -> Vec<Secret> {
        let values = draft.secrets(self.shared.vendor.secret_fields());
        values.into_iter().map(Secret::from).collect()
    }

    /// Knows the secrets of the client and these.
    pub(crate) fn redactor(&self, further: &[Secret]) -> Redactor {
        let tokens = self.shared.tokens.all();
        let settings = self.shared.vendor.secrets();
        let all = settings.into_iter().chain(&tokens).chain(further);
        Redactor::new(all, self.shared.vendor.secret_fields())
    }

    /// Whether the settings are what the spec asks for.
    pub(crate) fn check_settings(&self) -> Result<(), Error> {
        let mut found = Violations::new();
        self.vendor().validate(&mut found);
        if !found.is_empty() {
            let redactor = self.redactor(&[]);
            found.map_texts(&|text| redactor.cut_text(text));
        }
        match found.has_errors() {
            true => Err(Error::broken(Kind::Configuration, found, self.language())),
            false => Ok(()),
        }
    }

    pub(crate) fn vendor(&self) -> &dyn Vendor {
        &*self.shared.vendor
    }

    pub(crate) fn nonces(&self) -> &dyn Nonces {
        &*self.shared.nonces
    }

    pub(crate) fn transport(&self) -> &dyn Transport {
        &*self.shared.transport
    }

    /// The time by our clock.
    pub(crate) fn local_now(&self) -> Timestamp {
        self.shared.clock.now()
    }

    /// The time as far as possible by the vendor's clock.
    pub(crate) fn now(&self) -> Timestamp {
        self.shared.skew.correct(self.local_now())
    }

    /// Learns the vendor's clock from an answer to a request that was sent at this time by our
    /// clock; says whether that changed much.
    pub(crate) fn learn_skew(&self, headers: &http::HeaderMap, sent: Timestamp) -> bool {
        self.shared.clock.is_adjustable() && self.shared.skew.learn(headers, sent, self.local_now())
    }

    pub(crate) fn hooks(&self) -> &[Arc<dyn Hooks>] {
        &self.shared.hooks
    }

    pub(crate) fn has_strict_answers(&self) -> bool {
        self.shared.strict_answers
    }

    pub(crate) fn language(&self) -> Language {
        self.shared.language
    }

    pub(crate) fn server(&self) -> Option<&str> {
        self.shared.server.as_deref()
    }

    pub(crate) fn bases(&self) -> &Bases {
        &self.shared.bases
    }

    pub(crate) fn scheme(&self) -> Option<&str> {
        self.shared.scheme.as_deref()
    }

    pub(crate) fn timeout(&self) -> Option<Duration> {
        self.shared.timeout
    }

    pub(crate) fn deadline(&self) -> Duration {
        self.shared.deadline
    }

    pub(crate) fn retry(&self) -> Retry {
        self.shared.retry
    }

    pub(crate) fn budget(&self) -> &Budget {
        &self.shared.budget
    }

    /// The token that the user gave for a scheme: set on the client, or among the settings unless
    /// a provider stands in for those.
    pub(crate) fn given_token(&self, scheme: &str) -> Option<Secret> {
        self.shared.tokens.given(scheme).or_else(|| {
            let none = self.token_provider(scheme).is_none();
            none.then(|| self.vendor().token_setting(scheme).cloned())?
        })
    }

    /// What was used of a limit by the account of this core.
    pub(crate) fn used(
        &self,
        operation: &'static Operation,
        limit: &CallLimit,
    ) -> Result<Arc<Used>, Error> {
        let base = self.base(operation, &CallOptions::default())?;
        let mut account = TokenAccount { parts: Vec::new() };
        let each = if limit.each_operation {
            operation.id
        } else {
            ""
        };
        let parts = [&base.host, &base.prefix, limit.name, each];
        account.parts.extend(parts.map(str::to_owned));
        self.vendor().limit_account(limit.name, &mut account);
        let key = TokenKey::new(self.vendor().name(), &account.parts);
        Ok(self.shared.limits.used(key.digest(), limit))
    }

    pub(crate) fn limits(&self) -> &Limits {
        &self.shared.limits
    }

    pub(crate) fn tokens(&self) -> &Tokens {
        &self.shared.tokens
    }

    pub(crate) fn token_rules(&self, scheme: &str) -> Option<&TokenRules> {
        self.shared.token_rules.get(scheme)
    }

    pub(crate) fn token_provider(&self, scheme: &str) -> Option<&dyn TokenProvider> {
        self.token_rules(scheme)?.provider.as_deref()
    }

    /// Whether the token of a scheme is fetched anew after this code.
    pub(crate) fn renews(&self, scheme: &str, code: &str) -> bool {
        let own = self.vendor().renewing_codes(scheme).iter().copied();
        let rules = self.token_rules(scheme);
        let more = rules.map(|rules| rules.renewing_codes.iter().map(String::as_str));
        own.chain(more.into_iter().flatten())
            .any(|pattern| VendorError::fixed_part(pattern, code).is_some())
    }

    fn rules(&mut self, scheme: impl Into<String>) -> &mut TokenRules {
        self.change().token_rules.entry(scheme.into()).or_default()
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
    pub(crate) secrets: Vec<Secret>,
    pub(crate) operation: &'static Operation,
    pub(crate) inputs: Inputs,
}

/// How much of a request is what the inputs of the call say; the rest is authentication, which
/// stands after it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Inputs {
    /// So many parameters.
    pub(crate) query: usize,
    pub(crate) body: Extent,
}

/// How much of a body is what the inputs say.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Extent {
    /// Nothing can be added to it.
    Whole,
    /// So many bytes, with the closing brace.
    Json(usize),
    /// So many fields.
    Form(usize),
    /// So many parts.
    Parts(usize),
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
            .field("deadline", &self.shared.deadline)
            .field("retry", &self.shared.retry)
            .finish_non_exhaustive()
    }
}
