//! A typed call without its types.

use std::fmt;
use std::sync::Arc;

use apiloom::http::{Request, Response};
use apiloom::{BoxFuture, Bytes, EncodeError, Error, Transport, Wire};
use serde_json::Value;

use super::{Connect, TypedCall, client};
use crate::exchange::{Exchange, Given, LoadError};

/// The typed call of one exchange without its types.
pub struct AnyCall {
    /// The vendor's name.
    pub vendor: &'static str,
    /// The exchange's name in the vendor's folder.
    pub name: &'static str,
    /// The path under which the vendor's server has its API.
    pub prefix: &'static str,
    bind: Box<Bind>,
}

type Bind = dyn Fn(&Given, Arc<dyn Transport>, Option<String>) -> Result<Box<dyn Bound>, String>
    + Send
    + Sync;

/// A call of a client that is there.
pub trait Bound: Send {
    /// What `Debug` shows of the settings, the client and the call.
    fn debug(&self) -> [String; 3];

    /// The exact signed request.
    ///
    /// # Errors
    /// As the client's.
    fn prepare(&self) -> Result<Request<Bytes>, Error>;

    /// What a response says.
    ///
    /// # Errors
    /// As the client's.
    fn answer(&self, response: Response<Bytes>) -> Result<Told, Error>;

    /// Sends the call, as `.await` does.
    fn send(&self) -> BoxFuture<'static, Result<Told, Error>>;

    /// Sends the call and waits on this thread.
    ///
    /// # Errors
    /// As the client's.
    fn blocking(&self) -> Result<Told, Error>;
}

/// What is left of a typed answer without its type.
#[derive(Clone, Debug)]
pub struct Told {
    /// The answer encoded again; none for an operation without a result. The text says why it cannot be encoded.
    pub encoded: Option<Result<Value, String>>,
    /// A telling fact of the answer.
    pub fact: String,
    /// What `Debug` shows of the answer.
    pub debug: String,
}

/// An exchange whose answer has a result, and the fact that tells about it.
pub fn answered<C: Connect, K: TypedCall<Answer: Wire>>(
    name: &'static str,
    call: fn(&C) -> K,
    fact: fn(&K::Answer) -> String,
) -> AnyCall {
    let encode = |answer: &K::Answer| Some(apiloom::encode(answer));
    erase(name, call, Tell { encode, fact })
}

/// An exchange that succeeds without a result.
pub fn done<C: Connect, K: TypedCall<Answer = ()>>(
    name: &'static str,
    call: fn(&C) -> K,
) -> AnyCall {
    let tell = Tell {
        encode: |()| None,
        fact: |()| "done".to_owned(),
    };
    erase(name, call, tell)
}

/// An exchange that fails.
pub fn refused<C: Connect, K: TypedCall>(name: &'static str, call: fn(&C) -> K) -> AnyCall {
    let tell = Tell {
        encode: |_| None,
        fact: |_| "no failure".to_owned(),
    };
    erase(name, call, tell)
}

impl AnyCall {
    /// The exchange.
    ///
    /// # Errors
    /// As [`Exchange::load`].
    pub fn exchange(&self) -> Result<Exchange, LoadError> {
        Exchange::load(self.vendor, self.name)
    }

    /// Makes the client of an exchange and the call; the server is the vendor's unless a URL says otherwise.
    ///
    /// # Errors
    /// If the exchange gives something that the client has no place for; the text says what.
    pub fn bind(
        &self,
        given: &Given,
        transport: Arc<dyn Transport>,
        server: Option<String>,
    ) -> Result<Box<dyn Bound>, String> {
        (self.bind)(given, transport, server)
    }
}

impl fmt::Display for AnyCall {
    /// `vendor/name`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.vendor, self.name)
    }
}

type Encoded = Option<Result<Vec<u8>, EncodeError>>;

struct Tell<A> {
    encode: fn(&A) -> Encoded,
    fact: fn(&A) -> String,
}

impl<A> Clone for Tell<A> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<A> Copy for Tell<A> {}

impl<A: fmt::Debug> Tell<A> {
    fn of(self, answer: &A) -> Told {
        let read = |bytes: Vec<u8>| {
            serde_json::from_slice(&bytes).map_err(|error| format!("no JSON: {error}"))
        };
        Told {
            encoded: (self.encode)(answer)
                .map(|encoded| encoded.map_err(|error| error.to_string()).and_then(read)),
            fact: (self.fact)(answer),
            debug: format!("{answer:?}"),
        }
    }
}

struct Typed<C: Connect, K: TypedCall> {
    settings: String,
    client: C,
    call: K,
    tell: Tell<K::Answer>,
}

impl<C: Connect, K: TypedCall> Bound for Typed<C, K> {
    fn debug(&self) -> [String; 3] {
        [
            self.settings.clone(),
            format!("{:?}", self.client),
            format!("{:?}", self.call),
        ]
    }

    fn prepare(&self) -> Result<Request<Bytes>, Error> {
        self.call.prepare()
    }

    fn answer(&self, response: Response<Bytes>) -> Result<Told, Error> {
        self.call
            .answer(response)
            .map(|answer| self.tell.of(&answer))
    }

    fn send(&self) -> BoxFuture<'static, Result<Told, Error>> {
        let (call, tell) = (self.call.clone(), self.tell);
        Box::pin(async move { call.await.map(|answer| tell.of(&answer)) })
    }

    fn blocking(&self) -> Result<Told, Error> {
        let answer = self.call.clone().blocking();
        answer.map(|answer| self.tell.of(&answer))
    }
}

fn erase<C: Connect, K: TypedCall>(
    name: &'static str,
    call: fn(&C) -> K,
    tell: Tell<K::Answer>,
) -> AnyCall {
    AnyCall {
        vendor: C::VENDOR,
        name,
        prefix: C::PREFIX,
        bind: Box::new(move |given, transport, server| {
            let mut client: C = client(given, transport)?;
            if let Some(url) = server {
                client = client.change(|core| core.with_server(url));
            }
            Ok(Box::new(Typed {
                settings: format!("{:?}", C::settings(given)?),
                call: call(&client),
                client,
                tell,
            }))
        }),
    }
}
