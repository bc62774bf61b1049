//! Exchanges in a file: what was asked, what was answered, and no secret.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;

use apiloom_wire::{DecodeError, Decoder, Encoder, functions as f};
use bytes::Bytes;
use http::header::{CONNECTION, CONTENT_LENGTH, CONTENT_TYPE, DATE, TRANSFER_ENCODING};
use http::{HeaderMap, HeaderName, HeaderValue, Request, Response, StatusCode};

use crate::core::{Extent, Origin};
use crate::multipart::quoted;
use crate::redact::{HIDDEN, Redactor};
use crate::{IdempotencyKey, Repeat, percent, shown};

/// The first line of a file.
pub(crate) const HEADING: &str = r#"{"apiloom_recording":1}"#;

/// What is asked: what the inputs of a call say, without what is made anew for each attempt, and
/// without secrets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Question {
    method: String,
    path: String,
    query: String,
    body: String,
}

/// An exchange, a line of a file.
#[derive(Debug)]
pub(crate) struct Exchange {
    pub(crate) question: Question,
    pub(crate) response: Response<Bytes>,
}

impl Question {
    /// What a request asks; nothing if no client prepared it.
    pub(crate) fn of(request: &Request<Bytes>) -> Option<Self> {
        let origin = request.extensions().get::<Origin>()?;
        let redactor = origin.redactor();
        Some(Self {
            method: request.method().to_string(),
            path: redactor.text(request.uri().path()),
            query: redactor.text(&own_query(request, origin, &redactor)),
            body: own_body(request, origin, &redactor),
        })
    }

    /// The question in one line, for a message.
    pub(crate) fn line(&self) -> String {
        let mut line = format!("{} {}", self.method, self.path);
        for (mark, part) in [('?', &self.query), (' ', &self.body)] {
            if !part.is_empty() {
                line.push(mark);
                line.push_str(part);
            }
        }
        line
    }
}

impl Exchange {
    /// The exchange without secrets.
    ///
    /// # Errors
    /// When a secret stands in bytes that are no text, where it cannot be hidden.
    pub(crate) fn new(
        question: Question,
        response: &Response<Bytes>,
        redactor: &Redactor,
    ) -> io::Result<Self> {
        let mut made = Response::new(answer_body(response.body(), redactor)?);
        *made.status_mut() = response.status();
        *made.headers_mut() = answer_headers(response.headers(), redactor);
        Ok(Self {
            question,
            response: made,
        })
    }

    /// The exchange as a line of JSON.
    pub(crate) fn to_line(&self) -> io::Result<String> {
        let Question {
            method,
            path,
            query,
            body,
        } = &self.question;
        let text = |value: &HeaderValue| String::from_utf8_lossy(value.as_bytes()).into_owned();
        let headers = self.response.headers();
        let headers: Vec<Vec<String>> = headers
            .iter()
            .map(|(name, value)| vec![name.to_string(), text(value)])
            .collect();
        let mut e = Encoder::new();
        e.object(&mut |e| {
            e.field("method", method);
            e.field("path", path);
            e.field("query", query);
            e.field("body", body);
            e.field("status", &i32::from(self.response.status().as_u16()));
            e.field("headers", &headers);
            match std::str::from_utf8(self.response.body()) {
                Ok(text) => e.field("answer", &text.to_owned()),
                Err(_) => e.field("answer_base64", &f::base64(self.response.body())),
            }
        });
        let line = e.finish().map_err(io::Error::other)?;
        String::from_utf8(line).map_err(io::Error::other)
    }

    /// The exchange that a line says.
    pub(crate) fn from_line(line: &str) -> io::Result<Self> {
        let mut read = Line::default();
        read.read(line).map_err(invalid)?;
        let mut response = Response::new(match read.base64 {
            Some(text) => Bytes::from(f::base64_decode(&text).ok_or_else(|| invalid("no base64"))?),
            None => Bytes::from(read.answer),
        });
        let status = u16::try_from(read.status).map_err(invalid)?;
        *response.status_mut() = StatusCode::from_u16(status).map_err(invalid)?;
        for header in read.headers {
            let [name, value] = header.as_slice() else {
                return Err(invalid("a header is a name and a value"));
            };
            let name: HeaderName = name.parse().map_err(invalid)?;
            let value = HeaderValue::from_bytes(value.as_bytes()).map_err(invalid)?;
            response.headers_mut().append(name, value);
        }
        Ok(Self {
            question: read.question,
            response,
        })
    }
}

/// The members of a line.
#[derive(Default)]
struct Line {
    question: Question,
    status: i32,
    headers: Vec<Vec<String>>,
    answer: String,
    base64: Option<String>,
}

