//! Rust source text for generated files, laid out as rustfmt lays it out.
//!
//! Generated crates are formatted crates: `cargo fmt` finds nothing to change in them, and making
//! them does not need rustfmt. A printing function takes a node and a shape (where the node may go)
//! and answers `None` if it does not fit; its caller tries the next layout. The layouts and their
//! order are rustfmt's, for its default settings in style edition 2024.

mod assign;
mod attr;
mod block;
mod chain;
mod closure;
mod control;
mod data;
mod expr;
mod func;
mod generics;
mod impls;
mod item;
mod kind;
mod list;
mod mac;
mod matching;
mod memory;
mod overflow;
mod pair;
mod pat;
mod path;
mod record;
mod shape;
mod text;
mod tokens;
mod ty;
mod use_tree;
mod version;

use proc_macro2::TokenStream;

use shape::{Context, Indent, Shape};

/// The text of a source file with the items (and inner attributes) in `tokens`. It ends with a
/// newline, unless it is empty.
///
/// Tokens that are no Rust file come back as they are, so that the compiler can say what is wrong.
pub fn file(tokens: TokenStream) -> String {
    try_file(tokens.clone()).unwrap_or_else(|_| tokens.to_string())
}

/// The same as [`file()`].
///
/// # Errors
///
/// `tokens` do not parse as a Rust file.
pub fn try_file(tokens: TokenStream) -> Result<String, syn::Error> {
    Ok(parsed(&syn::parse2(tokens)?))
}

/// The same for a file that is parsed already.
pub fn parsed(file: &syn::File) -> String {
    let cx = Context::new();
    let attrs = cx.forced(|cx| attr::inner(cx, &file.attrs, Shape::indented(Indent::NONE, cx)));
    let items: Vec<&syn::Item> = file.items.iter().collect();
    let parts = [
        attrs.unwrap_or_default(),
        item::list(&cx, &items, Indent::NONE),
    ];
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    let end = if parts.is_empty() { "" } else { "\n" };
    parts.join("\n\n") + end
}

/// The text of statements as they stand in a function, but without indentation. It ends with a newline, unless
/// it is empty.
pub fn statements(statements: &[syn::Stmt]) -> String {
    let text = block::statements(&Context::new(), statements, Indent::NONE);
    match text.strip_prefix('\n') {
        Some(text) => format!("{text}\n"),
        None => text,
    }
}
