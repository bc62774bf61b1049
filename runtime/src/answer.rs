//! An answer that is being judged and read.

use std::fmt;
use std::sync::{Mutex, PoisonError};

use apiloom_wire::{
    Codec, DecodeError, Decoder, Deviations, Fields, Plain, Record, Wire, decode_as,
};
use bytes::Bytes;
use http::HeaderMap;

use crate::download::Incoming;
use crate::{Download, scalar};

/// An answer that is being judged and read.
#[derive(Clone, Copy)]
pub struct Answer<'a> {
    status: u16,
    headers: &'a HeaderMap,
    body: &'a [u8],
    incoming: Option<&'a Mutex<Option<Incoming>>>,
    /// Where it is kept what of the answer is not as the spec says, if anybody wants to know.
    deviations: Option<&'a Mutex<Deviations>>,
}

impl<'a> Answer<'a> {
    /// The answer that a response is.
    pub fn new(response: &'a http::Response<Bytes>) -> Self {
        Self {
            status: response.status().as_u16(),
            headers: response.headers(),
            body: response.body(),
            incoming: None,
            deviations: None,
        }
    }

    /// The same answer, whose body may still be to come.
    pub(crate) fn with_incoming(self, incoming: &'a Mutex<Option<Incoming>>) -> Self {
        Self {
            incoming: Some(incoming),
            ..self
        }
    }

    /// The same answer, whose readers keep here what is not as the spec says.
    pub(crate) fn noting(self, deviations: &'a Mutex<Deviations>) -> Self {
        Self {
            deviations: Some(deviations),
            ..self
        }
    }

    /// The HTTP status.
    pub fn status(&self) -> i64 {
        i64::from(self.status)
    }

    /// The first header of this name, unless it is no text.
    pub fn header(&self, name: &str) -> Option<&'a str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The headers as pairs, names in lower case.
    pub fn headers(&self) -> Vec<(String, String)> {
        let text = |value: &[u8]| String::from_utf8_lossy(value).into_owned();
        self.headers
            .iter()
            .map(|(name, value)| (name.as_str().to_owned(), text(value.as_bytes())))
            .collect()
    }

