//! From a received request to the inputs of its operation: one flat object by the names on the wire.
//!
//! Texts become numbers and bools by the types of their fields. What cannot be one stays a text, so that the
//! rules of the spec refuse it, and not this.

mod scalar;
mod styled;

use apiloom_codegen::model::{
    Api, Encode, Field, Operation, Payload, Place, Type, TypeKind, Where, keys,
};
use apiloom_wire::Json;
use apiloom_wire::functions::base64;

use crate::received::{Pairs, Received};
use styled::Styled;

/// What a request says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decoded {
    /// The inputs: one flat object by the names on the wire, in the order of the request.
    pub inputs: Vec<(String, Json)>,
    /// What is computed from the settings, by the name on the wire.
    pub computed: Vec<(String, String)>,
    /// Constants that are missing or wrong, each a sentence.
    pub faults: Vec<String>,
    /// Why the body cannot be read, if it cannot.
    pub unreadable: Option<String>,
    /// What is no input of the operation, by place and name: `query x`.
    pub unknown: Vec<String>,
}

impl Decoded {
    /// The inputs as one JSON object.
    pub fn json(&self) -> Json {
        Json::Object(self.inputs.clone())
    }
}

/// What authentication placed, which is no input.
pub type Placements<'a> = &'a [(Where, &'a str)];

/// Reads the inputs of an operation. `path` has the parameters of the path, `placed` what authentication
/// placed in the request.
pub fn decode(
    api: &Api,
    operation: &Operation,
    received: &Received,
    path: &Pairs,
    placed: Placements<'_>,
) -> Decoded {
    let mut reader = Reader {
        api,
        operation,
        received,
        placed,
        decoded: Decoded::default(),
    };
    reader.path(path);
    reader.query();
    reader.headers();
    reader.cookies();
    reader.body();
    reader.decoded
}

struct Reader<'a> {
    api: &'a Api,
    operation: &'a Operation,
    received: &'a Received,
    placed: Placements<'a>,
    decoded: Decoded,
}

impl<'a> Reader<'a> {
    fn fields(&self, place: Place) -> impl Iterator<Item = &'a Field> + use<'a> {
        let parameters = self.operation.parameters.iter();
        parameters
            .filter(move |parameter| parameter.place == place)
            .map(|parameter| &parameter.field)
    }

    fn is_placed(&self, place: Where, name: &str) -> bool {
        let mut placed = self.placed.iter();
        placed.any(|(at, known)| *at == place && *known == name)
    }

    fn input(&mut self, field: &Field, json: Json) {
        let name = field.wire.as_str().to_owned();
        self.decoded.inputs.push((name, json));
    }

    fn path(&mut self, values: &Pairs) {
        for field in self.fields(Place::Path) {
            let mut values = values.iter();
            let found = values.find(|(name, _)| name == field.wire.as_str());
            self.single("path", field, found.map(|(_, text)| text.as_str()));
        }
    }

    fn query(&mut self) {
        let pairs = self.without_placed(self.received.query(), Where::Query);
        let fields: Vec<&Field> = self.fields(Place::Query).collect();
        self.pairs("query", &fields, pairs);
    }

    fn headers(&mut self) {
        let body = self.operation.body.as_ref();
        let parts = body.is_some_and(|body| body.encode == Encode::Multipart);
        for field in self.fields(Place::Header) {
            // A body of parts has to name its boundary, whatever the spec says of its type.
            if parts && field.wire.as_str().eq_ignore_ascii_case("content-type") {
                continue;
            }
            let text = self.received.header(field.wire.as_str());
            self.single("header", field, text);
        }
    }

    fn cookies(&mut self) {
        let cookies = self.received.cookies();
        let mut known: Vec<&str> = Vec::new();
        for field in self.fields(Place::Cookie) {
            known.push(field.wire.as_str());
            let found = cookies.iter().find(|(name, _)| name == field.wire.as_str());
            self.single("cookie", field, found.map(|(_, value)| value.as_str()));
        }
        for (name, _) in &cookies {
            if !known.contains(&name.as_str()) && !self.is_placed(Where::Cookie, name) {
                self.decoded.unknown.push(format!("cookie {name}"));
            }
        }
    }

    /// A value that is one text.
    fn single(&mut self, place: &str, field: &Field, text: Option<&str>) {
        if let Some(constant) = &field.constant {
            self.constant(place, field, &constant.text, text);
        } else if let Some(text) = text {
            if field.value.is_some() {
                return self.computed(field, text);
            }
            self.input(field, scalar::json(self.api, &field.ty, text));
        }
    }

    fn constant(&mut self, place: &str, field: &Field, expected: &str, found: Option<&str>) {
        let name = field.wire.as_str();
        let fault = match found {
            Some(text) if text == expected => return,
            Some(_) => format!("the {place} `{name}` is not `{expected}`"),
            None => format!("the {place} `{name}={expected}` is missing"),
        };
        self.decoded.faults.push(fault);
    }

    fn without_placed(&self, mut pairs: Pairs, place: Where) -> Pairs {
        let inputs = |name: &str| {
            let place = match place {
                Where::Query => Place::Query,
                _ => return false,
            };
            self.fields(place).any(|field| field.wire.as_str() == name)
        };
        pairs.retain(|(name, _)| !self.is_placed(place, name) || inputs(name));
        pairs
    }

    fn body(&mut self) {
        let Some(body) = &self.operation.body else {
            if !self.received.body.is_empty() {
                self.decoded.unknown.push("body".to_owned());
            }
            return;
        };
        match (&body.payload, body.encode) {
            (Payload::Fields(fields), Encode::Form) => self.form(fields),
            (Payload::Fields(fields), Encode::Multipart) => self.multipart(fields),
            (Payload::Fields(fields), _) => self.members(fields),
            (Payload::Whole(field), encode) => self.whole(field, encode),
        }
    }

    fn form(&mut self, fields: &'a [Field]) {
        let pairs = match (self.received.form(), self.received.body.is_empty()) {
            (Some(pairs), _) => pairs,
            (None, true) => Pairs::new(),
            (None, false) => {
                self.fault(
                    "the body is no form; its type is to be `application/x-www-form-urlencoded`",
                );
                return;
            }
        };
        let pairs = self.without_placed(pairs, Where::Body);
        let fields: Vec<&Field> = fields.iter().collect();
        self.pairs("form", &fields, pairs);
    }

    fn multipart(&mut self, fields: &'a [Field]) {
        let Some(parts) = self.received.parts() else {
            self.fault(
                "the body has no parts; its type is to be `multipart/form-data` with a boundary",
            );
            return;
        };
        let mut texts = Pairs::new();
        let mut used = Vec::new();
        for field in fields.iter().filter(|field| field.is_given()) {
            let name = field.wire.as_str();
            let named: Vec<_> = parts.iter().filter(|part| part.name == name).collect();
            let Some(first) = named.first() else { continue };
            if let Some(many) = files(&field.ty) {
                let told = named.iter().map(|part| file(part)).collect();
                let json = match many {
                    true => Json::Array(told),
                    false => file(first),
                };
                used.push(name);
                self.input(field, json);
            } else if !first.is_text() {
                let json = Json::parse(&first.bytes);
                used.push(name);
                self.input(field, json.unwrap_or_else(|_| Json::String(first.text())));
            }
        }
        for part in parts
            .iter()
            .filter(|part| !used.contains(&part.name.as_str()))
        {
            texts.push((part.name.clone(), part.text()));
        }
        let texts = self.without_placed(texts, Where::Body);
        let rest = fields.iter().filter(|f| !used.contains(&f.wire.as_str()));
        let rest: Vec<&Field> = rest.collect();
        self.pairs("part", &rest, texts);
    }

    /// The fields among pairs: those with a name of their own, then those that are spread.
    fn pairs(&mut self, place: &str, fields: &[&'a Field], pairs: Pairs) {
        let mut styled = Styled::new(self.api, pairs);
        let mut found: Vec<Option<Json>> = vec![None; fields.len()];
        for (field, slot) in fields.iter().zip(&mut found) {
            if let Some(constant) = &field.constant {
                let text = styled.take(field.wire.as_str());
                self.constant(place, field, &constant.text, text.as_deref());
            } else if field.value.is_some() {
                if let Some(text) = styled.take(field.wire.as_str()) {
                    self.computed(field, &text);
                }
            } else if !field.spread {
                *slot = styled.value(&field.ty, field.style, field.wire.as_str());
            }
        }
        for (field, slot) in fields.iter().zip(&mut found) {
            if field.spread && field.is_given() {
                *slot = styled.spread(&field.ty, field.style);
            }
        }
        for (field, json) in fields.iter().zip(found) {
            match json {
                Some(Json::Object(members)) if field.spread => self.decoded.inputs.extend(members),
                Some(json) => self.input(field, json),
                None => {}
            }
        }
        let rest = styled.rest().map(|name| format!("{place} {name}"));
        self.decoded.unknown.extend(rest);
    }

    /// The fields of a JSON object.
    fn members(&mut self, fields: &'a [Field]) {
        let members = match self.received.json() {
            Some(Json::Object(members)) => members,
            Some(_) => return self.fault("the body is no JSON object"),
            None if self.received.body.is_empty() => Vec::new(),
            None => return self.fault("the body is no JSON"),
        };
        for field in fields {
            let found = members.iter().find(|(name, _)| name == field.wire.as_str());
            let text = found.and_then(|(_, json)| json.scalar_text());
            if let Some(constant) = &field.constant {
                self.constant("member", field, &constant.text, text.as_deref());
            } else if let (Some(_), Some(text)) = (&field.value, text) {
                self.computed(field, &text);
            }
        }
        let kind = |id: apiloom_codegen::model::TypeId| self.api.types.get(id.0).map(|d| &d.kind);
        let mut open = false;
        let mut known: Vec<(String, bool)> = Vec::new();
        for field in fields {
            let given = field.is_given();
            let names = keys(field, &kind).into_iter();
            known.extend(names.map(|name| (name, given)));
            let aliases = field.aliases.iter();
            known.extend(aliases.map(|alias| (alias.as_str().to_owned(), given)));
            open |= field.spread && is_open(self.api, &field.ty);
        }
        for (name, json) in members {
            match known.iter().find(|(known, _)| *known == name) {
                Some((_, true)) => self.decoded.inputs.push((name, json)),
                Some((_, false)) => {}
                None if self.is_placed(Where::Body, &name) => {}
                None if open => self.decoded.inputs.push((name, json)),
                None => self.decoded.unknown.push(format!("member {name}")),
            }
        }
    }

    /// A body that is one input.
    fn whole(&mut self, field: &'a Field, encode: Encode) {
        let bytes = &self.received.body;
        let json = match encode {
            _ if bytes.is_empty() => return,
            Encode::Json => match Json::parse(bytes) {
                Ok(Json::Object(mut members)) => {
                    members.retain(|(name, _)| !self.is_placed(Where::Body, name));
                    Json::Object(members)
                }
                Ok(json) => json,
                Err(_) => return self.fault("the body is no JSON"),
            },
            Encode::Form | Encode::Multipart => {
                let Some(pairs) = self.received.body_pairs() else {
                    return self.fault("the body is no form");
                };
                let pairs = self.without_placed(pairs, Where::Body);
                let mut styled = Styled::new(self.api, pairs);
                let json = styled.spread(&field.ty, field.style);
                let rest = styled.rest().map(|name| format!("form {name}"));
                self.decoded.unknown.extend(rest);
                match json {
                    Some(json) => json,
                    None => return,
                }
            }
            Encode::Text => match std::str::from_utf8(bytes) {
                Ok(text) => scalar::json(self.api, &field.ty, text),
                Err(_) => return self.fault("the body is no text in UTF-8"),
            },
            Encode::Bytes => whole_file(&field.ty, self.received),
        };
        self.input(field, json);
    }

    fn fault(&mut self, text: &str) {
        self.decoded.unreadable = Some(text.to_owned());
    }

    fn computed(&mut self, field: &Field, text: &str) {
        let name = field.wire.as_str().to_owned();
        self.decoded.computed.push((name, text.to_owned()));
    }
}

/// Whether a type is a file or a list of files.
fn files(ty: &Type) -> Option<bool> {
    match ty {
        Type::File => Some(false),
        Type::Nullable(inner) => files(inner),
        Type::List(inner) | Type::OneOrMany(inner) if **inner == Type::File => Some(true),
        _ => None,
    }
}

/// A file as JSON, as callers describe one.
fn file(part: &crate::multipart::Part) -> Json {
    described(
        part.file.as_deref(),
        part.media_type.as_deref(),
        &part.bytes,
    )
}

fn described(name: Option<&str>, media_type: Option<&str>, bytes: &[u8]) -> Json {
    let text = |text: &str| Json::String(text.to_owned());
    let mut members = Vec::new();
    members.extend(name.map(|name| ("name".to_owned(), text(name))));
    members.extend(media_type.map(|ty| ("type".to_owned(), text(ty))));
    members.push(("base64".to_owned(), text(&base64(bytes))));
    Json::Object(members)
}

/// A body of bytes.
fn whole_file(ty: &Type, received: &Received) -> Json {
    let bytes = received.body.as_ref();
    match files(ty) {
        Some(_) => described(None, received.header("content-type"), bytes),
        None => Json::String(base64(bytes)),
    }
}

/// Whether a record takes members that the spec does not name.
fn is_open(api: &Api, ty: &Type) -> bool {
    match ty {
        Type::Nullable(inner) => is_open(api, inner),
        Type::Named(id) => match api.types.get(id.0).map(|declared| &declared.kind) {
            Some(TypeKind::Record(record)) => record.open,
            Some(TypeKind::Union(_) | TypeKind::Patterned(_) | TypeKind::Opaque) => true,
            _ => false,
        },
        Type::Map(_) | Type::IntMap(_) | Type::Any => true,
        _ => false,
    }
}
