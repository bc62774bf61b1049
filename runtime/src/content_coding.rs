//! How the body of an answer is encoded on its way, and its bytes as the vendor meant them.

use std::error::Error as StdError;

use bytes::Bytes;
use http::HeaderMap;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH};
use http_body_util::{BodyExt, Limited};
use hyper::body::Body;

/// How the body of an answer is encoded on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Coding {
    /// Not at all.
    Identity,
    /// With gzip, once.
    #[cfg(feature = "gzip")]
    Gzip,
}

/// Why there is no body.
type Broken = Box<dyn StdError + Send + Sync>;

impl Coding {
    /// What `content-encoding` says; the text of it if that is a coding which nobody asked for.
    pub(crate) fn of(headers: &HeaderMap) -> Result<Self, String> {
        if !headers.contains_key(CONTENT_ENCODING) {
            return Ok(Self::Identity);
        }
        let lines = headers.get_all(CONTENT_ENCODING).iter();
        let text: Vec<String> = lines
            .map(|line| String::from_utf8_lossy(line.as_bytes()).to_ascii_lowercase())
            .collect();
        let text = text.join(",");
        let mut codings = text
            .split(',')
            .map(str::trim)
            .filter(|coding| !matches!(*coding, "" | "identity"));
        match (codings.next(), codings.next()) {
            (None, _) => Ok(Self::Identity),
            #[cfg(feature = "gzip")]
            (Some("gzip" | "x-gzip"), None) => Ok(Self::Gzip),
            _ => Err(text.escape_debug().take(40).collect()),
        }
    }

    /// The whole body, of at most so many bytes on the way and as many when they are unpacked.
    pub(crate) async fn collect<B>(self, body: B, limit: usize) -> Result<Bytes, Broken>
    where
        B: Body<Data = Bytes>,
        B::Error: Into<Broken>,
    {
        let body = Limited::new(body, limit);
        match self {
            Self::Identity => Ok(body.collect().await?.to_bytes()),
            #[cfg(feature = "gzip")]
            Self::Gzip => crate::gzip::unpack(body, limit).await,
        }
    }

    /// Takes out the headers that speak of the body as it was on its way.
    pub(crate) fn forget(self, headers: &mut HeaderMap) {
        if self != Self::Identity {
            headers.remove(CONTENT_ENCODING);
            headers.remove(CONTENT_LENGTH);
        }
    }
}

#[cfg(all(test, feature = "gzip"))]
mod tests {
    use super::*;

    #[test]
    fn gzip_is_read_and_nothing_else() {
        let of = |lines: &[&'static str]| {
            let mut headers = HeaderMap::new();
            for line in lines {
                headers.append(CONTENT_ENCODING, line.parse().unwrap());
            }
            Coding::of(&headers)
        };
        for none in [&[][..], &[""], &["identity"], &["identity, Identity"]] {
            assert_eq!(of(none), Ok(Coding::Identity));
        }
        for gzip in ["gzip", "GZip", " x-gzip ", "identity, gzip"] {
            assert_eq!(of(&[gzip]), Ok(Coding::Gzip));
        }
        assert_eq!(of(&["br"]), Err("br".to_owned()));
        assert_eq!(of(&["gzip", "gzip"]), Err("gzip,gzip".to_owned()));
        assert_eq!(of(&["gzip, deflate"]), Err("gzip, deflate".to_owned()));
        assert_eq!(of(&["\u{e9}"]), Err("\u{e9}".to_owned()));
    }
}
