//! `#[derive(Validate)]`: what the values of a written type must be like.

mod checks;
mod held;
mod members;
mod rule;
#[cfg(test)]
mod tests;

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{Data, DataEnum, DeriveInput, Fields, FieldsUnnamed, Variant};

use super::check_parameters;
use super::keys::Keys;
use super::place::Place;
use super::problems::Problems;
use super::variant::variant_shape;

use self::checks::Checks;

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
    check_parameters(item, "Validate", &mut problems);
    let mut checks = Checks::new(&mut problems);
    let body = match &item.data {
        Data::Struct(data) => match &data.fields {
            Fields::Named(fields) => members::body(item, fields, &mut checks),
            Fields::Unnamed(fields) => newtype(item, fields, &mut checks),
            Fields::Unit => {
                rule::refuse(item, Place::Newtype, checks.problems);
                TokenStream::new()
            }
        },
        Data::Enum(data) => variants(item, data, &mut checks),
        Data::Union(data) => {
            checks.problems.add(
                data.union_token,
                "nobody knows which of its fields a Rust `union` holds",
                "write an enum whose variants hold one value each",
            );
            TokenStream::new()
        }
    };
    let implementation = checks.implementation(&item.ident, &body);
    problems.into_result()?;
    Ok(quote! {
        // A type without checks uses nothing, and what the user marks as deprecated is only looked at.
        #[allow(deprecated, unused_variables)]
        const _: () = {
            #[automatically_derived]
            #implementation
        };
    })
}

/// The checks of a struct around one value, which stand where the struct stands.
fn newtype(item: &DeriveInput, fields: &FieldsUnnamed, checks: &mut Checks<'_>) -> TokenStream {
    rule::refuse(item, Place::Newtype, checks.problems);
    let mut all = fields.unnamed.iter();
    match (all.next(), all.next()) {
        (Some(field), None) => {
            let body = checks.of(&field.attrs, &field.ty);
            quote! {
                let value = &self.0;
                #body
            }
        }
        (None, _) => TokenStream::new(),
        (Some(_), Some(_)) => {
            checks.problems.add(
                fields,
                "the fields of a record have names",
                format_args!("write `struct {} {{ … }}`", item.ident),
            );
            TokenStream::new()
        }
    }
}

/// The checks of an enum: those of what the variant holds, which stand where the enum stands.
fn variants(item: &DeriveInput, data: &DataEnum, checks: &mut Checks<'_>) -> TokenStream {
    rule::refuse(item, Place::Codes, checks.problems);
    let arms: Vec<TokenStream> = data
        .variants
        .iter()
        .filter_map(|variant| arm(variant, checks))
        .collect();
    let rest = (arms.len() < data.variants.len()).then(|| quote!(_ => {}));
    match arms.is_empty() {
        true => TokenStream::new(),
        false => quote!(match self { #(#arms)* #rest }),
    }
}

fn arm(variant: &Variant, checks: &mut Checks<'_>) -> Option<TokenStream> {
    let name: &Ident = &variant.ident;
    Keys::read(&variant.attrs, Place::CheckedVariant, checks.problems);
    if let Fields::Unnamed(fields) = &variant.fields
        && let (Some(field), 1) = (fields.unnamed.first(), fields.unnamed.len())
    {
        let body = checks.of(&field.attrs, &field.ty);
        return (!body.is_empty()).then(|| quote!(Self::#name(value) => { #body }));
    }
    let mut attributes = variant.fields.iter().flat_map(|field| &field.attrs);
    if attributes.any(|attribute| attribute.path().is_ident("validate")) {
        checks.problems.add(
            variant_shape(variant),
            format_args!("`{name}` does not hold one value without a name"),
            format_args!(
                "put what it holds into a struct that derives `apiloom::Validate`, and write \
                 `{name}(#[validate(inside)] …)`"
            ),
        );
    }
    None
}

/// An implementation that is never run: without one, each use of the type would be an error too.
fn stub(item: &DeriveInput) -> TokenStream {
    let name = &item.ident;
    let (parameters, arguments, conditions) = item.generics.split_for_impl();
    quote! {
        #[automatically_derived]
        #[diagnostic::do_not_recommend]
        impl #parameters ::apiloom::Validate for #name #arguments #conditions {
            fn check(&self, _: &::apiloom::Place<'_>, _: &mut ::apiloom::Violations) {}
        }
    }
}
