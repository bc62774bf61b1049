//! Constructors: required values one after the other, or in a struct of their own.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::docs;
use crate::ident;
use crate::lower::{Given, Slot, required};
use crate::model::Field;

/// What a constructor is made of.
pub(super) struct Constructor {
    /// The struct of required values, if there is one.
    pub(super) item: TokenStream,
    /// The parameters.
    pub(super) parameters: TokenStream,
    /// The statements before the struct literal.
    pub(super) prelude: TokenStream,
    /// The fields of the struct literal.
    pub(super) fields: TokenStream,
}

/// The constructor of a struct with these fields. `owner` names the struct, `user` what needs the values,
/// `describe` gives what is said of a field.
pub(super) fn constructor(
    owner: &Ident,
    user: &str,
    slots: &[(&Field, Slot)],
    describe: fn(&Field) -> Vec<String>,
) -> Constructor {
    let name = |field: &Field| ident::snake(&field.name);
    let is_required = |slot: &Slot| slot.required;
    let optional = slots
        .iter()
        .filter(|(_, slot)| !is_required(slot))
        .map(|(field, slot)| {
            let (name, blank) = (name(field), &slot.blank);
            quote!(#name: #blank)
        });
    match required(slots) {
        Given::Nothing => Constructor {
            item: TokenStream::new(),
            parameters: TokenStream::new(),
            prelude: TokenStream::new(),
            fields: quote!(#(#optional,)*),
        },
        Given::Positional => {
            let needed: Vec<_> = slots.iter().filter(|(_, slot)| is_required(slot)).collect();
            let parameters = needed.iter().map(|(field, slot)| {
                let (name, ty) = (name(field), &slot.source.ty);
                quote!(#name: #ty)
            });
            let given = needed.iter().map(|(field, slot)| {
                let name = name(field);
                match &slot.source.convert {
                    Some(convert) => quote!(#name: #name #convert),
                    None => quote!(#name),
                }
            });
            Constructor {
                item: TokenStream::new(),
                parameters: quote!(#(#parameters),*),
                prelude: TokenStream::new(),
                fields: quote!(#(#given,)* #(#optional,)*),
            }
        }
        Given::Struct => {
            let item_name = ident::suffixed(owner, "Required");
            let needed: Vec<_> = slots.iter().filter(|(_, slot)| is_required(slot)).collect();
            let names: Vec<_> = needed.iter().map(|(field, _)| name(field)).collect();
            let types = needed.iter().map(|(_, slot)| &slot.ty);
            let field_docs = needed
                .iter()
                .map(|(field, _)| docs::attributes(&describe(field)));
            let about = docs::attributes(&[format!("What {user} cannot do without.")]);
            Constructor {
                item: quote! {
                    #about
                    #[derive(Clone, Debug, PartialEq)]
                    pub struct #item_name { #(#field_docs pub #names: #types,)* }
                },
                parameters: quote!(required: #item_name),
                prelude: quote!(let #item_name { #(#names),* } = required;),
                fields: quote!(#(#names,)* #(#optional,)*),
            }
        }
    }
}

/// The body of a setter: `self.x = Some(x.into())`.
pub(super) fn assignment(target: TokenStream, parameter: &Ident, slot: &Slot) -> TokenStream {
    let convert = &slot.source.convert;
    match &slot.source.wrap {
        Some(wrap) => quote!(#target = #wrap(#parameter #convert);),
        None => quote!(#target = #parameter #convert;),
    }
}
