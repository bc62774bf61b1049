//! What a call comes to, in a form that can be compared.

use apiloom::{
    Bytes, Codec, Deviations, Download, Error, Language, Violation, Violations, encode_as, http,
};

/// What an answer says as JSON, nothing if there is no value; or why there is none.
pub type Outcome = Result<Option<String>, Box<Refusal>>;

/// A request as it is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The method.
    pub method: String,
    /// The whole URL.
    pub url: String,
    /// The headers in their order.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: String,
}

impl Request {
    /// Takes a request apart.
    pub fn of(request: &http::Request<Bytes>) -> Self {
        let headers = request.headers().iter();
        Self {
            method: request.method().to_string(),
            url: request.uri().to_string(),
            headers: headers
                .map(|(name, value)| (name.to_string(), shown(value.as_bytes())))
                .collect(),
            body: shown(request.body()),
        }
    }
}

/// Bytes as text, none of them lost.
fn shown(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.escape_ascii().to_string(),
    }
}

/// Why a call was refused, by whomever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// The error in one line.
    pub line: String,
    /// What sort of thing went wrong.
    pub kind: apiloom::Kind,
    /// The operation that failed.
    pub operation: Option<String>,
    /// The vendor's code, and its name.
    pub code: Option<(String, Option<String>)>,
    /// What the vendor or the client says.
    pub message: Option<String>,
    /// The vendor's name of the request.
    pub request_id: Option<String>,
    /// Where in the answer something is wrong.
    pub path: Option<String>,
    /// Whether the same call may work later.
    pub is_retryable: bool,
    /// What rules are broken.
    pub broken: Vec<Broken>,
    /// What is not as the spec promises.
    pub deviated: Vec<Deviated>,
}

impl Refusal {
    /// Takes an error apart.
    pub fn of(error: &Error) -> Box<Self> {
        let own = |text: Option<&str>| text.map(str::to_owned);
        Box::new(Self {
            line: error.to_string(),
            kind: error.kind(),
            operation: own(error.operation()),
            code: error
                .code()
                .map(|code| (code.to_owned(), own(error.name()))),
            message: own(error.message()),
            request_id: own(error.request_id()),
            path: own(error.path()),
            is_retryable: error.is_retryable(),
            broken: error.violations().map(Broken::all).unwrap_or_default(),
            deviated: error.deviations().map(Deviated::all).unwrap_or_default(),
        })
    }
}

/// A rule that is broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken {
    /// Where the value stands, and what callers call it.
    pub at: (String, String),
    /// The rule, and whether it stops the call.
    pub rule: (String, String),
    /// What is said of it in English and Chinese.
    pub messages: [String; 2],
    /// The value.
    pub found: Option<String>,
}

impl Broken {
    /// All rules that are broken.
    pub fn all(found: &Violations) -> Vec<Self> {
        found.iter().map(Self::of).collect()
    }

    fn of(one: &Violation) -> Self {
        Self {
            at: (one.path().to_owned(), one.field().to_owned()),
            rule: (one.rule().to_owned(), format!("{:?}", one.severity())),
            messages: [
                one.message(Language::English),
                one.message(Language::Chinese),
            ],
            found: one.value().map(str::to_owned),
        }
    }
}

/// A place where an answer is not as the spec promises.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deviated {
    /// Where.
    pub path: String,
    /// In which way.
    pub kind: String,
    /// What the spec promises, and what came.
    pub promised_and_found: (String, String),
}

impl Deviated {
    /// All of them.
    pub fn all(found: &Deviations) -> Vec<Self> {
        let found = found.iter().map(|one| Self {
            path: one.path().to_owned(),
            kind: format!("{:?}", one.kind()),
            promised_and_found: (one.promised().to_owned(), one.found().to_owned()),
        });
        found.collect()
    }
}

/// A value as JSON.
pub fn told<T, C: Codec<T>>(codec: C, value: &T) -> Option<String> {
    Some(match encode_as(codec, value) {
        Ok(json) => shown(&json),
        Err(error) => format!("cannot be written: {error}"),
    })
}

/// What an answer says that says nothing.
pub fn nothing() -> Option<String> {
    None
}

/// A download as JSON.
pub fn downloaded(download: &mut Download) -> Option<String> {
    let head = format!(
        "{} {:?} {:?} {:?}",
        download.status(),
        download.content_type(),
        download.file_name(),
        download.length()
    );
    let mut bytes = Vec::new();
    let end = loop {
        match download.blocking_chunk() {
            Ok(Some(chunk)) => bytes.extend_from_slice(&chunk),
            Ok(None) => break "whole".to_owned(),
            Err(error) => break error.to_string(),
        }
    };
    Some(format!("{head} {} {end}", shown(&bytes)))
}
