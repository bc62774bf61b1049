//! A value of one of the model's types.

use std::collections::BTreeMap;

use apiloom_wire::{Code, Date, DateTime, Decimal, Extra, Json, OtherVariant, Secret, Timestamp};

/// A value of one of the model's types, as the Rust of a client would hold it.
#[derive(Clone, Debug, PartialEq)]
pub enum Datum {
    /// There is none: left out, or kept as it is.
    Absent,
    /// Null: there is none, or it is cleared.
    Null,
    /// The text by which a vendor says that there is none.
    Empty,
    /// A bool.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// A number with a binary point.
    Float(f64),
    /// A number with a decimal point.
    Decimal(Decimal),
    /// A text.
    Text(String),
    /// A text that is never shown.
    Secret(Secret),
    /// Bytes.
    Bytes(Vec<u8>),
    /// Any JSON: of the type `any`, or a variant that the spec does not name.
    Json(Json),
    /// A file, as the JSON that describes it.
    File(Json),
    /// A day.
    Date(Date),
    /// A day with a time.
    DateTime(DateTime),
    /// An instant.
    Instant(Timestamp),
    /// A code of an enum.
    Code(Code),
    /// A list.
    List(Vec<Self>),
    /// A map by texts.
    Map(BTreeMap<String, Self>),
    /// A map by whole numbers.
    IntMap(BTreeMap<i64, Self>),
    /// Pairs.
    Pairs(Vec<(Self, Self)>),
    /// A record or a tuple.
    Record(Box<RecordDatum>),
    /// A variant of a union, by its number.
    Variant(usize, Box<Self>),
    /// A variant that the spec does not name, of a union with tag and content.
    Other(Box<OtherVariant>),
    /// An object whose keys follow patterns.
    Keyed(Box<KeyedDatum>),
    /// A text that is written in place of a value of whatever type, which is not to be shown.
    Hidden(&'static str),
}

/// A value of a record.
#[derive(Clone, Debug, PartialEq)]
pub struct RecordDatum {
    /// The values of its fields, in the order of the model; constants are absent.
    pub fields: Vec<Datum>,
    /// The members that the spec does not name.
    pub extra: Extra,
}

/// A value of an object whose keys follow patterns.
#[derive(Clone, Debug, PartialEq)]
pub struct KeyedDatum {
    /// The entries of each pattern, in the order of the model.
    pub maps: Vec<KeyedMap>,
    /// The members that follow none.
    pub extra: Extra,
}

/// The entries of a pattern, by what stands in its hole.
#[derive(Clone, Debug, PartialEq)]
pub enum KeyedMap {
    /// By texts.
    Text(BTreeMap<String, Datum>),
    /// By whole numbers.
    Int(BTreeMap<i64, Datum>),
}

impl KeyedMap {
    /// The values of all keys.
    pub fn values(&self) -> Box<dyn Iterator<Item = &Datum> + '_> {
        match self {
            Self::Text(map) => Box::new(map.values()),
            Self::Int(map) => Box::new(map.values()),
        }
    }
}

impl Datum {
    /// The value, if there is one.
    pub fn given(&self) -> Option<&Self> {
        (!matches!(self, Self::Absent | Self::Null)).then_some(self)
    }
}
