//! Answers: of success, of failure, and such as no vendor should give.

use apiloom::{Bytes, Json, http};
use apiloom_codegen::expr::Typed;
use apiloom_codegen::model::{Decode, Envelope, Operation, Type};

use super::{Maker, Random, number, object, thin};

/// An answer before it is a response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// JSON with a status.
    pub fn json(status: u16, body: &Json) -> Self {
        let headers = vec![("content-type".to_owned(), "application/json".to_owned())];
        Self {
            status,
            headers,
            body: body.to_string().into_bytes(),
        }
    }

    fn raw(status: u16, content_type: Option<&str>, body: &[u8]) -> Self {
        let headers = content_type.map(|ty| ("content-type".to_owned(), ty.to_owned()));
        Self {
            status,
            headers: headers.into_iter().collect(),
            body: body.to_vec(),
        }
    }

    /// The response.
    ///
    /// # Panics
    /// When a header cannot be one; none is made that cannot.
    pub fn response(&self) -> http::Response<Bytes> {
        let mut made = http::Response::builder().status(self.status);
        for (name, value) in &self.headers {
            made = made.header(name, value.as_str());
        }
        made.body(Bytes::from(self.body.clone()))
            .expect("a response")
    }
}

/// Answers of an operation.
pub struct Answers {
    /// What may be a success: the members of the envelope that say so, for one to be found that is.
    pub envelopes: Vec<Json>,
    /// Values of what is returned.
    pub values: Vec<Json>,
    /// Whatever else.
    pub others: Vec<Answer>,
}

impl Maker<'_> {
    /// Answers of an operation.
    pub fn answers(&self, operation: &Operation, most: usize) -> Answers {
        let envelopes = self.envelopes(operation, most.max(60));
        let values = match &operation.returns {
            Some(returns) => thin(self.values(&returns.ty, &[], 0), 12 * most),
            None => vec![Json::Null],
        };
        let mut others = Vec::new();
        let statuses = [
            200, 201, 204, 302, 400, 401, 403, 404, 409, 418, 429, 500, 503,
        ];
        for (index, envelope) in envelopes.iter().enumerate() {
            let mut answer = Answer::json(statuses[index % statuses.len()], envelope);
            if index % 3 == 0 {
                answer
                    .headers
                    .push(("x-request-id".to_owned(), format!("id-{index}")));
                answer
                    .headers
                    .push(("x-trace".to_owned(), "trace".to_owned()));
            }
            others.push(answer);
        }
        others.extend(odd());
        Answers {
            envelopes,
            values,
            others,
        }
    }

    /// An answer with this value where the operation expects it.
    pub fn answer(&self, operation: &Operation, envelope: &Json, value: &Json) -> Answer {
        let Some(returns) = &operation.returns else {
            return Answer::json(200, envelope);
        };
        match returns.decode {
            Decode::Json => Answer::json(200, &placed(envelope, &returns.at, value)),
            Decode::Text => {
                let text = super::scalar(value).unwrap_or_else(|| value.to_string());
                Answer::raw(200, Some("text/plain; charset=utf-8"), text.as_bytes())
            }
            Decode::Bytes | Decode::File => Answer::raw(
                200,
                Some("application/octet-stream"),
                value.to_string().as_bytes(),
            ),
        }
    }

    /// Objects of the members by which an operation's envelopes tell success and failure.
    fn envelopes(&self, operation: &Operation, most: usize) -> Vec<Json> {
        let mut fields: Vec<(String, Vec<Json>)> = Vec::new();
        let mut next = operation.envelope;
        let mut literals: Vec<Json> = self.api.errors.iter().map(|e| code(&e.code)).collect();
        let mut chain = Vec::new();
        while let Some(envelope) = next.and_then(|index| self.api.envelopes.get(index)) {
            chain.push(envelope);
            next = envelope.then;
        }
        for envelope in &chain {
            literals.extend(expressions(envelope).flat_map(literals_of));
        }
        for field in chain.iter().flat_map(|envelope| &envelope.fields) {
            let mut values = literals.clone();
            values.extend(thin(self.values(&field.ty, &[], 1), 12));
            if field.ty == Type::Any {
                let texts = literals.iter().filter(|value| value.as_str().is_some());
                let objects = texts.flat_map(|code| {
                    ["code", "no", "message"].map(|name| object([(name, code.clone())]))
                });
                values.extend(objects.take(20));
                values.push(object([
                    ("code", number("5")),
                    ("message", Json::from("消息")),
                ]));
            }
            fields.push((field.wire.as_str().to_owned(), values));
        }
        if fields.is_empty() {
            return vec![object([])];
        }
        let mut random = Random::new(&operation.name.snake());
        let mut made = vec![object([])];
        for (name, values) in &fields {
            made.extend(
                values
                    .iter()
                    .take(30)
                    .map(|value| object([(name.as_str(), value.clone())])),
            );
        }
        for _ in 0..most {
            let mut members = Vec::new();
            for (name, values) in &fields {
                if let (Some(value), true) = (random.one(values), random.chance(80)) {
                    members.push((name.clone(), value.clone()));
                }
            }
            made.push(Json::Object(members));
        }
        made
    }
}

