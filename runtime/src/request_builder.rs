//! Where the inputs of an operation are written.

use std::borrow::Cow;
use std::fmt;

use apiloom_wire::{Codec, EncodeError, Encoder, Wire};
use bytes::Bytes;

use crate::body::Body;
use crate::draft::Draft;
use crate::header::check_cookie;
use crate::multipart::Multipart;
use crate::told::Told;
use crate::{Error, File, Operation, PairStyle, scalar};

/// Where the inputs of an operation are written.
///
/// Values go through the encoder to JSON and from there to text, so every codec works in every
/// place.
/// Absent values are left out.
/// The first error sticks and comes out when the call is prepared or sent.
pub struct RequestBuilder {
    operation: &'static Operation,
    draft: Draft,
    error: Option<Error>,
    /// What is said too to whoever wants to tell it.
    told: Option<Box<Told>>,
}

/// Where a text goes.
#[derive(Clone, Copy)]
enum Place {
    Path,
    Query,
    Form,
    Part,
    Header,
    Cookie,
}

impl RequestBuilder {
    pub(crate) fn new(operation: &'static Operation) -> Self {
        Self {
            operation,
            draft: Draft::default(),
            error: None,
            told: None,
        }
    }

    /// One that keeps what the inputs say, too.
    pub(crate) fn telling(operation: &'static Operation) -> Self {
        Self {
            told: Some(Box::default()),
            ..Self::new(operation)
        }
    }

    pub(crate) fn finish(self) -> Result<Draft, Error> {
        self.finish_telling().map(|(draft, _)| draft)
    }

    /// What was said is empty unless it was to be kept.
    pub(crate) fn finish_telling(self) -> Result<(Draft, Told), Error> {
        match self.error {
            Some(error) => Err(error.at(self.operation.id)),
            None => Ok((self.draft, *self.told.unwrap_or_default())),
        }
    }

    /// Fills a hole of the path.
    pub fn path<T: Wire>(&mut self, name: &'static str, value: &T) {
        self.one(Place::Path, name, plain(value));
    }

    /// Fills a hole of the path, by a codec.
    pub fn path_as<T, C: Codec<T>>(&mut self, name: &'static str, codec: C, value: &T) {
        self.one(Place::Path, name, coded(codec, value));
    }

    /// Adds a parameter to the query.
    pub fn query<T: Wire>(&mut self, name: &'static str, value: &T) {
        self.one(Place::Query, name, plain(value));
    }

    /// Adds a parameter to the query, by a codec.
    pub fn query_as<T, C: Codec<T>>(&mut self, name: &'static str, codec: C, value: &T) {
        self.one(Place::Query, name, coded(codec, value));
    }

    /// Adds a fixed parameter to the query.
    pub fn query_const(&mut self, name: &'static str, text: &str) {
        self.fixed(Place::Query, name, text);
    }

    /// Adds a list or an object to the query.
    pub fn query_styled<T: Wire>(&mut self, name: &'static str, style: PairStyle, value: &T) {
        self.styled(Place::Query, name, style, plain(value));
    }

    /// Adds a list or an object to the query, by a codec.
    pub fn query_styled_as<T, C: Codec<T>>(
        &mut self,
        name: &'static str,
        style: PairStyle,
        codec: C,
        value: &T,
    ) {
        self.styled(Place::Query, name, style, coded(codec, value));
    }

    /// Adds the members of an object to the query.
    pub fn query_spread<T: Wire>(&mut self, style: PairStyle, value: &T) {
        self.spread(Place::Query, style, plain(value));
    }

    /// Adds the members of an object to the query, by a codec.
    pub fn query_spread_as<T, C: Codec<T>>(&mut self, style: PairStyle, codec: C, value: &T) {
        self.spread(Place::Query, style, coded(codec, value));
    }

    /// Makes the body a form, even if nothing is added to it.
    pub fn form_body(&mut self) {
        if !matches!(self.draft.body, Body::Form(_)) {
            self.set_body(Ok(Some(Body::Form(Vec::new()))));
        }
    }

    /// Adds a field to the form.
    pub fn form<T: Wire>(&mut self, name: &'static str, value: &T) {
        self.one(Place::Form, name, plain(value));
    }

