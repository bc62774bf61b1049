//! Owning and borrowing what was printed.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Printed, branch, print};
use crate::expr::scope::Held;
use crate::expr::typed::{Node, Typed};
use crate::expr::types::Kind;

/// The value, owned.
pub(super) fn own(typed: &Typed) -> TokenStream {
    match &typed.node {
        // Every arm is owned by itself.
        Node::If { condition, yes, no } => {
            branch::if_else(&typed.ty.kind, Held::Owned, condition, yes, no).tokens
        }
        Node::Choose { subject, arms } => {
            branch::choose(&typed.ty.kind, Held::Owned, subject, arms).tokens
        }
        _ => own_printed(&typed.ty.kind, print(typed)),
    }
}

/// The value, owned, as `kind`, which may be the optional form of the value's own.
pub(super) fn own_as(typed: &Typed, kind: &Kind) -> TokenStream {
    let owned = own(typed);
    let lift = kind.is_optional() && !typed.ty.kind.is_optional() && typed.ty.kind != Kind::Null;
    if lift { quote!(Some(#owned)) } else { owned }
}

pub(super) fn own_printed(kind: &Kind, printed: Printed) -> TokenStream {
    if kind.is_copy() || printed.held == Held::Owned {
        return printed.tokens;
    }
    let place = printed.held == Held::Place;
    let value = printed.receiver();
    match kind {
        _ if place => quote!(#value.clone()),
        Kind::Text => quote!(#value.to_owned()),
        Kind::Bytes | Kind::List(_) | Kind::Pairs => quote!(#value.to_vec()),
        Kind::Optional(inner) => match inner.as_ref() {
            Kind::Text => quote!(#value.map(str::to_owned)),
            Kind::Bytes | Kind::List(_) | Kind::Pairs => quote!(#value.map(<[_]>::to_vec)),
            _ => quote!(#value.cloned()),
        },
        _ => quote!(#value.clone()),
    }
}

/// The value to be read, where Rust coerces: `&settings.email` passes for `&str`.
pub(super) fn borrow(typed: &Typed) -> TokenStream {
    borrow_printed(&typed.ty.kind, print(typed))
}

pub(super) fn borrow_printed(kind: &Kind, printed: Printed) -> TokenStream {
    if kind.is_copy() || printed.held == Held::Ref {
        return printed.tokens;
    }
    if kind.is_optional() {
        return borrow_optional(kind, printed);
    }
    let value = printed.tokens;
    quote!(&#value)
}

/// The value to be read, of exactly the borrowed type: `settings.email.as_str()`.
pub(super) fn exact(typed: &Typed) -> TokenStream {
    exact_printed(&typed.ty.kind, print(typed))
}

pub(super) fn exact_printed(kind: &Kind, printed: Printed) -> TokenStream {
    if kind.is_copy() || printed.held == Held::Ref {
        return printed.tokens;
    }
    match kind {
        Kind::Optional(_) => borrow_optional(kind, printed),
        Kind::Text => {
            let value = printed.receiver();
            quote!(#value.as_str())
        }
        Kind::Bytes | Kind::List(_) | Kind::Pairs => {
            let value = printed.receiver();
            quote!(#value.as_slice())
        }
        _ => {
            let value = printed.tokens;
            quote!(&#value)
        }
    }
}

fn borrow_optional(kind: &Kind, printed: Printed) -> TokenStream {
    let value = printed.receiver();
    match kind.plain() {
        Kind::Text | Kind::Bytes | Kind::List(_) | Kind::Pairs => quote!(#value.as_deref()),
        _ => quote!(#value.as_ref()),
    }
}

/// The value as an `Option` of its borrowed type, whether it may be absent or not.
pub(super) fn exact_option(typed: &Typed) -> TokenStream {
    let typed = widest(typed);
    let value = exact(typed);
    if typed.ty.kind.is_optional() {
        value
    } else {
        quote!(Some(#value))
    }
}

/// What is known to be present, as the `Option` that it is.
pub(super) fn widest(typed: &Typed) -> &Typed {
    match &typed.node {
        Node::Narrowed(value) => value,
        _ => typed,
    }
}
