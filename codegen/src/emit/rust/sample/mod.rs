//! Values of the spec's types as a user of the client writes them: literals, constructors, setters.
//!
//! A value is given as JSON, as it stands on the wire. What cannot be written so is `None`: JSON that is no
//! value of the type, or a value that only a hand-written type knows.

mod call;
mod list;
mod named;
mod record;
mod single;
mod text;

use apiloom_wire::Json;
use proc_macro2::TokenStream;
use quote::quote;

use crate::lower::{Lowered, Repr, Shape, repr, repr_inside};
use crate::model::{Type, TypeId};

pub(super) use call::variable;
pub(super) use text::json_literal;

/// Writes values of an API's types.
#[derive(Clone, Copy)]
pub(super) struct Sampler<'a> {
    lowered: &'a Lowered<'a>,
    secrets: Secrets,
}

/// What stands for the secrets among the settings, and for hooks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Secrets {
    /// The values that are given; hooks that give nothing.
    Given,
    /// Variables of the environment, `std::env::var("ACME_TOKEN")?`; hooks that a person has to write.
    Environment,
    /// What a function `setting` gives for a variable, of settings that are texts or whole numbers too. Hooks
    /// give nothing.
    Asked,
}

impl<'a> Sampler<'a> {
    pub(super) fn new(lowered: &'a Lowered<'a>) -> Self {
        Self {
            lowered,
            secrets: Secrets::Given,
        }
    }

    /// The same, with something else for the secrets among the settings.
    pub(super) fn with_secrets(self, secrets: Secrets) -> Self {
        Self { secrets, ..self }
    }

    /// A value of exactly the Rust type that stands for a type. `holder` is the declared type that holds it
    /// by value.
    fn value(&self, ty: &Type, holder: Option<TypeId>, json: &Json) -> Option<TokenStream> {
        let (ty, json) = single::inside(ty, json)?;
        match ty {
            Type::Nullable(_) if json.is_null() => Some(quote!(None)),
            Type::Nullable(inner) => {
                let value = self.value(inner, holder, &json)?;
                Some(quote!(Some(#value)))
            }
            Type::Sentinel(_, empty) if json.as_str() == Some(empty) => {
                Some(quote!(OrEmpty::Empty))
            }
            Type::Sentinel(inner, _) => {
                let value = self.value(inner, holder, &json)?;
                Some(quote!(OrEmpty::Value(#value)))
            }
            Type::List(_) | Type::OneOrMany(_) | Type::Csv(_) => {
                let (inner, items) = list::items(ty, &json)?;
                let items = items.iter().map(|item| self.value(inner, None, item));
                let items: Vec<TokenStream> = items.collect::<Option<_>>()?;
                Some(quote!(vec![#(#items),*]))
            }
            Type::Pairs(..) | Type::FlatPairs(..) => {
                let pairs = self.pairs(ty, &json)?;
                Some(quote!(vec![#(#pairs),*]))
            }
            Type::Map(_) | Type::IntMap(_) => self.map(ty, &json),
            Type::Named(id) => {
                let value = self.named(*id, &json)?;
                match holder.map(|holder| repr_inside(self.lowered, holder, ty).shape) {
                    Some(Shape::Into) => Some(quote!(Box::new(#value))),
                    _ => Some(value),
                }
            }
            ty => single::value(ty, &json),
        }
    }

    /// A value as the parameter of a constructor or setter takes it: without conversions that these make.
    fn argument(&self, ty: &Type, holder: Option<TypeId>, json: &Json) -> Option<TokenStream> {
        let repr = match holder {
            Some(holder) => repr_inside(self.lowered, holder, ty),
            None => repr(self.lowered, ty),
        };
        match &repr.shape {
            Shape::Plain => self.value(ty, holder, json),
            Shape::Into => self.converted(ty, json),
            Shape::Items(item) => self.items(ty, item, json),
        }
    }

    /// A value of which a parameter takes anything that turns into it.
    fn converted(&self, ty: &Type, json: &Json) -> Option<TokenStream> {
        let (ty, json) = single::inside(ty, json)?;
        match ty {
            // Boxed by the conversion.
            Type::Named(_) => self.value(ty, None, &json),
            Type::Sentinel(..) => self.value(ty, None, &json),
            ty => single::converted(ty, &json),
        }
    }

    fn items(&self, ty: &Type, item: &Repr, json: &Json) -> Option<TokenStream> {
        let (ty, json) = single::inside(ty, json)?;
        if matches!(ty, Type::Pairs(..) | Type::FlatPairs(..)) {
            let pairs = self.pairs(ty, &json)?;
            return Some(listed(&pairs, &item.ty));
        }
        let (inner, items) = list::items(ty, &json)?;
        let items = items.iter().map(|one| match (&item.shape, inner) {
            // Texts, bools and numbers side by side have no type in common but that of the items.
            (Shape::Into, Type::Any) => self.value(inner, None, one),
            (Shape::Into, _) => self.converted(inner, one),
            _ => self.value(inner, None, one),
        });
        let items: Vec<TokenStream> = items.collect::<Option<_>>()?;
        Some(listed(&items, &item.ty))
    }
}

/// Items as an array; without any, their type is said.
fn listed(items: &[TokenStream], ty: &TokenStream) -> TokenStream {
    match items.is_empty() {
        true => quote!(Vec::<#ty>::new()),
        false => quote!([#(#items),*]),
    }
}
