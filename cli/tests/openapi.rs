//! `apiloom openapi` as its users run it: what is printed, what is written, exit codes.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

const SPEC: &str = "apiloom: 1
vendor: acme
servers: { default: https://api.acme.example }
types:
  Parcel: { fields: { id: int64!, weight: decimal } }
operations:
  get_parcel:
    http: GET /parcels/{id}
    doc: { en: Get a parcel., zh: 查询包裹。 }
    path: { id: int64 }
    returns: Parcel
";

fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("acme.yaml"), SPEC).expect("a file is written");
    folder
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_apiloom"));
    let command = command.current_dir(folder).arg("openapi").args(arguments);
    command.output().expect("the command runs")
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn the_document_is_printed_or_written() {
    let folder = folder();
    let printed = run(folder.path(), &["acme.yaml"]);
    assert_eq!(printed.status.code(), Some(0), "{}", err(&printed));
    assert_eq!(err(&printed), "");
    let document: Value = serde_json::from_slice(&printed.stdout).expect("JSON");
    assert_eq!(document["openapi"], "3.1.0");
    let operation = &document["paths"]["/parcels/{id}"]["get"];
    assert_eq!(operation["operationId"], "get_parcel");
    for text in ["Get a parcel.", "查询包裹。"] {
        let description = operation["description"].as_str().unwrap_or_default();
        assert!(description.contains(text), "{description}");
    }
    // One that is there already is replaced.
    for _ in 0..2 {
        let written = run(folder.path(), &["acme.yaml", "--out", "acme.json"]);
        assert_eq!(written.status.code(), Some(0), "{}", err(&written));
        assert!(written.stdout.is_empty());
        let file = fs::read(folder.path().join("acme.json")).expect("the file can be read");
        assert_eq!(file, printed.stdout);
    }
}

#[test]
fn a_spec_with_errors_makes_no_document() {
    let folder = folder();
    let spec = SPEC.replace("returns: Parcel", "returns: Parsel");
    fs::write(folder.path().join("acme.yaml"), spec).expect("a file is written");
    let output = run(folder.path(), &["acme.yaml", "--out", "acme.json"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    for expected in [
        "error[AL0202]: there is no type `Parsel`",
        "--> acme.yaml:11:14",
        "did you mean `Parcel`?",
    ] {
        assert!(err(&output).contains(expected), "{}", err(&output));
    }
    assert!(!folder.path().join("acme.json").exists());
}

#[test]
fn what_cannot_be_read_or_written_is_named() {
    let folder = folder();
    let output = run(folder.path(), &["other.yaml"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("`other.yaml` cannot be read"));
    let output = run(folder.path(), &["acme.yaml", "--out", "no/where.json"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(err(&output).contains("`no/where.json` cannot be written"));
    let output = run(
        folder.path(),
        &["acme.yaml", "--out", "no/where.json", "--lang", "zh"],
    );
    assert!(err(&output).contains("改正路径或权限"), "{}", err(&output));
}
