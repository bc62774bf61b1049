//! Tokens: what the runtime must know to fetch one.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::auth::handed;
use super::operation::computed;
use crate::expr::{self, Kind, Typed};
use crate::ident;
use crate::lower::{Lowered, Slot, inputs};
use crate::model::{Field, Operation, Presence, Scheme, Token, Type};

/// The static descriptions of where tokens come from.
pub(super) fn sources(lowered: &Lowered<'_>) -> TokenStream {
    let sources = fetched(lowered).map(|(scheme, token, operation)| {
        let (name, inputs) = (source_name(scheme), lowered.inputs_ident(operation));
        let value = token.value.iter().map(|place| quote!(&[#(#place),*]));
        let lifetime = match &token.lifetime {
            Some(place) => quote!(Some(&[#(#place),*])),
            None => quote!(None),
        };
        let margin = proc_macro2::Literal::u64_unsuffixed(token.margin);
        quote! {
            static #name: TokenSource = TokenSource {
                operation: <operations::#inputs as Operate>::OPERATION,
                value: &[#(#value),*],
                lifetime: #lifetime,
                margin: #margin,
            };
        }
    });
    quote!(#(#sources)*)
}

/// The methods of the vendor that say how tokens are fetched; none if there is nothing to say.
pub(super) fn fetching(lowered: &Lowered<'_>) -> TokenStream {
    let sources: Vec<_> = fetched(lowered)
        .map(|(scheme, ..)| {
            let (id, name) = (&scheme.id, source_name(scheme));
            quote!(#id => Some(&#name),)
        })
        .collect();
    let source = (!sources.is_empty()).then(|| {
        quote! {
            fn token_source(&self, scheme: &str) -> Option<&'static TokenSource> {
                match scheme { #(#sources)* _ => None, }
            }
        }
    });
    let requests: Vec<_> = fetched(lowered)
        .map(|(scheme, token, operation)| {
            let (id, request) = (&scheme.id, request(lowered, token, operation));
            quote!(#id => { #request Ok(()) })
        })
        .collect();
    let request = (!requests.is_empty()).then(|| {
        quote! {
            fn token_request(&self, scheme: &str, request: &mut TokenRequest) -> Result<(), Error> {
                match scheme { #(#requests)* other => Err(Error::unknown_scheme(other)), }
            }
        }
    });
    let (given, account, renewing) = (given(lowered), account(lowered), renewing(lowered));
    quote!(#given #source #account #request #renewing)
}

/// The settings that are tokens where they are given.
fn given(lowered: &Lowered<'_>) -> Option<TokenStream> {
    let given: Vec<_> = tokens(lowered)
        .filter_map(|(scheme, token)| {
            let (id, name) = (&scheme.id, token.setting.as_ref()?);
            let settings = &lowered.api.settings;
            let setting = settings.iter().find(|s| s.field.name == *name)?;
            let field = ident::snake(name);
            Some(match setting.field.presence {
                Presence::Required => quote!(#id => Some(&self.settings.#field),),
                Presence::Optional => quote!(#id => self.settings.#field.as_ref(),),
            })
        })
        .collect();
    (!given.is_empty()).then(|| {
        quote! {
            fn token_setting(&self, scheme: &str) -> Option<&Secret> {
                match scheme { #(#given)* _ => None, }
            }
        }
    })
}

fn account(lowered: &Lowered<'_>) -> Option<TokenStream> {
    let accounts: Vec<_> = tokens(lowered)
        .filter(|(_, token)| !token.account.is_empty())
        .map(|(scheme, token)| {
            let id = &scheme.id;
            let parts = token.account.iter().map(handed);
            quote!(if scheme == #id { #(account.add(#parts);)* })
        })
        .collect();
    (!accounts.is_empty()).then(|| {
        quote! {
            fn token_account(&self, scheme: &str, account: &mut TokenAccount) {
                let settings = &self.settings;
                #(#accounts)*
            }
        }
    })
}

fn renewing(lowered: &Lowered<'_>) -> Option<TokenStream> {
    let codes: Vec<_> = tokens(lowered)
        .filter(|(_, token)| !token.renew.is_empty())
        .map(|(scheme, token)| {
            let (id, codes) = (&scheme.id, &token.renew);
            quote!(#id => &[#(#codes),*],)
        })
        .collect();
    (!codes.is_empty()).then(|| {
        quote! {
            fn renewing_codes(&self, scheme: &str) -> &'static [&'static str] {
                match scheme { #(#codes)* _ => &[], }
            }
        }
    })
}

/// The statements that write the request which fetches a token.
fn request(lowered: &Lowered<'_>, token: &Token, operation: &Operation) -> TokenStream {
    let name = lowered.inputs_ident(operation);
    let inputs = inputs(lowered, operation);
    let given: Vec<_> = inputs
        .given
        .iter()
        .map(|(field, slot)| {
            let (name, value) = (ident::snake(&field.name), input(token, field, slot));
            quote!(#name: #value)
        })
        .collect();
    let uses_settings = token.with.iter().any(|(_, value)| {
        let uses = expr::uses(value);
        uses.roots.contains("settings") || !uses.hooks.is_empty()
    });
    let (prelude, fields) = computed(lowered, &inputs);
    let settings =
        (uses_settings && prelude.is_empty()).then(|| quote!(let settings = &self.settings;));
    let literal = match given.is_empty() && fields.is_empty() {
        true => quote!(operations::#name),
        false => quote!(operations::#name { #(#given,)* #fields }),
    };
    quote!(#settings #prelude request.inputs(&#literal);)
}

/// What an input is: what the scheme says, or nothing.
fn input(token: &Token, field: &Field, slot: &Slot) -> TokenStream {
    let given = token.with.iter().find(|(name, _)| *name == field.name);
    let Some((_, value)) = given else {
        return slot.blank.clone();
    };
    let (tokens, wrap) = (expr::rust(value), slot.source.wrap.as_ref());
    let is_optional = matches!(value.ty.kind, Kind::Optional(_));
    let convert = |value: TokenStream| match (&field.ty, wrap) {
        (Type::Secret, Some(wrap)) => quote!(#wrap(Secret::from(#value))),
        (Type::Secret, None) => quote!(Secret::from(#value)),
        (_, Some(wrap)) => quote!(#wrap(#value)),
        (_, None) => value,
    };
    match (is_optional, slot.required) {
        (false, _) => convert(tokens),
        (true, true) => {
            let wire = missing_name(value, field);
            convert(quote!(#tokens.ok_or_else(|| Error::missing_setting(#wire))?))
        }
        (true, false) => {
            let inner = convert(quote!(value));
            let blank = &slot.blank;
            quote!(#tokens.map_or(#blank, |value| #inner))
        }
    }
}

/// What a user must set where a value is absent.
fn missing_name(value: &Typed, field: &Field) -> String {
    let members = expr::uses(value).members;
    match members.iter().next() {
        Some(name) if members.len() == 1 => name.trim_start_matches("settings.").to_owned(),
        _ => field.wire.0.clone(),
    }
}

/// The schemes with a token.
fn tokens<'a>(lowered: &Lowered<'a>) -> impl Iterator<Item = (&'a Scheme, &'a Token)> {
    let schemes = lowered.api.schemes.iter();
    schemes.filter_map(|scheme| Some((scheme, scheme.token.as_ref()?)))
}

/// The schemes whose token is fetched by an operation.
fn fetched<'a>(
    lowered: &Lowered<'a>,
) -> impl Iterator<Item = (&'a Scheme, &'a Token, &'a Operation)> {
    let operations = &lowered.api.operations;
    tokens(lowered).filter_map(|(scheme, token)| {
        let name = token.operation.as_ref()?;
        let operation = operations.iter().find(|o| o.name == *name)?;
        Some((scheme, token, operation))
    })
}

fn source_name(scheme: &Scheme) -> Ident {
    ident::word(&format!("{}_SOURCE", scheme.name.snake().to_uppercase()))
}
