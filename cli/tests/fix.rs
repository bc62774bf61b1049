//! `apiloom check --fix` as its users run it.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// A mark of the byte order, three mistakes that can be mended, and one that cannot.
const SPEC: &str = "\u{feff}apiloom: 1
vendor: acme
servers: { default: https://api.acme.example }
types:
  Parcel:
    description: 包裹
    fields:
      id: int64! # the number
operations:
  get_parcel:
    http: get /parcels/{id}
    path: { id: int64 }
    returns: Parsel
  list_parcels:
    http: GET /parcels
    returns: Unheard
";

fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(folder.path().join("specs")).expect("a folder");
    write(folder.path(), SPEC);
    folder
}

fn write(folder: &Path, text: &str) {
    fs::write(folder.join("specs/acme.yaml"), text).expect("a file is written");
}

fn read(folder: &Path) -> String {
    fs::read_to_string(folder.join("specs/acme.yaml")).expect("a file is read")
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_apiloom"));
    let command = command.current_dir(folder).args(arguments);
    command.output().expect("the command runs")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn what_is_certain_is_mended_and_the_rest_shown() {
    let folder = folder();
    let output = run(folder.path(), &["check", "--fix"]);
    assert_eq!(output.status.code(), Some(1));
    let mended = SPEC
        .replace("description", "doc")
        .replace("get /", "GET /")
        .replace("Parsel", "Parcel");
    assert_eq!(read(folder.path()), mended);
    let expected =
        "specs/acme.yaml:6:5: error[AL0101]: a type has no key `description`; fixed: write `doc`
specs/acme.yaml:11:11: error[AL0401]: `get` is not a method; fixed: write `GET`
specs/acme.yaml:13:14: error[AL0202]: there is no type `Parsel`; fixed: did you mean `Parcel`?
3 problems fixed in 1 file
";
    assert_eq!(out(&output), expected);
    assert!(err(&output).contains("`Unheard`"), "{}", err(&output));
    assert!(
        err(&output).ends_with("1 error, 0 warnings\n"),
        "{}",
        err(&output)
    );
}

#[test]
fn what_is_all_mended_is_fine() {
    let folder = folder();
    write(folder.path(), &SPEC.replace("Unheard", "list(Parcel)"));
    let output = run(folder.path(), &["check", "--fix"]);
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(
        out(&output).ends_with("1 spec fine, 2 operations\n"),
        "{}",
        out(&output)
    );
    let output = run(folder.path(), &["check", "--fix"]);
    let nothing = "0 problems fixed in 0 files\n1 spec fine, 2 operations\n";
    assert_eq!(out(&output), nothing);
}

/// What is told was done; what could not be written is told, and the rest is done.
#[cfg(unix)]
#[test]
fn what_cannot_be_written_is_told() {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = folder();
    let locked = folder.path().join("locked");
    fs::create_dir(&locked).expect("a folder");
    let spec = SPEC.replace("vendor: acme", "vendor: bolt");
    fs::write(locked.join("bolt.yaml"), &spec).expect("a file is written");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o555)).expect("the folder is locked");
    // Nothing is locked for a user who may do everything.
    let may_all = fs::write(locked.join("probe"), "").is_ok();
    let output = run(folder.path(), &["check", "--fix", "locked", "specs"]);
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o755)).expect("it is unlocked");
    assert!(read(folder.path()).contains("Parcel"), "{}", err(&output));
    assert!(!read(folder.path()).contains("Parsel"), "{}", err(&output));
    let refused = err(&output).contains("cannot be written");
    assert_eq!(refused, !may_all, "{}", err(&output));
    assert_eq!(
        out(&output).contains("fixed in"),
        may_all,
        "{}",
        out(&output)
    );
}

/// Lines that are put into a file end as its own do.
#[test]
fn line_ends_stay() {
    let folder = folder();
    let spec = "vendor: acme\nservers: { default: https://api.acme.example }\noperations: { get: { http: GET / } }\n";
    write(folder.path(), &spec.replace('\n', "\r\n"));
    run(folder.path(), &["check", "--fix"]);
    let expected = format!("apiloom: 1\n{spec}").replace('\n', "\r\n");
    assert_eq!(read(folder.path()), expected);
}

