//! Records and tuples: a constructor with what is required, and setters.

use std::borrow::Cow;

use apiloom_wire::Json;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{Sampler, single};
use crate::ident;
use crate::lower::{Given, Holder, Slot, required};
use crate::model::{self, Access, Clear, Field, Record, Type, TypeId};

/// A field with what is given for it.
pub(super) struct Member<'f, 'j> {
    pub(super) field: &'f Field,
    pub(super) slot: Slot,
    pub(super) json: Option<Cow<'j, Json>>,
    /// The expression that reads the value from the environment, in place of what is given.
    pub(super) variable: Option<TokenStream>,
}

impl Sampler<'_> {
    /// A value of a record.
    pub(super) fn record(
        &self,
        id: TypeId,
        name: &Ident,
        record: &Record,
        json: &Json,
    ) -> Option<TokenStream> {
        if !record.actions.is_empty() {
            return self.action(id, name, record, json);
        }
        let fields = record.fields.iter().filter(|f| f.constant.is_none());
        let given = fields.map(|field| Member {
            field,
            slot: self.lowered.slot(id, field),
            json: self.given(field, json, record.tuple.then_some(&record.fields)),
            variable: None,
        });
        let given: Vec<Member<'_, '_>> = given.collect();
        let arguments = self.arguments(Some(id), &given, &TokenStream::new(), name)?;
        let settable = given.iter().filter(|one| one.field.access != Access::Read);
        let setters = settable.filter_map(|one| self.setter(Some(id), one, ident::field_setter));
        let setters: Vec<TokenStream> = setters.collect::<Option<_>>()?;
        let others: Vec<TokenStream> = self
            .others(record, json)
            .map(|(key, value)| {
                let value = single::converted(&Type::Any, value)?;
                record.open.then(|| quote!(.with_member(#key, #value)))
            })
            .collect::<Option<_>>()?;
        Some(quote!(#name::new(#arguments) #(#setters)* #(#others)*))
    }

    /// What a JSON value has for a field: its member, its item, or the whole where it is spread.
    pub(super) fn given<'j>(
        &self,
        field: &Field,
        json: &'j Json,
        tuple: Option<&Vec<Field>>,
    ) -> Option<Cow<'j, Json>> {
        if let Some(fields) = tuple {
            let index = fields.iter().position(|known| known.wire == field.wire)?;
            return json.as_array()?.get(index).map(Cow::Borrowed);
        }
        if field.spread {
            let keys = self.keys(field);
            let own = json.as_object()?.iter();
            let own: Vec<_> = own.filter(|(key, _)| keys.contains(key)).cloned().collect();
            return (!own.is_empty()).then_some(Cow::Owned(Json::Object(own)));
        }
        let names = std::iter::once(&field.wire).chain(&field.aliases);
        let mut found = names.filter_map(|name| json.get(name.as_str()));
        found.next().map(Cow::Borrowed)
    }

    fn keys(&self, field: &Field) -> Vec<String> {
        let kind = |id: TypeId| Some(&self.lowered.api.declaration(id).kind);
        let mut keys = model::keys(field, &kind);
        keys.extend(field.aliases.iter().map(|alias| alias.0.clone()));
        keys
    }

    /// The members that no field has.
    fn others<'j>(
        &self,
        record: &Record,
        json: &'j Json,
    ) -> impl Iterator<Item = (&'j String, &'j Json)> {
        let known: Vec<String> = record.fields.iter().flat_map(|f| self.keys(f)).collect();
        let members = json.as_object().unwrap_or_default().iter();
        members
            .map(|(key, value)| (key, value))
            .filter(move |(key, _)| !known.contains(key))
    }

    /// What a constructor takes: the required values one after the other, or in a struct in `module`.
    pub(super) fn arguments(
        &self,
        holder: Option<TypeId>,
        given: &[Member<'_, '_>],
        module: &TokenStream,
        owner: &Ident,
    ) -> Option<TokenStream> {
        let slots: Vec<(&Field, Slot)> = given
            .iter()
            .map(|one| (one.field, one.slot.clone()))
            .collect();
        let needed = || given.iter().filter(|one| one.slot.required);
        Some(match required(&slots) {
            Given::Nothing => TokenStream::new(),
            Given::Positional => {
                let values = needed().map(|one| self.held(holder, one, true));
                let values: Vec<TokenStream> = values.collect::<Option<_>>()?;
                quote!(#(#values),*)
            }
            Given::Struct => {
                let names = needed().map(|one| ident::snake(&one.field.name));
                let values = needed().map(|one| self.held(holder, one, false));
                let values: Vec<TokenStream> = values.collect::<Option<_>>()?;
                let name = ident::suffixed(owner, "Required");
                quote!(#module #name { #(#names: #values),* })
            }
        })
    }

    /// A required value: as a parameter takes it, or as its field holds it.
    fn held(
        &self,
        holder: Option<TypeId>,
        one: &Member<'_, '_>,
        is_parameter: bool,
    ) -> Option<TokenStream> {
        let Some(json) = one.json.as_deref() else {
            let blank = &one.slot.blank;
            let decides = matches!(one.slot.holder, Holder::Replacement | Holder::Whole);
            return decides.then(|| blank.clone());
        };
        if one.slot.holder == Holder::Option && json.is_null() {
            return Some(quote!(None));
        }
        let ty = &one.field.ty;
        match &one.variable {
            Some(variable) if is_parameter => return Some(variable.clone()),
            Some(variable) if *ty == Type::Secret => return Some(quote!(#variable.into())),
            Some(variable) => return Some(variable.clone()),
            None => {}
        }
        if one.slot.holder == Holder::Bare && is_parameter {
            return self.argument(ty, holder, json);
        }
        let value = self.value(ty, holder, json)?;
        Some(match one.slot.holder {
            Holder::Replacement => quote!(Replacement::With(#value)),
            Holder::Whole => quote!(Whole::Set(#value)),
            Holder::Option => quote!(Some(#value)),
            Holder::Bare | Holder::Nullable | Holder::Patch => value,
        })
    }

    /// The setter of a field that may be left out; none if nothing is given.
    pub(super) fn setter(
        &self,
        holder: Option<TypeId>,
        one: &Member<'_, '_>,
        name: fn(&Field) -> Ident,
    ) -> Option<Option<TokenStream>> {
        let json = one.json.as_deref().filter(|_| !one.slot.required)?;
        let (field, ty) = (one.field, &one.field.ty);
        let setter = name(field);
        if let Some(variable) = &one.variable {
            return Some(Some(quote!(.#setter(#variable))));
        }
        let empties = field.clear == Clear::Empty && json.as_str() == Some("");
        let is_null = json.is_null() && *ty != Type::Any;
        match one.slot.holder {
            Holder::Patch if is_null || empties => {
                let clear = ident::clear(&field.name);
                Some(Some(quote!(.#clear())))
            }
            Holder::Nullable if json.is_null() => Some(Some(quote!(.#setter(Nullable::Null)))),
            Holder::Nullable => Some(
                self.nullable(holder, ty, json)
                    .map(|v| quote!(.#setter(#v))),
            ),
            _ if is_null => None,
            _ => Some(
                self.argument(ty, holder, json)
                    .map(|v| quote!(.#setter(#v))),
            ),
        }
    }

    /// What turns into a value that may be null.
    fn nullable(&self, holder: Option<TypeId>, ty: &Type, json: &Json) -> Option<TokenStream> {
        let value = self.value(ty, holder, json)?;
        match single::inside(ty, json)? {
            (Type::String(_), _) => self.converted(ty, json),
            _ => Some(value),
        }
    }

    /// What a tuple does: the action with just the items that have a value.
    fn action(
        &self,
        id: TypeId,
        name: &Ident,
        record: &Record,
        json: &Json,
    ) -> Option<TokenStream> {
        let items = json.as_array()?;
        let has = |index: usize| items.get(index).is_some_and(|item| !item.is_null());
        let with: Vec<bool> = (0..record.fields.len()).map(has).collect();
        let action = record.actions.iter().find(|action| action.with == with)?;
        let variant = ident::camel(&action.name);
        let fields = record.fields.iter().zip(items).zip(&with);
        let fields = fields.filter(|(_, with)| **with).map(|((field, item), _)| {
            let (field, value) = (
                ident::snake(&field.name),
                self.value(&field.ty, Some(id), item)?,
            );
            Some(quote!(#field: #value))
        });
        let fields: Vec<TokenStream> = fields.collect::<Option<_>>()?;
        Some(quote!(#name::#variant { #(#fields),* }))
    }
}
