//! The Rust type and codec of each type of the model.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use super::Lowered;
use crate::ident;
use crate::model::{self, Type, TypeId, WriteForm};

/// A Rust type with its codec.
#[derive(Clone, Debug)]
pub struct Repr {
    /// The Rust type.
    pub ty: TokenStream,
    /// The codec, where the type's own form on the wire is not the one of the spec.
    pub codec: Option<TokenStream>,
    /// How callers give a value.
    pub shape: Shape,
    /// A value that stands in until one is read.
    pub blank: TokenStream,
}

/// How callers give a value of a type.
#[derive(Clone, Debug)]
pub enum Shape {
    /// As it is.
    Plain,
    /// As anything that turns into it.
    Into,
    /// As anything that gives its items.
    Items(Box<Repr>),
}

impl Repr {
    /// The codec, or the one for types whose own form is right.
    pub fn codec_or_plain(&self) -> TokenStream {
        self.codec.clone().unwrap_or_else(|| quote!(Plain))
    }

    fn plain(ty: TokenStream, blank: TokenStream) -> Self {
        Self {
            ty,
            codec: None,
            shape: Shape::Plain,
            blank,
        }
    }

    fn with(self, codec: TokenStream) -> Self {
        Self {
            codec: Some(codec),
            ..self
        }
    }
}

/// The Rust type and codec of a type.
pub fn repr(lowered: &Lowered<'_>, ty: &Type) -> Repr {
    held(lowered, ty, None)
}

/// The same for a type that is held by value by a declared one: what would hold its holder is boxed.
pub fn repr_inside(lowered: &Lowered<'_>, holder: TypeId, ty: &Type) -> Repr {
    held(lowered, ty, Some(holder))
}

