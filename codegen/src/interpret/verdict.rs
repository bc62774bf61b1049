//! Whether an answer is a success, by the envelope of its operation.

use std::collections::BTreeSet;

use apiloom_wire::{Codec, DecodeError, Decoder, Encoder, Fields, Shape, read_leniently};

use super::names::{self, ShapeKey};
use super::{Datum, Values, expression};
use crate::expr::{self, Env, Typed, Value};
use crate::model::{Decode, Envelope, ExampleAnswer, Failure, Field, Operation};

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
    Failure(Said),
}

/// What a failure says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// The vendor's code as text.
    pub code: Option<String>,
    /// The vendor's message.
    pub message: Option<String>,
    /// What the vendor calls the request.
    pub request_id: Option<String>,
}

impl Outcome {
    fn by_status(status: u16) -> Self {
        match (200..300).contains(&status) {
            true => Self::Success,
            false => Self::Failure(Said::default()),
        }
    }
}

impl Values<'_> {
    /// Whether an answer is a success, as a generated client judges it.
    pub fn judge(&self, operation: &Operation, received: &Received<'_>) -> Outcome {
        let reads = operation.returns.as_ref().map(|returns| returns.decode);
        let is_judged = reads.is_none_or(|decode| decode == Decode::Json) || received.is_json();
        match operation.envelope {
            Some(index) if is_judged => self.judge_by(index, received),
            _ => Outcome::by_status(received.status),
        }
    }

    /// What an envelope, by its number, says of an answer.
    pub fn judge_by(&self, envelope: usize, received: &Received<'_>) -> Outcome {
        let mut index = envelope;
        // Each goes on with another one.
        for _ in 0..self.api.envelopes.len() {
            let Some(envelope) = self.api.envelopes.get(index) else {
                break;
            };
            let env = self.seen(envelope, received);
            let mut conditional = envelope.conditional.iter();
            let is_met = |failure: &&Failure| failure.when.as_ref().is_some_and(|w| holds(w, &env));
            if let Some(failure) = conditional.find(is_met) {
                return Outcome::Failure(said(failure, &env));
            }
            if let Some(then) = envelope.then {
                index = then;
                continue;
            }
            return match (&envelope.success, &envelope.otherwise) {
                (Some(success), _) if holds(success, &env) => Outcome::Success,
                (None, _) if (200..300).contains(&received.status) => Outcome::Success,
                (_, Some(failure)) => Outcome::Failure(said(failure, &env)),
                (_, None) => Outcome::Failure(Said::default()),
            };
        }
        Outcome::by_status(received.status)
    }

    /// What the vendor calls the request, as an envelope, by its number, reads it in an answer that it does
    /// not tell apart as a failure.
    pub fn request_id(&self, envelope: usize, received: &Received<'_>) -> Option<String> {
        let envelope = self.api.envelopes.get(envelope)?;
        let id = envelope.otherwise.as_ref()?.request_id.as_ref();
        text(id, &self.seen(envelope, received))
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
    fn seen(&self, envelope: &Envelope, received: &Received<'_>) -> Env {
        let mut env = Env::new();
        env.set("body", Value::Bytes(received.body.to_vec()));
        env.set("status", Value::Int(received.status.into()));
        let headers = received.headers.iter();
        let headers = headers.map(|(name, value)| (name.to_ascii_lowercase(), value.clone()));
        env.set("headers", Value::Pairs(headers.collect()));
        let mut members = Members::new(self, envelope);
        read_leniently(received.body, &mut members);
        for (field, datum) in members.fields.iter().zip(&members.read) {
            let path = format!("body.{}", field.wire.as_str());
            env.set(&path, expression(&field.ty, datum));
        }
        env
    }

    /// Whether the envelope of an operation looks at a member of the body: strict readers let it stand beside
    /// the members of what is answered.
    pub fn is_judged(&self, operation: &Operation, member: &str) -> bool {
        let shape = operation.envelope.map(|index| self.judged_members(index));
        shape.is_some_and(|shape| shape.fields().contains(&member))
    }

    /// The members of the body that an envelope, by its number, and those that it goes on with look at.
    pub fn judged_members(&self, envelope: usize) -> &'static Shape {
        let next = |index: &usize| self.api.envelopes.get(*index)?.then;
        let chain = std::iter::successors(Some(envelope), next).take(self.api.envelopes.len());
        let envelopes = chain.filter_map(|index| self.api.envelopes.get(index));
        let names: BTreeSet<&str> = envelopes
            .flat_map(|envelope| Members::new(self, envelope).shape.fields())
            .copied()
            .collect();
        shape(names)
    }
}

