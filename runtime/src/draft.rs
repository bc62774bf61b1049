//! What the inputs of a call say, before the vendor's authentication is added.

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
    pub(crate) query: PairList,
    pub(crate) headers: Headers,
    pub(crate) cookies: PairList,
    pub(crate) body: Body,
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
        let form = match &self.body {
            Body::Form(pairs) => pairs.as_slice(),
            Body::None | Body::Json(_) | Body::Other { .. } => &[],
        };
        for (name, value) in self.query.iter().chain(&self.cookies).chain(form) {
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
        if let Body::Json(json) = &self.body {
            crate::redact::collect(json, names, &mut found);
        }
        found
    }
}