    /// Adds a field to the form, by a codec.
    pub fn form_as<T, C: Codec<T>>(&mut self, name: &'static str, codec: C, value: &T) {
        self.one(Place::Form, name, coded(codec, value));
    }

    /// Adds a fixed field to the form.
    pub fn form_const(&mut self, name: &'static str, text: &str) {
        self.fixed(Place::Form, name, text);
    }

    /// Adds a list or an object to the form.
    pub fn form_styled<T: Wire>(&mut self, name: &'static str, style: PairStyle, value: &T) {
        self.styled(Place::Form, name, style, plain(value));
    }

    /// Adds a list or an object to the form, by a codec.
    pub fn form_styled_as<T, C: Codec<T>>(
        &mut self,
        name: &'static str,
        style: PairStyle,
        codec: C,
        value: &T,
    ) {
        self.styled(Place::Form, name, style, coded(codec, value));
    }

    /// Adds the members of an object to the form.
    pub fn form_spread<T: Wire>(&mut self, style: PairStyle, value: &T) {
        self.spread(Place::Form, style, plain(value));
    }

    /// Adds the members of an object to the form, by a codec.
    pub fn form_spread_as<T, C: Codec<T>>(&mut self, style: PairStyle, codec: C, value: &T) {
        self.spread(Place::Form, style, coded(codec, value));
    }

    /// Makes the body one of several parts, even if nothing is added to it.
    pub fn multipart_body(&mut self) {
        if !matches!(self.draft.body, Body::Multipart(_)) {
            self.set_body(Ok(Some(Body::Multipart(Multipart::default()))));
        }
    }

    /// Adds a part that is a text.
    pub fn part<T: Wire>(&mut self, name: &'static str, value: &T) {
        self.one(Place::Part, name, plain(value));
    }

    /// Adds a part that is a text, by a codec.
    pub fn part_as<T, C: Codec<T>>(&mut self, name: &'static str, codec: C, value: &T) {
        self.one(Place::Part, name, coded(codec, value));
    }

    /// Adds a part that is a fixed text.
    pub fn part_const(&mut self, name: &'static str, text: &str) {
        self.fixed(Place::Part, name, text);
    }

    /// Adds a list or an object: a part a text, or one of JSON.
    pub fn part_styled<T: Wire>(&mut self, name: &'static str, style: PairStyle, value: &T) {
        self.styled(Place::Part, name, style, plain(value));
    }

    /// Adds a list or an object by a codec: a part a text, or one of JSON.
    pub fn part_styled_as<T, C: Codec<T>>(
        &mut self,
        name: &'static str,
        style: PairStyle,
        codec: C,
        value: &T,
    ) {
        self.styled(Place::Part, name, style, coded(codec, value));
    }

    /// Adds the members of an object as parts.
    pub fn part_spread<T: Wire>(&mut self, style: PairStyle, value: &T) {
        self.spread(Place::Part, style, plain(value));
    }

    /// Adds the members of an object as parts, by a codec.
    pub fn part_spread_as<T, C: Codec<T>>(&mut self, style: PairStyle, codec: C, value: &T) {
        self.spread(Place::Part, style, coded(codec, value));
    }

