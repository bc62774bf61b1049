//! Inputs of operations.

use std::collections::HashSet;

use apiloom::Json;
use apiloom_codegen::model::{Field, Operation, Payload, Presence};

use super::records::Members;
use super::{Maker, Random, thin};

/// Inputs of an operation.
pub struct Operations {
    /// Those that are most often good: few, and all.
    pub good: Vec<String>,
    /// Each input with each of its values, beside good ones and others.
    pub varied: Vec<String>,
}

impl Maker<'_> {
    /// Inputs of an operation; of each that is a scalar, so many values.
    pub fn inputs(&self, operation: &Operation, most: usize) -> Operations {
        let fields = given(operation);
        let mut good = Vec::new();
        let required = |field: &&&Field| field.presence == Presence::Required || field.decided;
        let of = |fields: &mut dyn Iterator<Item = &&Field>| -> Members {
            fields.flat_map(|field| self.member(field, 0)).collect()
        };
        good.push(of(&mut fields.iter().filter(required)));
        good.push(of(&mut fields.iter()));
        for optional in fields.iter().filter(|field| !required(field)) {
            let required = fields.iter().filter(required);
            good.push(of(&mut required.chain([optional])));
        }
        let mut varied = self.objects(&fields, most, 0);
        let mut random = Random::new(&operation.name.snake());
        for _ in 0..most {
            let some = fields
                .iter()
                .filter(|field| required(field) || random.chance(50));
            good.push(some.flat_map(|field| self.member(field, 0)).collect());
        }
        let values: Vec<Vec<Json>> = fields
            .iter()
            .map(|field| thin(self.values(&field.ty, &field.constraints, 0), 40))
            .collect();
        for _ in 0..most {
            varied.push(self.mixed(&fields, &values, &good, &mut random));
        }
        let mut varied = written(varied, &fields);
        varied.extend(damaged(&good[1]));
        Operations {
            good: written(good, &fields),
            varied,
        }
    }

    /// Some of the inputs, each with some value: most often a good one.
    fn mixed(
        &self,
        fields: &[&Field],
        values: &[Vec<Json>],
        good: &[Members],
        random: &mut Random,
    ) -> Members {
        let mut members = Members::new();
        for (field, values) in fields.iter().zip(values) {
            let required = field.presence == Presence::Required || field.decided;
            if !required && random.chance(50) {
                continue;
            }
            let known = random.one(good).into_iter().flatten();
            let mut known = known.filter(|(name, _)| name == field.wire.as_str());
            let value = match (known.next(), random.chance(85)) {
                (Some((_, value)), true) => value.clone(),
                _ => random.one(values).cloned().unwrap_or_default(),
            };
            members.extend(self.placed(field, value));
        }
        members
    }
}

/// What is no object of inputs, and what has names that are none.
fn damaged(all: &Members) -> Vec<String> {
    let text = Json::Object(all.clone()).to_string();
    let with = |name: &str, value: Json| {
        let mut members = all.clone();
        members.push((name.to_owned(), value));
        Json::Object(members).to_string()
    };
    let mut made: Vec<String> = ["", "{", "[]", "null", "7", "\"text\"", "{} {}", "{\"a\":}"]
        .map(str::to_owned)
        .into();
    made.push(text.replace('}', ""));
    made.push(format!("\u{feff}{text}"));
    made.push(with("no such input", Json::Null));
    made.push(with("NO_SUCH_INPUT", Json::from("x")));
    made.extend(all.first().map(|(name, value)| with(name, value.clone())));
    made.extend(
        all.first()
            .map(|(name, _)| with(name, Json::Array(Vec::new()))),
    );
    made
}

/// The inputs that callers give.
pub(super) fn given(operation: &Operation) -> Vec<&Field> {
    let parameters = operation
        .parameters
        .iter()
        .map(|parameter| &parameter.field);
    let body: Vec<&Field> = match operation.body.as_ref().map(|body| &body.payload) {
        Some(Payload::Fields(fields)) => fields.iter().collect(),
        Some(Payload::Whole(field)) => vec![field],
        None => Vec::new(),
    };
    parameters
        .chain(body)
        .filter(|field| field.is_given())
        .collect()
}

/// The objects as texts, each once; what is no input of the operation is left out.
fn written(objects: Vec<Members>, fields: &[&Field]) -> Vec<String> {
    let spread = fields.iter().any(|field| field.spread);
    let mut seen = HashSet::new();
    let mut texts: Vec<String> = Vec::new();
    for mut members in objects {
        // Which names are no inputs is for a test of its own to ask.
        members.retain(|(name, _)| {
            let mut known = fields.iter();
            spread && name != "unknown member" && name != "unknown too"
                || known.any(|field| {
                    field.wire.as_str() == name || field.aliases.iter().any(|a| a.as_str() == name)
                })
        });
        let text = Json::Object(members).to_string();
        if seen.insert(text.clone()) {
            texts.push(text);
        }
    }
    texts
}
