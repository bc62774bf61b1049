//! The fields of a struct, by their names in Rust and on the wire.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::ext::IdentExt;
use syn::{DeriveInput, FieldsNamed, Ident, Type};

use super::super::case::Case;
use super::super::keys::Keys;
use super::super::member::wire_name;
use super::super::place::Place;
use super::super::problems::Problems;
use super::checks::Checks;
use super::rule;

/// A field as rules and paths call it.
pub(super) struct Member<'f> {
    pub(super) name: &'f Ident,
    /// Its name on the wire.
    pub(super) wire: String,
    pub(super) ty: &'f Type,
}

/// The checks of a struct with named fields.
pub(super) fn body(
    item: &DeriveInput,
    fields: &FieldsNamed,
    checks: &mut Checks<'_>,
) -> TokenStream {
    // What is wrong with these keys, the derive of `Wire` reports.
    let mut ignored = Problems::default();
    let keys = Keys::read(&item.attrs, Place::Record, &mut ignored);
    let case = Case::read(&keys, &mut ignored);
    let is_tuple = keys.flag("tuple", &mut ignored).is_some();
    let mut members = Vec::new();
    let mut body = TokenStream::new();
    for (index, field) in fields.named.iter().enumerate() {
        let Some(name) = &field.ident else { continue };
        let keys = Keys::read(&field.attrs, Place::Member, &mut ignored);
        let rust = name.unraw().to_string();
        let wire = match wire_name(name, &keys, case, &mut ignored) {
            Some(wire) => wire.value(),
            None => rust.clone(),
        };
        let at = match is_tuple {
            true => {
                let index = Literal::usize_unsuffixed(index);
                quote!(at.item(#index))
            }
            false => quote!(at.field(#wire, #rust)),
        };
        let code = checks.of(&field.attrs, &field.ty);
        if !code.is_empty() {
            body.extend(quote!({
                let at = &#at;
                let value = &self.#name;
                #code
            }));
        }
        members.push(Member {
            name,
            wire,
            ty: &field.ty,
        });
    }
    let rules = rule::rules(item, &members, checks);
    quote!(#body #rules)
}
