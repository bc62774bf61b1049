//! Plays an exchange over HTTP: a generated client on one side, a stand-in on the other.

use std::sync::Arc;

use apiloom::{Error, Transport};

use crate::calls::{AnyCall, Told};
use crate::check;
use crate::exchange::{Exchange, Expectation};
use crate::stand_in::Server;

/// What came of an exchange that was played.
#[derive(Debug)]
pub struct Outcome {
    /// Method and path as they arrived at the stand-in, if they did.
    pub request: Option<String>,
    /// The HTTP status that the client was answered, if it was.
    pub status: Option<u16>,
    /// A telling fact of the typed answer, or the error on one line.
    pub fact: String,
    /// What differs from the exchange's file, if anything does.
    pub problem: Option<String>,
}

/// Sends the typed call of an exchange over a transport to a stand-in that has the exchange open, and compares what comes
/// back with the exchange's file.
pub async fn play(
    call: &AnyCall,
    exchange: &Exchange,
    transport: Arc<dyn Transport>,
    server: &Server,
) -> Outcome {
    let before = (server.seen().len(), server.differences().len());
    let url = server.url(call.prefix);
    let result = match call.bind(&exchange.given, transport, Some(url)) {
        Ok(call) => call.send().await,
        Err(problem) => {
            return Outcome {
                request: None,
                status: None,
                fact: String::new(),
                problem: Some(problem),
            };
        }
    };
    let seen = server.seen();
    let request = seen
        .get(before.0)
        .map(|request| format!("{} {}", request.method, request.path()));
    // What the stand-in refused says more than the error that its refusal became.
    let refused = server.differences().get(before.1).cloned();
    let problem = refused.or_else(|| compare(exchange, &result).err());
    Outcome {
        request,
        status: status(exchange, &result),
        fact: match &result {
            Ok(told) => told.fact.clone(),
            Err(error) => error.to_string(),
        },
        problem,
    }
}

fn compare(exchange: &Exchange, result: &Result<Told, Error>) -> Result<(), String> {
    match result {
        Err(error) => check::error(exchange, error),
        Ok(told) => match (&exchange.expect, &told.encoded) {
            (Expectation::Error(_), _) => Err(format!("{exchange} succeeded, but must fail")),
            (_, None) => Ok(()),
            (_, Some(Ok(value))) => check::encoded(exchange, value),
            (_, Some(Err(reason))) => Err(format!("{exchange}: {reason}")),
        },
    }
}

/// A typed answer does not say with which status it came; the stand-in answered with the exchange's.
fn status(exchange: &Exchange, result: &Result<Told, Error>) -> Option<u16> {
    match result {
        Ok(_) => Some(exchange.response.status),
        Err(error) => error.status(),
    }
}
