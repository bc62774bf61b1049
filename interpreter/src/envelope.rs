//! Envelopes: the members that tell success from failure, read leniently, and what they say.

use apiloom::{Answer, DecodeError, Decoder, Encoder, Fields, Form, Shape, Verdict};
use apiloom_codegen::expr::{self, Env, Typed, Value};
use apiloom_codegen::interpret::{Datum, Values, expression};
use apiloom_codegen::model::{Api, Envelope, Failure, Field, Operation};

use crate::interpreter::leak;
use crate::scheme::text_of;

/// The envelopes of an API, and how their members are read.
#[derive(Clone, Copy)]
pub(crate) struct Envelopes {
    api: &'static Api,
    known: &'static [Known],
}

impl Envelopes {
    pub(crate) fn new(values: &'static Values<'static>) -> Self {
        let envelopes = values.api().envelopes.iter();
        let known: Vec<Known> = envelopes.map(|model| Known::new(values, model)).collect();
        Self {
            api: values.api(),
            known: known.leak(),
        }
    }

    /// What tells success from failure by an envelope.
    pub(crate) fn judge(
        self,
        index: usize,
    ) -> impl Fn(&Answer<'_>) -> Verdict + Copy + Send + Sync + 'static {
        move |answer| match self.known.get(index) {
            Some(envelope) => envelope.verdict(self.known, answer),
            None => Verdict::unnamed(),
        }
    }

    /// What tells what the vendor calls a request, if answers of the operation's envelope say it.
    pub(crate) fn request_id(
        self,
        operation: &Operation,
    ) -> Option<impl Fn(&Answer<'_>) -> Option<String> + Send + Sync + 'static + use<>> {
        let envelope = self.known.get(telling(self.api, operation.envelope?)?)?;
        let id = envelope.model.otherwise.as_ref()?.request_id.as_ref()?;
        Some(move |answer: &Answer<'_>| text(Some(id), &envelope.environment(answer, &[id])))
    }
}

/// An envelope and how its members are read.
struct Known {
    model: &'static Envelope,
    /// The members that some expression reads.
    fields: Vec<&'static Field>,
    shape: &'static Shape,
    values: &'static Values<'static>,
}

impl Known {
    fn new(values: &'static Values<'static>, model: &'static Envelope) -> Self {
        let expressions = expressions(model);
        // A member that no expression reads is not looked for.
        let read = |wire: &str| {
            let path = format!("body.{wire}");
            let mut expressions = expressions.iter();
            expressions.any(|typed| expr::uses(typed).members.contains(&path))
        };
        let fields: Vec<&'static Field> = model
            .fields
            .iter()
            .filter(|field| read(field.wire.as_str()))
            .collect();
        let names: Vec<&'static str> = fields.iter().map(|field| field.wire.as_str()).collect();
        let shape = Shape::new("envelope", Form::Object, names.leak(), &[]);
        Self {
            model,
            fields,
            shape: leak(shape),
            values,
        }
    }

    fn verdict(&self, envelopes: &'static [Known], answer: &Answer<'_>) -> Verdict {
        let env = self.environment(answer, &expressions(self.model));
        for failure in &self.model.conditional {
            if failure.when.as_ref().is_some_and(|when| holds(when, &env)) {
                return failed(failure, &env);
            }
        }
        if let Some(then) = self.model.then.and_then(|index| envelopes.get(index)) {
            return then.verdict(envelopes, answer);
        }
        let success = match &self.model.success {
            Some(success) => holds(success, &env),
            None => (200..300).contains(&answer.status()),
        };
        match &self.model.otherwise {
            _ if success => Verdict::Success,
            Some(failure) => failed(failure, &env),
            None => Verdict::unnamed(),
        }
    }

    /// What the expressions of an envelope may name.
    fn environment(&self, answer: &Answer<'_>, expressions: &[&Typed]) -> Env {
        let mut env = Env::new();
        let uses: Vec<expr::Uses> = expressions.iter().map(|typed| expr::uses(typed)).collect();
        let names = |name: &str| uses.iter().any(|uses| uses.names.contains(name));
        let root = |name: &str| uses.iter().any(|uses| uses.roots.contains(name));
        if names("status") {
            env.set("status", Value::Int(answer.status()));
        }
        if names("headers") {
            env.set("headers", Value::Pairs(answer.headers()));
        }
        if root("body") {
            env.set("body", Value::Bytes(answer.body().to_vec()));
        }
        if !self.fields.is_empty() {
            let mut members = Members {
                known: self,
                read: vec![Datum::Absent; self.fields.len()],
            };
            answer.read_fields(&mut members);
            for (field, datum) in self.fields.iter().zip(&members.read) {
                let path = format!("body.{}", field.wire.as_str());
                env.set(&path, expression(&field.ty, datum));
            }
        }
        env
    }
}

/// The members of the body that an envelope reads; any of them may be absent.
struct Members<'k> {
    known: &'k Known,
    read: Vec<Datum>,
}

impl Fields for Members<'_> {
    fn shape(&self) -> &'static Shape {
        self.known.shape
    }

    fn read_field(&mut self, index: usize, d: &mut Decoder<'_>) -> Result<(), DecodeError> {
        let field = self.known.fields.get(index).zip(self.read.get_mut(index));
        if let Some((field, place)) = field {
            *place = apiloom::Codec::read(self.known.values.slot(field), d)?;
        }
        Ok(())
    }

    fn write_fields(&self, _e: &mut Encoder) {}
}

/// The envelope, of this one and those that it goes on with, whose answers say what the vendor calls
/// the request.
fn telling(api: &Api, envelope: usize) -> Option<usize> {
    let mut index = envelope;
    let name = |envelope: &Envelope| format!("{}_request_id", envelope.name.snake());
    // Each goes on with another one.
    for _ in 0..api.envelopes.len() {
        let envelope = api.envelopes.get(index)?;
        let own = name(envelope);
        let is_free = |other: &Envelope| other.name.snake() != own;
        let says = envelope.otherwise.as_ref().map(|f| f.request_id.is_some());
        if says == Some(true) && api.envelopes.iter().all(is_free) {
            return Some(index);
        }
        index = envelope.then?;
    }
    None
}

fn expressions(envelope: &Envelope) -> Vec<&Typed> {
    let failures = envelope.conditional.iter().chain(&envelope.otherwise);
    failures
        .flat_map(|f| [&f.when, &f.code, &f.message, &f.request_id])
        .flatten()
        .chain(&envelope.success)
        .collect()
}

fn holds(condition: &Typed, env: &Env) -> bool {
    // Nothing of an envelope can fail: its expressions name what an answer has.
    expr::eval(condition, env) == Ok(Value::Bool(true))
}

fn failed(failure: &Failure, env: &Env) -> Verdict {
    Verdict::Failure {
        code: text(failure.code.as_ref(), env),
        message: text(failure.message.as_ref(), env),
        request_id: text(failure.request_id.as_ref(), env),
    }
}

fn text(typed: Option<&Typed>, env: &Env) -> Option<String> {
    text_of(&expr::eval(typed?, env).ok()?)
}
