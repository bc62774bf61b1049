//! An operation: its inputs, its static description, how it is encoded and decoded, and its method.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::record::constant_tokens;
use super::required::constructor;
use super::setter::setters_of;
use super::{docs, members, text};
use crate::expr::{self, Typed};
use crate::ident;
use crate::lower::{Given, Inputs, Lowered, Slot, inputs, repr, required};
use crate::model::{
    Absent, AuthUse, Body, Effect, Encode, Field, Let, ListStyle, Operation, Parameter, Payload,
    Place, Repeat, Returns, Type, Update, Where,
};

pub(super) fn operation(
    lowered: &Lowered<'_>,
    tables: &members::Updated,
    operation: &Operation,
) -> TokenStream {
    let name = lowered.inputs_ident(operation);
    let method = ident::method(&operation.name);
    let inputs = inputs(lowered, operation);
    let mut about = operation_docs(operation);
    let user = docs::method(&method);
    if let Given::Positional = required(&inputs.given) {
        about.extend(docs::decisions(
            inputs.given.iter().map(|(field, _)| *field),
        ));
    }
    let constructor = constructor(&name, &user, &inputs.given, docs::field);
    let item = &constructor.item;
    let definition = definition(&name, &method, &inputs);
    let description = description(lowered, operation);
    let (output, decode) = answer(lowered, operation.returns.as_ref());
    let answer_name = if operation.returns.is_some() {
        quote!(answer)
    } else {
        quote!(_)
    };
    let encode = encode(lowered, operation);
    let request_name = if encode.is_empty() {
        quote!(_)
    } else {
        quote!(request)
    };
    let setters = setters(&name, &inputs);
    let (parameters, prelude, fields) = (
        &constructor.parameters,
        &constructor.prelude,
        &constructor.fields,
    );
    let (computed, computed_fields) = computed(lowered, &inputs);
    let (table, constant) = members::changes(lowered, tables, operation).unzip();
    let comma = (!parameters.is_empty()).then(|| quote!(,));
    let about = docs::attributes(&about);
    quote! {
        #definition
        #item

        static OPERATION: Operation = #description;

        #table

        impl Operate for #name {
            type Output = #output;
            const OPERATION: &'static Operation = &OPERATION;
            #constant
            fn encode(&self, #request_name: &mut RequestBuilder) { #encode }
            fn decode(#answer_name: &Answer<'_>) -> Result<#output, DecodeError> { #decode }
        }

        impl Client {
            #about
            pub fn #method(&self #comma #parameters) -> Call<#name> {
                #prelude
                #computed
                self.call(#name { #fields #computed_fields })
            }
        }

        #setters
    }
}

fn operation_docs(operation: &Operation) -> Vec<String> {
    let facts = &operation.facts;
    let mut paragraphs = Vec::new();
    let titled = !facts.title.is_empty() && !facts.doc.is_empty();
    if titled {
        paragraphs.extend(
            docs::both(&facts.title)
                .first()
                .map(|title| sentence(title)),
        );
    }
    paragraphs.extend(docs::paragraphs(
        facts,
        &format!("The operation `{}` of the spec.", operation.name.snake()),
    ));
    let (method, path) = (&operation.method, docs::plain(&operation.path));
    paragraphs.push(format!(
        "Sends `{method} {path}`; {}.",
        effect_words(operation)
    ));
    if !operation.permissions.is_empty() {
        let names: Vec<String> = operation.permissions.iter().flat_map(docs::both).collect();
        paragraphs.push(format!("Needs the permission {}.", names.join(", ")));
    }
    for rule in operation
        .rules
        .iter()
        .filter(|rule| !rule.message.is_empty())
    {
        paragraphs.push(format!("Rule: {}", docs::both(&rule.message).join(" ")));
    }
    paragraphs
}

fn sentence(text: &str) -> String {
    match text.ends_with(['.', '!', '?', '。']) {
        true => text.to_owned(),
        false => format!("{text}."),
    }
}

fn effect_words(operation: &Operation) -> String {
    let effect = match operation.effect {
        Effect::Read => "it changes nothing",
        Effect::Write => "it writes",
        Effect::Delete => "it deletes",
    };
    let update = match operation.update {
        Some(Update::Merge) => ", and what is left out stays as it is",
        Some(Update::MergeById) => ", item by item",
        Some(Update::Replace) => ", and what is left out is erased",
        Some(Update::Unknown) => ", and what becomes of what is left out is not documented",
        None => "",
    };
    format!("{effect}{update}")
}

/// The inputs of a call, as data.
fn definition(name: &Ident, method: &Ident, inputs: &Inputs<'_>) -> TokenStream {
    let about = docs::attributes(&[format!("The inputs of {}.", docs::method(method))]);
    let fields = inputs.given.iter().map(|(field, slot)| {
        let (about, name, ty) = (
            docs::attributes(&docs::field(field)),
            ident::snake(&field.name),
            &slot.ty,
        );
        quote!(#about pub #name: #ty,)
    });
    let computed = inputs.computed.iter().map(|field| {
        let (name, ty) = (ident::snake(&field.name), computed_type(field));
        let mut about = docs::field(field);
        about.push("Computed by the client.".to_owned());
        let about = docs::attributes(&about);
        quote!(#about pub #name: #ty,)
    });
    let body = match inputs.given.is_empty() && inputs.computed.is_empty() {
        true => quote!(;),
        false => quote!({ #(#fields)* #(#computed)* }),
    };
    quote! {
        #about
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub struct #name #body
    }
}

fn computed_type(field: &Field) -> TokenStream {
    let value = field.value.as_ref();
    let (kind, optional) = match value.map(|value| &value.ty.kind) {
        Some(expr::Kind::Optional(inner)) => (Some(&**inner), true),
        kind => (kind, false),
    };
    let secret = value.is_some_and(|value| value.ty.secret);
    let ty = match kind {
        _ if secret => quote!(Secret),
        Some(expr::Kind::Int) => quote!(i64),
        Some(expr::Kind::Bool) => quote!(bool),
        _ => quote!(String),
    };
    if optional { quote!(Option<#ty>) } else { ty }
}

/// The statements that compute inputs, and their fields of the struct literal.
pub(super) fn computed(lowered: &Lowered<'_>, inputs: &Inputs<'_>) -> (TokenStream, TokenStream) {
    let values: Vec<&Typed> = inputs
        .computed
        .iter()
        .filter_map(|field| field.value.as_ref())
        .collect();
    // The vendor's own values that these need, directly or through others, in their order.
    let mut needed: Vec<&Let> = Vec::new();
    for made in lowered.api.lets.iter().rev() {
        let name = made.name.snake();
        let later = needed
            .iter()
            .map(|made| &made.value)
            .chain(values.iter().copied());
        if later
            .into_iter()
            .any(|value| expr::uses(value).names.contains(&name))
        {
            needed.insert(0, made);
        }
    }
    let all = needed
        .iter()
        .map(|made| &made.value)
        .chain(values.iter().copied());
    let settings = all
        .into_iter()
        .any(|value| expr::uses(value).roots.contains("settings"));
    let settings = settings.then(|| quote!(let settings = &self.settings;));
    let lets = needed.iter().map(|made| {
        let (name, value) = (ident::snake(&made.name), expr::rust(&made.value));
        quote!(let #name = #value;)
    });
    let mut names = Vec::new();
    let mut made = Vec::new();
    for field in &inputs.computed {
        let Some(value) = &field.value else { continue };
        let tokens = match text::code(value) {
            Some(code) => quote!(#code.to_owned()),
            None => expr::rust(value),
        };
        made.push(match (value.ty.secret, &value.ty.kind) {
            (true, expr::Kind::Optional(_)) => quote!(#tokens.map(Secret::from)),
            (true, _) => quote!(Secret::from(#tokens)),
            (false, _) => tokens,
        });
        names.push(ident::snake(&field.name));
    }
    let prelude = quote!(#settings #(#lets)*);
    // What is computed with must not hide an input of the same name.
    let taken = |name: &str| {
        inputs
            .given
            .iter()
            .any(|(field, _)| field.name.snake() == name)
    };
    let hides = taken("settings") || needed.iter().any(|made| taken(&made.name.snake()));
    match (hides && !prelude.is_empty(), &names[..], &made[..]) {
        (false, ..) => (prelude, quote!(#(#names: #made,)*)),
        (true, [name], [value]) => (quote!(let #name = { #prelude #value };), quote!(#name,)),
        (true, ..) => (
            quote!(let (#(#names),*) = { #prelude (#(#made),*) };),
            quote!(#(#names,)*),
        ),
    }
}

fn description(lowered: &Lowered<'_>, operation: &Operation) -> TokenStream {
    let id = operation.name.snake();
    let method = format_ident!("{}", operation.method);
    let (path, server) = (&operation.path, &operation.server);
    let auth = match &operation.auth {
        AuthUse::None => quote!(Auth::None),
        AuthUse::Any(schemes) => quote!(Auth::Any(&[#(#schemes),*])),
        AuthUse::All(schemes) => quote!(Auth::All(&[#(#schemes),*])),
    };
    let effect = match operation.effect {
        Effect::Read => quote!(Effect::Read),
        Effect::Write => quote!(Effect::Write),
        Effect::Delete => quote!(Effect::Delete),
    };
    let repeat = match operation.repeat {
        Repeat::Safe => quote!(Repeat::Safe),
        Repeat::Keyed => keyed(operation),
        Repeat::Never => quote!(Repeat::Never),
    };
    let facts = operation
        .constants
        .iter()
        .map(|(name, value)| quote!((#name, #value)));
    let limits = super::limit::limits(lowered, operation);
    let judge = match operation.envelope {
        Some(index) => {
            let name = ident::snake(&lowered.api.envelopes[index].name);
            quote!(envelopes::#name)
        }
        None => quote!(Verdict::by_status),
    };
    quote! {
        Operation {
            id: #id,
            method: Method::#method,
            path: #path,
            server: #server,
            auth: #auth,
            effect: #effect,
            repeat: #repeat,
            facts: &[#(#facts),*],
            judge: #judge,
            errors: errors::ERRORS,
            limits: #limits,
        }
    }
}

/// That a call may be sent again because it has a key; without a place for one, it may not.
fn keyed(operation: &Operation) -> TokenStream {
    let Some((place, name)) = &operation.key else {
        return quote!(Repeat::Never);
    };
    match place {
        Where::Header => quote!(Repeat::Keyed(IdempotencyKey::Header(#name))),
        Where::Query => quote!(Repeat::Keyed(IdempotencyKey::Query(#name))),
        Where::Body => quote!(Repeat::Keyed(IdempotencyKey::Body(#name))),
        // No check lets a key into a cookie.
        Where::Cookie => quote!(Repeat::Never),
    }
}

/// The type of an answer and the expression that reads it.
fn answer(lowered: &Lowered<'_>, returns: Option<&Returns>) -> (TokenStream, TokenStream) {
    let Some(returns) = returns else {
        return (quote!(()), quote!(Ok(())));
    };
    let repr = repr(lowered, &returns.ty);
    let (ty, at) = (&repr.ty, &returns.at);
    let (plain, coded) = match returns.absent {
        Absent::Refused => ("read", "read_as"),
        Absent::Empty => ("read_or_blank", "read_or_blank_as"),
        Absent::None => ("read_maybe", "read_maybe_as"),
    };
    let read = match &repr.codec {
        Some(codec) => {
            let method = ident::word(coded);
            quote!(answer.#method(&[#(#at),*], #codec))
        }
        None => {
            let method = ident::word(plain);
            quote!(answer.#method(&[#(#at),*]))
        }
    };
    match returns.absent {
        Absent::None => (quote!(Option<#ty>), read),
        _ => (ty.clone(), read),
    }
}

fn encode(lowered: &Lowered<'_>, operation: &Operation) -> TokenStream {
    let parameters = operation
        .parameters
        .iter()
        .map(|parameter| encode_parameter(lowered, parameter));
    let body = operation
        .body
        .as_ref()
        .map(|body| encode_body(lowered, body));
    quote!(#(#parameters)* #body)
}

fn encode_parameter(lowered: &Lowered<'_>, parameter: &Parameter) -> TokenStream {
    let field = &parameter.field;
    let (wire, name) = (field.wire.as_str(), ident::snake(&field.name));
    if let Some(constant) = field.constant.as_ref().map(|constant| &constant.text) {
        let method = match parameter.place {
            Place::Path => return quote!(request.path(#wire, &#constant.to_owned());),
            Place::Query => "query_const",
            Place::Header => "header_const",
            Place::Cookie => "cookie_const",
        };
        let method = ident::word(method);
        return quote!(request.#method(#wire, #constant););
    }
    let place = match parameter.place {
        Place::Path => "path",
        Place::Query => "query",
        Place::Header => "header",
        Place::Cookie => "cookie",
    };
    if field.value.is_some() {
        let method = ident::word(place);
        return quote!(request.#method(#wire, &self.#name););
    }
    encode_input(place, field, &lowered.input(field))
}

/// One input as text: in a query or form also lists and spread values.
fn encode_input(place: &str, field: &Field, slot: &Slot) -> TokenStream {
    let (wire, name) = (field.wire.as_str(), ident::snake(&field.name));
    let call = |suffix: &str| format_ident!("{place}{suffix}");
    if field.spread {
        let method = call("_spread");
        return quote!(request.#method(&self.#name););
    }
    if matches!(field.ty, Type::List(_)) && matches!(place, "query" | "form") {
        let style = match field.style {
            ListStyle::Repeat => quote!(ListStyle::Repeat),
            ListStyle::Csv => quote!(ListStyle::Csv),
            ListStyle::Brackets => quote!(ListStyle::Brackets),
            ListStyle::Index0 => quote!(ListStyle::Index0),
            ListStyle::Index1 => quote!(ListStyle::Index1),
        };
        return match &slot.codec {
            Some(codec) => {
                let method = call("_list_as");
                quote!(request.#method(#wire, #style, #codec, &self.#name);)
            }
            None => {
                let method = call("_list");
                quote!(request.#method(#wire, #style, &self.#name);)
            }
        };
    }
    match &slot.codec {
        Some(codec) => {
            let method = call("_as");
            quote!(request.#method(#wire, #codec, &self.#name);)
        }
        None => {
            let method = ident::word(place);
            quote!(request.#method(#wire, &self.#name);)
        }
    }
}

fn encode_body(lowered: &Lowered<'_>, body: &Body) -> TokenStream {
    match (&body.payload, body.encode) {
        (Payload::Whole(field), Encode::Json) => {
            let (slot, name) = (lowered.input(field), ident::snake(&field.name));
            match &slot.codec {
                Some(codec) => quote!(request.body_as(#codec, &self.#name);),
                None => quote!(request.body(&self.#name);),
            }
        }
        (Payload::Whole(field), Encode::Form) => {
            let name = ident::snake(&field.name);
            quote!(request.form_spread(&self.#name);)
        }
        (Payload::Fields(fields), Encode::Form) => {
            let fields = fields.iter().map(|field| match &field.constant {
                Some(constant) => {
                    let (wire, constant) = (field.wire.as_str(), &constant.text);
                    quote!(request.form_const(#wire, #constant);)
                }
                None if field.value.is_some() => {
                    let (wire, name) = (field.wire.as_str(), ident::snake(&field.name));
                    quote!(request.form(#wire, &self.#name);)
                }
                None => encode_input("form", field, &lowered.input(field)),
            });
            quote!(request.form_body(); #(#fields)*)
        }
        (Payload::Fields(fields), Encode::Json) => {
            let writes: Vec<_> = fields
                .iter()
                .map(|field| encode_member(lowered, field))
                .collect();
            match writes.is_empty() {
                true => quote!(request.body_fields(|_| {});),
                false => quote!(request.body_fields(|e| { #(#writes)* });),
            }
        }
    }
}

fn encode_member(lowered: &Lowered<'_>, field: &Field) -> TokenStream {
    let (wire, name) = (field.wire.as_str(), ident::snake(&field.name));
    if let Some(constant) = &field.constant {
        let constant = constant_tokens(constant);
        return quote!(e.field(#wire, &#constant););
    }
    if field.spread {
        return quote!(e.spread(&self.#name););
    }
    if field.value.is_some() {
        return quote!(e.field(#wire, &self.#name););
    }
    match &lowered.input(field).codec {
        Some(codec) => quote!(e.field_as(#wire, #codec, &self.#name);),
        None => quote!(e.field(#wire, &self.#name);),
    }
}

/// The setters of the inputs that may be left out.
fn setters(name: &Ident, inputs: &Inputs<'_>) -> TokenStream {
    let setters: Vec<TokenStream> = inputs
        .given
        .iter()
        .filter(|(_, slot)| !slot.required)
        .map(|(field, slot)| setters_of(field, slot, &quote!(self.inputs)))
        .collect();
    match setters.is_empty() {
        true => TokenStream::new(),
        false => quote!(impl Call<#name> { #(#setters)* }),
    }
}