/// The members of the body that an envelope reads; any of them may be absent.
struct Members<'v> {
    values: &'v Values<'v>,
    fields: Vec<&'v Field>,
    shape: &'static Shape,
    read: Vec<Datum>,
}

impl<'v> Members<'v> {
    fn new(values: &'v Values<'v>, envelope: &'v Envelope) -> Self {
        let failures = envelope.conditional.iter().chain(&envelope.otherwise);
        let said = failures.flat_map(|f| [&f.when, &f.code, &f.message, &f.request_id]);
        let expressions = said.flatten().chain(&envelope.success);
        let used: BTreeSet<String> = expressions.flat_map(|e| expr::uses(e).members).collect();
        // A member that no expression reads is not looked for.
        let fields = envelope.fields.iter();
        let fields = fields.filter(|f| used.contains(&format!("body.{}", f.wire.as_str())));
        let fields: Vec<&Field> = fields.collect();
        Self {
            values,
            read: vec![Datum::Absent; fields.len()],
            shape: shape(fields.iter().map(|field| field.wire.as_str())),
            fields,
        }
    }
}

/// The shape of an object with these members, none of which must be there.
fn shape<'n>(members: impl IntoIterator<Item = &'n str>) -> &'static Shape {
    let members = members.into_iter();
    names::shape(ShapeKey {
        name: "envelope".to_owned(),
        tuple: false,
        members: members.map(|name| (name.to_owned(), false)).collect(),
        aliases: Vec::new(),
        open: false,
    })
}

impl Fields for Members<'_> {
    fn shape(&self) -> &'static Shape {
        self.shape
    }

    fn read_field(&mut self, index: usize, d: &mut Decoder<'_>) -> Result<(), DecodeError> {
        let field = self.fields.get(index).zip(self.read.get_mut(index));
        if let Some((field, place)) = field {
            *place = self.values.slot(field).read(d)?;
        }
        Ok(())
    }

    fn write_fields(&self, _e: &mut Encoder) {}
}

impl Received<'_> {
    /// Whether the body is JSON: its type says so, or, where that says little, it starts with a brace.
    fn is_json(&self) -> bool {
        let mut headers = self.headers.iter();
        let media = headers.find(|(name, _)| name.eq_ignore_ascii_case("content-type"));
        let media = media.map_or("", |(_, value)| value.as_str());
        let media = media.split(';').next().unwrap_or_default();
        let media = media.trim().to_ascii_lowercase();
        let is_named = media.ends_with("/json") || media.ends_with("+json");
        let says_little = media.is_empty() || media.starts_with("text/");
        is_named || says_little && self.body.trim_ascii_start().starts_with(b"{")
    }
}

fn holds(condition: &Typed, env: &Env) -> bool {
    // Nothing of an envelope can fail: its expressions name what an answer has.
    expr::eval(condition, env) == Ok(Value::Bool(true))
}

fn said(failure: &Failure, env: &Env) -> Said {
    Said {
        code: text(failure.code.as_ref(), env),
        message: text(failure.message.as_ref(), env),
        request_id: text(failure.request_id.as_ref(), env),
    }
}

fn text(typed: Option<&Typed>, env: &Env) -> Option<String> {
    expr::eval(typed?, env).ok()?.text()
}
