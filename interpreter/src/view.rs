//! A request as the expressions of a scheme see it.

use std::fmt;

use apiloom::{Decoder, Frozen, scalar_text};
use apiloom_codegen::expr::{Env, Value};

/// A request as the expressions of a scheme see it: after all stamps, before all seals.
#[derive(Clone, PartialEq, Eq)]
pub struct RequestView {
    /// The method in capitals.
    pub method: String,
    /// The whole URL, with the query.
    pub url: String,
    /// The host as the header says it.
    pub host: String,
    /// The path as sent.
    pub path: String,
    /// The pairs of the query, not encoded.
    pub query: Vec<(String, String)>,
    /// The query as sent.
    pub query_text: String,
    /// The headers, names in lower case.
    pub headers: Vec<(String, String)>,
    /// The pairs of the query and then those of the form, or the text parts of a multipart body.
    pub params: Vec<(String, String)>,
    /// The body; none if it must not be looked at yet.
    pub body: Option<Vec<u8>>,
    /// The members of a JSON object that are texts, numbers or bools, as texts.
    pub fields: Vec<(String, String)>,
}

impl RequestView {
    /// A request that is being made, but for its body: who reads that, signs it.
    pub fn of(frozen: &Frozen) -> Self {
        Self {
            method: frozen.method().to_owned(),
            url: frozen.url().to_owned(),
            host: frozen.host().to_owned(),
            path: frozen.path().to_owned(),
            query: frozen.query().to_vec(),
            query_text: frozen.query_text().to_owned(),
            headers: frozen.headers().to_vec(),
            params: frozen.params(),
            body: None,
            fields: frozen.fields(),
        }
    }

    /// Gives their values to what a scheme may name of a request: `request.method` and the others.
    pub fn set(&self, env: &mut Env) {
        let text = |text: &str| Value::Text(text.to_owned());
        let pairs = |pairs: &[(String, String)]| Value::Pairs(pairs.to_vec());
        env.set("request.method", text(&self.method));
        env.set("request.url", text(&self.url));
        env.set("request.host", text(&self.host));
        env.set("request.path", text(&self.path));
        env.set("request.query", pairs(&self.query));
        env.set("request.query_text", text(&self.query_text));
        env.set("request.headers", pairs(&self.headers));
        env.set("request.params", pairs(&self.params));
        env.set("request.fields", pairs(&self.fields));
        if let Some(body) = &self.body {
            env.set("request.body", Value::Bytes(body.clone()));
        }
    }
}

/// The members of a JSON object that are texts, numbers or bools, as texts; nothing if it is no object.
pub fn scalar_members(json: &[u8]) -> Vec<(String, String)> {
    let mut members = Vec::new();
    let read = Decoder::new(json).and_then(|mut d| {
        d.members(&mut |d, name| {
            if let Ok(Some(text)) = scalar_text(d.raw()?) {
                members.push((name.to_owned(), text));
            }
            Ok(())
        })
    });
    match read {
        Ok(()) => members,
        Err(_) => Vec::new(),
    }
}

/// Neither pairs nor body, which may hold secrets.
impl fmt::Debug for RequestView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestView")
            .field("method", &self.method)
            .field("host", &self.host)
            .finish_non_exhaustive()
    }
}
