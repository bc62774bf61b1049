//! What a test asserts of a request: its method, its path, and that the inputs of an example stand in it.

use apiloom_wire::functions::{Percent, percent};
use apiloom_wire::{Codec, Json, decode_as, encode, encode_as};
use proc_macro2::TokenStream;
use quote::quote;

use super::sample::json_literal;
use crate::interpret::{Datum, Values};
use crate::lower::Lowered;
use crate::model::{
    Api, AuthUse, Encode, Field, Operation, Payload, Place, Type, TypeKind, Where, WriteForm,
};

/// The statements that make the request of `call` and look at it.
pub(super) fn assertions(
    (lowered, values): (&Lowered<'_>, &Values<'_>),
    operation: &Operation,
    inputs: &Json,
) -> TokenStream {
    let method = &operation.method;
    let path = path(lowered, operation, inputs)
        .map(|path| quote!(assert!(request.uri().path().ends_with(#path));));
    let query = query(lowered, operation, inputs);
    let headers = operation.parameters.iter().filter_map(|parameter| {
        let text = (parameter.place == Place::Header)
            .then(|| text(lowered, &parameter.field, inputs))??;
        let name = parameter.field.wire.as_str();
        // A header's value is ASCII that can be seen, or something that is encoded.
        let plain = text.bytes().all(|byte| byte.is_ascii_graphic());
        plain.then(|| quote!(assert_eq!(request.headers()[#name], #text);))
    });
    let body = body((lowered, values), operation, inputs);
    quote! {
        let request = call.prepare()?;
        assert_eq!(request.method(), #method);
        #path
        #query
        #(#headers)*
        #body
    }
}

/// The path with the inputs in its holes; none if some of them is not known as text.
fn path(lowered: &Lowered<'_>, operation: &Operation, inputs: &Json) -> Option<String> {
    let mut path = operation.path.clone();
    for parameter in operation
        .parameters
        .iter()
        .filter(|p| p.place == Place::Path)
    {
        let field = &parameter.field;
        let text = match &field.constant {
            Some(constant) => constant.text.clone(),
            None => text(lowered, field, inputs)?,
        };
        let hole = format!("{{{}}}", field.wire.as_str());
        path = path.replace(&hole, &percent(&text, Percent::Rfc3986));
    }
    Some(path)
}

/// That the inputs of the query stand in it.
fn query(lowered: &Lowered<'_>, operation: &Operation, inputs: &Json) -> Option<TokenStream> {
    let parameters = operation
        .parameters
        .iter()
        .filter(|p| p.place == Place::Query);
    let pairs: Vec<String> = parameters
        .filter_map(|parameter| {
            let text = text(lowered, &parameter.field, inputs)?;
            let encoded = |text: &str| percent(text, Percent::Rfc3986);
            let name = encoded(parameter.field.wire.as_str());
            Some(format!("{name}={}", encoded(&text)))
        })
        .collect();
    (!pairs.is_empty()).then(|| {
        quote! {
            let query: Vec<&str> = request.uri().query().unwrap_or_default().split('&').collect();
            #(assert!(query.contains(&#pairs));)*
        }
    })
}

/// That the inputs of a JSON body stand in it; that it has nothing else where nothing else is sent.
fn body(
    (lowered, values): (&Lowered<'_>, &Values<'_>),
    operation: &Operation,
    inputs: &Json,
) -> Option<TokenStream> {
    let body = operation.body.as_ref();
    let body = body.filter(|body| body.encode == Encode::Json)?;
    let fields = match &body.payload {
        Payload::Whole(field) => {
            let json = input(values, field, inputs.get(field.wire.as_str())?)?;
            return Some(is_sent(&json));
        }
        Payload::Fields(fields) => fields,
    };
    let given = fields
        .iter()
        .filter(|field| field.is_given() && !field.spread);
    let members = given.filter_map(|field| {
        let wire = field.wire.as_str();
        let json = inputs.get(wire).filter(|json| !json.is_null())?;
        Some((wire.to_owned(), input(values, field, json)?))
    });
    let members: Vec<(String, Json)> = members.collect();
    if is_whole(lowered.api, operation, fields) {
        return Some(is_sent(&Json::Object(members)));
    }
    (!members.is_empty()).then(|| {
        let json = json_literal(&Json::Object(members));
        quote! {
            let sent = Json::parse(request.body())?;
            let expected = #json;
            for (name, value) in Json::parse(expected.as_bytes())?.as_object().unwrap_or_default() {
                assert_eq!(sent.get(name), Some(value));
            }
        }
    })
}

/// That the body is this.
fn is_sent(json: &Json) -> TokenStream {
    let json = json_literal(json);
    quote! {
        let expected = #json;
        assert_eq!(Json::parse(request.body())?, Json::parse(expected.as_bytes())?);
    }
}

/// Whether a body has nothing but its inputs, each under its own name.
fn is_whole(api: &Api, operation: &Operation, fields: &[Field]) -> bool {
    let used = match &operation.auth {
        AuthUse::None => &[],
        AuthUse::Any(schemes) | AuthUse::All(schemes) => schemes.as_slice(),
    };
    let schemes = api
        .schemes
        .iter()
        .filter(|scheme| used.contains(&scheme.id));
    let mut placed = schemes.flat_map(|scheme| scheme.stamps.iter().chain(&scheme.seals));
    let keyed = matches!(&operation.key, Some((Where::Body, _)));
    !keyed
        && !placed.any(|placed| placed.place == Where::Body)
        && fields.iter().all(|field| field.is_given() && !field.spread)
}

/// What is written of a value of a type that was read from JSON; none if it is no such value.
pub(super) fn written(values: &Values<'_>, ty: &Type, json: &Json) -> Option<Json> {
    again(values.codec(ty).natural(), values.codec(ty), json)
}

/// The same of an input.
fn input(values: &Values<'_>, field: &Field, json: &Json) -> Option<Json> {
    again(values.slot(field).natural(), values.slot(field), json)
}

fn again(read: impl Codec<Datum>, write: impl Codec<Datum>, json: &Json) -> Option<Json> {
    let bytes = encode(json).ok()?;
    let value = decode_as(&bytes, read).ok()?;
    Json::parse(&encode_as(write, &value).ok()?).ok()
}

/// The text of an input that is one text outside of a body; none where it has several forms.
fn text(lowered: &Lowered<'_>, field: &Field, inputs: &Json) -> Option<String> {
    let is_one = field.is_given() && !field.spread;
    let json = inputs.get(field.wire.as_str()).filter(|_| is_one)?;
    let plain = match &field.ty {
        Type::Bool | Type::Int32 | Type::Int64 | Type::String(_) | Type::Secret => true,
        Type::IntOrString(WriteForm::Int | WriteForm::String) | Type::BoolCodes { .. } => true,
        Type::Date(formats) => formats.is_empty(),
        Type::Csv(_) | Type::Sentinel(..) => json.as_str().is_some(),
        Type::DateTime { formats, .. } => formats.len() == 1,
        Type::Named(id) => matches!(lowered.api.declaration(*id).kind, TypeKind::Enum(_)),
        _ => false,
    };
    let text = json.scalar_text().filter(|_| plain)?;
    // A header, path or query without a value may be left out.
    (!text.is_empty()).then(|| text.into_owned())
}
