//! What search looks through: one entry a thing, with its names and with its texts in both languages.
//!
//! Entries are lists of texts without the names of members, and say where they lead by what they stand in.

use std::collections::HashMap;

use serde::Serialize;

use super::excerpt::{plain, short};
use super::place::{self, Anchors, anchor};
use super::{Language, tree, words};
use crate::Pair;
use crate::book::{Book, Code, Fact, Field, Kind, Operation, Type, Variant};

/// What is found of one vendor.
#[derive(Serialize)]
pub(super) struct Index {
    /// The texts of entries in both languages, each once, since fields of the same name mostly say the same.
    texts: Vec<Vec<String>>,
    /// The vendor: id, titles, texts.
    vendor: Vec<String>,
    /// Operations: id, method and path, titles, texts; their inputs; the codes that only they know.
    operations: Vec<(Vec<String>, Vec<Entry>, Vec<Entry>)>,
    /// Types: id, name, texts; their fields; their codes and variants.
    types: Vec<(Vec<String>, Vec<Entry>, Vec<Entry>)>,
    /// Errors.
    errors: Vec<Entry>,
    /// Settings.
    settings: Vec<Entry>,
    /// Ways to authenticate.
    schemes: Vec<Entry>,
    /// Limits on calls.
    limits: Vec<Entry>,
    /// Ways to tell success.
    envelopes: Vec<Entry>,
}

/// Something with an anchor: the name on the wire, the number of its texts, the name in Rust where it is
/// another, the anchor where it does not follow from the name.
#[derive(Serialize)]
#[serde(untagged)]
enum Entry {
    Plain(String, usize),
    Named(String, usize, String),
    Placed(String, usize, String, String),
}

/// Texts that are kept once.
#[derive(Default)]
struct Texts {
    all: Vec<Vec<String>>,
    numbers: HashMap<Vec<String>, usize>,
}

impl Texts {
    fn number(&mut self, en: String, zh: String) -> usize {
        let both = both(en, zh);
        if let Some(number) = self.numbers.get(&both) {
            return *number;
        }
        let number = self.all.len();
        self.numbers.insert(both.clone(), number);
        self.all.push(both);
        number
    }

    /// A text that is not looked for among the others.
    fn push(&mut self, en: String, zh: String) -> usize {
        self.all.push(both(en, zh));
        self.all.len() - 1
    }
}

/// A text in both languages; the second is left out where it is the same.
fn both(en: String, zh: String) -> Vec<String> {
    let zh = if zh == en { String::new() } else { zh };
    trimmed(vec![en, zh])
}

/// The width of texts; more is not shown among results.
const WIDTH: usize = 84;

/// The index of a vendor.
pub(super) fn of(pair: &Pair) -> Index {
    let (en, zh) = (&pair.en, &pair.zh);
    let mut maker = Maker::default();
    Index {
        vendor: trimmed(vec![
            en.vendor.clone(),
            en.title.clone(),
            zh.title.clone(),
            text(&en.fact),
            text(&zh.fact),
        ]),
        operations: maker.operations(en, zh),
        types: maker.types(en, zh),
        errors: maker.errors(en, zh),
        settings: maker.fields(&en.settings, &zh.settings, "setting-"),
        schemes: maker.schemes(en, zh),
        limits: maker.limits(en, zh),
        envelopes: maker.envelopes(en, zh),
        texts: maker.texts.all,
    }
}

fn text(fact: &Fact) -> String {
    short(&plain(&fact.about), WIDTH)
}

/// The label of a code before its text.
fn labelled(code: &Code) -> String {
    headed(&plain(&code.label), &code.fact)
}

/// A title before a text.
fn headed(label: &str, fact: &Fact) -> String {
    let about = plain(&fact.about);
    let gap = if label.is_empty() || about.is_empty() {
        ""
    } else {
        " · "
    };
    short(&format!("{label}{gap}{about}"), WIDTH)
}

fn trimmed(mut texts: Vec<String>) -> Vec<String> {
    while texts.last().is_some_and(String::is_empty) {
        texts.pop();
    }
    texts
}

#[derive(Default)]
struct Maker {
    texts: Texts,
}

impl Maker {
    fn operations(&mut self, en: &Book, zh: &Book) -> Vec<(Vec<String>, Vec<Entry>, Vec<Entry>)> {
        let both = en.operations.iter().zip(&zh.operations);
        both.map(|(op, in_zh)| {
            let (own, inputs) = self.operation(op, in_zh);
            (own, inputs, self.lone_errors(en, op))
        })
        .collect()
    }

    /// The codes that stand in no table of the vendor.
    fn lone_errors(&mut self, en: &Book, operation: &Operation) -> Vec<Entry> {
        let lone = place::lone_errors(en, operation).into_iter();
        let entries = lone.map(|(used, at)| {
            let word = |language| match used.shown {
                true => words::of(language)
                    .get("only_shown")
                    .copied()
                    .unwrap_or_default(),
                false => "",
            };
            let texts = (word(Language::En).to_owned(), word(Language::Zh).to_owned());
            self.entry(&used.code, texts, "", at, "error-")
        });
        entries.collect()
    }

    fn schemes(&mut self, en: &Book, zh: &Book) -> Vec<Entry> {
        let both = en.schemes.iter().zip(&zh.schemes);
        both.map(|(en, zh)| {
            let texts = (headed(&en.title, &en.fact), headed(&zh.title, &zh.fact));
            let at = format!("auth-{}", anchor(&en.id));
            self.entry(&en.id, texts, "", at, "auth-")
        })
        .collect()
    }

