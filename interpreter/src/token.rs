//! The request that fetches a token.

use apiloom::{Codec, Error};
use apiloom_codegen::expr::{self, Typed, Value};
use apiloom_codegen::interpret::{Datum, Inputs, datum};
use apiloom_codegen::lower::Held;
use apiloom_codegen::model::{Field, Token};

use crate::CallInputs;
use crate::computed::computed;
use crate::vendor::SpecVendor;

/// The inputs of the operation that fetches a token.
///
/// # Errors
/// When one that it needs is not among the settings.
pub(crate) fn inputs(
    vendor: &SpecVendor,
    token: &'static Token,
    scheme: &str,
) -> Result<CallInputs, Error> {
    let interpreter = vendor.interpreter;
    let operation = token.operation.as_ref();
    let described = operation.and_then(|name| {
        let mut operations = interpreter.operations();
        operations.find(|operation| operation.model.name == *name)
    });
    let described = described.ok_or_else(|| Error::unknown_scheme(scheme))?;
    let mut values = Vec::new();
    for field in described.model.fields().filter(|field| field.is_given()) {
        let given = token.with.iter().find(|(name, _)| *name == field.name);
        let value = match given {
            Some((_, value)) => input(vendor, field, value)?,
            None => interpreter.values().slot(field).blank(),
        };
        values.push((field, value));
    }
    let computed = computed(interpreter.api(), described.model, vendor.environment())?;
    let inputs = Inputs {
        operation: described.model,
        values,
        computed,
    };
    Ok(CallInputs::new(interpreter, described, inputs))
}

fn input(vendor: &SpecVendor, field: &'static Field, typed: &Typed) -> Result<Datum, Error> {
    let value = expr::eval(typed, &vendor.environment()).map_err(|error| {
        let name = field.wire.as_str();
        Error::configuration(format!(
            "`{name}` of the token's request has no value: {error}"
        ))
    })?;
    let slot = vendor.interpreter.values().slot(field);
    match datum(&field.ty, &value).filter(|_| value != Value::Absent) {
        Some(datum) => Ok(datum),
        None if slot.held() == Held::Bare => Err(Error::missing_setting(&missing(typed, field))),
        None => Ok(slot.blank()),
    }
}

/// What a user must set where a value is absent.
fn missing(typed: &Typed, field: &Field) -> String {
    let members = expr::uses(typed).members;
    match members.iter().next() {
        Some(name) if members.len() == 1 => name.trim_start_matches("settings.").to_owned(),
        _ => field.wire.0.clone(),
    }
}
