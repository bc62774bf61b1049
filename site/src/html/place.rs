//! Anchors within a page.

use std::collections::HashSet;
use std::fmt::Write as _;

use crate::book::{Body, Book, Field, Kind, Operation, Type, UsedError};

/// A text as part of an anchor: letters and digits of any script, `-` and `_` stay.
///
/// Different texts are different anchors, and none has a point, which stands between a field and those in it.
pub(super) fn anchor(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() || matches!(c, '-' | '_') {
            out.push(c);
        } else {
            let _ = write!(out, "~{:x}~", u32::from(c));
        }
    }
    out
}

/// The text that an anchor was made of.
fn read(anchor: &str) -> String {
    let parts = anchor.split('~').enumerate();
    let parts = parts.map(|(at, part)| match at % 2 {
        0 => part.to_owned(),
        _ => u32::from_str_radix(part, 16)
            .ok()
            .and_then(char::from_u32)
            .map_or_else(String::new, String::from),
    });
    parts.collect()
}

/// The anchors of a page, so that none stands twice.
#[derive(Default)]
pub(super) struct Anchors(HashSet<String>);

impl Anchors {
    /// The anchor of a field by its name, which may stand in the one field that a body is.
    ///
    /// Names in it have points between them, as those of fields may have within.
    pub(super) fn of_field(&self, name: &str) -> Option<String> {
        let fields = self.0.iter().filter(|anchor| anchor.starts_with("field-"));
        let found = fields.filter_map(|anchor| {
            let path = anchor.strip_prefix("field-")?;
            let below = path.split_once('.').map(|(_, below)| below);
            let is_below = below.is_some_and(|below| read(below) == name);
            (is_below || read(path) == name).then_some((is_below, anchor))
        });
        found.min().map(|(_, anchor)| anchor.clone())
    }

    /// An anchor that is new on the page.
    pub(super) fn fresh(&mut self, wanted: String) -> String {
        if self.0.insert(wanted.clone()) {
            return wanted;
        }
        let mut number = 2_usize;
        loop {
            // No text is written like this.
            let other = format!("{wanted}~n{number}~");
            if self.0.insert(other.clone()) {
                return other;
            }
            number += 1;
        }
    }
}

/// The fields of an operation's body.
pub(super) fn inputs(operation: &Operation) -> &[Field] {
    match &operation.body {
        Some(Body {
            whole: Some(whole), ..
        }) => std::slice::from_ref(whole.as_ref()),
        Some(Body { fields, .. }) => fields,
        None => &[],
    }
}

/// The anchors of codes and variants on the page of their type.
pub(super) fn member_anchors(ty: &Type) -> Vec<String> {
    let mut anchors = Anchors::default();
    match &ty.kind {
        Kind::Enum { codes, .. } => codes
            .iter()
            .map(|c| anchors.fresh(format!("code-{}", anchor(&c.code))))
            .collect(),
        Kind::Union { variants, .. } => variants
            .iter()
            .map(|v| {
                anchors.fresh(format!(
                    "variant-{}",
                    anchor(v.tag.as_deref().unwrap_or(&v.name))
                ))
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// The anchors of a vendor's codes on the vendor's page.
pub(super) fn error_anchors(book: &Book) -> Vec<String> {
    let mut anchors = Anchors::default();
    book.errors
        .iter()
        .map(|e| anchors.fresh(format!("error-{}", anchor(&e.code))))
        .collect()
}

/// The codes of an operation that stand in no table of the vendor's page, with their anchors on its own.
pub(super) fn lone_errors<'a>(
    book: &Book,
    operation: &'a Operation,
) -> Vec<(&'a UsedError, String)> {
    let mut anchors = Anchors::default();
    let used = operation.errors.iter();
    used.filter(|used| !book.errors.iter().any(|known| known.code == used.code))
        .map(|used| (used, anchors.fresh(format!("error-{}", anchor(&used.code)))))
        .collect()
}

/// The anchors of an operation's own inputs.
pub(super) fn input_anchors(operation: &Operation) -> Vec<(&Field, String)> {
    let mut anchors = Anchors::default();
    let fields = operation.parameters.iter().flat_map(|p| &p.fields);
    let body = inputs(operation);
    fields
        .chain(body)
        .map(|f| (f, anchors.fresh(format!("field-{}", anchor(&f.wire)))))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{Anchors, anchor, read};

    #[test]
    fn anchors_are_different_where_texts_are() {
        let texts = [
            "a.b", "a~2e~b", "a~2eb", "a\u{2eb}", "a b", "a-b", "a_b", "a..b", "~", "~~", ".", "",
            "手机", "a~n2~",
        ];
        let anchors: std::collections::BTreeSet<String> =
            texts.iter().map(|text| anchor(text)).collect();
        assert_eq!(anchors.len(), texts.len(), "{anchors:?}");
        for text in texts {
            assert_eq!(read(&anchor(text)), text);
            assert!(!anchor(text).contains('.'), "{text}");
        }
    }

    #[test]
    fn a_field_is_found_by_its_path() {
        let mut anchors = Anchors::default();
        let mut add = |anchor: &str| anchors.fresh(format!("field-{anchor}"));
        add("a~2e~c");
        add("body.a.b");
        add("a");
        let twice = add("a");
        assert_eq!(twice, "field-a~n2~");
        let of = |name| anchors.of_field(name);
        assert_eq!(of("a.c"), Some("field-a~2e~c".to_owned()));
        assert_eq!(of("a.b"), Some("field-body.a.b".to_owned()));
        assert_eq!(of("a"), Some("field-a".to_owned()));
        assert_eq!(of("c"), None);
    }
}
