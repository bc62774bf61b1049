//! A JSON object whose keys follow patterns: a map a pattern.

use proc_macro2::TokenStream;
use quote::quote;

use super::docs;
use crate::ident;
use crate::lower::{Lowered, repr, source};
use crate::model::{Declaration, Patterned, TypeId};

pub(super) fn patterned(
    lowered: &Lowered<'_>,
    id: TypeId,
    declaration: &Declaration,
    patterned: &Patterned,
) -> TokenStream {
    let name = ident::declared(&declaration.name);
    let text = name.to_string();
    let about = docs::attributes(&docs::paragraphs(
        &declaration.facts,
        &format!("The type `{}` of the spec.", declaration.name.camel()),
    ));
    let (mut fields, mut reads, mut writes, mut blanks, mut inserts) =
        (vec![], vec![], vec![], vec![], vec![]);
    for key in &patterned.keys {
        let field = ident::snake(&key.name);
        let repr = repr(lowered, &key.ty);
        let (ty, prefix, suffix) = (&repr.ty, &key.prefix, &key.suffix);
        let (key_ty, key_arg, hole) = match key.int {
            true => (quote!(i64), quote!(i64), "number"),
            false => (quote!(String), quote!(impl Into<String>), "text"),
        };
        let into = (!key.int).then(|| quote!(.into()));
        let shown = format!("{}{{{hole}}}{}", docs::plain(prefix), docs::plain(suffix));
        let about = docs::attributes(&[format!("Members `{shown}`, by {hole}.")]);
        fields.push(quote!(#about pub #field: BTreeMap<#key_ty, #ty>,));
        match &repr.codec {
            Some(codec) => {
                reads.push(quote!(d.keyed_as(key, #prefix, #suffix, #codec, &mut self.#field)));
                writes.push(quote!(e.keyed_as(#prefix, #suffix, #codec, &self.#field);));
            }
            None => {
                reads.push(quote!(d.keyed(key, #prefix, #suffix, &mut self.#field)));
                writes.push(quote!(e.keyed(#prefix, #suffix, &self.#field);));
            }
        }
        blanks.push(quote!(#field: BTreeMap::new(),));
        let about = docs::attributes(&[format!("Adds the member `{shown}`.")]);
        let method = ident::setter(&key.name);
        let (given, convert) = (source(&repr, None).ty, source(&repr, None).convert);
        inserts.push(quote! {
            #about
            pub fn #method(mut self, key: #key_arg, value: #given) -> Self {
                self.#field.insert(key #into, value #convert);
                self
            }
        });
    }
    let checks = super::validate::patterned(lowered, id, &name, patterned);
    let taken = patterned.keys.iter().any(|key| key.name.snake() == "extra");
    let extra = ident::word(if taken { "extra_members" } else { "extra" });
    let read = match &reads[..] {
        [read] => read.clone(),
        reads => quote!(Ok(#(#reads?)||*)),
    };
    quote! {
        #about
        #[derive(Clone, Debug, Default, PartialEq)]
        #[non_exhaustive]
        pub struct #name {
            #(#fields)*
            /// Members that follow none of the patterns, as they came.
            pub #extra: Extra,
        }

        impl #name {
            /// No members yet.
            pub fn new() -> Self { Self::default() }
            #(#inserts)*
        }

        static SHAPE: Shape = Shape::new(#text, Form::Object, &[], &[]);

        impl Fields for #name {
            fn shape(&self) -> &'static Shape { &SHAPE }
            fn read_field(&mut self, _index: usize, _d: &mut Decoder<'_>) -> Result<(), DecodeError> { Ok(()) }
            fn read_other(&mut self, key: &str, d: &mut Decoder<'_>) -> Result<bool, DecodeError> {
                #read
            }
            fn write_fields(&self, e: &mut Encoder) { #(#writes)* e.extra(&self.#extra); }
            fn extra(&mut self) -> Option<&mut Extra> { Some(&mut self.#extra) }
        }

        impl Record for #name {
            fn blank() -> Self { Self { #(#blanks)* #extra: Extra::new() } }
        }

        wire_record!(#name);
        impl_serde!(#name);

        #checks
    }
}
