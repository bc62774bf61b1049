//! The one error of a client.

use std::error::Error as StdError;
use std::fmt;
use std::time::Duration;

use apiloom_wire::{DecodeError, Deviations, Language, Violations};

use crate::redact::Redactor;
use crate::transport::Failure;
use crate::{Effect, Kind, Operation, Repeat, ShownRequest, ShownResponse, TransportError};

/// How much of a message [`Error`] shows in one line, in characters.
const MESSAGE_LIMIT: usize = 300;

/// Why a call failed.
///
/// `Display` is one line that says what a person needs, causes too; [`request`](Self::request) and
/// [`response`](Self::response) are the whole exchange.
/// Neither it nor `Debug` nor any part, nor a source, shows a secret: the values of the secret
/// settings, of tokens, and of the members that the spec calls secret are replaced by `[secret]`.
pub struct Error {
    // Boxed, so that a `Result` stays small on the path without errors.
    inner: Box<Inner>,
}

struct Inner {
    kind: Kind,
    operation: Option<&'static str>,
    name: Option<&'static str>,
    code: Option<String>,
    message: Option<String>,
    request_id: Option<String>,
    path: Option<String>,
    request: Option<ShownRequest>,
    response: Option<ShownResponse>,
    may_repeat: bool,
    attempts: u32,
    retry_after: Option<Duration>,
    /// Why it was not sent again, where that needs saying.
    not_again: Option<String>,
    violations: Option<Box<Violations>>,
    deviations: Option<Box<Deviations>>,
    source: Option<Box<dyn StdError + Send + Sync>>,
}

impl Error {
    /// An error about the inputs of a call; the message has no value in it and no full stop.
    pub fn input(message: impl Into<String>) -> Self {
        Self::new(Kind::Input, message.into())
    }

    /// An error about how the client is set up; the message has no value in it and no full stop.
    pub fn configuration(message: impl Into<String>) -> Self {
        Self::new(Kind::Configuration, message.into())
    }

    /// An error about credentials that are missing; the message has no value in it and no full
    /// stop.
    pub fn auth(message: impl Into<String>) -> Self {
        Self::new(Kind::Auth, message.into())
    }

    /// The error for an optional setting that turns out to be needed.
    pub fn missing_setting(name: &str) -> Self {
        Self::configuration(format!("the setting `{name}` is needed here but not given"))
    }

    /// The error of [`Vendor::server`](crate::Vendor::server) for a name that it does not know.
    pub fn unknown_server(name: &str) -> Self {
        Self::configuration(format!("there is no server `{name}`"))
    }

    /// The error of [`Vendor::stamp`](crate::Vendor::stamp) for a name that it does not know.
    pub fn unknown_scheme(name: &str) -> Self {
        Self::configuration(format!("there is no authentication scheme `{name}`"))
    }

    /// What sort of thing went wrong.
    pub fn kind(&self) -> Kind {
        self.inner.kind
    }

