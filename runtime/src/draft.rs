//! What the inputs of a call say, before the vendor's authentication is added.

use std::borrow::Cow;

use apiloom_wire::Violations;

use crate::body::Body;
use crate::header::Headers;
use crate::pair_style::names_in;
use crate::pairs::PairList;

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
    pub(crate) fn values_of(&self, names: &[&str]) -> Vec<String> {
        let is_named = |name: &str| names.iter().any(|wanted| wanted.eq_ignore_ascii_case(name));
        let mut found = Vec::new();
        for (name, value) in &self.path {
            if is_named(name) {
                found.push(value.clone());
            }
        }
        let form = self.form();
        for (name, value) in self
            .query
            .iter()
            .chain(&self.cookies)
            .chain(form.iter().flatten())
        {
            // What stands in an object or a list is as secret as it is anywhere.
            if is_named(name) || names_in(name).any(is_named) {
                found.push(value.clone());
            }
        }
        for (name, value) in self.headers.iter() {
            if is_named(name.as_str()) {
                found.push(String::from_utf8_lossy(value.as_bytes()).into_owned());
            }
        }
        match &self.body {
            Body::Json(json) => crate::redact::collect(json, names, &mut found),
            Body::Multipart(parts) => {
                for json in parts.jsons() {
                    crate::redact::collect(json, names, &mut found);
                }
            }
            Body::None | Body::Form(_) | Body::Other { .. } => {}
        }
        found
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
