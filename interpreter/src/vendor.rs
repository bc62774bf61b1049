//! What the runtime asks of a vendor: servers, authentication, secrets, tokens.

use std::sync::Arc;

use apiloom::{
    Error, Seal, Sealing, Secret, Stamp, Text, TokenAccount, TokenRequest, TokenSource, Vendor,
    Violations,
};
use apiloom_codegen::expr::{self, Env, EvalError, Typed, Value};
use apiloom_codegen::interpret::Datum;
use apiloom_codegen::model::{Scheme, Where};

use crate::scheme::{self, Placing};
use crate::view::RequestView;
use crate::{Interpreter, Settings, server, token};

/// Answers the hooks of a spec: name and arguments in, value out; none if it does not know the hook.
pub type HookAnswers = Arc<dyn Fn(&str, &[Value]) -> Option<Value> + Send + Sync>;

/// Is told how a scheme was computed: once it has stamped, and once it has sealed. The environment has every
/// `let` and what the request was; what a stamp computed of the time, the operation and the token is told with
/// the stamp.
pub type Witness = Arc<dyn Fn(&'static Scheme, &Env) + Send + Sync>;

/// The path by which the environment calls the body of a request.
const BODY: &str = "request.body";

/// The part of a vendor that needs the user's settings.
#[derive(Clone)]
pub(crate) struct SpecVendor {
    pub(crate) interpreter: Interpreter,
    pub(crate) settings: Arc<Settings>,
    pub(crate) hooks: Option<HookAnswers>,
    pub(crate) witness: Option<Witness>,
}

impl SpecVendor {
    /// An environment in which settings have their values and hooks are answered.
    pub(crate) fn environment(&self) -> Env {
        let mut env = Env::new();
        self.settings.set(&mut env);
        match &self.hooks {
            Some(hooks) => {
                let hooks = Arc::clone(hooks);
                env.hooks(move |name, arguments| hooks(name, arguments))
            }
            None => env,
        }
    }

    fn scheme(&self, id: &str) -> Result<&'static Scheme, Error> {
        let scheme = self.interpreter.scheme(id);
        scheme.ok_or_else(|| Error::unknown_scheme(id))
    }

    /// The environment of a stamp, before its lets.
    fn stamping(&self, scheme: &Scheme, stamp: &mut Stamp<'_>) -> Result<Env, Error> {
        let mut env = self.environment().now(stamp.now());
        if let Some(operation) = self.interpreter.operation(stamp.operation()) {
            scheme::operation_values(operation.model, stamp.attempt(), &mut env);
        }
        if uses_token(scheme) {
            let token = stamp.token(&scheme.id)?;
            env.set("token", token.expose().into());
        }
        // A nonce is a let as a whole, and comes from where the client's nonces come from.
        for made in &scheme.stamp_lets {
            if let Some((function, length)) = made.value.nonce() {
                let length = length.and_then(|length| usize::try_from(length).ok());
                let nonce = match (function, length.unwrap_or_default()) {
                    ("nonce_hex", digits) => stamp.nonce_hex(digits),
                    ("nonce_digits", digits) => stamp.nonce_digits(digits),
                    _ => stamp.uuid(),
                };
                env.set(&made.name.snake(), Value::Text(nonce));
            }
        }
        Ok(env)
    }

    /// What a seal does: it reads the body only if an expression needs it, since nothing may be added to a
    /// body that was read.
    fn seal(
        &self,
        scheme: &'static Scheme,
        lets: &[(String, Value)],
        sealing: &mut Sealing<'_>,
    ) -> Result<(), Error> {
        let mut env = self.environment();
        for (name, value) in lets {
            env.set(name, value.clone());
        }
        let frozen = sealing.request();
        RequestView::of(frozen).set(&mut env);
        let mut placed = scheme::seal(scheme, &mut env);
        if placed == Err(EvalError::Missing(BODY.to_owned())) {
            env.set(BODY, Value::Bytes(frozen.body().to_vec()));
            placed = scheme::seal(scheme, &mut env);
        }
        let placed = placed.map_err(|error| failed(scheme, &error))?;
        if let Some(witness) = &self.witness {
            // Who looks on may look at the body, unless a seal adds to it.
            let adds = placed.iter().any(|placing| placing.place == Where::Body);
            if !adds && !env.has(BODY) {
                env.set(BODY, Value::Bytes(frozen.body().to_vec()));
            }
            witness(scheme, &env);
        }
        for placing in placed {
            let (name, text) = (placing.name, handed(&placing));
            match placing.place {
                Where::Query => sealing.query(name, text),
                Where::Header => sealing.header(name, text),
                Where::Cookie => sealing.cookie(name, text),
                Where::Body => sealing.body(name, text),
            }
        }
        Ok(())
    }

    /// Adds the values of expressions over the settings to what names an account.
    fn name_account(&self, by: &[Typed], account: &mut TokenAccount) {
        let env = self.environment();
        for typed in by {
            let value = expr::eval(typed, &env).unwrap_or(Value::Absent);
            account.add(text(value, typed.ty.secret));
        }
    }
}

