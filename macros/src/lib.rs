//! The macro door of Apiloom; use it as `apiloom::api!` with the runtime's feature `macros`.

use std::path::{Path, PathBuf};

use apiloom_codegen::diagnostic::{self, Language, Severity};
use apiloom_codegen::{emit, pipeline};
use proc_macro::TokenStream;
use quote::{quote, quote_spanned};
use syn::{LitStr, parse_macro_input};

/// The client of a spec, in place: `apiloom::api!("specs/acme.yaml");`
///
/// The path starts at the folder of the package's `Cargo.toml`.
/// Put the call into a module of its own; the module is then what the generated crate would be.
/// Each problem of the spec is a compile error on the path, with its place in the YAML.
#[proc_macro]
pub fn api(input: TokenStream) -> TokenStream {
    let path = parse_macro_input!(input as LitStr);
    expand(&path).into()
}

fn expand(literal: &LitStr) -> proc_macro2::TokenStream {
    let root = std::env::var_os("CARGO_MANIFEST_DIR")
        .map(PathBuf::from)
        .unwrap_or_default();
    let checked = pipeline::check(&[root.join(literal.value())]);
    // The compiler watches what it includes: an edit to a spec builds its users anew.
    let watched = checked.read.iter().map(|path| absolute(path));
    let watched = quote!(#(const _: &[u8] = include_bytes!(#watched);)*);
    if checked.has_errors() {
        let errors = checked
            .diagnostics
            .iter()
            .filter(|d| d.severity() == Severity::Error)
            .map(|error| {
                let text = diagnostic::text(&checked.sources, error, false, Language::English);
                quote_spanned!(literal.span()=> compile_error!(#text);)
            });
        return quote!(#watched #(#errors)*);
    }
    let clients = checked.apis.iter().map(emit::rust::single);
    quote!(#watched #(#clients)*)
}

fn absolute(path: &Path) -> String {
    path.canonicalize()
        .unwrap_or_else(|_| path.to_owned())
        .to_string_lossy()
        .into_owned()
}
