//! The test of a client that goes by the spec's examples: each is a call as a user writes it, whose request is
//! made and whose answer is read, without I/O.

use apiloom_wire::{Deviation, DeviationKind, Json, Violations, decode_noting_as, encode};
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{format_ident, quote};

use super::client::token_setter;
use super::sample::{Sampler, json_literal};
use super::{docs, errors, made, sent};
use crate::interpret::{Outcome, Values};
use crate::lower::{Lowered, repr};
use crate::model::{Absent, Api, Decode, Example, ExampleAnswer, Operation, Returns, Scheme, Type};

/// An API, and what reads and writes its values without generated code.
type World<'w> = (&'w Lowered<'w>, &'w Values<'w>);

/// The items of the test, if the spec has examples that can be written as calls.
pub(super) fn examples(lowered: &Lowered<'_>, path: &str) -> Option<TokenStream> {
    let (sampler, values) = (Sampler::new(lowered), Values::new(lowered.api));
    let world = (lowered, &values);
    let tests = lowered.api.operations.iter().flat_map(|operation| {
        let examples = operation.examples.iter().enumerate();
        examples.filter_map(|(index, example)| test(world, sampler, operation, (index, example)))
    });
    let tests: Vec<TokenStream> = tests.collect();
    if tests.is_empty() {
        return None;
    }
    let settings = sampler.settings(&made::settings(lowered))?;
    let tokens: Vec<TokenStream> = tokens(lowered.api, |_| true);
    let made = quote!(Client::with_transport(#settings, Arc::new(transport)));
    let made = match tokens.is_empty() {
        true => made,
        false => quote! {
            let client = #made;
            #(#tokens)*
            client
        },
    };
    let about = docs::inner_attributes(&[
        "The examples of the spec: their requests are made, and their answers read; nothing is sent."
            .to_owned(),
        format!(
            "Generated from `{}` by `apiloom generate`; edit the spec, not this file.",
            docs::plain(path)
        ),
    ]);
    let floats = tests.iter().any(|test| has_float(test.clone()));
    let floats = floats.then(|| {
        quote!(#![allow(clippy::approx_constant, reason = "numbers of examples are what they are")])
    });
    Some(quote! {
        #about
        #floats
        #(#tests)*

        /// A client with settings that are made up.
        fn made_up_client() -> Client {
            let transport = transport::from_fn(|_| unreachable!("nothing is sent"));
            #made
        }
    })
}

/// Which examples become tests, by operation and in the order of each.
pub(super) fn tested(lowered: &Lowered<'_>) -> Vec<Vec<bool>> {
    let sampler = Sampler::new(lowered);
    let has_settings = sampler.settings(&made::settings(lowered)).is_some();
    let operations = lowered.api.operations.iter();
    let tested = operations.map(|operation| {
        let examples = operation.examples.iter();
        examples.map(|example| has_settings && call(sampler, operation, example).is_some())
    });
    tested.map(Iterator::collect).collect()
}

/// The call of an example, if it can be written.
fn call(sampler: Sampler<'_>, operation: &Operation, example: &Example) -> Option<TokenStream> {
    let nothing = Json::Object(Vec::new());
    sampler.call(operation, example.request.as_ref().unwrap_or(&nothing))
}

/// Whether a number with a binary point stands somewhere.
fn has_float(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => has_float(group.stream()),
        TokenTree::Literal(literal) => {
            let text = literal.to_string();
            text.starts_with(|c: char| c.is_ascii_digit()) && text.contains('.')
        }
        _ => false,
    })
}

/// Tokens that are made up for these schemes, so that none is fetched.
pub(super) fn tokens(api: &Api, wanted: impl Fn(&Scheme) -> bool) -> Vec<TokenStream> {
    let schemes = api.schemes.iter().filter(|scheme| scheme.token.is_some());
    let schemes = schemes.filter(|scheme| wanted(scheme));
    let tokens = schemes.map(|scheme| {
        let set = token_setter(scheme);
        quote!(client.#set("an-example-token");)
    });
    tokens.collect()
}

fn test(
    world: World<'_>,
    sampler: Sampler<'_>,
    operation: &Operation,
    (index, example): (usize, &Example),
) -> Option<TokenStream> {
    let call = call(sampler, operation, example)?;
    let request = example.request.as_ref();
    let request = request.map(|inputs| sent::assertions(world, operation, inputs));
    let answer = example
        .answer
        .as_ref()
        .map(|answer| answered(world, operation, answer));
    let strict = example.answer.as_ref();
    let strict =
        strict.filter(|answer| answer.fails.is_none() && is_exact(world.1, operation, answer));
    let strict = strict.map(|_| quote!(.strict()));
    let name = name(operation, index);
    let mut about = docs::both(&example.facts.title);
    about.extend(docs::both(&example.facts.doc));
    if about.is_empty() {
        about.push(format!(
            "Example {} of `{}`.",
            index + 1,
            operation.name.snake()
        ));
    }
    let about = docs::attributes(&about);
    Some(quote! {
        #about
        #[test]
        fn #name() -> Result<(), Box<dyn std::error::Error>> {
            let call = made_up_client() #call #strict;
            #request
            #answer
            Ok(())
        }
    })
}

/// Whether strict reading has nothing to say of an answer: all of it is as the spec says.
fn is_exact(values: &Values<'_>, operation: &Operation, answer: &ExampleAnswer) -> bool {
    let Some(returns) = &operation.returns else {
        return true;
    };
    let (Some(shown), Decode::Json) = (shown(returns, answer), returns.decode) else {
        return true;
    };
    let Some((value, deviations)) = encode(shown)
        .ok()
        .and_then(|bytes| decode_noting_as(&bytes, values.codec(&returns.ty)).ok())
    else {
        return false;
    };
    let mut found = Violations::new();
    values.check_answer(returns, &value, &mut found);
    let is_beside = |found: &Deviation| {
        let is_unknown = found.kind() == DeviationKind::UnknownMember;
        is_unknown && returns.at.is_empty() && values.is_judged(operation, found.path())
    };
    deviations.iter().all(is_beside) && found.is_empty()
}

/// What is read in the body of an answer.
fn shown<'j>(returns: &Returns, answer: &'j ExampleAnswer) -> Option<&'j Json> {
    let mut at = returns.at.iter();
    at.try_fold(answer.body.as_ref()?, |value, member| value.get(member))
}

