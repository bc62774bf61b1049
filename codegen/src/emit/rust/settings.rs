//! What the client's user supplies once: settings and hooks.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::docs;
use super::required::{assignment, constructor};
use crate::expr::{Kind, Type as Value};
use crate::ident;
use crate::lower::{Lowered, Slot};
use crate::model::{Field, Hook, Presence, Setting, Type, TypeKind};

pub(super) fn settings(lowered: &Lowered<'_>) -> TokenStream {
    let api = lowered.api;
    let slots: Vec<(&Field, Slot)> = api
        .settings
        .iter()
        .map(|s| (&s.field, slot(lowered, s)))
        .collect();
    let fields = slots.iter().map(|(field, slot)| {
        let (about, name, ty) = (
            docs::attributes(&docs::setting(field)),
            ident::snake(&field.name),
            &slot.ty,
        );
        quote!(#about pub #name: #ty,)
    });
    let hook_fields = api.hooks.iter().map(|hook| {
        let (about, name, ty) = (hook_docs(hook), ident::snake(&hook.name), hook_type(hook));
        quote!(#about pub #name: #ty,)
    });
    let owner = ident::word("Settings");
    let constructor = constructor(&owner, "[`Settings`]", &slots, docs::setting);
    let (item, prelude, literal) = (&constructor.item, &constructor.prelude, &constructor.fields);
    let hook_parameters = api.hooks.iter().map(|hook| {
        let (name, ty) = (ident::snake(&hook.name), hook_type(hook));
        quote!(#name: #ty)
    });
    let parameters = &constructor.parameters;
    let parameters: Vec<TokenStream> = std::iter::once(parameters.clone())
        .filter(|p| !p.is_empty())
        .chain(hook_parameters)
        .collect();
    let hook_names = api.hooks.iter().map(|hook| ident::snake(&hook.name));
    let setters = slots
        .iter()
        .filter(|(_, slot)| !slot.required)
        .map(|(field, slot)| {
            let about = docs::attributes(&docs::setting(field));
            let (name, ty) = (ident::snake(&field.name), &slot.source.ty);
            let assign = assignment(quote!(self.#name), &name, slot);
            let method = ident::setter(&field.name);
            quote! {
                #about
                pub fn #method(mut self, #name: #ty) -> Self { #assign self }
            }
        });
    let vendor = docs::plain(&api.vendor.snake());
    let about = docs::attributes(&[format!(
        "What the user of the `{vendor}` client supplies once."
    )]);
    let hooks = api.hooks.iter().map(hook);
    let default = parameters.is_empty().then(|| {
        quote! {
            impl Default for Settings {
                fn default() -> Self { Self::new() }
            }
        }
    });
    let checked = api.settings.iter().map(|s| (s, slot(lowered, s)));
    let checks = super::validate::settings(lowered, checked);
    let empty = api.settings.is_empty() && api.hooks.is_empty();
    let (body, value) = match empty {
        true => (quote!(;), quote!(Self)),
        false => (
            quote!({ #(#fields)* #(#hook_fields)* }),
            quote!(Self { #literal #(#hook_names,)* }),
        ),
    };
    quote! {
        #about
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        pub struct Settings #body
        #item
        impl Settings {
            /// Everything that is required; the rest has defaults.
            pub fn new(#(#parameters),*) -> Self { #prelude #value }
            #(#setters)*
        }
        #default
        #checks
        #(#hooks)*
    }
}

/// Whether the settings have rules.
pub(super) fn are_checked(lowered: &Lowered<'_>) -> bool {
    let mut settings = lowered.api.settings.iter();
    settings.any(|s| !s.field.constraints.is_empty() || lowered.has_checks(&s.field.ty))
}

/// A setting is held as an input is, except that one with a default always has a value.
pub(super) fn slot(lowered: &Lowered<'_>, setting: &Setting) -> Slot {
    let Some(default) = &setting.default else {
        return lowered.input(&setting.field);
    };
    let required = Field {
        presence: Presence::Required,
        ..setting.field.clone()
    };
    let blank = default_tokens(lowered, &setting.field.ty, default);
    Slot {
        blank,
        required: false,
        ..lowered.input(&required)
    }
}

/// A default that the checks accepted, as Rust.
fn default_tokens(lowered: &Lowered<'_>, ty: &Type, default: &str) -> TokenStream {
    match ty {
        Type::Int32 | Type::Int64 => {
            let number = Literal::i64_unsuffixed(default.parse().unwrap_or_default());
            quote!(#number)
        }
        Type::Bool if default == "true" => quote!(true),
        Type::Bool => quote!(false),
        Type::Named(id) => {
            let declaration = lowered.api.declaration(*id);
            let name = ident::declared(&declaration.name);
            let TypeKind::Enum(codes) = &declaration.kind else {
                return quote!(blank());
            };
            let variant = codes
                .variants
                .iter()
                .find(|variant| variant.code.to_string() == default)
                .map(|v| ident::camel(&v.name));
            quote!(#name::#variant)
        }
        _ => quote!(#default.to_owned()),
    }
}

/// The name of a hook's type: `SignHook`.
fn hook_type(hook: &Hook) -> Ident {
    ident::suffixed(&ident::camel(&hook.name), "Hook")
}

fn hook_docs(hook: &Hook) -> TokenStream {
    docs::attributes(&docs::paragraphs(&hook.facts, &hook.name.spaced()))
}

/// A hook: what it is given, and the function itself.
fn hook(hook: &Hook) -> TokenStream {
    let name = hook_type(hook);
    let input = ident::suffixed(&ident::camel(&hook.name), "Input");
    let function = ident::suffixed(&ident::camel(&hook.name), "Fn");
    let about = hook_docs(hook);
    let output = owned(&hook.gives);
    let names: Vec<Ident> = hook
        .takes
        .iter()
        .map(|(name, _)| ident::snake(name))
        .collect();
    let types: Vec<TokenStream> = hook.takes.iter().map(|(_, ty)| borrowed(ty)).collect();
    // Whole numbers and bools are given as they are: what has only these borrows nothing.
    let borrows = types.iter().any(|ty| ty.to_string().contains('\''));
    let (named, elided_lifetime) = match borrows {
        true => (quote!(<'a>), quote!(<'_>)),
        false => (TokenStream::new(), TokenStream::new()),
    };
    let plain: Vec<TokenStream> = hook.takes.iter().map(|(_, ty)| elided(ty)).collect();
    let field_docs = hook
        .takes
        .iter()
        .map(|(name, _)| docs::attributes(&[format!("The {}.", name.spaced())]));
    let input_about = docs::attributes(&[format!("What [`{name}`] is given.")]);
    let text = name.to_string();
    let new_about =
        docs::attributes(
            &["Wraps a function; its error becomes the error of the call.".to_owned()],
        );
    quote! {
        #input_about
        #[derive(Clone, Copy)]
        #[non_exhaustive]
        pub struct #input #named { #(#field_docs pub #names: #types,)* }

        #about
        #[derive(Clone)]
        pub struct #name(Arc<#function>);

        type #function = dyn Fn(&#input #elided_lifetime) -> Result<#output, Error> + Send + Sync;

        impl #name {
            #new_about
            pub fn new(function: impl Fn(&#input #elided_lifetime) -> Result<#output, Error> + Send + Sync + 'static) -> Self {
                Self(Arc::new(function))
            }
            #[allow(dead_code, reason = "a spec may describe what no scheme uses yet")]
            pub(crate) fn call(&self, #(#names: #plain),*) -> Result<#output, Error> {
                (self.0)(&#input { #(#names),* })
            }
        }

        impl fmt::Debug for #name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result { formatter.write_str(#text) }
        }
    }
}

fn owned(ty: &Value) -> TokenStream {
    match &ty.kind {
        Kind::Bytes => quote!(Vec<u8>),
        Kind::Int => quote!(i64),
        Kind::Bool => quote!(bool),
        Kind::Instant => quote!(Timestamp),
        Kind::Pairs => quote!(Vec<(String, String)>),
        _ => quote!(String),
    }
}

fn borrowed(ty: &Value) -> TokenStream {
    match &ty.kind {
        Kind::Bytes => quote!(&'a [u8]),
        Kind::Pairs => quote!(&'a [(String, String)]),
        Kind::Int | Kind::Bool | Kind::Instant => owned(ty),
        _ => quote!(&'a str),
    }
}

fn elided(ty: &Value) -> TokenStream {
    match &ty.kind {
        Kind::Bytes => quote!(&[u8]),
        Kind::Pairs => quote!(&[(String, String)]),
        Kind::Int | Kind::Bool | Kind::Instant => owned(ty),
        _ => quote!(&str),
    }
}
