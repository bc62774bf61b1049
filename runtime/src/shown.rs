//! Requests and answers as they may be shown.

use std::fmt;

use bytes::Bytes;
use http::header::{
    AUTHORIZATION, CONTENT_LOCATION, CONTENT_TYPE, COOKIE, LOCATION, PROXY_AUTHORIZATION, REFRESH,
    SET_COOKIE,
};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Uri};

use crate::redact::{HIDDEN, Redactor};

/// A request as it may be shown: what was sent, with `[secret]` in place of every secret.
///
/// `Display` shows all of it, on several lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownRequest {
    method: Method,
    url: String,
    message: Message,
}

/// An answer as it may be shown: what came, with `[secret]` in place of every secret.
///
/// `Display` shows all of it, on several lines.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownResponse {
    status: u16,
    message: Message,
}

/// What requests and answers have both.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Message {
    headers: Vec<(String, String)>,
    body: String,
}

/// What was sent; handles to it, so that keeping it costs next to nothing.
#[derive(Clone)]
pub(crate) struct Sent {
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
}

impl ShownRequest {
    /// The method.
    pub fn method(&self) -> &Method {
        &self.method
    }

    /// The whole URL.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The headers in the order of their names, without those that the transport adds.
    pub fn headers(&self) -> &[(String, String)] {
        &self.message.headers
    }

    /// The body, cut after 4096 bytes; of files and other bytes, only how many there are.
    pub fn body(&self) -> &str {
        &self.message.body
    }

    pub(crate) fn new(request: &http::Request<Bytes>, redactor: &Redactor) -> Self {
        Sent::of(request).shown(redactor)
    }

    /// Of a request whose secrets nobody knows.
    pub(crate) fn unknown(request: &http::Request<Bytes>) -> Self {
        Self {
            method: request.method().clone(),
            url: request.uri().path().to_owned(),
            message: Message {
                headers: Vec::new(),
                body: String::new(),
            },
        }
    }
}

impl ShownResponse {
    /// The HTTP status.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// The headers.
    pub fn headers(&self) -> &[(String, String)] {
        &self.message.headers
    }

    /// The body, cut after 4096 bytes; of files and other bytes, only how many there are, and of a
    /// download that failed, how many came.
    pub fn body(&self) -> &str {
        &self.message.body
    }

    pub(crate) fn new(response: &http::Response<Bytes>, redactor: &Redactor) -> Self {
        Self {
            status: response.status().as_u16(),
            message: Message::new(
                response.headers(),
                response.body(),
                redactor,
                looks_like_json(response.body()),
            ),
        }
    }

    /// An answer of whose body so many bytes came.
    pub(crate) fn cut(
        status: u16,
        headers: &HeaderMap,
        received: u64,
        redactor: &Redactor,
    ) -> Self {
        let mut message = Message::new(headers, &[], redactor, false);
        let content_type = headers.get(CONTENT_TYPE);
        let content_type = content_type.and_then(|value| value.to_str().ok());
        let what = redactor.text(content_type.unwrap_or("a file"));
        message.body = format!("[the first {received} bytes of {what}]");
        Self { status, message }
    }
}

impl Sent {
    pub(crate) fn of(request: &http::Request<Bytes>) -> Self {
        Self {
            method: request.method().clone(),
            uri: request.uri().clone(),
            headers: request.headers().clone(),
            body: request.body().clone(),
        }
    }

    /// The query as it was sent.
    pub(crate) fn query(&self) -> Option<&str> {
        self.uri.query()
    }

    pub(crate) fn shown(&self, redactor: &Redactor) -> ShownRequest {
        ShownRequest {
            method: self.method.clone(),
            url: redactor.text(&self.uri.to_string()),
            message: Message::new(&self.headers, &self.body, redactor, false),
        }
    }
}

impl Message {
    /// A body may be known to be a text whatever it calls itself.
    fn new(headers: &HeaderMap, body: &[u8], redactor: &Redactor, is_text: bool) -> Self {
        let mut shown: Vec<(String, String)> = headers
            .iter()
            .map(|(name, value)| (name.to_string(), header(name, value, redactor)))
            .collect();
        // The order of a map says nothing.
        shown.sort_by(|(a, _), (b, _)| a.cmp(b));
        Self {
            headers: shown,
            body: body_text(headers, body, redactor, is_text),
        }
    }
}

impl fmt::Display for ShownRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.method, self.url)?;
        self.message.fmt(f)
    }
}

impl fmt::Display for ShownResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "status {}", self.status)?;
        self.message.fmt(f)
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, value) in &self.headers {
            write!(f, "\n{name}: {value}")?;
        }
        if !self.body.is_empty() {
            write!(f, "\n\n{}", self.body)?;
        }
        Ok(())
    }
}