    /// The bytes of the body.
    pub fn body(&self) -> &'a [u8] {
        self.body
    }

    /// Whether the body is JSON: its type says so, or, where that says little, it starts with a
    /// brace.
    pub fn is_json(&self) -> bool {
        is_json(self.header("content-type"), self.body)
    }

    /// The whole body as a text.
    ///
    /// # Errors
    /// When it is no UTF-8, or not of the type.
    pub fn text<T: Wire>(&self) -> Result<T, DecodeError> {
        self.text_as(Plain)
    }

    /// The whole body as a text, by a codec.
    ///
    /// # Errors
    /// When it is no UTF-8, or not what the codec reads.
    pub fn text_as<T, C: Codec<T>>(&self, codec: C) -> Result<T, DecodeError> {
        let text = std::str::from_utf8(self.body);
        let text = text.map_err(|_| DecodeError::new("expected a text, found no UTF-8"))?;
        decode_as(scalar::quote(text).as_bytes(), codec)
    }

    /// The bytes of the body, to keep.
    ///
    /// # Errors
    /// None; the other readers have some.
    pub fn bytes(&self) -> Result<Vec<u8>, DecodeError> {
        Ok(self.body.to_vec())
    }

    /// The answer as a file, whose body may still be to come.
    ///
    /// # Errors
    /// None; the other readers have some.
    pub fn download(&self) -> Result<Download, DecodeError> {
        let incoming = self.incoming.and_then(|incoming| {
            let mut incoming = incoming.lock().unwrap_or_else(PoisonError::into_inner);
            incoming.take()
        });
        Ok(Download::new(self, self.headers, incoming))
    }

    /// Whether the body is nothing, white space or `null`.
    pub fn body_is_empty(&self) -> bool {
        let body = self.body.trim_ascii();
        body.is_empty() || body == b"null"
    }

    /// The members of the body that say how the request went.
    ///
    /// A judge must get along with anything, so a member that is missing or not of its type stays
    /// blank, and so does everything if the body is no JSON object.
    pub fn fields<R: Record>(&self) -> R {
        let mut record = R::blank();
        self.read_fields(&mut record);
        record
    }

    /// Likewise, into a record of which the compiler knows no more than that it is one.
    pub fn read_fields(&self, record: &mut dyn Fields) {
        read_leniently(record, self.body);
    }

    /// Reads the value at a path of member names; an empty path is the whole body.
    ///
    /// # Errors
    /// When there is no value, or it is not of the type.
    pub fn read<T: Wire>(&self, path: &[&str]) -> Result<T, DecodeError> {
        self.read_as(path, Plain)
    }

    /// Reads the value at a path, by a codec.
    ///
    /// # Errors
    /// When there is no value, or it is not what the codec reads.
    pub fn read_as<T, C: Codec<T>>(&self, path: &[&str], codec: C) -> Result<T, DecodeError> {
        let mut read = None;
        let found = self.within(path, &mut |d| {
            read = Some(codec.read(d)?);
            Ok(())
        })?;
        read.filter(|_| found).ok_or_else(|| absent(path))
    }

    /// Reads the value at a path; blank if it is absent or null.
    ///
    /// # Errors
    /// When there is a value that is not of the type.
    pub fn read_or_blank<T: Wire>(&self, path: &[&str]) -> Result<T, DecodeError> {
        self.read_or_blank_as(path, Plain)
    }

    /// Reads the value at a path, by a codec; blank if it is absent or null.
    ///
    /// # Errors
    /// When there is a value that is not what the codec reads.
    pub fn read_or_blank_as<T, C: Codec<T>>(
        &self,
        path: &[&str],
        codec: C,
    ) -> Result<T, DecodeError> {
        let read = self.read_maybe_as(path, codec)?;
        Ok(read.unwrap_or_else(|| codec.blank()))
    }

    /// Reads the value at a path; nothing if it is absent or null.
    ///
    /// # Errors
    /// When there is a value that is not of the type.
    pub fn read_maybe<T: Wire>(&self, path: &[&str]) -> Result<Option<T>, DecodeError> {
        self.read_maybe_as(path, Plain)
    }

    /// Reads the value at a path, by a codec; nothing if it is absent or null.
    ///
    /// # Errors
    /// When there is a value that is not what the codec reads.
    pub fn read_maybe_as<T, C: Codec<T>>(
        &self,
        path: &[&str],
        codec: C,
    ) -> Result<Option<T>, DecodeError> {
        if self.body_is_empty() {
            return Ok(None);
        }
        let mut read = None;
        self.within(path, &mut |d| {
            if !d.null()? {
                read = Some(codec.read(d)?);
            }
            Ok(())
        })?;
        Ok(read)
    }

    /// The text of the value at a path; nothing if there is none, or the body is no JSON.
    pub(crate) fn raw(&self, path: &[&str]) -> Option<&'a [u8]> {
        let mut raw = None;
        let read = self.within(path, &mut |d| {
            raw = Some(d.raw()?);
            Ok(())
        });
        read.ok().and(raw)
    }

    /// The one loop behind all readers.
    fn within(
        &self,
        path: &[&str],
        read: &mut dyn FnMut(&mut Decoder<'a>) -> Result<(), DecodeError>,
    ) -> Result<bool, DecodeError> {
        if self.body.trim_ascii().is_empty() {
            return Err(DecodeError::new("expected JSON, found an empty body"));
        }
        let mut d = Decoder::new(self.body)?;
        if self.deviations.is_some() {
            d = d.noting();
        }
        let found = d.within(path, read)?;
        d.finish()?;
        if let Some(deviations) = self.deviations {
            *deviations.lock().unwrap_or_else(PoisonError::into_inner) = d.deviations();
        }
        Ok(found)
    }
}

impl fmt::Debug for Answer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Headers and body may hold secrets, and this knows too little to tell.
        f.debug_struct("Answer")
            .field("status", &self.status)
            .field("bytes", &self.body.len())
            .finish_non_exhaustive()
    }
}

/// Whether a body that starts like this is JSON.
pub(crate) fn is_json(content_type: Option<&str>, start: &[u8]) -> bool {
    let media = content_type.unwrap_or_default().split(';').next();
    let media = media.unwrap_or_default().trim().to_ascii_lowercase();
    let is_named = media.ends_with("/json") || media.ends_with("+json");
    // Servers call what they say in JSON a text or a page, or nothing.
    let says_little = media.is_empty() || media.starts_with("text/");
    is_named || says_little && start.trim_ascii_start().starts_with(b"{")
}

fn read_leniently(fields: &mut dyn Fields, body: &[u8]) {
    let shape = fields.shape();
    let Ok(mut d) = Decoder::new(body) else {
        return;
    };
    let mut missing: Vec<usize> = (0..shape.fields().len()).collect();
    // An error is text that is no JSON, or the end of what is looked for; what stood before it was
    // read.
    let _ = d.members(&mut |d, name| {
        let index = shape.index(name);
        let raw = d.raw()?;
        if let Some(index) = index {
            // A member that does not fit stays as it was.
            let _ = Decoder::new(raw).and_then(|mut d| fields.read_field(index, &mut d));
            missing.retain(|field| *field != index);
        }
        match missing.is_empty() {
            // The rest is most of the answer.
            true => Err(DecodeError::new("all is found")),
            false => Ok(()),
        }
    });
}

/// The error for a path that leads nowhere.
fn absent(path: &[&str]) -> DecodeError {
    let error = DecodeError::new("expected a value, found nothing");
    path.iter()
        .rev()
        .fold(error, |error, name| error.in_member(name))
}
