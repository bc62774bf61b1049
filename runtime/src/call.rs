//! A call that is about to be made.

use bytes::Bytes;

use crate::attempt::Turn;
use crate::draft::Draft;
use crate::dynamic::{self, Request, page_reader, reader};
use crate::idempotency::set_key;
use crate::told::Told;
use crate::{
    BoxFuture, CallOptions, Core, Error, Items, Kind, Operate, Paged, Pages, Place, RequestBuilder,
    Violations,
};

/// Defines the type `Call<O>` of a generated crate.
///
/// It must be a type of that crate, since the setters of an operation are inherent methods of
/// `Call<ThatOperation>`.
#[macro_export]
macro_rules! call_type {
    () => {
        /// A call that is about to be made: set what is optional, then `.await` it.
        #[must_use = "a call is sent when it is awaited: add `.await`"]
        pub struct Call<O> {
            pub(crate) inputs: O,
            core: $crate::Core,
            options: $crate::CallOptions,
        }

        impl<O: $crate::Operate> Call<O> {
            pub(crate) fn new(core: &$crate::Core, inputs: O) -> Self {
                Self {
                    inputs,
                    core: ::core::clone::Clone::clone(core),
                    options: ::core::default::Default::default(),
                }
            }

            /// Limits the time of one attempt, in place of the client's limit.
            pub fn with_timeout(mut self, timeout: ::core::time::Duration) -> Self {
                self.options.timeout = ::core::option::Option::Some(timeout);
                self
            }

            /// Limits the time of the whole call, with all attempts and waits, in place of the
            /// client's limit.
            pub fn with_deadline(mut self, deadline: ::core::time::Duration) -> Self {
                self.options.deadline = ::core::option::Option::Some(deadline);
                self
            }

            /// Says when and how often the call is sent again, in place of what the client says;
            /// the budget stays the client's.
            pub fn with_retry(mut self, retry: $crate::Retry) -> Self {
                self.options.retry = ::core::option::Option::Some(retry);
                self
            }

            /// Sets the key by which the vendor knows the request again, in place of a random one.
            ///
            /// With a key that the caller keeps, a call that is made again, by another process
            /// for example, does the thing once.
            pub fn with_idempotency_key(
                mut self,
                key: impl ::core::convert::Into<::std::string::String>,
            ) -> Self {
                self.options.idempotency_key = ::core::option::Option::Some(key.into());
                self
            }

            /// Replaces the scheme, host and path prefix of the server.
            pub fn with_server(
                mut self,
                url: impl ::core::convert::Into<::std::string::String>,
            ) -> Self {
                self.options.server = ::core::option::Option::Some(url.into());
                self
            }

            /// Chooses one of the authentication schemes that the operation offers.
            pub fn with_scheme(
                mut self,
                scheme: impl ::core::convert::Into<::std::string::String>,
            ) -> Self {
                self.options.scheme = ::core::option::Option::Some(scheme.into());
                self
            }

            /// Sets a header that the spec does not know; its value is not shown.
            ///
            /// One of 8 or more bytes counts as a secret wherever it stands, in answers and
            /// messages too, unless the header is one that holds no credential by what it is for:
            /// those of HTTP about content, and `traceparent`, `x-request-id` and the like.
            pub fn with_header(
                mut self,
                name: impl ::core::convert::Into<::std::string::String>,
                value: impl ::core::convert::Into<::std::string::String>,
            ) -> Self {
                self.options.headers.push((name.into(), value.into()));
                self
            }

            /// Sends inputs that break the rules of the spec too; the vendor decides then.
            ///
            /// For rules that are wrong, or that the vendor does not follow itself.
            pub fn without_validation(mut self) -> Self {
                self.options.without_validation = true;
                self
            }

            /// Makes an answer that is not as the spec says an error, although it can be read: what
            /// the spec does not name, another JSON type, null where there should be none, values
            /// that break its rules.
            ///
            /// The error is of `Kind::Decode` and lists all of it.
            /// The vendor has done what was asked by then: a write has happened.
            /// Of `items()` and `pages()`, each page is checked before any of it is given out.
            pub fn strict(mut self) -> Self {
                self.options.strict = true;
                self
            }

            /// Everything that is wrong with the inputs by the rules of the spec.
            ///
            /// A call does this by itself before it sends anything.
            ///
            /// # Errors
            /// When something is wrong, warnings included.
            pub fn validate(&self) -> ::core::result::Result<(), $crate::Violations> {
                $crate::private::validate(&self.inputs)
            }

            /// Sends the call and waits for the answer on this thread, as `.await` does in async
            /// code.
            ///
            /// It works anywhere, also inside an async runtime, whose thread then does nothing
            /// else. On the only thread of a runtime, the other calls of the client stand still
            /// meanwhile: one that must wait for them, for a token that they fetch or a place in a
            /// limit that they hold, fails at its deadline.
            ///
            /// # Errors
            /// As those of `.await`.
            pub fn blocking(self) -> ::core::result::Result<O::Output, $crate::Error> {
                $crate::private::blocking(self.core, &self.inputs, self.options)
            }

            /// The exact signed request, without sending it.
            ///
            /// Its `Debug` shows what is sent, secrets too; `apiloom::transport::describe` does not.
            ///
            /// # Errors
            /// When the inputs or the settings do not make a request.
            pub fn prepare(
                &self,
            ) -> ::core::result::Result<$crate::http::Request<$crate::Bytes>, $crate::Error> {
                $crate::private::prepare(&self.core, &self.inputs, &self.options)
            }

            /// What the call would do: the exact signed request, and what it changes at the vendor.
            ///
            /// Nothing is sent, and no token is fetched.
            /// `Display` of what it gives tells a person, without secrets.
            ///
            /// # Errors
            /// When the inputs or the settings do not make a request.
            pub fn dry_run(&self) -> ::core::result::Result<$crate::DryRun, $crate::Error> {
                $crate::private::dry_run(&self.core, &self.inputs, &self.options)
            }

            /// What a response to the request says.
            ///
            /// # Errors
            /// When the response is a failure, or not of the form that the spec states.
            pub fn answer(
                &self,
                response: $crate::http::Response<$crate::Bytes>,
            ) -> ::core::result::Result<O::Output, $crate::Error> {
                $crate::private::answer(&self.core, &self.inputs, &self.options, response)
            }
        }

        impl<O: $crate::Paged> Call<O> {
            /// The items of the list, whatever pages they stand on; it starts where the inputs
            /// say, and nothing is sent before the first item is asked for.
            pub fn items(self) -> $crate::Items<O> {
                $crate::private::items(self.core, &self.inputs, self.options)
            }

            /// The pages of the list; it starts where the inputs say, and nothing is sent before
            /// the first page is asked for.
            pub fn pages(self) -> $crate::Pages<O> {
                $crate::private::pages(self.core, &self.inputs, self.options)
            }
        }

        impl<O: $crate::Operate> ::core::clone::Clone for Call<O> {
            fn clone(&self) -> Self {
                Self {
                    inputs: ::core::clone::Clone::clone(&self.inputs),
                    core: ::core::clone::Clone::clone(&self.core),
                    options: ::core::clone::Clone::clone(&self.options),
                }
            }
        }

        impl<O: $crate::Operate> ::core::fmt::Debug for Call<O> {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.debug_struct("Call")
                    .field("operation", &O::OPERATION.id)
                    .field("options", &self.options)
                    .finish_non_exhaustive()
            }
        }

        impl<O: $crate::Operate> ::core::future::IntoFuture for Call<O> {
            type Output = ::core::result::Result<O::Output, $crate::Error>;
            type IntoFuture = $crate::BoxFuture<'static, Self::Output>;

            fn into_future(self) -> Self::IntoFuture {
                $crate::private::send(self.core, &self.inputs, self.options)
            }
        }
    };
}

