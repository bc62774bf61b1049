//! Values of expressions as text: the codes of enums.

use proc_macro2::TokenStream;
use quote::quote;

use crate::expr::{self, Kind, Typed};

/// The code of an enum's value; `None` for values of other kinds.
pub(super) fn code(typed: &Typed) -> Option<TokenStream> {
    let Kind::Choice(choice) = &typed.ty.kind else {
        return None;
    };
    let value = expr::rust_ref(typed);
    let arms = choice.variants.iter().map(|variant| {
        let (pattern, code) = (&variant.pattern, &variant.code);
        quote!(#pattern => #code,)
    });
    Some(quote!(match #value { #(#arms)* }))
}
