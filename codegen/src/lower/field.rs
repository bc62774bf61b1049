//! How a field is held in a struct, and how it is read, written and set.

use proc_macro2::TokenStream;
use quote::quote;

use super::Lowered;
use super::ty::{Repr, Shape, repr, repr_inside};
use crate::ident;
use crate::model::{Clear, Field, LeftOut, Presence, Type, TypeId};

/// How a field is held.
#[derive(Clone, Debug)]
pub struct Slot {
    /// The type of the struct's field.
    pub ty: TokenStream,
    /// The codec of the whole, if it needs one.
    pub codec: Option<TokenStream>,
    /// The value before anything is read.
    pub blank: TokenStream,
    /// What the value is held in.
    pub holder: Holder,
    /// Whether callers must say something.
    pub required: bool,
    /// Whether it must be there where it is read.
    pub present: bool,
    /// What callers give.
    pub source: Source,
}

/// What a value is held in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holder {
    /// Nothing else: it is always there.
    Bare,
    /// `Option`.
    Option,
    /// `Nullable`.
    Nullable,
    /// `Patch`.
    Patch,
    /// `Replacement`.
    Replacement,
    /// `Whole`.
    Whole,
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
    /// What turns the parameter into the items of a list, if it is one.
    pub items: Option<TokenStream>,
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
                codec: Some(match field.clear {
                    Clear::Empty => quote!(NullOrEmpty(#or_plain)),
                    _ => quote!(OrNull(#or_plain)),
                }),
                blank: quote!(None),
                holder: Holder::Option,
                required: true,
                present: true,
                source: Source {
                    ty: quote!(Option<#ty>),
                    convert: None,
                    wrap: None,
                    items: None,
                },
            },
            false => Slot {
                ty,
                codec,
                blank: inner.blank.clone(),
                holder: Holder::Bare,
                required: true,
                present: true,
                source: source(&inner, None),
            },
        };
    }
    if request && field.decided {
        return decided(field, &inner);
    }
    if request && field.is_clearable() {
        return patch(field, &inner);
    }
    if field.nullable && !(request && field.clear == Clear::Never) {
        return nullable(&inner);
    }
    let codec = match field.nullable {
        // What may be null and is never cleared: callers leave it out, answers may say so.
        true => Some(quote!(MaybeNull(#or_plain))),
        false => codec.as_ref().map(|codec| quote!(Maybe(#codec))),
    };
    Slot {
        ty: quote!(Option<#ty>),
        codec,
        blank: quote!(None),
        holder: Holder::Option,
        required: false,
        present: false,
        source: source(&inner, Some(quote!(Some))),
    }
}

/// What a caller has to decide on: it is sent, or left out with what that does.
fn decided(field: &Field, inner: &Repr) -> Slot {
    let ty = &inner.ty;
    let (held, left_out, holder) = match field.left_out {
        LeftOut::Erased => (quote!(Whole<#ty>), quote!(Whole::Erase), Holder::Whole),
        _ => (
            quote!(Replacement<#ty>),
            quote!(Replacement::LeaveOut),
            Holder::Replacement,
        ),
    };
    Slot {
        ty: held.clone(),
        codec: inner.codec.as_ref().map(|codec| quote!(Decided(#codec))),
        blank: left_out,
        holder,
        required: true,
        present: false,
        source: Source {
            ty: held,
            convert: None,
            wrap: None,
            items: None,
        },
    }
}

/// What is kept, cleared or set.
fn patch(field: &Field, inner: &Repr) -> Slot {
    let (ty, or_plain) = (&inner.ty, inner.codec_or_plain());
    let method = ident::clear(&field.name).to_string();
    // What may be null by itself would clear by chance.
    let open = matches!(
        field.ty,
        Type::Any | Type::Named(_) | Type::Nullable(_) | Type::Sentinel(..)
    );
    let codec = match field.clear {
        Clear::Empty => Some(quote!(ClearedByEmpty(#or_plain, #method))),
        _ if open => Some(quote!(ClearedByNull(#or_plain, #method))),
        _ => inner.codec.as_ref().map(|codec| quote!(PatchOf(#codec))),
    };
    Slot {
        ty: quote!(Patch<#ty>),
        codec,
        blank: quote!(Patch::Keep),
        holder: Holder::Patch,
        required: false,
        present: false,
        source: source(inner, Some(quote!(Patch::Set))),
    }
}

fn nullable(inner: &Repr) -> Slot {
    let ty = &inner.ty;
    let codec = inner.codec.as_ref();
    Slot {
        ty: quote!(Nullable<#ty>),
        codec: codec.map(|codec| quote!(NullableOf(#codec))),
        blank: quote!(Nullable::Absent),
        holder: Holder::Nullable,
        required: false,
        present: false,
        source: Source {
            ty: quote!(impl Into<Nullable<#ty>>),
            convert: Some(quote!(.into())),
            wrap: None,
            items: None,
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
            items: None,
        },
        Shape::Into => Source {
            ty: quote!(impl Into<#ty>),
            convert: Some(quote!(.into())),
            wrap,
            items: None,
        },
        Shape::Items(item) => {
            let item_ty = &item.ty;
            match item.shape {
                Shape::Into => Source {
                    ty: quote!(impl IntoIterator<Item = impl Into<#item_ty>>),
                    convert: Some(quote!(.into_iter().map(Into::into).collect())),
                    wrap,
                    items: Some(quote!(.into_iter().map(Into::into))),
                },
                _ => Source {
                    ty: quote!(impl IntoIterator<Item = #item_ty>),
                    convert: Some(quote!(.into_iter().collect())),
                    wrap,
                    items: Some(quote!()),
                },
            }
        }
    }
}
