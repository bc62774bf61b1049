//! JSON paths as people read them: `data.records[3].customerId`.

use std::fmt::Write as _;

/// One step of a JSON path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Into the member of an object.
    Member(String),
    /// Into the item of an array, counted from 0.
    Item(usize),
}

/// Appends `steps` to `out`.
pub(crate) fn push_path<'s>(out: &mut String, steps: impl Iterator<Item = &'s Step>) {
    for step in steps {
        match step {
            Step::Member(name) => push_member(out, name),
            // Writing to a String cannot fail.
            Step::Item(index) => drop(write!(out, "[{index}]")),
        }
    }
}

/// Appends the step into the member of an object. A name that is no plain
/// word is written as `["a b"]`.
pub(crate) fn push_member(out: &mut String, name: &str) {
    if is_word(name) {
        if !out.is_empty() {
            out.push('.');
        }
        out.push_str(name);
    } else {
        // Writing to a String cannot fail.
        let _ = write!(out, "[{}]", shortened(name));
    }
}

/// `text` in quotes on one line, escaped, and cut after 40 characters.
pub(crate) fn shortened(text: &str) -> String {
    const LIMIT: usize = 40;
    match text.char_indices().nth(LIMIT) {
        None => format!("{text:?}"),
        Some((end, _)) => format!("{:?}…", &text[..end]),
    }
}

/// Whether a member's name needs no quotes in a path.
pub(crate) fn is_word(name: &str) -> bool {
    !name.is_empty()
        && name.len() <= 80
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || c == '_' || c == '-')
}
