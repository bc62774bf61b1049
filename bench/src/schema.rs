//! The types that are measured: 125 records of 15 fields in three storeys,
//! as a spec and as structs for serde's derive.

use std::fmt::Write as _;

/// How many records there are, and how many of them hold no others.
const TYPES: usize = 125;
const LEAVES: usize = 75;

/// The records that stand at the top, of which documents are made.
pub(crate) const TOPS: std::ops::Range<usize> = 115..TYPES;

/// What a field holds.
#[derive(Clone, Copy)]
pub(crate) enum Kind {
    Text,
    Int,
    Short,
    Float,
    Bool,
    Texts,
    Ints,
    Record(usize),
    Records(usize),
}

/// A field of a record.
pub(crate) struct Field {
    pub(crate) wire: String,
    pub(crate) name: String,
    pub(crate) kind: Kind,
    pub(crate) required: bool,
}

/// The fields of a record.
pub(crate) fn fields(record: usize) -> Vec<Field> {
    const FIRST: [&str; 7] = [
        "order", "customer", "invoice", "device", "shipping", "last", "external",
    ];
    const SECOND: [&str; 15] = [
        "Id", "Name", "Remark", "Amount", "Enabled", "Street", "Count", "Tags", "Level", "Email",
        "Rate", "Verified", "Code", "Parent", "Children",
    ];
    let kinds = kinds(record);
    let field = |(place, second): (usize, &str)| {
        let first = FIRST[(record + place) % FIRST.len()];
        Field {
            wire: format!("{first}{second}"),
            name: format!("{first}_{}", second.to_lowercase()),
            kind: kinds[place],
            required: (record + place).is_multiple_of(3),
        }
    };
    SECOND.into_iter().enumerate().map(field).collect()
}

/// The spec of a vendor whose operations return these records.
pub(crate) fn spec() -> String {
    let mut out =
        "apiloom: 1\nvendor: vendor\nservers: { default: https://api.vendor.example }\ntypes:\n"
            .to_owned();
    for record in 0..TYPES {
        put(&mut out, format_args!("  Item{record}:\n    fields:\n"));
        for field in fields(record) {
            let required = if field.required { "!" } else { "" };
            let kind = spec_type(field.kind);
            put(
                &mut out,
                format_args!("      {}: {kind}{required}\n", field.wire),
            );
        }
    }
    out.push_str("operations:\n");
    for record in 0..TYPES {
        put(
            &mut out,
            format_args!(
                "  get_item{record}: {{ http: GET /items/{record}, returns: Item{record} }}\n"
            ),
        );
    }
    out
}

/// The same records for serde's derive.
pub(crate) fn peer() -> String {
    let mut out = String::new();
    for record in 0..TYPES {
        put(
            &mut out,
            format_args!(
                "#[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]\npub struct Item{record} {{\n"
            ),
        );
        for field in fields(record) {
            let kind = rust_type(field.kind);
            let (attribute, kind) = if field.required {
                ("", kind)
            } else {
                (
                    ", skip_serializing_if = \"Option::is_none\"",
                    format!("Option<{kind}>"),
                )
            };
            put(
                &mut out,
                format_args!(
                    "    #[serde(rename = \"{}\"{attribute})]\n    pub {}: {kind},\n",
                    field.wire, field.name
                ),
            );
        }
        out.push_str("}\n");
    }
    out
}

fn kinds(record: usize) -> [Kind; 15] {
    use Kind::{Bool, Float, Int, Ints, Record, Records, Short, Text, Texts};
    let (one, many) = match record {
        ..LEAVES => (Ints, Text),
        // Three storeys: those in the middle hold leaves, the top ones those.
        _ if TOPS.contains(&record) => (
            Record(LEAVES + record % (TOPS.start - LEAVES)),
            Records(LEAVES + record * 7 % (TOPS.start - LEAVES)),
        ),
        _ => (Record(record % LEAVES), Records(record * 7 % LEAVES)),
    };
    [
        Int, Text, Text, Float, Bool, Text, Int, Texts, Short, Text, Float, Bool, Text, one, many,
    ]
}

fn spec_type(kind: Kind) -> String {
    match kind {
        Kind::Text => "string".to_owned(),
        Kind::Int => "int64".to_owned(),
        Kind::Short => "int32".to_owned(),
        Kind::Float => "float".to_owned(),
        Kind::Bool => "bool".to_owned(),
        Kind::Texts => "list(string)".to_owned(),
        Kind::Ints => "list(int64)".to_owned(),
        Kind::Record(record) => format!("Item{record}"),
        Kind::Records(record) => format!("list(Item{record})"),
    }
}

fn rust_type(kind: Kind) -> String {
    match kind {
        Kind::Text => "String".to_owned(),
        Kind::Int => "i64".to_owned(),
        Kind::Short => "i32".to_owned(),
        Kind::Float => "f64".to_owned(),
        Kind::Bool => "bool".to_owned(),
        Kind::Texts => "Vec<String>".to_owned(),
        Kind::Ints => "Vec<i64>".to_owned(),
        Kind::Record(record) => format!("Item{record}"),
        Kind::Records(record) => format!("Vec<Item{record}>"),
    }
}

fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = out.write_fmt(text);
}
