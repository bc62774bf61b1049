//! A checked API, and the static descriptions that are made of it.

use std::collections::BTreeSet;
use std::fmt;

use apiloom::{TokenSource, VendorError};
use apiloom_codegen::interpret::Values;
use apiloom_codegen::lower;
use apiloom_codegen::model::{Api, Scheme, Token};

use crate::envelope::Envelopes;
use crate::operation::{Described, described};
use crate::{changes, failure};

/// A checked API that can be called; cheap to copy.
#[derive(Clone, Copy)]
pub struct Interpreter {
    shared: &'static Shared,
}

struct Shared {
    api: &'static Api,
    values: &'static Values<'static>,
    vendor: &'static str,
    operations: Vec<Described>,
    secret_fields: &'static [&'static str],
    secrets_of_no_type: BTreeSet<String>,
    sources: Vec<(&'static str, TokenSource)>,
    renewing: Vec<(&'static str, &'static [&'static str])>,
}

impl Interpreter {
    /// Makes the descriptions of an API; it and they are kept until the program ends.
    pub fn new(api: Api) -> Self {
        let api: &'static Api = leak(api);
        let values: &'static Values<'static> = leak(Values::new(api));
        let errors: &'static [VendorError] = failure::errors(api);
        let tables = changes::Tables::new(api);
        let envelopes = Envelopes::new(values);
        let operations: Vec<Described> = api
            .operations
            .iter()
            .map(|operation| described(values, errors, envelopes, &tables, operation))
            .collect();
        let secret_fields = lower::secret_fields(api);
        let secret_fields: Vec<&'static str> = secret_fields
            .into_iter()
            .map(|name| &*name.leak())
            .collect();
        Self {
            shared: leak(Shared {
                api,
                values,
                vendor: api.vendor.snake().leak(),
                sources: sources(api, &operations),
                operations,
                secret_fields: secret_fields.leak(),
                secrets_of_no_type: lower::secrets_of_no_type(api),
                renewing: renewing(api),
            }),
        }
    }

    /// The API.
    pub fn api(self) -> &'static Api {
        self.shared.api
    }

    /// What reads, writes and checks its values.
    pub fn values(self) -> &'static Values<'static> {
        self.shared.values
    }

    /// An operation by its name.
    pub fn operation(self, name: &str) -> Option<&'static Described> {
        self.operations().find(|operation| operation.id() == name)
    }

    /// The operations, in the order of the spec.
    pub fn operations(self) -> impl Iterator<Item = &'static Described> {
        self.shared.operations.iter()
    }

    pub(crate) fn vendor(self) -> &'static str {
        self.shared.vendor
    }

    /// The names on the wire of all that holds secrets.
    pub fn secret_names(self) -> &'static [&'static str] {
        self.shared.secret_fields
    }

    /// Those of them that are secret whatever type says what stands there.
    pub fn secrets_of_no_type(self) -> &'static BTreeSet<String> {
        &self.shared.secrets_of_no_type
    }

    pub(crate) fn secret_fields(self) -> &'static [&'static str] {
        self.shared.secret_fields
    }

    pub(crate) fn source(self, scheme: &str) -> Option<&'static TokenSource> {
        let mut sources = self.shared.sources.iter();
        sources
            .find(|(id, _)| *id == scheme)
            .map(|(_, source)| source)
    }

    pub(crate) fn renewing(self, scheme: &str) -> &'static [&'static str] {
        let mut renewing = self.shared.renewing.iter();
        renewing
            .find(|(id, _)| *id == scheme)
            .map_or(&[], |(_, codes)| codes)
    }

    pub(crate) fn scheme(self, id: &str) -> Option<&'static Scheme> {
        self.api().schemes.iter().find(|scheme| scheme.id == id)
    }
}

impl fmt::Debug for Interpreter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Interpreter")
            .field("vendor", &self.shared.vendor)
            .finish_non_exhaustive()
    }
}

/// Keeps a value until the program ends.
pub(crate) fn leak<T>(value: T) -> &'static T {
    Box::leak(Box::new(value))
}

/// Texts of the API as a list that lives as long.
pub(crate) fn texts(list: &'static [String]) -> &'static [&'static str] {
    let list: Vec<&'static str> = list.iter().map(String::as_str).collect();
    list.leak()
}

fn tokens(api: &'static Api) -> impl Iterator<Item = (&'static Scheme, &'static Token)> {
    let schemes = api.schemes.iter();
    schemes.filter_map(|scheme| Some((scheme, scheme.token.as_ref()?)))
}

fn sources(api: &'static Api, operations: &[Described]) -> Vec<(&'static str, TokenSource)> {
    let fetched = tokens(api).filter_map(|(scheme, token)| {
        let name = token.operation.as_ref()?;
        let mut operations = operations.iter();
        let described = operations.find(|operation| operation.model.name == *name)?;
        let value: Vec<&'static [&'static str]> =
            token.value.iter().map(|place| texts(place)).collect();
        let source = TokenSource {
            operation: described.operation,
            value: value.leak(),
            lifetime: token.lifetime.as_ref().map(|place| texts(place)),
            margin: token.margin,
        };
        Some((scheme.id.as_str(), source))
    });
    fetched.collect()
}

fn renewing(api: &'static Api) -> Vec<(&'static str, &'static [&'static str])> {
    tokens(api)
        .map(|(scheme, token)| (scheme.id.as_str(), texts(&token.renew)))
        .collect()
}
