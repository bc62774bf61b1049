//! Inputs as Rust: a call of a client, and settings.

use apiloom_wire::Json;
use proc_macro2::TokenStream;
use quote::quote;

use super::candidate::written;
use super::operation_fields;
use crate::ident;
use crate::lower::{Given, Holder, Lowered, Slot, repr, required};
use crate::model::{Field, Operation, Setting};

/// The call of an operation with these inputs, on a `client`.
pub(super) fn call(
    lowered: &Lowered<'_>,
    operation: &Operation,
    values: &[Option<Json>],
) -> String {
    let fields = operation_fields(operation)
        .into_iter()
        .map(|(field, _)| field);
    let given = fields.zip(values).filter(|(field, _)| field.is_given());
    let given: Vec<_> = given
        .map(|(field, value)| (field, lowered.input(field), value.as_ref()))
        .collect();
    let arguments = arguments(
        lowered,
        &given,
        &quote!(operations),
        &lowered.inputs_ident(operation),
    );
    let setters = given.iter().filter(|(_, slot, _)| !slot.required);
    let setters = setters.filter_map(|(field, _, value)| {
        let setter = match operation.paginate.is_some() {
            true => ident::list_setter(field),
            false => ident::field_setter(field),
        };
        let value = read(lowered, field, (*value)?);
        Some(quote!(.#setter(#value)))
    });
    let method = ident::method(&operation.name);
    quote!(client.#method(#arguments) #(#setters)*).to_string()
}

/// Settings with these values.
pub(super) fn settings(lowered: &Lowered<'_>, values: &[Option<Json>]) -> String {
    let settings = lowered.api.settings.iter().zip(values);
    let given: Vec<_> = settings
        .map(|(setting, value)| {
            (
                &setting.field,
                setting_slot(lowered, setting),
                value.as_ref(),
            )
        })
        .collect();
    let owner = ident::word("Settings");
    let arguments = arguments(lowered, &given, &quote!(client_root), &owner);
    let setters = given.iter().filter(|(_, slot, _)| !slot.required);
    let setters = setters.filter_map(|(field, _, value)| {
        let (setter, value) = (ident::setter(&field.name), read(lowered, field, (*value)?));
        Some(quote!(.#setter(#value)))
    });
    // What a hook gives plays no part in validation.
    let hooks = lowered.api.hooks.iter().map(|hook| {
        let name = ident::suffixed(&ident::camel(&hook.name), "Hook");
        quote!(client_root::#name::new(|_| Ok(Default::default())))
    });
    let arguments = (!arguments.is_empty()).then_some(arguments);
    let arguments = arguments.into_iter().chain(hooks);
    quote!(client_root::Settings::new(#(#arguments),*) #(#setters)*).to_string()
}

/// A setting with a default need not be given.
fn setting_slot(lowered: &Lowered<'_>, setting: &Setting) -> Slot {
    let slot = lowered.input(&setting.field);
    Slot {
        required: slot.required && setting.default.is_none(),
        ..slot
    }
}

/// What a constructor takes: the required values one after the other, or in a struct in `module`.
fn arguments(
    lowered: &Lowered<'_>,
    given: &[(&Field, Slot, Option<&Json>)],
    module: &TokenStream,
    owner: &proc_macro2::Ident,
) -> TokenStream {
    let slots: Vec<(&Field, Slot)> = given
        .iter()
        .map(|(field, slot, _)| (*field, slot.clone()))
        .collect();
    let needed = given.iter().filter(|(_, slot, _)| slot.required);
    let values = needed.map(|(field, slot, value)| {
        (
            ident::snake(&field.name),
            held(lowered, field, slot, *value),
        )
    });
    let (names, values): (Vec<_>, Vec<_>) = values.unzip();
    match required(&slots) {
        Given::Nothing => TokenStream::new(),
        Given::Positional => quote!(#(#values),*),
        Given::Struct => {
            let name = ident::suffixed(owner, "Required");
            quote!(#module::#name { #(#names: #values),* })
        }
    }
}

/// A required value as its field holds it.
fn held(lowered: &Lowered<'_>, field: &Field, slot: &Slot, value: Option<&Json>) -> TokenStream {
    let Some(value) = value else {
        return slot.blank.clone();
    };
    let inner = read(lowered, field, value);
    match slot.holder {
        Holder::Replacement => quote!(Replacement::With(#inner)),
        Holder::Whole => quote!(Whole::Set(#inner)),
        Holder::Option if value.is_null() => quote!(None),
        Holder::Option => quote!(Some(#inner)),
        Holder::Bare | Holder::Nullable | Holder::Patch => inner,
    }
}

/// What reads a value of a field's type.
fn read(lowered: &Lowered<'_>, field: &Field, value: &Json) -> TokenStream {
    let repr = repr(lowered, &field.ty);
    let (ty, codec, json) = (&repr.ty, repr.codec_or_plain(), written(value));
    quote!(given::<#ty, _>(#codec, #json))
}
