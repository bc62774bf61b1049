//! What the root of a client says to its users: what is where, how to begin, and what to know of the vendor.

use proc_macro2::TokenStream;
use quote::quote;

use super::answered::Waiting;
use super::doc_test::{self, Use};
use super::sample::Sampler;
use super::samples::{CANDIDATES, Called, calls, client, fetches, first};
use super::{Layout, beside, docs, samples};
use crate::ident;
use crate::interpret::Values;
use crate::lower::Lowered;
use crate::model::{
    Api, AuthUse, Decode, Docs, Effect, ErrorCode, ErrorKind, Limit, Operation, Placed, Presence,
    Scheme, Setting, Type, Where,
};

/// The most codes of a vendor that are listed by their kinds; of more, there is the enum.
const CODES: usize = 24;

/// The sections of the root's documentation.
pub(super) fn guide(lowered: &Lowered<'_>, values: &Values<'_>, layout: Layout) -> Vec<String> {
    let api = lowered.api;
    let mut guide = Vec::new();
    let first = first(lowered, values).filter(|_| layout == Layout::Crate);
    if let Some(first) = &first
        && let Some(block) = begin(lowered, first)
    {
        guide.extend(["# Getting started".to_owned(), block]);
        guide.push(beside::without_async(first.operation));
        guide.extend(beside::hooks(api, docs::is_chinese(api)));
    }
    guide.extend(["# What is where".to_owned(), modules(api, layout)]);
    guide.extend(authentication(api));
    guide.extend(settings(api));
    guide.extend([
        "# Errors".to_owned(),
        "[`Client`](Client#errors) says how calls fail, and which codes of the vendor are known."
            .to_owned(),
    ]);
    guide.extend(limits(api, layout));
    let writes = api.operations.iter().any(|o| o.effect != Effect::Read);
    if writes {
        guide.push("# Dry runs".to_owned());
        guide.push("[`Call::dry_run`] gives the exact request and what it would change at the vendor, also what would be lost; nothing is sent.".to_owned());
    }
    guide.push("# Tests without a network".to_owned());
    guide.push(
        "[`Client::with_transport`] takes anything that answers requests: answers written in the test or recorded before (`replay` of `apiloom`), or a function (`transport::from_fn` of `apiloom`).\n[`Call::prepare`] gives the signed request and [`Call::answer`] reads a response, without any transport."
            .to_owned(),
    );
    if layout == Layout::Crate {
        guide.extend(replayed(lowered, values));
        guide.push("# Features".to_owned());
        guide.push(FEATURES.to_owned());
    }
    guide.extend(documents(api));
    guide
}

/// What the features of a client's crate are for.
const FEATURES: &str = "\
- `hyper` (default): sends over HTTPS; without it, bring a transport of your own.
- `gzip` (default): asks for answers that are compressed with gzip, and unpacks them.
- `serde`: `serde::Serialize` and `serde::Deserialize` for the types.";

