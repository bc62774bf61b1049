//! The pages.

mod front;
mod home;
mod operation;
mod page;
mod ty;

use std::collections::BTreeMap;

use apiloom_codegen::emit::package::File;
use minijinja::{Value, context};
use serde::Serialize;

use self::page::Page;
use super::engine::{Engine, TemplateError, value};
use super::excerpt::short;
use super::place::error_anchors;
use super::tree::Types;
use super::{Language, data, groups, tree, words};
use crate::Pair;
use crate::book::{Actor, Book, ErrorCode, Operation};

/// All pages.
///
/// # Errors
/// When a template cannot print one.
pub(super) fn files(
    pairs: &[Pair],
    openapi: &BTreeMap<String, String>,
) -> Result<Vec<File>, TemplateError> {
    let engine = Engine::new();
    let mut files = vec![File {
        path: "site/index.html".to_owned(),
        text: include_str!("../templates/index.html").to_owned(),
    }];
    for language in Language::ALL {
        files.push(home::page(&engine, pairs, language));
        for pair in pairs {
            let book = pair.book(language);
            let described = openapi.contains_key(&book.vendor);
            Vendor::new(&engine, book, described, language).pages(&mut files);
        }
    }
    engine.done(files)
}

/// The pages before and after a page: names of files and titles.
type Turn = (Option<(String, String)>, Option<(String, String)>);

/// The pages beside the one at a place of a list.
fn turn<T>(list: &[T], at: usize, named: impl Fn(&T) -> (&String, &String)) -> Turn {
    let beside = |at: Option<usize>| {
        let (id, title) = named(list.get(at?)?);
        Some((id.clone(), title.clone()))
    };
    (beside(at.checked_sub(1)), beside(Some(at + 1)))
}

/// What macros need to know wherever they print.
#[derive(Serialize)]
struct Common<'a> {
    t: Value,
    base: &'static str,
    documents: BTreeMap<&'a str, &'a str>,
    schemes: BTreeMap<&'a str, &'a str>,
    operations: BTreeMap<&'a str, &'a str>,
    actors: BTreeMap<&'static str, &'a str>,
}

impl<'a> Common<'a> {
    fn new(
        book: &'a Book,
        t: &BTreeMap<&str, &str>,
        actors: &'a [(Actor, String)],
        base: &'static str,
    ) -> Self {
        let documents = book.documents.iter();
        let schemes = book.schemes.iter();
        let operations = book.operations.iter();
        let actors = actors.iter();
        Self {
            t: value(t),
            base,
            documents: documents
                .map(|d| (d.id.as_str(), d.title.as_str()))
                .collect(),
            schemes: schemes.map(|s| (s.id.as_str(), s.title.as_str())).collect(),
            operations: operations
                .map(|o| (o.id.as_str(), o.title.as_str()))
                .collect(),
            actors: actors
                .map(|(actor, name)| (actor_key(*actor), name.as_str()))
                .collect(),
        }
    }
}

/// The pages of one vendor in one language.
struct Vendor<'a> {
    engine: &'a Engine,
    book: &'a Book,
    /// Whether there is an OpenAPI document.
    described: bool,
    language: Language,
    t: BTreeMap<&'static str, &'static str>,
    /// What macros need, for pages of the vendor's folder and for those in folders below it.
    common: Value,
    common_below: Value,
    types: Types<'a>,
    errors: BTreeMap<&'a str, (&'a ErrorCode, String)>,
    operations: BTreeMap<&'a str, &'a Operation>,
    actors: Vec<(Actor, String)>,
    /// The operations in the order of the contents.
    order: Vec<&'a Operation>,
}

