//! A request that was answered.

use std::sync::Mutex;
use std::time::SystemTime;

use apiloom_wire::{DecodeError, Secret};
use bytes::Bytes;
use http::header;

use crate::chunks::Chunks;
use crate::download::{Caller, Incoming};
use crate::error::Failed;
use crate::gate::Permit;
use crate::page_link;
use crate::redact::Redactor;
use crate::retry_after::retry_after;
use crate::shown::Sent;
use crate::{
    Answer, Core, Error, Kind, Operation, ShownRequest, ShownResponse, VendorError, Verdict,
};

/// A request that was answered, with the secrets that were in it.
pub(crate) struct Exchange {
    core: Core,
    operation: &'static Operation,
    /// None if somebody else sent it.
    sent: Option<Sent>,
    response: http::Response<Bytes>,
    secrets: Vec<Secret>,
    attempts: u32,
    /// The body, if it is still to come.
    incoming: Mutex<Option<Incoming>>,
}

impl Exchange {
    pub(crate) fn new(
        core: Core,
        operation: &'static Operation,
        sent: Option<Sent>,
        response: http::Response<Bytes>,
        secrets: Vec<Secret>,
        attempts: u32,
    ) -> Self {
        Self {
            core,
            operation,
            sent,
            response,
            secrets,
            attempts,
            incoming: Mutex::default(),
        }
    }

    /// The same exchange, whose body is still to come if there are chunks of it; that counts as
    /// one of the calls that go on until it is over.
    pub(crate) fn with_body(self, chunks: Option<Box<dyn Chunks>>, permits: Vec<Permit>) -> Self {
        let incoming = chunks.map(|chunks| Incoming {
            chunks,
            caller: Caller {
                core: self.core.clone(),
                operation: self.operation,
                secrets: self.secrets.clone(),
                sent: self.sent.clone(),
                attempts: self.attempts,
                permits,
            },
        });
        Self {
            incoming: Mutex::new(incoming),
            ..self
        }
    }

    /// Tells success from failure.
    pub(crate) fn judged(self) -> Result<Self, Error> {
        match (self.operation.judge)(&Answer::new(&self.response)) {
            Verdict::Success => Ok(self),
            Verdict::Failure {
                code,
                message,
                request_id,
            } => Err(self
                .failure(code, message, request_id)
                .after_attempts(self.attempts)),
        }
    }

    /// Reads something in a success.
    pub(crate) fn read<T>(
        &self,
        read: impl FnOnce(&Answer<'_>) -> Result<T, DecodeError>,
    ) -> Result<T, Error> {
        read(&Answer::new(&self.response).with_incoming(&self.incoming))
            .map_err(|error| self.undecodable(&error).after_attempts(self.attempts))
    }

    /// An error about what comes after this exchange, with what it says of itself.
    pub(crate) fn blame(&self, error: Error) -> Error {
        let redactor = self.redactor();
        error
            .at(self.operation.id)
            .after(self.shown_request(&redactor))
            .after_attempts(self.attempts)
            .answered(self.shown_response(&redactor))
    }

    /// The core that sent it.
    pub(crate) fn core(&self) -> &Core {
        &self.core
    }

    /// What it answers.
    pub(crate) fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// The answer.
    pub(crate) fn answer(&self) -> Answer<'_> {
        Answer::new(&self.response)
    }

    /// The body of the answer.
    pub(crate) fn body(&self) -> &Bytes {
        self.response.body()
    }

    fn failure(
        &self,
        code: Option<String>,
        message: Option<String>,
        request_id: Option<String>,
    ) -> Error {
        let redactor = self.redactor();
        let status = self.status();
        let line = code
            .as_deref()
            .and_then(|code| VendorError::find(self.operation.errors, code));
        let shown = |text: Option<String>| text.map(|text| redactor.text(&text));
        Error::from_vendor(Failed {
            operation: self.operation,
            kind: line.map_or_else(|| Kind::of_status(status), |line| line.kind),
            name: line.map(|line| line.name),
            // A code that the table spells out is no secret, whatever the secrets are.
            code: match line {
                Some(line) if code.as_deref() == Some(line.code) => code,
                _ => shown(code),
            },
            message: shown(message)
                .or_else(|| self.redirection(&redactor))
                .or_else(|| self.unsaid(&redactor)),
            request_id: shown(request_id),
            response: self.shown_response(&redactor),
            retry_after: retry_after(self.response.headers(), SystemTime::now()),
        })
        .after(self.shown_request(&redactor))
    }