    /// The operation's name in the spec.
    pub fn operation(&self) -> Option<&'static str> {
        self.inner.operation
    }

    /// The name that the spec gives to the vendor's code.
    pub fn name(&self) -> Option<&'static str> {
        self.inner.name
    }

    /// Everything that is wrong with the inputs or the settings, if that is why nothing was sent.
    pub fn violations(&self) -> Option<&Violations> {
        self.inner.violations.as_deref()
    }

    /// All that is not as the spec says in the answer of a call that is strict, redacted.
    pub fn deviations(&self) -> Option<&Deviations> {
        self.inner.deviations.as_deref()
    }

    /// The vendor's code, as text.
    pub fn code(&self) -> Option<&str> {
        self.inner.code.as_deref()
    }

    /// What the vendor says, or what this side found.
    pub fn message(&self) -> Option<&str> {
        self.inner.message.as_deref()
    }

    /// What the vendor calls the request.
    pub fn request_id(&self) -> Option<&str> {
        self.inner.request_id.as_deref()
    }

    /// The HTTP status of the answer, if there was one.
    pub fn status(&self) -> Option<u16> {
        self.response().map(ShownResponse::status)
    }

    /// Where an answer is not of the form that the spec states: `data.items[3].id`.
    pub fn path(&self) -> Option<&str> {
        self.inner.path.as_deref()
    }

    /// The body of the answer, if there was one, redacted and cut after 4096 bytes.
    pub fn body(&self) -> Option<&str> {
        self.response().map(ShownResponse::body)
    }

    /// The last request that was sent, redacted; none if nothing was sent.
    ///
    /// An answer that was not received by this client, but given to `Call::answer`, has none.
    pub fn request(&self) -> Option<&ShownRequest> {
        self.inner.request.as_ref()
    }

    /// The answer, if there was one, redacted.
    pub fn response(&self) -> Option<&ShownResponse> {
        self.inner.response.as_ref()
    }

    /// How often the request was sent; 0 if it was not.
    ///
    /// An answer that was not received by this client, but given to `Call::answer`, counts none.
    pub fn attempts(&self) -> u32 {
        self.inner.attempts
    }

    /// How long the vendor asks to wait before the next request.
    pub fn retry_after(&self) -> Option<Duration> {
        self.inner.retry_after
    }

    /// Whether the credentials are missing or not accepted.
    pub fn is_auth(&self) -> bool {
        self.inner.kind == Kind::Auth
    }

    /// Whether the same call may work later and does no harm if the first one worked.
    pub fn is_retryable(&self) -> bool {
        match self.inner.kind {
            // The vendor says that it did nothing.
            Kind::RateLimit => true,
            _ if self.status() == Some(429) => true,
            Kind::Unavailable | Kind::Timeout | Kind::Transport => self.inner.may_repeat,
            _ => false,
        }
    }

    /// The error for a scheme without a token.
    pub(crate) fn no_token(scheme: &str) -> Self {
        Self::auth(format!(
            "the scheme `{scheme}` has no token: give one with `core().set_token(\"{scheme}\", …)`"
        ))
    }

    /// The error for pages that do not follow one another, or do not end.
    pub(crate) fn paging(message: impl Into<String>) -> Self {
        Self::new(Kind::Paging, message.into())
    }

    /// The same error once more, for others who waited for the same thing; without what caused it.
    pub(crate) fn copy(&self) -> Self {
        let inner = &self.inner;
        Self {
            inner: Box::new(Inner {
                kind: inner.kind,
                operation: inner.operation,
                name: inner.name,
                code: inner.code.clone(),
                message: inner.message.clone(),
                request_id: inner.request_id.clone(),
                path: inner.path.clone(),
                request: inner.request.clone(),
                response: inner.response.clone(),
                may_repeat: inner.may_repeat,
                attempts: inner.attempts,
                retry_after: inner.retry_after,
                not_again: inner.not_again.clone(),
                violations: inner.violations.clone(),
                deviations: inner.deviations.clone(),
                source: None,
            }),
        }
    }

    /// The operation is known from here on.
    pub(crate) fn at(mut self, operation: &'static str) -> Self {
        self.inner.operation.get_or_insert(operation);
        self
    }

    /// This was sent.
    pub(crate) fn after(mut self, request: Option<ShownRequest>) -> Self {
        self.inner.request = request;
        self
    }

    /// This was answered.
    pub(crate) fn answered(mut self, response: ShownResponse) -> Self {
        self.inner.response = Some(response);
        self
    }

    /// The request was sent so often.
    pub(crate) fn after_attempts(mut self, attempts: u32) -> Self {
        self.inner.attempts = attempts;
        self
    }

    /// The call would have been sent again, had the vendor not asked for a wait of which this is
    /// true.
    pub(crate) fn wait_is_too_long(&mut self, how_long: &str) {
        if let Some(wait) = self.inner.retry_after {
            let why = format!("the vendor asks to wait {wait:?}, {how_long}");
            self.inner.not_again = Some(why);
        }
    }

    /// The error for a call that a limit lets through too late.
    pub(crate) fn limited(operation: &'static Operation, limit: &str, wait: Duration) -> Self {
        let message = format!("the limit `{limit}` lets the call through too late");
        let mut made = Self::new(Kind::RateLimit, message).at(operation.id);
        made.inner.retry_after = Some(wait);
        made
    }

    /// The error for what breaks the rules of the spec; nothing was sent.
    pub(crate) fn broken(kind: Kind, violations: Violations, language: Language) -> Self {
        let mut made = Self::new(kind, violations.summary(language, TOLD_LIMIT));
        made.inner.violations = Some(Box::new(violations));
        made
    }

    /// The error for a call whose time was over before it could be sent.
    pub(crate) fn too_late(operation: &'static Operation) -> Self {
        let message = "the time for the whole call was over before it could be sent";
        Self::new(Kind::Timeout, message.to_owned()).at(operation.id)
    }

    /// Cuts secrets out of a message that generated code or a hook made.
    pub(crate) fn redacted(mut self, redactor: &Redactor) -> Self {
        if let Some(message) = &mut self.inner.message {
            *message = redactor.text(message);
        }
        self
    }

    /// The error for a request that has no answer.
    pub(crate) fn from_transport(
        error: TransportError,
        operation: &'static Operation,
        redactor: &Redactor,
    ) -> Self {
        let kind = kind_of(error.failure());
        let mut made = Self::new(kind, redactor.text(&error.to_string())).at(operation.id);
        made.inner.may_repeat = match error.failure() {
            Failure::Connect => true,
            // Somebody else answers in the server's place, and will do so again.
            Failure::Untrusted => false,
            _ => may_repeat(operation),
        };
        made.inner.source = Some(Box::new(error.redacted(redactor)));
        made
    }

    /// The error for a download that ends before its end; it is the caller's to start it again.
    /// The cause has no secret in it.
    pub(crate) fn from_download(cause: TransportError) -> Self {
        let mut made = Self::new(kind_of(cause.failure()), cause.to_string());
        made.inner.source = Some(Box::new(cause));
        made
    }

    /// The error for an answer that is a failure.
    pub(crate) fn from_vendor(failed: Failed) -> Self {
        let Failed {
            operation,
            kind,
            name,
            code,
            message,
            request_id,
            response,
            retry_after,
        } = failed;
        let mut made = Self::blank(kind).at(operation.id);
        made.inner.name = name;
        made.inner.code = code;
        made.inner.message = message;
        made.inner.request_id = request_id;
        made.inner.response = Some(response);
        made.inner.may_repeat = may_repeat(operation);
        made.inner.retry_after = retry_after;
        made
    }

    /// The error for an answer that is a success but not of the form that the spec states.
    /// `cause` has no secret in it.
    pub(crate) fn from_decode(
        cause: DecodeError,
        path: String,
        operation: &'static Operation,
        response: ShownResponse,
    ) -> Self {
        let mut made = Self::new(Kind::Decode, cause.message().to_owned()).at(operation.id);
        made.inner.path = Some(path);
        made.inner.response = Some(response);
        made.inner.source = Some(Box::new(cause));
        made
    }

    /// The error for an answer that was read but is not as the spec says, where the caller is strict.
    /// The deviations have no secret in them.
    pub(crate) fn from_drift(deviations: Deviations, operation: &'static Operation) -> Self {
        let all = deviations.to_string().replace('\n', "; ");
        let message = format!("the answer is not as the spec says: {all}");
        let mut made = Self::new(Kind::Decode, message).at(operation.id);
        made.inner.deviations = Some(Box::new(deviations));
        made
    }

    fn new(kind: Kind, message: String) -> Self {
        let mut made = Self::blank(kind);
        made.inner.message = Some(message);
        made
    }

    fn blank(kind: Kind) -> Self {
        Self {
            inner: Box::new(Inner {
                kind,
                operation: None,
                name: None,
                code: None,
                message: None,
                request_id: None,
                path: None,
                request: None,
                response: None,
                may_repeat: false,
                attempts: 0,
                retry_after: None,
                not_again: None,
                violations: None,
                deviations: None,
                source: None,
            }),
        }
    }
}