    /// Adds a part a file, all of the same name.
    pub fn part_files<'f>(
        &mut self,
        name: &'static str,
        files: impl IntoIterator<Item = &'f File>,
    ) {
        self.multipart_body();
        for file in files {
            if let Some(told) = &mut self.told {
                told.file(name, file);
            }
            if let Body::Multipart(parts) = &mut self.draft.body
                && let Err(error) = parts.file(name, file)
            {
                self.fail(error);
            }
        }
    }

    /// Sets a header.
    pub fn header<T: Wire>(&mut self, name: &'static str, value: &T) {
        self.one(Place::Header, name, plain(value));
    }

    /// Sets a header, by a codec.
    pub fn header_as<T, C: Codec<T>>(&mut self, name: &'static str, codec: C, value: &T) {
        self.one(Place::Header, name, coded(codec, value));
    }

    /// Sets a fixed header.
    pub fn header_const(&mut self, name: &'static str, text: &str) {
        self.put(Place::Header, name, text.to_owned());
    }

    /// Adds a cookie.
    pub fn cookie<T: Wire>(&mut self, name: &'static str, value: &T) {
        self.one(Place::Cookie, name, plain(value));
    }

    /// Adds a cookie, by a codec.
    pub fn cookie_as<T, C: Codec<T>>(&mut self, name: &'static str, codec: C, value: &T) {
        self.one(Place::Cookie, name, coded(codec, value));
    }

    /// Adds a fixed cookie.
    pub fn cookie_const(&mut self, name: &'static str, text: &str) {
        self.put(Place::Cookie, name, text.to_owned());
    }

    /// Makes a value the JSON body.
    pub fn body<T: Wire>(&mut self, value: &T) {
        self.set_json(plain(value));
    }

    /// Makes a value the JSON body, by a codec.
    pub fn body_as<T, C: Codec<T>>(&mut self, codec: C, value: &T) {
        self.set_json(coded(codec, value));
    }

    /// Makes an object the JSON body; `write` writes its members.
    pub fn body_fields(&mut self, write: impl Fn(&mut Encoder)) {
        let mut e = Encoder::for_request();
        e.object(&mut |e| write(e));
        self.set_json(e.finish().map(Some));
    }

    /// Makes the text of a value the body.
    pub fn text_body<T: Wire>(&mut self, value: &T) {
        self.set_text(plain(value));
    }

    /// Makes the text of a value the body, by a codec.
    pub fn text_body_as<T, C: Codec<T>>(&mut self, codec: C, value: &T) {
        self.set_text(coded(codec, value));
    }

    /// Makes bytes of no known type the body.
    pub fn bytes_body<'b>(&mut self, bytes: impl Into<Option<&'b [u8]>>) {
        if let Some(bytes) = bytes.into() {
            self.body_bytes("application/octet-stream", Bytes::copy_from_slice(bytes));
        }
    }

    /// Makes a file the body; its name is not sent.
    pub fn file_body<'f>(&mut self, file: impl Into<Option<&'f File>>) {
        if let Some(file) = file.into() {
            self.body_bytes(file.content_type().to_owned(), file.bytes().clone());
        }
    }

    /// Makes bytes the body.
    pub fn body_bytes(
        &mut self,
        content_type: impl Into<Cow<'static, str>>,
        bytes: impl Into<Bytes>,
    ) {
        self.set_body(Ok(Some(Body::Other {
            content_type: content_type.into(),
            bytes: bytes.into(),
        })));
    }

    /// Says what the body is, if there is one, in place of what a body of its kind is called
    /// everywhere; a multipart body is not asked.
    pub fn content_type(&mut self, content_type: &'static str) {
        self.draft.content_type = Some(content_type);
    }

    /// Refuses to send: the message says what is wrong with which input.
    pub fn refuse(&mut self, message: impl Into<String>) {
        self.fail(Error::input(message));
    }

    pub(crate) fn fail(&mut self, error: Error) {
        self.error.get_or_insert(error);
    }

    fn one(&mut self, place: Place, name: &'static str, json: Encoded) {
        if let Some(json) = self.checked(name, json) {
            self.tell(place, name, None, &json);
            match scalar::text(&json) {
                Ok(text) => self.put(place, name, text),
                Err(reason) => self.refuse(format!("`{name}`: {reason}")),
            }
        }
    }

    fn fixed(&mut self, place: Place, name: &'static str, text: &str) {
        if self.told.is_some() {
            self.tell(place, name, None, scalar::quote(text).as_bytes());
        }
        self.put(place, name, text.to_owned());
    }

    fn styled(&mut self, place: Place, name: &'static str, style: PairStyle, json: Encoded) {
        if let Some(json) = self.checked(name, json) {
            self.put_styled(place, name, style, &json);
        }
    }

    fn spread(&mut self, place: Place, style: PairStyle, json: Encoded) {
        if let Some(json) = self.checked("spread", json) {
            match PairStyle::members(&json) {
                Ok(members) => {
                    for (name, json) in members {
                        self.put_styled(place, &name, style, &json);
                    }
                }
                Err(reason) => self.refuse(reason),
            }
        }
    }

    fn put_styled(&mut self, place: Place, name: &str, style: PairStyle, json: &[u8]) {
        self.tell(place, name, Some(style), json);
        if matches!((place, style), (Place::Part, PairStyle::Json)) {
            self.multipart_body();
            if let Body::Multipart(parts) = &mut self.draft.body {
                parts.json(name, json.to_vec());
            }
            return;
        }
        match style.pairs(name, json) {
            Ok(pairs) => {
                for (name, text) in pairs {
                    self.put_pair(place, name, text);
                }
            }
            Err(reason) => self.refuse(format!("`{name}`: {reason}")),
        }
    }

    fn put(&mut self, place: Place, name: &'static str, text: String) {
        match place {
            Place::Path => self.draft.path.push((name, text)),
            Place::Header => {
                if let Err(error) = self.draft.headers.set(name, &text, false) {
                    self.fail(error);
                }
            }
            Place::Query | Place::Form | Place::Part | Place::Cookie => {
                self.put_pair(place, name.to_owned(), text);
            }
        }
    }

    fn put_pair(&mut self, place: Place, name: String, text: String) {
        match place {
            Place::Form => {
                self.form_body();
                if let Body::Form(pairs) = &mut self.draft.body {
                    pairs.push((name, text));
                }
            }
            Place::Part => {
                self.multipart_body();
                if let Body::Multipart(parts) = &mut self.draft.body {
                    parts.text(name, text);
                }
            }
            Place::Cookie => match check_cookie(&name, &text) {
                Ok(()) => self.draft.cookies.push((name, text)),
                Err(error) => self.fail(error),
            },
            Place::Query | Place::Path | Place::Header => self.draft.query.push((name, text)),
        }
    }

    /// Keeps what stands in the query or the body.
    fn tell(&mut self, place: Place, name: &str, style: Option<PairStyle>, json: &[u8]) {
        if let Some(told) = &mut self.told {
            match place {
                Place::Query => told.query(name, style, json),
                Place::Form | Place::Part => told.body(name, style, json),
                Place::Path | Place::Header | Place::Cookie => {}
            }
        }
    }

    fn checked(&mut self, name: &str, json: Encoded) -> Option<Vec<u8>> {
        json.unwrap_or_else(|error| {
            self.refuse(format!("`{name}`: {error}"));
            None
        })
    }

    fn set_json(&mut self, json: Encoded) {
        self.set_body(json.map(|json| json.map(Body::Json)));
    }

    fn set_text(&mut self, json: Encoded) {
        if let Some(json) = self.checked("body", json) {
            match scalar::text(&json) {
                Ok(text) => {
                    if let Some(told) = &mut self.told {
                        told.text = Some(text.clone());
                    }
                    self.body_bytes("text/plain; charset=utf-8", text);
                }
                Err(reason) => self.refuse(format!("the body: {reason}")),
            }
        }
    }

    fn set_body(&mut self, body: Result<Option<Body>, EncodeError>) {
        match body {
            Ok(Some(_)) if !matches!(self.draft.body, Body::None) => {
                self.refuse("the request has two bodies");
            }
            Ok(Some(body)) => self.draft.body = body,
            Ok(None) => {}
            Err(error) => self.refuse(format!("the body: {error}")),
        }
    }
}

impl fmt::Debug for RequestBuilder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RequestBuilder")
            .field("operation", &self.operation.id)
            .field("error", &self.error)
            .finish_non_exhaustive()
    }
}

/// JSON, or nothing if the value is absent.
type Encoded = Result<Option<Vec<u8>>, EncodeError>;

fn plain<T: Wire>(value: &T) -> Encoded {
    if value.is_absent() {
        return Ok(None);
    }
    let mut e = Encoder::for_request();
    value.write(&mut e);
    e.finish().map(Some)
}

fn coded<T, C: Codec<T>>(codec: C, value: &T) -> Encoded {
    if codec.is_absent(value) {
        return Ok(None);
    }
    let mut e = Encoder::for_request();
    codec.write(value, &mut e);
    e.finish().map(Some)
}
