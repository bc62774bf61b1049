//! The front end against `serde_yaml`, on the same text.

use std::collections::BTreeMap;
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::Duration;

use apiloom_codegen::diagnostic::Diagnostics;
use apiloom_codegen::pipeline::{self, Checked};
use apiloom_codegen::source::{self, SourceFile, Sources};
use apiloom_codegen::{check, parse};
use serde::Deserialize;

use crate::report::Line;
use crate::synthetic;
use crate::table::Row;

/// How many operations the text has.
const OPERATIONS: usize = 1_000;

/// The steps from text to tree, to the spec and to the checked model.
pub(crate) fn lines() -> Vec<Line> {
    const TURNS: usize = 15;
    let text = synthetic::spec(OPERATIONS);
    let right: Spec = serde_yaml::from_str(&text).expect("the peer reads the spec");
    assert_eq!(right.operations.len(), OPERATIONS);
    let tree = Row::measure(
        "front end, tree with places; peer: `serde_yaml::Value`",
        TURNS,
        || tree(&text),
        || value(&text),
    );
    let spec = Row::measure(
        "front end, spec as it is written; peer: `serde_yaml` into derived structs",
        TURNS,
        || drop(black_box(spec(&text))),
        || structs(&text),
    );
    let model = Row::measure(
        "front end, all of it, with every check; peer: `serde_yaml::Value`",
        TURNS,
        || model(&text),
        || value(&text),
    );
    let line = |row: Row| {
        let speed = |time: Duration| {
            let speed = text.len() as f64 / 1e6 / time.as_secs_f64();
            format!("{speed:.1} MB/s")
        };
        Line::ratio(row.name, speed(row.ours), speed(row.peer), row.ratio).at_most(1.0)
    };
    [tree, spec, model].map(line).into()
}

/// Runs one step so many times; false if there is none of this name.
pub(crate) fn once(step: &str, rounds: &str) -> bool {
    let Ok(rounds) = rounds.parse::<u32>() else {
        return false;
    };
    let text = synthetic::spec(OPERATIONS);
    for _ in 0..rounds {
        match step {
            "tree" => tree(&text),
            "spec" => drop(black_box(spec(&text))),
            "model" => model(&text),
            "value" => value(&text),
            "structs" => structs(&text),
            _ => return false,
        }
    }
    true
}

/// A checked spec of so many operations, from a file in this folder.
pub(crate) fn checked(folder: &Path, operations: usize) -> Checked {
    let path = written(folder, operations);
    let checked = pipeline::check(&[path]);
    let problem = checked.diagnostics.first().map(|found| &found.message);
    assert_eq!(problem, None);
    checked
}

/// The file of a spec of so many operations.
pub(crate) fn written(folder: &Path, operations: usize) -> PathBuf {
    let path = folder.join(format!("synthetic-{operations}.yaml"));
    fs::create_dir_all(folder).expect("a folder");
    fs::write(&path, synthetic::spec(operations)).expect("a file");
    path
}

fn tree(text: &str) {
    let mut sources = Sources::default();
    let id = sources.add(SourceFile::new("synthetic.yaml", text));
    drop(black_box(source::read(id, sources.get(id))));
}

fn spec(text: &str) -> (apiloom_codegen::spec::Api, Diagnostics) {
    let mut sources = Sources::default();
    let mut diagnostics = Diagnostics::default();
    let id = sources.add(SourceFile::new("synthetic.yaml", text));
    let spec = parse::api(&sources, id, &mut diagnostics);
    (spec.expect("the spec is right"), diagnostics)
}

fn model(text: &str) {
    let (spec, mut diagnostics) = spec(text);
    drop(black_box(check::api(
        &spec,
        "synthetic.yaml",
        &mut diagnostics,
    )));
}

fn value(text: &str) {
    let value = serde_yaml::from_str::<serde_yaml::Value>(black_box(text));
    drop(black_box(value));
}

fn structs(text: &str) {
    drop(black_box(serde_yaml::from_str::<Spec>(black_box(text))));
}

/// A text in two languages.
#[derive(Deserialize)]
#[allow(dead_code, reason = "reading is what is measured")]
struct Docs {
    en: Option<String>,
    zh: Option<String>,
}

/// The synthetic spec, as somebody would read it who keeps no places.
#[derive(Deserialize)]
#[allow(dead_code, reason = "reading is what is measured")]
struct Spec {
    apiloom: u32,
    vendor: String,
    title: Docs,
    doc: Docs,
    settings: BTreeMap<String, Field>,
    servers: BTreeMap<String, String>,
    auth: BTreeMap<String, Scheme>,
    defaults: Defaults,
    types: BTreeMap<String, Type>,
    operations: BTreeMap<String, Operation>,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "reading is what is measured")]
struct Scheme {
    doc: Docs,
    stamp: BTreeMap<String, BTreeMap<String, String>>,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "reading is what is measured")]
struct Defaults {
    auth: String,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "reading is what is measured")]
struct Type {
    doc: Docs,
    #[serde(default)]
    fields: BTreeMap<String, Field>,
    #[serde(default, rename = "enum")]
    codes: BTreeMap<String, Code>,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "reading is what is measured")]
struct Field {
    #[serde(rename = "type")]
    kind: String,
    doc: Docs,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "reading is what is measured")]
struct Code {
    doc: Docs,
}

#[derive(Deserialize)]
#[allow(dead_code, reason = "reading is what is measured")]
struct Operation {
    http: String,
    title: Docs,
    doc: Docs,
    #[serde(default)]
    path: BTreeMap<String, Field>,
    #[serde(default)]
    query: BTreeMap<String, Field>,
    body: Option<String>,
    returns: Option<String>,
}