/// Sends a call and reads the answer.
pub fn send<O: Operate>(
    core: Core,
    inputs: &O,
    options: CallOptions,
) -> BoxFuture<'static, Result<O::Output, Error>> {
    dynamic::send(core, inputs, reader::<O>(), options)
}

/// Sends a call, waits on this thread, and reads the answer.
///
/// # Errors
/// As those of the call.
pub fn blocking<O: Operate>(
    core: Core,
    inputs: &O,
    options: CallOptions,
) -> Result<O::Output, Error> {
    dynamic::blocking(core, inputs, reader::<O>(), options)
}

/// The items of the list that a call asks for.
pub fn items<O: Paged>(core: Core, inputs: &O, options: CallOptions) -> Items<O> {
    Items::new(pages(core, inputs, options))
}

/// The pages of the list that a call asks for.
pub fn pages<O: Paged>(core: Core, inputs: &O, options: CallOptions) -> Pages<O> {
    Pages::new(dynamic::pages(core, inputs, page_reader::<O>(), options))
}

/// The exact signed request of a call.
///
/// # Errors
/// When the inputs or the settings do not make a request.
pub fn prepare<O: Operate>(
    core: &Core,
    inputs: &O,
    options: &CallOptions,
) -> Result<http::Request<Bytes>, Error> {
    prepared(core, inputs, options)
}