/// What an answer that is a failure says, redacted.
pub(crate) struct Failed {
    pub(crate) operation: &'static Operation,
    pub(crate) kind: Kind,
    pub(crate) name: Option<&'static str>,
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) request_id: Option<String>,
    pub(crate) response: ShownResponse,
    pub(crate) retry_after: Option<Duration>,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &self.inner;
        if let Some(operation) = inner.operation {
            write!(f, "{operation}: ")?;
        }
        f.write_str(inner.name.unwrap_or(inner.kind.words()))?;
        let details = [
            inner
                .code
                .as_ref()
                .map(|code| format!("code {}", line(code))),
            self.status().map(|status| format!("status {status}")),
            inner
                .request_id
                .as_ref()
                .map(|id| format!("request {}", line(id))),
            (inner.attempts > 1).then(|| format!("{} attempts", inner.attempts)),
        ];
        let details: Vec<String> = details.into_iter().flatten().collect();
        if !details.is_empty() {
            write!(f, " ({})", details.join(", "))?;
        }
        if let Some(path) = inner.path.as_deref().filter(|path| !path.is_empty()) {
            write!(f, " at {}", line(path))?;
        }
        match inner.message.as_deref().map(line) {
            Some(message) if !message.is_empty() => write!(f, ": {message}")?,
            _ => {}
        }
        match &inner.not_again {
            Some(why) => write!(f, "; {why}"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = &self.inner;
        f.debug_struct("Error")
            .field("kind", &inner.kind)
            .field("operation", &inner.operation)
            .field("name", &inner.name)
            .field("code", &inner.code)
            .field("message", &inner.message)
            .field("request_id", &inner.request_id)
            .field("path", &inner.path)
            .field("attempts", &inner.attempts)
            .field("retry_after", &inner.retry_after)
            .field("not_again", &inner.not_again)
            .field("violations", &inner.violations)
            .field("deviations", &inner.deviations)
            .field("request", &inner.request)
            .field("response", &inner.response)
            .finish()
    }
}

impl StdError for Error {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.inner
            .source
            .as_deref()
            .map(|source| source as &(dyn StdError + 'static))
    }
}

fn kind_of(failure: Failure) -> Kind {
    match failure {
        Failure::Refused => Kind::Configuration,
        Failure::Connect | Failure::Untrusted | Failure::Broken => Kind::Transport,
        Failure::Timeout => Kind::Timeout,
        Failure::TooLarge => Kind::TooLarge,
        Failure::Unreadable => Kind::Decode,
    }
}

fn may_repeat(operation: &Operation) -> bool {
    operation.effect == Effect::Read || operation.repeat != Repeat::Never
}

/// How many violations an error tells in its message.
const TOLD_LIMIT: usize = 3;

/// A text on one line, without controls, cut at the limit.
fn line(text: &str) -> String {
    let mut out = String::new();
    for (count, word) in text.split_whitespace().enumerate() {
        if count > 0 {
            out.push(' ');
        }
        out.extend(word.chars().filter(|character| !character.is_control()));
    }
    match out.char_indices().nth(MESSAGE_LIMIT) {
        None => out,
        Some((end, _)) => format!("{}…", &out[..end]),
    }
}
