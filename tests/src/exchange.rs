//! One exchange with a vendor: what goes in, the request, the answer, and what a client makes of it.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;

/// An exchange as it stands in `exchanges/<vendor>/<name>.json`.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exchange {
    /// The file's name without `.json`: the operation, and for a further exchange of it `.` and what is special.
    #[serde(skip)]
    pub name: String,
    /// The vendor's name, as in its spec and in the folder's name.
    pub vendor: String,
    /// The operation's name, as in the vendor's spec.
    pub operation: String,
    /// One sentence: what this exchange shows.
    pub about: String,
    /// Whether the answer was written by hand instead of taken from the vendor's document.
    pub made_up: bool,
    /// What the client is given.
    pub given: Given,
    /// The digests in the request, and how to make each again without the code under test.
    pub digests: Vec<Digest>,
    /// The request that the client must send.
    pub request: ExpectedRequest,
    /// The vendor's answer.
    pub response: GivenResponse,
    /// What the client must make of the answer.
    pub expect: Expectation,
}

/// What a client is given before it makes the request.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Given {
    /// The client's settings by their names in the spec.
    pub settings: BTreeMap<String, String>,
    /// The token that the scheme has at hand; only where a scheme fetches one.
    #[serde(default)]
    pub token: Option<String>,
    /// The authentication scheme; only where it is not the operation's first.
    #[serde(default)]
    pub scheme: Option<String>,
    /// What the clock says, as RFC 3339.
    pub now: String,
    /// The nonce that the scheme is to draw, if it draws one.
    pub nonce: Option<String>,
    /// The operation's inputs by their wire names, with lists as lists and booleans as booleans: for whoever writes the
    /// typed call.
    pub inputs: Value,
}

/// A digest that the request must carry.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Digest {
    /// A shell command whose output starts with the digest.
    pub command: String,
    /// The digest, as that command printed it.
    pub value: String,
}

/// The request that a client must send.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedRequest {
    /// The method, in upper case.
    pub method: String,
    /// The whole URL, percent-encoded as it goes over the wire.
    pub url: String,
    /// Every header that the client sets, by its name in lower case.
    pub headers: BTreeMap<String, String>,
    /// The body as JSON, for the reader; `null` if there is none.
    pub body: Value,
    /// The body's exact text, if there is one.
    pub body_text: Option<String>,
}

/// The answer of the vendor.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GivenResponse {
    /// The HTTP status.
    pub status: u16,
    /// The headers, by their names in lower case; the length is left to the transport.
    pub headers: BTreeMap<String, String>,
    /// The body's exact text.
    pub body_text: String,
}

/// What a client must make of the answer.
#[derive(Clone, Debug, Deserialize)]
#[serde(tag = "outcome", rename_all = "lowercase", deny_unknown_fields)]
pub enum Expectation {
    /// The call succeeds.
    Ok {
        /// Some telling facts of the answer.
        facts: Vec<Fact>,
    },
    /// The call fails.
    Error(ExpectedError),
}

/// One fact of an answer.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Fact {
    /// Where it stands, from the answer's root: `data.records[0].email` (see [`crate::json::lookup`]).
    pub path: String,
    /// The value in the form in which it is encoded again: an id that came as `"123"` is `123`, a member that came under
    /// an alias stands under its name. Null also stands for a member that is not encoded at all.
    pub value: Value,
}

/// The error that a client must report.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExpectedError {
    /// The kind, by its name in specs: `auth`, `not_found`, `vendor`, ….
    pub kind: String,
    /// The vendor's code as text, if the answer has one.
    pub code: Option<String>,
    /// The error's name in the spec, if the spec names it.
    pub name: Option<String>,
    /// The vendor's message, if the answer has one.
    pub message: Option<String>,
    /// The HTTP status.
    pub status: u16,
}

/// Why an exchange could not be loaded.
#[derive(Debug)]
pub struct LoadError {
    path: PathBuf,
    reason: String,
}

