//! Envelopes: the members that tell success from failure, and the function that does.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::docs;
use crate::expr::{self, Kind, Typed};
use crate::ident;
use crate::lower::Lowered;
use crate::model::{Api, Envelope, Failure, Operation};

pub(super) fn envelopes(lowered: &Lowered<'_>) -> TokenStream {
    let api = lowered.api;
    let used = api.envelopes.iter().enumerate().filter(|(index, _)| {
        api.operations
            .iter()
            .any(|operation| operation.envelope == Some(*index))
            || api.envelopes.iter().any(|other| other.then == Some(*index))
    });
    let envelopes = used.map(|(index, e)| {
        let function = envelope(lowered, e);
        let is_asked = |operation: &Operation| {
            operation
                .envelope
                .and_then(|envelope| telling(api, envelope))
                == Some(index)
        };
        let asked = api.operations.iter().any(is_asked);
        let request_id = asked.then(|| request_id(e));
        quote!(#function #request_id)
    });
    quote!(#(#envelopes)*)
}

/// The function that tells what the vendor calls a request, if answers of this envelope say it.
pub(super) fn request_id_function(api: &Api, envelope: usize) -> Option<Ident> {
    telling(api, envelope).map(|index| request_id_name(&api.envelopes[index]))
}

/// The envelope, of this one and those that it goes on with, whose answers say what the vendor calls
/// the request.
fn telling(api: &Api, envelope: usize) -> Option<usize> {
    let mut index = envelope;
    // Each goes on with another one.
    for _ in 0..api.envelopes.len() {
        let envelope = &api.envelopes[index];
        let name = request_id_name(envelope);
        let is_free = |other: &Envelope| ident::snake(&other.name) != name;
        if id_of(envelope).is_some() && api.envelopes.iter().all(is_free) {
            return Some(index);
        }
        index = envelope.then?;
    }
    None
}

fn request_id_name(envelope: &Envelope) -> Ident {
    ident::word(&format!("{}_request_id", envelope.name.snake()))
}

/// What an answer calls the request that is not told apart as a failure by itself.
fn id_of(envelope: &Envelope) -> Option<&Typed> {
    envelope.otherwise.as_ref()?.request_id.as_ref()
}

fn request_id(envelope: &Envelope) -> Option<TokenStream> {
    let typed = id_of(envelope)?;
    let (name, id) = (request_id_name(envelope), optional_text(Some(typed)));
    let record = ident::suffixed(&ident::camel(&envelope.name), "Members");
    let body = expr::uses(typed).members;
    let body = body.iter().any(|member| member.starts_with("body."));
    let body = body.then(|| quote!(let body = answer.fields::<#record>();));
    Some(quote! {
        /// What the vendor calls the request.
        pub(crate) fn #name(answer: &Answer<'_>) -> Option<String> {
            #body
            #id
        }
    })
}

fn envelope(lowered: &Lowered<'_>, envelope: &Envelope) -> TokenStream {
    let function = ident::snake(&envelope.name);
    let record = ident::suffixed(&ident::camel(&envelope.name), "Members");
    let expressions: Vec<&Typed> = envelope
        .conditional
        .iter()
        .chain(&envelope.otherwise)
        .flat_map(|f| [&f.when, &f.code, &f.message, &f.request_id])
        .flatten()
        .chain(&envelope.success)
        .collect();
    // A member that no expression reads needs no place.
    let read = |wire: &str| {
        expressions
            .iter()
            .any(|typed| expr::uses(typed).members.contains(&format!("body.{wire}")))
    };
    let fields: Vec<_> = envelope
        .fields
        .iter()
        .filter(|f| read(f.wire.as_str()))
        .collect();
    let record_item = (!fields.is_empty()).then(|| members(lowered, &record, &fields));
    let body = (!fields.is_empty()).then(|| quote!(let body = answer.fields::<#record>();));
    let conditional = envelope.conditional.iter().map(|failure| {
        let when = failure.when.as_ref().map(expr::rust);
        let verdict = verdict(failure);
        quote!(if #when { return #verdict; })
    });
    let then = envelope
        .then
        .map(|index| ident::snake(&lowered.api.envelopes[index].name));
    let success = envelope
        .success
        .as_ref()
        .map_or_else(|| quote!((200..300).contains(&answer.status())), expr::rust);
    let otherwise = match &envelope.otherwise {
        Some(failure) => verdict(failure),
        None => quote!(Verdict::unnamed()),
    };
    let rest = match then {
        Some(then) => quote!(self::#then(answer)),
        None => quote!(if #success { return Verdict::Success; } #otherwise),
    };
    let about = docs::attributes(&docs::paragraphs(
        &envelope.facts,
        "Tells success from failure.",
    ));
    quote! {
        #record_item
        #about
        pub(crate) fn #function(answer: &Answer<'_>) -> Verdict {
            #body
            #(#conditional)*
            #rest
        }
    }
}

/// The members of the body that an envelope reads.
fn members(lowered: &Lowered<'_>, record: &Ident, fields: &[&crate::model::Field]) -> TokenStream {
    let slots: Vec<_> = fields
        .iter()
        .map(|f| (ident::snake(&f.name), f.wire.as_str(), lowered.input(f)))
        .collect();
    let definitions = slots.iter().map(|(name, _, slot)| {
        let ty = &slot.ty;
        quote!(#name: #ty,)
    });
    let lines = slots.iter().map(|(name, wire, slot)| {
        let codec = slot.codec.as_ref().map(|codec| quote!(as #codec));
        quote!(#name: #wire #codec;)
    });
    quote! {
        /// The members that say how a request went; any of them may be absent.
        struct #record { #(#definitions)* }

        record! {
            #record as Object;
            #(#lines)*
        }
    }
}

fn verdict(failure: &Failure) -> TokenStream {
    let code = optional_text(failure.code.as_ref());
    let message = optional_text(failure.message.as_ref());
    let request_id = optional_text(failure.request_id.as_ref());
    quote!(Verdict::Failure { code: #code, message: #message, request_id: #request_id })
}

/// A text or whole number that may be absent, as an optional text.
fn optional_text(typed: Option<&Typed>) -> TokenStream {
    let Some(typed) = typed else {
        return quote!(None);
    };
    let tokens = expr::rust(typed);
    match &typed.ty.kind {
        Kind::Optional(inner) if **inner == Kind::Text => tokens,
        Kind::Optional(_) => quote!(#tokens.map(f::as_text)),
        Kind::Text => quote!(Some(#tokens)),
        _ => quote!(Some(f::as_text(#tokens))),
    }
}