    fn limits(&mut self, en: &Book, zh: &Book) -> Vec<Entry> {
        let both = en.limits.iter().zip(&zh.limits);
        both.map(|(en, zh)| {
            let texts = (headed(&en.words, &en.fact), headed(&zh.words, &zh.fact));
            let at = format!("limit-{}", anchor(&en.id));
            self.entry(&en.id, texts, "", at, "limit-")
        })
        .collect()
    }

    fn envelopes(&mut self, en: &Book, zh: &Book) -> Vec<Entry> {
        let both = en.envelopes.iter().zip(&zh.envelopes);
        both.map(|(en, zh)| {
            let (of_en, of_zh) = (plain(&en.success), plain(&zh.success));
            let texts = (headed(&of_en, &en.fact), headed(&of_zh, &zh.fact));
            let at = format!("envelope-{}", anchor(&en.id));
            self.entry(&en.id, texts, "", at, "envelope-")
        })
        .collect()
    }

    fn operation(&mut self, en: &Operation, zh: &Operation) -> (Vec<String>, Vec<Entry>) {
        let own = trimmed(vec![
            en.id.clone(),
            format!("{} {}", en.method, en.path),
            en.title.clone(),
            zh.title.clone(),
            text(&en.fact),
            text(&zh.fact),
        ]);
        let inputs = place::input_anchors(en)
            .into_iter()
            .zip(place::input_anchors(zh));
        let inputs = inputs.map(|((en, anchor), (zh, _))| self.field(en, zh, anchor, "field-"));
        (own, inputs.collect())
    }

    fn types(&mut self, en: &Book, zh: &Book) -> Vec<(Vec<String>, Vec<Entry>, Vec<Entry>)> {
        let both = en.types.iter().zip(&zh.types);
        both.map(|(en, zh)| self.ty(en, zh)).collect()
    }

    fn ty(&mut self, en: &Type, zh: &Type) -> (Vec<String>, Vec<Entry>, Vec<Entry>) {
        let own = vec![
            en.id.clone(),
            en.name.clone(),
            text(&en.fact),
            text(&zh.fact),
        ];
        let inner = self.fields(tree::fields_of(en), tree::fields_of(zh), "field-");
        let anchors = place::member_anchors(en);
        let members: Vec<Entry> = match (&en.kind, &zh.kind) {
            (Kind::Enum { codes: en, .. }, Kind::Enum { codes: zh, .. }) => {
                let codes = en.iter().zip(zh).zip(anchors);
                codes
                    .map(|((en, zh), anchor)| self.code(en, zh, anchor))
                    .collect()
            }
            (Kind::Union { variants: en, .. }, Kind::Union { variants: zh, .. }) => {
                let variants = en.iter().zip(zh).zip(anchors);
                variants
                    .map(|((en, zh), anchor)| self.variant(en, zh, anchor))
                    .collect()
            }
            _ => Vec::new(),
        };
        (trimmed(own), inner, members)
    }

    fn fields(&mut self, en: &[Field], zh: &[Field], prefix: &str) -> Vec<Entry> {
        let mut anchors = Anchors::default();
        en.iter()
            .zip(zh)
            .map(|(en, zh)| {
                let anchor = anchors.fresh(format!("{prefix}{}", anchor(&en.wire)));
                self.field(en, zh, anchor, prefix)
            })
            .collect()
    }

    fn field(&mut self, en: &Field, zh: &Field, at: String, prefix: &str) -> Entry {
        let texts = (text(&en.fact), text(&zh.fact));
        self.entry(&en.wire, texts, &en.name, at, prefix)
    }

    fn code(&mut self, en: &Code, zh: &Code, at: String) -> Entry {
        self.entry(
            &en.code,
            (labelled(en), labelled(zh)),
            &en.name,
            at,
            "code-",
        )
    }

    fn variant(&mut self, en: &Variant, zh: &Variant, at: String) -> Entry {
        let tag = en.tag.as_deref().unwrap_or(&en.name);
        let texts = (text(&en.fact), text(&zh.fact));
        self.entry(tag, texts, &en.name, at, "code-")
    }

    fn errors(&mut self, en: &Book, zh: &Book) -> Vec<Entry> {
        let both = en
            .errors
            .iter()
            .zip(&zh.errors)
            .zip(place::error_anchors(en));
        both.map(|((en, zh), at)| {
            let texts = (text(&en.fact), text(&zh.fact));
            self.entry(&en.code, texts, &en.name, at, "error-")
        })
        .collect()
    }

    fn entry(
        &mut self,
        wire: &str,
        (en, zh): (String, String),
        name: &str,
        at: String,
        prefix: &str,
    ) -> Entry {
        let number = match prefix {
            // Two of these that say the same are rare, and cut texts would make more of them.
            "auth-" | "limit-" | "envelope-" => self.texts.push(en, zh),
            _ => self.texts.number(en, zh),
        };
        let name = if name == wire { "" } else { name };
        let wire = wire.to_owned();
        if at != format!("{prefix}{wire}") {
            Entry::Placed(wire, number, name.to_owned(), at)
        } else if name.is_empty() {
            Entry::Plain(wire, number)
        } else {
            Entry::Named(wire, number, name.to_owned())
        }
    }
}
