//! A client in Rust: one module for what concerns the vendor, one file a type, one file an operation.

mod action;
mod answered;
mod auth;
mod beside;
mod client;
mod doc_test;
mod docs;
mod enumeration;
mod envelope;
mod errors;
mod examples;
mod guide;
mod limit;
mod made;
mod members;
mod operation;
mod paginate;
mod patterned;
mod record;
mod required;
mod root;
mod runner;
mod sample;
mod samples;
mod sent;
mod setter;
mod settings;
mod single;
mod text;
mod token;
mod union;
mod uses;
mod validate;

use proc_macro2::TokenStream;

use crate::ident;
use crate::interpret::Values;
use crate::lower::{self, ByHand, Lowered};
use crate::model::{Api, Declaration, TypeKind};
use crate::print;

pub use beside::Beside;
pub use doc_test::fence;
pub use docs::{escape, is_chinese, is_control, one_line, paragraphs, plain};
pub use samples::{Sample, Samples};
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

/// The name of the library that is a client's crate: that of the vendor, unless the word is taken.
pub fn library(api: &Api) -> String {
    const TAKEN: &[&str] = &["std", "core", "alloc", "test", "apiloom", "proc_macro"];
    let vendor = api.vendor.snake();
    match ident::file(&vendor) == vendor && !TAKEN.contains(&vendor.as_str()) {
        true => vendor,
        false => format!("{vendor}_client"),
    }
}

/// The modules of a client, in the order of their paths.
pub fn modules(api: &Api, layout: Layout) -> Vec<Module> {
    part_of(api, layout, Part::Whole)
}

/// The test of a client's crate by the examples of its spec, if it has any.
pub fn examples(api: &Api) -> Option<String> {
    let lowered = lower::api(api, ByHand::Described);
    let tokens = examples::examples(&lowered, &api.path)?;
    Some(match syn::parse2::<syn::File>(tokens.clone()) {
        Ok(mut file) => {
            uses::add_outside(&lowered, &ident::word(&library(api)), &mut file);
            print::parsed(&file)
        }
        Err(_) => tokens.to_string(),
    })
}

/// Which examples become tests of a client's crate: whether each does, by operation and in the order of each.
pub fn tested_examples(api: &Api) -> Vec<Vec<bool>> {
    examples::tested(&lower::api(api, ByHand::Described))
}

/// The example of a client's crate that runs the examples of its operations against a server; none if no
/// operation has one. `package` is the crate's name.
pub fn runner(api: &Api, package: &str) -> Option<String> {
    let lowered = lower::api(api, ByHand::Described);
    let tokens = runner::runner(&lowered, package)?;
    samples::text(&lowered, &tokens)
}

/// The commands that start an emulator of the vendor, and run the example of an operation against it.
pub fn runner_commands(api: &Api, package: &str) -> String {
    runner::commands(&lower::api(api, ByHand::Described), package)
}

/// The path of a spec in [`runner_commands`].
pub fn served(api: &Api) -> String {
    runner::spec(api)
}

/// What is said beside [`first_program`], in English and in Chinese.
pub fn beside_first_program(api: &Api) -> Beside {
    let lowered = lower::api(api, ByHand::Described);
    beside::beside(&lowered, &Values::new(api))
}

/// The program to begin with, which needs nothing but the client's crate.
pub fn first_program(api: &Api) -> Option<String> {
    let lowered = lower::api(api, ByHand::Described);
    samples::first_program(&lowered, &Values::new(api))
}

/// The variables of the environment that [`first_program`] reads secrets from.
pub fn secret_variables(api: &Api) -> Vec<String> {
    samples::secret_variables(&lower::api(api, ByHand::Described))
}

