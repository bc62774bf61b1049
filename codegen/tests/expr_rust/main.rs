//! Printed Rust computes what the interpreter computes.
//!
//! `printed.rs` is the Rust that the printer makes of the expressions in `cases.rs`; it is compiled
//! here as a module, and the tests below compare it with what is printed now, and its values with
//! the interpreter's. After a change of the printer: `APILOOM_BLESS=1 cargo test -p apiloom-codegen
//! --test expr_rust`, and once more without.

mod cases;
mod printed;
mod world;

use apiloom_codegen::expr::{check, eval, parse, rust, rust_let, rust_ref};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

#[test]
fn expr_rust_is_what_is_printed() {
    let fresh = apiloom_codegen::print::file(module());
    if std::env::var_os("APILOOM_BLESS").is_some() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/expr_rust/printed.rs");
        std::fs::write(
            path,
            format!("//! Printed by this test; see `main.rs`.\n\n{fresh}"),
        )
        .unwrap();
        return;
    }
    let golden = include_str!("printed.rs");
    // As tokens, since how it is laid out is another module's business.
    let tokens = |text: &str| text.parse::<TokenStream>().unwrap().to_string();
    let golden = golden.replace("//! Printed by this test; see `main.rs`.\n", "");
    assert!(
        tokens(&golden) == tokens(&fresh),
        "printed.rs is stale, bless it:\n{fresh}"
    );
}

#[test]
fn expr_rust_gives_the_interpreters_values() {
    let (scope, env) = (world::scope(), world::env());
    for (case, &text) in printed::CASES.iter().zip(cases::CASES) {
        let typed =
            check(&parse(text).unwrap(), &scope).unwrap_or_else(|p| panic!("{text}: {p:#?}"));
        let value = eval(&typed, &env).unwrap_or_else(|e| panic!("{text}: {e}"));
        for printed in case(world::World::new()).unwrap() {
            assert_eq!(printed, value, "{text}");
        }
    }
    assert_eq!(printed::CASES.len(), cases::CASES.len());
}

/// A function for each case, in the three forms that the printer has.
fn module() -> TokenStream {
    let scope = world::scope();
    let mut functions = Vec::new();
    let mut names = Vec::new();
    for (index, text) in cases::CASES.iter().enumerate() {
        let expr = parse(text).unwrap_or_else(|p| panic!("{text}: {p}"));
        let typed = check(&expr, &scope).unwrap_or_else(|p| panic!("{text}: {p:#?}"));
        let name = format_ident!("case_{index}");
        let doc = format!(" `{text}`");
        let (owned, borrowed, (local, _)) = (rust(&typed), rust_ref(&typed), rust_let(&typed));
        let same = owned.to_string() == local.to_string();
        let local = (!same).then(|| quote!(let local = #local;));
        let values = if same {
            quote!(vec![value(#borrowed), value(owned)])
        } else {
            quote!(vec![value(#borrowed), value(local), value(owned)])
        };
        functions.push(quote! {
            #[doc = #doc]
            fn #name(world: World) -> Option<Vec<Value>> {
                let World { settings, stamp, request, body, answer, date, scope, days, open } = world;
                let owned = #owned;
                #local
                Some(#values)
            }
        });
        names.push(name);
    }
    quote! {
        #![allow(unused_variables, clippy::needless_borrows_for_generic_args, clippy::unnecessary_wraps)]

        use apiloom_codegen::expr::Value;
        use apiloom_wire::functions as f;

        use super::world::{Mode, World, value};

        pub(crate) type Case = fn(World) -> Option<Vec<Value>>;

        pub(crate) const CASES: &[Case] = &[#(#names),*];

        #(#functions)*
    }
}
