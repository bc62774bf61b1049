//! What an envelope says of an answer, as the clients of the vendor judge it.

use apiloom_codegen::expr::{self, Env, Typed, Value};
use apiloom_codegen::interpret::{Values, expression};
use apiloom_codegen::model::{Api, Decode, Failure, Field, Operation, Type};
use apiloom_wire::{Json, decode_as};

use crate::tree;

/// An answer as a client receives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Heard {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

/// Whether an answer is a success, and if not, what it says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Success,
    Failure(Said),
}

/// What a failure says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) code: Option<String>,
    pub(crate) message: Option<String>,
    pub(crate) request_id: Option<String>,
}

impl Verdict {
    fn by_status(status: u16) -> Self {
        match (200..300).contains(&status) {
            true => Self::Success,
            false => Self::Failure(Said::default()),
        }
    }
}

/// What the envelope of an operation says of an answer.
pub(crate) fn judge(values: &Values<'_>, operation: &Operation, heard: &Heard) -> Verdict {
    let decode = operation.returns.as_ref().map(|returns| returns.decode);
    let reads_json = matches!(decode, None | Some(Decode::Json));
    match operation.envelope {
        Some(index) if reads_json || is_json(heard) => by_envelope(values, index, heard),
        _ => Verdict::by_status(heard.status),
    }
}

/// Whether a body is JSON for those that expect something else.
fn is_json(heard: &Heard) -> bool {
    let mut headers = heard.headers.iter();
    let content = headers.find(|(name, _)| name == "content-type");
    let content = content.map_or("", |(_, value)| value.as_str());
    content.split(';').next().unwrap_or_default().trim() == "application/json"
}

fn by_envelope(values: &Values<'_>, index: usize, heard: &Heard) -> Verdict {
    let api = values.api();
    let body = Json::parse(&heard.body).unwrap_or_default();
    let mut index = index;
    // Each goes on with another one.
    for _ in 0..=api.envelopes.len() {
        let envelope = &api.envelopes[index];
        let env = environment(values, &envelope.fields, heard, &body);
        let holds = |typed: &Typed| expr::eval(typed, &env) == Ok(Value::Bool(true));
        let mut failures = envelope.conditional.iter();
        if let Some(failure) = failures.find(|failure| failure.when.as_ref().is_some_and(holds)) {
            return Verdict::Failure(said(failure, &env));
        }
        if let Some(then) = envelope.then {
            index = then;
            continue;
        }
        return match &envelope.success {
            Some(success) if holds(success) => Verdict::Success,
            None if (200..300).contains(&heard.status) => Verdict::Success,
            _ => Verdict::Failure(match &envelope.otherwise {
                Some(failure) => said(failure, &env),
                None => Said::default(),
            }),
        };
    }
    Verdict::by_status(heard.status)
}

fn said(failure: &Failure, env: &Env) -> Said {
    let text = |typed: &Option<Typed>| match expr::eval(typed.as_ref()?, env) {
        Ok(Value::Text(text)) => Some(text),
        Ok(Value::Int(number)) => Some(number.to_string()),
        _ => None,
    };
    Said {
        code: text(&failure.code),
        message: text(&failure.message),
        request_id: text(&failure.request_id),
    }
}

/// What the expressions of an envelope see of an answer.
fn environment(values: &Values<'_>, fields: &[Field], heard: &Heard, body: &Json) -> Env {
    let mut env = Env::new();
    env.set("status", Value::Int(heard.status.into()));
    env.set("headers", Value::Pairs(heard.headers.clone()));
    env.set("body", Value::Bytes(heard.body.clone()));
    for field in fields {
        let names = std::iter::once(&field.wire).chain(&field.aliases);
        let mut found = names.filter_map(|name| body.get(name.as_str()));
        let value = found
            .next()
            .and_then(|json| member(values, &field.ty, json));
        let path = format!("body.{}", field.wire.as_str());
        env.set(&path, value.unwrap_or(Value::Absent));
    }
    env
}

/// A member as expressions see it; nothing if it is not of its type, as clients read it.
fn member(values: &Values<'_>, ty: &Type, json: &Json) -> Option<Value> {
    if json.is_null() {
        return None;
    }
    let datum = decode_as(&tree::bytes(json), values.codec(ty)).ok()?;
    Some(expression(ty, &datum))
}

/// The members that the envelopes of an operation look at, each once and in the order written.
pub(super) fn fields<'a>(api: &'a Api, operation: &Operation) -> Vec<(&'a str, &'a Field)> {
    let mut fields: Vec<(&str, &Field)> = Vec::new();
    for index in chain(api, operation) {
        for field in &api.envelopes[index].fields {
            let wire = field.wire.as_str();
            if !fields.iter().any(|(known, _)| *known == wire) {
                fields.push((wire, field));
            }
        }
    }
    fields
}

/// The envelopes that an operation's answers go through.
pub(super) fn chain(api: &Api, operation: &Operation) -> Vec<usize> {
    let first = operation.envelope;
    let next = |index: &usize| api.envelopes.get(*index)?.then;
    std::iter::successors(first, next)
        .take(api.envelopes.len())
        .collect()
}
