//! How a field holds its value, as far as the names of its type tell.

use apiloom_codegen::constraint::Measure;
use apiloom_codegen::model::Type;
use proc_macro2::TokenStream;
use quote::quote;
use syn::{GenericArgument, PathArguments};

use super::super::shape::{last_segment, path_of};

/// A field's type, in two parts.
pub(super) struct Held {
    /// What it is wrapped in, if the value may be absent.
    pub(super) holder: Option<Holder>,
    /// The value.
    pub(super) kind: Kind,
}

/// What a value that may be absent is held by.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Holder {
    Option,
    Nullable,
    Patch,
    Replacement,
    Whole,
    OrEmpty,
}

/// What a value is.
pub(super) enum Kind {
    /// A type that specs have, too.
    Known(Type),
    /// A number that is no 64-bit integer with a sign, no double, and no decimal.
    OddNumber(String),
    /// A list.
    List(Box<Kind>),
    /// Any other type, by its name.
    Unknown(String),
}

impl Holder {
    const ALL: [(&'static str, Self); 6] = [
        ("Option", Self::Option),
        ("Nullable", Self::Nullable),
        ("Patch", Self::Patch),
        ("Replacement", Self::Replacement),
        ("Whole", Self::Whole),
        ("OrEmpty", Self::OrEmpty),
    ];

    /// The pattern that binds the value to `value`.
    pub(super) fn pattern(self) -> TokenStream {
        match self {
            Self::Option => quote!(::core::option::Option::Some(value)),
            Self::Nullable => quote!(::apiloom::Nullable::Value(value)),
            Self::Patch => quote!(::apiloom::Patch::Set(value)),
            Self::Replacement => quote!(::apiloom::Replacement::With(value)),
            Self::Whole => quote!(::apiloom::Whole::Set(value)),
            Self::OrEmpty => quote!(::apiloom::OrEmpty::Value(value)),
        }
    }
}

impl Kind {
    /// What it is measured by, if that can be told.
    pub(super) fn measure(&self) -> Option<Measure> {
        Some(match self {
            Self::Known(Type::String(_) | Type::Secret | Type::Any) => Measure::Text,
            Self::Known(Type::Int64 | Type::Float | Type::Decimal) => Measure::Number,
            Self::Known(_) | Self::OddNumber(_) => Measure::Nothing,
            Self::List(_) => Measure::List,
            Self::Unknown(_) => return None,
        })
    }

    /// Whether it is a text, or may be one.
    pub(super) fn may_be_text(&self) -> bool {
        matches!(
            self,
            Self::Known(Type::String(_) | Type::Secret) | Self::Unknown(_)
        )
    }
}

/// How a field of this type holds its value.
pub(super) fn held(ty: &syn::Type) -> Held {
    let name = last_segment(ty).unwrap_or_default();
    let holder = Holder::ALL.iter().find(|(holder, _)| *holder == name);
    if let (Some((_, holder)), Some(inner)) = (holder, argument(ty)) {
        return Held {
            holder: Some(*holder),
            kind: kind(inner),
        };
    }
    Held {
        holder: None,
        kind: kind(ty),
    }
}

fn kind(ty: &syn::Type) -> Kind {
    let name = last_segment(ty).unwrap_or_default();
    Kind::Known(match &*name {
        "String" | "Cow" => Type::String(None),
        "Secret" => Type::Secret,
        "Json" => Type::Any,
        "bool" | "Date" | "DateTime" | "Timestamp" | "Bytes" => Type::Bool,
        "i8" | "i16" | "i32" | "i64" | "u8" | "u16" | "u32" => Type::Int64,
        "f64" => Type::Float,
        "Decimal" => Type::Decimal,
        "u64" | "usize" | "isize" | "u128" | "i128" | "f32" => return Kind::OddNumber(name),
        "Vec" => match argument(ty) {
            Some(item) => return Kind::List(Box::new(kind(item))),
            None => return Kind::Unknown(name),
        },
        _ => return Kind::Unknown(name),
    })
}

/// The first type between the angle brackets of a type.
fn argument(ty: &syn::Type) -> Option<&syn::Type> {
    let PathArguments::AngleBracketed(arguments) = &path_of(ty)?.segments.last()?.arguments else {
        return None;
    };
    arguments.args.iter().find_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}
