//! What a client makes of an exchange, held against the exchange's file.
//!
//! Everything here returns the difference as readable text, for whoever shows it.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use apiloom::http::{Request, Response};
use apiloom::{Bytes, Error, Kind, Wire};
use serde_json::Value;

use crate::diff;
use crate::exchange::{Exchange, Expectation};
use crate::json::{difference, lookup, same};
use crate::recast::recast;
use crate::seen::SeenRequest;

/// Holds a request against the one of an exchange: method, whole URL, every header, every byte of the body.
///
/// # Errors
/// If something differs; the text shows it.
pub fn request(exchange: &Exchange, request: &Request<Bytes>) -> Result<(), String> {
    let expected = &exchange.request;
    let headers: Vec<(String, String)> = request
        .headers()
        .iter()
        .map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
            (name.as_str().to_owned(), value)
        })
        .collect();
    let target = request.uri().path_and_query();
    let seen = SeenRequest {
        method: request.method().to_string(),
        target: target.map(ToString::to_string).unwrap_or_default(),
        headers: headers.clone(),
        body: request.body().to_vec(),
    };
    let mut text = diff::requests(expected, &seen).unwrap_or_default();
    let url = request.uri().to_string();
    if url != expected.url {
        let _ = writeln!(text, "url:\n  - {}\n  + {url}", expected.url);
    }
    // The difference above leaves out what a transport may add; here no transport was at work.
    let count = headers.len();
    let headers: BTreeMap<String, String> = headers.into_iter().collect();
    if headers != expected.headers || count != headers.len() {
        let _ = writeln!(
            text,
            "all headers:\n  - {:?}\n  + {headers:?} ({count})",
            expected.headers
        );
    }
    if text.is_empty() {
        return Ok(());
    }
    Err(format!("The request differs from {exchange}.\n{text}"))
}

/// The answer of an exchange as a transport hands it over.
///
/// # Errors
/// If the file has a status or header that HTTP does not; the text says so.
pub fn response(exchange: &Exchange) -> Result<Response<Bytes>, String> {
    let given = &exchange.response;
    let mut builder = Response::builder().status(given.status);
    for (name, value) in &given.headers {
        builder = builder.header(name, value);
    }
    builder
        .body(Bytes::copy_from_slice(given.body_text.as_bytes()))
        .map_err(|error| format!("the answer of {exchange}: {error}"))
}

/// Holds a typed answer, encoded again, against the exchange: each fact that belongs to it, and all of the answer in the
/// form in which it is encoded again.
///
/// # Errors
/// If something differs; the text shows it.
pub fn answer<A: Wire>(exchange: &Exchange, answer: &A) -> Result<(), String> {
    let bytes = apiloom::encode(answer)
        .map_err(|error| format!("the answer of {exchange} cannot be encoded: {error}"))?;
    let value = serde_json::from_slice(&bytes)
        .map_err(|error| format!("the answer of {exchange} is encoded as no JSON: {error}"))?;
    encoded(exchange, &value)
}

/// As [`answer`], for an answer that was encoded already.
///
/// # Errors
/// As [`answer`].
pub fn encoded(exchange: &Exchange, encoded: &Value) -> Result<(), String> {
    let Expectation::Ok { facts } = &exchange.expect else {
        return Err(format!("{exchange} succeeded, but must fail"));
    };
    let place = place(exchange);
    for fact in facts {
        let Some(path) = within(place, &fact.path) else {
            // A fact of the envelope, which is not in the typed answer.
            continue;
        };
        let found = lookup(encoded, path).unwrap_or(Value::Null);
        if !same(&found, &fact.value) {
            return Err(format!(
                "{exchange}: at `{}` must be {}, but is {found}",
                fact.path, fact.value
            ));
        }
    }
    let came = lookup(&recast(exchange)?, place)
        .ok_or_else(|| format!("the answer of {exchange} has no `{place}`"))?;
    match difference(&came, encoded) {
        None => Ok(()),
        Some(text) => Err(format!(
            "{exchange}: what came and what is encoded again differ {text}"
        )),
    }
}

