//! The inputs of an operation.

use apiloom_codegen::model::{Field, Operation, Payload};

/// The inputs of an operation and what is constant or computed, in the order of the request.
pub(crate) fn fields(operation: &Operation) -> Vec<&Field> {
    let parameters = operation
        .parameters
        .iter()
        .map(|parameter| &parameter.field);
    let body: &[Field] = match operation.body.as_ref().map(|body| &body.payload) {
        Some(Payload::Fields(fields)) => fields,
        Some(Payload::Whole(field)) => std::slice::from_ref(&**field),
        None => &[],
    };
    parameters.chain(body).collect()
}
