//! A struct around one value: it is on the wire what the value is.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::{DeriveInput, Field};

use super::codec;
use super::keys::Keys;
use super::place::Place;
use super::problems::Problems;

/// The implementation that hands everything on to the field.
pub(super) fn expand(item: &DeriveInput, field: &Field, problems: &mut Problems) -> TokenStream {
    Keys::read(&item.attrs, Place::Newtype, problems);
    let keys = Keys::read(&field.attrs, Place::Inside, problems);
    let name = &item.ident;
    let function = format_ident!("__codec");
    let codec = codec::function(&function, &field.ty, keys.value("as", problems));
    quote! {
        #codec

        #[automatically_derived]
        #[diagnostic::do_not_recommend]
        impl ::apiloom::Wire for #name {
            fn blank() -> Self {
                Self(::apiloom::Codec::blank(#function()))
            }

            fn read(
                d: &mut ::apiloom::Decoder<'_>,
            ) -> ::core::result::Result<Self, ::apiloom::DecodeError> {
                ::core::result::Result::map(::apiloom::Codec::read(#function(), d), Self)
            }

            fn write(&self, e: &mut ::apiloom::Encoder) {
                ::apiloom::Codec::write(#function(), &self.0, e)
            }
        }

        ::apiloom::impl_serde!(#name);
    }
}