/// What a response to a call says.
///
/// # Errors
/// When the response is a failure, or not of the form that the spec states.
pub fn answer<O: Operate>(
    core: &Core,
    inputs: &O,
    options: &CallOptions,
    response: http::Response<Bytes>,
) -> Result<O::Output, Error> {
    dynamic::answer(core, inputs, reader::<O>(), options, response)
}

/// Everything that is wrong with the inputs of a call.
///
/// # Errors
/// When something is wrong, warnings included.
pub fn validate<O: Operate>(inputs: &O) -> Result<(), Violations> {
    found(inputs)
}

/// The exact signed request of a call.
pub(crate) fn prepared(
    core: &Core,
    request: &dyn Request,
    options: &CallOptions,
) -> Result<http::Request<Bytes>, Error> {
    let operation = request.operation();
    let mut draft = checked(core, request, options)?;
    set_key(core, operation, options, &mut draft).map_err(|error| error.at(operation.id))?;
    let prepared = core.prepare(operation, draft, options, Turn::FIRST)?;
    Ok(prepared.request)
}

/// Everything that is wrong with the inputs of a call.
pub(crate) fn found(request: &dyn Request) -> Result<(), Violations> {
    let mut found = Violations::new();
    request.validate(&Place::ROOT, &mut found);
    match found.is_empty() {
        true => Ok(()),
        false => Err(found),
    }
}

/// What the inputs of a call say, if the rules of the spec let it be sent.
pub(crate) fn checked(
    core: &Core,
    request: &dyn Request,
    options: &CallOptions,
) -> Result<Draft, Error> {
    let warnings = warnings(core, request, options)?;
    let mut draft = draft(request)?;
    draft.warnings = warnings;
    Ok(draft)
}

/// What is wrong with the inputs of a call without keeping them from being sent.
///
/// # Errors
/// When something keeps them from being sent, or the settings are wrong.
pub(crate) fn warnings(
    core: &Core,
    request: &dyn Request,
    options: &CallOptions,
) -> Result<Option<Box<Violations>>, Error> {
    if options.without_validation {
        return Ok(None);
    }
    let operation = request.operation().id;
    core.check_settings().map_err(|error| error.at(operation))?;
    match found(request) {
        Ok(()) => Ok(None),
        Err(found) => refuse(core, operation, found).map(Some),
    }
}

/// Lets warnings through.
#[cold]
fn refuse(
    core: &Core,
    operation: &'static str,
    mut found: Violations,
) -> Result<Box<Violations>, Error> {
    let redactor = core.redactor(&[]);
    found.map_texts(&|text| redactor.cut_text(text));
    match found.has_errors() {
        true => Err(Error::broken(Kind::Input, found, core.language()).at(operation)),
        false => Ok(Box::new(found)),
    }
}

/// What the inputs of a call say.
pub(crate) fn draft(inputs: &dyn Request) -> Result<Draft, Error> {
    let mut request = RequestBuilder::new(inputs.operation());
    inputs.encode(&mut request);
    request.finish()
}

/// What the inputs of a call say, and the same before it is spelled.
pub(crate) fn telling_draft(inputs: &dyn Request) -> Result<(Draft, Told), Error> {
    let mut request = RequestBuilder::telling(inputs.operation());
    inputs.encode(&mut request);
    request.finish_telling()
}