impl Vendor for SpecVendor {
    fn name(&self) -> &'static str {
        self.interpreter.vendor()
    }

    fn server(&self, name: &str) -> Result<String, Error> {
        server::url(self.interpreter.api(), &self.settings, name)
    }

    fn validate(&self, found: &mut Violations) {
        self.settings.check(self.interpreter, found);
    }

    fn stamp(&self, id: &str, stamp: &mut Stamp<'_>) -> Result<Seal, Error> {
        let scheme = self.scheme(id)?;
        let mut env = self.stamping(scheme, stamp)?;
        let placed = scheme::stamp(scheme, &mut env);
        let placed = placed.map_err(|error| failed(scheme, &error))?;
        if let Some(witness) = &self.witness {
            witness(scheme, &env);
        }
        for placing in placed {
            let (name, text) = (placing.name, handed(&placing));
            match placing.place {
                Where::Query => stamp.query(name, text),
                Where::Header => stamp.header(name, text),
                Where::Cookie => stamp.cookie(name, text),
                Where::Body => stamp.body(name, text),
            }
        }
        if scheme.seals.is_empty() {
            return Ok(Seal::none());
        }
        let lets = scheme.stamp_lets.iter().filter_map(|made| {
            let name = made.name.snake();
            let value = env.get(&name)?.clone();
            Some((name, value))
        });
        let (lets, vendor): (Vec<(String, Value)>, Self) = (lets.collect(), self.clone());
        Ok(Seal::new(move |sealing| {
            vendor.seal(scheme, &lets, sealing)
        }))
    }

    fn secrets(&self) -> Vec<&Secret> {
        self.settings.secrets()
    }

    fn secret_fields(&self) -> &'static [&'static str] {
        self.interpreter.secret_fields()
    }

    fn token_setting(&self, scheme: &str) -> Option<&Secret> {
        let token = self.interpreter.scheme(scheme)?.token.as_ref()?;
        let name = token.setting.as_ref()?.snake();
        match self.settings.by_name(&name)? {
            Datum::Secret(secret) => Some(secret),
            _ => None,
        }
    }

    fn token_source(&self, scheme: &str) -> Option<&'static TokenSource> {
        self.interpreter.source(scheme)
    }

    fn token_account(&self, scheme: &str, account: &mut TokenAccount) {
        let scheme = self.interpreter.scheme(scheme);
        if let Some(token) = scheme.and_then(|scheme| scheme.token.as_ref()) {
            self.name_account(&token.account, account);
        }
    }

    fn limit_account(&self, limit: &str, account: &mut TokenAccount) {
        let mut limits = self.interpreter.api().limits.iter();
        if let Some(limit) = limits.find(|known| known.id == limit) {
            self.name_account(&limit.by, account);
        }
    }

    fn token_request(&self, scheme: &str, request: &mut TokenRequest) -> Result<(), Error> {
        let token = self.scheme(scheme)?.token.as_ref();
        let token = token.ok_or_else(|| Error::unknown_scheme(scheme))?;
        request.inputs(&token::inputs(self, token, scheme)?);
        Ok(())
    }

    fn renewing_codes(&self, scheme: &str) -> &'static [&'static str] {
        self.interpreter.renewing(scheme)
    }
}

/// Whether an expression of a scheme names its token.
fn uses_token(scheme: &Scheme) -> bool {
    let lets = scheme.stamp_lets.iter().chain(&scheme.seal_lets);
    let placed = scheme.stamps.iter().chain(&scheme.seals);
    lets.map(|made| &made.value)
        .chain(placed.map(|placed| &placed.value))
        .any(|value| expr::uses(value).names.contains("token"))
}

fn handed(placing: &Placing<'_>) -> Text {
    text(placing.value.clone(), placing.secret)
}

/// A value as it is handed to the runtime.
fn text(value: Value, is_secret: bool) -> Text {
    if is_secret {
        return Text::from(value.text().map(Secret::from));
    }
    match value {
        Value::Text(text) => Text::from(text),
        Value::Int(int) => Text::from(int),
        Value::Decimal(decimal) => Text::from(&decimal),
        Value::Bool(truth) => Text::from(truth),
        _ => Text::from(None::<String>),
    }
}

/// Why a scheme's expressions have no value.
fn failed(scheme: &Scheme, error: &EvalError) -> Error {
    let id = &scheme.id;
    match error {
        EvalError::Hook(name) => Error::configuration(format!(
            "the scheme `{id}` calls the hook `{name}`, and nobody answers it"
        )),
        error => Error::configuration(format!("the scheme `{id}` has no value: {error}")),
    }
}
