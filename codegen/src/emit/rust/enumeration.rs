//! An enum of codes.

use proc_macro2::{Ident, Literal as Token, TokenStream};
use quote::quote;

use super::docs;
use crate::ident;
use crate::model::{CodeKind, Declaration, Enum, EnumVariant, Literal};

pub(super) fn enumeration(declaration: &Declaration, codes: &Enum) -> TokenStream {
    let name = ident::declared(&declaration.name);
    let text = name.to_string();
    let about = docs::attributes(&docs::paragraphs(
        &declaration.facts,
        &format!("The type `{}` of the spec.", declaration.name.camel()),
    ));
    let names: Vec<Ident> = codes
        .variants
        .iter()
        .map(|v| ident::camel(&v.name))
        .collect();
    let variants = codes.variants.iter().zip(&names).map(|(variant, name)| {
        let about = docs::attributes(&variant_docs(variant));
        quote!(#about #name,)
    });
    let other = codes.open.then(|| other_name(&names));
    let other_variant = other.as_ref().map(|other| {
        quote! {
            /// A code that the spec does not name, as it came.
            #other(Code),
        }
    });
    let copy = (!codes.open).then(|| quote!(Copy,));
    let non_exhaustive = codes.open.then(|| quote!(#[non_exhaustive]));
    let first = &names[0];
    let scrutinee = match codes.codes {
        CodeKind::Int => quote!(code.int()?),
        CodeKind::Text => quote!(&*code.text()),
    };
    let from = codes.variants.iter().zip(&names).map(|(variant, name)| {
        let code = code_tokens(&variant.code);
        quote!(#code => Self::#name,)
    });
    let to = codes.variants.iter().zip(&names).map(|(variant, name)| {
        let code = code_tokens(&variant.code);
        match variant.code {
            Literal::Int(_) => quote!(Self::#name => CodeRef::Int(#code),),
            Literal::Text(_) => quote!(Self::#name => CodeRef::Text(#code),),
        }
    });
    let to_other = other
        .as_ref()
        .map(|other| quote!(Self::#other(code) => code.as_ref(),));
    let other_fn = other.as_ref().map(|other| {
        quote! {
            fn other(code: Code) -> Option<Self> { Some(Self::#other(code)) }
        }
    });
    quote! {
        #about
        #[derive(Clone, #copy Debug, PartialEq)]
        #non_exhaustive
        pub enum #name { #(#variants)* #other_variant }

        impl CodeEnum for #name {
            const NAME: &'static str = #text;
            const BLANK: Self = Self::#first;
            fn from_code(code: CodeRef<'_>) -> Option<Self> {
                Some(match #scrutinee { #(#from)* _ => return None, })
            }
            #other_fn
            fn code(&self) -> CodeRef<'_> { match self { #(#to)* #to_other } }
        }

        wire_enum!(#name);
        impl_serde!(#name);
    }
}

/// The variant for codes that the spec does not name.
pub(super) fn other_name(names: &[Ident]) -> Ident {
    let taken = |word: &str| names.iter().any(|name| name == word);
    ident::word(match (taken("Other"), taken("Unlisted")) {
        (false, _) => "Other",
        (true, false) => "Unlisted",
        (true, true) => "NotInSpec",
    })
}

fn variant_docs(variant: &EnumVariant) -> Vec<String> {
    let code = docs::plain(&variant.code.to_string());
    let mut paragraphs = docs::both(&variant.label);
    match variant.facts.doc.is_empty() {
        true => {}
        false => paragraphs = docs::paragraphs(&variant.facts, ""),
    }
    if paragraphs.is_empty() {
        paragraphs.push(variant.name.spaced());
    }
    paragraphs.push(format!("On the wire: `{code}`."));
    paragraphs
}

fn code_tokens(code: &Literal) -> TokenStream {
    match code {
        Literal::Int(code) => {
            let code = Token::i64_unsuffixed(*code);
            quote!(#code)
        }
        Literal::Text(code) => quote!(#code),
    }
}
