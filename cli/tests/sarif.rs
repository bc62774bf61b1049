//! What `--format sarif` prints: the shape that code review tools rely on, and places that are true.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use apiloom_codegen::diagnostic::Code;
use serde_json::Value;

/// An unknown type behind Chinese text, and a key that stands twice.
const SPEC: &str = "apiloom: 1
vendor: acme
servers: { default: https://api.acme.example }
operations:
  get_parcel: { http: GET /parcel, title: 查询包裹, returns: Parsel }
  list_parcels: { http: GET /parcels, note: a, note: b }
";

fn run(folder: &Path, arguments: &[&str]) -> (Output, Value) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_apiloom"));
    let output = command
        .current_dir(folder)
        .args(arguments)
        .args(["--format", "sarif"])
        .output()
        .expect("the command runs");
    let log = serde_json::from_slice(&output.stdout).expect("JSON");
    (output, log)
}

/// A folder with one spec, at a path that a URI cannot have as it is.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(folder.path().join("our specs")).expect("a folder");
    fs::write(folder.path().join("our specs/包裹.yaml"), SPEC).expect("a file is written");
    folder
}

/// The text that a region covers, going by lines and characters.
fn covered(region: &Value) -> String {
    let number = |key: &str| region[key].as_u64().expect("a number") as usize;
    assert_eq!(number("startLine"), number("endLine"));
    let line = SPEC.lines().nth(number("startLine") - 1).expect("a line");
    let length = number("endColumn") - number("startColumn");
    let from = line.chars().skip(number("startColumn") - 1);
    from.take(length).collect()
}

#[test]
fn results_say_what_is_wrong_and_where() {
    let folder = folder();
    let (output, log) = run(folder.path(), &["check", "--specs", "our specs"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let results = run["results"].as_array().expect("a list");
    let ids: Vec<&str> = results
        .iter()
        .filter_map(|r| r["ruleId"].as_str())
        .collect();
    assert_eq!(ids, ["AL0202", "AL0005"]);
    for (result, text) in results.iter().zip(["Parsel", "note"]) {
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(
            place["artifactLocation"]["uri"],
            "our%20specs/%E5%8C%85%E8%A3%B9.yaml"
        );
        assert_eq!(covered(&place["region"]), text);
        assert_eq!(result["level"], "error");
        let rule = result["ruleIndex"].as_u64().expect("a number") as usize;
        assert_eq!(run["tool"]["driver"]["rules"][rule]["id"], result["ruleId"]);
    }
    assert_eq!(
        results[0]["message"]["text"],
        "there is no type `Parsel`\ndescribe `Parsel` under `types`, or write a built-in type"
    );
    let related = &results[1]["relatedLocations"][0];
    assert_eq!(related["message"]["text"], "first here");
    assert_eq!(covered(&related["physicalLocation"]["region"]), "note");
}

#[test]
fn every_code_is_a_rule_in_the_language_asked_for() {
    let folder = folder();
    for lang in ["en", "zh"] {
        let arguments = ["check", "--specs", "our specs", "--lang", lang];
        let (_, log) = run(folder.path(), &arguments);
        let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array();
        let rules = rules.expect("a list");
        assert_eq!(rules.len(), Code::ALL.len());
        for (rule, code) in rules.iter().zip(Code::ALL) {
            assert_eq!(rule["id"], code.id());
            for key in ["shortDescription", "fullDescription"] {
                let text = rule[key]["text"].as_str().expect("a text");
                let stop = if lang == "zh" { '。' } else { '.' };
                assert!(text.ends_with(stop), "{}: {text}", code.id());
            }
        }
    }
}

#[test]
fn there_is_a_log_whatever_happens() {
    let folder = folder();
    let (nothing, log) = run(folder.path(), &["check"]);
    assert_eq!(nothing.status.code(), Some(2));
    assert_eq!(log["runs"][0]["results"][0]["ruleId"], "AL0001");
    assert!(log["runs"][0]["results"][0].get("locations").is_none());
    fs::create_dir(folder.path().join("specs")).expect("a folder");
    let (_, log) = run(folder.path(), &["check"]);
    assert_eq!(log["runs"][0]["results"][0]["ruleId"], "AL0007");
    fs::write(
        folder.path().join("specs/acme.yaml"),
        "apiloom: 1\nvendor: acme\n",
    )
    .expect("a file");
    let (fine, log) = run(folder.path(), &["check"]);
    assert_eq!(fine.status.code(), Some(0));
    assert_eq!(log["runs"][0]["results"], serde_json::json!([]));
    let generate = |more: &[&str]| {
        let arguments = [&["generate", "--runtime", "0.1.0"], more].concat();
        let (output, log) = run(folder.path(), &arguments);
        let results = log["runs"][0]["results"].as_array().expect("a list");
        let ids: Vec<String> = results.iter().map(|r| r["ruleId"].to_string()).collect();
        (output.status.code(), ids)
    };
    assert_eq!(
        generate(&["--check"]),
        (Some(1), vec!["\"AL0802\"".to_owned()])
    );
    assert_eq!(generate(&[]), (Some(0), Vec::new()));
    assert_eq!(generate(&["--check"]), (Some(0), Vec::new()));
}
