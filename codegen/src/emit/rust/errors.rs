//! The vendor's error codes: the table for the runtime, and an enum for callers.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use crate::ident;
use crate::lower::Lowered;
use crate::model::{ErrorCode, ErrorKind};

pub(super) fn errors(lowered: &Lowered<'_>) -> TokenStream {
    let errors = &lowered.api.errors;
    let rows = errors.iter().map(|error| {
        let (code, name, kind) = (&error.code, error.name.camel(), kind(error.kind));
        quote!(VendorError { code: #code, name: #name, kind: Kind::#kind })
    });
    let unused = lowered
        .api
        .operations
        .is_empty()
        .then(|| quote!(#[allow(dead_code, reason = "there are no operations yet")]));
    let table = quote! {
        #unused
        /// The errors that the vendor documents.
        pub(crate) static ERRORS: &[VendorError] = &[#(#rows),*];
    };
    if errors.is_empty() {
        return table;
    }
    let mut by_name: BTreeMap<String, Vec<&ErrorCode>> = BTreeMap::new();
    let mut order = Vec::new();
    for error in errors {
        let name = error.name.camel();
        if !by_name.contains_key(&name) {
            order.push(name.clone());
        }
        by_name.entry(name).or_default().push(error);
    }
    let variants = order.iter().map(|name| {
        let codes: Vec<String> = by_name[name]
            .iter()
            .map(|e| format!("`{}`", docs::plain(&e.code)))
            .collect();
        let mut about = docs::paragraphs(&by_name[name][0].facts, &by_name[name][0].name.spaced());
        about.push(format!("Code: {}.", codes.join(", ")));
        let (about, name) = (
            docs::attributes(&about),
            ident::camel(&by_name[name][0].name),
        );
        quote!(#about #name,)
    });
    let arms = order.iter().map(|name| {
        let variant = ident::camel(&by_name[name][0].name);
        quote!(#name => Some(Self::#variant),)
    });
    quote! {
        #table

        /// The errors that the vendor documents, for `match`.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum ErrorCode { #(#variants)* }

        impl ErrorCode {
            /// Which of them an error is, if it is one of them.
            pub fn of(error: &Error) -> Option<Self> {
                match error.name()? { #(#arms)* _ => None, }
            }
        }
    }
}

/// The kind as the runtime calls it.
pub(super) fn kind(kind: ErrorKind) -> TokenStream {
    match kind {
        ErrorKind::Auth => quote!(Auth),
        ErrorKind::Permission => quote!(Permission),
        ErrorKind::NotFound => quote!(NotFound),
        ErrorKind::RateLimit => quote!(RateLimit),
        ErrorKind::Invalid => quote!(Invalid),
        ErrorKind::Conflict => quote!(Conflict),
        ErrorKind::Unavailable => quote!(Unavailable),
        ErrorKind::Vendor => quote!(Vendor),
    }
}
