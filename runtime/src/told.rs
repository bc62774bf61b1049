//! What the inputs of a call say, before it is spelled as pairs and parts.

use apiloom_wire::Json;

use crate::{File, PairStyle};

/// What the inputs of a call say, before it is spelled as pairs and parts: from those alone nobody
/// could tell an object from names with dots, nor a list from a text with commas.
#[derive(Default)]
pub(crate) struct Told {
    /// The parameters of the query.
    pub(crate) query: Vec<(String, Json)>,
    /// The fields of a form, or the parts of a multipart body.
    pub(crate) body: Vec<(String, Said)>,
    /// The body, if it is a text.
    pub(crate) text: Option<String>,
}

/// What a part of a body says.
pub(crate) enum Said {
    Value(Json),
    Files(Vec<File>),
}

impl Told {
    /// A parameter of the query, if there is something left of it in this style.
    pub(crate) fn query(&mut self, name: &str, style: Option<PairStyle>, json: &[u8]) {
        let Some(value) = spelled(style, json) else {
            return;
        };
        match self.query.iter_mut().find(|(known, _)| known == name) {
            Some((_, first)) => append(first, value),
            None => self.query.push((name.to_owned(), value)),
        }
    }

    /// A field or a part, likewise.
    pub(crate) fn body(&mut self, name: &str, style: Option<PairStyle>, json: &[u8]) {
        let Some(value) = spelled(style, json) else {
            return;
        };
        match self.body.iter_mut().find(|(known, _)| known == name) {
            Some((_, Said::Value(first))) => append(first, value),
            _ => self.body.push((name.to_owned(), Said::Value(value))),
        }
    }

    /// A part that is a file.
    pub(crate) fn file(&mut self, name: &str, file: &File) {
        match self.body.iter_mut().find(|(known, _)| known == name) {
            Some((_, Said::Files(files))) => files.push(file.clone()),
            _ => self
                .body
                .push((name.to_owned(), Said::Files(vec![file.clone()]))),
        }
    }
}

/// A name that stands more than once is a list.
fn append(list: &mut Json, value: Json) {
    let mut items = match std::mem::take(list) {
        Json::Array(items) => items,
        single => vec![single],
    };
    match value {
        Json::Array(more) => items.extend(more),
        single => items.push(single),
    }
    *list = Json::Array(items);
}

/// What is sent of a value.
fn spelled(style: Option<PairStyle>, json: &[u8]) -> Option<Json> {
    let value = Json::parse(json).ok()?;
    match style {
        None | Some(PairStyle::Json) => Some(value),
        Some(_) => without_empty(value),
    }
}

/// A value without its empty lists and objects, which only JSON can spell.
fn without_empty(value: Json) -> Option<Json> {
    match value {
        Json::Array(items) => {
            let items: Vec<Json> = items.into_iter().filter_map(without_empty).collect();
            (!items.is_empty()).then_some(Json::Array(items))
        }
        Json::Object(members) => {
            let left = members.into_iter();
            let left = left.filter_map(|(name, value)| Some((name, without_empty(value)?)));
            let left: Vec<(String, Json)> = left.collect();
            (!left.is_empty()).then_some(Json::Object(left))
        }
        scalar => Some(scalar),
    }
}
