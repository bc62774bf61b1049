//! A tuple that does one of several things, told apart by which of its items have a value: an enum.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{docs, record};
use crate::ident;
use crate::lower::{Lowered, repr_inside};
use crate::model::{Action, Declaration, Docs, Field, Record, TypeId};

pub(super) fn actions(
    lowered: &Lowered<'_>,
    id: TypeId,
    declaration: &Declaration,
    record: &Record,
) -> TokenStream {
    let name = ident::declared(&declaration.name);
    // No type of a spec is called as a field is.
    let items = ident::suffixed(&name, "Items");
    let table = record::items(lowered, id, &items, record);
    let mut about = docs::paragraphs(
        &declaration.facts,
        &format!("The type `{}` of the spec.", declaration.name.camel()),
    );
    about.extend(record.fields.iter().flat_map(remarks));
    let about = docs::attributes(&about);
    let variants = record
        .actions
        .iter()
        .map(|action| variant(lowered, id, record, action));
    let blank = blank(lowered, id, record);
    let reads = record.actions.iter().map(|action| {
        let (variant, given) = (ident::camel(&action.name), given(record, action));
        let shape = shape(record, action);
        quote!(#items { #(#shape),* } => Ok(Self::#variant { #(#given),* }),)
    });
    let writes = record.actions.iter().map(|action| {
        let (variant, given) = (ident::camel(&action.name), given(record, action));
        let values = values(record, action);
        quote!(Self::#variant { #(#given),* } => #items { #(#values),* },)
    });
    // Only if some shape is none of them is there anything else.
    let shapes = record.fields.iter().filter(|field| field.nullable).count();
    let all = u32::try_from(shapes)
        .ok()
        .and_then(|n| 1_usize.checked_shl(n));
    let checks = super::validate::actions(lowered, id, &name, record);
    let text = name.to_string();
    let rest =
        (all != Some(record.actions.len())).then(|| quote!(_ => Err(d.no_variant(#text, None)),));
    quote! {
        #about
        #[derive(Clone, Debug, PartialEq)]
        pub enum #name { #(#variants)* }

        impl Wire for #name {
            fn blank() -> Self { #blank }
            fn read(d: &mut Decoder<'_>) -> Result<Self, DecodeError> {
                match d.read()? { #(#reads)* #rest }
            }
            fn write(&self, e: &mut Encoder) {
                let items = match self { #(#writes)* };
                items.write(e);
            }
        }

        impl_serde!(#name);

        #table

        #checks
    }
}

fn variant(lowered: &Lowered<'_>, id: TypeId, record: &Record, action: &Action) -> TokenStream {
    let otherwise = match action.deletes {
        true => "Deletes it.",
        false => "The action of the spec.",
    };
    let about = docs::attributes(&docs::paragraphs(&action.facts, otherwise));
    let name = ident::camel(&action.name);
    let fields = with(record, action).map(|field| {
        let about = docs::attributes(&docs::field(&without_remarks(field)));
        let (name, ty) = (
            ident::snake(&field.name),
            repr_inside(lowered, id, &field.ty).ty,
        );
        quote!(#about #name: #ty,)
    });
    quote!(#about #name { #(#fields)* },)
}

/// What is remarked of an item, once for all variants that have it.
fn remarks(field: &Field) -> Vec<String> {
    let wire = docs::plain(field.wire.as_str());
    let notes = docs::both(&field.facts.note).into_iter();
    notes
        .map(|note| format!("Note on `{wire}`: {note}"))
        .collect()
}

fn without_remarks(field: &Field) -> Field {
    let mut field = field.clone();
    field.facts.note = Docs::default();
    field
}

/// The fields that have a value.
fn with<'r>(record: &'r Record, action: &'r Action) -> impl Iterator<Item = &'r Field> {
    let fields = record.fields.iter().zip(&action.with);
    fields.filter(|(_, with)| **with).map(|(field, _)| field)
}

fn given(record: &Record, action: &Action) -> Vec<Ident> {
    with(record, action)
        .map(|field| ident::snake(&field.name))
        .collect()
}

/// The pattern of the items.
fn shape(record: &Record, action: &Action) -> Vec<TokenStream> {
    let fields = record.fields.iter().zip(&action.with);
    fields
        .map(|(field, with)| {
            let name = ident::snake(&field.name);
            match (with, field.nullable) {
                (true, true) => quote!(#name: Some(#name)),
                (true, false) => quote!(#name),
                (false, _) => quote!(#name: None),
            }
        })
        .collect()
}

/// The items of a value.
fn values(record: &Record, action: &Action) -> Vec<TokenStream> {
    let fields = record.fields.iter().zip(&action.with);
    fields
        .map(|(field, with)| {
            let name = ident::snake(&field.name);
            match (with, field.nullable) {
                (true, true) => quote!(#name: Some(#name.to_owned())),
                (true, false) => quote!(#name: #name.to_owned()),
                (false, _) => quote!(#name: None),
            }
        })
        .collect()
}

/// What stands there until something is read: the first action, with what its items start with.
fn blank(lowered: &Lowered<'_>, id: TypeId, record: &Record) -> TokenStream {
    let Some(action) = record.actions.first() else {
        return TokenStream::new();
    };
    let name = ident::camel(&action.name);
    let fields = with(record, action).map(|field| {
        let name = ident::snake(&field.name);
        let blank = repr_inside(lowered, id, &field.ty).blank;
        quote!(#name: #blank)
    });
    quote!(Self::#name { #(#fields),* })
}
