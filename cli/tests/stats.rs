//! `apiloom stats` as its users run it: tables, JSON, bounds and exit codes.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// One operation without an example, one field without documentation.
const ACME: &str = "apiloom: 1
vendor: acme
servers: { default: { url: https://api.acme.example, doc: { en: For all firms., zh: 所有企业共用。 } } }
operations:
  get_parcel:
    http: GET /parcels/{id}
    doc: { en: Where a parcel is., zh: 查询包裹。 }
    path: { id: int64 }
";

/// Everything is documented in English, and there is an example.
const BOLT: &str = "apiloom: 1
vendor: bolt
servers: { default: { url: https://api.bolt.example, doc: One for all., from: guide } }
operations:
  ping: { http: GET /ping, doc: Says pong., from: guide, examples: [{ request: {} }] }
";

fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(folder.path().join("specs")).expect("a folder");
    write(folder.path(), "specs/acme.yaml", ACME);
    write(folder.path(), "specs/bolt.yaml", BOLT);
    folder
}

fn write(folder: &Path, path: &str, text: &str) {
    fs::write(folder.join(path), text).expect("a file is written");
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_apiloom"));
    let command = command.current_dir(folder).arg("stats").args(arguments);
    command.output().expect("the command runs")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// The text is that of a file beside the tests; with `APILOOM_BLESS=1`, the file is written.
fn golden(name: &str, text: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name);
    if std::env::var_os("APILOOM_BLESS").is_some() {
        fs::write(&path, text).expect("the file can be written");
    }
    let expected = fs::read_to_string(&path).expect("the file can be read");
    assert_eq!(text, expected, "{}", path.display());
}

#[test]
fn numbers_are_shown_in_three_formats_and_two_languages() {
    let folder = folder();
    for (format, ending) in [("text", "txt"), ("json", "json"), ("markdown", "md")] {
        for language in ["en", "zh"] {
            let output = run(folder.path(), &["--format", format, "--lang", language]);
            assert_eq!(output.status.code(), Some(0), "{}", err(&output));
            golden(&format!("stats.{language}.{ending}"), &out(&output));
        }
    }
}

#[test]
fn a_spec_below_a_bound_is_named_with_what_it_lacks() {
    let folder = folder();
    let output = run(
        folder.path(),
        &["--min", "docs=100", "--min", "examples=50"],
    );
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        err(&output),
        "error: specs/acme.yaml: docs is below 100%: 2 of 3
  specs/acme.yaml:8:13: operations.get_parcel.path.id has no `doc`
error: specs/acme.yaml: examples is below 50%: 0 of 2
  specs/acme.yaml:5:3: operations.get_parcel has no example
  specs/acme.yaml:8:13: operations.get_parcel.path.id stands in no example
"
    );
    assert!(out(&output).starts_with("spec "), "the table is shown");
    let output = run(folder.path(), &["--min", "docs-zh=1", "--lang", "zh"]);
    assert_eq!(
        err(&output),
        "错误：specs/bolt.yaml：docs-zh 低于 1%：2 项中有 0 项
  specs/bolt.yaml:3:12: servers.default 没有中文 `doc`
  specs/bolt.yaml:5:3: operations.ping 没有中文 `doc`
"
    );
}

/// What does not count is told as well as what is not there.
#[test]
fn a_doc_that_does_not_count_is_told() {
    let folder = folder();
    let said = |doc: &str, min: &str, lang: &str| {
        let acme = ACME.replace("{ en: Where a parcel is., zh: 查询包裹。 }", doc);
        write(folder.path(), "specs/acme.yaml", &acme);
        let arguments = ["specs/acme.yaml", "--min", min, "--lang", lang];
        let output = run(folder.path(), &arguments);
        assert_eq!(output.status.code(), Some(1));
        err(&output).lines().nth(1).unwrap_or_default().to_owned()
    };
    let place = "  specs/acme.yaml:5:3: operations.get_parcel";
    assert_eq!(
        said("Get the parcel.", "docs=100", "en"),
        format!("{place} has a `doc` in English that only repeats its name")
    );
    assert_eq!(
        said("{ en: 包裹, zh: 包裹 }", "docs-zh=100", "zh"),
        format!("{place} 的 `doc` 两种语言完全相同")
    );
    assert_eq!(
        said("{ en: Where it is., zh: Where? }", "docs-both=100", "en"),
        format!("{place} has a `doc` in Chinese without a Chinese character")
    );
    assert_eq!(
        said("Where it is.", "tests=100", "en"),
        format!("{place} has no example that becomes a test")
    );
}

#[test]
fn a_long_list_is_cut_short_for_people_and_whole_for_programs() {
    let folder = folder();
    let fields: String = (1..=9).map(|n| format!("    f{n}: int64\n")).collect();
    let query = format!("    query:\n{}", fields.replace("    f", "      f"));
    write(folder.path(), "specs/acme.yaml", &format!("{ACME}{query}"));
    let arguments = ["specs/acme.yaml", "--min", "docs=20", "--format", "json"];
    let output = run(folder.path(), &arguments);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        err(&output).ends_with("query.f4 has no `doc`\n  and 5 more\n"),
        "{}",
        err(&output)
    );
    let document: Value = serde_json::from_str(&out(&output)).expect("JSON");
    let below = &document["below"][0];
    assert_eq!(below["what"], "docs");
    assert_eq!(below["lacking"].as_array().map(Vec::len), Some(10));
    assert_eq!(
        below["lacking"][9]["path"],
        "operations.get_parcel.query.f9"
    );
    assert_eq!(below["lacking"][9]["line"], 18);
}

#[test]
fn what_is_reached_is_fine() {
    let folder = folder();
    let arguments = [
        "--min",
        "docs=50,docs-en=50,provenance=0",
        "--min",
        "examples=0",
    ];
    let output = run(folder.path(), &arguments);
    assert_eq!((output.status.code(), err(&output).as_str()), (Some(0), ""));
}

#[test]
fn what_is_asked_for_wrongly_is_told() {
    let folder = folder();
    for min in ["docs", "docs=101", "docs=-1", "docs=1.5", "dogs=1"] {
        let output = run(folder.path(), &["--min", min]);
        assert_eq!(output.status.code(), Some(2), "{min}");
    }
    let output = run(folder.path(), &["--min", "dogs=1"]);
    assert!(err(&output).contains("docs-both"), "{}", err(&output));
}

#[test]
fn a_spec_with_errors_is_not_counted() {
    let folder = folder();
    write(
        folder.path(),
        "specs/acme.yaml",
        &ACME.replace("int64", "int46"),
    );
    let output = run(folder.path(), &[]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(out(&output), "");
    assert!(err(&output).contains("error[AL0202]"), "{}", err(&output));
}
