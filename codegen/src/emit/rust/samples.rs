//! What users of a client write, for each operation and each of its examples.

use apiloom_wire::Json;
use proc_macro2::TokenStream;
use quote::quote;

use super::answered::{Waiting, answered};
use super::sample::{Sampler, Secrets, variable};
use super::{library, made, uses};
use crate::expr;
use crate::ident;
use crate::interpret::Values;
use crate::lower::{self, ByHand, Lowered};
use crate::model::{Api, Effect, Field, Operation, Presence, Scheme, Token, Type};
use crate::print;

/// Of so many operations, the best sample is looked for.
pub(super) const CANDIDATES: usize = 32;

/// Writes what users of an API's client write.
pub struct Samples<'a> {
    lowered: Lowered<'a>,
    values: Values<'a>,
}

/// How an operation is called, laid out as rustfmt lays it out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sample {
    /// The example of the operation that it is, by its index; none if the inputs are made up.
    pub example: Option<usize>,
    /// The vendor's code of the failure that the example answers, which the call is then ready for.
    pub fails: Option<String>,
    /// The whole program, which needs the client's crate and tokio.
    pub program: String,
    /// The statements that make the `client` from settings; secrets come from the environment.
    pub client: String,
    /// The `use` lines of the call.
    pub uses: String,
    /// The statements that call the operation of a `client`, and do something with its answer.
    pub call: String,
}

/// A call with its inputs.
pub(super) struct Called<'a> {
    pub(super) operation: &'a Operation,
    pub(super) example: Option<usize>,
    /// The code of the failure that it is an example of.
    pub(super) fails: Option<&'a str>,
    /// What follows `client`.
    pub(super) tokens: TokenStream,
}

impl<'a> Samples<'a> {
    /// Those of an API.
    pub fn new(api: &'a Api) -> Self {
        Self {
            lowered: lower::api(api, ByHand::Described),
            values: Values::new(api),
        }
    }

    /// The samples of an operation: one for each example that has a request, or one with inputs that are made
    /// up if none has.
    ///
    /// There is none where nothing simple keeps the rules, or only a type written by hand knows its values.
    pub fn of(&self, operation: &Operation) -> Vec<Sample> {
        let calls = calls(&self.lowered, &self.values, operation);
        let samples = calls.iter().filter_map(|call| self.sample(call));
        samples.collect()
    }

    /// Inputs of an operation that are made up and keep its rules, for one without an example.
    pub fn made_inputs(&self, operation: &Operation) -> Option<Json> {
        made::inputs(&self.values, operation)
    }

    /// The settings that the programs give: those that are made up, and the secrets that stand for a token.
    pub fn settings(&self) -> Json {
        settings(&self.lowered)
    }

    /// The program to begin with: the least harmful call.
    pub fn first_program(&self) -> Option<String> {
        first_program(&self.lowered, &self.values)
    }

    fn sample(&self, called: &Called<'_>) -> Option<Sample> {
        let lowered = &self.lowered;
        let client = client(lowered)?;
        let call = called.statements(lowered, Waiting::Async);
        let deep = deep(lowered);
        let main = quote! {
            #deep
            #[tokio::main]
            async fn main() -> Result<(), Box<dyn std::error::Error>> {
                #client
                #call
                Ok(())
            }
        };
        let program = parted(&text(lowered, &main)?);
        let (uses, call) = apart(lowered, &call)?;
        Some(Sample {
            example: called.example,
            fails: called.fails.map(str::to_owned),
            program,
            client: apart(lowered, &client)?.1,
            uses,
            call,
        })
    }
}

impl Called<'_> {
    /// The statements that call it, and do something with the answer.
    pub(super) fn statements(&self, lowered: &Lowered<'_>, waiting: Waiting) -> TokenStream {
        answered(lowered, self.operation, &self.tokens, self.fails, waiting)
    }
}

