//! `apiloom fmt` as its users run it.

use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use tempfile::TempDir;

/// Written by somebody in a hurry.
const HASTY: &str = "\u{feff}vendor: acme  # who\r\napiloom:   1\r\nservers: {default: 'https://api.acme.example'}\r\n\
operations:\r\n    get_parcel:\r\n        # what it answers\r\n        returns: string\r\n        http: GET /parcel\r\n";

const FORMATTED: &str = "apiloom: 1
vendor: acme # who
servers: { default: \"https://api.acme.example\" }

operations:
  get_parcel:
    http: GET /parcel
    # what it answers
    returns: string
";

const FRAGMENT: &str = "types:\n    Parcel: {fields: {id: int64!}}\n";

fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir_all(folder.path().join("specs/shared/more")).expect("a folder");
    write(folder.path(), "specs/acme.yaml", HASTY);
    write(folder.path(), "specs/shared/more/types.yaml", FRAGMENT);
    folder
}

fn write(folder: &Path, path: &str, text: &str) {
    fs::write(folder.join(path), text).expect("a file is written");
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).expect("a file is read")
}

fn run(folder: &Path, arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_apiloom"))
        .current_dir(folder)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command runs");
    let mut stdin = child.stdin.take().expect("the input is open");
    // Who does not read it closes it.
    let _ = stdin.write_all(input.as_bytes());
    drop(stdin);
    child.wait_with_output().expect("the command ends")
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn specs_and_what_they_share_are_formatted() {
    let folder = folder();
    let output = run(folder.path(), &["fmt"], "");
    let expected =
        "formatted specs/acme.yaml\nformatted specs/shared/more/types.yaml\n2 files formatted\n";
    assert_eq!(out(&output), expected, "{}", err(&output));
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(read(folder.path(), "specs/acme.yaml"), FORMATTED);
    let fragment = "types:\n  Parcel: { fields: { id: int64! } }\n";
    assert_eq!(
        read(folder.path(), "specs/shared/more/types.yaml"),
        fragment
    );
    let output = run(folder.path(), &["fmt", "--check"], "");
    assert_eq!(out(&output), "2 files formatted already\n");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn checking_writes_nothing_and_shows_the_difference() {
    let folder = folder();
    let output = run(folder.path(), &["fmt", "--check", "specs/acme.yaml"], "");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(read(folder.path(), "specs/acme.yaml"), HASTY);
    let shown = out(&output);
    assert!(
        shown.starts_with("--- specs/acme.yaml\n+++ specs/acme.yaml (formatted)\n"),
        "{shown}"
    );
    assert!(shown.contains("+vendor: acme # who\n"), "{shown}");
    let told = "1 file not formatted; run `apiloom fmt specs/acme.yaml`\n";
    assert_eq!(err(&output), told);
}

#[test]
fn a_damaged_file_is_not_touched_and_the_others_are() {
    let folder = folder();
    let damaged = "apiloom: 1\nvendor: [\n";
    write(folder.path(), "specs/bolt.yaml", damaged);
    let output = run(folder.path(), &["fmt"], "");
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(read(folder.path(), "specs/bolt.yaml"), damaged);
    assert_eq!(read(folder.path(), "specs/acme.yaml"), FORMATTED);
    let checked = run(folder.path(), &["check", "specs/bolt.yaml"], "");
    assert_eq!(err(&output), err(&checked));
    assert!(err(&output).contains("error[AL0003]"), "{}", err(&output));
}

#[test]
fn what_is_wrong_otherwise_is_formatted_all_the_same() {
    let folder = folder();
    write(folder.path(), "specs/acme.yaml", "apiloom:  1\nnots:  x\n");
    let output = run(folder.path(), &["fmt"], "");
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    let text = read(folder.path(), "specs/acme.yaml");
    assert_eq!(text, "apiloom: 1\nnots: x\n");
}

#[test]
fn standard_input_becomes_standard_output() {
    let folder = folder();
    let output = run(folder.path(), &["fmt", "--stdin"], HASTY);
    assert_eq!(out(&output), FORMATTED);
    assert_eq!(output.status.code(), Some(0));
    let output = run(folder.path(), &["fmt", "--stdin"], "a: [\n");
    assert_eq!(out(&output), "");
    assert!(err(&output).contains("<stdin>:"), "{}", err(&output));
    assert_eq!(output.status.code(), Some(1));
    let output = run(folder.path(), &["fmt", "--stdin", "--check"], HASTY);
    assert_eq!(output.status.code(), Some(1));
    let output = run(folder.path(), &["fmt", "--stdin", "--check"], FORMATTED);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(out(&output), "");
    let both = run(folder.path(), &["fmt", "--stdin", "specs/acme.yaml"], "");
    assert_eq!(both.status.code(), Some(2));
}

#[test]
fn a_file_that_is_not_there_is_a_problem() {
    let folder = folder();
    let output = run(folder.path(), &["fmt", "specs/none.yaml"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(
        err(&output).contains("there is no file"),
        "{}",
        err(&output)
    );
}

/// The file that a link leads to is written, with the permissions that it has, and nothing is left beside it.
#[cfg(unix)]
#[test]
fn links_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt as _, symlink};

    let folder = folder();
    let path = folder.path();
    fs::create_dir(path.join("elsewhere")).expect("a folder");
    write(path, "elsewhere/bolt.yaml", HASTY);
    let mode = fs::Permissions::from_mode(0o640);
    fs::set_permissions(path.join("elsewhere/bolt.yaml"), mode).expect("permissions");
    symlink("../elsewhere/bolt.yaml", path.join("specs/bolt.yaml")).expect("a link");
    let output = run(path, &["fmt", "specs/bolt.yaml"], "");
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert_eq!(read(path, "elsewhere/bolt.yaml"), FORMATTED);
    let link = fs::symlink_metadata(path.join("specs/bolt.yaml")).expect("a link");
    assert!(link.is_symlink());
    let found = fs::metadata(path.join("elsewhere/bolt.yaml")).expect("a file");
    assert_eq!(found.permissions().mode() & 0o777, 0o640);
    let beside = fs::read_dir(path.join("elsewhere")).expect("a folder");
    assert_eq!(beside.count(), 1);
}

#[test]
fn a_file_that_is_named_twice_counts_once() {
    let folder = folder();
    let output = run(
        folder.path(),
        &["fmt", "--check", "specs", "specs/shared/more"],
        "",
    );
    assert!(
        err(&output).contains("2 files not formatted"),
        "{}",
        err(&output)
    );
}
