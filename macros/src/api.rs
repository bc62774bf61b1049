//! The client of a spec, in place.

use std::env;
use std::path::{Path, PathBuf};

use apiloom_codegen::diagnostic::{self, Language, Severity};
use apiloom_codegen::inline::{self, Options};
use apiloom_codegen::pipeline;
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::ext::IdentExt;

use crate::arguments::Arguments;

pub(crate) fn expand(input: TokenStream) -> TokenStream {
    match syn::parse2(input) {
        Ok(arguments) => client(arguments),
        Err(error) => error.into_compile_error(),
    }
}

fn client(arguments: Arguments) -> TokenStream {
    let checked = pipeline::check(&[package().join(arguments.path.value())]);
    // The compiler watches what it includes: an edit to a spec builds its users anew.
    let watched = checked.read.iter().map(|path| absolute(path));
    let watched = quote!(#(const _: &[u8] = include_bytes!(#watched);)*);
    if checked.has_errors() {
        let at = arguments.path.span();
        let errors = checked.diagnostics.iter();
        let errors = errors
            .filter(|found| found.severity() == Severity::Error)
            .map(|error| {
                let text = diagnostic::text(&checked.sources, error, false, Language::English);
                quote_spanned!(at=> compile_error!(#text);)
            });
        return quote!(#watched #(#errors)*);
    }
    let names = arguments.operations.iter().flatten();
    let unknown: Vec<TokenStream> = names
        .filter_map(|name| {
            let problem = inline::no_operation(&checked.apis, &name.unraw().to_string())?;
            let text = diagnostic::text(&checked.sources, &problem, false, Language::English);
            Some(quote_spanned!(name.span()=> compile_error!(#text);))
        })
        .collect();
    if !unknown.is_empty() {
        return quote!(#watched #(#unknown)*);
    }
    let options = Options {
        part: arguments.part,
        operations: arguments
            .operations
            .map(|names| names.iter().map(|name| name.unraw().to_string()).collect()),
        module: arguments.module,
    };
    let clients = checked.apis.iter().map(|api| options.client(api));
    quote!(#watched #(#clients)*)
}

/// The folder of the package, seen from where the compiler runs if it is below: so does the compiler show its places.
fn package() -> PathBuf {
    let folder = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let folder = folder.unwrap_or_default();
    let here = env::current_dir().unwrap_or_default();
    match folder.strip_prefix(here) {
        Ok(below) => below.to_owned(),
        Err(_) => folder,
    }
}

fn absolute(path: &Path) -> String {
    path.canonicalize()
        .unwrap_or_else(|_| path.to_owned())
        .to_string_lossy()
        .into_owned()
}
