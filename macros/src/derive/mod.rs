//! `#[derive(Wire)]`: what a written type is on the wire; and the other derive, which reads the same names.

mod case;
mod code;
mod codec;
mod codes;
mod keys;
mod member;
mod newtype;
mod place;
mod problems;
mod record;
mod shape;
#[cfg(test)]
mod tests;
pub(crate) mod validate;
mod variant;

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DataStruct, DeriveInput, Fields};

use self::problems::Problems;

/// The implementation for a type, or each of its mistakes as a compile error.
pub(crate) fn expand(item: &DeriveInput) -> TokenStream {
    match implementation(item) {
        Ok(implementation) => implementation,
        Err(error) => {
            let errors = error.to_compile_error();
            let stub = stub(item);
            quote!(#errors #stub)
        }
    }
}

fn implementation(item: &DeriveInput) -> syn::Result<TokenStream> {
    let mut problems = Problems::default();
    check_parameters(item, "Wire", &mut problems);
    let implementation = match &item.data {
        Data::Struct(data) => structure(item, data, &mut problems),
        Data::Enum(data) => codes::expand(item, data, &mut problems),
        Data::Union(data) => {
            problems.add(
                data.union_token,
                "a Rust `union` has no form on the wire",
                "one of several types is a `union` of the spec, or an enum that implements \
                 `apiloom::Wire` by hand",
            );
            TokenStream::new()
        }
    };
    problems.into_result()?;
    Ok(quote! {
        // What the user marks as deprecated is not used here, only read and written.
        #[allow(deprecated)]
        const _: () = {
            #implementation
        };
    })
}

fn structure(item: &DeriveInput, data: &DataStruct, problems: &mut Problems) -> TokenStream {
    match &data.fields {
        Fields::Named(fields) => record::expand(item, fields, problems),
        Fields::Unnamed(fields) if fields.unnamed.len() > 1 => {
            problems.add(
                &fields.unnamed,
                "the fields of a record have names",
                format_args!(
                    "for a JSON array, write `#[wire(tuple)] struct {} {{ … }}` with a name for \
                     each item",
                    item.ident
                ),
            );
            TokenStream::new()
        }
        Fields::Unnamed(fields) => match fields.unnamed.first() {
            Some(field) => newtype::expand(item, field, problems),
            None => nothing_inside(item, problems),
        },
        Fields::Unit => nothing_inside(item, problems),
    }
}

fn nothing_inside(item: &DeriveInput, problems: &mut Problems) -> TokenStream {
    let name = &item.ident;
    problems.add(
        name,
        format_args!("`{name}` holds nothing that could be written"),
        format_args!("for an object without members, write `struct {name} {{}}`"),
    );
    TokenStream::new()
}

fn check_parameters(item: &DeriveInput, derived: &str, problems: &mut Problems) {
    if !item.generics.params.is_empty() {
        problems.add(
            &item.generics,
            format_args!("`{derived}` cannot be derived for a type with parameters or lifetimes"),
            format_args!(
                "write owned types, and a type of its own for each set of parameters; or implement \
                 `apiloom::{derived}` by hand"
            ),
        );
    } else if let Some(conditions) = &item.generics.where_clause {
        problems.add(
            conditions,
            format_args!("`{derived}` cannot be derived for a type with a `where` clause"),
            format_args!("take it away, or implement `apiloom::{derived}` by hand"),
        );
    }
}

/// An implementation that is never run: without one, each use of the type would be an error too.
fn stub(item: &DeriveInput) -> TokenStream {
    let name = &item.ident;
    let (parameters, arguments, conditions) = item.generics.split_for_impl();
    quote! {
        #[automatically_derived]
        #[diagnostic::do_not_recommend]
        impl #parameters ::apiloom::Wire for #name #arguments #conditions {
            fn blank() -> Self { loop {} }
            fn read(
                _: &mut ::apiloom::Decoder<'_>,
            ) -> ::core::result::Result<Self, ::apiloom::DecodeError> {
                loop {}
            }
            fn write(&self, _: &mut ::apiloom::Encoder) {}
        }
    }
}
