//! A struct around one value: it is on the wire what the value is.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::spanned::Spanned;
use syn::{DeriveInput, Field};

use super::keys::Keys;
use super::place::Place;
use super::problems::Problems;

/// The implementation that hands everything on to the field.
pub(super) fn expand(item: &DeriveInput, field: &Field, problems: &mut Problems) -> TokenStream {
    Keys::read(&item.attrs, Place::Newtype, problems);
    let keys = Keys::read(&field.attrs, Place::Inside, problems);
    let codec = keys.value("as", problems);
    let (name, ty) = (&item.ident, &field.ty);
    // Through the type itself if it can be, so that a type that is no `Wire` is what the compiler shows.
    let (path, codec) = match codec {
        Some(codec) => (quote!(<_ as ::apiloom::Codec<#ty>>), quote!(#codec,)),
        None => (
            quote_spanned!(ty.span()=> <#ty as ::apiloom::Wire>),
            TokenStream::new(),
        ),
    };
    quote! {
        #[automatically_derived]
        impl ::apiloom::Wire for #name {
            fn blank() -> Self {
                Self(#path::blank(#codec))
            }

            fn read(
                d: &mut ::apiloom::Decoder<'_>,
            ) -> ::core::result::Result<Self, ::apiloom::DecodeError> {
                ::core::result::Result::map(#path::read(#codec d), Self)
            }

            fn write(&self, e: &mut ::apiloom::Encoder) {
                #path::write(#codec &self.0, e)
            }
        }

        ::apiloom::impl_serde!(#name);
    }
}