impl Line {
    fn read(&mut self, line: &str) -> Result<(), DecodeError> {
        let mut d = Decoder::new(line.as_bytes())?;
        let question = &mut self.question;
        d.members(&mut |d, name| match name {
            "method" => d.read_into(&mut question.method),
            "path" => d.read_into(&mut question.path),
            "query" => d.read_into(&mut question.query),
            "body" => d.read_into(&mut question.body),
            "status" => d.read_into(&mut self.status),
            "headers" => d.read_into(&mut self.headers),
            "answer" => d.read_into(&mut self.answer),
            "answer_base64" => d.read_into(&mut self.base64),
            _ => d.skip(),
        })?;
        d.finish()
    }
}

/// The parameters that are inputs of the call.
fn own_query(request: &Request<Bytes>, origin: &Origin, redactor: &Redactor) -> String {
    let query = request.uri().query().unwrap_or_default();
    let key = match origin.operation.repeat {
        Repeat::Keyed(IdempotencyKey::Query(name)) => Some(name),
        _ => None,
    };
    own_pairs(query, origin.inputs.query, key, redactor)
}

/// What the inputs of the call say in the body; of one that is no text, or has parts, a digest.
fn own_body(request: &Request<Bytes>, origin: &Origin, redactor: &Redactor) -> String {
    let key = match origin.operation.repeat {
        Repeat::Keyed(IdempotencyKey::Body(name)) => Some(name),
        _ => None,
    };
    let body = request.body();
    if let Some(boundary) = boundary(request) {
        let own = match origin.inputs.body {
            Extent::Parts(count) => own_parts(body, boundary, count, key, redactor),
            _ => None,
        };
        return digest(&own.unwrap_or_else(|| without(body, boundary.as_bytes())));
    }
    let Ok(text) = std::str::from_utf8(body) else {
        return digest(body);
    };
    match origin.inputs.body {
        Extent::Whole | Extent::Parts(_) => redactor.text(text),
        Extent::Form(count) => redactor.text(&own_pairs(text, count, key, redactor)),
        Extent::Json(length) => redactor.text(&own_members(text, length, key)),
    }
}

/// The first parts of a multipart body, without that of the key, without what is secret, and
/// without what separates them, which is made anew for each attempt.
fn own_parts(
    body: &[u8],
    boundary: &str,
    count: usize,
    key: Option<&str>,
    redactor: &Redactor,
) -> Option<Vec<u8>> {
    let key = key.map(quoted);
    let parts = parts(body, boundary);
    let mut out = Vec::new();
    for (head, content) in parts.get(..count)? {
        let name = part_name(head);
        if name.is_some() && name == key.as_deref() {
            continue;
        }
        out.extend_from_slice(b"--");
        out.extend_from_slice(redactor.text(head).as_bytes());
        out.extend_from_slice(HEAD_END.as_bytes());
        match std::str::from_utf8(content) {
            _ if name.is_some_and(|name| redactor.is_secret_place(name)) => {
                out.extend_from_slice(HIDDEN.as_bytes());
            }
            Ok(text) => out.extend_from_slice(redactor.text(text).as_bytes()),
            Err(_) => out.extend_from_slice(content),
        }
        out.extend_from_slice(b"\r\n");
    }
    out.extend_from_slice(b"----\r\n");
    Some(out)
}

/// What ends the head of a part.
const HEAD_END: &str = "\r\n\r\n";

/// The heads and contents of the parts of a body.
fn parts<'b>(body: &'b [u8], boundary: &str) -> Vec<(&'b str, &'b [u8])> {
    let mark = format!("--{boundary}");
    let mut found = Vec::new();
    let mut rest = after(body, mark.as_bytes());
    while let Some(from) = rest {
        let Some(content) = after(from, HEAD_END.as_bytes()) else {
            break;
        };
        let head = &from[..from.len() - content.len() - HEAD_END.len()];
        rest = after(content, mark.as_bytes());
        let length = rest.map_or(content.len(), |rest| {
            content.len() - rest.len() - mark.len()
        });
        let content = &content[..length];
        let content = content.strip_suffix(b"\r\n").unwrap_or(content);
        // A client writes its heads in UTF-8.
        found.push((std::str::from_utf8(head).unwrap_or_default(), content));
    }
    found
}

/// What follows the first of these marks.
fn after<'b>(bytes: &'b [u8], mark: &[u8]) -> Option<&'b [u8]> {
    let first = *mark.first()?;
    let mut from = 0;
    while let Some(at) = bytes[from..].iter().position(|byte| *byte == first) {
        let rest = &bytes[from + at..];
        if let Some(rest) = rest.strip_prefix(mark) {
            return Some(rest);
        }
        from += at + 1;
    }
    None
}

