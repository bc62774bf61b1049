//! An operation: its inputs, its static description, how it is encoded and decoded, and its method.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

use super::envelope::request_id_function;
use super::record::constant_tokens;
use super::required::constructor;
use super::setter::setters_of;
use super::{Layout, docs, members, text};
use crate::expr::{self, Typed};
use crate::ident;
use crate::lower::{Changes, Given, Inputs, Lowered, Slot, inputs, repr, required};
use crate::model::{
    Absent, Api, AuthUse, Body, Decode, Effect, Encode, Field, Let, Operation, PairStyle,
    Parameter, Payload, Place, Repeat, Returns, Type, TypeKind, Update, Where, has_exceptions,
};

pub(super) fn operation<'a>(
    lowered: &Lowered<'a>,
    tables: &Changes<'a>,
    operation: &'a Operation,
    (layout, samples): (Layout, &[String]),
) -> TokenStream {
    let name = lowered.inputs_ident(operation);
    let method = ident::method(&operation.name);
    let inputs = inputs(lowered, operation);
    let mut about = operation_docs(lowered, operation);
    let user = docs::method(&method);
    if let Given::Positional = required(&inputs.given) {
        about.extend(docs::decisions(
            inputs.given.iter().map(|(field, _)| *field),
        ));
    }
    about.extend(settable(&inputs, &name));
    about.extend(answers(lowered, operation));
    about.extend(failures(lowered.api, layout, operation));
    about.extend_from_slice(samples);
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
    let paged = super::paginate::paged(lowered, operation, &name);
    let setters = setters(&name, &inputs, paged.is_some());
    let receive = receive(operation);
    let checks = super::validate::operation(lowered, operation, &inputs, &name);
    let validate = checks.as_ref().map(|_| {
        quote! {
            fn validate(&self, at: &validate::Place<'_>, found: &mut validate::Violations) {
                validate::Validate::check(self, at, found);
            }
        }
    });
    let returns = operation.returns.as_ref();
    let validate_output = returns.and_then(|returns| super::validate::output(lowered, returns));
    let validate_output = validate_output.map(|checks| {
        quote! {
            fn validate_output(output: &#output, found: &mut validate::Violations) { #checks }
        }
    });
    let request_id = operation.envelope;
    let request_id = request_id.and_then(|index| request_id_function(lowered.api, index));
    let request_id = request_id.map(|function| {
        quote! {
            fn request_id(answer: &Answer<'_>) -> Option<String> { envelopes::#function(answer) }
        }
    });
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
            #receive
            #validate
            #validate_output
            #request_id
            fn encode(&self, #request_name: &mut RequestBuilder) { #encode }
            fn decode(#answer_name: &Answer<'_>) -> Result<#output, DecodeError> { #decode }
        }

        #checks

        #paged

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

fn operation_docs(lowered: &Lowered<'_>, operation: &Operation) -> Vec<String> {
    let facts = &operation.facts;
    let mut paragraphs = Vec::new();
    let titled = !facts.title.is_empty() && !facts.doc.is_empty();
    if titled {
        paragraphs.extend(docs::titles(&facts.title));
    }
    paragraphs.extend(docs::paragraphs(
        facts,
        &format!("The operation `{}` of the spec.", operation.name.snake()),
    ));
    let (method, path) = (&operation.method, docs::plain(&operation.path));
    let mut sends = format!(
        "Sends `{method} {path}`; {}.",
        effect_words(lowered, operation)
    );
    if !operation.permissions.is_empty() {
        let names: Vec<String> = operation.permissions.iter().flat_map(docs::both).collect();
        sends.push_str(&format!("\nNeeds the permission {}.", names.join(", ")));
    }
    paragraphs.push(sends);
    if let Some(paginate) = &operation.paginate {
        paragraphs.push(
            "The call answers one page; its `items()` and `pages()` read on to the end.".to_owned(),
        );
        if let Some(cap) = paginate.cap {
            paragraphs.push(format!("The vendor gives no more than {cap} items."));
        }
        let notes = docs::both(&paginate.note).into_iter();
        paragraphs.extend(notes.map(|note| format!("Note: {note}")));
    }
    paragraphs.extend(docs::rules(&operation.rules));
    paragraphs
}

fn effect_words(lowered: &Lowered<'_>, operation: &Operation) -> String {
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
    let exceptions = match has_exceptions(&lowered.api.types, operation) {
        true => ", but for the fields that say otherwise",
        false => "",
    };
    format!("{effect}{update}{exceptions}")
}

/// The inputs that are methods of the call.
fn settable(inputs: &Inputs<'_>, name: &Ident) -> Option<String> {
    let settable = inputs.given.iter().filter(|(_, slot)| !slot.required);
    let names: Vec<String> = settable
        .map(|(field, _)| format!("`{}`", docs::bare(&ident::snake(&field.name))))
        .collect();
    let list = names.join(", ");
    (!names.is_empty()).then(|| {
        format!(
            "What may be left out is set on the call; [`{}`] describes it: {list}.",
            docs::bare(name)
        )
    })
}

/// What an operation answers, with a link to its type.
fn answers(lowered: &Lowered<'_>, operation: &Operation) -> Option<String> {
    let returns = operation.returns.as_ref()?;
    let ty = match returns.decode {
        Decode::Json | Decode::Text => docs::type_words(lowered, &returns.ty),
        Decode::Bytes => Some("the bytes of the body".to_owned()),
        Decode::File => Some("a `Download`, piece by piece".to_owned()),
    }?;
    let absent = match returns.absent {
        Absent::Refused => "",
        Absent::Empty => "; an empty one if there is none",
        Absent::None => ", if there is one",
    };
    let mut said = format!("Answers {ty}{absent}.");
    for text in docs::both(&returns.facts.doc) {
        said.push('\n');
        said.push_str(&text);
    }
    Some(said)
}

/// How a call fails: as all do, and as the spec's examples show.
fn failures(api: &Api, layout: Layout, operation: &Operation) -> Vec<String> {
    let mut about = vec!["# Errors".to_owned()];
    let mut shown: Vec<String> = Vec::new();
    for example in &operation.examples {
        let fails = example.answer.as_ref().and_then(|a| a.fails.as_deref());
        let Some(code) = fails else {
            continue;
        };
        let known = api.error(code).map(|error| {
            let (variant, kind) = (ident::camel(&error.name), super::errors::kind(error.kind));
            let variant = docs::bare(&variant);
            let kind = docs::runtime(layout, "super::super::", &format!("Kind::{kind}"));
            format!(": [`{variant}`](super::super::ErrorCode::{variant}), of {kind}")
        });
        let line = format!("- `{}`{}", docs::plain(code), known.unwrap_or_default());
        if !shown.contains(&line) {
            shown.push(line);
        }
    }
    let all = "Those that [`Client`](Client#errors) lists";
    match shown.is_empty() {
        true => about.push(format!("{all}.")),
        false => about.extend([
            format!("{all}; of the vendor's codes, the spec's examples show:"),
            shown.join("\n"),
        ]),
    }
    about
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
            match is_json(operation) {
                true => quote!(&envelopes::#name),
                false => quote!(&|answer| Verdict::unless_json(answer, envelopes::#name)),
            }
        }
        None => quote!(&Verdict::by_status),
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

/// How the body of an answer is received, if that is not whole.
fn receive(operation: &Operation) -> TokenStream {
    let decode = operation.returns.as_ref().map(|returns| returns.decode);
    match (decode, operation.envelope) {
        (Some(Decode::File), Some(_)) => {
            quote!(
                const RECEIVE: Receive = Receive::ChunksUnlessJson;
            )
        }
        (Some(Decode::File), None) => quote!(
            const RECEIVE: Receive = Receive::Chunks;
        ),
        _ => TokenStream::new(),
    }
}

/// Whether what is read in the answer is JSON.
fn is_json(operation: &Operation) -> bool {
    operation
        .returns
        .as_ref()
        .is_none_or(|returns| returns.decode == Decode::Json)
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
    match returns.decode {
        Decode::Json => {}
        Decode::Text => {
            let read = match &repr.codec {
                Some(codec) => quote!(answer.text_as(#codec)),
                None => quote!(answer.text()),
            };
            return (repr.ty, read);
        }
        Decode::Bytes => return (repr.ty, quote!(answer.bytes())),
        Decode::File => return (quote!(Download), quote!(answer.download())),
    }
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
    // What the spec says of the header comes after this, and counts.
    let accept = (!is_json(operation)).then(|| quote!(request.header_const("Accept", "*/*");));
    quote!(#accept #(#parameters)* #body)
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
    let place = parameter.place.word();
    if field.value.is_some() {
        let method = ident::word(place);
        return quote!(request.#method(#wire, &self.#name););
    }
    encode_input(lowered, place, field, &lowered.input(field))
}

/// One input as text: in a query or form also lists and spread values.
fn encode_input(lowered: &Lowered<'_>, place: &str, field: &Field, slot: &Slot) -> TokenStream {
    let (wire, name) = (field.wire.as_str(), ident::snake(&field.name));
    let call = |suffix: &str| format_ident!("{place}{suffix}");
    if field.spread {
        let (method, style) = (call("_spread"), style_tokens(field.style));
        return quote!(request.#method(#style, &self.#name););
    }
    if is_styled(lowered, &field.ty) && matches!(place, "query" | "form" | "part") {
        let style = style_tokens(field.style);
        return match &slot.codec {
            Some(codec) => {
                let method = call("_styled_as");
                quote!(request.#method(#wire, #style, #codec, &self.#name);)
            }
            None => {
                let method = call("_styled");
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

/// Whether values of a type may be more than one text, so that a style says how they stand.
fn is_styled(lowered: &Lowered<'_>, ty: &Type) -> bool {
    match ty {
        Type::List(_)
        | Type::OneOrMany(_)
        | Type::Map(_)
        | Type::IntMap(_)
        | Type::Pairs(..)
        | Type::FlatPairs(..)
        | Type::Any => true,
        Type::Named(id) => !matches!(lowered.api.declaration(*id).kind, TypeKind::Enum(_)),
        _ => false,
    }
}

fn style_tokens(style: PairStyle) -> TokenStream {
    let name = match style {
        PairStyle::Repeat => "Repeat",
        PairStyle::Csv => "Csv",
        PairStyle::Json => "Json",
        PairStyle::Brackets => "Brackets",
        PairStyle::Index0 => "Index0",
        PairStyle::Index1 => "Index1",
        PairStyle::Dots => "Dots",
        PairStyle::Dots0 => "Dots0",
        PairStyle::Dots1 => "Dots1",
        PairStyle::Index0Dots => "Index0Dots",
    };
    let name = ident::word(name);
    quote!(PairStyle::#name)
}

fn encode_body(lowered: &Lowered<'_>, body: &Body) -> TokenStream {
    let named = body
        .content_type
        .as_ref()
        .map(|content_type| quote!(request.content_type(#content_type);));
    let body = match (&body.payload, body.encode) {
        (Payload::Whole(field), encode) => encode_whole(lowered, field, encode),
        (Payload::Fields(fields), Encode::Form) => {
            let fields = fields.iter().map(|f| encode_pair(lowered, "form", f));
            quote!(request.form_body(); #(#fields)*)
        }
        (Payload::Fields(fields), Encode::Multipart) => {
            let fields = fields.iter().map(|f| encode_pair(lowered, "part", f));
            quote!(request.multipart_body(); #(#fields)*)
        }
        (Payload::Fields(fields), _) => {
            let writes: Vec<_> = fields
                .iter()
                .map(|field| encode_member(lowered, field))
                .collect();
            match writes.is_empty() {
                true => quote!(request.body_fields(|_| {});),
                false => quote!(request.body_fields(|e| { #(#writes)* });),
            }
        }
    };
    quote!(#named #body)
}

/// A body that is one input.
fn encode_whole(lowered: &Lowered<'_>, field: &Field, encode: Encode) -> TokenStream {
    let (slot, name) = (lowered.input(field), ident::snake(&field.name));
    let (plain, coded) = match encode {
        Encode::Form | Encode::Multipart => {
            let style = style_tokens(field.style);
            return quote!(request.form_spread(#style, &self.#name););
        }
        Encode::Bytes if field.ty == Type::File && slot.required => {
            return quote!(request.file_body(&self.#name););
        }
        Encode::Bytes if field.ty == Type::File => {
            return quote!(request.file_body(self.#name.as_ref()););
        }
        Encode::Bytes if slot.required => {
            return quote!(request.bytes_body(self.#name.as_slice()););
        }
        Encode::Bytes => return quote!(request.bytes_body(self.#name.as_deref());),
        Encode::Text => ("text_body", "text_body_as"),
        Encode::Json => ("body", "body_as"),
    };
    let (plain, coded) = (ident::word(plain), ident::word(coded));
    match &slot.codec {
        Some(codec) => quote!(request.#coded(#codec, &self.#name);),
        None => quote!(request.#plain(&self.#name);),
    }
}

/// A field of a form, or a part of a multipart body.
fn encode_pair(lowered: &Lowered<'_>, place: &str, field: &Field) -> TokenStream {
    let (wire, name) = (field.wire.as_str(), ident::snake(&field.name));
    if let Some(constant) = &field.constant {
        let (method, constant) = (format_ident!("{place}_const"), &constant.text);
        return quote!(request.#method(#wire, #constant););
    }
    if field.value.is_some() {
        let method = ident::word(place);
        return quote!(request.#method(#wire, &self.#name););
    }
    let slot = lowered.input(field);
    match &field.ty {
        Type::File if slot.required => quote!(request.part_files(#wire, [&self.#name]);),
        Type::File => quote!(request.part_files(#wire, &self.#name);),
        Type::List(item) if **item == Type::File && slot.required => {
            quote!(request.part_files(#wire, &self.#name);)
        }
        Type::List(item) if **item == Type::File => {
            quote!(request.part_files(#wire, self.#name.iter().flatten());)
        }
        _ => encode_input(lowered, place, field, &slot),
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
fn setters(name: &Ident, inputs: &Inputs<'_>, is_list: bool) -> TokenStream {
    let setters: Vec<TokenStream> = inputs
        .given
        .iter()
        .filter(|(_, slot)| !slot.required)
        .map(|(field, slot)| {
            let method = match is_list {
                true => ident::list_setter(field),
                false => ident::field_setter(field),
            };
            setters_of(field, slot, &quote!(self.inputs), &method)
        })
        .collect();
    match setters.is_empty() {
        true => TokenStream::new(),
        false => quote!(impl Call<#name> { #(#setters)* }),
    }
}
