//! Schemes: a function each, which stamps a request and gives what seals it.

use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use super::client::scheme_uses_settings;
use super::{docs, text};
use crate::expr::{self, Typed};
use crate::ident;
use crate::lower::Lowered;
use crate::model::{Let, Placed, Scheme, Where};

pub(super) fn auth(lowered: &Lowered<'_>) -> TokenStream {
    let schemes = lowered.api.schemes.iter().map(scheme);
    quote!(#(#schemes)*)
}

fn scheme(scheme: &Scheme) -> TokenStream {
    let about = docs::attributes(&docs::paragraphs(&scheme.facts, &scheme.name.spaced()));
    let (name, id) = (ident::snake(&scheme.name), &scheme.id);
    let sealed: Vec<_> = scheme
        .seal_lets
        .iter()
        .map(|made| &made.value)
        .chain(scheme.seals.iter().map(|placed| &placed.value))
        .map(expr::uses)
        .collect();
    let stamped: Vec<_> = scheme
        .stamp_lets
        .iter()
        .map(|made| &made.value)
        .chain(scheme.stamps.iter().map(|placed| &placed.value))
        .map(expr::uses)
        .collect();
    let token = stamped
        .iter()
        .chain(&sealed)
        .any(|uses| uses.names.contains("token"));
    let token = token.then(|| quote!(let token = stamp.token(#id)?;));
    // A value that the seal takes along must be its own.
    let moves = |made: &Let| {
        sealed
            .iter()
            .any(|uses| uses.names.contains(&made.name.snake()))
    };
    let lets = scheme
        .stamp_lets
        .iter()
        .map(|made| one_let(made, moves(made)));
    let stamps = scheme
        .stamps
        .iter()
        .map(|placed| place(quote!(stamp), placed));
    let seal = match scheme.seals.is_empty() {
        true => quote!(Ok(Seal::none())),
        false => {
            let settings = sealed
                .iter()
                .any(|uses| uses.roots.contains("settings") || !uses.hooks.is_empty());
            let settings = settings.then(|| quote!(let settings = Arc::clone(settings);));
            let request = sealed.iter().any(|uses| uses.roots.contains("request"));
            let request = request.then(|| quote!(let request = sealing.request();));
            let lets = scheme.seal_lets.iter().map(|made| one_let(made, false));
            let seals = scheme
                .seals
                .iter()
                .map(|placed| place(quote!(sealing), placed));
            quote! {
                #settings
                Ok(Seal::new(move |sealing| { #request #(#lets)* #(#seals)* Ok(()) }))
            }
        }
    };
    let settings = scheme_uses_settings(scheme).then(|| quote!(settings: &Arc<Settings>,));
    let unused = scheme.stamps.is_empty() && scheme.stamp_lets.is_empty() && token.is_none();
    let stamp = if unused {
        quote!(_stamp)
    } else {
        quote!(stamp)
    };
    quote! {
        #about
        pub(crate) fn #name(#settings #stamp: &mut Stamp<'_>) -> Result<Seal, Error> {
            #token #(#lets)* #(#stamps)* #seal
        }
    }
}

fn one_let(made: &Let, owned: bool) -> TokenStream {
    let name = ident::snake(&made.name);
    // Later expressions take it for a value of its own, so that is what it is.
    let value = match expr::rust_let(&made.value) {
        (value, expr::Held::Place) if !owned => value,
        _ => expr::rust(&made.value),
    };
    quote!(let #name = #value;)
}

fn place(on: TokenStream, placed: &Placed) -> TokenStream {
    let method = match placed.place {
        Where::Query => "query",
        Where::Header => "header",
        Where::Cookie => "cookie",
        Where::Body => "body",
    };
    let (method, wire) = (ident::word(method), &placed.wire);
    let value = handed(&placed.value);
    quote!(#on.#method(#wire, #value);)
}

/// A value as it is handed to the runtime, which takes texts, numbers and truth values.
pub(super) fn handed(typed: &Typed) -> TokenStream {
    let code = text::code(typed);
    match typed.ty.secret {
        _ if code.is_some() => quote!(#code),
        true => {
            let owned = expr::rust(typed);
            match &typed.ty.kind {
                expr::Kind::Optional(_) => quote!((#owned).map(Secret::from)),
                _ => quote!(Secret::from(#owned)),
            }
        }
        false => {
            let borrowed = expr::rust_ref(typed);
            // What is made on the spot is handed over; what has a place is lent.
            if is_made(&borrowed) {
                expr::rust(typed)
            } else {
                borrowed
            }
        }
    }
}

/// Whether a borrow is of a value that a call or macro makes.
fn is_made(borrowed: &TokenStream) -> bool {
    let mut tokens = borrowed.clone().into_iter();
    let lent = matches!(tokens.next(), Some(TokenTree::Punct(punct)) if punct.as_char() == '&');
    lent && tokens.any(|token| matches!(token, TokenTree::Group(_)))
}
