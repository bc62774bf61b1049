//! An example of a client's crate that runs any operation's example against a server, such as an emulator.

use apiloom_wire::Json;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::answered::Waiting;
use super::docs;
use super::made::account as settings;
use super::sample::{Sampler, Secrets, variable};
use super::samples::{calls, deep};
use crate::emit::shell;
use crate::ident;
use crate::interpret::Values;
use crate::lower::Lowered;
use crate::model::{Api, Name, Operation, Presence, TemplatePart, Type};

/// The items of the example; nothing if no operation has a sample. `package` is the crate's name.
pub(super) fn runner(lowered: &Lowered<'_>, package: &str) -> Option<TokenStream> {
    let api = lowered.api;
    let values = Values::new(api);
    let operations = api.operations.iter();
    let runs = operations.filter_map(|operation| run(lowered, &values, operation));
    let (rows, functions): (Vec<TokenStream>, Vec<TokenStream>) = runs.unzip();
    if rows.is_empty() {
        return None;
    }
    let sampler = Sampler::new(lowered).with_secrets(Secrets::Asked);
    let given = settings(lowered);
    let settings = sampler.settings(&given)?;
    let made = made(lowered, &given);
    let further = further(lowered, &given);
    let mutable = (!further.is_empty()).then(|| quote!(mut));
    let lines = made.iter().map(|(name, text)| {
        let variable = variable(api, name);
        quote!((#variable, #text))
    });
    let path = docs::plain(&api.path);
    let about = docs::inner_attributes(&[
        "Runs the example of an operation against a server, such as an emulator of the vendor:"
            .to_owned(),
        format!("```sh\n{}\n```", commands(lowered, package)),
        format!(
            "They are for the top of a repository whose spec is `{}`; where the spec stands elsewhere, give its path.",
            docs::plain(&docs::one_line(&spec(api)))
        ),
        "Without an operation, it lists them.".to_owned(),
        "Settings come from the environment; those of `SETTINGS` that are not there are made up."
            .to_owned(),
        format!("Generated from `{path}` by `apiloom generate`; edit the spec, not this file."),
    ]);
    let setting = (!made.is_empty()).then(|| {
        quote! {
            let setting = |name: &str| {
                let made_up = SETTINGS.iter().find(|(known, _)| *known == name);
                let made_up = || made_up.map(|(_, text)| (*text).to_owned());
                given(name).or_else(made_up).unwrap_or_default()
            };
        }
    });
    let given = match made.is_empty() && further.is_empty() {
        true => quote!(_),
        false => quote!(given),
    };
    let deep = deep(lowered);
    Some(quote! {
        #about
        #deep

        /// What runs the example of an operation.
        pub type Run = fn(&Client) -> Result<(), Box<dyn std::error::Error>>;

        /// The operations, each with what runs its example.
        pub const OPERATIONS: &[(&str, Run)] = &[#(#rows),*];

        fn main() -> Result<(), Box<dyn std::error::Error>> {
            let arguments: Vec<String> = std::env::args().skip(1).collect();
            let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
            let (name, server) = match arguments[..] {
                [] => {
                    for (name, _) in OPERATIONS {
                        println!("{name}");
                    }
                    return Ok(());
                }
                [name, "--server", server] => (name, server),
                _ => return Err("usage: [OPERATION --server URL]".into()),
            };
            let operation = OPERATIONS.iter().find(|(known, _)| *known == name);
            let (_, run) = operation.ok_or_else(|| format!("there is no operation `{name}`"))?;
            run(&client_of(|name| std::env::var(name).ok(), server)?)
        }

        /// The settings by their variables of the environment, with values that are made up.
        pub const SETTINGS: &[(&str, &str)] = &[#(#lines),*];

        /// A client of a server. `given` has settings by their variables of the environment.
        pub fn client_of(
            #given: impl Fn(&str) -> Option<String>,
            server: &str,
        ) -> Result<Client, Box<dyn std::error::Error>> {
            #setting
            let #mutable settings = #settings;
            #(#further)*
            Ok(Client::new(settings).configure(|core| core.with_server(server)))
        }

        #(#functions)*
    })
}

/// The commands that start an emulator and run an example, for a shell.
pub(super) fn commands(lowered: &Lowered<'_>, package: &str) -> String {
    let api = lowered.api;
    let settings = made(lowered, &settings(lowered)).into_iter();
    let settings = settings.map(|(name, text)| format!(" --set {}={}", name.snake(), word(&text)));
    let settings: String = settings.collect();
    let operation = api.operations.first().map(|first| first.name.snake());
    format!(
        "apiloom serve {} --port 4010{settings} &\ncargo run -p {package} --example operations -- {} --server http://127.0.0.1:4010{}",
        word(&spec(api)),
        operation.unwrap_or_default(),
        prefix(api)
    )
}

/// Where a spec stands if its folder is called as the commands call it when nobody says otherwise.
///
/// The path of an API is the name of its file alone, so that the same bytes are made wherever it stands.
pub(super) fn spec(api: &Api) -> String {
    format!("specs/{}", api.path)
}

/// A text as a word of a shell that stands in documentation.
fn word(text: &str) -> String {
    shell::word(&docs::plain(&docs::one_line(text)))
}

/// The path of the address of the first server.
fn prefix(api: &Api) -> String {
    let parts = api.servers.first().map(|server| server.url.as_slice());
    let text = |part: &TemplatePart| match part {
        TemplatePart::Text(text) => text.clone(),
        TemplatePart::Setting { .. } => "x".to_owned(),
    };
    let url: String = parts.unwrap_or_default().iter().map(text).collect();
    let rest = url.split_once("://").map_or("", |(_, rest)| rest);
    rest.split_once('/')
        .map_or_else(String::new, |(_, path)| format!("/{path}"))
}

/// The settings that are asked for by name, with what is made up for them.
fn made(lowered: &Lowered<'_>, given: &Json) -> Vec<(Name, String)> {
    let settings = lowered.api.settings.iter().map(|setting| &setting.field);
    let made = settings.filter_map(|field| {
        let is_asked = matches!(
            field.ty,
            Type::Secret | Type::String(_) | Type::Int32 | Type::Int64
        );
        let text = given.get(field.wire.as_str())?.scalar_text()?;
        is_asked.then(|| (field.name.clone(), text.into_owned()))
    });
    made.collect()
}

/// The statements that set what may be left out, and is not made up.
fn further(lowered: &Lowered<'_>, given: &Json) -> Vec<TokenStream> {
    let api = lowered.api;
    let settings = api.settings.iter().map(|setting| (setting, &setting.field));
    let further = settings.filter_map(|(setting, field)| {
        let is_text = matches!(field.ty, Type::Secret | Type::String(_));
        let is_free = field.presence == Presence::Optional && setting.default.is_none();
        let is_left = given.get(field.wire.as_str()).is_none();
        let (variable, setter) = (variable(api, &field.name), ident::setter(&field.name));
        (is_text && is_free && is_left).then(|| {
            quote! {
                if let Some(text) = given(#variable) {
                    settings = settings.#setter(text);
                }
            }
        })
    });
    further.collect()
}

/// The row of an operation, and the function that runs its first example that is a success.
fn run(
    lowered: &Lowered<'_>,
    values: &Values<'_>,
    operation: &Operation,
) -> Option<(TokenStream, TokenStream)> {
    let mut calls = calls(lowered, values, operation).into_iter();
    let called = calls.find(|called| called.fails.is_none())?;
    let (name, text) = (
        format_ident!("{}_example", operation.name.snake()),
        operation.name.snake(),
    );
    let example = called.example.and_then(|at| operation.examples.get(at));
    let title = example.map(|example| docs::both(&example.facts.title).join(" · "));
    let title = title.filter(|title| !title.is_empty());
    let about = docs::attributes(&[title.unwrap_or_else(|| format!("The operation `{text}`."))]);
    let statements = called.statements(lowered, Waiting::Blocking);
    let function = quote! {
        #about
        fn #name(client: &Client) -> Result<(), Box<dyn std::error::Error>> {
            #statements
            Ok(())
        }
    };
    Some((quote!((#text, #name)), function))
}
