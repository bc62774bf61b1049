//! The pages.

use std::collections::BTreeMap;

use apiloom_codegen::emit::package::File;
use minijinja::{Value, context};
use serde::Serialize;

use super::engine::{Engine, value};
use super::excerpt::{plain, short};
use super::place::{Anchors, anchor};
use super::tree::{Row, Types};
use super::{Language, diagram, groups, sample, tree, words};
use crate::Pair;
use crate::book::{
    Actor, Body, Book, ErrorCode, Example, Kind, Limit, Operation, Prose, Scheme, Type,
};

/// All pages.
pub(super) fn files(pairs: &[Pair], openapi: &BTreeMap<String, String>) -> Vec<File> {
    let engine = Engine::new();
    let mut files = vec![File {
        path: "site/index.html".to_owned(),
        text: include_str!("templates/index.html").to_owned(),
    }];
    for language in Language::ALL {
        files.push(home(&engine, pairs, language));
        for pair in pairs {
            let book = pair.book(language);
            let described = openapi.contains_key(&book.vendor);
            Vendor::new(&engine, book, described, language).pages(&mut files);
        }
    }
    files
}

/// What the frame of a page needs to know.
#[derive(Default, Serialize)]
struct Page {
    kind: &'static str,
    /// `lang` of this page.
    tag: &'static str,
    /// `lang` of the page in the other language, and where that is.
    other_tag: &'static str,
    other: String,
    title: String,
    description: String,
    /// The ways to the folder of assets, to the folder of the language and to that of the vendor.
    assets: String,
    home: &'static str,
    base: &'static str,
    /// The script with the contents of the vendor; none on pages of no vendor.
    navigation: Option<String>,
    vendor: String,
    vendor_title: String,
    spec: String,
    /// What the page is in the contents: `operations/x`.
    current: String,
    /// The parts of the vendor's page: anchors and titles.
    sections: Vec<(&'static str, &'static str)>,
    crumbs: Vec<(String, String)>,
    crumb: String,
    previous: Option<(String, String)>,
    next: Option<(String, String)>,
}

impl Page {
    /// A page by its path below the folder of the language.
    fn new(language: Language, path: &str, home: &'static str, kind: &'static str) -> Self {
        let other = language.other();
        Self {
            kind,
            tag: language.tag(),
            other_tag: other.tag(),
            other: format!("{home}../{}/{path}", other.folder()),
            assets: format!("{home}../assets/"),
            home,
            ..Self::default()
        }
    }
}

/// The page with the vendors.
fn home(engine: &Engine, pairs: &[Pair], language: Language) -> File {
    #[derive(Serialize)]
    struct Card<'a> {
        id: &'a str,
        title: &'a str,
        about: String,
        operations: usize,
        types: usize,
        abilities: &'a crate::book::Abilities,
        entities: &'a [crate::book::Entity],
        more_entities: usize,
        titles: BTreeMap<&'a str, &'a str>,
    }
    let t = words::of(language);
    let vendors: Vec<Card<'_>> = pairs
        .iter()
        .map(|pair| {
            let book = pair.book(language);
            let all = &book.abilities.entities;
            let entities = all.get(..ENTITIES).unwrap_or(all);
            Card {
                id: &book.vendor,
                title: &book.title,
                about: short(&plain(&book.fact.about), 200),
                operations: book.operations.len(),
                types: book.types.len(),
                abilities: &book.abilities,
                entities,
                more_entities: all.len() - entities.len(),
                titles: book
                    .operations
                    .iter()
                    .map(|o| (o.id.as_str(), o.title.as_str()))
                    .collect(),
            }
        })
        .collect();
    let page = Page {
        title: format!(
            "{} · Apiloom",
            t.get("home_title").copied().unwrap_or_default()
        ),
        description: t.get("home_words").copied().unwrap_or_default().to_owned(),
        ..Page::new(language, "index.html", "", "home")
    };
    File {
        path: format!("site/{}/index.html", language.folder()),
        text: engine.render(
            "home.html",
            context! { page => value(page), t => value(t), vendors => value(vendors) },
        ),
    }
}

