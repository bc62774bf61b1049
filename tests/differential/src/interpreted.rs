//! The interpreter, driven as generated clients are.

use std::pin::pin;
use std::sync::Arc;
use std::task::{Context, Poll, Waker};

use apiloom::{Base64, Bytes, Core, Error, http};
use apiloom_codegen::expr::{Kind, Value};
use apiloom_codegen::interpret::{Datum, InputError};
use apiloom_codegen::model::Api;
use apiloom_interpreter::{Answered, Call, CallError, Client, Interpreter, Settings};

use crate::{
    Broken, Called, HookCall, Made, Outcome, Refusal, Request, Setup, Side, Unreadable, downloaded,
    nothing, told,
};

/// A client of the interpreter.
///
/// # Panics
/// When the settings cannot be read: both sides are given the same, which are known to be readable.
pub fn interpreted(interpreter: Interpreter, setup: &Setup) -> Box<dyn Side> {
    let settings = Settings::new(interpreter, setup.settings.clone());
    let settings = settings.unwrap_or_else(|error| panic!("{error}"));
    let hooks = move |name: &str, arguments: &[Value]| hook(interpreter.api(), name, arguments);
    let client = Client::with_hooks(interpreter, settings, Arc::new(hooks), setup.transport());
    Box::new(Interpreted {
        client: client.configure(|core| setup.configure(core)),
    })
}

struct Interpreted {
    client: Client,
}

struct InterpretedCall {
    interpreter: Interpreter,
    call: Call,
}

impl Side for Interpreted {
    fn core(&self) -> &Core {
        self.client.core()
    }

    fn call(&self, operation: &str, inputs: &[u8]) -> Made {
        match self.client.call(operation, inputs) {
            Ok(call) => Ok(Box::new(InterpretedCall {
                interpreter: self.client.interpreter(),
                call,
            })),
            Err(CallError::Inputs(InputError::Decode(error))) => Err(Unreadable::form(&error)),
            Err(CallError::Inputs(InputError::Deviations(found))) => {
                let surplus = Unreadable::surplus(found.iter());
                Err(surplus.unwrap_or(Unreadable::Form("another constant".to_owned())))
            }
            Err(other) => Err(Unreadable::Form(other.to_string())),
        }
    }
}

impl InterpretedCall {
    fn call(&self, checked: bool, strict: bool) -> Call {
        self.call.clone().with_options(|options| {
            options.without_validation = !checked;
            options.strict = strict;
        })
    }

    fn told(result: Result<Answered, Error>) -> Outcome {
        let mut answered = result.map_err(|error| Refusal::of(&error))?;
        if let Some(download) = answered.download() {
            return Ok(downloaded(download));
        }
        if let Some(bytes) = answered.bytes() {
            return Ok(told(Base64, &bytes.to_vec()));
        }
        Ok(match answered.to_json() {
            Ok(Some(json)) => Some(String::from_utf8_lossy(&json).into_owned()),
            Ok(None) => nothing(),
            Err(error) => Some(format!("cannot be written: {error}")),
        })
    }

    fn told_item(&self, item: Datum) -> Option<String> {
        let described = self.call.inputs().described();
        let paginate = described.model().paginate.as_ref()?;
        let list = match item {
            Datum::Pairs(pairs) => Datum::Pairs(pairs),
            item => Datum::List(vec![item]),
        };
        told(self.interpreter.values().codec(&paginate.items.ty), &list)
    }
}

impl Called for InterpretedCall {
    fn validate(&self) -> Vec<Broken> {
        match self.call.validate() {
            Ok(()) => Vec::new(),
            Err(found) => Broken::all(&found),
        }
    }

    fn prepare(&self, checked: bool) -> Result<Request, Box<Refusal>> {
        match self.call(checked, false).prepare() {
            Ok(request) => Ok(Request::of(&request)),
            Err(error) => Err(Refusal::of(&error)),
        }
    }

    fn dry_run(&self) -> Result<String, Box<Refusal>> {
        match self.call.dry_run() {
            Ok(told) => Ok(told.to_string()),
            Err(error) => Err(Refusal::of(&error)),
        }
    }

    fn answer(&self, response: http::Response<Bytes>, strict: bool) -> Outcome {
        Self::told(self.call(true, strict).answer(response))
    }

    fn send(&self) -> Outcome {
        Self::told(self.call.clone().blocking())
    }

    fn pages(&self, limit: usize) -> Vec<Outcome> {
        let Some(pages) = self.call.clone().pages() else {
            return Vec::new();
        };
        pages.blocking().take(limit).map(Self::told).collect()
    }

    fn items(&self, limit: usize) -> Vec<Outcome> {
        let Some(mut pages) = self.call.clone().pages() else {
            return Vec::new();
        };
        let mut all = Vec::new();
        while all.len() < limit {
            match at_once(pages.next_items()) {
                Some(Ok(items)) => {
                    all.extend(items.into_iter().map(|item| Ok(self.told_item(item))));
                }
                Some(Err(error)) => all.push(Err(Refusal::of(&error))),
                None => break,
            }
        }
        all.truncate(limit);
        all
    }
}

/// Runs what waits for nothing, since the transport of these tests never does.
fn at_once<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    loop {
        if let Poll::Ready(value) = future
            .as_mut()
            .poll(&mut Context::from_waker(Waker::noop()))
        {
            return value;
        }
    }
}

/// What a hook gives, as the hook of the generated client does.
fn hook(api: &Api, name: &str, arguments: &[Value]) -> Option<Value> {
    let hook = api.hooks.iter().find(|hook| hook.name.snake() == name)?;
    let mut call = HookCall::new(name);
    for argument in arguments {
        match argument {
            Value::Text(text) => call.text(text),
            Value::Bytes(bytes) => call.bytes(bytes),
            Value::Int(number) => call.int(*number),
            Value::Bool(value) => call.bool(*value),
            Value::Instant(moment) => call.instant(*moment),
            Value::Pairs(pairs) => call.pairs(pairs),
            _ => return None,
        }
    }
    Some(match &hook.gives.kind {
        Kind::Bytes => Value::Bytes(call.gives_bytes()),
        Kind::Int => Value::Int(call.gives_int()),
        Kind::Bool => Value::Bool(call.gives_bool()),
        Kind::Instant => Value::Instant(call.gives_instant()),
        Kind::Pairs => Value::Pairs(call.gives_pairs()),
        _ => Value::Text(call.gives_text()),
    })
}
