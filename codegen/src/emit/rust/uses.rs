//! The `use` lines of a file: found by looking at the heads of its paths.

use std::collections::BTreeSet;

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::quote;
use syn::visit::Visit;

use super::Layout;
use crate::ident;
use crate::lower::Lowered;

/// What generated files take from the runtime: the only place where its names are listed.
const RUNTIME: &[&str] = &[
    "Answer",
    "Auth",
    "Base64",
    "BoolCodes",
    "CallLimit",
    "CallRate",
    "ClearedByEmpty",
    "ClearedByNull",
    "Code",
    "CodeEnum",
    "CodeRef",
    "Codec",
    "Core",
    "Csv",
    "Date",
    "DateAs",
    "DateTime",
    "DateTimeAs",
    "Decided",
    "Decimal",
    "DecodeError",
    "Decoder",
    "Download",
    "Effect",
    "Encoder",
    "EpochMillis",
    "EpochSeconds",
    "Error",
    "Extra",
    "Fields",
    "File",
    "FlatPairs",
    "Form",
    "IdempotencyKey",
    "InString",
    "IntOrString",
    "Json",
    "JsonString",
    "Kind",
    "List",
    "PairStyle",
    "MapOf",
    "Maybe",
    "MaybeNull",
    "Method",
    "NullOrEmpty",
    "Nullable",
    "NullableOf",
    "OneOrMany",
    "Operate",
    "Operation",
    "OrEmpty",
    "OrNull",
    "OtherVariant",
    "Paged",
    "Pairs",
    "Patch",
    "PatchOf",
    "PatchOrEmpty",
    "Plain",
    "Receive",
    "Record",
    "Repeat",
    "Replacement",
    "RequestBuilder",
    "Seal",
    "Secret",
    "Sentinel",
    "Shape",
    "Stamp",
    "StringOrInt",
    "Timestamp",
    "TokenAccount",
    "TokenRequest",
    "TokenSource",
    "Transport",
    "Trimmed",
    "Vendor",
    "VendorError",
    "Verdict",
    "Whole",
    "Wire",
    "Zone",
];
/// Functions and macros of the runtime.
const RUNTIME_CALLS: &[&str] = &[
    "blank",
    "client",
    "encode",
    "encode_as",
    "impl_serde",
    "inside_if_checked",
    "record",
    "wire_enum",
    "wire_record",
];
/// Modules of the runtime.
const RUNTIME_MODULES: &[&str] = &[
    "dry_run",
    "f",
    "http",
    "paging",
    "replay",
    "transport",
    "url",
    "validate",
];
/// What stands at the root of every client.
const ROOT: &[&str] = &["Call", "Client", "Settings", "SettingsRequired"];
/// Modules of every client.
const ROOT_MODULES: &[&str] = &["auth", "envelopes", "errors", "members", "operations"];