/// The name in the head of a part, as it is written there.
fn part_name(head: &str) -> Option<&str> {
    let (_, name) = head.split_once("form-data; name=\"")?;
    name.split('"').next()
}

/// The first pairs of a query or a form, without that of the key.
fn own_pairs(pairs: &str, count: usize, key: Option<&str>, redactor: &Redactor) -> String {
    let key = key.map(|name| format!("{}=", percent::encode(name)));
    let is_key = |pair: &&str| key.as_ref().is_some_and(|key| pair.starts_with(key));
    let own = pairs.split('&').take(count).filter(|pair| !is_key(pair));
    let own: Vec<Cow<'_, str>> = own.map(|pair| without_secrets(pair, redactor)).collect();
    own.join("&")
}

/// A pair whose value is JSON without its secrets, so that the rest of the value still tells it
/// from others.
fn without_secrets<'p>(pair: &'p str, redactor: &Redactor) -> Cow<'p, str> {
    let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
    let text = percent::decode(value);
    if !text.trim_start().starts_with(['{', '[', '"']) {
        return Cow::Borrowed(pair);
    }
    let hidden = redactor.text(&text);
    if hidden == text {
        return Cow::Borrowed(pair);
    }
    Cow::Owned(format!("{name}={}", percent::encode(&hidden)))
}

fn own_members(json: &str, length: usize, key: Option<&str>) -> String {
    // What is added to an object stands in front of its brace.
    let own = match json.get(..length.saturating_sub(1)) {
        Some(start) if length < json.len() => format!("{start}}}"),
        _ => json.to_owned(),
    };
    key.and_then(|key| without_member(&own, key)).unwrap_or(own)
}

fn without_member(json: &str, unwanted: &str) -> Option<String> {
    let mut members = Vec::new();
    let mut d = Decoder::new(json.as_bytes()).ok()?;
    d.members(&mut |d, name| {
        let value = String::from_utf8_lossy(d.raw()?).into_owned();
        if name != unwanted {
            members.push(format!("{}:{value}", crate::scalar::quote(name)));
        }
        Ok(())
    })
    .ok()?;
    Some(format!("{{{}}}", members.join(",")))
}

/// What stands between the parts of a body, which is made anew for each attempt.
fn boundary(request: &Request<Bytes>) -> Option<&str> {
    let content_type = request.headers().get(CONTENT_TYPE)?.to_str().ok()?;
    let (kind, boundary) = content_type.split_once("boundary=")?;
    let boundary = boundary.split(';').next()?.trim().trim_matches('"');
    kind.starts_with("multipart/").then_some(boundary)
}

fn digest(bytes: &[u8]) -> String {
    format!("sha256 {}", f::hex(&f::sha256(bytes)))
}

fn without(body: &[u8], mark: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some((first, after)) = rest.split_first() {
        match rest.strip_prefix(mark).filter(|_| !mark.is_empty()) {
            Some(after) => rest = after,
            None => {
                out.push(*first);
                rest = after;
            }
        }
    }
    out
}

fn answer_body(body: &Bytes, redactor: &Redactor) -> io::Result<Bytes> {
    let text = String::from_utf8_lossy(body);
    let hidden = redactor.text(&text);
    match std::str::from_utf8(body) {
        Ok(_) => Ok(Bytes::from(with_numbers(&hidden))),
        Err(_) if *text == *hidden => Ok(body.clone()),
        Err(_) => Err(invalid(
            "a secret stands in an answer that is no text, so that it cannot be hidden",
        )),
    }
}

/// The same JSON with a number where a number, or a part of one, was a secret; other texts as they
/// are.
fn with_numbers(text: &str) -> String {
    if !text.trim_start().starts_with(['{', '[']) {
        return text.to_owned();
    }
    let mut out = String::with_capacity(text.len());
    let (mut rest, mut is_string) = (text, false);
    while let Some(character) = rest.chars().next() {
        if !is_string && let Some(after) = rest.strip_prefix(HIDDEN) {
            // A digit that may stand anywhere in a number.
            out.push('1');
            rest = after;
            continue;
        }
        // What is escaped ends no string.
        let escaped = rest.strip_prefix('\\').and_then(|rest| rest.chars().next());
        let length = character.len_utf8() + escaped.map_or(0, char::len_utf8);
        is_string ^= character == '"';
        let (taken, after) = rest.split_at(length);
        out.push_str(taken);
        rest = after;
    }
    out
}