/// A value below members of an object, whose other members stay.
pub(super) fn placed(envelope: &Json, at: &[String], value: &Json) -> Json {
    let Some((first, rest)) = at.split_first() else {
        return match (envelope, value) {
            (Json::Object(outer), Json::Object(inner)) => {
                Json::Object([outer.clone(), inner.clone()].concat())
            }
            (_, value) => value.clone(),
        };
    };
    let mut members = envelope.as_object().unwrap_or_default().to_vec();
    members.retain(|(name, _)| name != first);
    members.push((first.clone(), placed(&object([]), rest, value)));
    Json::Object(members)
}

/// A code that one of the vendor's patterns fits.
fn code(pattern: &str) -> Json {
    Json::from(pattern.replace('*', "77"))
}

fn expressions(envelope: &Envelope) -> impl Iterator<Item = &Typed> {
    let failures = envelope.conditional.iter().chain(&envelope.otherwise);
    let failures = failures.flat_map(|failure| failure.when.iter().chain(&failure.code));
    envelope.success.iter().chain(failures)
}

/// The whole numbers and texts that are written in an expression.
///
/// They are read from what `Debug` shows of it, since nobody else needs them.
fn literals_of(expression: &Typed) -> Vec<Json> {
    let text = format!("{expression:?}");
    let mut found = Vec::new();
    for part in text.split("Int(").skip(1) {
        let digits = part.split(')').next().unwrap_or_default();
        if let Ok(value) = digits.parse::<i64>() {
            found.push(Json::from(value));
            found.push(Json::from(value.to_string()));
        }
    }
    for part in text.split("Text(\"").skip(1) {
        found.push(Json::from(part.split('"').next().unwrap_or_default()));
    }
    found.extend([Json::Bool(true), Json::Bool(false)]);
    found
}

/// Answers that have nothing to do with the operation.
fn odd() -> Vec<Answer> {
    let json = Some("application/json");
    let html = b"<html><body>502 Bad Gateway</body></html>".as_slice();
    let mut made = Vec::new();
    for status in [200, 204, 404, 500] {
        made.push(Answer::raw(status, None, b""));
        made.push(Answer::raw(status, Some("text/html"), html));
        made.push(Answer::raw(status, json, b"null"));
        made.push(Answer::raw(status, json, b"[]"));
        made.push(Answer::raw(status, json, b"{}"));
        made.push(Answer::raw(status, json, b"\"text\""));
    }
    for body in [
        b"{".as_slice(),
        b"{\"code\":0,}",
        b"\xef\xbb\xbf{}",
        b"{\"code\":\"\xff\"}",
        b" ",
        b"{} {}",
        b"{\"code\":0,\"code\":1}",
        b"{\"a\":\"\\ud800\"}",
    ] {
        made.push(Answer::raw(200, json, body));
        made.push(Answer::raw(200, Some("text/plain"), body));
    }
    let deep = [b"[".repeat(2000), b"]".repeat(2000)].concat();
    made.push(Answer::raw(200, json, &deep));
    let mut wait = Answer::raw(429, json, b"{}");
    wait.headers
        .push(("retry-after".to_owned(), "3".to_owned()));
    made.push(wait);
    made
}
