//! The client, and what the runtime asks of the vendor: servers, authentication, secrets.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::{Layout, docs, limit, token};
use crate::ident;
use crate::lower::{Lowered, secret_fields};
use crate::model::{Hole, Presence, Scheme, Server, TemplatePart, Type};

pub(super) fn client(lowered: &Lowered<'_>, layout: Layout) -> TokenStream {
    let api = lowered.api;
    let vendor = api.vendor.snake();
    let mut about = docs::both(&api.title)
        .into_iter()
        .take(1)
        .map(|t| format!("The client of {t}."))
        .collect::<Vec<_>>();
    if about.is_empty() {
        about.push(format!("The client of {}.", docs::plain(&vendor)));
    }
    about.push("Cheap to clone, and shared between threads.".to_owned());
    about.push("Each method makes a [`Call`]; await it to send it.".to_owned());
    about.push("# Errors".to_owned());
    about.extend(super::guide::errors(api, layout));
    let about = docs::attributes(&about);
    let servers = servers(lowered);
    let stamps = api.schemes.iter().map(|scheme| {
        let (id, function) = (&scheme.id, ident::snake(&scheme.name));
        match scheme_uses_settings(scheme) {
            true => quote!(#id => auth::#function(&self.settings, stamp),),
            false => quote!(#id => auth::#function(stamp),),
        }
    });
    let stamp_body = match api.schemes.is_empty() {
        true => quote!(Err(Error::unknown_scheme(scheme))),
        false => quote!(match scheme { #(#stamps)* other => Err(Error::unknown_scheme(other)), }),
    };
    let stamp_name = if api.schemes.is_empty() {
        quote!(_stamp)
    } else {
        quote!(stamp)
    };
    let secrets = secrets(lowered);
    let accounts = limit::accounts(lowered);
    let (sources, fetching) = (token::sources(lowered), token::fetching(lowered));
    let secret_fields = secret_fields(api);
    let tokens: Vec<_> = api
        .schemes
        .iter()
        .filter(|scheme| scheme.token.is_some())
        .map(set_token)
        .collect();
    let tokens = (!tokens.is_empty()).then(|| quote!(impl Client { #(#tokens)* }));
    let checks = super::settings::are_checked(lowered).then(|| {
        quote! {
            fn validate(&self, found: &mut validate::Violations) {
                validate::Validate::check(&*self.settings, &validate::Place::ROOT, found);
            }
        }
    });
    quote! {
        #about
        #[derive(Clone, Debug)]
        pub struct Client { core: Core, pub(crate) settings: Arc<Settings> }

        client!(Client, Settings, Facts, Call);

        #tokens

        /// What the runtime asks of this vendor.
        struct Facts { settings: Arc<Settings> }

        impl Vendor for Facts {
            fn name(&self) -> &'static str { #vendor }
            fn server(&self, name: &str) -> Result<String, Error> { #servers }
            fn stamp(&self, scheme: &str, #stamp_name: &mut Stamp<'_>) -> Result<Seal, Error> { #stamp_body }
            fn secrets(&self) -> Vec<&Secret> { #secrets }
            fn secret_fields(&self) -> &'static [&'static str] { &[#(#secret_fields),*] }
            #checks
            #fetching
            #accounts
        }

        #sources
    }
}

/// Whether a scheme's function needs the settings.
pub(super) fn scheme_uses_settings(scheme: &Scheme) -> bool {
    let lets = scheme
        .stamp_lets
        .iter()
        .chain(&scheme.seal_lets)
        .map(|made| &made.value);
    let placed = scheme
        .stamps
        .iter()
        .chain(&scheme.seals)
        .map(|placed| &placed.value);
    lets.chain(placed).any(|value| {
        let uses = crate::expr::uses(value);
        uses.roots.contains("settings") || !uses.hooks.is_empty()
    })
}

/// The method that sets a scheme's token.
pub(super) fn token_setter(scheme: &Scheme) -> Ident {
    let snake = scheme.name.snake();
    ident::word(&match snake.ends_with("token") {
        true => format!("set_{snake}"),
        false => format!("set_{snake}_token"),
    })
}

fn set_token(scheme: &Scheme) -> TokenStream {
    let (id, name) = (&scheme.id, token_setter(scheme));
    let mut about = vec![format!(
        "Sets the token that the scheme `{}` sends from now on.",
        docs::plain(id)
    )];
    let token = scheme.token.as_ref();
    if token.is_some_and(|token| token.operation.is_some()) {
        about.push("Without one, the client fetches it. One that is set is used as it is, and never renewed.".to_owned());
    }
    let about = docs::attributes(&about);
    quote! {
        #about
        pub fn #name(&self, token: impl Into<Secret>) { self.core.set_token(#id, token); }
    }
}

fn servers(lowered: &Lowered<'_>) -> TokenStream {
    let arms = lowered.api.servers.iter().map(|server| {
        let (id, url) = (&server.id, server_url(lowered, server));
        quote!(#id => #url,)
    });
    quote!(match name { #(#arms)* other => Err(Error::unknown_server(other)), })
}

fn server_url(lowered: &Lowered<'_>, server: &Server) -> TokenStream {
    let mut format = String::new();
    let mut arguments = Vec::new();
    for part in &server.url {
        match part {
            TemplatePart::Text(text) => {
                format.push_str(&text.replace('{', "{{").replace('}', "}}"))
            }
            TemplatePart::Setting { name, hole } => {
                format.push_str("{}");
                let (field, wire) = (ident::snake(name), name.snake());
                let setting = lowered.api.settings.iter().find(|s| s.field.name == *name);
                let optional = setting
                    .is_some_and(|s| s.field.presence == Presence::Optional && s.default.is_none());
                let value = match optional {
                    true => {
                        quote!(self.settings.#field.as_deref().ok_or_else(|| Error::missing_setting(#wire))?)
                    }
                    false => quote!(&self.settings.#field),
                };
                arguments.push(match hole {
                    Hole::Host => quote!(url::whole_host(#wire, #value)?),
                    Hole::Label => quote!(url::host_label(#wire, #value)?),
                    Hole::Segment => quote!(url::path_segment(#wire, #value)?),
                });
            }
        }
    }
    match arguments.is_empty() {
        true => {
            let text = format.replace("{{", "{").replace("}}", "}");
            quote!(Ok(#text.to_owned()))
        }
        false => quote!(Ok(format!(#format, #(#arguments),*))),
    }
}

fn secrets(lowered: &Lowered<'_>) -> TokenStream {
    let settings = lowered
        .api
        .settings
        .iter()
        .filter(|s| s.field.ty == Type::Secret);
    let (optional, required): (Vec<_>, Vec<_>) =
        settings.partition(|s| s.field.presence == Presence::Optional);
    let required = required.iter().map(|s| {
        let name = ident::snake(&s.field.name);
        quote!(&self.settings.#name)
    });
    let optional: Vec<_> = optional
        .iter()
        .map(|s| {
            let name = ident::snake(&s.field.name);
            quote!(secrets.extend(&self.settings.#name);)
        })
        .collect();
    match optional.is_empty() {
        true => quote!(vec![#(#required),*]),
        false => quote!(let mut secrets = vec![#(#required),*]; #(#optional)* secrets),
    }
}
