//! Anchors within a page.

use std::collections::HashSet;
use std::fmt::Write as _;

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
    /// The anchor, if it is on the page.
    pub(super) fn known(&self, wanted: String) -> Option<String> {
        self.0.contains(&wanted).then_some(wanted)
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
