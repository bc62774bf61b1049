//! The page of a vendor: getting started, authentication, errors, lists.

use apiloom_codegen::emit::package::File;
use minijinja::context;
use serde::Serialize;

use super::super::diagram::{self, Diagram};
use super::super::engine::value;
use super::super::excerpt::{plain, short};
use super::super::groups::{self, Group};
use super::super::place::{Anchors, anchor, error_anchors};
use super::super::tree::{self, Row};
use super::Vendor;
use super::page::Page;
use crate::book::Book;

/// So many types are listed with what they are.
const MANY: usize = 200;

/// The widths of drawings on a desk and on a phone.
const WIDE: i32 = 760;
const NARROW: i32 = 360;

#[derive(Serialize)]
struct View<'a> {
    install: String,
    /// What is said of it; every other piece is code.
    install_words: Vec<String>,
    openapi: Option<String>,
    settings: Vec<Row<'a>>,
    wide: Vec<Diagram>,
    narrow: Vec<Diagram>,
    envelopes: Vec<Vec<Row<'a>>>,
    errors: Vec<String>,
    groups: Vec<Group<'a>>,
    type_texts: Vec<String>,
}

impl<'a> Vendor<'a> {
    /// The vendor's own page.
    pub(super) fn front(&self) -> File {
        let book = self.book;
        let page = Page {
            title: format!("{} · Apiloom", book.title),
            description: short(&plain(&book.fact.about), 150),
            crumb: book.title.clone(),
            ..self.page("index.html", "vendor")
        };
        let values = context! { book => value(book), view => value(self.front_view()) };
        self.file("index.html", "vendor.html", page, values)
    }

    fn front_view(&self) -> View<'a> {
        let book = self.book;
        let mut anchors = Anchors::default();
        let mut rows =
            |fields, prefix: &str| tree::rows(fields, prefix, &self.types, &[], &mut anchors);
        let mut settings = rows(&book.settings, "setting-");
        for row in &mut settings {
            row.needed = !row.field.required && self.is_token(&row.field.name);
        }
        let envelopes = book.envelopes.iter();
        let envelopes = envelopes.map(|e| rows(&e.fields, &format!("envelope-{}.", anchor(&e.id))));
        View {
            install: install(book),
            install_words: self.install_words(),
            openapi: self
                .described
                .then(|| format!("../../{}/openapi.json", book.vendor)),
            settings,
            wide: self.drawn(WIDE),
            narrow: self.drawn(NARROW),
            envelopes: envelopes.collect(),
            errors: error_anchors(book),
            groups: groups::of(book),
            type_texts: self.type_texts(),
        }
    }

    /// Whether a setting is the token of a scheme that no operation fetches one for.
    fn is_token(&self, setting: &str) -> bool {
        let tokens = self.book.schemes.iter().filter_map(|s| s.token.as_ref());
        let mut given = tokens.filter(|token| token.operation.is_none());
        given.any(|token| token.setting.as_deref() == Some(setting))
    }

    fn install_words(&self) -> Vec<String> {
        let words = self.word("install_words");
        let Some((before, after)) = words.split_once("{folder}") else {
            return vec![words.to_owned()];
        };
        let folder = format!("generated/{}", self.book.vendor);
        vec![before.to_owned(), folder, after.to_owned()]
    }

    /// The sequences of all schemes.
    fn drawn(&self, width: i32) -> Vec<Diagram> {
        let schemes = self.book.schemes.iter();
        schemes
            .map(|s| diagram::draw(&s.steps, &self.actors, width))
            .collect()
    }

    /// What types are, in short; nothing where there are too many to read that.
    fn type_texts(&self) -> Vec<String> {
        let types = &self.book.types;
        if types.len() > MANY {
            return Vec::new();
        }
        types
            .iter()
            .map(|ty| short(&plain(&ty.fact.about), 90))
            .collect()
    }
}

/// The dependencies of a program; generated packages are in no registry.
///
/// The first sample blocks, so the runtime of those that do not stands in a comment.
fn install(book: &Book) -> String {
    format!(
        "[dependencies]\n\
         {} = {{ path = \"path/to/generated/{}\" }}\n\
         # tokio = {{ version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }}",
        book.package, book.vendor
    )
}
