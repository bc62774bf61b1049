//! Inputs that are computed once a call.

use apiloom::Error;
use apiloom_codegen::expr::{self, Env, Value};
use apiloom_codegen::model::{Api, Field, Operation};

use crate::scheme;

/// The values of the computed inputs, in an environment that knows the settings.
///
/// # Errors
/// When one has no value.
pub(crate) fn computed(
    api: &'static Api,
    operation: &'static Operation,
    mut env: Env,
) -> Result<Vec<(&'static Field, Value)>, Error> {
    let fields = operation.fields().filter(|field| field.value.is_some());
    let fields: Vec<&'static Field> = fields.collect();
    if fields.is_empty() {
        return Ok(Vec::new());
    }
    scheme::operation_values(operation, 1, &mut env);
    // A let that calls a hook has no place here, and those that have are in their order.
    for made in &api.lets {
        if let Ok(value) = expr::eval(&made.value, &env) {
            env.set(&made.name.snake(), value);
        }
    }
    let values = fields.into_iter().filter_map(|field| {
        let value = expr::eval(field.value.as_ref()?, &env);
        let value = value.map_err(|error| {
            let name = field.wire.as_str();
            Error::configuration(format!("`{name}` cannot be computed: {error}"))
        });
        Some(value.map(|value| (field, value)))
    });
    values.collect()
}
