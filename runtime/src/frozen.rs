//! A request as a signature sees it.

use std::cell::Cell;
use std::fmt;

use bytes::Bytes;

use crate::body::Body;
use crate::draft::Draft;
use crate::pairs::PairList;
use crate::url::Base;
use crate::{Operation, percent, scalar};

/// A request as a signature sees it: after all stamps, before all seals.
pub struct Frozen {
    method: &'static str,
    url: String,
    host: String,
    path: String,
    query: PairList,
    query_text: String,
    headers: PairList,
    form: Option<PairList>,
    is_json: bool,
    body: Bytes,
    body_was_read: Cell<bool>,
}

impl Frozen {
    pub(crate) fn new(
        operation: &'static Operation,
        base: &Base,
        path: &str,
        draft: &Draft,
    ) -> Self {
        let query_text = percent::encode_pairs(&draft.query);
        let mut headers = vec![("host".to_owned(), base.host.clone())];
        for (name, value) in draft.headers.iter() {
            let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
            headers.push((name.as_str().to_owned(), value));
        }
        if let Some(cookies) = cookie_text(&draft.cookies) {
            headers.push(("cookie".to_owned(), cookies));
        }
        Self {
            method: operation.method.as_str(),
            url: url_text(base, path, &query_text),
            host: base.host.clone(),
            path: path.to_owned(),
            query: draft.query.clone(),
            query_text,
            headers,
            form: draft.form(),
            is_json: matches!(draft.body, Body::Json(_)),
            body: draft.body.bytes(),
            body_was_read: Cell::new(false),
        }
    }

    /// The method in capitals.
    pub fn method(&self) -> &str {
        self.method
    }

    /// The whole URL, with the query so far.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The host as the header says it: with the port unless it is the scheme's own.
    pub fn host(&self) -> &str {
        &self.host
    }

    /// The path as sent: encoded, with the prefix of the server.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The query so far as pairs, not encoded.
    pub fn query(&self) -> &[(String, String)] {
        &self.query
    }

    /// The query so far as sent, without the question mark.
    pub fn query_text(&self) -> &str {
        &self.query_text
    }

    /// The headers so far, names in lower case: `host` first, without those that the transport
    /// adds (`content-length`, `user-agent`, `accept-encoding`).
    pub fn headers(&self) -> &[(String, String)] {
        &self.headers
    }

    /// The pairs of the query and then of the form, not encoded; of a multipart body, the parts
    /// that are texts.
    ///
    /// A seal that signs these may add to the body: what was signed stays in it.
    pub fn params(&self) -> Vec<(String, String)> {
        let mut params = self.query.clone();
        params.extend(self.form.iter().flatten().cloned());
        params
    }

    /// The bytes of the body; empty if there is none. No seal may add to them then.
    pub fn body(&self) -> &[u8] {
        self.body_was_read.set(true);
        &self.body
    }

    /// The members of a JSON object that are texts, numbers or bools, as texts.
    pub fn fields(&self) -> Vec<(String, String)> {
        if !self.is_json {
            return Vec::new();
        }
        scalar::scalar_members(&self.body)
    }

    pub(crate) fn body_was_read(&self) -> bool {
        self.body_was_read.get()
    }
}

impl fmt::Debug for Frozen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The rest may hold secrets, and this knows too little to tell.
        f.debug_struct("Frozen")
            .field("method", &self.method)
            .field("host", &self.host)
            .finish_non_exhaustive()
    }
}

/// The URL as sent.
pub(crate) fn url_text(base: &Base, path: &str, query_text: &str) -> String {
    let query_mark = if query_text.is_empty() { "" } else { "?" };
    [base.scheme, "://", &base.host, path, query_mark, query_text].concat()
}

/// The value of the header `cookie`.
pub(crate) fn cookie_text(cookies: &[(String, String)]) -> Option<String> {
    let pairs: Vec<String> = cookies
        .iter()
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    (!pairs.is_empty()).then(|| pairs.join("; "))
}
