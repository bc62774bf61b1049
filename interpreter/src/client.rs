//! A client of a spec.

use std::fmt;
use std::sync::Arc;

use apiloom::{Core, DecodeError, DeviationKind, Error, Transport};
use apiloom_codegen::interpret::InputError;

use crate::computed::computed;
use crate::vendor::{HookAnswers, SpecVendor};
use crate::{Call, CallInputs, Interpreter, Settings};

/// A client of a spec: what its generated client would be, with operations by their names and inputs as
/// JSON.
///
/// Cheap to clone, and shared between threads.
#[derive(Clone)]
pub struct Client {
    core: Core,
    vendor: SpecVendor,
}

/// Why there is no call.
#[derive(Debug)]
#[non_exhaustive]
pub enum CallError {
    /// The spec has no operation of this name.
    UnknownOperation(String),
    /// The JSON is not the inputs of the operation.
    Inputs(InputError),
    /// What is computed has no value.
    Computed(Error),
}

impl Client {
    /// A client over HTTPS.
    ///
    /// Without the feature `hyper` it refuses to send, and says so.
    pub fn new(interpreter: Interpreter, settings: Settings) -> Self {
        Self::with_transport(interpreter, settings, apiloom::transport::standard())
    }

    /// A client over a transport of your own.
    pub fn with_transport(
        interpreter: Interpreter,
        settings: Settings,
        transport: Arc<dyn Transport>,
    ) -> Self {
        Self::of(interpreter, settings, None, transport)
    }

    /// A client that asks this for what the hooks of the spec give.
    pub fn with_hooks(
        interpreter: Interpreter,
        settings: Settings,
        hooks: HookAnswers,
        transport: Arc<dyn Transport>,
    ) -> Self {
        Self::of(interpreter, settings, Some(hooks), transport)
    }

    fn of(
        interpreter: Interpreter,
        settings: Settings,
        hooks: Option<HookAnswers>,
        transport: Arc<dyn Transport>,
    ) -> Self {
        let vendor = SpecVendor {
            interpreter,
            settings: Arc::new(settings),
            hooks,
        };
        Self {
            core: Core::new(vendor.clone(), transport),
            vendor,
        }
    }

    /// The same client with another server, clock, default scheme and so on.
    pub fn configure(self, change: impl FnOnce(Core) -> Core) -> Self {
        Self {
            core: change(self.core),
            ..self
        }
    }

    /// What the client runs on.
    pub fn core(&self) -> &Core {
        &self.core
    }

    /// The spec.
    pub fn interpreter(&self) -> Interpreter {
        self.vendor.interpreter
    }

    /// The settings that the client was made with.
    pub fn settings(&self) -> &Settings {
        &self.vendor.settings
    }

    /// A call of an operation; its inputs stand in one JSON object by their names on the wire, as those of
    /// examples do.
    ///
    /// # Errors
    /// When the spec has no such operation, or the JSON is not its inputs.
    pub fn call(&self, operation: &str, inputs: &[u8]) -> Result<Call, CallError> {
        let interpreter = self.interpreter();
        let described = interpreter
            .operation(operation)
            .ok_or_else(|| CallError::UnknownOperation(operation.to_owned()))?;
        let inputs = interpreter.values().inputs(described.model, inputs);
        let mut inputs = inputs.map_err(|error| CallError::Inputs(unquoted(interpreter, error)))?;
        let computed = computed(
            interpreter.api(),
            described.model,
            self.vendor.environment(),
        );
        inputs.computed = computed.map_err(CallError::Computed)?;
        let inputs = CallInputs::new(interpreter, described, inputs);
        Ok(Call::new(&self.core, inputs))
    }
}

/// The same error; of a value under a secret name it does not quote what was found.
fn unquoted(interpreter: Interpreter, error: InputError) -> InputError {
    let is_secret = |path: &str| {
        let mut names = path.split(['.', '[', ']', '"']);
        let known = interpreter.secret_names();
        names.any(|name| known.iter().any(|secret| secret.eq_ignore_ascii_case(name)))
    };
    match error {
        InputError::Decode(error) if is_secret(&error.path()) => {
            let path = error.path();
            InputError::Decode(DecodeError::new(format!("`{path}` is not of its type")))
        }
        other => other,
    }
}

impl CallError {
    /// The names of those members that are no inputs.
    pub fn unknown_inputs(&self) -> Vec<&str> {
        let Self::Inputs(InputError::Deviations(deviations)) = self else {
            return Vec::new();
        };
        let deviations = deviations.iter();
        deviations
            .filter(|deviation| deviation.kind() == DeviationKind::UnknownMember)
            .map(|deviation| deviation.path())
            .collect()
    }
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("core", &self.core)
            .field("settings", &self.vendor.settings)
            .finish()
    }
}

impl fmt::Display for CallError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownOperation(name) => write!(f, "there is no operation `{name}`"),
            Self::Inputs(error) => error.fmt(f),
            Self::Computed(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for CallError {}
