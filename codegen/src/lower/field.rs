//! How a field is held in a struct, and how it is read, written and set.

use proc_macro2::TokenStream;
use quote::quote;

use super::Lowered;
use super::ty::{Repr, Shape, repr, repr_inside};
use crate::model::{Clear, Field, Presence, Type, TypeId};

/// How a field is held.
#[derive(Clone, Debug)]
pub struct Slot {
    /// The type of the struct's field.
    pub ty: TokenStream,
    /// The codec of the whole, if it needs one.
    pub codec: Option<TokenStream>,
    /// The value before anything is read.
    pub blank: TokenStream,
    /// Whether a value must be given.
    pub required: bool,
    /// What callers give.
    pub source: Source,
}

/// What callers give for a field, and how it becomes the field's value.
#[derive(Clone, Debug)]
pub struct Source {
    /// The type of the parameter.
    pub ty: TokenStream,
    /// What turns the parameter into the value; `None` if it is the value.
    pub convert: Option<TokenStream>,
    /// What wraps the value for an optional field.
    pub wrap: Option<TokenStream>,
}

/// `holder` is the declared type that holds the field, if one does; `request` says whether callers make it.
pub(super) fn slot(
    lowered: &Lowered<'_>,
    field: &Field,
    request: bool,
    holder: Option<TypeId>,
) -> Slot {
    let inner = match holder {
        Some(holder) => repr_inside(lowered, holder, &field.ty),
        None => repr(lowered, &field.ty),
    };
    let (ty, codec) = (inner.ty.clone(), inner.codec.clone());
    let or_plain = inner.codec_or_plain();
    if field.presence == Presence::Required {
        return match field.nullable {
            true => Slot {
                ty: quote!(Option<#ty>),
                codec: Some(quote!(OrNull(#or_plain))),
                blank: quote!(None),
                required: true,
                source: Source {
                    ty: quote!(Option<#ty>),
                    convert: None,
                    wrap: None,
                },
            },
            false => Slot {
                ty,
                codec,
                blank: inner.blank.clone(),
                required: true,
                source: source(&inner, None),
            },
        };
    }
    let patch = |codec: Option<TokenStream>| Slot {
        ty: quote!(Patch<#ty>),
        codec,
        blank: quote!(Patch::Keep),
        required: false,
        source: Source {
            ty: quote!(impl Into<Patch<#ty>>),
            convert: Some(quote!(.into())),
            wrap: None,
        },
    };
    let nullable = || Slot {
        ty: quote!(Nullable<#ty>),
        codec: codec.as_ref().map(|codec| quote!(NullableOf(#codec))),
        blank: quote!(Nullable::Absent),
        required: false,
        source: Source {
            ty: quote!(impl Into<Nullable<#ty>>),
            convert: Some(quote!(.into())),
            wrap: None,
        },
    };
    match (field.clear, field.nullable) {
        (Clear::Empty, _) if request => patch(Some(quote!(PatchOrEmpty(#or_plain)))),
        (Clear::Null, _) | (_, true) if request && field.ty != Type::Any => {
            patch(codec.as_ref().map(|codec| quote!(PatchOf(#codec))))
        }
        (_, true) => nullable(),
        _ => Slot {
            ty: quote!(Option<#ty>),
            codec: codec.as_ref().map(|codec| quote!(Maybe(#codec))),
            blank: quote!(None),
            required: false,
            source: source(&inner, Some(quote!(Some))),
        },
    }
}

/// What callers give for a value of a type.
pub fn source(inner: &Repr, wrap: Option<TokenStream>) -> Source {
    let ty = &inner.ty;
    match &inner.shape {
        Shape::Plain => Source {
            ty: quote!(#ty),
            convert: None,
            wrap,
        },
        Shape::Into => Source {
            ty: quote!(impl Into<#ty>),
            convert: Some(quote!(.into())),
            wrap,
        },
        Shape::Items(item) => {
            let item_ty = &item.ty;
            match item.shape {
                Shape::Into => Source {
                    ty: quote!(impl IntoIterator<Item = impl Into<#item_ty>>),
                    convert: Some(quote!(.into_iter().map(Into::into).collect())),
                    wrap,
                },
                _ => Source {
                    ty: quote!(impl IntoIterator<Item = #item_ty>),
                    convert: Some(quote!(.into_iter().collect())),
                    wrap,
                },
            }
        }
    }
}