/// A header's value, unless it is secret by its name or was marked so.
pub(crate) fn header(name: &HeaderName, value: &HeaderValue, redactor: &Redactor) -> String {
    let is_secret = value.is_sensitive()
        || [AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION, SET_COOKIE].contains(name)
        || redactor.is_secret_name(name.as_str());
    if is_secret {
        return HIDDEN.to_owned();
    }
    let value = String::from_utf8_lossy(value.as_bytes());
    // The query may be that of the request, signed, or hold the secrets of somebody else.
    let shown = match value.find(['?', '#']) {
        Some(end) if [LOCATION, CONTENT_LOCATION, REFRESH].contains(name) => {
            format!("{}{HIDDEN}", &value[..=end])
        }
        _ => value.into_owned(),
    };
    redactor.text(&shown)
}

/// A body as text; of one that is not text, how many bytes it has.
fn body_text(headers: &HeaderMap, body: &[u8], redactor: &Redactor, is_text: bool) -> String {
    let content_type = headers.get(CONTENT_TYPE);
    let content_type = content_type.and_then(|value| value.to_str().ok());
    match content_type {
        Some(content_type) if !body.is_empty() && !is_text && !says_text(content_type) => {
            format!("[{} bytes of {}]", body.len(), redactor.text(content_type))
        }
        _ => redactor.body(body),
    }
}

/// Whether a body calls itself a text; whoever sends a file says what it is, or only that it is
/// bytes.
fn says_text(content_type: &str) -> bool {
    let content_type = content_type.to_ascii_lowercase();
    let media = content_type.split(';').next().unwrap_or_default().trim();
    // At the end only: `openxmlformats` is what office documents call themselves.
    let ends = ["json", "xml", "urlencoded", "yaml", "javascript"];
    media.starts_with("text/") || ends.iter().any(|end| media.ends_with(end))
}

/// Whether an answer is what a vendor says, whatever it calls itself: servers call JSON all sorts
/// of things.
fn looks_like_json(body: &[u8]) -> bool {
    body.trim_ascii_start().starts_with(b"{") && std::str::from_utf8(body).is_ok()
}

#[cfg(test)]
mod tests {
    use apiloom_wire::Secret;

    use super::*;

    fn shown(headers: &[(&str, &str)], body: &'static [u8]) -> ShownResponse {
        let mut response = http::Response::builder().status(502);
        for (name, value) in headers {
            response = response.header(*name, *value);
        }
        let response = response.body(Bytes::from_static(body)).unwrap();
        let redactor = Redactor::new(&[Secret::from("hunter2")], &["x-key"]);
        ShownResponse::new(&response, &redactor)
    }

    #[test]
    fn secrets_go_by_value_and_by_name() {
        let headers = [
            ("X-Key", "abc"),
            ("Set-Cookie", "session=abc"),
            ("Location", "/login?from=abc"),
        ];
        assert_eq!(
            shown(&headers, b"no hunter2 here").to_string(),
            "status 502\nlocation: /login?[secret]\nset-cookie: [secret]\nx-key: [secret]\n\nno [secret] here"
        );
        assert_eq!(shown(&[], b"").to_string(), "status 502");
    }

    #[test]
    fn bytes_are_counted_and_not_shown() {
        let body = |content_type, body| shown(&[("content-type", content_type)], body).message.body;
        assert_eq!(body("image/png", b"\x89PNG"), "[4 bytes of image/png]");
        assert_eq!(
            body("multipart/form-data; boundary=b", b"--b--"),
            "[5 bytes of multipart/form-data; boundary=b]"
        );
        assert_eq!(
            body("text/plain; charset=gbk", b"\xd5\xc5a"),
            "\u{fffd}\u{fffd}a"
        );
        assert_eq!(
            body("application/octet-stream", b"plain"),
            "[5 bytes of application/octet-stream]"
        );
        assert_eq!(
            body("application/vnd.openxmlformats-officedocument", b"PK"),
            "[2 bytes of application/vnd.openxmlformats-officedocument]"
        );
        assert_eq!(body("application/problem+json; a=b", b"plain"), "plain");
        assert_eq!(body("application/pdf", b""), "");
        assert_eq!(body("application/octet-stream", b" {}"), " {}");
        let request = http::Request::builder()
            .header("content-type", "application/octet-stream")
            .body(Bytes::from_static(b"{\"private\":1}"));
        let redactor = Redactor::new(&[], &[]);
        assert_eq!(
            ShownRequest::new(&request.unwrap(), &redactor).body(),
            "[13 bytes of application/octet-stream]"
        );
        assert_eq!(shown(&[], b"\xff").body(), "\u{fffd}");
    }
}
