//! What search looks through: one entry a thing, with its names and with its texts in both languages.
//!
//! Entries are lists of texts without the names of members, and say where they lead by what they stand in.

use serde::Serialize;

use super::excerpt::{plain, short};
use super::place::anchor;
use super::{pages, tree};
use crate::Pair;
use crate::book::{Book, Code, Fact, Field, Kind, Operation, Type, Variant};

/// What is found of one vendor.
#[derive(Serialize)]
pub(super) struct Index {
    /// The vendor: id, titles, texts.
    vendor: Vec<String>,
    /// Operations: id, method and path, titles, texts; and their inputs.
    operations: Vec<(Vec<String>, Vec<Entry>)>,
    /// Types: id, name, texts; their fields; their codes and variants.
    types: Vec<(Vec<String>, Vec<Entry>, Vec<Entry>)>,
    /// Errors.
    errors: Vec<Entry>,
    /// Settings.
    settings: Vec<Entry>,
}

/// Something with an anchor: the name on the wire, the texts in both languages, the name in Rust where it is
/// another, the anchor where it does not follow from the name; empty texts at the end are left out.
type Entry = Vec<String>;

/// The width of texts; more is not shown among results.
const WIDTH: usize = 84;

/// The index of a vendor.
pub(super) fn of(pair: &Pair) -> Index {
    let (en, zh) = (&pair.en, &pair.zh);
    Index {
        vendor: trimmed(vec![
            en.vendor.clone(),
            en.title.clone(),
            zh.title.clone(),
            text(&en.fact),
            text(&zh.fact),
        ]),
        operations: en
            .operations
            .iter()
            .zip(&zh.operations)
            .map(operation)
            .collect(),
        types: en.types.iter().zip(&zh.types).map(ty).collect(),
        errors: errors(en, zh),
        settings: fields(&en.settings, &zh.settings, "setting-"),
    }
}

fn text(fact: &Fact) -> String {
    short(&plain(&fact.about), WIDTH)
}

fn trimmed(mut texts: Vec<String>) -> Vec<String> {
    while texts.last().is_some_and(String::is_empty) {
        texts.pop();
    }
    texts
}

fn operation((en, zh): (&Operation, &Operation)) -> (Vec<String>, Vec<Entry>) {
    let own = trimmed(vec![
        en.id.clone(),
        format!("{} {}", en.method, en.path),
        en.title.clone(),
        zh.title.clone(),
        text(&en.fact),
        text(&zh.fact),
    ]);
    let inputs = pages::input_anchors(en)
        .into_iter()
        .zip(pages::input_anchors(zh));
    let inputs = inputs.map(|((en, anchor), (zh, _))| field(en, zh, anchor, "field-"));
    (own, inputs.collect())
}

fn ty((en, zh): (&Type, &Type)) -> (Vec<String>, Vec<Entry>, Vec<Entry>) {
    let own = trimmed(vec![
        en.id.clone(),
        en.name.clone(),
        text(&en.fact),
        text(&zh.fact),
    ]);
    let inner = fields(tree::fields_of(en), tree::fields_of(zh), "field-");
    let anchors = pages::member_anchors(en);
    let members: Vec<Entry> = match (&en.kind, &zh.kind) {
        (Kind::Enum { codes: en, .. }, Kind::Enum { codes: zh, .. }) => {
            let codes = en.iter().zip(zh).zip(anchors);
            codes
                .map(|((en, zh), anchor)| code(en, zh, anchor))
                .collect()
        }
        (Kind::Union { variants: en, .. }, Kind::Union { variants: zh, .. }) => {
            let variants = en.iter().zip(zh).zip(anchors);
            variants
                .map(|((en, zh), anchor)| variant(en, zh, anchor))
                .collect()
        }
        _ => Vec::new(),
    };
    (own, inner, members)
}

fn fields(en: &[Field], zh: &[Field], prefix: &str) -> Vec<Entry> {
    let mut anchors = super::place::Anchors::default();
    en.iter()
        .zip(zh)
        .map(|(en, zh)| {
            let anchor = anchors.fresh(format!("{prefix}{}", anchor(&en.wire)));
            field(en, zh, anchor, prefix)
        })
        .collect()
}

fn field(en: &Field, zh: &Field, at: String, prefix: &str) -> Entry {
    entry(
        &en.wire,
        text(&en.fact),
        text(&zh.fact),
        &en.name,
        at,
        prefix,
    )
}

fn entry(wire: &str, en: String, zh: String, name: &str, at: String, prefix: &str) -> Entry {
    let name = if name == wire { "" } else { name };
    let follows = at == format!("{prefix}{wire}");
    let zh = if zh == en { String::new() } else { zh };
    trimmed(vec![
        wire.to_owned(),
        en,
        zh,
        name.to_owned(),
        if follows { String::new() } else { at },
    ])
}

fn code(en: &Code, zh: &Code, at: String) -> Entry {
    entry(&en.code, labelled(en), labelled(zh), &en.name, at, "code-")
}

/// The label of a code before its text.
fn labelled(code: &Code) -> String {
    let (label, about) = (plain(&code.label), plain(&code.fact.about));
    let gap = if label.is_empty() || about.is_empty() {
        ""
    } else {
        " · "
    };
    short(&format!("{label}{gap}{about}"), WIDTH)
}

fn variant(en: &Variant, zh: &Variant, at: String) -> Entry {
    let tag = en.tag.as_deref().unwrap_or(&en.name);
    entry(tag, text(&en.fact), text(&zh.fact), &en.name, at, "code-")
}

fn errors(en: &Book, zh: &Book) -> Vec<Entry> {
    let anchors = pages::error_anchors(en);
    let both = en.errors.iter().zip(&zh.errors).zip(anchors);
    both.map(|((en, zh), at)| {
        entry(
            &en.code,
            text(&en.fact),
            text(&zh.fact),
            &en.name,
            at,
            "error-",
        )
    })
    .collect()
}