/// Holds an error against the exchange: kind, code, name, message and status.
///
/// Where the vendor says nothing, the error may carry words of the client's own.
///
/// # Errors
/// If something differs; the text shows it.
pub fn error(exchange: &Exchange, error: &Error) -> Result<(), String> {
    let Expectation::Error(expected) = &exchange.expect else {
        return Err(format!("{exchange} must succeed, but failed: {error}"));
    };
    let message = match &expected.message {
        None if error.message().is_some_and(of_the_client) => None,
        _ => error.message(),
    };
    let lines = [
        ("kind", Some(expected.kind.as_str()), Some(word(error))),
        ("code", expected.code.as_deref(), error.code()),
        ("name", expected.name.as_deref(), error.name()),
        ("message", expected.message.as_deref(), message),
        (
            "operation",
            Some(exchange.operation.as_str()),
            error.operation(),
        ),
    ];
    let mut text = String::new();
    for (what, expected, found) in lines {
        if expected != found {
            let _ = writeln!(text, "{what}:\n  - {expected:?}\n  + {found:?}");
        }
    }
    if error.status() != Some(expected.status) {
        let _ = writeln!(
            text,
            "status:\n  - {}\n  + {:?}",
            expected.status,
            error.status()
        );
    }
    if text.is_empty() {
        return Ok(());
    }
    Err(format!("The error differs from {exchange}.\n{text}"))
}

/// Where the result of an operation stands in its answer, as the vendors' documents have it; empty is the root.
#[must_use]
pub fn place(exchange: &Exchange) -> &'static str {
    match (exchange.vendor.as_str(), exchange.operation.as_str()) {
        ("udesk", "update_customer") => "customer",
        ("baiyao", "get_customer_attributes") => "",
        ("baiyao" | "dezhu" | "wefeng", _) => "data",
        _ => "",
    }
}

/// A path from `place` on, if it leads there.
fn within<'a>(place: &str, path: &'a str) -> Option<&'a str> {
    let rest = path.strip_prefix(place)?;
    (place.is_empty() || rest.is_empty() || rest.starts_with(['.', '['])).then_some(rest)
}

/// Whether these are the client's words for an answer in which the vendor says nothing.
fn of_the_client(message: &str) -> bool {
    message.starts_with("the answer ")
}

/// The kind of an error as specs spell it.
fn word(error: &Error) -> &'static str {
    match error.kind() {
        Kind::Auth => "auth",
        Kind::NotFound => "not_found",
        Kind::RateLimit => "rate_limit",
        Kind::Invalid => "invalid",
        Kind::Conflict => "conflict",
        Kind::Permission => "permission",
        Kind::Unavailable => "unavailable",
        Kind::Vendor => "vendor",
        _ => "none that a spec has",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn exchange() -> Exchange {
        Exchange::load("baiyao", "list_customers").unwrap()
    }

    fn built(exchange: &Exchange) -> Request<Bytes> {
        let mut request = Request::builder()
            .method(exchange.request.method.as_str())
            .uri(&exchange.request.url);
        for (name, value) in &exchange.request.headers {
            request = request.header(name, value);
        }
        request
            .body(Bytes::copy_from_slice(exchange.request.body_bytes()))
            .unwrap()
    }

    #[test]
    fn the_request_of_each_exchange_passes() {
        for exchange in Exchange::load_all().unwrap() {
            request(&exchange, &built(&exchange)).unwrap();
        }
    }

    #[test]
    fn another_host_and_any_further_header_are_differences() {
        let exchange = exchange();
        let mut other = built(&exchange);
        *other.uri_mut() = exchange
            .request
            .url
            .replace("cdpma", "cdp")
            .parse()
            .unwrap();
        let text = request(&exchange, &other).unwrap_err();
        assert!(text.contains("\nurl:\n  - https://cdpma."), "{text}");

        for (name, value) in [("user-agent", "x"), ("token", "made-up-token")] {
            let mut other = built(&exchange);
            other.headers_mut().append(name, value.parse().unwrap());
            let text = request(&exchange, &other).unwrap_err();
            assert!(text.contains("\nall headers:\n"), "{text}");
        }
    }

    #[test]
    fn a_wrong_fact_and_a_lost_member_are_differences() {
        let exchange = exchange();
        let whole = lookup(&recast(&exchange).unwrap(), "data").unwrap();
        encoded(&exchange, &whole).unwrap();

        let mut wrong = whole.clone();
        wrong["records"][1]["isEmployee"] = true.into();
        let text = encoded(&exchange, &wrong).unwrap_err();
        assert_eq!(
            text,
            "baiyao/list_customers: at `data.records[1].isEmployee` must be 0, but is true"
        );

        let mut lost = whole;
        lost["records"][0]
            .as_object_mut()
            .unwrap()
            .remove("province");
        let text = encoded(&exchange, &lost).unwrap_err();
        assert!(text.contains("at `.records[0].province`"), "{text}");
    }

    #[test]
    fn paths_belong_to_the_result_or_to_the_envelope() {
        assert_eq!(within("data", "data"), Some(""));
        assert_eq!(within("data", "data[0].id"), Some("[0].id"));
        assert_eq!(within("data", "data.id"), Some(".id"));
        assert_eq!(within("data", "database"), None);
        assert_eq!(within("", "code"), Some("code"));
    }
}
