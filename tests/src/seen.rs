//! A request as it came over the wire.

use std::fmt;
use std::io::{self, BufRead, Read};

/// The largest head that is read, in bytes.
const HEAD_LIMIT: usize = 64 * 1024;
/// The largest body that is read, in bytes.
const BODY_LIMIT: usize = 16 * 1024 * 1024;

/// An HTTP/1.1 request as it came over the wire.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SeenRequest {
    /// The method.
    pub method: String,
    /// Path and query, as sent.
    pub target: String,
    /// The headers in the order in which they came, their names in lower case, their values trimmed.
    pub headers: Vec<(String, String)>,
    /// The body, without any chunking.
    pub body: Vec<u8>,
}

/// Why no request could be read.
#[derive(Debug)]
pub enum ReadError {
    /// The connection failed, or ended within a request.
    Io(io::Error),
    /// What came is not a request that this reader takes; the text says why.
    Malformed(String),
}

impl SeenRequest {
    /// Reads one request; `None` if the connection ended before one began.
    ///
    /// The body's length comes from `content-length` or from chunks; without either there is no body.
    ///
    /// # Errors
    /// [`ReadError::Io`] if the connection fails or ends within the request, [`ReadError::Malformed`] if the text is not
    /// HTTP/1.1 or larger than 64 KiB of head or 16 MiB of body.
    pub fn read(from: &mut impl BufRead) -> Result<Option<Self>, ReadError> {
        let mut budget = HEAD_LIMIT;
        let Some(first) = line(from, &mut budget)? else {
            return Ok(None);
        };
        let mut words = first.split(' ');
        let (Some(method), Some(target), Some("HTTP/1.1"), None) =
            (words.next(), words.next(), words.next(), words.next())
        else {
            return Err(malformed(format!("the request line is {first:?}")));
        };
        let mut request = Self {
            method: method.to_owned(),
            target: target.to_owned(),
            headers: headers(from, &mut budget)?,
            body: Vec::new(),
        };
        request.body = request.read_body(from)?;
        Ok(Some(request))
    }

    /// The target's path, as sent.
    #[must_use]
    pub fn path(&self) -> &str {
        self.target
            .split_once('?')
            .map_or(self.target.as_str(), |(path, _)| path)
    }

    /// The target's query, as sent and without the question mark, if there is one.
    #[must_use]
    pub fn query(&self) -> Option<&str> {
        self.target.split_once('?').map(|(_, query)| query)
    }

    /// The values of every header of this name (in lower case).
    pub fn header(&self, name: &str) -> impl Iterator<Item = &str> {
        self.headers
            .iter()
            .filter(move |(known, _)| known == name)
            .map(|(_, value)| value.as_str())
    }

    fn read_body(&self, from: &mut impl BufRead) -> Result<Vec<u8>, ReadError> {
        let lengths: Vec<&str> = self.header("content-length").collect();
        let codings: Vec<&str> = self.header("transfer-encoding").collect();
        match (lengths.as_slice(), codings.as_slice()) {
            ([], []) => Ok(Vec::new()),
            ([length], []) => exactly(from, size(length, 10)?),
            ([], [coding]) if coding.eq_ignore_ascii_case("chunked") => chunked(from),
            _ => Err(malformed(format!(
                "content-length {lengths:?} and transfer-encoding {codings:?}"
            ))),
        }
    }
}

impl fmt::Display for ReadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(error) => write!(f, "the connection failed: {error}"),
            Self::Malformed(reason) => write!(f, "malformed request: {reason}"),
        }
    }
}

impl std::error::Error for ReadError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Io(error) => Some(error),
            Self::Malformed(_) => None,
        }
    }
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// One line without its end; `None` at the end of the stream.
fn line(from: &mut impl BufRead, budget: &mut usize) -> Result<Option<String>, ReadError> {
    let mut bytes = Vec::new();
    let count = from
        .by_ref()
        .take(*budget as u64)
        .read_until(b'\n', &mut bytes)?;
    *budget -= count;
    if count == 0 && *budget > 0 {
        return Ok(None);
    }
    match bytes.strip_suffix(b"\r\n") {
        Some(text) => match std::str::from_utf8(text) {
            Ok(text) => Ok(Some(text.to_owned())),
            Err(_) => Err(malformed("a line is no UTF-8".to_owned())),
        },
        None if *budget == 0 => Err(malformed("the head is too large".to_owned())),
        None if bytes.ends_with(b"\n") => Err(malformed(
            "a line ends without a carriage return".to_owned(),
        )),
        None => Err(ReadError::Io(io::ErrorKind::UnexpectedEof.into())),
    }
}

/// The headers up to the empty line.
fn headers(
    from: &mut impl BufRead,
    budget: &mut usize,
) -> Result<Vec<(String, String)>, ReadError> {
    let mut headers = Vec::new();
    loop {
        let text = line(from, budget)?.ok_or_else(cut_off)?;
        if text.is_empty() {
            return Ok(headers);
        }
        let Some((name, value)) = text.split_once(':') else {
            return Err(malformed(format!("no colon in the header {text:?}")));
        };
        if name.is_empty() || name.contains([' ', '\t']) {
            return Err(malformed(format!("the header's name is {name:?}")));
        }
        headers.push((
            name.to_ascii_lowercase(),
            value.trim_matches([' ', '\t']).to_owned(),
        ));
    }
}

