//! A received request as a signature sees it: without what was placed after it was signed.

use std::collections::BTreeSet;

use apiloom_codegen::expr::{Env, Value};
use apiloom_codegen::model::{Operation, Parameter, Place, Placed, Scheme, Where};
use apiloom_wire::Json;

use crate::percent;
use crate::received::{Pairs, Received};

/// Headers that transports add, and those that tell the emulator something: unless a client placed them.
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

/// Gives an environment the operation, and the members of the request that are `used`: each takes time and
/// room with a long body. `placed` is what authentication placed.
pub(super) fn set(
    env: &mut Env,
    operation: &Operation,
    received: &Received,
    placed: &Placements,
    used: &BTreeSet<String>,
) {
    let view = View {
        operation,
        received,
        placed,
    };
    for path in used {
        let member = path.strip_prefix("request.");
        if let Some(value) = member.and_then(|member| view.member(member)) {
            env.set(path, value);
        }
    }
    env.set("operation.id", Value::Text(operation.name.snake()));
    for (name, value) in &operation.constants {
        env.set(&format!("operation.{name}"), Value::Text(value.clone()));
    }
}

/// What the schemes of a request place.
pub(super) struct Placements {
    /// Before it is signed.
    pub(super) stamps: Vec<(Where, String)>,
    /// After it was signed.
    pub(super) seals: Vec<(Where, String)>,
}

impl Placements {
    pub(super) fn of(schemes: &[&Scheme]) -> Self {
        let of = |placed: &Placed| (placed.place, placed.wire.clone());
        let stamps = schemes.iter().flat_map(|scheme| &scheme.stamps);
        let seals = schemes.iter().flat_map(|scheme| &scheme.seals);
        Self {
            stamps: stamps.map(of).collect(),
            seals: seals.map(of).collect(),
        }
    }
}

struct View<'a> {
    operation: &'a Operation,
    received: &'a Received,
    placed: &'a Placements,
}

impl View<'_> {
    /// A member of `request` as expressions see it.
    fn member(&self, name: &str) -> Option<Value> {
        let received = self.received;
        Some(match name {
            "method" => Value::Text(received.method.clone()),
            "url" => Value::Text(self.url()),
            "host" => Value::Text(self.host()),
            "path" => Value::Text(received.path.clone()),
            "query" => Value::Pairs(self.query()),
            "query_text" => Value::Text(self.query_text()),
            "headers" => Value::Pairs(self.headers()),
            "params" => {
                let mut params = self.query();
                params.extend(self.form());
                Value::Pairs(params)
            }
            "body" => Value::Bytes(received.body.to_vec()),
            "fields" => Value::Pairs(self.fields()),
            _ => return None,
        })
    }

    fn host(&self) -> String {
        self.received.header("host").unwrap_or_default().to_owned()
    }

    fn url(&self) -> String {
        let (host, path) = (self.host(), &self.received.path);
        let query_text = self.query_text();
        let mark = if query_text.is_empty() { "" } else { "?" };
        format!("http://{host}{path}{mark}{query_text}")
    }

    fn query(&self) -> Pairs {
        percent::pairs(&self.query_text())
    }

    fn is_seal(&self, place: Where, name: &str) -> bool {
        has(&self.placed.seals, place, name)
    }

    /// Whether a header was there when the request was signed.
    fn is_signed(&self, name: &str) -> bool {
        // These two are put in by themselves.
        if ["host", "cookie"].contains(&name) {
            return false;
        }
        let mut parameters = self.operation.parameters.iter();
        let is_input = |p: &Parameter| {
            p.place == Place::Header && p.field.wire.as_str().eq_ignore_ascii_case(name)
        };
        let mut is_placed =
            || has(&self.placed.stamps, Where::Header, name) || parameters.any(is_input);
        !self.is_seal(Where::Header, name) && (!NOT_SIGNED.contains(&name) || is_placed())
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

    fn headers(&self) -> Pairs {
        let mut headers = vec![("host".to_owned(), self.host())];
        let received = self.received.headers.iter();
        let signed = received.filter(|(name, _)| self.is_signed(name));
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
        let mut pairs = self.received.body_pairs(self.operation).unwrap_or_default();
        pairs.retain(|(name, _)| !self.is_seal(Where::Body, name));
        pairs
    }

    fn fields(&self) -> Pairs {
        let members = match self.received.json() {
            Some(Json::Object(members)) if self.received.body_pairs(self.operation).is_none() => {
                members
            }
            _ => return Pairs::new(),
        };
        let scalars = members.into_iter().filter_map(|(name, json)| {
            let text = json.scalar_text()?.into_owned();
            (!self.is_seal(Where::Body, &name)).then_some((name, text))
        });
        scalars.collect()
    }
}

fn has(placed: &[(Where, String)], place: Where, name: &str) -> bool {
    placed.iter().any(|(at, known)| {
        *at == place
            && match place {
                Where::Header => known.eq_ignore_ascii_case(name),
                _ => known == name,
            }
    })
}

/// The text that stands in a place.
pub(super) fn text(
    operation: &Operation,
    received: &Received,
    place: Where,
    name: &str,
) -> Option<String> {
    let of = |pairs: Pairs| {
        let mut pairs = pairs.into_iter();
        pairs.find(|(known, _)| known == name).map(|(_, text)| text)
    };
    match place {
        Where::Query => of(received.query()),
        Where::Header => received.header(name).map(str::to_owned),
        Where::Cookie => of(received.cookies()),
        Where::Body => match received.body_pairs(operation) {
            Some(pairs) => of(pairs),
            None => {
                let json = received.json()?;
                json.get(name)?.scalar_text().map(|text| text.into_owned())
            }
        },
    }
}