/// The name of a test; the number keeps it apart from all that is called otherwise.
fn name(operation: &Operation, index: usize) -> Ident {
    format_ident!("{}_{}", operation.name.snake(), index + 1)
}

/// What is asserted of the answer.
fn answered(world: World<'_>, operation: &Operation, answer: &ExampleAnswer) -> TokenStream {
    let status = proc_macro2::Literal::u16_unsuffixed(answer.status);
    let headers = answer
        .headers
        .iter()
        .map(|(name, value)| quote!(.header(#name, #value)));
    let body = body(operation, answer);
    let response = quote! {
        let body = #body;
        let response = http::Response::builder().status(#status) #(#headers)* .body(body.into())?;
    };
    if let Outcome::Failure(said) = world.1.judge_shown(operation, answer) {
        let named = match said.code {
            Some(code) => {
                let kind = kind(world.0.api, &code);
                let kind = kind.map(|kind| quote!(assert_eq!(error.kind(), Kind::#kind);));
                quote!(assert_eq!(error.code(), Some(#code)); #kind)
            }
            None => quote!(assert_eq!(error.status(), Some(#status));),
        };
        return quote! {
            #response
            let error = call.answer(response).expect_err("the answer is a failure");
            #named
        };
    }
    let read = match &operation.returns {
        Some(returns) => read(world, returns, answer),
        None => quote!(call.answer(response)?;),
    };
    quote!(#response #read)
}

/// The body of an answer, as text.
fn body(operation: &Operation, answer: &ExampleAnswer) -> TokenStream {
    let decode = operation.returns.as_ref().map(|returns| returns.decode);
    match (&answer.body, decode) {
        (None, _) => quote!(""),
        // What is read as a text is the text itself, unless it is a failure's JSON.
        (Some(Json::String(text)), Some(Decode::Text | Decode::Bytes | Decode::File)) => {
            quote!(#text)
        }
        (Some(json), _) => json_literal(json),
    }
}

/// What is asserted of an answer that is a success.
fn read((lowered, values): World<'_>, returns: &Returns, answer: &ExampleAnswer) -> TokenStream {
    let plain = quote!(call.answer(response)?;);
    match (returns.decode, shown(returns, answer)) {
        (Decode::Text, Some(Json::String(text))) if matches!(returns.ty, Type::String(_)) => {
            quote!(assert_eq!(call.answer(response)?, #text);)
        }
        (Decode::Json, Some(shown)) => {
            let repr = repr(lowered, &returns.ty);
            let encoded = match &repr.codec {
                Some(codec) => quote!(encode_as(#codec, &answer)?),
                None => quote!(encode(&answer)?),
            };
            let Some(expected) = sent::written(values, &returns.ty, shown) else {
                return plain;
            };
            let unwrapped =
                (returns.absent == Absent::None).then(|| quote!(.ok_or("there is an answer")?));
            let compared = compared(&returns.at, shown, &expected);
            quote! {
                let answer = call.answer(response)? #unwrapped;
                let encoded = Json::parse(&#encoded)?;
                #compared
            }
        }
        _ => plain,
    }
}

/// That an answer is encoded as it was shown, or as the expected JSON where the vendor's form is another one.
fn compared(at: &[String], shown: &Json, expected: &Json) -> TokenStream {
    if shown != expected {
        let expected = json_literal(expected);
        return quote! {
            let expected = #expected;
            assert_eq!(encoded, Json::parse(expected.as_bytes())?);
        };
    }
    match at.split_first() {
        None => quote!(assert_eq!(encoded, Json::parse(body.as_bytes())?);),
        Some((first, rest)) => quote! {
            let shown = Json::parse(body.as_bytes())?;
            assert_eq!(Some(&encoded), shown.get(#first) #(.and_then(|at| at.get(#rest)))*);
        },
    }
}

/// The kind of a failure, where the spec says what its code means.
fn kind(api: &Api, code: &str) -> Option<TokenStream> {
    Some(errors::kind(api.error(code)?.kind))
}