impl Given {
    /// A setting by its name in the spec.
    ///
    /// # Errors
    /// If it is not given; the text names it.
    pub fn setting(&self, name: &str) -> Result<&str, String> {
        self.settings
            .get(name)
            .map(String::as_str)
            .ok_or_else(|| format!("the setting `{name}` is not given"))
    }
}

impl Exchange {
    /// Loads `exchanges/<vendor>/<name>.json`.
    ///
    /// # Errors
    /// If the file cannot be read, is not of this form, or stands in the wrong place.
    pub fn load(vendor: &str, name: &str) -> Result<Self, LoadError> {
        Self::read(&folder().join(vendor).join(format!("{name}.json")))
    }

    /// Loads every exchange there is, ordered by vendor and name.
    ///
    /// # Errors
    /// As [`Exchange::load`], for the first file that fails.
    pub fn load_all() -> Result<Vec<Self>, LoadError> {
        let mut paths = Vec::new();
        for vendor in entries(&folder())? {
            if vendor.is_dir() {
                paths.extend(entries(&vendor)?);
            }
        }
        paths.retain(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        });
        paths.sort();
        paths.iter().map(|path| Self::read(path)).collect()
    }

    fn read(path: &Path) -> Result<Self, LoadError> {
        let fail = |reason: String| LoadError {
            path: path.to_owned(),
            reason,
        };
        let text = std::fs::read_to_string(path).map_err(|error| fail(error.to_string()))?;
        let mut exchange: Self =
            serde_json::from_str(&text).map_err(|error| fail(error.to_string()))?;
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let operation = name.split('.').next().unwrap_or_default();
        let vendor = path
            .parent()
            .and_then(Path::file_name)
            .unwrap_or_default()
            .to_string_lossy();
        if exchange.operation != operation || exchange.vendor != vendor {
            return Err(fail(format!(
                "it says that it is {}/{}",
                exchange.vendor, exchange.operation
            )));
        }
        exchange.name = name.into_owned();
        Ok(exchange)
    }
}

impl fmt::Display for Exchange {
    /// `vendor/name`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.vendor, self.name)
    }
}

impl ExpectedRequest {
    /// The URL's path, as it goes over the wire.
    #[must_use]
    pub fn path(&self) -> &str {
        let target = self.target();
        target.split_once('?').map_or(target, |(path, _)| path)
    }

    /// The URL's query, as it goes over the wire and without the question mark, if there is one.
    #[must_use]
    pub fn query(&self) -> Option<&str> {
        self.target().split_once('?').map(|(_, query)| query)
    }

    /// The body's bytes, none if there is no body.
    #[must_use]
    pub fn body_bytes(&self) -> &[u8] {
        self.body_text.as_deref().unwrap_or_default().as_bytes()
    }

    fn target(&self) -> &str {
        let after_scheme = self
            .url
            .split_once("://")
            .map_or(self.url.as_str(), |(_, rest)| rest);
        after_scheme
            .find('/')
            .map_or("/", |start| &after_scheme[start..])
    }
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.reason)
    }
}