/// So many entities of one vendor are in the matrix.
const ENTITIES: usize = 40;

/// The pages before and after a page: names of files and titles.
type Turn = (Option<(String, String)>, Option<(String, String)>);

/// So many operations that use a type are shown at once.
const USES: usize = 30;

/// So many types are listed with what they are.
const MANY: usize = 200;

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
    /// The operations in the order of the contents.
    order: Vec<&'a Operation>,
}

impl<'a> Vendor<'a> {
    fn new(engine: &'a Engine, book: &'a Book, described: bool, language: Language) -> Self {
        let t = words::of(language);
        let actors = actors(book, &t);
        let common = |base| Common {
            t: value(&t),
            base,
            documents: book
                .documents
                .iter()
                .map(|d| (d.id.as_str(), d.title.as_str()))
                .collect(),
            schemes: book
                .schemes
                .iter()
                .map(|s| (s.id.as_str(), s.title.as_str()))
                .collect(),
            operations: book
                .operations
                .iter()
                .map(|o| (o.id.as_str(), o.title.as_str()))
                .collect(),
            actors: actors
                .iter()
                .map(|(actor, name)| (actor_key(*actor), name.as_str()))
                .collect(),
        };
        let anchors = error_anchors(book);
        Self {
            engine,
            book,
            described,
            language,
            common: value(common("")),
            common_below: value(common("../")),
            types: tree::types(book),
            errors: book
                .errors
                .iter()
                .zip(anchors)
                .map(|(e, anchor)| (e.code.as_str(), (e, anchor)))
                .collect(),
            order: groups::of(book)
                .into_iter()
                .flat_map(|g| g.operations)
                .collect(),
            t,
        }
    }