/// The headers without secrets, and without those that belong to one connection or moment.
fn answer_headers(headers: &HeaderMap, redactor: &Redactor) -> HeaderMap {
    let passing = [CONNECTION, CONTENT_LENGTH, DATE, TRANSFER_ENCODING];
    let kept = headers.iter().filter(|(name, _)| !passing.contains(name));
    // In the order of their names, so that two recordings can be compared.
    let mut sorted: BTreeMap<&str, Vec<(HeaderName, HeaderValue)>> = BTreeMap::new();
    for (name, value) in kept {
        let shown = shown::header(name, value, redactor);
        if let Ok(value) = HeaderValue::from_bytes(shown.as_bytes()) {
            let same = sorted.entry(name.as_str()).or_default();
            same.push((name.clone(), value));
        }
    }
    sorted.into_values().flatten().collect()
}

pub(crate) fn invalid(reason: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, reason)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::multipart::Multipart;

    #[test]
    fn json_stays_json_where_a_number_was_a_secret() {
        let json = r#"{"a\\":[secret],"b":["[secret]",-1[secret]0],"c":"\"[secret]"}"#;
        assert_eq!(
            with_numbers(json),
            r#"{"a\\":1,"b":["[secret]",-110],"c":"\"[secret]"}"#
        );
        assert_eq!(with_numbers("no [secret]"), "no [secret]");
    }

    #[test]
    fn members_and_marks_are_cut_out() {
        assert_eq!(
            own_members(r#"{"a":1,"k":"x","n":2}"#, 15, Some("k")),
            r#"{"a":1}"#
        );
        assert_eq!(own_members(r#"{"n":2}"#, 2, None), "{}");
        assert_eq!(own_members("[1]", 3, Some("k")), "[1]");
        let redactor = Redactor::new([], &["pin"]);
        let own = |pairs, count| own_pairs(pairs, count, Some("k"), &redactor);
        assert_eq!(own("a=1&k=x&n=2", 2), "a=1");
        assert_eq!(own("", 0), "");
        let json = |pin| percent::encode(&format!(r#"{{"a":1,"pin":"{pin}"}}"#));
        let hidden = format!("j={}", json(HIDDEN));
        assert_eq!(own(&format!("j={}", json("1")), 1), hidden);
    }

    #[test]
    fn parts_are_those_of_the_inputs() {
        let own = |boundary: &str, count: usize, key: Option<&str>| {
            let mut body = Multipart::default();
            body.text("a--b", "--x".to_owned());
            body.text("k\"", "new".to_owned());
            body.file("f", &crate::File::new("f.bin", vec![0xff, 13, 10, 13, 10]))
                .unwrap();
            body.text("pin", "1".to_owned());
            body.json("j", br#"{"pin":1}"#.to_vec());
            body.text("nonce", "2".to_owned());
            body.set_boundary(boundary.to_owned());
            let redactor = Redactor::new([], &["pin"]);
            let own = own_parts(&body.bytes(), boundary, count, key, &redactor);
            own.map(|own| String::from_utf8_lossy(&own).into_owned())
        };
        let head = "--\r\nContent-Disposition: form-data; name=";
        let wanted = [
            format!("{head}\"a--b\"\r\n\r\n--x\r\n"),
            format!(
                "{head}\"f\"; filename=\"f.bin\"\r\nContent-Type: application/octet-stream\
                 \r\n\r\n\u{fffd}\r\n\r\n\r\n"
            ),
            format!("{head}\"pin\"\r\n\r\n[secret]\r\n"),
            format!(
                "{head}\"j\"\r\nContent-Type: application/json\r\n\r\n{{\"pin\":\"[secret]\"}}\r\n"
            ),
            "----\r\n".to_owned(),
        ];
        assert_eq!(own("x1", 5, Some("k\"")), Some(wanted.concat()));
        assert_eq!(own("y22", 5, Some("k\"")), Some(wanted.concat()));
        assert!(own("x1", 6, None).is_some_and(|own| own.contains("nonce")));
        assert_eq!(own("x1", 0, None).as_deref(), Some("----\r\n"));
        assert_eq!(own("x1", 7, None), None);
    }

    #[test]
    fn marks_between_parts_are_cut_out() {
        assert_eq!(without(b"--b\r\n--b--", b"b"), b"--\r\n----");
        assert_eq!(without(b"ab", b""), b"ab");
        let request = |content_type: &str| {
            let request = Request::builder().header("content-type", content_type);
            request.body(Bytes::new()).unwrap()
        };
        let quoted = request("multipart/mixed; boundary=\"x y\"; a=b");
        assert_eq!(boundary(&quoted), Some("x y"));
        assert_eq!(boundary(&request("text/plain; boundary=x")), None);
    }
}