fn held(lowered: &Lowered<'_>, ty: &Type, holder: Option<TypeId>) -> Repr {
    let string = || Repr {
        shape: Shape::Into,
        ..Repr::plain(quote!(String), quote!(String::new()))
    };
    let one = |inner: &Type| repr(lowered, inner);
    let by_value = |inner: &Type| held(lowered, inner, holder);
    match ty {
        Type::Bool => Repr::plain(quote!(bool), quote!(false)),
        Type::Int32 => Repr::plain(quote!(i32), quote!(0)),
        Type::Int64 => Repr::plain(quote!(i64), quote!(0)),
        Type::Float => Repr::plain(quote!(f64), quote!(0.0)),
        Type::Decimal => Repr::plain(quote!(Decimal), quote!(blank())),
        Type::String(_) => string(),
        Type::Bytes => Repr {
            shape: Shape::Into,
            ..Repr::plain(quote!(Vec<u8>), quote!(Vec::new()))
        }
        .with(quote!(Base64)),
        Type::File => Repr::plain(quote!(File), quote!(blank())),
        Type::Any => Repr {
            shape: Shape::Into,
            ..Repr::plain(quote!(Json), quote!(Json::Null))
        },
        Type::Secret => Repr {
            shape: Shape::Into,
            ..Repr::plain(quote!(Secret), quote!(blank()))
        },
        Type::Date(formats) => {
            let date = Repr::plain(quote!(Date), quote!(blank()));
            match formats.is_empty() {
                true => date,
                false => date.with(quote!(DateAs(&[#(#formats),*]))),
            }
        }
        Type::DateTime { formats, zone } => {
            let time = Repr::plain(quote!(DateTime), quote!(blank()));
            match formats.is_empty() {
                true => time,
                false => {
                    let zone = zone_tokens(zone.as_deref());
                    time.with(quote!(DateTimeAs::new(&[#(#formats),*], #zone)))
                }
            }
        }
        Type::EpochSeconds => {
            Repr::plain(quote!(Timestamp), quote!(blank())).with(quote!(EpochSeconds))
        }
        Type::EpochMillis => {
            Repr::plain(quote!(Timestamp), quote!(blank())).with(quote!(EpochMillis))
        }
        Type::BoolCodes { on, off } => {
            let codec = match (on, off) {
                (model::Literal::Int(on), model::Literal::Int(off)) => {
                    let (on, off) = (Token::i64_unsuffixed(*on), Token::i64_unsuffixed(*off));
                    quote!(BoolCodes::ints(#on, #off))
                }
                (on, off) => {
                    let (on, off) = (on.to_string(), off.to_string());
                    quote!(BoolCodes::texts(#on, #off))
                }
            };
            Repr::plain(quote!(bool), quote!(false)).with(codec)
        }
        Type::List(inner) => {
            let item = one(inner);
            let codec = item.codec.as_ref().map(|codec| quote!(List(#codec)));
            Repr {
                codec,
                ..items(item)
            }
        }
        Type::OneOrMany(inner) => {
            let item = one(inner);
            let codec = item.codec_or_plain();
            items(item).with(quote!(OneOrMany(#codec)))
        }
        Type::Csv(inner) => {
            let item = one(inner);
            let codec = item.codec_or_plain();
            items(item).with(quote!(Csv(#codec)))
        }
        Type::Map(inner) => map(quote!(String), one(inner)),
        Type::IntMap(inner) => map(quote!(i64), one(inner)),
        Type::JsonString(inner) => {
            let inner = by_value(inner);
            let codec = inner.codec_or_plain();
            inner.with(quote!(JsonString(#codec)))
        }
        Type::Pairs(key, value) => {
            let (ty, key, value) = pair(one(key), one(value));
            items(Repr::plain(ty, quote!(blank()))).with(quote!(Pairs(#key, #value)))
        }
        Type::FlatPairs(key, value, names) => {
            let (ty, key, value) = pair(one(key), one(value));
            let names = names
                .as_ref()
                .map(|(key, value)| quote!(.keys(#key, #value)));
            items(Repr::plain(ty, quote!(blank())))
                .with(quote!(FlatPairs::new(#key, #value) #names))
        }
        Type::IntOrString(WriteForm::Int) => {
            Repr::plain(quote!(i64), quote!(0)).with(quote!(IntOrString))
        }
        Type::IntOrString(WriteForm::String) => string().with(quote!(StringOrInt)),
        Type::InString(inner) => {
            let inner = by_value(inner);
            let codec = inner.codec_or_plain();
            inner.with(quote!(InString(#codec)))
        }
        Type::Trimmed(inner) => by_value(inner).with(quote!(Trimmed)),
        Type::Sentinel(inner, text) => {
            let inner = by_value(inner);
            let (ty, codec) = (&inner.ty, inner.codec_or_plain());
            Repr {
                shape: Shape::Into,
                ..Repr::plain(quote!(OrEmpty<#ty>), quote!(OrEmpty::Empty))
            }
            .with(quote!(Sentinel(#codec, #text)))
        }
        Type::Named(id) => {
            let name = ident::declared(&lowered.api.declaration(*id).name);
            match holder.is_some_and(|holder| lowered.is_boxed(holder, ty)) {
                true => Repr {
                    shape: Shape::Into,
                    ..Repr::plain(quote!(Box<#name>), quote!(blank()))
                },
                false => Repr::plain(quote!(#name), quote!(blank())),
            }
        }
        Type::Nullable(inner) => {
            let inner = by_value(inner);
            let (ty, codec) = (&inner.ty, inner.codec_or_plain());
            // An `Option` alone says that the value may be left out, not that it may be null.
            Repr::plain(quote!(Option<#ty>), quote!(None)).with(quote!(OrNull(#codec)))
        }
    }
}

fn items(item: Repr) -> Repr {
    let ty = &item.ty;
    let whole = Repr::plain(quote!(Vec<#ty>), quote!(Vec::new()));
    Repr {
        shape: Shape::Items(Box::new(item)),
        ..whole
    }
}

fn map(key: TokenStream, value: Repr) -> Repr {
    let ty = &value.ty;
    let codec = value.codec.as_ref().map(|codec| quote!(MapOf(#codec)));
    Repr {
        codec,
        ..Repr::plain(quote!(BTreeMap<#key, #ty>), quote!(BTreeMap::new()))
    }
}

fn pair(key: Repr, value: Repr) -> (TokenStream, TokenStream, TokenStream) {
    let (key_ty, value_ty) = (&key.ty, &value.ty);
    (
        quote!((#key_ty, #value_ty)),
        key.codec_or_plain(),
        value.codec_or_plain(),
    )
}

/// A zone that the checks accepted: an offset such as `+08:00`, or none.
fn zone_tokens(zone: Option<&str>) -> TokenStream {
    match zone.and_then(apiloom_wire::Zone::parse) {
        Some(apiloom_wire::Zone::Offset(minutes)) => {
            let minutes = Token::i64_unsuffixed(i64::from(minutes));
            quote!(Zone::Offset(#minutes))
        }
        _ => quote!(Zone::Unknown),
    }
}