    fn word(&self, key: &str) -> &'static str {
        self.t.get(key).copied().unwrap_or_default()
    }

    fn pages(&self, files: &mut Vec<File>) {
        files.push(self.front());
        for (at, operation) in self.order.iter().enumerate() {
            let beside = |at: Option<usize>| {
                let operation = self.order.get(at?)?;
                Some((operation.id.clone(), operation.title.clone()))
            };
            let turn = (beside(at.checked_sub(1)), beside(Some(at + 1)));
            files.push(self.operation(operation, turn));
        }
        for (at, ty) in self.book.types.iter().enumerate() {
            let beside = |at: Option<usize>| {
                let ty = self.book.types.get(at?)?;
                Some((ty.id.clone(), ty.name.clone()))
            };
            let turn = (beside(at.checked_sub(1)), beside(Some(at + 1)));
            files.push(self.ty(ty, turn));
        }
    }

    /// A page below the vendor's folder, without what only its kind knows.
    fn page(&self, path: &str, below: bool, kind: &'static str) -> Page {
        let book = self.book;
        let (home, base) = if below {
            ("../../", "../")
        } else {
            ("../", "")
        };
        Page {
            base,
            navigation: Some(super::data::navigation_name(&book.vendor, self.language)),
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

    fn file(&self, path: &str, text: String) -> File {
        File {
            path: format!(
                "site/{}/{}/{path}",
                self.language.folder(),
                self.book.vendor
            ),
            text,
        }
    }

    /// The vendor's own page.
    fn front(&self) -> File {
        #[derive(Serialize)]
        struct View<'a> {
            install: String,
            openapi: Option<String>,
            settings: Vec<Row<'a>>,
            wide: Vec<diagram::Diagram>,
            narrow: Vec<diagram::Diagram>,
            envelopes: Vec<Vec<Row<'a>>>,
            errors: Vec<String>,
            groups: Vec<groups::Group<'a>>,
            type_texts: Vec<String>,
        }
        let book = self.book;
        let names = actors(book, &self.t);
        let draw = |width| {
            let drawn = |s: &Scheme| diagram::draw(&s.steps, &names, width);
            book.schemes.iter().map(drawn).collect()
        };
        let mut anchors = Anchors::default();
        let view = View {
            install: format!("[dependencies]\n{} = \"0.1\"", book.package),
            openapi: self
                .described
                .then(|| format!("../../{}/openapi.json", book.vendor)),
            settings: tree::rows(&book.settings, "setting-", &self.types, &[], &mut anchors),
            wide: draw(760),
            narrow: draw(360),
            envelopes: book
                .envelopes
                .iter()
                .map(|e| {
                    tree::rows(
                        &e.fields,
                        &format!("envelope-{}.", anchor(&e.id)),
                        &self.types,
                        &[],
                        &mut anchors,
                    )
                })
                .collect(),
            errors: error_anchors(book),
            groups: groups::of(book),
            type_texts: if book.types.len() <= MANY {
                let texts = book
                    .types
                    .iter()
                    .map(|ty| short(&plain(&ty.fact.about), 90));
                texts.collect()
            } else {
                Vec::new()
            },
        };
        let page = Page {
            title: format!("{} · Apiloom", book.title),
            description: short(&plain(&book.fact.about), 150),
            crumb: book.title.clone(),
            ..self.page("index.html", false, "vendor")
        };
        let values = context! { page => value(page), t => value(&self.t), c => self.common.clone(), book => value(book), view => value(view) };
        self.file("index.html", self.engine.render("vendor.html", values))
    }

    fn operation(&self, operation: &'a Operation, turn: Turn) -> File {
        #[derive(Serialize)]
        struct Place<'a> {
            place: &'a str,
            rows: Vec<Row<'a>>,
        }
        #[derive(Serialize)]
        struct Danger<'a> {
            name: &'a str,
            words: &'a Prose,
            anchor: Option<String>,
        }
        #[derive(Serialize)]
        struct Used<'a> {
            code: &'a str,
            shown: bool,
            known: Option<&'a ErrorCode>,
            anchor: Option<&'a str>,
        }
        #[derive(Serialize)]
        struct Shown<'a> {
            example: &'a Example,
            panels: Vec<sample::Panel>,
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
            limits: Vec<&'a Limit>,
            errors: Vec<Used<'a>>,
            examples: Vec<Shown<'a>>,
        }
        let mut anchors = Anchors::default();
        let inputs = inputs(operation);
        let mut parameters = Vec::new();
        for place in &operation.parameters {
            parameters.push(Place {
                place: &place.place,
                rows: tree::rows(&place.fields, "field-", &self.types, &[], &mut anchors),
            });
        }
        let body = match inputs {
            Some(fields) => tree::rows(fields, "field-", &self.types, &[], &mut anchors),
            None => Vec::new(),
        };
        let returns = operation.returns.iter().flat_map(|r| &r.inside);
        let returns: Vec<Answered<'a>> = returns
            .filter_map(|id| self.types.get(id.as_str()))
            .map(|ty| Answered {
                id: &ty.id,
                name: &ty.name,
                rows: tree::rows(
                    tree::fields_of(ty),
                    "answer-",
                    &self.types,
                    &[&ty.id],
                    &mut anchors,
                ),
            })
            .collect();
        let view = View {
            path: path_parts(&operation.path),
            dangers: operation
                .dangers
                .iter()
                .map(|(name, words)| Danger {
                    name,
                    words,
                    anchor: anchors.known(format!("field-{}", anchor(name))),
                })
                .collect(),
            parameters,
            body,
            returns,
            limits: self
                .book
                .limits
                .iter()
                .filter(|l| operation.limits.contains(&l.id))
                .collect(),
            errors: operation
                .errors
                .iter()
                .map(|used| {
                    let known = self.errors.get(used.code.as_str());
                    Used {
                        code: &used.code,
                        shown: used.shown,
                        known: known.map(|(error, _)| *error),
                        anchor: known.map(|(_, anchor)| anchor.as_str()),
                    }
                })
                .collect(),
            examples: operation
                .examples
                .iter()
                .map(|example| Shown {
                    example,
                    panels: example
                        .sample
                        .iter()
                        .flat_map(|s| sample::panels(self.book, operation, s))
                        .collect(),
                })
                .collect(),
        };
        let path = format!("operations/{}.html", operation.id);
        let page = Page {
            title: format!("{} · {}", operation.title, self.book.title),
            description: short(&plain(&operation.fact.about), 150),
            crumb: operation.title.clone(),
            current: format!("operations/{}", operation.id),
            previous: turn.0,
            next: turn.1,
            ..self.page(&path, true, "operation")
        };
        let values = context! { page => value(page), t => value(&self.t), c => self.common_below.clone(), op => value(operation), view => value(view) };
        self.file(&path, self.engine.render("operation.html", values))
    }

    fn ty(&self, ty: &'a Type, turn: Turn) -> File {
        #[derive(Serialize)]
        struct Link<'a> {
            id: &'a str,
            title: &'a str,
            method: &'a str,
        }
        #[derive(Serialize)]
        struct Named<'a> {
            id: &'a str,
            name: &'a str,
        }
        #[derive(Serialize)]
        struct View<'a> {
            rows: Vec<Row<'a>>,
            anchors: Vec<String>,
            used_by: Vec<Link<'a>>,
            used_more: Vec<Link<'a>>,
            held_by: Vec<Named<'a>>,
        }
        let mut anchors = Anchors::default();
        let mut used_by: Vec<Link<'_>> = Vec::new();
        for id in &ty.operations {
            used_by.extend(
                self.book
                    .operations
                    .iter()
                    .find(|o| o.id == *id)
                    .map(|o| Link {
                        id: &o.id,
                        title: &o.title,
                        method: &o.method,
                    }),
            );
        }
        let used_more = used_by.split_off(USES.min(used_by.len()));
        let view = View {
            rows: tree::rows(
                tree::fields_of(ty),
                "field-",
                &self.types,
                &[&ty.id],
                &mut anchors,
            ),
            anchors: member_anchors(ty),
            used_by,
            used_more,
            held_by: ty
                .holders
                .iter()
                .filter_map(|id| self.types.get(id.as_str()))
                .map(|ty| Named {
                    id: &ty.id,
                    name: &ty.name,
                })
                .collect(),
        };
        let path = format!("types/{}.html", ty.id);
        let page = Page {
            title: format!("{} · {}", ty.name, self.book.title),
            description: short(&plain(&ty.fact.about), 150),
            crumb: ty.name.clone(),
            current: format!("types/{}", ty.id),
            previous: turn.0,
            next: turn.1,
            ..self.page(&path, true, "type")
        };
        let values = context! { page => value(page), t => value(&self.t), c => self.common_below.clone(), ty => value(ty), view => value(view) };
        self.file(&path, self.engine.render("type.html", values))
    }
}

/// The fields of an operation's body.
fn inputs(operation: &Operation) -> Option<&[crate::book::Field]> {
    let Body { fields, whole, .. } = operation.body.as_ref()?;
    match whole {
        Some(whole) => Some(std::slice::from_ref(whole.as_ref())),
        None => Some(fields),
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

/// The anchors of an operation's own inputs.
pub(super) fn input_anchors(operation: &Operation) -> Vec<(&crate::book::Field, String)> {
    let mut anchors = Anchors::default();
    let fields = operation.parameters.iter().flat_map(|p| &p.fields);
    let body = inputs(operation).unwrap_or_default();
    fields
        .chain(body)
        .map(|f| (f, anchors.fresh(format!("field-{}", anchor(&f.wire)))))
        .collect()
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
