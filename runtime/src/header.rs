//! The headers of a request that is being made.

use apiloom_wire::Secret;
use http::header::{HeaderName, HeaderValue};

use crate::Error;

/// Headers that hold no credential by what they are for: those of HTTP about content, and those by
/// which a request is found again in logs.
const PLAIN: &[&str] = &[
    "accept",
    "accept-charset",
    "accept-encoding",
    "accept-language",
    "baggage",
    "cache-control",
    "content-disposition",
    "content-encoding",
    "content-language",
    "content-type",
    "date",
    "if-match",
    "if-modified-since",
    "if-none-match",
    "if-unmodified-since",
    "origin",
    "prefer",
    "range",
    "traceparent",
    "tracestate",
    "user-agent",
    "x-correlation-id",
    "x-request-id",
];

/// The headers of a request, in the order in which they were set.
#[derive(Clone, Default)]
pub(crate) struct Headers {
    list: Vec<(HeaderName, HeaderValue)>,
}

impl Headers {
    /// Sets a header; one of the same name is replaced.
    pub(crate) fn set(&mut self, name: &str, value: &str, secret: bool) -> Result<(), Error> {
        let (key, value) = parse(name, value, secret)?;
        match self.list.iter_mut().find(|(name, _)| *name == key) {
            Some((_, old)) => *old = value,
            None => self.list.push((key, value)),
        }
        Ok(())
    }

    /// Marks the headers of these names as secret.
    pub(crate) fn hide(&mut self, names: &[&str]) {
        for (key, value) in &mut self.list {
            if names
                .iter()
                .any(|name| key.as_str().eq_ignore_ascii_case(name))
            {
                value.set_sensitive(true);
            }
        }
    }

    /// Sets a header of our own unless there is one of the same name.
    pub(crate) fn set_default(&mut self, name: &HeaderName, value: &str) -> Result<(), Error> {
        if self.list.iter().any(|(key, _)| key == name) {
            return Ok(());
        }
        self.set(name.as_str(), value, false)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = (&HeaderName, &HeaderValue)> {
        self.list.iter().map(|(name, value)| (name, value))
    }

    pub(crate) fn into_list(self) -> Vec<(HeaderName, HeaderValue)> {
        self.list
    }
}

/// A header that may be sent.
pub(crate) fn parse(
    name: &str,
    value: &str,
    secret: bool,
) -> Result<(HeaderName, HeaderValue), Error> {
    let key = HeaderName::from_bytes(name.as_bytes())
        .map_err(|_| Error::input(format!("`{}` is no header name", name.escape_debug())))?;
    // The transport derives these from the URL and the body; a second opinion would let one
    // request look like two.
    if matches!(
        key.as_str(),
        "host" | "content-length" | "transfer-encoding" | "connection"
    ) {
        return Err(Error::input(format!(
            "the header `{key}` is the transport's to set"
        )));
    }
    // This refuses CR, LF, NUL and the other controls but the tab.
    let mut value = HeaderValue::from_bytes(value.as_bytes()).map_err(|_| {
        Error::input(format!(
            "the header `{key}` has a line break or control character"
        ))
    })?;
    value.set_sensitive(secret);
    Ok((key, value))
}

/// What counts as a secret of a header that the spec does not know, wherever it stands.
///
/// Short values are hidden only in their header: a `1` must not hide every 1.
/// A credential after the name of its scheme, as in `Bearer …`, is as secret as the whole.
pub(crate) fn secrets_of(name: &str, value: &str) -> Vec<Secret> {
    const SHORTEST: usize = 8;
    if PLAIN.iter().any(|plain| name.eq_ignore_ascii_case(plain)) {
        return Vec::new();
    }
    let credential = value.split_once(' ').map(|(_, credential)| credential);
    let texts = [Some(value), credential]
        .into_iter()
        .flatten()
        .map(str::trim);
    texts
        .filter(|text| text.len() >= SHORTEST)
        .map(Secret::from)
        .collect()
}

/// Checks a cookie; the value must need no quoting, since vendors disagree about it.
pub(crate) fn check_cookie(name: &str, value: &str) -> Result<(), Error> {
    let fits = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b',' | b';' | b'\\');
    let name_fits = !name.is_empty() && name.bytes().all(|byte| fits(byte) && byte != b'=');
    if name_fits && value.bytes().all(fits) {
        return Ok(());
    }
    Err(Error::input(format!(
        "the cookie `{}` has a character that a cookie cannot hold",
        name.escape_debug()
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_cannot_start_a_new_line() {
        let mut headers = Headers::default();
        for bad in ["a\rb", "a\nb", "a\0b"] {
            assert!(headers.set("x-a", bad, false).is_err());
        }
        assert!(headers.set("x a", "1", false).is_err());
        assert!(headers.set("Content-Length", "1", false).is_err());
        headers.set("X-A", "1", false).unwrap();
        headers.set("x-a", "ü", true).unwrap();
        let list = headers.into_list();
        assert_eq!(list.len(), 1);
        assert!(list[0].1.is_sensitive());
    }

    #[test]
    fn cookies_cannot_start_another() {
        assert!(check_cookie("a", "b=c").is_ok());
        assert!(check_cookie("a", "b; c=d").is_err());
        assert!(check_cookie("a=b", "c").is_err());
        assert!(check_cookie("", "c").is_err());
    }
}
