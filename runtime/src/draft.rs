//! What the inputs of a call say, before the vendor's authentication is added.

use std::borrow::Cow;

use apiloom_wire::Violations;

use crate::body::Body;
use crate::header::Headers;
use crate::pair_style::names_in;
use crate::pairs::PairList;
use crate::percent;
use crate::redact::{collect, is_named};

/// What the inputs of a call say, before the vendor's authentication is added.
///
/// It is made once a call; every attempt starts from a copy.
/// There is no `Debug`: it would show what nobody should see.
#[derive(Clone, Default)]
pub(crate) struct Draft {
    pub(crate) path: Vec<(&'static str, String)>,
    /// The whole path as sent, where a link of the vendor replaces that of the operation.
    pub(crate) target: Option<String>,
    /// The whole path as sent, once it was made and checked.
    pub(crate) full_path: Option<String>,
    pub(crate) query: PairList,
    pub(crate) headers: Headers,
    pub(crate) cookies: PairList,
    pub(crate) body: Body,
    /// What the spec calls the body, in place of what it is called everywhere.
    pub(crate) content_type: Option<&'static str>,
    /// What is wrong with the inputs without keeping them from being sent.
    pub(crate) warnings: Option<Box<Violations>>,
}

impl Draft {
    /// The values that stand under one of these names, wherever they stand.
    pub(crate) fn secrets(&self, names: &[&str]) -> Vec<String> {
        let mut found = Found {
            names,
            secrets: Vec::new(),
        };
        if names.is_empty() {
            return found.secrets;
        }
        for (name, value) in &self.path {
            found.in_path(name, value);
        }
        let form = self.form();
        let pairs = self.query.iter().chain(&self.cookies);
        for (name, value) in pairs.chain(form.iter().flatten()) {
            found.in_pair(name, value);
        }
        for (name, value) in self.headers.iter() {
            found.in_header(name.as_str(), &String::from_utf8_lossy(value.as_bytes()));
        }
        match &self.body {
            Body::Json(json) => found.in_json(json),
            Body::Multipart(parts) => parts.jsons().for_each(|json| found.in_json(json)),
            Body::None | Body::Form(_) | Body::Other { .. } => {}
        }
        found.secrets
    }

    /// The pairs of a form, or the texts among the parts of a multipart body.
    pub(crate) fn form(&self) -> Option<PairList> {
        match &self.body {
            Body::Form(pairs) => Some(pairs.clone()),
            Body::Multipart(parts) => {
                let texts = parts.texts();
                Some(
                    texts
                        .map(|(name, text)| (name.to_owned(), text.to_owned()))
                        .collect(),
                )
            }
            Body::None | Body::Json(_) | Body::Other { .. } => None,
        }
    }

    /// The value of the header `content-type`, unless the request has one of its own.
    pub(crate) fn content_type(&self) -> Option<Cow<'_, str>> {
        let own = self.body.content_type()?;
        Some(self.content_type.map_or(own, Cow::Borrowed))
    }
}

/// Shorter values are hidden only where they stand, by their names: a PIN of `1` must not hide
/// every 1.
const SHORTEST: usize = 4;

/// Finds secrets by these names.
struct Found<'a> {
    names: &'a [&'a str],
    secrets: Vec<String>,
}

impl Found<'_> {
    /// A value in the path, where no name says that it is secret.
    fn in_path(&mut self, name: &str, value: &str) {
        if self.is_named(name) {
            self.secrets.push(value.to_owned());
        }
        self.in_text(value);
    }

    fn in_pair(&mut self, name: &str, value: &str) {
        // What stands in an object or a list is as secret as it is anywhere.
        if self.is_named(name) || names_in(name).any(|name| self.is_named(name)) {
            self.push_long(value.to_owned());
            if (1..SHORTEST).contains(&value.len()) {
                // The name before it may say more than that it is secret: `pins[a]=1`.
                let pair = (name.to_owned(), value.to_owned());
                self.secrets.push(percent::encode_pairs(&[pair]));
            }
        }
        self.in_text(value);
    }

    fn in_header(&mut self, name: &str, value: &str) {
        if self.is_named(name) {
            self.push_long(value.to_owned());
        }
        self.in_text(value);
    }

    fn in_json(&mut self, json: &[u8]) {
        let mut values = Vec::new();
        collect(json, self.names, &mut values);
        values.into_iter().for_each(|value| self.push_long(value));
    }

    /// Looks into a text that is JSON.
    fn in_text(&mut self, text: &str) {
        let mut values = Vec::new();
        collect(text.as_bytes(), self.names, &mut values);
        if !values.is_empty() {
            // Where the text is percent-encoded, the names in it are not found.
            self.secrets.push(text.to_owned());
        }
        values.into_iter().for_each(|value| self.push_long(value));
    }

    fn push_long(&mut self, value: String) {
        if value.len() >= SHORTEST {
            self.secrets.push(value);
        }
    }

    fn is_named(&self, name: &str) -> bool {
        is_named(self.names, name)
    }
}