/// A body of chunks; trailers are read and dropped.
fn chunked(from: &mut impl BufRead) -> Result<Vec<u8>, ReadError> {
    let mut body = Vec::new();
    loop {
        // Each line between chunks may be as long as a head.
        let mut budget = HEAD_LIMIT;
        let text = line(from, &mut budget)?.ok_or_else(cut_off)?;
        let length = size(text.split(';').next().unwrap_or_default().trim(), 16)?;
        if length == 0 {
            headers(from, &mut budget)?;
            return Ok(body);
        }
        if body.len() + length > BODY_LIMIT {
            return Err(malformed("the body is too large".to_owned()));
        }
        body.extend(exactly(from, length)?);
        if !line(from, &mut budget)?.ok_or_else(cut_off)?.is_empty() {
            return Err(malformed("a chunk does not end where it says".to_owned()));
        }
    }
}

fn size(text: &str, radix: u32) -> Result<usize, ReadError> {
    match usize::from_str_radix(text, radix) {
        Ok(size) if size <= BODY_LIMIT && !text.starts_with('+') => Ok(size),
        _ => Err(malformed(format!("the length is {text:?}"))),
    }
}

fn exactly(from: &mut impl BufRead, length: usize) -> Result<Vec<u8>, ReadError> {
    let mut bytes = vec![0; length];
    from.read_exact(&mut bytes)?;
    Ok(bytes)
}

fn malformed(reason: String) -> ReadError {
    ReadError::Malformed(reason)
}

fn cut_off() -> ReadError {
    ReadError::Io(io::ErrorKind::UnexpectedEof.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Option<SeenRequest>, ReadError> {
        SeenRequest::read(&mut text.as_bytes())
    }

    #[test]
    fn a_body_has_the_length_that_its_header_says() {
        let request = read(
            "PUT /a/b?c=%20d HTTP/1.1\r\nHost: x\r\nX-A:  1 \r\ncontent-length: 3\r\n\r\nabcdef",
        )
        .unwrap()
        .unwrap();
        assert_eq!(
            (request.method.as_str(), request.path(), request.query()),
            ("PUT", "/a/b", Some("c=%20d"))
        );
        assert_eq!(request.headers[1], ("x-a".to_owned(), "1".to_owned()));
        assert_eq!(request.body, b"abc");
    }

    #[test]
    fn chunks_are_joined_and_trailers_dropped() {
        let text = "POST / HTTP/1.1\r\nTransfer-Encoding: Chunked\r\n\r\n3\r\nabc\r\nA;x=y\r\n0123456789\r\n0\r\nx-trailer: 1\r\n\r\n";
        assert_eq!(read(text).unwrap().unwrap().body, b"abc0123456789");
    }

    #[test]
    fn the_end_before_a_request_is_no_error_and_within_one_is() {
        assert_eq!(read("").unwrap(), None);
        for text in [
            "GET",
            "GET / HTTP/1.1\r\n",
            "GET / HTTP/1.1\r\na: b\r\n",
            "GET / HTTP/1.1\r\ncontent-length: 2\r\n\r\na",
        ] {
            assert!(matches!(read(text), Err(ReadError::Io(_))), "{text:?}");
        }
    }

    #[test]
    fn what_is_not_http_is_refused() {
        let long = format!("GET /{} HTTP/1.1\r\n\r\n", "a".repeat(HEAD_LIMIT));
        for text in [
            "hello\r\n\r\n",
            "GET / HTTP/1.0\r\n\r\n",
            "GET / a HTTP/1.1\r\n\r\n",
            "GET / HTTP/1.1\n\n",
            "GET / HTTP/1.1\r\nno colon\r\n\r\n",
            "GET / HTTP/1.1\r\nspace : x\r\n\r\n",
            "GET / HTTP/1.1\r\ncontent-length: -1\r\n\r\n",
            "GET / HTTP/1.1\r\ncontent-length: +1\r\n\r\na",
            "GET / HTTP/1.1\r\ncontent-length: 99999999999\r\n\r\n",
            "GET / HTTP/1.1\r\ncontent-length: 1\r\ncontent-length: 1\r\n\r\na",
            "GET / HTTP/1.1\r\ncontent-length: 1\r\ntransfer-encoding: chunked\r\n\r\na",
            "GET / HTTP/1.1\r\ntransfer-encoding: gzip\r\n\r\na",
            "GET / HTTP/1.1\r\ntransfer-encoding: chunked\r\n\r\n1\r\nab\r\n0\r\n\r\n",
            long.as_str(),
        ] {
            assert!(
                matches!(read(text), Err(ReadError::Malformed(_))),
                "{:?}",
                &text[..text.len().min(80)]
            );
        }
    }
}
