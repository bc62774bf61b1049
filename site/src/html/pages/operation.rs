//! The page of an operation.

use apiloom_codegen::emit::package::File;
use minijinja::context;
use serde::Serialize;

use super::super::engine::value;
use super::super::excerpt::{plain, short};
use super::super::place::{Anchors, inputs, lone_errors};
use super::super::sample::{self, Panel};
use super::super::tree::{self, Row};
use super::page::Page;
use super::{Turn, Vendor};
use crate::book::{ErrorCode, Example, Limit, Operation, Prose, Server, UsedError};
use crate::markdown;

#[derive(Serialize)]
struct Place<'a> {
    place: &'a str,
    rows: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Danger<'a> {
    /// Names and anchors.
    fields: Vec<(&'a str, Option<String>)>,
    words: &'a Prose,
}

#[derive(Serialize)]
struct Used<'a> {
    code: &'a str,
    shown: bool,
    known: Option<&'a ErrorCode>,
    /// Where it stands: on the vendor's page if it is known, and on this one otherwise.
    anchor: Option<String>,
}

#[derive(Serialize)]
struct Shown<'a> {
    example: &'a Example,
    panels: Vec<Panel>,
}

#[derive(Serialize)]
struct Answered<'a> {
    id: &'a str,
    name: &'a str,
    rows: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct View<'a> {
    path: Vec<(bool, String)>,
    dangers: Vec<Danger<'a>>,
    parameters: Vec<Place<'a>>,
    body: Vec<Row<'a>>,
    returns: Vec<Answered<'a>>,
    server: Option<&'a Server>,
    limits: Vec<&'a Limit>,
    errors: Vec<Used<'a>>,
    examples: Vec<Shown<'a>>,
}

impl<'a> Vendor<'a> {
    /// The page of an operation.
    pub(super) fn operation(&self, operation: &'a Operation, turn: Turn) -> File {
        let path = format!("operations/{}.html", operation.id);
        let page = Page {
            title: format!("{} · {}", operation.title, self.book.title),
            description: short(&plain(&operation.fact.about), 150),
            crumb: operation.title.clone(),
            current: format!("operations/{}", operation.id),
            previous: turn.0,
            next: turn.1,
            ..self.page(&path, "operation")
        };
        let view = self.operation_view(operation);
        let values = context! { op => value(operation), view => value(view) };
        self.file(&path, "operation.html", page, values)
    }

    /// The same as Markdown, which stands beside the page.
    pub(super) fn operation_source(&self, operation: &Operation) -> File {
        let (language, vendor, id) = (self.language.folder(), &self.book.vendor, &operation.id);
        File {
            path: format!("site/{language}/{vendor}/operations/{id}.md"),
            text: markdown::operation(self.book, operation),
        }
    }

    fn operation_view(&self, operation: &'a Operation) -> View<'a> {
        let mut anchors = Anchors::default();
        let mut rows = |fields| tree::rows(fields, "field-", &self.types, &[], &mut anchors);
        let parameters = operation.parameters.iter().map(|place| Place {
            place: &place.place,
            rows: rows(&place.fields),
        });
        let parameters = parameters.collect();
        let body = rows(inputs(operation));
        let lone = lone_errors(self.book, operation);
        let errors = operation.errors.iter();
        let examples = operation.examples.iter();
        View {
            path: path_parts(&operation.path),
            dangers: dangers(operation, &anchors),
            parameters,
            body,
            returns: self.answered(operation, &mut anchors),
            server: self.server(operation),
            limits: self.limits(operation),
            errors: errors.map(|used| self.used(used, &lone)).collect(),
            examples: examples
                .map(|example| self.shown(operation, example))
                .collect(),
        }
    }

    /// The fields of the types in what it answers.
    fn answered(&self, operation: &'a Operation, anchors: &mut Anchors) -> Vec<Answered<'a>> {
        let ids = operation.returns.iter().flat_map(|r| &r.inside);
        let types = ids.filter_map(|id| self.types.get(id.as_str()));
        let answered = types.map(|ty| Answered {
            id: &ty.id,
            name: &ty.name,
            rows: tree::rows(
                tree::fields_of(ty),
                "answer-",
                &self.types,
                &[&ty.id],
                anchors,
            ),
        });
        answered.collect()
    }

    fn server(&self, operation: &Operation) -> Option<&'a Server> {
        match &operation.server {
            Some(id) => self.book.servers.iter().find(|s| s.id == *id),
            None => self.book.servers.first(),
        }
    }

    fn limits(&self, operation: &Operation) -> Vec<&'a Limit> {
        let limits = self.book.limits.iter();
        limits
            .filter(|l| operation.limits.contains(&l.id))
            .collect()
    }

    fn used(&self, used: &'a UsedError, lone: &[(&UsedError, String)]) -> Used<'a> {
        let known = self.errors.get(used.code.as_str());
        let own = lone.iter().find(|(other, _)| other.code == used.code);
        Used {
            code: &used.code,
            shown: used.shown,
            known: known.map(|(error, _)| *error),
            anchor: match known {
                Some((_, anchor)) => Some(anchor.clone()),
                None => own.map(|(_, anchor)| anchor.clone()),
            },
        }
    }

    fn shown(&self, operation: &Operation, example: &'a Example) -> Shown<'a> {
        let samples = example.sample.iter();
        Shown {
            example,
            panels: samples
                .flat_map(|s| sample::panels(self.book, operation, s))
                .collect(),
        }
    }
}

/// What can be lost, each text once with the fields that it is about.
fn dangers<'a>(operation: &'a Operation, anchors: &Anchors) -> Vec<Danger<'a>> {
    let mut dangers: Vec<Danger<'a>> = Vec::new();
    for (name, words) in &operation.dangers {
        let field = (name.as_str(), anchors.of_field(name));
        match dangers.iter_mut().find(|danger| danger.words == words) {
            Some(danger) => danger.fields.push(field),
            None => dangers.push(Danger {
                fields: vec![field],
                words,
            }),
        }
    }
    dangers
}

/// A path in pieces; parameters are told apart.
fn path_parts(path: &str) -> Vec<(bool, String)> {
    let mut out = Vec::new();
    let mut rest = path;
    while let Some((before, tail)) = rest.split_once('{') {
        let Some((name, after)) = tail.split_once('}') else {
            break;
        };
        out.push((false, before.to_owned()));
        out.push((true, format!("{{{name}}}")));
        rest = after;
    }
    out.push((false, rest.to_owned()));
    out.retain(|(_, text)| !text.is_empty());
    out
}
