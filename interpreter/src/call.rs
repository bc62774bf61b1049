//! A call that is about to be made.

use std::fmt;

use apiloom::{BoxFuture, Bytes, CallOptions, Core, DryRun, Error, Violations, dynamic, http};
use apiloom_codegen::interpret::Datum;

use crate::{Answered, CallInputs};

/// A call that is about to be made: `.await` it, or wait by [`blocking`](Self::blocking).
#[derive(Clone)]
#[must_use = "a call is sent when it is awaited: add `.await`"]
pub struct Call {
    core: Core,
    inputs: CallInputs,
    options: CallOptions,
}

impl Call {
    pub(crate) fn new(core: &Core, inputs: CallInputs) -> Self {
        Self {
            core: core.clone(),
            inputs,
            options: CallOptions::default(),
        }
    }

    /// The same call, which asks for this beyond its inputs.
    pub fn with_options(mut self, change: impl FnOnce(&mut CallOptions)) -> Self {
        change(&mut self.options);
        self
    }

    /// Its inputs.
    pub fn inputs(&self) -> &CallInputs {
        &self.inputs
    }

    /// Everything that is wrong with the inputs by the rules of the spec.
    ///
    /// A call does this by itself before it sends anything.
    ///
    /// # Errors
    /// When something is wrong, warnings included.
    pub fn validate(&self) -> Result<(), Violations> {
        dynamic::validate(&self.inputs)
    }

    /// The exact signed request, without sending it.
    ///
    /// # Errors
    /// When the inputs or the settings do not make a request.
    pub fn prepare(&self) -> Result<http::Request<Bytes>, Error> {
        dynamic::prepare(&self.core, &self.inputs, &self.options)
    }

    /// What the call would do: the exact signed request, and what it changes at the vendor.
    ///
    /// Nothing is sent, and no token is fetched.
    ///
    /// # Errors
    /// When the inputs or the settings do not make a request.
    pub fn dry_run(&self) -> Result<DryRun, Error> {
        dynamic::dry_run(&self.core, &self.inputs, &self.options)
    }

    /// Sends the call and waits for the answer on this thread.
    ///
    /// # Errors
    /// As those of `.await`.
    pub fn blocking(self) -> Result<Answered, Error> {
        let reader = self.inputs.described().reader;
        dynamic::blocking(self.core, &self.inputs, reader, self.options)
    }

    /// What a response to the request says.
    ///
    /// # Errors
    /// When the response is a failure, or not of the form that the spec states.
    pub fn answer(&self, response: http::Response<Bytes>) -> Result<Answered, Error> {
        let reader = self.inputs.described().reader;
        dynamic::answer(&self.core, &self.inputs, reader, &self.options, response)
    }

    /// The pages of the list; none if the spec does not say how it is read page by page.
    pub fn pages(self) -> Option<dynamic::Pages<Answered, Datum>> {
        let described = self.inputs.described();
        described
            .is_paged()
            .then(|| dynamic::pages(self.core, &self.inputs, described.reader, self.options))
    }
}

impl IntoFuture for Call {
    type Output = Result<Answered, Error>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        let reader = self.inputs.described().reader;
        dynamic::send(self.core, &self.inputs, reader, self.options)
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("operation", &self.inputs.described().id())
            .field("options", &self.options)
            .finish_non_exhaustive()
    }
}
