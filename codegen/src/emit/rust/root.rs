//! The root module of a client, and the modules that list its types and operations.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Layout, by_hand, docs, guide};
use crate::ident;
use crate::interpret::Values;
use crate::lower::{self, Given, Lowered, inputs, required};
use crate::model::{Field, Setting, TypeKind};

/// The root of a client of which only the types are wanted.
pub(super) fn types_only(lowered: &Lowered<'_>) -> TokenStream {
    let mut about = about(lowered);
    about.push("Only the types of requests and answers are here, without a client.".to_owned());
    let about = docs::inner_attributes(&about);
    let types = lowered.declarations().next().is_some().then(|| {
        quote!(
            pub mod types;
        )
    });
    quote! {
        #about
        #types

        pub use apiloom;
    }
}

/// What is said of the whole client.
fn about(lowered: &Lowered<'_>) -> Vec<String> {
    let api = lowered.api;
    let mut about = docs::titles(&api.title);
    if about.is_empty() {
        about.push(format!(
            "The client of {}.",
            docs::plain(&api.vendor.snake())
        ));
    }
    about.extend(docs::both(&api.doc));
    about.extend(
        docs::both(&api.note)
            .into_iter()
            .map(|text| format!("Note: {text}")),
    );
    about
}

pub(super) fn root(lowered: &Lowered<'_>, values: &Values<'_>, layout: Layout) -> TokenStream {
    let api = lowered.api;
    let mut about = about(lowered);
    about.extend(guide::guide(lowered, values, layout));
    let path = docs::plain(&api.path);
    about.push(format!(
        "Generated from `{path}` by `apiloom generate`; edit the spec, not this file."
    ));
    let about = docs::inner_attributes(&about);
    let auth = (!api.schemes.is_empty()).then(|| {
        quote!(
            mod auth;
        )
    });
    let envelopes = api
        .operations
        .iter()
        .any(|o| o.envelope.is_some())
        .then(|| {
            quote!(
                mod envelopes;
            )
        });
    let members = (!lower::changes(lowered.api).is_empty()).then(|| {
        quote!(
            mod members;
        )
    });
    let types = lowered.declarations().next().is_some().then(|| {
        quote!(
            pub mod types;
        )
    });
    let errors = (!api.errors.is_empty()).then(|| {
        quote!(
            pub use errors::ErrorCode;
        )
    });
    let needs_struct = matches!(settings_given(lowered), Given::Struct);
    let mut exports = vec![quote!(Settings)];
    if needs_struct {
        exports.push(quote!(SettingsRequired));
    }
    for hook in &api.hooks {
        let name = ident::camel(&hook.name);
        let (input, hook) = (
            ident::suffixed(&name, "Input"),
            ident::suffixed(&name, "Hook"),
        );
        exports.extend([quote!(#hook), quote!(#input)]);
    }
    // Only a crate can say it; inside another crate, the compiler says what that one has to add.
    let limit = lowered.recursion_limit().map(|limit| limit.to_string());
    let limit = limit
        .filter(|_| layout == Layout::Crate)
        .map(|limit| quote!(#![recursion_limit = #limit]));
    let readme = (layout == Layout::Crate).then(|| {
        quote! {
            /// The program of the README is a doc test.
            #[cfg(doctest)]
            #[doc = include_str!("../README.md")]
            struct Readme;
        }
    });
    // What every call may give has its page here; where the client is a module, its names are others'.
    let failures = (layout == Layout::Crate).then(|| {
        quote! {
            #[doc(inline)]
            pub use apiloom::{Error, Kind};
        }
    });
    quote! {
        #about
        #limit
        #auth
        mod client;
        #envelopes
        mod errors;
        #members
        pub mod operations;
        mod settings;
        #types

        pub use apiloom;
        #failures
        pub use client::Client;
        #errors
        pub use settings::{#(#exports),*};

        apiloom::call_type!();

        #readme
    }
}

/// How the settings are given.
fn settings_given(lowered: &Lowered<'_>) -> Given {
    let needed = |setting: &&Setting| setting.field.presence == crate::model::Presence::Required;
    let slots: Vec<_> = lowered
        .api
        .settings
        .iter()
        .filter(needed)
        .map(|s| (&s.field, lowered.input(&s.field)))
        .collect();
    required(&slots)
}

pub(super) fn types(lowered: &Lowered<'_>, layout: Layout) -> TokenStream {
    let mut modules = Vec::new();
    let mut exports = Vec::new();
    for (id, declaration) in lowered.declarations() {
        if let Some(path) = by_hand(declaration, layout) {
            let name = ident::declared(&declaration.name);
            let same = path.segments.last().is_some_and(|last| last.ident == name);
            let rename = (!same).then(|| quote!(as #name));
            // It may be private to its crate, and is then not to be had from here.
            exports.push(quote!(pub(crate) use #path #rename;));
            continue;
        }
        let module = ident::word(&ident::file(&ident::declared_snake(&declaration.name)));
        let name = ident::declared(&declaration.name);
        let mut names = vec![name.clone()];
        if let (TypeKind::Record(record), true) = (&declaration.kind, declaration.usage.request)
            && record.actions.is_empty()
        {
            let slots: Vec<(&Field, _)> = record
                .fields
                .iter()
                .filter(|f| f.constant.is_none())
                .map(|f| (f, lowered.slot(id, f)))
                .collect();
            if let Given::Struct = required(&slots) {
                names.push(ident::suffixed(&name, "Required"));
            }
        }
        modules.push(quote!(mod #module;));
        exports.push(match &names[..] {
            [name] => quote!(pub use #module::#name;),
            names => quote!(pub use #module::{#(#names),*};),
        });
    }
    let about = docs::inner_attributes(&["The types of requests and answers.".to_owned()]);
    quote!(#about #(#modules)* #(#exports)*)
}

pub(super) fn operations(lowered: &Lowered<'_>) -> TokenStream {
    let mut about = vec![
        "The operations of [`Client`](super::Client): the inputs of each, as data.".to_owned(),
    ];
    let mut list = String::new();
    let mut modules = Vec::new();
    let mut exports = Vec::new();
    for operation in &lowered.api.operations {
        let module = ident::word(&ident::file(&operation.name.snake()));
        let (name, method) = (
            lowered.inputs_ident(operation),
            ident::method(&operation.name),
        );
        let title = docs::one_line(&docs::both(&operation.facts.title).join(" · "));
        let title = match title.is_empty() {
            true => operation.name.spaced(),
            false => title,
        };
        list.push_str(&format!(
            "- {}(super::Client::{}): {title}\n",
            docs::method(&method),
            docs::bare(&method)
        ));
        let slots = inputs(lowered, operation).given;
        modules.push(quote!(mod #module;));
        exports.push(match required(&slots) {
            Given::Struct => {
                let struct_name = ident::suffixed(&name, "Required");
                quote!(pub use #module::{#name, #struct_name};)
            }
            _ => quote!(pub use #module::#name;),
        });
    }
    about.push(list.trim_end().to_owned());
    let about = docs::inner_attributes(&about);
    quote!(#about #(#modules)* #(#exports)*)
}