/// The program that makes a client and calls an operation.
fn begin(lowered: &Lowered<'_>, first: &Called<'_>) -> Option<String> {
    let (client, call) = (client(lowered)?, first.statements(lowered, Waiting::Async));
    doc_test::block(lowered, "", &quote!(#client #call), Use::Compiled)
}

/// A test against an answer of the spec, which runs.
fn replayed(lowered: &Lowered<'_>, values: &Values<'_>) -> Option<String> {
    let sampler = Sampler::new(lowered);
    let settings = sampler.settings(&samples::settings(lowered))?;
    let operations = lowered.api.operations.iter().take(CANDIDATES);
    let shown = operations.flat_map(|operation| calls(lowered, values, operation));
    let answered = shown.filter_map(|called| {
        let example = called.operation.examples.get(called.example?)?;
        let answer = example.answer.as_ref()?;
        let returns = called.operation.returns.as_ref();
        let is_json = returns.is_none_or(|returns| returns.decode == Decode::Json);
        let body = answer.body.as_ref().map(super::sample::json_literal);
        let body = body.unwrap_or_else(|| quote!(""));
        let fits = is_json && answer.fails.is_none() && answer.headers.is_empty();
        fits.then_some((called, body, answer.status))
    });
    let rank = |(called, body, _): &(Called<'_>, TokenStream, u16)| {
        let length = called.tokens.to_string().len() + body.to_string().len();
        (fetches(lowered.api, called.operation), length)
    };
    let (called, body, status) = answered.min_by_key(rank)?;
    let (call, operation) = (&called.tokens, called.operation);
    let status = proc_macro2::Literal::u16_unsuffixed(status);
    let tokens: Vec<TokenStream> =
        super::examples::tokens(lowered.api, |scheme| uses(operation, scheme));
    let statements = quote! {
        let replay = Arc::new(replay::Replay::new().then(#status, #body));
        let client = Client::with_transport(#settings, replay.clone());
        #(#tokens)*
        client #call.blocking()?;
        assert_eq!(replay.requests().len(), 1);
    };
    doc_test::block(lowered, "", &statements, Use::Run)
}

fn modules(api: &Api, layout: Layout) -> String {
    let mut list = vec![
        "- [`Client`] has a method for each operation; [`operations`] lists them, with their inputs as data."
            .to_owned(),
        "- [`Settings`] are what a client is made from.".to_owned(),
        "- [`Call`] is what a method gives: set inputs that may be left out, then `.await` it; it can be tried by [`dry_run`](Call::dry_run), checked by [`validate`](Call::validate), and given a deadline, a retry policy or a header of its own."
            .to_owned(),
    ];
    let has_types = api
        .types
        .iter()
        .any(|ty| ty.usage.request || ty.usage.response);
    if has_types {
        list.push("- [`types`] are the types of requests and answers.".to_owned());
    }
    if !api.errors.is_empty() {
        list.push("- [`ErrorCode`] are the failures that the vendor documents.".to_owned());
    }
    if layout == Layout::Crate {
        list.push(
            "- [`Error`] is what a call fails with, and [`Kind`] what sort of thing went wrong."
                .to_owned(),
        );
    }
    list.push(
        "- `apiloom` is the runtime: values such as `Date`, `Decimal` and `Secret`, retries, hooks, transports."
            .to_owned(),
    );
    list.join("\n")
}

fn authentication(api: &Api) -> Vec<String> {
    if api.schemes.is_empty() {
        return Vec::new();
    }
    let mut about = vec!["# Authentication".to_owned()];
    about.push(format!(
        "The client authenticates each call as its operation demands; {}.",
        demanded(api)
    ));
    let list: Vec<String> = api
        .schemes
        .iter()
        .map(|scheme| of_scheme(api, scheme))
        .collect();
    about.push(list.join("\n"));
    if api.operations.iter().any(chooses) {
        about.push(
            "Where an operation offers several, the first is used unless [`Call::with_scheme`] says otherwise."
                .to_owned(),
        );
    }
    about
}

/// What a user has to do so that calls are authenticated.
fn demanded(api: &Api) -> String {
    let hooks = beside::hook_names(api);
    let tokens = api.schemes.iter().filter(|scheme| {
        let token = scheme.token.as_ref();
        token.is_some_and(|token| token.setting.is_none() && token.operation.is_none())
    });
    let tokens = tokens.map(|scheme| format!("`Client::{}`", super::client::token_setter(scheme)));
    let tokens: Vec<String> = tokens.collect();
    let mut more = Vec::new();
    if !hooks.is_empty() {
        more.push(format!("what you write as {}", hooks.join(", ")));
    }
    if !tokens.is_empty() {
        more.push(format!("the token that {} sets", tokens.join(", ")));
    }
    match more.is_empty() {
        true => "there is nothing to do but to give the settings".to_owned(),
        false => format!("it needs the settings and {}", more.join(" and ")),
    }
}

/// Whether a call authenticates by a scheme unless its caller chooses another.
fn uses(operation: &Operation, scheme: &Scheme) -> bool {
    match &operation.auth {
        AuthUse::None => false,
        AuthUse::Any(schemes) => schemes.first() == Some(&scheme.id),
        AuthUse::All(schemes) => schemes.contains(&scheme.id),
    }
}

/// Whether callers may choose how an operation authenticates.
fn chooses(operation: &Operation) -> bool {
    matches!(&operation.auth, AuthUse::Any(schemes) if schemes.len() > 1)
}

/// What is said of a scheme, as an item of a list.
fn of_scheme(api: &Api, scheme: &Scheme) -> String {
    let described = Some(lines(&scheme.facts.doc)).filter(|lines| !lines.is_empty());
    let mut said: Vec<String> = described.into_iter().collect();
    let placed: Vec<&Placed> = scheme.stamps.iter().chain(&scheme.seals).collect();
    let by_place = placed.chunk_by(|one, next| one.place == next.place);
    let placed: Vec<String> = by_place
        .filter_map(|placed| {
            let place = match placed.first()?.place {
                Where::Query => "the query",
                Where::Header => "the headers",
                Where::Cookie => "cookies",
                Where::Body => "the body",
            };
            let names = placed
                .iter()
                .map(|one| format!("`{}`", docs::plain(&one.wire)));
            let names: Vec<String> = names.collect();
            Some(format!("{} in {place}", names.join(", ")))
        })
        .collect();
    if !placed.is_empty() {
        said.push(format!("It sends {}.", placed.join(" and ")));
    }
    if let Some(token) = &scheme.token {
        let given = token.setting.as_ref().map(|name| {
            let name = name.snake();
            format!("the setting [`{name}`](Settings::{name})")
        });
        let fetched = token.operation.as_ref();
        let known = |name: &&crate::model::Name| api.operations.iter().any(|o| o.name == **name);
        let fetched = fetched
            .filter(known)
            .map(|name| docs::method(&ident::method(name)));
        let from = match (given, fetched) {
            (Some(given), Some(fetched)) => format!(
                "Its token is {given}, or is fetched by {fetched} when it is needed and kept for as long as it lives."
            ),
            (Some(given), None) => format!("Its token is {given}."),
            (None, Some(fetched)) => format!(
                "Its token is fetched by {fetched} when it is needed, and kept for as long as it lives."
            ),
            (None, None) => "Its token is given to the client.".to_owned(),
        };
        let set = super::client::token_setter(scheme);
        said.push(format!("{from} [`Client::{set}`] sets another."));
    }
    format!("- `{}`: {}", docs::plain(&scheme.id), said.join("\n  "))
}

fn settings(api: &Api) -> Vec<String> {
    if api.settings.is_empty() && api.hooks.is_empty() {
        return Vec::new();
    }
    let settings = api.settings.iter().map(of_setting);
    let hooks = api.hooks.iter().map(|hook| {
        let name = ident::suffixed(&ident::camel(&hook.name), "Hook");
        let about = match hook.facts.doc.is_empty() {
            true => docs::escape(&hook.name.spaced()),
            false => lines(&hook.facts.doc),
        };
        format!("- [`{name}`]: a function of yours. {about}")
    });
    let list: Vec<String> = settings.chain(hooks).collect();
    let mut about = vec!["# Settings".to_owned(), list.join("\n")];
    if api
        .settings
        .iter()
        .any(|setting| setting.field.ty == Type::Secret)
    {
        about.push(
            "Secrets are shown nowhere: not by `Debug`, not in errors, and not in what hooks are told."
                .to_owned(),
        );
    }
    about
}

/// What is said of a setting, as an item of a list.
fn of_setting(setting: &Setting) -> String {
    let field = &setting.field;
    let name = field.name.snake();
    let given = match (&setting.default, field.presence) {
        (Some(default), _) => format!("default `{}`", docs::plain(default)),
        (None, Presence::Required) => "required".to_owned(),
        (None, Presence::Optional) => "may be left out".to_owned(),
    };
    let secret = if field.ty == Type::Secret {
        ", secret"
    } else {
        ""
    };
    let about = match lines(&field.facts.doc) {
        about if about.is_empty() => about,
        about => format!(": {about}"),
    };
    format!(
        "- [`{name}`](Settings::{}) ({given}{secret}){about}",
        docs::bare(&ident::snake(&field.name))
    )
}

/// A text in its languages, a line each, inside an item of a list.
fn lines(text: &Docs) -> String {
    let lines = docs::both(text);
    let lines: Vec<String> = lines.iter().map(|text| docs::one_line(text)).collect();
    lines.join("\n  ")
}

/// What is said of the errors of all calls, in a module below the root.
pub(super) fn errors(api: &Api, layout: Layout) -> Vec<String> {
    let runtime = |item: &str| docs::runtime(layout, "super::", item);
    let mut about = vec![format!(
        "A call that fails gives one {}: {} says what sort of thing went wrong, {} and {} are the vendor's words, and {} says whether the same call may work later and does no harm.\nInputs that break the rules of the spec are of {}, and nothing is sent.",
        runtime("Error"),
        runtime("Error::kind"),
        runtime("Error::code"),
        runtime("Error::message"),
        runtime("Error::is_retryable"),
        runtime("Kind::Input"),
    )];
    let codes = &api.errors;
    if codes.is_empty() {
        about.push(
            "The vendor documents no codes; what it refuses is told by HTTP status, or as the spec reads it from the answer."
                .to_owned(),
        );
        return about;
    }
    about.push("[`ErrorCode::of`](super::ErrorCode::of) gives the failures that the vendor documents, for `match`; each has a kind:".to_owned());
    let mut list = Vec::new();
    for kind in KINDS {
        let of_kind: Vec<&ErrorCode> = codes.iter().filter(|code| code.kind == *kind).collect();
        if of_kind.is_empty() {
            continue;
        }
        let named = of_kind.iter().take(CODES).map(|code| named(code));
        let mut named: Vec<String> = named.collect();
        let more = of_kind.len().saturating_sub(CODES);
        if more > 0 {
            named.push(format!("and {more} more"));
        }
        let kind = super::errors::kind(*kind);
        list.push(format!(
            "- {}: {}",
            runtime(&format!("Kind::{kind}")),
            named.join(", ")
        ));
    }
    about.push(list.join("\n"));
    about
}

/// The kinds in the order in which they are told.
const KINDS: &[ErrorKind] = &[
    ErrorKind::Auth,
    ErrorKind::Permission,
    ErrorKind::NotFound,
    ErrorKind::Invalid,
    ErrorKind::Conflict,
    ErrorKind::RateLimit,
    ErrorKind::Unavailable,
    ErrorKind::Vendor,
];

/// A code with a link to its variant.
fn named(code: &ErrorCode) -> String {
    let variant = ident::camel(&code.name);
    format!(
        "[`{variant}`](super::ErrorCode::{}) (`{}`)",
        docs::bare(&variant),
        docs::plain(&code.code)
    )
}

fn limits(api: &Api, layout: Layout) -> Vec<String> {
    let limits: Vec<String> = api.limits.iter().map(of_limit).collect();
    if limits.is_empty() {
        return Vec::new();
    }
    vec![
        "# Limits".to_owned(),
        format!(
            "The client keeps the vendor's limits: a call waits for its turn, and fails with {} if that comes after its deadline.\nClients of one account share them by `Core::with_limits`.",
            docs::runtime(layout, "", "Kind::RateLimit")
        ),
        limits.join("\n"),
    ]
}

/// What is said of a limit, as an item of a list.
fn of_limit(limit: &Limit) -> String {
    let rate = limit.rate.map(|(calls, seconds)| match seconds {
        1 => format!("{calls} calls a second"),
        seconds => format!("{calls} calls in {seconds} seconds"),
    });
    let concurrent = limit
        .concurrent
        .map(|count| format!("{count} calls at the same time"));
    let mut said: Vec<String> = rate.into_iter().chain(concurrent).collect();
    if limit.each_operation {
        said.push("counted for each operation".to_owned());
    }
    format!("- `{}`: {}", docs::plain(&limit.id), said.join(", "))
}

fn documents(api: &Api) -> Vec<String> {
    if api.documents.is_empty() {
        return Vec::new();
    }
    let documents = api.documents.iter().map(|document| {
        let title = docs::both(&document.facts.title);
        let mut said: Vec<String> = title.iter().map(|text| docs::one_line(text)).collect();
        said.extend(document.url.as_deref().map(docs::escape));
        format!("- `{}`: {}", docs::plain(&document.id), said.join(", "))
    });
    let list: Vec<String> = documents.collect();
    vec![
        "# Documents".to_owned(),
        "What is documented here is from these; `Source:` names one and a place in it.".to_owned(),
        list.join("\n"),
    ]
}
