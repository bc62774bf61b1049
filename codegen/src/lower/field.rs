//! How a field is held in a struct, and how it is read, written and set.

use proc_macro2::TokenStream;
use quote::quote;

use super::Lowered;
use super::ty::{Repr, Shape, repr, repr_inside};
use crate::ident;
use crate::model::{Clear, Declaration, Field, LeftOut, Presence, Record, Type, TypeId};

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

/// How a field is held: what its absence and null mean, and how they are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// It is always there.
    Bare,
    /// It is always there, and may be null.
    OrNull,
    /// Likewise, and an empty text counts as null.
    NullOrEmpty,
    /// Callers decide on it; left out, it is erased.
    Whole,
    /// Callers decide on it; left out, nobody knows or it depends.
    Replacement,
    /// It may be left out, or be cleared by null.
    ClearedByNull,
    /// It may be left out, or be cleared by an empty text.
    ClearedByEmpty,
    /// It may be left out, and null is something else.
    Nullable,
    /// It may be left out, and null is the same.
    MaybeNull,
    /// It may be left out.
    Maybe,
}

/// The name of the field that holds the members that the spec does not name, if the record keeps them.
pub fn extra(declaration: &Declaration, record: &Record) -> Option<&'static str> {
    let kept = declaration.usage.response || record.open;
    let names = ["extra", "extra_members", "members_not_in_spec"];
    let free = |name: &&str| !record.fields.iter().any(|f| f.name.snake() == *name);
    let name = names
        .into_iter()
        .find(free)
        .unwrap_or("members_beyond_the_spec");
    kept.then_some(name)
}

/// How a field is held; `request` says whether callers make what holds it.
pub fn held(field: &Field, request: bool) -> Held {
    if field.presence == Presence::Required {
        return match (field.nullable, field.clear) {
            (false, _) => Held::Bare,
            (true, Clear::Empty) => Held::NullOrEmpty,
            (true, _) => Held::OrNull,
        };
    }
    if request && field.decided {
        return match field.left_out {
            LeftOut::Erased => Held::Whole,
            _ => Held::Replacement,
        };
    }
    if request && field.is_clearable() {
        return match field.clear {
            Clear::Empty => Held::ClearedByEmpty,
            _ => Held::ClearedByNull,
        };
    }
    match (field.nullable, request && field.clear == Clear::Never) {
        (true, false) => Held::Nullable,
        // What may be null and is never cleared: callers leave it out, answers may say so.
        (true, true) => Held::MaybeNull,
        (false, _) => Held::Maybe,
    }
}

/// Whether a value of a type may be null by itself, so that it would clear by chance.
pub fn is_null_by_itself(ty: &Type) -> bool {
    matches!(
        ty,
        Type::Any | Type::Named(_) | Type::Nullable(_) | Type::Sentinel(..)
    )
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
    let (ty, or_plain) = (inner.ty.clone(), inner.codec_or_plain());
    match held(field, request) {
        Held::Bare => Slot {
            ty,
            codec: inner.codec.clone(),
            blank: inner.blank.clone(),
            holder: Holder::Bare,
            required: true,
            present: true,
            source: source(&inner, None),
        },
        Held::OrNull => or_null(&ty, quote!(OrNull(#or_plain))),
        Held::NullOrEmpty => or_null(&ty, quote!(NullOrEmpty(#or_plain))),
        Held::Whole => decided(&inner, quote!(Whole), quote!(Erase), Holder::Whole),
        Held::Replacement => decided(
            &inner,
            quote!(Replacement),
            quote!(LeaveOut),
            Holder::Replacement,
        ),
        Held::ClearedByNull | Held::ClearedByEmpty => patch(field, &inner),
        Held::Nullable => nullable(&inner),
        Held::MaybeNull => maybe(&inner, Some(quote!(MaybeNull(#or_plain)))),
        Held::Maybe => maybe(
            &inner,
            inner.codec.as_ref().map(|codec| quote!(Maybe(#codec))),
        ),
    }
}

/// What is always there and may be null.
fn or_null(ty: &TokenStream, codec: TokenStream) -> Slot {
    Slot {
        ty: quote!(Option<#ty>),
        codec: Some(codec),
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
    }
}

/// What may be left out.
fn maybe(inner: &Repr, codec: Option<TokenStream>) -> Slot {
    let ty = &inner.ty;
    Slot {
        ty: quote!(Option<#ty>),
        codec,
        blank: quote!(None),
        holder: Holder::Option,
        required: false,
        present: false,
        source: source(inner, Some(quote!(Some))),
    }
}

/// What a caller has to decide on: it is sent, or left out with what that does.
fn decided(inner: &Repr, name: TokenStream, left_out: TokenStream, holder: Holder) -> Slot {
    let ty = &inner.ty;
    let held = quote!(#name<#ty>);
    Slot {
        ty: held.clone(),
        codec: inner.codec.as_ref().map(|codec| quote!(Decided(#codec))),
        blank: quote!(#name::#left_out),
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
    let open = is_null_by_itself(&field.ty);
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
