//! Whether an answer is a success, by the envelope of its operation.

use apiloom_wire::{Json, decode_as, encode};

use super::{Datum, Values, expression};
use crate::expr::{self, Env, Typed, Value};
use crate::model::{Decode, Envelope, ExampleAnswer, Failure, Operation};

/// An answer as it is judged.
#[derive(Clone, Copy, Debug)]
pub struct Received<'r> {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: &'r [(String, String)],
    /// The body as it is.
    pub body: &'r [u8],
}

/// What an answer is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The operation did what was asked.
    Success,
    /// It did not.
    Failure {
        /// The vendor's code, if the answer has one.
        code: Option<String>,
    },
}

impl Values<'_> {
    /// Whether an answer is a success, as a generated client judges it.
    pub fn judge(&self, operation: &Operation, received: &Received<'_>) -> Outcome {
        let json = Json::parse(received.body).ok();
        let reads = operation.returns.as_ref().map(|returns| returns.decode);
        let is_judged = json.is_some() || reads.is_none_or(|decode| decode == Decode::Json);
        let mut index = operation.envelope.filter(|_| is_judged);
        // Each goes on with another one.
        for _ in 0..self.api.envelopes.len() {
            let Some(envelope) = index.and_then(|index| self.api.envelopes.get(index)) else {
                break;
            };
            let env = self.seen(envelope, received, json.as_ref());
            let mut conditional = envelope.conditional.iter();
            let is_met = |failure: &&Failure| failure.when.as_ref().is_some_and(|w| holds(w, &env));
            if let Some(failure) = conditional.find(is_met) {
                return failed(Some(failure), &env);
            }
            index = envelope.then;
            if index.is_some() {
                continue;
            }
            return match &envelope.success {
                Some(success) if holds(success, &env) => Outcome::Success,
                None if is_fine(received.status) => Outcome::Success,
                _ => failed(envelope.otherwise.as_ref(), &env),
            };
        }
        match is_fine(received.status) {
            true => Outcome::Success,
            false => Outcome::Failure { code: None },
        }
    }

    /// The same of an answer that an example shows.
    pub fn judge_shown(&self, operation: &Operation, answer: &ExampleAnswer) -> Outcome {
        let received = Received {
            status: answer.status,
            headers: &answer.headers,
            body: &answer.bytes(operation.returns.as_ref()),
        };
        self.judge(operation, &received)
    }

    /// What the expressions of an envelope may name. A member that is not of its type is not there.
    fn seen(&self, envelope: &Envelope, received: &Received<'_>, json: Option<&Json>) -> Env {
        let mut env = Env::new();
        env.set("body", Value::Bytes(received.body.to_vec()));
        env.set("status", Value::Int(received.status.into()));
        let headers = received.headers.iter();
        let headers = headers.map(|(name, value)| (name.to_ascii_lowercase(), value.clone()));
        env.set("headers", Value::Pairs(headers.collect()));
        for field in &envelope.fields {
            let member = json.and_then(|json| json.get(field.wire.as_str()));
            let read = member
                .filter(|member| !member.is_null())
                .and_then(|member| {
                    let bytes = encode(member).ok()?;
                    decode_as(&bytes, self.slot(field)).ok()
                });
            let datum = read.unwrap_or(Datum::Absent);
            let path = format!("body.{}", field.wire.as_str());
            env.set(&path, expression(&field.ty, &datum));
        }
        env
    }
}

fn is_fine(status: u16) -> bool {
    (200..300).contains(&status)
}

fn holds(condition: &Typed, env: &Env) -> bool {
    expr::eval(condition, env) == Ok(Value::Bool(true))
}

fn failed(failure: Option<&Failure>, env: &Env) -> Outcome {
    let code = failure.and_then(|failure| failure.code.as_ref());
    let code = code.and_then(|code| expr::eval(code, env).ok());
    Outcome::Failure {
        code: code.and_then(|code| match code {
            Value::Text(text) => Some(text),
            Value::Int(number) => Some(number.to_string()),
            Value::Decimal(number) => Some(number.to_string()),
            Value::Bool(value) => Some(value.to_string()),
            _ => None,
        }),
    }
}
