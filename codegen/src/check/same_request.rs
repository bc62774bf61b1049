//! Examples that ask for the same and are answered differently.

use apiloom_wire::{Json, encode};

use super::Check;
use crate::diagnostic::{Code, help};
use crate::interpret::{Datum, Values};
use crate::model::{Api, ErrorKind, Example, ExampleAnswer, Field, Operation, Type};

impl Check<'_> {
    /// Warns of examples whose request is that of one before, and whose answer is another: who answers by
    /// examples knows only the first.
    pub(super) fn requests_differ(
        &mut self,
        api: &Api,
        values: &Values<'_>,
        operation: &Operation,
    ) {
        let examples = operation.examples.iter();
        let asked: Vec<Asked<'_>> = examples
            .filter_map(|example| asked(values, operation, example))
            .filter(|asked| !is_told_by_more(api, operation, asked.answer))
            .collect();
        for (index, later) in asked.iter().enumerate() {
            let mut before = asked.iter().take(index);
            let same = before.find(|before| is_same(&before.given, &later.given));
            let Some(first) = same.filter(|first| !is_same_answer(first.answer, later.answer))
            else {
                continue;
            };
            self.conflict(
                Code::SameRequest,
                later.example.span,
                "the example asks for the same as one before, and is answered differently",
                (first.example.span, "the same request stands here"),
                help!(
                    "remove one, or change what it sends",
                    "删除其中一个，或修改它发送的内容"
                ),
            );
        }
    }
}

/// What an example asks for, and the answer to it.
struct Asked<'a> {
    example: &'a Example,
    answer: &'a ExampleAnswer,
    given: Vec<(&'a Field, Json)>,
}

/// None if the example lacks one of them, or cannot be read, which others tell.
fn asked<'a>(
    values: &'a Values<'a>,
    operation: &'a Operation,
    example: &'a Example,
) -> Option<Asked<'a>> {
    let answer = example.answer.as_ref()?;
    let request = encode(example.request.as_ref()?).ok()?;
    let inputs = values.inputs(operation, &request).ok()?;
    let mut given = Vec::new();
    for (field, datum) in &inputs.values {
        // A secret may be another one in each call.
        if datum != &Datum::Absent && field.ty != Type::Secret {
            let bytes = apiloom_wire::encode_as(values.slot(field), datum).ok()?;
            given.push((*field, Json::parse(&bytes).ok()?));
        }
    }
    Some(Asked {
        example,
        answer,
        given,
    })
}

/// Whether more than its request decides on the answer: credentials that are wrong, or an entity that is not
/// there yet, or no more.
fn is_told_by_more(api: &Api, operation: &Operation, answer: &ExampleAnswer) -> bool {
    let Some(code) = &answer.fails else {
        return false;
    };
    match api.failure_kind(code, answer.status) {
        Some(ErrorKind::Auth) => true,
        Some(ErrorKind::NotFound) => {
            let entity = operation.entity.as_ref();
            entity
                .is_some_and(|entity| matches!(entity.does.as_str(), "read" | "update" | "delete"))
        }
        _ => false,
    }
}

/// Whether two requests say the same; what is left out says its default.
fn is_same(one: &[(&Field, Json)], other: &[(&Field, Json)]) -> bool {
    let is_in = |all: &[(&Field, Json)], (field, value): &(&Field, Json)| {
        let text = value.scalar_text();
        let is_default = field.default.is_some() && field.default.as_deref() == text.as_deref();
        let mut known = all.iter().filter(|(known, _)| known.wire == field.wire);
        known.next().map_or(is_default, |(_, known)| known == value)
    };
    one.iter().all(|given| is_in(other, given)) && other.iter().all(|given| is_in(one, given))
}

fn is_same_answer(one: &ExampleAnswer, other: &ExampleAnswer) -> bool {
    (one.status, &one.headers, &one.body, &one.fails)
        == (other.status, &other.headers, &other.body, &other.fails)
}
