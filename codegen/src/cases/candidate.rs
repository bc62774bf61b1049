//! A value that may stand in a document.

use apiloom_wire::Json;

use super::broken::Broken;
use crate::expr::Value;

/// A value of a type, and the rules that it breaks.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// The value on the wire.
    pub(super) json: Json,
    /// What rules over several fields see of it.
    pub(super) value: Value,
    /// What it breaks by itself.
    pub(super) broken: Vec<Broken>,
    /// The rules, in words, that it is an example of keeping.
    pub(super) shows: Vec<String>,
    /// Whether some rule names it.
    pub(super) hinted: bool,
}

impl Candidate {
    pub(super) fn new(json: impl Into<Json>, value: Value) -> Self {
        Self {
            json: json.into(),
            value,
            broken: Vec::new(),
            shows: Vec::new(),
            hinted: false,
        }
    }

    /// A value of which rules only see that it is there.
    pub(super) fn opaque(json: impl Into<Json>) -> Self {
        Self::new(json, Value::Opaque)
    }

    pub(super) fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        Self::new(text.clone(), Value::Text(text))
    }

    /// Another form of the same value.
    pub(super) fn written(mut self, json: impl Into<Json>) -> Self {
        self.json = json.into();
        self
    }

    pub(super) fn is_clean(&self) -> bool {
        self.broken.is_empty()
    }

    /// Whether it breaks this rule and no other.
    pub(super) fn breaks_only(&self, broken: &Broken) -> bool {
        self.broken.len() == 1 && self.broken.first() == Some(broken)
    }

    /// What says which of two values is smaller: the characters of the document, then those that are no
    /// letters or digits, then those that are no small letters, then the document.
    pub(super) fn size(&self) -> (usize, usize, usize, String) {
        let text = written(&self.json);
        let count = |wanted: fn(&char) -> bool| text.chars().filter(wanted).count();
        (
            count(|_| true),
            count(|c| !c.is_ascii_alphanumeric()),
            count(|c| !c.is_ascii_lowercase()),
            text,
        )
    }
}

/// A value as JSON. Everything that the maker makes can be written.
pub(super) fn written(json: &Json) -> String {
    let bytes = apiloom_wire::encode(json).unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The candidates in the order of their sizes, each value once.
pub(super) fn sorted(mut candidates: Vec<Candidate>) -> Vec<Candidate> {
    candidates.sort_by_cached_key(Candidate::size);
    candidates.dedup_by(|next, kept| {
        let same = next.json == kept.json;
        if same {
            kept.hinted |= next.hinted;
            kept.shows.append(&mut next.shows);
        }
        same
    });
    candidates
}
