//! The inputs of an operation, and how the required ones of anything are given.

use super::{Lowered, Slot};
use crate::model::{Field, Operation, Payload};

/// The inputs of an operation, in the order of its request.
pub struct Inputs<'a> {
    /// What callers give.
    pub given: Vec<(&'a Field, Slot)>,
    /// What is computed once a call.
    pub computed: Vec<&'a Field>,
}

/// The inputs of an operation: parameters by place, then the body's.
pub fn inputs<'a>(lowered: &Lowered<'a>, operation: &'a Operation) -> Inputs<'a> {
    let mut given = Vec::new();
    let mut computed = Vec::new();
    let body: Vec<&Field> = match operation.body.as_ref().map(|body| &body.payload) {
        Some(Payload::Fields(fields)) => fields.iter().collect(),
        Some(Payload::Whole(field)) => vec![field],
        None => Vec::new(),
    };
    for field in operation.parameters.iter().map(|p| &p.field).chain(body) {
        if field.value.is_some() {
            computed.push(field);
        } else if field.is_given() {
            given.push((field, lowered.input(field)));
        }
    }
    Inputs { given, computed }
}

/// How required values are given.
pub enum Given {
    /// There are none.
    Nothing,
    /// One after the other: up to three, whose types cannot be confused.
    Positional,
    /// By name, in a struct of their own.
    Struct,
}

/// How these required values are given.
pub fn required<'f>(slots: impl IntoIterator<Item = &'f (&'f Field, Slot)>) -> Given {
    let required: Vec<String> = slots
        .into_iter()
        .filter(|(_, slot)| slot.required)
        .map(|(_, slot)| slot.ty.to_string())
        .collect();
    let distinct = required
        .iter()
        .enumerate()
        .all(|(index, ty)| !required[..index].contains(ty));
    match required.len() {
        0 => Given::Nothing,
        1..=3 if distinct => Given::Positional,
        _ => Given::Struct,
    }
}
