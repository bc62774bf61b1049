//! A union: one of several types, told apart by a tag or by shape.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::docs;
use super::enumeration::other_name;
use crate::ident;
use crate::lower::{Lowered, Repr, repr_inside};
use crate::model::{Declaration, TypeId, Union, UnionForm, UnionVariant};

/// A variant with what is decided of it.
struct Arm<'a> {
    variant: &'a UnionVariant,
    name: Ident,
    repr: Repr,
}

pub(super) fn union(
    lowered: &Lowered<'_>,
    id: TypeId,
    declaration: &Declaration,
    union: &Union,
) -> TokenStream {
    let name = ident::declared(&declaration.name);
    let about = docs::attributes(&docs::paragraphs(
        &declaration.facts,
        &format!("The type `{}` of the spec.", declaration.name.camel()),
    ));
    let arms: Vec<Arm<'_>> = union
        .variants
        .iter()
        .map(|variant| Arm {
            variant,
            name: ident::camel(&variant.name),
            repr: repr_inside(lowered, id, &variant.ty),
        })
        .collect();
    let names: Vec<Ident> = arms.iter().map(|arm| arm.name.clone()).collect();
    let other = other_name(&names);
    let variants = arms.iter().map(|arm| {
        let otherwise = format!("`{}`.", docs::plain(arm.variant.tag.as_str()));
        let about = docs::attributes(&docs::paragraphs(&arm.variant.facts, &otherwise));
        let (name, ty) = (&arm.name, &arm.repr.ty);
        quote!(#about #name(#ty),)
    });
    let other_ty = match union.form {
        UnionForm::Adjacent { .. } | UnionForm::TagNames { .. } => quote!(OtherVariant),
        UnionForm::Inline { .. } | UnionForm::ByVariant | UnionForm::Untagged => quote!(Json),
    };
    let other_variant = union.open.then(|| {
        quote! {
            /// What the spec does not name, as it came.
            #other(#other_ty),
        }
    });
    let non_exhaustive = union.open.then(|| quote!(#[non_exhaustive]));
    let (first, blank) = (&arms[union.blank].name, &arms[union.blank].repr.blank);
    let checks = super::validate::union(lowered, id, &name, union, &other);
    let text = name.to_string();
    let read = read(&text, union, &arms, &other);
    let write = write(union, &arms, &other);
    quote! {
        #about
        #[derive(Clone, Debug, PartialEq)]
        #non_exhaustive
        pub enum #name { #(#variants)* #other_variant }

        impl Wire for #name {
            fn blank() -> Self { Self::#first(#blank) }
            fn read(d: &mut Decoder<'_>) -> Result<Self, DecodeError> { #read }
            fn write(&self, e: &mut Encoder) { match self { #write } }
        }

        impl_serde!(#name);

        #checks
    }
}

fn read(text: &str, union: &Union, arms: &[Arm<'_>], other: &Ident) -> TokenStream {
    match &union.form {
        UnionForm::Adjacent { tag, content } => {
            let (tag, content) = (tag.as_str(), content.as_str());
            let cases = arms.iter().map(|arm| {
                let (name, wire) = (&arm.name, arm.variant.tag.as_str());
                if arm.variant.warns && union.open {
                    let codec = arm.repr.codec_or_plain();
                    return quote! {
                        Some(#wire) => match d.attempt_content_as(#content, #codec)? {
                            Some(value) => Ok(Self::#name(value)),
                            None => Ok(Self::#other(d.other(#tag, #content)?)),
                        },
                    };
                }
                match &arm.repr.codec {
                    Some(codec) => {
                        quote!(Some(#wire) => Ok(Self::#name(d.content_as(#content, #codec)?)),)
                    }
                    None => quote!(Some(#wire) => Ok(Self::#name(d.content(#content)?)),),
                }
            });
            let rest = match union.open {
                true => quote!(_ => Ok(Self::#other(d.other(#tag, #content)?)),),
                false => closed(text),
            };
            quote!(match d.switch(#tag, #content)?.as_deref() { #(#cases)* #rest })
        }
        UnionForm::TagNames { tag } => {
            let tag = tag.as_str();
            let tags = arms.iter().map(|arm| arm.variant.tag.as_str());
            let names = quote!(&[#(#tags),*]);
            let cases = arms.iter().map(|arm| {
                let (name, wire) = (&arm.name, arm.variant.tag.as_str());
                if arm.variant.warns && union.open {
                    let codec = arm.repr.codec_or_plain();
                    return quote! {
                        Some(#wire) => match d.attempt_content_as(#wire, #codec)? {
                            Some(value) => Ok(Self::#name(value)),
                            None => Ok(Self::#other(d.other_by_variant(#tag, #names)?)),
                        },
                    };
                }
                let content = match &arm.repr.codec {
                    Some(codec) => quote!(d.content_as(#wire, #codec)?),
                    None => quote!(d.content(#wire)?),
                };
                quote!(Some(#wire) => Ok(Self::#name(#content)),)
            });
            let rest = match union.open {
                true => quote!(_ => Ok(Self::#other(d.other_by_variant(#tag, #names)?)),),
                false => closed(text),
            };
            quote!(match d.switch_by_variant(#tag, #names)?.as_deref() { #(#cases)* #rest })
        }
        UnionForm::Inline { tag } => {
            let tag = tag.as_str();
            let cases = arms.iter().map(|arm| {
                let (name, wire) = (&arm.name, arm.variant.tag.as_str());
                quote!(Some(#wire) => Ok(Self::#name(d.inline(#tag)?)),)
            });
            let rest = match union.open {
                true => quote!(_ => Ok(Self::#other(d.other_inline(#tag)?)),),
                false => closed(text),
            };
            quote!(match d.tag(#tag)?.as_deref() { #(#cases)* #rest })
        }
        UnionForm::ByVariant => {
            let tags = arms.iter().map(|arm| arm.variant.tag.as_str());
            let cases = arms.iter().enumerate().map(|(index, arm)| {
                let index = proc_macro2::Literal::usize_unsuffixed(index);
                let (name, wire) = (&arm.name, arm.variant.tag.as_str());
                match &arm.repr.codec {
                    Some(codec) => {
                        quote!(Some(#index) => Ok(Self::#name(d.content_as(#wire, #codec)?)),)
                    }
                    None => quote!(Some(#index) => Ok(Self::#name(d.content(#wire)?)),),
                }
            });
            let rest = match union.open {
                true => quote!(_ => Ok(Self::#other(d.read()?)),),
                false => quote!(_ => Err(d.no_variant(#text, None)),),
            };
            quote!(match d.variant(&[#(#tags),*])? { #(#cases)* #rest })
        }
        UnionForm::Untagged => {
            let attempts = arms.iter().map(|arm| {
                let name = &arm.name;
                match &arm.repr.codec {
                    Some(codec) => quote!(if let Some(value) = d.attempt_as(#codec)? { return Ok(Self::#name(value)); }),
                    None => quote!(if let Some(value) = d.attempt()? { return Ok(Self::#name(value)); }),
                }
            });
            let rest = match union.open {
                true => quote!(Ok(Self::#other(d.other_untagged()?))),
                false => quote!(Err(d.no_variant(#text, None))),
            };
            quote!(#(#attempts)* #rest)
        }
    }
}

fn closed(text: &str) -> TokenStream {
    quote! {
        tag => {
            let tag = tag.map(str::to_owned);
            Err(d.no_variant(#text, tag.as_deref()))
        }
    }
}

fn write(union: &Union, arms: &[Arm<'_>], other: &Ident) -> TokenStream {
    let cases = arms.iter().map(|arm| {
        let (name, wire) = (&arm.name, arm.variant.tag.as_str());
        let write = match (&union.form, &arm.repr.codec) {
            (UnionForm::Adjacent { tag, content }, codec) => {
                let (tag, content) = (tag.as_str(), content.as_str());
                match codec {
                    Some(codec) => quote!(e.adjacent_as(#tag, #wire, #content, #codec, value)),
                    None => quote!(e.adjacent(#tag, #wire, #content, value)),
                }
            }
            (UnionForm::TagNames { tag }, codec) => {
                let tag = tag.as_str();
                match codec {
                    Some(codec) => quote!(e.adjacent_as(#tag, #wire, #wire, #codec, value)),
                    None => quote!(e.adjacent(#tag, #wire, #wire, value)),
                }
            }
            (UnionForm::Inline { tag }, _) => {
                let tag = tag.as_str();
                quote!(e.inline(#tag, #wire, value))
            }
            (UnionForm::ByVariant, Some(codec)) => quote!(e.by_variant_as(#wire, #codec, value)),
            (UnionForm::ByVariant, None) => quote!(e.by_variant(#wire, value)),
            (UnionForm::Untagged, Some(codec)) => quote!(Codec::write(#codec, value, e)),
            (UnionForm::Untagged, None) => quote!(value.write(e)),
        };
        quote!(Self::#name(value) => #write,)
    });
    let rest = union.open.then(|| match &union.form {
        UnionForm::Adjacent { tag, content } => {
            let (tag, content) = (tag.as_str(), content.as_str());
            quote!(Self::#other(other) => e.other(#tag, #content, other),)
        }
        UnionForm::TagNames { tag } => {
            let tag = tag.as_str();
            quote!(Self::#other(other) => e.other_by_variant(#tag, other),)
        }
        UnionForm::Inline { .. } | UnionForm::ByVariant | UnionForm::Untagged => {
            quote!(Self::#other(json) => json.write(e),)
        }
    });
    quote!(#(#cases)* #rest)
}