/// Puts the `use` lines in front of the items of a file.
pub(super) fn add(lowered: &Lowered<'_>, layout: Layout, path: &str, file: &mut syn::File) {
    if path == "lib.rs" || path.ends_with("/mod.rs") {
        return;
    }
    let up = match (layout, path.contains('/')) {
        (Layout::Crate, _) => quote!(crate),
        (Layout::Inline, false) => quote!(super),
        (Layout::Inline, true) => quote!(super::super),
    };
    let types = match path.starts_with("types/") {
        true => quote!(super),
        false => quote!(#up::types),
    };
    let from = Names {
        runtime: quote!(apiloom),
        up,
        types,
    };
    splice(lowered, &from, file);
}

/// Puts the `use` lines in front of the items of a file that stands outside of the client's crate.
pub(super) fn add_outside(lowered: &Lowered<'_>, library: &Ident, file: &mut syn::File) {
    // A vendor may be called as a module of the runtime that is imported beside it.
    let library = match RUNTIME_MODULES.contains(&library.to_string().as_str()) {
        true => quote!(::#library),
        false => quote!(#library),
    };
    let from = Names {
        runtime: quote!(#library::apiloom),
        up: quote!(#library),
        types: quote!(#library::types),
    };
    splice(lowered, &from, file);
}

/// Where names come from.
struct Names {
    runtime: TokenStream,
    /// The root of the client.
    up: TokenStream,
    types: TokenStream,
}

fn splice(lowered: &Lowered<'_>, from: &Names, file: &mut syn::File) {
    let mut heads = Heads::default();
    heads.visit_file(file);
    let mut runtime = BTreeSet::new();
    let (mut own, mut own_types, mut std) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for (head, many) in &heads.found {
        let name = head.as_str();
        if heads.defined.contains(name) {
            continue;
        }
        if RUNTIME.contains(&name)
            || RUNTIME_CALLS.contains(&name) && !many && heads.called.contains(name)
            || RUNTIME_MODULES.contains(&name) && *many
        {
            runtime.insert(name);
        } else if ROOT.contains(&name)
            || ROOT_MODULES.contains(&name) && *many
            || is_hook(lowered, name)
        {
            own.insert(name);
        } else if lowered.is_declared(name) || is_required(lowered, name) {
            own_types.insert(name);
        } else if name == "BTreeMap" {
            std.insert("collections::BTreeMap");
        } else if name == "Arc" {
            std.insert("sync::Arc");
        } else if name == "fmt" && *many {
            std.insert("fmt");
        }
    }
    let idents = |names: BTreeSet<&str>| -> Vec<Ident> {
        names
            .into_iter()
            .map(|name| Ident::new(name, Span::call_site()))
            .collect()
    };
    let mut lines: Vec<TokenStream> = std
        .into_iter()
        .filter_map(|path| syn::parse_str::<syn::Path>(path).ok())
        .map(|path| quote!(use std::#path;))
        .collect();
    if !runtime.is_empty() {
        let names = idents(runtime);
        lines.push(use_line(from.runtime.clone(), names));
    }
    if !own.is_empty() {
        lines.push(use_line(from.up.clone(), idents(own)));
    }
    if !own_types.is_empty() {
        lines.push(use_line(from.types.clone(), idents(own_types)));
    }
    let lines = lines.into_iter().filter_map(|line| syn::parse2(line).ok());
    file.items.splice(0..0, lines);
}

/// Whether a name is that of a hook's type.
fn is_hook(lowered: &Lowered<'_>, name: &str) -> bool {
    let mut hooks = lowered.api.hooks.iter();
    hooks.any(|hook| name == format!("{}Hook", ident::camel(&hook.name)))
}

/// Whether a name is that of what a declared type cannot do without.
fn is_required(lowered: &Lowered<'_>, name: &str) -> bool {
    let declared = name.strip_suffix("Required");
    declared.is_some_and(|declared| lowered.is_declared(declared))
}

fn use_line(path: TokenStream, names: Vec<Ident>) -> TokenStream {
    match &names[..] {
        [name] => quote!(use #path::#name;),
        names => quote!(use #path::{#(#names),*};),
    }
}

/// The first words of the paths of a file.
#[derive(Default)]
struct Heads {
    /// Each head, and whether more follows.
    found: BTreeSet<(String, bool)>,
    /// The heads that are called, or called as macros.
    called: BTreeSet<String>,
    /// What the file defines itself.
    defined: BTreeSet<String>,
}

impl Heads {
    /// The arguments of a macro are no paths to the parser: takes the heads of what looks like one.
    fn visit_tokens(&mut self, tokens: TokenStream) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let is = |index: Option<usize>, mark: char| {
            let token = index.and_then(|index| tokens.get(index));
            matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == mark)
        };
        for (index, token) in tokens.iter().enumerate() {
            match token {
                TokenTree::Group(group) => self.visit_tokens(group.stream()),
                TokenTree::Ident(ident) => {
                    let before = index.checked_sub(1);
                    let path_before = is(before, ':') && is(index.checked_sub(2), ':');
                    // `name: …` is a field of a table, `name::…` a path.
                    let path_after = is(Some(index + 1), ':') && is(Some(index + 2), ':');
                    let field = is(Some(index + 1), ':') && !path_after;
                    if !path_before && !is(before, '.') && !field {
                        self.found.insert((ident.to_string(), path_after));
                    }
                }
                _ => {}
            }
        }
    }
}

impl<'ast> Visit<'ast> for Heads {
    fn visit_path(&mut self, path: &'ast syn::Path) {
        if let (None, Some(first)) = (path.leading_colon, path.segments.first()) {
            self.found
                .insert((first.ident.to_string(), path.segments.len() > 1));
        }
        syn::visit::visit_path(self, path);
    }

    fn visit_expr_call(&mut self, call: &'ast syn::ExprCall) {
        if let syn::Expr::Path(path) = &*call.func {
            self.called
                .extend(path.path.get_ident().map(Ident::to_string));
        }
        syn::visit::visit_expr_call(self, call);
    }

    fn visit_macro(&mut self, mac: &'ast syn::Macro) {
        self.called
            .extend(mac.path.get_ident().map(Ident::to_string));
        self.visit_tokens(mac.tokens.clone());
        syn::visit::visit_macro(self, mac);
    }

    fn visit_item_struct(&mut self, item: &'ast syn::ItemStruct) {
        self.defined.insert(item.ident.to_string());
        syn::visit::visit_item_struct(self, item);
    }

    fn visit_item_enum(&mut self, item: &'ast syn::ItemEnum) {
        self.defined.insert(item.ident.to_string());
        syn::visit::visit_item_enum(self, item);
    }
}

#[cfg(test)]
mod tests {
    use super::RUNTIME;
    use crate::ident::TAKEN_TYPES;

    #[test]
    fn no_declared_type_is_called_as_one_of_the_runtime() {
        let free: Vec<_> = RUNTIME
            .iter()
            .filter(|name| !TAKEN_TYPES.contains(name))
            .collect();
        assert!(free.is_empty(), "{free:?}");
    }
}