/// A file that two specs include is mended, whichever of them finds the problem.
#[test]
fn what_only_the_second_spec_finds_is_mended() {
    let folder = folder();
    let head = |vendor: &str, include: &str| {
        format!(
            "apiloom: 1\nvendor: {vendor}\ninclude: [{include}]\nservers: {{ default: https://api.{vendor}.example }}\n\
             operations:\n  get_fee: {{ http: GET /fee, returns: Fee }}\n"
        )
    };
    let write = |path: &str, text: &str| {
        fs::write(folder.path().join("specs").join(path), text).expect("a file is written");
    };
    fs::create_dir_all(folder.path().join("specs/shared")).expect("a folder");
    // The first one is not checked further, since a file is missing.
    write(
        "acme.yaml",
        &head("acme", "shared/fee.yaml, shared/none.yaml"),
    );
    write("bolt.yaml", &head("bolt", "shared/fee.yaml"));
    write(
        "shared/fee.yaml",
        "types:\n  Fee: { fields: { amount: decimel } }\n",
    );
    let output = run(folder.path(), &["check", "--fix"]);
    assert!(
        out(&output).contains("1 problem fixed in 1 file\n"),
        "{}",
        out(&output)
    );
    let mended = fs::read_to_string(folder.path().join("specs/shared/fee.yaml"));
    let mended = mended.expect("the file is read");
    assert_eq!(mended, "types:\n  Fee: { fields: { amount: decimal } }\n");
}

#[test]
fn a_dry_run_writes_nothing() {
    let folder = folder();
    let output = run(folder.path(), &["check", "--fix", "--dry-run"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(read(folder.path()), SPEC);
    let shown = out(&output);
    assert!(
        shown.contains("3 problems would be fixed in 1 file\n"),
        "{shown}"
    );
    assert!(shown.contains("+    returns: Parcel\n"), "{shown}");
    assert!(
        err(&output).contains("1 problem would be left\n"),
        "{}",
        err(&output)
    );
    let alone = run(folder.path(), &["check", "--dry-run"]);
    assert_eq!(alone.status.code(), Some(2));
}

#[test]
fn checking_says_that_there_are_fixes() {
    let folder = folder();
    // The unknown key keeps the rest from being checked.
    write(folder.path(), &SPEC.replace("description", "doc"));
    let output = run(folder.path(), &["check"]);
    let last = "2 fixes available: run `apiloom check --fix`\n";
    assert!(err(&output).ends_with(last), "{}", err(&output));
    let chosen = run(folder.path(), &["check", "specs/acme.yaml"]);
    let last = "2 fixes available: run `apiloom check --fix specs/acme.yaml`\n";
    assert!(err(&chosen).ends_with(last), "{}", err(&chosen));
}

/// Programs that carry out the fixes of the JSON, byte by byte, get what the command writes.
#[test]
fn json_carries_the_fixes() {
    let folder = folder();
    let spec = SPEC.replace("description", "doc");
    write(folder.path(), &spec);
    let output = run(folder.path(), &["check", "--format", "json"]);
    let found: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let fixes = found.as_array().expect("a list").iter();
    let fixes: Vec<&Value> = fixes.filter_map(|one| one["fixes"].get(0)).collect();
    assert_eq!(fixes.len(), 2);
    let mut text = spec.trim_start_matches('\u{feff}').to_owned();
    for fix in fixes.iter().rev() {
        assert_eq!(fix["certain"], true);
        assert_eq!(fix["file"], "specs/acme.yaml");
        let edit = &fix["edits"][0];
        let number = |key: &str| edit[key].as_u64().expect("a number") as usize;
        let new = edit["text"].as_str().expect("a text");
        text.replace_range(number("start")..number("end"), new);
    }
    run(folder.path(), &["check", "--fix"]);
    assert_eq!(read(folder.path()), format!("\u{feff}{text}"));
}

#[test]
fn sarif_carries_the_fixes() {
    let folder = folder();
    write(folder.path(), &SPEC.replace("description", "doc"));
    let output = run(folder.path(), &["check", "--format", "sarif"]);
    let log: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let fix = &log["runs"][0]["results"][0]["fixes"][0];
    assert_eq!(fix["description"]["text"], "write `GET`");
    let change = &fix["artifactChanges"][0];
    assert_eq!(change["artifactLocation"]["uri"], "specs/acme.yaml");
    let replacement = &change["replacements"][0];
    assert_eq!(replacement["insertedContent"]["text"], "GET");
    let region = &replacement["deletedRegion"];
    assert_eq!(
        (&region["startLine"], &region["startColumn"]),
        (&11.into(), &11.into())
    );
    assert_eq!(
        (&region["endLine"], &region["endColumn"]),
        (&11.into(), &14.into())
    );
}

#[test]
fn helps_are_told_in_the_language_that_was_asked_for() {
    let folder = folder();
    let output = run(folder.path(), &["check", "--fix", "--lang", "zh"]);
    assert!(
        out(&output).contains("是否应为 `Parcel`？"),
        "{}",
        out(&output)
    );
}
