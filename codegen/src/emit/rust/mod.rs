//! A client in Rust: one module for what concerns the vendor, one file a type, one file an operation.

mod action;
mod auth;
mod client;
mod docs;
mod enumeration;
mod envelope;
mod errors;
mod limit;
mod members;
mod operation;
mod patterned;
mod record;
mod required;
mod root;
mod setter;
mod settings;
mod single;
mod text;
mod token;
mod union;
mod uses;

use proc_macro2::TokenStream;

use crate::ident;
use crate::lower::{self, Lowered};
use crate::model::{Api, Declaration, TypeKind};
use crate::print;

pub use docs::{escape, one_line, paragraphs, plain};
pub use single::{module, single};

/// One Rust file, by its path below the client's root module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Module {
    /// The path, such as `types/customer.rs`.
    pub path: String,
    /// The text.
    pub text: String,
}

/// Where the modules stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layout {
    /// In a crate of their own.
    Crate,
    /// Below some module of another crate, so that they name each other from where they stand.
    Inline,
}

/// How much of a client is emitted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    #[default]
    Whole,
    /// The types of requests and answers.
    Types,
}

/// The modules of a client, in the order of their paths.
pub fn modules(api: &Api, layout: Layout) -> Vec<Module> {
    part_of(api, layout, Part::Whole)
}

/// The modules of a part of a client.
fn part_of(api: &Api, layout: Layout, part: Part) -> Vec<Module> {
    let lowered = lower::api(api);
    let mut files = types(&lowered, layout);
    match part {
        Part::Whole => {
            files.push(("lib.rs".to_owned(), root::root(&lowered, layout)));
            files.extend(client_files(&lowered));
        }
        Part::Types => files.push(("lib.rs".to_owned(), root::types_only(&lowered))),
    }
    files.sort_by(|(a, _), (b, _)| a.cmp(b));
    let text = |path: &str, tokens: TokenStream| match syn::parse2::<syn::File>(tokens.clone()) {
        Ok(mut file) => {
            uses::add(&lowered, layout, path, &mut file);
            print::parsed(&file)
        }
        Err(_) => tokens.to_string(),
    };
    files
        .into_iter()
        .map(|(path, tokens)| Module {
            text: text(&path, tokens),
            path,
        })
        .collect()
}

/// Everything but the root and the types.
fn client_files(lowered: &Lowered<'_>) -> Vec<(String, TokenStream)> {
    let api = lowered.api;
    let mut files = vec![
        ("client.rs".to_owned(), client::client(lowered)),
        ("settings.rs".to_owned(), settings::settings(lowered)),
        ("errors.rs".to_owned(), errors::errors(lowered)),
        ("operations/mod.rs".to_owned(), root::operations(lowered)),
    ];
    if !api.schemes.is_empty() {
        files.push(("auth.rs".to_owned(), auth::auth(lowered)));
    }
    if api
        .operations
        .iter()
        .any(|operation| operation.envelope.is_some())
    {
        files.push(("envelopes.rs".to_owned(), envelope::envelopes(lowered)));
    }
    let tables = members::tables(lowered);
    if !tables.is_empty() {
        files.push(("members.rs".to_owned(), members::members(lowered, &tables)));
    }
    for operation in &api.operations {
        let file = ident::file(&operation.name.snake());
        files.push((
            format!("operations/{file}.rs"),
            operation::operation(lowered, &tables, operation),
        ));
    }
    files
}

/// The types that are declared here, and the module that lists all of them.
fn types(lowered: &Lowered<'_>, layout: Layout) -> Vec<(String, TokenStream)> {
    let mut files = Vec::new();
    if lowered.declarations().next().is_some() {
        files.push(("types/mod.rs".to_owned(), root::types(lowered, layout)));
    }
    for (id, declaration) in lowered.declarations() {
        if by_hand(declaration, layout).is_some() {
            continue;
        }
        let tokens = match &declaration.kind {
            TypeKind::Record(record) => record::record(lowered, id, declaration, record),
            TypeKind::Enum(codes) => enumeration::enumeration(declaration, codes),
            TypeKind::Union(union) => union::union(lowered, id, declaration, union),
            TypeKind::Patterned(patterned) => patterned::patterned(lowered, declaration, patterned),
            // Only a hand-written type is not described, and it stands elsewhere.
            TypeKind::Opaque => continue,
        };
        let file = ident::file(&ident::declared_snake(&declaration.name));
        files.push((format!("types/{file}.rs"), tokens));
    }
    files
}

/// The hand-written type that stands for a declared one: what a crate of its own cannot see.
fn by_hand(declaration: &Declaration, layout: Layout) -> Option<syn::Path> {
    match layout {
        Layout::Crate => None,
        Layout::Inline => ident::path(declaration.by_hand.as_ref()?),
    }
}
