//! Lists, pairs and maps.

use std::borrow::Cow;

use apiloom_wire::Json;
use proc_macro2::TokenStream;
use quote::quote;

use super::{Sampler, single};
use crate::model::Type;

/// The items of a list, whatever its form on the wire, and their type.
pub(super) fn items<'t, 'j>(ty: &'t Type, json: &'j Json) -> Option<(&'t Type, Cow<'j, [Json]>)> {
    match (ty, json) {
        (Type::List(inner) | Type::OneOrMany(inner) | Type::Csv(inner), Json::Array(items)) => {
            Some((&**inner, Cow::Borrowed(items.as_slice())))
        }
        (Type::OneOrMany(inner), one) => Some((&**inner, Cow::Borrowed(std::slice::from_ref(one)))),
        (Type::Csv(inner), Json::String(text)) => {
            let parts = text.split(',').filter(|_| !text.is_empty());
            let items = parts.map(|part| single::from_text(inner, part));
            Some((&**inner, Cow::Owned(items.collect())))
        }
        _ => None,
    }
}

impl Sampler<'_> {
    /// The pairs of a list of them, as tuples.
    pub(super) fn pairs(&self, ty: &Type, json: &Json) -> Option<Vec<TokenStream>> {
        let (key, value, pairs) = match ty {
            Type::Pairs(key, value) => {
                let pairs = json.as_array()?.iter().map(|pair| match pair.as_array()? {
                    [key, value] => Some((key, value)),
                    _ => None,
                });
                (key, value, pairs.collect::<Option<Vec<_>>>()?)
            }
            Type::FlatPairs(key, value, names) => {
                let items = json.as_array()?;
                let of_object = |item| match names {
                    Some((key, value)) => Some((Json::get(item, key)?, Json::get(item, value)?)),
                    None => None,
                };
                let objects = items.iter().map(of_object).collect::<Option<Vec<_>>>();
                let flat = || {
                    let pairs = items.chunks(2).map(|pair| match pair {
                        [key, value] => Some((key, value)),
                        _ => None,
                    });
                    pairs.collect::<Option<Vec<_>>>()
                };
                (key, value, objects.or_else(flat)?)
            }
            _ => return None,
        };
        let pairs = pairs.into_iter().map(|(k, v)| {
            let (k, v) = (self.value(key, None, k)?, self.value(value, None, v)?);
            Some(quote!((#k, #v)))
        });
        pairs.collect()
    }

    pub(super) fn map(&self, ty: &Type, json: &Json) -> Option<TokenStream> {
        let members = json.as_object()?;
        if members.is_empty() {
            return Some(quote!(BTreeMap::new()));
        }
        let entries = members.iter().map(|(key, value)| match ty {
            Type::IntMap(inner) => {
                let key = single::whole(key.parse().ok()?);
                let value = self.value(inner, None, value)?;
                Some(quote!((#key, #value)))
            }
            Type::Map(inner) => {
                let value = self.value(inner, None, value)?;
                Some(quote!((#key.to_owned(), #value)))
            }
            _ => None,
        });
        let entries: Vec<TokenStream> = entries.collect::<Option<_>>()?;
        Some(quote!(BTreeMap::from([#(#entries),*])))
    }
}
