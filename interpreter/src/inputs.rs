//! The inputs of a call.

use std::fmt;

use apiloom::dry_run::Changes;
use apiloom::dynamic::Request;
use apiloom::{Operation, Place, RequestBuilder, Secret, Violations};
use apiloom_codegen::interpret::Inputs;

use crate::redaction::secrets_in;
use crate::{Described, Interpreter, encode};

/// The inputs of a call, as the runtime takes them.
#[derive(Clone)]
pub struct CallInputs {
    interpreter: Interpreter,
    described: &'static Described,
    inputs: Inputs<'static>,
}

impl CallInputs {
    pub(crate) fn new(
        interpreter: Interpreter,
        described: &'static Described,
        inputs: Inputs<'static>,
    ) -> Self {
        Self {
            interpreter,
            described,
            inputs,
        }
    }

    /// The operation.
    pub fn described(&self) -> &'static Described {
        self.described
    }

    /// Their values.
    pub fn values(&self) -> &Inputs<'static> {
        &self.inputs
    }

    /// What is secret of them.
    pub fn secrets(&self) -> Vec<Secret> {
        secrets_in(self.interpreter, &self.inputs.values)
    }
}

impl Request for CallInputs {
    fn operation(&self) -> &'static Operation {
        self.described.operation
    }

    fn changes(&self) -> &'static Changes {
        self.described.changes
    }

    fn validate(&self, _at: &Place<'_>, found: &mut Violations) {
        self.interpreter.values().check_inputs(&self.inputs, found);
    }

    fn encode(&self, request: &mut RequestBuilder) {
        encode::encode(self.interpreter.values(), &self.inputs, request);
    }
}

/// Without the values, which may be secrets.
impl fmt::Debug for CallInputs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallInputs")
            .field("operation", &self.described.id())
            .finish_non_exhaustive()
    }
}
