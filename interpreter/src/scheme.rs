//! How requests are authenticated: the expressions of a scheme, evaluated.
//!
//! These are functions of an environment alone, so that whoever signs, explains a signature or verifies one
//! computes the same.

use apiloom_codegen::expr::{self, Env, EvalError, Value};
use apiloom_codegen::model::{Let, Operation, Placed, Scheme, Where};

/// A value that a scheme places into a request.
#[derive(Clone, Debug, PartialEq)]
pub struct Placing<'s> {
    /// Where.
    pub place: Where,
    /// Under which name.
    pub name: &'s str,
    /// What.
    pub value: Value,
    /// Whether a secret is in it.
    pub secret: bool,
}

impl Placing<'_> {
    /// Its text; none if there is nothing to place.
    pub fn text(&self) -> Option<String> {
        self.value.text()
    }
}

/// What a scheme places before a request is frozen.
///
/// Its lets are set in the environment by their names; one that has a value there keeps it.
///
/// # Errors
/// When the environment lacks what an expression needs.
pub fn stamp<'s>(scheme: &'s Scheme, env: &mut Env) -> Result<Vec<Placing<'s>>, EvalError> {
    phase(&scheme.stamp_lets, &scheme.stamps, env)
}

/// What a scheme places after a request is frozen, in an environment in which it was stamped.
///
/// Its lets are set in the environment by their names; one that has a value there keeps it.
///
/// # Errors
/// When the environment lacks what an expression needs.
pub fn seal<'s>(scheme: &'s Scheme, env: &mut Env) -> Result<Vec<Placing<'s>>, EvalError> {
    phase(&scheme.seal_lets, &scheme.seals, env)
}

/// Gives their values to what a scheme may name of the operation: `operation.id`, its constants, `attempt`.
pub fn operation_values(operation: &Operation, attempt: i64, env: &mut Env) {
    env.set("operation.id", Value::Text(operation.name.snake()));
    for (name, value) in &operation.constants {
        env.set(&format!("operation.{name}"), Value::Text(value.clone()));
    }
    env.set("attempt", Value::Int(attempt));
}

fn phase<'s>(
    lets: &[Let],
    placed: &'s [Placed],
    env: &mut Env,
) -> Result<Vec<Placing<'s>>, EvalError> {
    for made in lets {
        let name = made.name.snake();
        if !env.has(&name) {
            let value = expr::eval(&made.value, env)?;
            env.set(&name, value);
        }
    }
    placed
        .iter()
        .map(|placed| {
            Ok(Placing {
                place: placed.place,
                name: &placed.wire,
                value: expr::eval(&placed.value, env)?,
                secret: placed.value.ty.secret,
            })
        })
        .collect()
}
