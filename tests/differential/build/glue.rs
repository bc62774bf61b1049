//! What drives a generated client from data: settings and inputs from JSON, answers to JSON.

use apiloom_codegen::expr;
use apiloom_codegen::ident;
use apiloom_codegen::lower::{self, ByHand, Given, Holder, Lowered, Slot, repr};
use apiloom_codegen::model::{
    self, Absent, Access, Api, Decode, Field, Hook, Operation, Payload, Returns, Setting, Type,
    TypeKind,
};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

/// The name of the module beside that of the client.
pub(crate) fn module(client: &Ident) -> Ident {
    format_ident!("{client}_glue")
}

/// The module that drives a client.
pub(crate) fn glue(api: &Api, client: &Ident) -> TokenStream {
    let lowered = lower::api(api, ByHand::Written);
    let name = module(client);
    let types: Vec<Ident> = lowered
        .declarations()
        .map(|(_, declaration)| ident::declared(&declaration.name))
        .collect();
    let types = (!types.is_empty()).then(|| quote!(use root::types::{#(#types),*};));
    let settings = settings(&lowered);
    let operations: Vec<_> = api
        .operations
        .iter()
        .enumerate()
        .map(|(index, operation)| operation_glue(&lowered, index, operation))
        .collect();
    let arms = api.operations.iter().enumerate().map(|(index, operation)| {
        let (id, function) = (operation.name.snake(), format_ident!("call_{index}"));
        quote!(#id => #function(&self.client, inputs),)
    });
    quote! {
        pub mod #name {
            #![allow(unused_imports, unused_variables, unused_mut, dead_code, non_snake_case)]
            use ::apiloom::*;
            use ::std::collections::BTreeMap;
            use ::apiloom_differential as harness;
            use super::#client as root;
            use root::{Call, Client, Settings, operations};
            #types

            harness::driver!();

            pub fn side(setup: &harness::Setup) -> Box<dyn harness::Side> {
                let settings = settings(&setup.settings);
                let client = Client::with_transport(settings, setup.transport());
                Box::new(Generated { client: client.configure(|core| setup.configure(core)) })
            }

            struct Generated { client: Client }

            impl harness::Side for Generated {
                fn core(&self) -> &Core { self.client.core() }
                fn call(&self, operation: &str, inputs: &[u8]) -> harness::Made {
                    match operation {
                        #(#arms)*
                        other => panic!("there is no operation {other}"),
                    }
                }
            }

            #settings
            #(#operations)*
        }
    }
}

fn settings(lowered: &Lowered<'_>) -> TokenStream {
    let api = lowered.api;
    let slots: Vec<(&Field, Slot)> = api
        .settings
        .iter()
        .map(|setting| (&setting.field, setting_slot(lowered, setting)))
        .collect();
    let value = |field: &Field| {
        let (wire, repr) = (field.wire.as_str(), repr(lowered, &field.ty));
        let (ty, codec) = (&repr.ty, repr.codec_or_plain());
        let as_text = matches!(field.ty, Type::String(_) | Type::Secret | Type::Named(_));
        quote!(harness::setting::<#ty, _>(given, #wire, #as_text, #codec))
    };
    let needed = slots
        .iter()
        .filter(|(_, slot)| slot.required)
        .map(|(field, slot)| {
            let (name, value) = (ident::snake(&field.name), value(field));
            match slot.holder {
                Holder::Option => (name, quote!(#value)),
                _ => (name, quote!(#value.expect("a required setting"))),
            }
        });
    let (names, values): (Vec<_>, Vec<_>) = needed.unzip();
    let arguments: Vec<TokenStream> = match lower::required(&slots) {
        Given::Nothing => Vec::new(),
        Given::Positional => values,
        Given::Struct => vec![quote!(root::SettingsRequired { #(#names: #values),* })],
    };
    let hooks = api.hooks.iter().map(hook);
    let arguments = arguments.into_iter().chain(hooks);
    let setters = slots
        .iter()
        .filter(|(_, slot)| !slot.required)
        .map(|(field, _)| {
            let (setter, value) = (ident::setter(&field.name), value(field));
            quote!(if let Some(value) = #value { made = made.#setter(value); })
        });
    quote! {
        fn settings(given: &[(String, String)]) -> Settings {
            let mut made = Settings::new(#(#arguments),*);
            #(#setters)*
            made
        }
    }
}

/// A setting with a default need not be given.
fn setting_slot(lowered: &Lowered<'_>, setting: &Setting) -> Slot {
    let slot = lowered.input(&setting.field);
    Slot {
        required: slot.required && setting.default.is_none(),
        ..slot
    }
}

/// A hook that tells by what it gives which hook it is and what it was given.
fn hook(hook: &Hook) -> TokenStream {
    let name = ident::suffixed(&ident::camel(&hook.name), "Hook");
    let wire = hook.name.snake();
    let takes = hook.takes.iter().map(|(name, ty)| {
        let name = ident::snake(name);
        match &ty.kind {
            expr::Kind::Bytes => quote!(told.bytes(input.#name);),
            expr::Kind::Int => quote!(told.int(input.#name);),
            expr::Kind::Bool => quote!(told.bool(input.#name);),
            expr::Kind::Instant => quote!(told.instant(input.#name);),
            expr::Kind::Pairs => quote!(told.pairs(input.#name);),
            _ => quote!(told.text(input.#name);),
        }
    });
    let gives = match &hook.gives.kind {
        expr::Kind::Bytes => quote!(told.gives_bytes()),
        expr::Kind::Int => quote!(told.gives_int()),
        expr::Kind::Bool => quote!(told.gives_bool()),
        expr::Kind::Instant => quote!(told.gives_instant()),
        expr::Kind::Pairs => quote!(told.gives_pairs()),
        _ => quote!(told.gives_text()),
    };
    quote! {
        root::#name::new(|input| {
            let mut told = harness::HookCall::new(#wire);
            #(#takes)*
            Ok(#gives)
        })
    }
}

/// The inputs of an operation as a record of its own, and the function that makes a call of them.
fn operation_glue(lowered: &Lowered<'_>, index: usize, operation: &Operation) -> TokenStream {
    let (given, function) = (format_ident!("Given{index}"), format_ident!("call_{index}"));
    let slots = lower::inputs(lowered, operation).given;
    let definition = slots.iter().map(|(field, slot)| {
        let (name, ty) = (ident::snake(&field.name), held(field, slot));
        quote!(#name: #ty)
    });
    let lines = slots.iter().map(|(field, slot)| line(lowered, field, slot));
    // Whoever copies a sample has the constants in it.
    let constants = inputs(operation);
    let constants = constants
        .iter()
        .filter(|field| field.constant.is_some())
        .map(|field| {
            let wire = field.wire.as_str();
            quote!(#wire = false;)
        });
    let method = ident::method(&operation.name);
    let needed = slots.iter().filter(|(_, slot)| slot.required);
    let (names, values): (Vec<_>, Vec<_>) = needed
        .map(|(field, _)| (ident::snake(&field.name), value(field)))
        .unzip();
    let arguments = match lower::required(&slots) {
        Given::Nothing => TokenStream::new(),
        Given::Positional => quote!(#(#values),*),
        Given::Struct => {
            let name = ident::suffixed(&lowered.inputs_ident(operation), "Required");
            quote!(operations::#name { #(#names: #values),* })
        }
    };
    let rest = slots
        .iter()
        .filter(|(_, slot)| !slot.required)
        .map(|(field, _)| {
            let (name, value) = (ident::snake(&field.name), value(field));
            quote!(call.inputs.#name = #value;)
        });
    let output = output(lowered, operation.returns.as_ref());
    let (own, shown) = (given.to_string(), operation.name.snake());
    let wanted = quote!((#own, #shown));
    let ready = match &operation.paginate {
        Some(paginate) => {
            let list = repr(lowered, &paginate.items.ty).codec_or_plain();
            quote!(Box::new(ReadyList { ready, item: |item| harness::told(#list, &vec![item]) }))
        }
        None => quote!(Box::new(ready)),
    };
    quote! {
        struct #given { #(#definition),* }
        record! { #given as Object; #(#lines)* #(#constants)* }
        fn #function(client: &Client, inputs: &[u8]) -> harness::Made {
            let given: #given = harness::given(inputs, #wanted)?;
            let mut call = client.#method(#arguments);
            #(#rest)*
            let ready = Ready { call, output: |output| #output };
            Ok(#ready)
        }
    }
}

/// The inputs of an operation, those included that nobody gives.
fn inputs(operation: &Operation) -> Vec<&Field> {
    let body: &[Field] = match operation.body.as_ref().map(|body| &body.payload) {
        Some(Payload::Fields(fields)) => fields,
        Some(Payload::Whole(field)) => std::slice::from_ref(&**field),
        None => &[],
    };
    let parameters = operation
        .parameters
        .iter()
        .map(|parameter| &parameter.field);
    parameters.chain(body).collect()
}

/// How an input is held: files have no form in JSON but ours.
fn held(field: &Field, slot: &Slot) -> TokenStream {
    match (&field.ty, slot.required) {
        (Type::File, true) => quote!(harness::FileInput),
        (Type::File, false) => quote!(Option<harness::FileInput>),
        (Type::List(item), true) if **item == Type::File => quote!(Vec<harness::FileInput>),
        (Type::List(item), false) if **item == Type::File => {
            quote!(Option<Vec<harness::FileInput>>)
        }
        _ => slot.ty.clone(),
    }
}

fn value(field: &Field) -> TokenStream {
    let name = ident::snake(&field.name);
    match &field.ty {
        Type::File => quote!(harness::Files::files(given.#name)),
        Type::List(item) if **item == Type::File => quote!(harness::Files::files(given.#name)),
        _ => quote!(given.#name),
    }
}

/// The line of an input in the table of its record; as the emitter writes that of a record's field.
fn line(lowered: &Lowered<'_>, field: &Field, slot: &Slot) -> TokenStream {
    let name = ident::snake(&field.name);
    let kind = |id: model::TypeId| Some(&lowered.api.declaration(id).kind);
    let mut wires = model::keys(field, &kind);
    if wires.is_empty() {
        wires.push(field.wire.as_str().to_owned());
    }
    let is_record = match &field.ty {
        Type::Named(id) => matches!(kind(*id), Some(TypeKind::Record(_))),
        _ => false,
    };
    let required = (slot.present && !(field.spread && is_record)).then(|| quote!(required));
    let read_only = (field.access == Access::Read).then(|| quote!(read_only));
    let spread = field.spread.then(|| quote!(spread));
    let aliases = field.aliases.iter().map(|alias| {
        let alias = alias.as_str();
        quote!(or #alias)
    });
    let codec = slot
        .codec
        .as_ref()
        .filter(|_| !field.spread && !is_file(&field.ty));
    let codec = codec.map(|codec| quote!(as #codec));
    quote!(#name: #required #read_only #spread #(#wires)|* #(#aliases)* #codec;)
}

fn is_file(ty: &Type) -> bool {
    match ty {
        Type::File => true,
        Type::List(item) => **item == Type::File,
        _ => false,
    }
}

/// What tells an answer as JSON.
fn output(lowered: &Lowered<'_>, returns: Option<&Returns>) -> TokenStream {
    let Some(returns) = returns else {
        return quote!({
            let () = output;
            harness::nothing()
        });
    };
    if returns.decode == Decode::File {
        return quote!({
            let mut output = output;
            harness::downloaded(&mut output)
        });
    }
    let codec = repr(lowered, &returns.ty).codec_or_plain();
    match (returns.decode, returns.absent) {
        (Decode::Json, Absent::None) => quote!(match output {
            Some(output) => harness::told(#codec, &output),
            None => harness::nothing(),
        }),
        _ => quote!(harness::told(#codec, &output)),
    }
}
