//! What tests ask of any generated client and of its calls.

use std::fmt;
use std::str::FromStr;
use std::sync::Arc;

use apiloom::http::{Request, Response};
use apiloom::{BoxFuture, Bytes, Core, Error, FixedClock, FixedNonces, Timestamp};
use apiloom::{Transport, transport};

use crate::exchange::Given;

/// A generated client, as far as tests need to treat all of them alike.
pub trait Connect: Clone + fmt::Debug + Send + Sync + 'static {
    /// The vendor's name.
    const VENDOR: &'static str;
    /// The path under which the vendor's server has its API, empty or with a leading slash.
    const PREFIX: &'static str;
    /// The names of the settings that exchanges may give.
    const SETTINGS: &'static [&'static str];
    /// What the user of the client supplies once.
    type Settings: Clone + fmt::Debug;

    /// The settings that an exchange gives.
    ///
    /// # Errors
    /// If one is missing or wrong; the text says which.
    fn settings(given: &Given) -> Result<Self::Settings, String>;

    /// A client with these settings.
    fn connect(settings: Self::Settings, transport: Arc<dyn Transport>) -> Self;

    /// The same client on a changed core.
    fn change(self, change: impl FnOnce(Core) -> Core) -> Self;

    /// Hands over the token that a scheme would fetch; nothing where no scheme fetches one.
    fn give_token(&self, _token: &str) {}
}

/// A call of any generated client: what `Call<O>` of each of them can do.
pub trait TypedCall:
    Clone
    + fmt::Debug
    + Send
    + 'static
    + IntoFuture<
        Output = Result<Self::Answer, Error>,
        IntoFuture = BoxFuture<'static, Result<Self::Answer, Error>>,
    >
{
    /// The typed answer.
    type Answer: fmt::Debug + Send + 'static;

    /// The exact signed request.
    ///
    /// # Errors
    /// If the inputs or the settings do not make one.
    fn prepare(&self) -> Result<Request<Bytes>, Error>;

    /// What a response says.
    ///
    /// # Errors
    /// If it is a failure, or not of the form that the spec states.
    fn answer(&self, response: Response<Bytes>) -> Result<Self::Answer, Error>;

    /// Sends the call and waits on this thread.
    ///
    /// # Errors
    /// As those of `.await`.
    fn blocking(self) -> Result<Self::Answer, Error>;
}

/// Makes the calls of these vendors' clients typed calls.
///
/// The implementations stand in the crate that has the vendors, since no other may give a foreign trait to a foreign type.
macro_rules! typed_call {
    ($($vendor:ident),*) => {$(
        impl<O: apiloom::Operate<Output: std::fmt::Debug>> $crate::calls::TypedCall
            for $crate::vendor::$vendor::Call<O>
        {
            type Answer = O::Output;

            fn prepare(
                &self,
            ) -> Result<apiloom::http::Request<apiloom::Bytes>, apiloom::Error> {
                // The inherent method, which has precedence.
                $crate::vendor::$vendor::Call::prepare(self)
            }

            fn answer(
                &self,
                response: apiloom::http::Response<apiloom::Bytes>,
            ) -> Result<O::Output, apiloom::Error> {
                $crate::vendor::$vendor::Call::answer(self, response)
            }

            fn blocking(self) -> Result<O::Output, apiloom::Error> {
                $crate::vendor::$vendor::Call::blocking(self)
            }
        }
    )*};
}

pub(crate) use typed_call;

/// The client of an exchange: its settings, its clock, its nonces, its token.
///
/// # Errors
/// If the exchange gives something that the client has no place for; the text says what.
pub fn client<C: Connect>(given: &Given, transport: Arc<dyn Transport>) -> Result<C, String> {
    if let Some(unknown) = given
        .settings
        .keys()
        .find(|name| !C::SETTINGS.contains(&name.as_str()))
    {
        return Err(format!("{} has no setting `{unknown}`", C::VENDOR));
    }
    let now: Timestamp = given
        .now
        .parse()
        .map_err(|_| format!("`{}` is no time", given.now))?;
    let client = C::connect(C::settings(given)?, transport).change(|core| {
        core.with_clock(Arc::new(FixedClock(now)))
            .with_nonces(Arc::new(FixedNonces::new(given.nonce.clone())))
    });
    if let Some(token) = &given.token {
        client.give_token(token);
    }
    Ok(client)
}

/// The client of an exchange that sends nothing: enough for `prepare` and `answer`.
///
/// # Errors
/// As [`client`].
pub fn offline<C: Connect>(given: &Given) -> Result<C, String> {
    client(given, Arc::new(transport::Offline))
}

/// A value spelled out in a call, such as a date.
///
/// # Panics
/// If the text spells none: that is a slip in this crate, as a literal that does not compile would be.
#[must_use]
#[track_caller]
pub fn literal<T: FromStr>(text: &str) -> T {
    text.parse()
        .unwrap_or_else(|_| panic!("`{text}` is not spelled right"))
}

/// A fact of an answer as the tour shows it.
pub(crate) fn said(what: &str, value: Option<impl fmt::Display>) -> String {
    match value {
        Some(value) => format!("{what} {value}"),
        None => format!("no {what}"),
    }
}
