//! An enum of codes.

use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::ext::IdentExt;
use syn::{DataEnum, DeriveInput};

use super::case::Case;
use super::code::Code;
use super::keys::Keys;
use super::place::Place;
use super::problems::Problems;
use super::variant::{self, Other, Role, Variant};

/// The `CodeEnum` of an enum.
pub(super) fn expand(item: &DeriveInput, data: &DataEnum, problems: &mut Problems) -> TokenStream {
    let keys = Keys::read(&item.attrs, Place::Codes, problems);
    let case = Case::read(&keys, problems);
    let mut variants = Vec::new();
    let mut other = None;
    let mut others = 0;
    for variant in &data.variants {
        match variant::read(variant, case, problems) {
            Some(Role::Code(variant)) => variants.push(variant),
            Some(Role::Other(variant)) => {
                others += 1;
                keep(&mut other, variant, problems);
            }
            None => {}
        }
    }
    let integers = check_kinds(&variants, problems);
    check_codes(&variants, problems);
    if let Some(rename) = keys.get("rename_all").filter(|_| integers) {
        let what = "`rename_all` says nothing about codes that are integers";
        problems.add(rename, what, "take it away");
    }
    // A variant with a mistake in its code counts: it is meant to have one.
    if data.variants.len() == others {
        problems.add(
            &item.ident,
            format_args!("`{}` has no variant with a code", item.ident),
            "write the codes that are known, such as `#[wire(code = 1)] Open`",
        );
    }
    implementation(item, &variants, other.as_ref(), integers)
}

/// Notes the variant that keeps unknown codes.
fn keep(other: &mut Option<Other>, variant: Other, problems: &mut Problems) {
    if let Some(first) = other {
        let what = format!("`{}` keeps the unknown codes already", first.0);
        problems.add(&variant.0, what, "take one of the two variants away");
    } else {
        *other = Some(variant);
    }
}

/// Checks that all codes are integers or all are texts; whether they are integers.
fn check_kinds(variants: &[Variant], problems: &mut Problems) -> bool {
    let Some(first) = variants.iter().find(|variant| variant.written.is_some()) else {
        return false;
    };
    let integers = first.code.is_integer();
    let others = variants
        .iter()
        .filter(|variant| variant.code.is_integer() != integers);
    for variant in others {
        let kind = |integer| if integer { "an integer" } else { "a text" };
        let (one, other) = (kind(!integers), kind(integers));
        match &variant.written {
            Some(code) => problems.add(
                code,
                format_args!(
                    "this code is {one}, and that of `{}` is {other}",
                    first.name
                ),
                "the codes of an enum are all integers or all texts",
            ),
            None => problems.add(
                &variant.name,
                format_args!(
                    "`{}` has no code, and that of `{}` is {other}",
                    variant.name, first.name
                ),
                "write `#[wire(code = …)]` on the variant; only among texts is its name the code",
            ),
        }
    }
    integers
}

/// Checks that no code stands twice.
fn check_codes(variants: &[Variant], problems: &mut Problems) {
    for (index, variant) in variants.iter().enumerate() {
        let first = variants.iter().take(index).find(|v| v.code == variant.code);
        let Some(first) = first else { continue };
        let what = format!("{} is already the code of `{}`", variant.code, first.name);
        let help = "give each variant a code of its own";
        match &variant.written {
            Some(code) => problems.add(code, what, help),
            None => problems.add(&variant.name, what, help),
        }
    }
}

fn implementation(
    item: &DeriveInput,
    variants: &[Variant],
    other: Option<&Other>,
    integers: bool,
) -> TokenStream {
    let Some(Variant { name: blank, .. }) = variants.first() else {
        return TokenStream::new();
    };
    let name = &item.ident;
    let text = name.unraw().to_string();
    let names: Vec<_> = variants.iter().map(|variant| &variant.name).collect();
    let codes: Vec<_> = variants
        .iter()
        .map(|variant| literal(&variant.code))
        .collect();
    let (scrutinee, kind) = match integers {
        true => (quote!(code.int()?), quote!(Int)),
        false => (quote!(&*code.text()), quote!(Text)),
    };
    let other_code = other.map(|Other(other)| quote!(Self::#other(code) => code.as_ref(),));
    let other = other.map(|Other(other)| {
        quote! {
            fn other(code: ::apiloom::Code) -> ::core::option::Option<Self> {
                ::core::option::Option::Some(Self::#other(code))
            }
        }
    });
    quote! {
        #[automatically_derived]
        impl ::apiloom::CodeEnum for #name {
            const NAME: &'static str = #text;
            const BLANK: Self = Self::#blank;

            fn from_code(code: ::apiloom::CodeRef<'_>) -> ::core::option::Option<Self> {
                ::core::option::Option::Some(match #scrutinee {
                    #(#codes => Self::#names,)*
                    _ => return ::core::option::Option::None,
                })
            }

            #other

            fn code(&self) -> ::apiloom::CodeRef<'_> {
                match self {
                    #(Self::#names => ::apiloom::CodeRef::#kind(#codes),)*
                    #other_code
                }
            }
        }

        ::apiloom::wire_enum!(#name);
        ::apiloom::impl_serde!(#name);
    }
}

fn literal(code: &Code) -> TokenStream {
    match code {
        Code::Int(code) => {
            let code = Literal::i64_unsuffixed(*code);
            quote!(#code)
        }
        Code::Text(code) => quote!(#code),
    }
}
