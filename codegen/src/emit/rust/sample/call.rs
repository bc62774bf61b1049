//! Calls of a client, and settings.

use std::borrow::Cow;

use apiloom_wire::Json;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::record::Member;
use super::{Sampler, Secrets};
use crate::expr::Kind;
use crate::ident;
use crate::lower::inputs;
use crate::model::{Api, Field, Name, Operation, Setting, Type};

impl Sampler<'_> {
    /// The call of an operation with these inputs, one object by their wire names, after `client`.
    pub(in crate::emit::rust) fn call(
        &self,
        operation: &Operation,
        json: &Json,
    ) -> Option<TokenStream> {
        let given = inputs(self.lowered, operation).given.into_iter();
        let given = given.map(|(field, slot)| Member {
            field,
            slot,
            json: self.given(field, json, None),
            variable: None,
        });
        let given: Vec<Member<'_, '_>> = given.collect();
        let owner = self.lowered.inputs_ident(operation);
        let arguments = self.arguments(None, &given, &quote!(operations::), &owner)?;
        let name: fn(&Field) -> Ident = match operation.paginate.is_some() {
            true => ident::list_setter,
            false => ident::field_setter,
        };
        let setters = given.iter().filter_map(|one| self.setter(None, one, name));
        let setters: Vec<TokenStream> = setters.collect::<Option<_>>()?;
        let method = ident::method(&operation.name);
        Some(quote!(.#method(#arguments) #(#setters)*))
    }

    /// Settings with these values, by the names of the settings.
    pub(in crate::emit::rust) fn settings(&self, json: &Json) -> Option<TokenStream> {
        let api = self.lowered.api;
        let given = api.settings.iter().map(|setting| Member {
            field: &setting.field,
            slot: super::super::settings::slot(self.lowered, setting),
            json: json.get(setting.field.wire.as_str()).map(Cow::Borrowed),
            variable: self.variable(setting, json.get(setting.field.wire.as_str())),
        });
        let given: Vec<Member<'_, '_>> = given.collect();
        let owner = ident::word("Settings");
        let arguments = self.arguments(None, &given, &TokenStream::new(), &owner)?;
        let name = |field: &Field| ident::setter(&field.name);
        let setters = given.iter().filter_map(|one| self.setter(None, one, name));
        let setters: Vec<TokenStream> = setters.collect::<Option<_>>()?;
        let hooks = api.hooks.iter().map(|hook| {
            let name = ident::suffixed(&ident::camel(&hook.name), "Hook");
            let gives_text = matches!(hook.gives.kind, Kind::Text);
            match self.secrets {
                // A server that cannot compute it wants something to be there.
                Secrets::Asked if gives_text => quote!(#name::new(|_| Ok("made-up".to_owned()))),
                Secrets::Given | Secrets::Asked => quote!(#name::new(|_| Ok(Default::default()))),
                Secrets::Environment => quote!(#name::new(|_| todo!())),
            }
        });
        let arguments = (!arguments.is_empty()).then_some(arguments);
        let arguments = arguments.into_iter().chain(hooks);
        Some(quote!(Settings::new(#(#arguments),*) #(#setters)*))
    }

    /// What reads a setting that is given from the environment, if something does.
    fn variable(&self, setting: &Setting, given: Option<&Json>) -> Option<TokenStream> {
        let (api, field) = (self.lowered.api, &setting.field);
        let name = variable(api, &field.name);
        given?;
        match (self.secrets, &field.ty) {
            (Secrets::Environment, Type::Secret) => Some(quote!(std::env::var(#name)?)),
            (Secrets::Asked, Type::Secret | Type::String(_)) => Some(quote!(setting(#name))),
            (Secrets::Asked, Type::Int32 | Type::Int64) => Some(quote!(setting(#name).parse()?)),
            _ => None,
        }
    }
}

/// The variable of the environment that samples read a setting from: `ACME_TOKEN`.
pub(in crate::emit::rust) fn variable(api: &Api, setting: &Name) -> String {
    format!("{}_{}", api.vendor.screaming(), setting.screaming())
}
