//! The fixtures: each codec, style, body, envelope and scheme of the language.
#![recursion_limit = "1024"]

use std::collections::BTreeSet;

use apiloom_differential as harness;

#[path = "support/sides.rs"]
mod sides;

include!(concat!(env!("OUT_DIR"), "/fixtures.rs"));

#[test]
fn all_operations_agree() {
    sides::agree(VENDORS, 8);
}

/// Types, as `covered` calls them.
const SCALARS: [&str; 27] = [
    "bool",
    "int32",
    "int64",
    "float",
    "decimal",
    "string",
    "bytes",
    "secret",
    "email",
    "phone",
    "url",
    "date formatted false",
    "date formatted true",
    "datetime formatted false zone false",
    "datetime formatted true zone true",
    "epochseconds",
    "epochmillis",
    "boolcodes",
    "enum",
    "csv",
    "jsonstring",
    "int_or_string Int",
    "int_or_string String",
    "instring",
    "trimmed",
    "sentinel",
    "datetime formatted true zone false",
];

const OTHERS: [&str; 14] = [
    "list",
    "oneormany",
    "map",
    "intmap",
    "pairs",
    "flat pairs named false",
    "flat pairs named true",
    "any",
    "record",
    "tuple",
    "union",
    "patterned",
    "nullable",
    "file",
];

/// What the language has and no fixture uses is compared by nobody.
#[test]
fn all_of_the_language_is_tried() {
    let words = VENDORS
        .iter()
        .flat_map(|(_, path, _)| harness::covered(&sides::api(path)));
    let words: BTreeSet<String> = words.collect();
    let mut wanted: Vec<String> = Vec::new();
    for ty in SCALARS {
        let places = [
            "path",
            "query",
            "header",
            "cookie",
            "json",
            "form",
            "multipart",
            "record",
            "returns",
        ];
        wanted.extend(places.map(|place| format!("{ty} in {place}")));
    }
    for ty in OTHERS
        .iter()
        .filter(|ty| !matches!(**ty, "nullable" | "file"))
    {
        wanted.extend(["json", "record", "returns"].map(|place| format!("{ty} in {place}")));
    }
    for style in [
        "Repeat",
        "Csv",
        "Json",
        "Brackets",
        "Index0",
        "Index1",
        "Dots",
        "Dots0",
        "Dots1",
        "Index0Dots",
    ] {
        wanted.extend(
            ["query", "form", "multipart"].map(|place| format!("{place} style {style} list")),
        );
    }
    let forms = ["adjacent", "inline", "tag names", "by variant", "untagged"];
    wanted.extend(forms.map(|form| format!("union {form} open true")));
    wanted.extend(
        ["Page", "Offset", "Cursor", "LastId", "Link"].map(|style| format!("page {style}")),
    );
    for place in ["Query", "Header", "Cookie", "Body"] {
        wanted.extend(["stamp", "seal"].map(|phase| format!("{phase} {place}")));
    }
    wanted.extend(["none", "any 1", "any 2", "all"].map(|auth| format!("auth {auth}")));
    let answers = [
        "Json Refused",
        "Json Empty",
        "Json None",
        "Text Refused",
        "Bytes Refused",
        "File Refused",
    ];
    wanted.extend(answers.map(|answer| format!("returns {answer}")));
    wanted.extend(OTHERS.map(|ty| format!("{ty} inside")));
    let places = ["Query", "Header", "Body"];
    wanted.extend(places.map(|place| format!("key Some({place})")));
    let missing: Vec<&String> = wanted
        .iter()
        .filter(|word| !words.contains(*word))
        .collect();
    assert!(missing.is_empty(), "no fixture has {missing:#?}");
}
