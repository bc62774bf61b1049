//! A request as it was received.

use apiloom_wire::Json;
use bytes::Bytes;

use crate::multipart::{self, Part};
use crate::percent;

/// Names with their values, in order, duplicates kept.
pub type Pairs = Vec<(String, String)>;

/// A request as it was received.
#[derive(Clone, Debug, Default)]
pub struct Received {
    /// The method in capitals.
    pub method: String,
    /// The path as sent, encoded.
    pub path: String,
    /// The query as sent, without `?`.
    pub query_text: String,
    /// The headers in order, names in lower case.
    pub headers: Pairs,
    /// The body.
    pub body: Bytes,
}

impl Received {
    /// The first value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let found = headers.find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    /// The pairs of the query, decoded.
    pub fn query(&self) -> Pairs {
        percent::pairs(&self.query_text)
    }

    /// The cookies.
    pub fn cookies(&self) -> Pairs {
        let lines = self.headers.iter().filter(|(name, _)| name == "cookie");
        let cookies = lines.flat_map(|(_, line)| line.split(';'));
        let pairs = cookies.filter_map(|cookie| cookie.trim().split_once('='));
        pairs
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect()
    }

    /// The media type of the body in lower case, without parameters.
    pub fn media_type(&self) -> Option<String> {
        let text = self.header("content-type")?;
        let essence = text.split(';').next().unwrap_or_default().trim();
        Some(essence.to_ascii_lowercase())
    }

    /// The pairs of a form, if the body is one.
    pub fn form(&self) -> Option<Pairs> {
        let form = self.media_type()? == "application/x-www-form-urlencoded";
        let text = std::str::from_utf8(&self.body).ok()?;
        form.then(|| percent::pairs(text))
    }

    /// The parts of the body, if it has several.
    pub fn parts(&self) -> Option<Vec<Part>> {
        let boundary = multipart::boundary(self.header("content-type")?)?;
        multipart::parts(&self.body, &boundary)
    }

    /// The body as JSON, if it is that; what its type says is not asked.
    pub fn json(&self) -> Option<Json> {
        (!self.body.is_empty())
            .then(|| Json::parse(&self.body).ok())
            .flatten()
    }

    /// The pairs of a form, or the texts among several parts.
    pub fn body_pairs(&self) -> Option<Pairs> {
        self.form().or_else(|| {
            let parts = self.parts()?.into_iter();
            let texts = parts.filter(Part::is_text);
            Some(texts.map(|part| (part.name.clone(), part.text())).collect())
        })
    }
}
