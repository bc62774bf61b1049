//! One variant of an enum of codes.

use proc_macro2::TokenStream;
use quote::quote;
use syn::ext::IdentExt;
use syn::{Expr, Fields, Ident};

use super::case::Case;
use super::code::Code;
use super::keys::Keys;
use super::place::Place;
use super::problems::Problems;
use super::shape::last_segment;

/// What a variant is on the wire.
pub(super) enum Role {
    /// A code.
    Code(Variant),
    /// Where unknown codes are kept.
    Other(Other),
}

/// A variant with a code.
pub(super) struct Variant {
    pub(super) name: Ident,
    pub(super) code: Code,
    /// The code as it is written; without it, the code is the variant's name.
    pub(super) written: Option<Expr>,
}

/// The variant that keeps unknown codes.
pub(super) struct Other(pub(super) Ident);

/// Reads a variant and its keys.
pub(super) fn read(variant: &syn::Variant, case: Case, problems: &mut Problems) -> Option<Role> {
    let keys = Keys::read(&variant.attrs, Place::Variant, problems);
    for field in &variant.fields {
        Keys::read(&field.attrs, Place::Payload, problems);
    }
    if let Some(other) = keys.flag("other", problems) {
        if keys.get("code").is_some() {
            let what = "the variant for unknown codes has no code of its own";
            problems.add(other, what, "keep `other` or `code`");
        }
        check_payload(variant, problems);
        return Some(Role::Other(Other(variant.ident.clone())));
    }
    check_unit(variant, problems);
    coded(variant, &keys, case, problems).map(Role::Code)
}

fn coded(
    variant: &syn::Variant,
    keys: &Keys,
    case: Case,
    problems: &mut Problems,
) -> Option<Variant> {
    let name = variant.ident.clone();
    if keys.get("code").is_some() {
        let written = keys.value("code", problems)?.clone();
        let code = Code::read(&written, problems)?;
        let written = Some(written);
        return Some(Variant {
            name,
            code,
            written,
        });
    }
    if let Some((_, number)) = &variant.discriminant {
        problems.add(
            number,
            "a number of Rust is not the code on the wire",
            format_args!("write `#[wire(code = …)]` on `{name}`"),
        );
        return None;
    }
    let code = Code::Text(case.apply(&name.unraw().to_string()));
    let written = None;
    Some(Variant {
        name,
        code,
        written,
    })
}

fn check_payload(variant: &syn::Variant, problems: &mut Problems) {
    let fits = match &variant.fields {
        Fields::Unnamed(fields) => {
            let mut types = fields.unnamed.iter().map(|field| last_segment(&field.ty));
            fields.unnamed.len() == 1 && types.all(|last| last.as_deref() == Some("Code"))
        }
        _ => false,
    };
    if !fits {
        problems.add(
            variant_shape(variant),
            "the variant for unknown codes holds an `apiloom::Code`",
            format_args!("write `#[wire(other)] {}(apiloom::Code)`", variant.ident),
        );
    }
}

fn check_unit(variant: &syn::Variant, problems: &mut Problems) {
    if matches!(variant.fields, Fields::Unit) {
        return;
    }
    problems.add(
        variant_shape(variant),
        format_args!(
            "`{}` holds something, and `Wire` is derived for enums of codes alone",
            variant.ident
        ),
        "the variant that keeps unknown codes is `#[wire(other)] Other(apiloom::Code)`; an enum of \
         several types is a `union` of the spec, or implements `apiloom::Wire` by hand",
    );
}

/// The variant's name and what it holds, without its attributes.
pub(super) fn variant_shape(variant: &syn::Variant) -> TokenStream {
    let (name, fields) = (&variant.ident, &variant.fields);
    quote!(#name #fields)
}
