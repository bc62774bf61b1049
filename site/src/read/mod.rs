//! Checked models → books.

mod abilities;
mod danger;
mod example;
mod fact;
mod field;
mod operation;
mod prose;
mod reach;
mod scheme;
mod sequence;
mod shown;
mod signing;
mod types;
mod vendor;

use std::collections::BTreeMap;

use apiloom_codegen::diagnostic::Language;
use apiloom_codegen::emit::{package, rust};
use apiloom_codegen::ident;
use apiloom_codegen::lower::{self, ByHand, Lowered};
use apiloom_codegen::model::{Api, Operation, Type, TypeId};

use self::prose::Mentions;
use self::reach::Reach;
use self::shown::Shown;
use crate::book::{Book, Piece};
use crate::exchange::Exchanges;
use crate::words::{self, TypeNames};

/// Reads a model in one language.
pub(crate) struct Reader<'a> {
    api: &'a Api,
    lowered: Lowered<'a>,
    exchanges: &'a Exchanges,
    language: Language,
    names: TypeNames,
    mentions: Mentions,
    reach: Reach,
    shown: Shown,
}

impl<'a> Reader<'a> {
    /// A reader of an API.
    pub(crate) fn new(api: &'a Api, exchanges: &'a Exchanges, language: Language) -> Self {
        let lowered = lower::api(api, ByHand::Described);
        let names = type_names(&lowered);
        Self {
            api,
            exchanges,
            language,
            mentions: mentions(api, &names),
            reach: Reach::new(api),
            shown: Shown::new(api),
            names,
            lowered,
        }
    }

    /// All that is told of the API.
    pub(crate) fn book(&self) -> Book {
        let api = self.api;
        let operations = api.operations.iter().map(|o| self.operation(o)).collect();
        let types = self.lowered.declarations();
        let types: Vec<_> = types.map(|(id, ty)| self.declared(id, ty)).collect();
        let spaced = api.vendor.spaced();
        Book {
            language: prose::word(self.language).to_owned(),
            vendor: ident::file(&api.vendor.snake()),
            title: prose::line(self.language, &api.title).unwrap_or(spaced),
            spec: file_name(&api.path),
            package: package::package_name(api),
            library: rust::library(api),
            fact: self.fact_of_api(),
            documents: self.documents(),
            abilities: self.abilities(),
            settings: self.settings(),
            hooks: self.hooks(),
            servers: self.servers(),
            schemes: api.schemes.iter().map(|s| self.scheme(s)).collect(),
            envelopes: self.envelopes(),
            errors: self.errors(),
            limits: self.limits(),
            first_sample: self.exchanges.first().map(str::to_owned),
            operations,
            types,
        }
    }

    /// The ids of the declared types in a type.
    fn inside(&self, ty: &Type) -> Vec<String> {
        let mut ids = Vec::new();
        ty.walk(&mut |inner| {
            if let Type::Named(id) = inner
                && let Some((id, _)) = self.names.names.get(id)
                && !ids.contains(id)
            {
                ids.push(id.clone());
            }
        });
        ids
    }

    /// The id of a declared type.
    fn type_id(&self, id: TypeId) -> Option<String> {
        self.names.names.get(&id).map(|(id, _)| id.clone())
    }

    fn type_text(&self, ty: &Type, rust: String) -> crate::book::TypeText {
        crate::book::TypeText {
            words: words::type_words(self.language, &self.names, ty),
            rust,
            spec: words::visible(&words::spec_text(&self.names, ty)),
        }
    }

    /// A type in Rust, by itself.
    fn rust(&self, ty: &Type) -> String {
        rust_text(&lower::repr(&self.lowered, ty).ty)
    }
}

/// The id of an operation: its page.
fn operation_id(operation: &Operation) -> String {
    ident::file(&operation.name.snake())
}

/// Tokens of a type as people write it.
fn rust_text(tokens: &impl ToString) -> String {
    let tokens = tokens.to_string();
    let compact: String = tokens.split_whitespace().collect();
    compact.replace(',', ", ")
}

fn type_names(lowered: &Lowered<'_>) -> TypeNames {
    let names = lowered.declarations().map(|(id, declaration)| {
        let file = ident::file(&ident::declared_snake(&declaration.name));
        (id, (file, ident::declared(&declaration.name).to_string()))
    });
    TypeNames {
        names: names.collect::<BTreeMap<_, _>>(),
    }
}

fn mentions(api: &Api, names: &TypeNames) -> Mentions {
    let mut mentions = Mentions::default();
    for (id, declaration) in api.types.iter().enumerate() {
        let id = TypeId(id);
        if names.names.contains_key(&id) {
            mentions.add(&declaration.name.camel(), names.piece(id));
        }
    }
    for operation in &api.operations {
        let name = operation.name.snake();
        let piece = Piece::Operation {
            id: operation_id(operation),
            text: name.clone(),
        };
        mentions.add(&name, piece);
    }
    mentions
}

fn file_name(path: &str) -> String {
    words::one_line(path.rsplit(['/', '\\']).next().unwrap_or(path))
}
