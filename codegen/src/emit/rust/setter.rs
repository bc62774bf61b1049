//! The methods that set, clear, replace or add what may be left out.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::docs;
use super::required::assignment;
use crate::ident;
use crate::lower::Slot;
use crate::model::{Field, Update};

/// The methods of a field that may be left out, of which `method` sets it; `holder` has the struct's
/// fields.
pub(super) fn setters_of(
    field: &Field,
    slot: &Slot,
    holder: &TokenStream,
    method: &Ident,
) -> TokenStream {
    let about = docs::attributes(&docs::field(field));
    let (name, ty) = (ident::snake(&field.name), &slot.source.ty);
    let set = match extension(field, slot) {
        Some(items) => quote!(#holder.#name.get_or_insert_default().extend(#name #items);),
        None => assignment(quote!(#holder.#name), &name, slot),
    };
    // Whoever looks for the plain setter in the documentation finds this one.
    let plain = ident::setter(&field.name);
    let alias = (*method != plain).then(|| {
        let plain = docs::bare(&plain);
        quote!(#[doc(alias = #plain)])
    });
    let clear = field.is_clearable().then(|| {
        let method = ident::clear(&field.name);
        let about = docs::attributes(&docs::clear(field));
        quote! {
            #about
            pub fn #method(mut self) -> Self { #holder.#name = Patch::Clear; self }
        }
    });
    quote! {
        #about
        #alias
        pub fn #method(mut self, #name: #ty) -> Self { #set self }
        #clear
    }
}

/// How the items of a list that is added to follow those that were given before.
fn extension<'s>(field: &Field, slot: &'s Slot) -> Option<&'s TokenStream> {
    let adds = matches!(field.update, Some(Update::Merge | Update::MergeById));
    let items = slot.source.items.as_ref()?;
    (adds && !field.is_clearable()).then_some(items)
}