    /// Words for a redirection, which nobody follows: a request is signed for one place, and its
    /// credentials are for one host.
    fn redirection(&self, redactor: &Redactor) -> Option<String> {
        let location = self.response.headers().get(header::LOCATION)?;
        if !self.response.status().is_redirection() {
            return None;
        }
        let location = String::from_utf8_lossy(location.as_bytes());
        // The query may be ours, with all that is in it.
        let place = location.split(['?', '#']).next().unwrap_or_default();
        let place = redactor.text(place);
        Some(format!(
            "the answer redirects to {place}, where the client does not go"
        ))
    }

    /// Words for a failure about which the vendor says nothing that the spec knows: proxies and
    /// gateways answer with pages of their own.
    fn unsaid(&self, redactor: &Redactor) -> Option<String> {
        let body = self.response.body().trim_ascii();
        if body.is_empty() {
            return Some("the answer has no body".to_owned());
        }
        if matches!(body.first(), Some(b'{' | b'[')) {
            return None;
        }
        let text = redactor.body(body);
        let what = if text.starts_with('<') {
            "the answer is a page, not JSON"
        } else {
            "the answer is not JSON"
        };
        Some(match page_title(&text) {
            Some(title) => format!("{what}: {title}"),
            None => what.to_owned(),
        })
    }

    fn undecodable(&self, error: &DecodeError) -> Error {
        let redactor = self.redactor();
        let path = error.path();
        // The message may quote what was found; under a secret name, that is a secret.
        let message = if has_secret_name(&path, &redactor) {
            "the value is not of its type".to_owned()
        } else {
            redactor.cut_text(error.message())
        };
        let path = redactor.cut_text(&path);
        let response = self.shown_response(&redactor);
        Error::from_decode(DecodeError::new(message), path, self.operation, response)
            .after(self.shown_request(&redactor))
    }

    /// The names in the query of the request, if this client sent it.
    pub(crate) fn sent_names(&self) -> Vec<String> {
        let query = self.sent.as_ref().and_then(Sent::query).unwrap_or_default();
        let pairs = page_link::pairs(query).into_iter();
        pairs.map(|(name, _)| name).collect()
    }

    /// The request without secrets, if this client sent it.
    pub(crate) fn shown_request(&self, redactor: &Redactor) -> Option<ShownRequest> {
        self.sent.as_ref().map(|sent| sent.shown(redactor))
    }

    /// The answer without secrets.
    pub(crate) fn shown_response(&self, redactor: &Redactor) -> ShownResponse {
        ShownResponse::new(&self.response, redactor)
    }

    /// The HTTP status of the answer.
    pub(crate) fn status(&self) -> u16 {
        self.response.status().as_u16()
    }

    pub(crate) fn redactor(&self) -> Redactor {
        self.core.redactor(&self.secrets)
    }
}

/// Whether a member on a path to what was found is secret.
pub(crate) fn has_secret_name(path: &str, redactor: &Redactor) -> bool {
    let mut names = path.split(['.', '[', ']', '"']);
    names.any(|name| redactor.is_secret_name(name))
}

/// The title of an HTML page.
fn page_title(page: &str) -> Option<String> {
    // Lower case keeps every byte in its place as long as only ASCII changes.
    let lower = page.to_ascii_lowercase();
    let start = lower.find("<title>")? + "<title>".len();
    let length = lower[start..].find("</title>")?;
    let title = page[start..start + length].trim();
    (!title.is_empty()).then(|| title.chars().take(120).collect())
}
