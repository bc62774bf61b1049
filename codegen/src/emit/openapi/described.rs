//! What is said of something, as the Markdown of a description.

use crate::emit::rust::{escape, paragraphs, plain};
use crate::model::{Docs, Facts, Field, LeftOut, Update};

/// A text in its languages, a paragraph each.
pub(super) fn both(docs: &Docs) -> Vec<String> {
    let texts = docs.en.iter().chain(&docs.zh);
    texts.map(|text| escape(text)).collect()
}

/// All that is said of a fact.
pub(super) fn facts(facts: &Facts, otherwise: &str) -> String {
    let said = paragraphs(facts, otherwise);
    let said = said.into_iter().filter(|paragraph| !paragraph.is_empty());
    said.collect::<Vec<_>>().join("\n\n")
}

/// All that is said of a field, with what sending it and leaving it out does.
pub(super) fn field(field: &Field) -> String {
    let mut said = vec![facts(&field.facts, "")];
    if let Some(value) = &field.value {
        let value = plain(&crate::expr::write(value));
        said.push(format!("Clients compute it: `{value}`."));
    }
    said.extend(sent(field).map(str::to_owned));
    said.extend(left_out(field).map(str::to_owned));
    said.retain(|paragraph| !paragraph.is_empty());
    said.join("\n\n")
}

fn sent(field: &Field) -> Option<&'static str> {
    match field.update? {
        Update::Replace if field.many => {
            Some("What is sent replaces what the vendor holds: what is not in it is lost.")
        }
        Update::Merge if field.many => Some("What is sent is added to what the vendor holds."),
        Update::MergeById => {
            Some("Items are matched by their id; what the vendor holds besides them stays.")
        }
        Update::Unknown => {
            Some("What sending it does to what the vendor holds is not documented: it may be lost.")
        }
        Update::Replace | Update::Merge => None,
    }
}

fn left_out(field: &Field) -> Option<&'static str> {
    match field.left_out {
        LeftOut::Erased => Some("Left out, it is erased."),
        LeftOut::Either => Some("Left out, some operations erase it and others keep it."),
        LeftOut::Unknown => {
            Some("What becomes of it where it is left out is not documented: it may be erased.")
        }
        LeftOut::Kept if field.many => Some("Left out, it stays as it is."),
        LeftOut::Kept | LeftOut::Unsaid => None,
    }
}
