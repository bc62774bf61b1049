//! The static description of an operation.

use std::fmt;

use apiloom::dry_run::Changes;
use apiloom::{
    Auth, CallLimit, CallRate, Effect, IdempotencyKey, Judge, Method, Operation, Repeat,
    VendorError, Verdict,
};
use apiloom_codegen::interpret::Values;
use apiloom_codegen::model::{self, AuthUse, Decode, Type, Where};

use crate::changes::Tables;
use crate::envelope::Envelopes;
use crate::interpreter::{leak, texts};
use crate::reader::OperationReader;

/// An operation of a spec, ready to be called.
pub struct Described {
    pub(crate) model: &'static model::Operation,
    pub(crate) operation: &'static Operation,
    pub(crate) changes: &'static Changes,
    pub(crate) reader: &'static OperationReader,
}

impl Described {
    /// Its name in the spec.
    pub fn id(&self) -> &'static str {
        self.operation.id
    }

    /// What the spec says of it.
    pub fn model(&self) -> &'static model::Operation {
        self.model
    }

    /// What the runtime knows of it.
    pub fn operation(&self) -> &'static Operation {
        self.operation
    }

    /// Its inputs, in the order of the request: what callers give.
    pub fn inputs(&self) -> Vec<&'static model::Field> {
        let fields = self.model.fields();
        fields.filter(|field| field.is_given()).collect()
    }

    /// The type of the items of its list; none if it is not read page by page.
    pub fn item_type(&self) -> Option<&'static Type> {
        let items = &self.model.paginate.as_ref()?.items.ty;
        Some(match items {
            Type::List(item) | Type::OneOrMany(item) | Type::Csv(item) => item,
            other => other,
        })
    }

    /// The name of the member that its list is, if it is one.
    pub fn items_name(&self) -> Option<&'static str> {
        let at = &self.model.paginate.as_ref()?.items.at;
        at.last().map(String::as_str)
    }

    /// Whether its list is read page by page.
    pub fn is_paged(&self) -> bool {
        self.model.paginate.is_some()
    }
}

impl fmt::Debug for Described {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Described")
            .field("operation", &self.id())
            .finish_non_exhaustive()
    }
}

/// Describes an operation as generated code does.
pub(crate) fn described(
    values: &'static Values<'static>,
    errors: &'static [VendorError],
    envelopes: Envelopes,
    tables: &Tables,
    model: &'static model::Operation,
) -> Described {
    let facts: Vec<(&'static str, &'static str)> = model
        .constants
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    let operation = leak(Operation {
        id: model.name.snake().leak(),
        method: method(&model.method),
        path: &model.path,
        server: &model.server,
        auth: auth(&model.auth),
        effect: match model.effect {
            model::Effect::Read => Effect::Read,
            model::Effect::Write => Effect::Write,
            model::Effect::Delete => Effect::Delete,
        },
        repeat: repeat(model),
        facts: facts.leak(),
        judge: judge(envelopes, model),
        errors,
        limits: limits(values.api(), model),
    });
    Described {
        model,
        operation,
        changes: tables.of(model),
        reader: leak(OperationReader::new(values, envelopes, model)),
    }
}

/// Whether what is read in the answer is JSON.
pub(crate) fn is_json(operation: &model::Operation) -> bool {
    let returns = operation.returns.as_ref();
    returns.is_none_or(|returns| returns.decode == Decode::Json)
}

fn method(method: &str) -> Method {
    // The checks know the methods; each is a token.
    Method::from_bytes(method.as_bytes()).unwrap_or_default()
}

fn auth(auth: &'static AuthUse) -> Auth {
    match auth {
        AuthUse::None => Auth::None,
        AuthUse::Any(schemes) => Auth::Any(texts(schemes)),
        AuthUse::All(schemes) => Auth::All(texts(schemes)),
    }
}

/// Without a place for its key, a call may not be sent again because it has one.
fn repeat(operation: &'static model::Operation) -> Repeat {
    match (operation.repeat, &operation.key) {
        (model::Repeat::Safe, _) => Repeat::Safe,
        (model::Repeat::Keyed, Some((place, name))) => match place {
            Where::Header => Repeat::Keyed(IdempotencyKey::Header(name)),
            Where::Query => Repeat::Keyed(IdempotencyKey::Query(name)),
            Where::Body => Repeat::Keyed(IdempotencyKey::Body(name)),
            // No check lets a key into a cookie.
            Where::Cookie => Repeat::Never,
        },
        (model::Repeat::Keyed | model::Repeat::Never, _) => Repeat::Never,
    }
}

fn judge(envelopes: Envelopes, operation: &'static model::Operation) -> &'static Judge {
    let Some(index) = operation.envelope else {
        return &Verdict::by_status;
    };
    let judge = envelopes.judge(index);
    match is_json(operation) {
        true => leak(judge),
        false => leak(move |answer: &apiloom::Answer<'_>| Verdict::unless_json(answer, judge)),
    }
}

fn limits(api: &'static model::Api, operation: &model::Operation) -> &'static [CallLimit] {
    let limits = operation.limits.iter().filter_map(|id| {
        let mut all = api.limits.iter();
        all.find(|limit| limit.id == *id)
    });
    let limits: Vec<CallLimit> = limits
        .map(|limit| CallLimit {
            name: &limit.id,
            rate: limit
                .rate
                .map(|(calls, seconds)| CallRate { calls, seconds }),
            concurrent: limit.concurrent,
            each_operation: limit.each_operation,
        })
        .collect();
    limits.leak()
}