/// The modules of a part of a client.
fn part_of(api: &Api, layout: Layout, part: Part) -> Vec<Module> {
    let by_hand = match layout {
        Layout::Crate => ByHand::Described,
        Layout::Inline => ByHand::Written,
    };
    let lowered = lower::api(api, by_hand);
    let mut modules = Modules {
        lowered: &lowered,
        layout,
        list: Vec::new(),
    };
    modules.types();
    match part {
        Part::Whole => {
            let values = Values::new(api);
            modules.add("lib.rs", root::root(&lowered, &values, layout));
            modules.client(&values);
        }
        Part::Types => modules.add("lib.rs", root::types_only(&lowered)),
    }
    modules.list.sort_by(|a, b| a.path.cmp(&b.path));
    modules.list
}

/// The modules of a client as they are made.
///
/// Each becomes text at once: the tokens of a large client, all at hand at the same time, would
/// cost more in the allocator than in anything else.
struct Modules<'a> {
    lowered: &'a Lowered<'a>,
    layout: Layout,
    list: Vec<Module>,
}

impl Modules<'_> {
    fn add(&mut self, path: impl Into<String>, tokens: TokenStream) {
        let path = path.into();
        let text = match syn::parse2::<syn::File>(tokens.clone()) {
            Ok(mut file) => {
                uses::add(self.lowered, self.layout, &path, &mut file);
                print::parsed(&file)
            }
            Err(_) => tokens.to_string(),
        };
        self.list.push(Module { path, text });
    }

    /// Everything but the root and the types.
    fn client(&mut self, values: &Values<'_>) {
        let (lowered, layout) = (self.lowered, self.layout);
        let api = lowered.api;
        self.add("client.rs", client::client(lowered, layout));
        self.add("settings.rs", settings::settings(lowered));
        self.add("errors.rs", errors::errors(lowered));
        self.add("operations/mod.rs", root::operations(lowered));
        if !api.schemes.is_empty() {
            self.add("auth.rs", auth::auth(lowered));
        }
        if api
            .operations
            .iter()
            .any(|operation| operation.envelope.is_some())
        {
            self.add("envelopes.rs", envelope::envelopes(lowered));
        }
        let tables = lower::changes(lowered.api);
        if !tables.is_empty() {
            self.add("members.rs", members::members(lowered, &tables));
        }
        for operation in &api.operations {
            let file = ident::file(&operation.name.snake());
            // Where a module stands in another crate, no path in a sample is known.
            let samples = match layout {
                Layout::Crate => doc_test::operation(lowered, values, operation),
                Layout::Inline => Vec::new(),
            };
            let tokens = operation::operation(lowered, &tables, operation, (layout, &samples));
            self.add(format!("operations/{file}.rs"), tokens);
        }
    }

    /// The types that are declared here, and the module that lists all of them.
    fn types(&mut self) {
        let (lowered, layout) = (self.lowered, self.layout);
        if lowered.declarations().next().is_some() {
            self.add("types/mod.rs", root::types(lowered, layout));
        }
        for (id, declaration) in lowered.declarations() {
            if by_hand(declaration, layout).is_some() {
                continue;
            }
            let tokens = match &declaration.kind {
                TypeKind::Record(record) => record::record(lowered, id, declaration, record),
                TypeKind::Enum(codes) => enumeration::enumeration(declaration, codes),
                TypeKind::Union(union) => union::union(lowered, id, declaration, union),
                TypeKind::Patterned(patterned) => {
                    patterned::patterned(lowered, id, declaration, patterned)
                }
                // Only a hand-written type is not described, and it stands elsewhere.
                TypeKind::Opaque => continue,
            };
            let file = ident::file(&ident::declared_snake(&declaration.name));
            self.add(format!("types/{file}.rs"), tokens);
        }
    }
}

/// The hand-written type that stands for a declared one: what a crate of its own cannot see.
fn by_hand(declaration: &Declaration, layout: Layout) -> Option<syn::Path> {
    match layout {
        Layout::Crate => None,
        Layout::Inline => ident::path(declaration.by_hand.as_ref()?),
    }
}
