//! What a call answers.

use std::fmt;

use apiloom::{Download, EncodeError, Secret, encode_as};
use apiloom_codegen::interpret::{Datum, KeyedMap, Values};
use apiloom_codegen::model::Operation;

/// What a call answers.
pub struct Answered {
    values: &'static Values<'static>,
    operation: &'static Operation,
    said: Said,
}

/// What an answer says.
pub(crate) enum Said {
    Nothing,
    Value(Datum),
    Bytes(Vec<u8>),
    File(Box<Download>),
}

impl Answered {
    pub(crate) fn new(
        values: &'static Values<'static>,
        operation: &'static Operation,
        said: Said,
    ) -> Self {
        Self {
            values,
            operation,
            said,
        }
    }

    /// The value, if it is one of the spec's types; absent if the answer has none.
    pub fn datum(&self) -> Option<&Datum> {
        match &self.said {
            Said::Value(datum) => Some(datum),
            _ => None,
        }
    }

    /// The bytes, if the operation answers bytes.
    pub fn bytes(&self) -> Option<&[u8]> {
        match &self.said {
            Said::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    /// The download, if the operation answers a file.
    pub fn download(&mut self) -> Option<&mut Download> {
        match &mut self.said {
            Said::File(download) => Some(download),
            _ => None,
        }
    }

    /// The value as JSON by the names of the wire; nothing if there is none.
    ///
    /// # Errors
    /// When the value has no JSON, such as a number that is infinite.
    pub fn to_json(&self) -> Result<Option<Vec<u8>>, EncodeError> {
        match (self.datum(), &self.operation.returns) {
            (Some(datum), Some(returns)) if datum.given().is_some() => {
                encode_as(self.values.codec(&returns.ty), datum).map(Some)
            }
            _ => Ok(None),
        }
    }
}

/// The secrets in a value, at whatever depth.
pub fn secrets_in(datum: &Datum) -> Vec<&Secret> {
    let mut found = Vec::new();
    collect(datum, &mut found);
    found
}

fn collect<'d>(datum: &'d Datum, found: &mut Vec<&'d Secret>) {
    match datum {
        Datum::Secret(secret) => found.push(secret),
        Datum::List(items) => items.iter().for_each(|item| collect(item, found)),
        Datum::Map(map) => map.values().for_each(|item| collect(item, found)),
        Datum::IntMap(map) => map.values().for_each(|item| collect(item, found)),
        Datum::Pairs(pairs) => pairs.iter().for_each(|(key, value)| {
            collect(key, found);
            collect(value, found);
        }),
        Datum::Record(record) => record.fields.iter().for_each(|item| collect(item, found)),
        Datum::Variant(_, value) => collect(value, found),
        Datum::Keyed(keyed) => keyed.maps.iter().for_each(|map| match map {
            KeyedMap::Text(map) => map.values().for_each(|item| collect(item, found)),
            KeyedMap::Int(map) => map.values().for_each(|item| collect(item, found)),
        }),
        _ => {}
    }
}

/// Without what it says, which may be secret.
impl fmt::Debug for Answered {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Answered")
            .field("operation", &self.operation.name.snake())
            .finish_non_exhaustive()
    }
}
