//! The codec of a field.

use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::{Expr, Ident, Type};

/// The function `name` that gives the codec of a field.
///
/// What it returns names the type as the user wrote it, so that the compiler shows that place, and only
/// once, where the type has no form on the wire or the codec is that of another type.
pub(super) fn function(name: &Ident, ty: &Type, codec: Option<&Expr>) -> TokenStream {
    let codec = match codec {
        Some(codec) => quote!(#codec),
        None => quote!(::apiloom::Plain),
    };
    let (first, last) = ends(ty);
    let start = quote_spanned!(first=> impl ::apiloom::Codec<);
    let end = quote_spanned!(last=> >);
    quote!(fn #name() -> #start #ty #end { #codec })
}

/// Where the first and the last token stand.
fn ends(tokens: &impl ToTokens) -> (Span, Span) {
    let mut spans = tokens.to_token_stream().into_iter().map(|t| t.span());
    let first = spans.next().unwrap_or_else(Span::call_site);
    (first, spans.last().unwrap_or(first))
}
