//! What an envelope says of an answer, as the clients of the vendor judge it.

use apiloom_codegen::expr::{self, Env, Typed, Value};
use apiloom_codegen::model::{Api, Decode, Failure, Field, Operation, Type, TypeKind, WriteForm};
use apiloom_wire::{Decimal, IntOrString, Json, StringOrInt, decode_as};

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
pub(crate) fn judge(api: &Api, operation: &Operation, heard: &Heard) -> Verdict {
    let decode = operation.returns.as_ref().map(|returns| returns.decode);
    let reads_json = matches!(decode, None | Some(Decode::Json));
    match operation.envelope {
        Some(index) if reads_json || is_json(heard) => by_envelope(api, index, heard),
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

fn by_envelope(api: &Api, index: usize, heard: &Heard) -> Verdict {
    let body = Json::parse(&heard.body).unwrap_or_default();
    let mut index = index;
    // Each goes on with another one.
    for _ in 0..=api.envelopes.len() {
        let envelope = &api.envelopes[index];
        let env = environment(api, &envelope.fields, heard, &body);
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
fn environment(api: &Api, fields: &[Field], heard: &Heard, body: &Json) -> Env {
    let mut env = Env::new();
    env.set("status", Value::Int(heard.status.into()));
    env.set("headers", Value::Pairs(heard.headers.clone()));
    env.set("body", Value::Bytes(heard.body.clone()));
    for field in fields {
        let names = std::iter::once(&field.wire).chain(&field.aliases);
        let mut found = names.filter_map(|name| body.get(name.as_str()));
        let value = found.next().and_then(|json| member(api, &field.ty, json));
        let path = format!("body.{}", field.wire.as_str());
        env.set(&path, value.unwrap_or(Value::Absent));
    }
    env
}

/// A member as expressions see it; nothing if it is not of its type, as clients read it.
fn member(api: &Api, ty: &Type, json: &Json) -> Option<Value> {
    if json.is_null() && *ty != Type::Any {
        return None;
    }
    let raw = tree::bytes(json);
    let int = |read: Result<i64, _>| read.ok().map(Value::Int);
    match ty {
        Type::String(_) | Type::Secret => json.as_str().map(Value::from),
        Type::Trimmed(inner) => member(api, inner, &Json::from(json.as_str()?.trim())),
        Type::IntOrString(WriteForm::String) => {
            let text = decode_as::<String, _>(&raw, StringOrInt);
            text.ok().map(Value::Text)
        }
        Type::IntOrString(WriteForm::Int) => int(decode_as(&raw, IntOrString)),
        Type::Int64 => int(apiloom_wire::decode(&raw)),
        Type::Int32 => int(apiloom_wire::decode::<i32>(&raw).map(i64::from)),
        Type::Bool => json.as_bool().map(Value::Bool),
        Type::BoolCodes { on, off } => match json {
            Json::Bool(value) => Some(Value::Bool(*value)),
            json => {
                let text = json.scalar_text()?.trim().to_owned();
                let is_on = text == on.to_string();
                (is_on || text == off.to_string()).then_some(Value::Bool(is_on))
            }
        },
        Type::Decimal => apiloom_wire::decode::<Decimal>(&raw)
            .ok()
            .map(Value::Decimal),
        Type::Any => (!json.is_null()).then(|| Value::Json(json.clone())),
        Type::List(inner) if matches!(**inner, Type::String(_)) => {
            let items = json.as_array()?.iter();
            let texts: Option<Vec<Value>> =
                items.map(|item| item.as_str().map(Value::from)).collect();
            texts.map(Value::List)
        }
        Type::Named(id) => match &api.declaration(*id).kind {
            TypeKind::Enum(codes) => {
                let text = json.scalar_text()?.into_owned();
                let known = codes.variants.iter();
                let is_known = known
                    .into_iter()
                    .any(|variant| variant.code.to_string() == text);
                (codes.open || is_known).then_some(Value::Text(text))
            }
            _ => None,
        },
        _ => None,
    }
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