/// The calls of an operation by its examples, each once; with made-up inputs if no example has a request.
pub(super) fn calls<'a>(
    lowered: &Lowered<'_>,
    values: &Values<'_>,
    operation: &'a Operation,
) -> Vec<Called<'a>> {
    let sampler = Sampler::new(lowered);
    let examples = operation.examples.iter().enumerate();
    let examples = examples.filter_map(|(index, example)| {
        let answer = example.answer.as_ref();
        Some(Called {
            operation,
            example: Some(index),
            fails: answer.and_then(|answer| answer.fails.as_deref()),
            tokens: sampler.call(operation, example.request.as_ref()?)?,
        })
    });
    let calls: Vec<Called<'_>> = examples.collect();
    if !calls.is_empty() {
        return calls;
    }
    let made = made::inputs(values, operation);
    let tokens = made.and_then(|inputs| sampler.call(operation, &inputs));
    let made = tokens.map(|tokens| Called {
        operation,
        example: None,
        fails: None,
        tokens,
    });
    made.into_iter().collect()
}

/// The sample to begin with: of an operation that only reads before one that writes, and of one that loses
/// nothing before one that might; none that just fetches a token unless there is no other, and a short one of
/// those.
pub(super) fn first<'a>(lowered: &Lowered<'a>, values: &Values<'_>) -> Option<Called<'a>> {
    let api = lowered.api;
    let rank = |operation: &&Operation| {
        let harm = match operation.effect {
            Effect::Read => 0,
            Effect::Write => 1 + u8::from(operation.can_lose(&api.types)),
            Effect::Delete => 3,
        };
        (fetches(api, operation), harm)
    };
    let mut operations: Vec<&Operation> = api.operations.iter().collect();
    operations.sort_by_key(rank);
    let mut best: Option<((bool, u8), usize, Called<'a>)> = None;
    for operation in operations.into_iter().take(CANDIDATES) {
        for called in calls(lowered, values, operation) {
            let (rank, length) = (rank(&operation), called.tokens.to_string().len());
            let is_better = match &best {
                Some((known, shortest, _)) => (rank, length) < (*known, *shortest),
                None => true,
            };
            if is_better && called.fails.is_none() {
                best = Some((rank, length, called));
            }
        }
    }
    best.map(|(_, _, called)| called)
}

/// Whether an operation is there to fetch a token.
pub(super) fn fetches(api: &Api, operation: &Operation) -> bool {
    api.schemes.iter().any(|scheme| {
        let token = scheme.token.as_ref();
        token.is_some_and(|token| token.operation.as_ref() == Some(&operation.name))
    })
}

/// The program to begin with: it waits for its only answer.
pub(super) fn first_program(lowered: &Lowered<'_>, values: &Values<'_>) -> Option<String> {
    let first = first(lowered, values)?;
    let (client, call) = (
        client(lowered)?,
        first.statements(lowered, Waiting::Blocking),
    );
    let deep = deep(lowered);
    let main = quote! {
        #deep
        fn main() -> Result<(), Box<dyn std::error::Error>> {
            #client
            #call
            Ok(())
        }
    };
    Some(parted(&text(lowered, &main)?))
}

/// The statements that make a client over HTTPS.
pub(super) fn client(lowered: &Lowered<'_>) -> Option<TokenStream> {
    let sampler = Sampler::new(lowered).with_secrets(Secrets::Environment);
    let settings = sampler.settings(&settings(lowered))?;
    Some(quote! {
        let settings = #settings;
        let client = Client::new(settings);
    })
}

/// The settings that a program gives: those that are made up, and the secrets that stand for a token.
///
/// A secret that may be left out and only buys the token that another setting is, is left out: a program that
/// demands both from the environment fails for want of one that it does not need.
pub(super) fn settings(lowered: &Lowered<'_>) -> Json {
    let api = lowered.api;
    let mut members = match made::settings(lowered) {
        Json::Object(members) => members,
        _ => Vec::new(),
    };
    let (api_settings, schemes) = (&api.settings, &api.schemes);
    members.retain(|(wire, _)| {
        let mut settings = api_settings.iter();
        let setting = settings.find(|setting| setting.field.wire.0 == *wire);
        setting.is_none_or(|setting| !only_buys(schemes, &setting.field))
    });
    for setting in &api.settings {
        let (name, wire) = (&setting.field.name, &setting.field.wire.0);
        let is_token = |scheme: &Scheme| {
            let token = scheme.token.as_ref();
            token.is_some_and(|token| token.setting.as_ref() == Some(name))
        };
        let is_given = members.iter().any(|(known, _)| known == wire);
        if !is_given && setting.field.ty == Type::Secret && api.schemes.iter().any(is_token) {
            members.push((wire.clone(), Json::from("an-example-secret")));
        }
    }
    Json::Object(members)
}

/// Whether a setting is an optional secret that buys a token, and another setting is that token.
fn only_buys(schemes: &[Scheme], field: &Field) -> bool {
    let member = format!("settings.{}", field.name.snake());
    let buys = |token: &Token| {
        let mut with = token.with.iter();
        with.any(|(_, value)| expr::uses(value).members.contains(&member))
    };
    let places = |scheme: &Scheme| {
        let mut lets = scheme.stamp_lets.iter().chain(&scheme.seal_lets);
        let mut placed = scheme.stamps.iter().chain(&scheme.seals);
        lets.any(|it| expr::uses(&it.value).members.contains(&member))
            || placed.any(|it| expr::uses(&it.value).members.contains(&member))
    };
    let mut tokens = schemes.iter().filter_map(|scheme| scheme.token.as_ref());
    field.ty == Type::Secret
        && field.presence == Presence::Optional
        && !schemes.iter().any(places)
        && tokens.any(|token| {
            let other = token.setting.as_ref().filter(|name| **name != field.name);
            other.is_some() && buys(token)
        })
}

/// What a crate has to say that uses a client with types as deep as these.
pub(super) fn deep(lowered: &Lowered<'_>) -> Option<TokenStream> {
    let limit = lowered.recursion_limit()?.to_string();
    Some(quote!(#![recursion_limit = #limit]))
}

/// The variables of the environment that programs read secrets from.
pub(super) fn secret_variables(lowered: &Lowered<'_>) -> Vec<String> {
    let (api, given) = (lowered.api, settings(lowered));
    let secrets = api.settings.iter().filter(|setting| {
        let field = &setting.field;
        field.ty == Type::Secret && given.get(field.wire.as_str()).is_some()
    });
    secrets
        .map(|setting| variable(api, &setting.field.name))
        .collect()
}

/// Items as text, with their `use` lines.
pub(super) fn text(lowered: &Lowered<'_>, items: &TokenStream) -> Option<String> {
    let mut file: syn::File = syn::parse2(items.clone()).ok()?;
    uses::add_outside(lowered, &library_ident(lowered), &mut file);
    Some(print::parsed(&file))
}

/// Statements as text, after the text of the `use` lines that they need.
pub(super) fn apart(lowered: &Lowered<'_>, statements: &TokenStream) -> Option<(String, String)> {
    let mut file: syn::File = syn::parse2(quote!(fn example() { #statements })).ok()?;
    uses::add_outside(lowered, &library_ident(lowered), &mut file);
    let Some(syn::Item::Fn(function)) = file.items.pop() else {
        return None;
    };
    let statements = print::statements(&function.block.stmts);
    Some((print::parsed(&file), statements))
}

/// A program with an empty line after its client.
pub(super) fn parted(program: &str) -> String {
    let made = "let client = Client::new(settings);\n";
    program.replacen(made, &format!("{made}\n"), 1)
}

fn library_ident(lowered: &Lowered<'_>) -> proc_macro2::Ident {
    ident::word(&library(lowered.api))
}
