//! All modules of a client in one piece, for a door that has one file or no file at all.

use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

use super::{Layout, Part, part_of};
use crate::model::Api;

/// The items of a client's root module, with its other modules inside.
///
/// There are no inner attributes, so that the items can stand in any module.
pub fn single(api: &Api, part: Part) -> TokenStream {
    root(&files(api, part))
}

/// The same inside a module of its own, which says what the root says of itself.
pub fn module(api: &Api, part: Part, visibility: &TokenStream, name: &Ident) -> TokenStream {
    let files = files(api, part);
    let (about, items) = (about(files.get("lib.rs")), root(&files));
    quote!(#visibility mod #name { #about #items })
}

/// The modules of a client by their paths.
fn files(api: &Api, part: Part) -> BTreeMap<String, syn::File> {
    part_of(api, Layout::Inline, part)
        .into_iter()
        .map(|module| {
            let file = syn::parse_file(&module.text).unwrap_or_else(|e| wrong(&module.path, &e));
            (module.path, file)
        })
        .collect()
}

/// The items of the root module.
fn root(files: &BTreeMap<String, syn::File>) -> TokenStream {
    let file = syn::parse2::<syn::File>(items(files, "lib.rs", ""));
    let items = file.unwrap_or_else(|error| wrong("lib.rs", &error)).items;
    // A crate need not use the whole of a client that it holds inside.
    let items = items.iter().map(|item| match item {
        syn::Item::Mod(_) => quote!(#[allow(dead_code, unused_imports, reason = "a crate need not use the whole client")] #item),
        syn::Item::Use(_) => quote!(#[allow(unused_imports, reason = "a crate need not use the whole client")] #item),
        item => item.to_token_stream(),
    });
    quote!(#(#items)*)
}

/// A file that says what is wrong with an emitter: that is never silent.
fn wrong(path: &str, error: &syn::Error) -> syn::File {
    let message = format!("the generated `{path}` is not Rust: {error}");
    syn::File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: vec![syn::parse_quote!(::core::compile_error!(#message);)],
    }
}

/// The items of a file; declared modules are replaced by their own items.
fn items(files: &BTreeMap<String, syn::File>, path: &str, below: &str) -> TokenStream {
    let Some(file) = files.get(path) else {
        return TokenStream::new();
    };
    let items = file.items.iter().map(|item| match item {
        syn::Item::Mod(module) if module.content.is_none() => {
            let (attributes, visibility, name) = (&module.attrs, &module.vis, &module.ident);
            let file = format!("{below}{}.rs", name.to_string().trim_start_matches("r#"));
            let folder = format!("{below}{}/", name.to_string().trim_start_matches("r#"));
            let (path, below) = match files.contains_key(&file) {
                true => (file, below.to_owned()),
                false => (format!("{folder}mod.rs"), folder),
            };
            let about = about(files.get(&path));
            let inner = items(files, &path, &below);
            quote!(#(#attributes)* #visibility mod #name { #about #inner })
        }
        item => item.to_token_stream(),
    });
    quote!(#(#items)*)
}

/// What a file says of itself: as in the file, its links start at what the module holds.
fn about(file: Option<&syn::File>) -> TokenStream {
    let attributes = file.map(|file| file.attrs.as_slice()).unwrap_or_default();
    quote!(#(#attributes)*)
}
