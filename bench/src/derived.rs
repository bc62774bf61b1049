//! The peer of a generated crate: the same files, with serde's derive where
//! the generated types have their tables.
//!
//! Structs, docs, constructors, setters and operations stay as they are. A
//! record loses its `record!` table and gets the derives and the attributes
//! that say the same; an enum loses what reads and writes its codes.
//! Operations read and write by `serde_json`.

use std::collections::HashMap;

use apiloom_codegen::emit::package::File;

/// How operations read and write in the peer.
const BRIDGE: &str = "\
//! Bodies by `serde_json`.

use apiloom::{Answer, DecodeError, RequestBuilder};

pub(crate) fn read<T: serde::de::DeserializeOwned>(answer: &Answer<'_>) -> Result<T, DecodeError> {
    serde_json::from_slice(answer.body()).map_err(|error| DecodeError::new(error.to_string()))
}

pub(crate) fn body<T: serde::Serialize>(request: &mut RequestBuilder, value: &T) {
    match serde_json::to_vec(value) {
        Ok(body) => request.body_bytes(\"application/json\", body),
        Err(error) => request.refuse(error.to_string()),
    }
}
";

/// The files of the peer of a crate with these files.
pub(crate) fn files(ours: &[File]) -> Vec<File> {
    let mut files: Vec<File> = ours.iter().map(file).collect();
    files.push(File {
        path: "src/json.rs".to_owned(),
        text: BRIDGE.to_owned(),
    });
    files
}

fn file(ours: &File) -> File {
    let text = &ours.text;
    let text = match ours.path.as_str() {
        "Cargo.toml" => manifest(text),
        "src/lib.rs" => root(text),
        path if path.starts_with("src/operations/") => operation(text),
        path if path.starts_with("src/types/") && text.contains("\nrecord! {") => record(text),
        path if path.starts_with("src/types/") && text.contains("\nwire_enum!") => codes(text),
        _ => text.clone(),
    };
    File {
        path: ours.path.clone(),
        text,
    }
}

/// The manifest with serde's derive.
pub(crate) fn manifest(text: &str) -> String {
    let text = text.replace("serde = [\"apiloom/serde\", \"dep:serde\"]\n", "");
    let serde = "serde = { version = \"1\", features = [\"derive\"] }\nserde_json = \"1\"";
    text.replace("serde = { version = \"1\", optional = true }", serde)
}

/// The root, with the bridge; what is no longer used is not complained of.
fn root(text: &str) -> String {
    let allow = "#![allow(unused_imports)]\n\nmod auth;";
    text.replacen("mod auth;", allow, 1)
        .replacen("mod errors;", "mod errors;\nmod json;", 1)
}

fn operation(text: &str) -> String {
    text.replace("answer.read(&[])", "crate::json::read(answer)")
        .replace(
            "request.body(&self.body);",
            "crate::json::body(request, &self.body);",
        )
}

/// A record: the names of its table become attributes of its fields.
fn record(text: &str) -> String {
    let (code, table) = text.split_once("\nrecord! {").expect("the table");
    let wires: HashMap<&str, &str> = table.lines().filter_map(row).collect();
    let (before, rest) = code.split_once("#[non_exhaustive]\n").expect("the struct");
    let (fields, after) = rest.split_once("\n}\n").expect("the end of the struct");
    let fields: Vec<String> = fields.lines().map(|line| field(line, &wires)).collect();
    let before = derived(before);
    let fields = fields.join("\n");
    format!("{before}#[non_exhaustive]\n{fields}\n}}\n{after}")
}

/// A row of the table: the field and its name on the wire.
fn row(line: &str) -> Option<(&str, &str)> {
    let (field, rest) = line.trim().split_once(": ")?;
    let wire = rest.split('"').nth(1)?;
    Some((field, wire))
}

/// A line of the struct, after its attribute if it is a field.
fn field(line: &str, wires: &HashMap<&str, &str>) -> String {
    let name = line.strip_prefix("    pub ");
    let name = name.and_then(|rest| rest.split_once(": "));
    match name {
        Some(("extra", _)) => format!("    #[serde(skip)]\n{line}"),
        Some((name, ty)) => {
            let wire = wires.get(name).expect("every field is in the table");
            let optional = match ty.starts_with("Option<") {
                true => ", skip_serializing_if = \"Option::is_none\"",
                false => "",
            };
            format!("    #[serde(rename = \"{wire}\"{optional})]\n{line}")
        }
        None => line.to_owned(),
    }
}

/// An enum: what its variants' docs say of the wire becomes attributes.
fn codes(text: &str) -> String {
    let (code, _) = text.split_once("\nimpl CodeEnum").expect("the codes");
    let mut lines = Vec::new();
    for line in derived(code).lines() {
        if let Some(rest) = line.strip_prefix("    /// On the wire: `") {
            let wire = rest.trim_end_matches("`.");
            lines.push(line.to_owned());
            lines.push(format!("    #[serde(rename = \"{wire}\")]"));
        } else if line.starts_with("    Other(") {
            lines.push("    #[serde(untagged)]\n    Other(String),".to_owned());
        } else {
            lines.push(line.to_owned());
        }
    }
    lines.join("\n") + "\n"
}

/// The derives of the first item, with serde's.
fn derived(text: &str) -> String {
    let derives = "PartialEq, serde::Serialize, serde::Deserialize)]";
    text.replacen("PartialEq)]", derives, 1)
}