impl<'a> Vendor<'a> {
    fn new(engine: &'a Engine, book: &'a Book, described: bool, language: Language) -> Self {
        let t = words::of(language);
        let actors = actors(book, &t);
        let coded = book.errors.iter().zip(error_anchors(book));
        let groups = groups::of(book).into_iter();
        Self {
            engine,
            book,
            described,
            language,
            common: value(Common::new(book, &t, &actors, "")),
            common_below: value(Common::new(book, &t, &actors, "../")),
            types: tree::types(book),
            errors: coded
                .map(|(e, anchor)| (e.code.as_str(), (e, anchor)))
                .collect(),
            operations: book.operations.iter().map(|o| (o.id.as_str(), o)).collect(),
            order: groups.flat_map(|g| g.operations).collect(),
            actors,
            t,
        }
    }

    fn word(&self, key: &str) -> &'static str {
        self.t.get(key).copied().unwrap_or_default()
    }

    fn pages(&self, files: &mut Vec<File>) {
        files.push(self.front());
        for (at, operation) in self.order.iter().enumerate() {
            let turn = turn(&self.order, at, |o| (&o.id, &o.title));
            files.push(self.operation(operation, turn));
            files.push(self.operation_source(operation));
        }
        for (at, ty) in self.book.types.iter().enumerate() {
            let turn = turn(&self.book.types, at, |ty| (&ty.id, &ty.name));
            files.push(self.ty(ty, turn));
        }
    }

    /// A page below the vendor's folder, without what only its kind knows.
    fn page(&self, path: &str, kind: &'static str) -> Page {
        let book = self.book;
        let below = path.contains('/');
        let (home, base) = if below {
            ("../../", "../")
        } else {
            ("../", "")
        };
        Page {
            base,
            navigation: Some(data::navigation_name(&book.vendor, self.language)),
            vendor: book.vendor.clone(),
            vendor_title: book.title.clone(),
            spec: book.spec.clone(),
            sections: self.sections(),
            crumbs: if below {
                vec![
                    (format!("{home}index.html"), self.word("vendors").to_owned()),
                    (format!("{base}index.html"), book.title.clone()),
                ]
            } else {
                vec![(format!("{home}index.html"), self.word("vendors").to_owned())]
            },
            ..Page::new(
                self.language,
                &format!("{}/{path}", book.vendor),
                home,
                kind,
            )
        }
    }

    fn sections(&self) -> Vec<(&'static str, &'static str)> {
        let book = self.book;
        let parts = [
            (true, "start", "start"),
            (!book.schemes.is_empty(), "authentication", "authentication"),
            (!book.servers.is_empty(), "servers", "servers"),
            (true, "errors", "errors_title"),
            (!book.limits.is_empty(), "limits", "limits"),
            (true, "operations", "operations"),
            (!book.types.is_empty(), "types", "types"),
            (!book.documents.is_empty(), "documents", "documents"),
        ];
        parts
            .into_iter()
            .filter(|(there, ..)| *there)
            .map(|(_, anchor, word)| (anchor, self.word(word)))
            .collect()
    }

    /// A page of the vendor: its path below the vendor's folder, the template, and what that prints.
    fn file(&self, path: &str, template: &str, page: Page, values: Value) -> File {
        let below = path.contains('/');
        let common = if below {
            &self.common_below
        } else {
            &self.common
        };
        let frame = context! { page => value(page), t => value(&self.t), c => common.clone() };
        let text = self.engine.render(template, context! { ..frame, ..values });
        File {
            path: format!(
                "site/{}/{}/{path}",
                self.language.folder(),
                self.book.vendor
            ),
            text,
        }
    }
}

/// What those are called who act in drawings.
fn actors(book: &Book, t: &BTreeMap<&str, &str>) -> Vec<(Actor, String)> {
    let word = |key: &str| t.get(key).copied().unwrap_or_default().to_owned();
    vec![
        (Actor::Program, word("actor_program")),
        (Actor::Client, word("actor_client")),
        (Actor::Hook, word("actor_hook")),
        (Actor::Vendor, short(&book.title, 40)),
    ]
}

/// How an actor is written in data.
const fn actor_key(actor: Actor) -> &'static str {
    match actor {
        Actor::Program => "program",
        Actor::Client => "client",
        Actor::Hook => "hook",
        Actor::Vendor => "vendor",
    }
}
