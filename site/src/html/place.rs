//! Anchors within a page.

use std::collections::HashSet;
use std::fmt::Write as _;

use crate::book::{Body, Book, Field, Kind, Operation, Type, UsedError};

/// A text as part of an anchor: letters and digits of any script, `-`, `_` and `.` stay.
pub(super) fn anchor(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_alphanumeric() || matches!(c, '-' | '_' | '.') {
            out.push(c);
        } else {
            let _ = write!(out, "~{:x}", u32::from(c));
        }
    }
    out
}

/// The anchors of a page, so that none stands twice.
#[derive(Default)]
pub(super) struct Anchors(HashSet<String>);

impl Anchors {
    /// The anchor of a field by its name, which may stand in the one field that a body is.
    pub(super) fn of_field(&self, name: &str) -> Option<String> {
        let plain = format!("field-{}", anchor(name));
        if self.0.contains(&plain) {
            return Some(plain);
        }
        let end = format!(".{}", anchor(name));
        let fields = self.0.iter().filter(|a| a.starts_with("field-"));
        fields.filter(|a| a.ends_with(&end)).min().cloned()
    }

    /// An anchor that is new on the page.
    pub(super) fn fresh(&mut self, wanted: String) -> String {
        if self.0.insert(wanted.clone()) {
            return wanted;
        }
        let mut number = 2_usize;
        loop {
            let other = format!("{wanted}-{number}");
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
