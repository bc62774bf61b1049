//! A received request as a signature sees it: without what was placed after it was signed.

use apiloom_codegen::expr::{Env, Value};
use apiloom_codegen::model::{Operation, Where};
use apiloom_wire::Json;

use crate::percent;
use crate::received::{Pairs, Received};

/// Headers that transports add, and those that tell the emulator something.
const NOT_SIGNED: &[&str] = &[
    "accept-encoding",
    "connection",
    "content-length",
    "cookie",
    "host",
    "keep-alive",
    "te",
    "transfer-encoding",
    "user-agent",
    "x-apiloom-client",
    "x-apiloom-request",
];

/// Gives an environment the request and the operation. `seals` is what was placed after signing.
pub(super) fn set(
    env: &mut Env,
    operation: &Operation,
    received: &Received,
    seals: &[(Where, String)],
) {
    let view = View { received, seals };
    let host = received.header("host").unwrap_or_default().to_owned();
    let query_text = view.query_text();
    let mark = if query_text.is_empty() { "" } else { "?" };
    let url = format!("http://{host}{}{mark}{query_text}", received.path);
    let query = percent::pairs(&query_text);
    let mut params = query.clone();
    params.extend(view.form());
    for (name, value) in [
        ("request.method", Value::Text(received.method.clone())),
        ("request.url", Value::Text(url)),
        ("request.host", Value::Text(host.clone())),
        ("request.path", Value::Text(received.path.clone())),
        ("request.query", Value::Pairs(query)),
        ("request.query_text", Value::Text(query_text)),
        ("request.headers", Value::Pairs(view.headers(host))),
        ("request.params", Value::Pairs(params)),
        ("request.body", Value::Bytes(received.body.to_vec())),
        ("request.fields", Value::Pairs(view.fields())),
        ("operation.id", Value::Text(operation.name.snake())),
    ] {
        env.set(name, value);
    }
    for (name, value) in &operation.constants {
        env.set(&format!("operation.{name}"), Value::Text(value.clone()));
    }
}

struct View<'a> {
    received: &'a Received,
    seals: &'a [(Where, String)],
}

impl View<'_> {
    fn is_seal(&self, place: Where, name: &str) -> bool {
        self.seals.iter().any(|(at, known)| {
            *at == place
                && match place {
                    Where::Header => known.eq_ignore_ascii_case(name),
                    _ => known == name,
                }
        })
    }

    /// The pairs of the query as they were sent, letter by letter.
    fn query_text(&self) -> String {
        let pieces = self.received.query_text.split('&');
        let signed = pieces.filter(|piece| {
            let name = piece.split('=').next().unwrap_or_default();
            !piece.is_empty() && !self.is_seal(Where::Query, &percent::form(name))
        });
        signed.collect::<Vec<_>>().join("&")
    }

    fn headers(&self, host: String) -> Pairs {
        let mut headers = vec![("host".to_owned(), host)];
        let signed = self.received.headers.iter().filter(|(name, _)| {
            !NOT_SIGNED.contains(&name.as_str()) && !self.is_seal(Where::Header, name)
        });
        headers.extend(signed.cloned());
        let cookies = self.received.cookies().into_iter();
        let cookies = cookies.filter(|(name, _)| !self.is_seal(Where::Cookie, name));
        let cookies: Vec<String> = cookies.map(|(n, v)| format!("{n}={v}")).collect();
        if !cookies.is_empty() {
            headers.push(("cookie".to_owned(), cookies.join("; ")));
        }
        headers
    }

    fn form(&self) -> Pairs {
        let mut pairs = self.received.body_pairs().unwrap_or_default();
        pairs.retain(|(name, _)| !self.is_seal(Where::Body, name));
        pairs
    }

    fn fields(&self) -> Pairs {
        let members = match self.received.json() {
            Some(Json::Object(members)) if self.received.body_pairs().is_none() => members,
            _ => return Pairs::new(),
        };
        let scalars = members.into_iter().filter_map(|(name, json)| {
            let text = json.scalar_text()?.into_owned();
            (!self.is_seal(Where::Body, &name)).then_some((name, text))
        });
        scalars.collect()
    }
}

/// The text that stands in a place.
pub(super) fn text(received: &Received, place: Where, name: &str) -> Option<String> {
    let of = |pairs: Pairs| {
        let mut pairs = pairs.into_iter();
        pairs.find(|(known, _)| known == name).map(|(_, text)| text)
    };
    match place {
        Where::Query => of(received.query()),
        Where::Header => received.header(name).map(str::to_owned),
        Where::Cookie => of(received.cookies()),
        Where::Body => match received.body_pairs() {
            Some(pairs) => of(pairs),
            None => {
                let json = received.json()?;
                json.get(name)?.scalar_text().map(|text| text.into_owned())
            }
        },
    }
}
