//! The body of a request that is being made.

use std::borrow::Cow;

use bytes::Bytes;

use crate::core::Extent;
use crate::multipart::Multipart;
use crate::pairs::PairList;
use crate::{Error, Text, percent, scalar};

/// The body of a request that is being made.
#[derive(Clone, Default)]
pub(crate) enum Body {
    #[default]
    None,
    /// Compact JSON text.
    Json(Vec<u8>),
    Form(PairList),
    Multipart(Multipart),
    Other {
        content_type: Cow<'static, str>,
        bytes: Bytes,
    },
}

impl Body {
    /// Adds a member to a JSON object, a pair to a form, or a part to a multipart body.
    pub(crate) fn add(&mut self, name: &str, value: &Text) -> Result<(), Error> {
        match self {
            Self::Json(json) => match value.to_json() {
                Some(value) => append(json, name, &value),
                None => Ok(()),
            },
            Self::Form(pairs) => {
                if let Some(text) = value.clone().into_text() {
                    pairs.push((name.to_owned(), text));
                }
                Ok(())
            }
            Self::Multipart(parts) => {
                if let Some(text) = value.clone().into_text() {
                    parts.text(name, text);
                }
                Ok(())
            }
            Self::None | Self::Other { .. } => Err(no_place(name)),
        }
    }

    pub(crate) fn content_type(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::None => None,
            Self::Json(_) => Some("application/json".into()),
            Self::Form(_) => Some("application/x-www-form-urlencoded".into()),
            Self::Multipart(parts) => Some(parts.content_type().into()),
            Self::Other { content_type, .. } => Some(content_type.as_ref().into()),
        }
    }

    /// How much of it there is.
    pub(crate) fn extent(&self) -> Extent {
        match self {
            Self::Json(json) => Extent::Json(json.len()),
            Self::Form(pairs) => Extent::Form(pairs.len()),
            Self::Multipart(parts) => Extent::Parts(parts.len()),
            Self::None | Self::Other { .. } => Extent::Whole,
        }
    }

    /// The bytes as they are sent.
    pub(crate) fn bytes(&self) -> Bytes {
        match self {
            Self::None => Bytes::new(),
            Self::Json(json) => Bytes::copy_from_slice(json),
            Self::Form(pairs) => Bytes::from(percent::encode_pairs(pairs)),
            Self::Multipart(parts) => parts.bytes(),
            Self::Other { bytes, .. } => bytes.clone(),
        }
    }
}

/// Appends a member to the text of a JSON object.
fn append(json: &mut Vec<u8>, name: &str, value: &str) -> Result<(), Error> {
    match scalar::has_member(json, name) {
        None => return Err(no_place(name)),
        Some(true) => {
            return Err(Error::input(format!(
                "the body has a member `{name}` already, which the client is to add"
            )));
        }
        Some(false) => {}
    }
    // A compact object ends in its brace, and `{}` is the only one without members.
    json.pop();
    if json.len() > 1 {
        json.push(b',');
    }
    json.extend_from_slice(scalar::quote(name).as_bytes());
    json.push(b':');
    json.extend_from_slice(value.as_bytes());
    json.push(b'}');
    Ok(())
}

fn no_place(name: &str) -> Error {
    Error::input(format!(
        "the client is to add `{name}` to the body, which is neither a JSON object nor a form"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_appended() {
        let mut body = Body::Json(b"{}".to_vec());
        body.add("a", &Text::from(1)).unwrap();
        body.add("b", &Text::from("x\"y")).unwrap();
        body.add("c", &Text::from(None::<&str>)).unwrap();
        assert_eq!(body.bytes(), r#"{"a":1,"b":"x\"y"}"#);
        assert!(body.add("a", &Text::from(2)).is_err());
        assert!(Body::Json(b"[]".to_vec()).add("a", &Text::from(1)).is_err());
        assert!(Body::None.add("a", &Text::from(1)).is_err());
    }

    #[test]
    fn pairs_are_appended() {
        let mut body = Body::Form(vec![("a b".into(), "c&d".into())]);
        body.add("e", &Text::from(true)).unwrap();
        assert_eq!(body.bytes(), "a%20b=c%26d&e=true");
    }

    #[test]
    fn parts_are_appended() {
        let mut parts = Multipart::default();
        parts.set_boundary("B".to_owned());
        let mut body = Body::Multipart(parts);
        body.add("a", &Text::from(1)).unwrap();
        body.add("b", &Text::from(None::<&str>)).unwrap();
        let part = "--B\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--B--\r\n";
        assert_eq!(body.bytes(), part);
    }
}