impl std::error::Error for LoadError {}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("exchanges")
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, LoadError> {
    let fail = |error: std::io::Error| LoadError {
        path: folder.to_owned(),
        reason: error.to_string(),
    };
    std::fs::read_dir(folder)
        .map_err(fail)?
        .map(|entry| entry.map(|entry| entry.path()).map_err(fail))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{lookup, same};
    use crate::recast::recast;

    const OPERATIONS: [(&str, &[&str]); 5] = [
        (
            "baiyao",
            &[
                "add_customer",
                "create_customer_by_identity",
                "delete_customer",
                "find_customer_by_identity",
                "find_customer_id_by_identities",
                "get_customer",
                "get_customer_attributes",
                "list_customers",
                "update_customer_attribute",
            ],
        ),
        ("dezhu", &["update_customer"]),
        (
            "dmhub",
            &[
                "get_access_token",
                "get_customer",
                "list_customers",
                "upsert_customer",
            ],
        ),
        ("udesk", &["log_in", "update_customer"]),
        ("wefeng", &["update_external_contact"]),
    ];

    #[test]
    fn every_operation_has_an_exchange_and_every_exchange_an_operation() {
        let all = Exchange::load_all().unwrap();
        for (vendor, operations) in OPERATIONS {
            for operation in operations {
                let main = Exchange::load(vendor, operation).unwrap();
                assert!(matches!(main.expect, Expectation::Ok { .. }), "{main}");
            }
        }
        for exchange in &all {
            let known = OPERATIONS
                .iter()
                .find(|(vendor, _)| *vendor == exchange.vendor)
                .map_or(&[][..], |known| known.1);
            assert!(known.contains(&exchange.operation.as_str()), "{exchange}");
        }
    }

    #[test]
    fn bodies_say_the_same_as_json_and_as_text() {
        for exchange in Exchange::load_all().unwrap() {
            let request = &exchange.request;
            let parsed = request
                .body_text
                .as_deref()
                .map_or(Value::Null, |text| serde_json::from_str(text).unwrap());
            assert_eq!(parsed, request.body, "{exchange}");
            assert!(
                request.body_text.is_none() || request.headers.contains_key("content-type"),
                "{exchange}"
            );
        }
    }

    #[test]
    fn every_digest_is_placed() {
        for exchange in Exchange::load_all().unwrap() {
            let request = &exchange.request;
            let in_query = request.query().and_then(|query| {
                let mut signs = query
                    .split('&')
                    .filter_map(|pair| pair.strip_prefix("sign="));
                signs.next()
            });
            let in_header = request.headers.get("sign").map(String::as_str);
            let in_body = request.body.get("sign").and_then(Value::as_str);
            let placed: Vec<&str> = [in_query, in_header, in_body]
                .into_iter()
                .flatten()
                .collect();
            let made: Vec<&str> = exchange
                .digests
                .iter()
                .map(|digest| digest.value.as_str())
                .collect();
            assert_eq!(placed, made, "{exchange}");
        }
    }

    #[test]
    fn urls_are_percent_encoded() {
        for exchange in Exchange::load_all().unwrap() {
            let request = &exchange.request;
            let well = |text: &str, also: &str| {
                let mut rest = text.chars();
                while let Some(next) = rest.next() {
                    let fine = match next {
                        '%' => rest
                            .by_ref()
                            .take(2)
                            .all(|hex| matches!(hex, '0'..='9' | 'A'..='F')),
                        _ => {
                            next.is_ascii_alphanumeric()
                                || "-._~".contains(next)
                                || also.contains(next)
                        }
                    };
                    if !fine {
                        return false;
                    }
                }
                true
            };
            assert!(well(request.path(), "/"), "{exchange}");
            assert!(
                well(request.query().unwrap_or_default(), "=&"),
                "{exchange}"
            );
        }
    }

    #[test]
    fn facts_stand_in_the_answers() {
        for exchange in Exchange::load_all().unwrap() {
            let Expectation::Ok { facts } = &exchange.expect else {
                continue;
            };
            let answer = recast(&exchange).unwrap();
            assert!(!facts.is_empty(), "{exchange}");
            for fact in facts {
                let found = lookup(&answer, &fact.path);
                assert!(
                    found.is_some_and(|value| same(&value, &fact.value)),
                    "{exchange}: {}",
                    fact.path
                );
            }
        }
    }

    #[test]
    fn a_file_that_is_not_there_is_named() {
        let error = Exchange::load("udesk", "no_such_operation")
            .unwrap_err()
            .to_string();
        assert!(error.contains("no_such_operation.json"), "{error}");
    }

    #[test]
    fn a_url_is_split_into_path_and_query() {
        let exchange = Exchange::load("dmhub", "list_customers.example").unwrap();
        assert_eq!(exchange.request.path(), "/v1/customers");
        assert_eq!(
            exchange.request.query(),
            Some("gender=1&rows=10&access_token=made-up-access-token")
        );
        assert_eq!(exchange.request.body_bytes(), b"");
        let exchange = Exchange::load("udesk", "log_in").unwrap();
        assert_eq!(
            (exchange.request.path(), exchange.request.query()),
            ("/open_api_v1/log_in", None)
        );
    }
}
