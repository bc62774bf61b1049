//! The page with the vendors and what each can do.

use std::collections::BTreeMap;

use apiloom_codegen::emit::package::File;
use minijinja::context;
use serde::Serialize;

use super::super::engine::{Engine, value};
use super::super::excerpt::{plain, short};
use super::super::groups::titled;
use super::super::{Language, words};
use super::page::Page;
use crate::Pair;
use crate::book::{Abilities, Book, Entity};

/// So many entities of one vendor are in the matrix.
const ENTITIES: usize = 40;

/// The page with the vendors.
pub(super) fn page(engine: &Engine, pairs: &[Pair], language: Language) -> File {
    let t = words::of(language);
    let word = |key: &str| t.get(key).copied().unwrap_or_default();
    let vendors: Vec<Card<'_>> = pairs.iter().map(|pair| card(pair.book(language))).collect();
    let page = Page {
        title: format!("{} · Apiloom", word("home_title")),
        description: word("home_words").to_owned(),
        ..Page::new(language, "index.html", "", "home")
    };
    let values = context! { page => value(page), t => value(&t), vendors => value(vendors) };
    File {
        path: format!("site/{}/index.html", language.folder()),
        text: engine.render("home.html", values),
    }
}

/// What is told of a vendor.
#[derive(Serialize)]
struct Card<'a> {
    id: &'a str,
    title: &'a str,
    about: String,
    operations: usize,
    types: usize,
    abilities: &'a Abilities,
    entities: &'a [Entity],
    more_entities: usize,
    /// What entities are called in the page's language.
    names: Vec<String>,
    titles: BTreeMap<&'a str, &'a str>,
}

fn card(book: &Book) -> Card<'_> {
    let all = &book.abilities.entities;
    let entities = all.get(..ENTITIES).unwrap_or(all);
    let titles = book.operations.iter();
    Card {
        id: &book.vendor,
        title: &book.title,
        about: short(&plain(&book.fact.about), 200),
        operations: book.operations.len(),
        types: book.types.len(),
        abilities: &book.abilities,
        entities,
        names: entities.iter().map(|e| titled(book, e)).collect(),
        more_entities: all.len() - entities.len(),
        titles: titles.map(|o| (o.id.as_str(), o.title.as_str())).collect(),
    }
}
