//! `apiloom diff` as its users run it: files, folders, git revisions, formats, exit codes.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const OLD: &str = r#"apiloom: 1
vendor: acme
servers: { default: https://api.acme.example }
types:
  Level: { enum: { 1: Low, 2: High } }
  Parcel:
    doc: { en: A parcel., zh: 包裹。 }
    fields:
      id: int64!
      level: Level
      note: { type: string, length: ..20 }
      weight: decimal
operations:
  send_parcel:
    http: POST /parcels
    body: { type: Parcel!, name: parcel }
"#;

/// A field is required, one is renamed on the wire, one is new, a note is shorter, a code has another name.
fn changed() -> String {
    OLD.replace("level: Level", "level: Level!")
        .replace(
            "note: { type: string, length: ..20 }",
            "note: { type: string, length: ..9 }",
        )
        .replace(
            "weight: decimal",
            "grams: { type: decimal, name: weight }\n      city: string",
        )
        .replace("A parcel.", "A parcel on its way.")
}

fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    write(folder.path(), "old.yaml", OLD);
    write(folder.path(), "new.yaml", &changed());
    folder
}

fn write(folder: &Path, path: &str, text: &str) {
    let path = folder.join(path);
    fs::create_dir_all(path.parent().expect("a file stands in a folder"))
        .expect("a folder is made");
    fs::write(path, text).expect("a file is written");
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_apiloom"));
    command
        .current_dir(folder)
        .arg("diff")
        .args(arguments)
        .output()
        .expect("the command runs")
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
        write(
            Path::new("/"),
            path.to_str().expect("the path is text"),
            text,
        );
    }
    let expected = fs::read_to_string(&path).expect("the file can be read");
    assert_eq!(text, expected, "{}", path.display());
}

#[test]
fn changes_are_shown_in_three_formats_and_two_languages() {
    let folder = folder();
    for (format, ending) in [("text", "txt"), ("json", "json"), ("markdown", "md")] {
        for language in ["en", "zh"] {
            let arguments = [
                "old.yaml", "new.yaml", "--format", format, "--lang", language,
            ];
            let output = run(folder.path(), &arguments);
            assert_eq!(output.status.code(), Some(0), "{}", err(&output));
            assert_eq!(err(&output), "");
            golden(&format!("diff.{language}.{ending}"), &out(&output));
        }
    }
}

#[test]
fn what_is_denied_fails() {
    let folder = folder();
    let denied = |what: &str| run(folder.path(), &["old.yaml", "new.yaml", "--deny", what]);
    for (what, count) in [
        ("breaking", 3),
        ("callers", 1),
        ("wire", 1),
        ("validation", 2),
        ("wire,callers", 2),
    ] {
        let output = denied(what);
        assert_eq!(output.status.code(), Some(1), "{what}: {}", out(&output));
        let noun = if count == 1 {
            "change is"
        } else {
            "changes are"
        };
        assert_eq!(
            err(&output),
            format!("error: {count} {noun} denied\n"),
            "{what}"
        );
    }
    let back = run(
        folder.path(),
        &["old.yaml", "old.yaml", "--deny", "breaking"],
    );
    assert_eq!(
        (back.status.code(), out(&back).as_str()),
        (Some(0), "acme: nothing changed\n")
    );
    assert_eq!(denied("nothing").status.code(), Some(2));
}

#[test]
fn what_is_no_spec_is_a_wrong_usage() {
    let folder = folder();
    let output = run(folder.path(), &["old.yaml", "newer.yaml"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        err(&output),
        "error: there is no file, folder or git revision `newer.yaml`\n"
    );
    let output = run(folder.path(), &["old.yaml", "HEAD:new.yaml"]);
    assert_eq!(output.status.code(), Some(2), "{}", err(&output));
    fs::create_dir(folder.path().join("empty")).expect("a folder is made");
    let output = run(folder.path(), &["old.yaml", "empty"]);
    assert_eq!(output.status.code(), Some(2), "{}", err(&output));
    assert_eq!(run(folder.path(), &["old.yaml"]).status.code(), Some(2));
}

#[test]
fn problems_are_shown_as_check_shows_them() {
    let folder = folder();
    write(
        folder.path(),
        "new.yaml",
        &OLD.replace("decimal", "decimel"),
    );
    let output = run(folder.path(), &["old.yaml", "new.yaml"]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(out(&output), "");
    let mut check = Command::new(env!("CARGO_BIN_EXE_apiloom"));
    let check = check
        .current_dir(folder.path())
        .args(["check", "new.yaml"])
        .output()
        .expect("it runs");
    let (mut shown, hint) = (err(&check), "1 fix available: ");
    shown.truncate(shown.find(hint).expect("`check` says what can be mended"));
    assert_eq!(err(&output), shown);
    let json = run(folder.path(), &["old.yaml", "new.yaml", "--format", "json"]);
    assert!(out(&json).contains("AL02"), "{}", out(&json));
}

#[test]
fn programs_get_json_of_wrong_names() {
    let folder = folder();
    let output = run(folder.path(), &["nowhere", "old.yaml", "--format", "json"]);
    assert_eq!(output.status.code(), Some(2));
    let problems: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(problems[0]["code"], "AL0001");
}

#[test]
fn folders_are_compared_vendor_by_vendor() {
    let folder = folder();
    write(folder.path(), "a/acme.yaml", OLD);
    write(folder.path(), "a/bolt.yaml", &OLD.replace("acme", "bolt"));
    write(folder.path(), "b/acme.yaml", OLD);
    write(folder.path(), "b/cord.yaml", &OLD.replace("acme", "cord"));
    let output = run(folder.path(), &["a", "b"]);
    let text = out(&output);
    assert!(text.contains("acme: nothing changed\n"), "{text}");
    assert!(
        text.contains("! vendor: the whole client is gone (bolt)\n"),
        "{text}"
    );
    assert!(
        text.contains("+ vendor: the client is new (cord)\n"),
        "{text}"
    );
}

/// Runs git in a folder, with nothing of the machine's own configuration.
fn git(folder: &Path, arguments: &[&str]) {
    let output = Command::new("git")
        .current_dir(folder)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .args([
            "-c",
            "user.name=Somebody",
            "-c",
            "user.email=somebody@example.com",
        ])
        .args([
            "-c",
            "commit.gpgsign=false",
            "-c",
            "init.defaultBranch=main",
        ])
        .args(arguments)
        .output()
        .expect("git runs");
    assert!(
        output.status.success(),
        "git {arguments:?}: {}",
        err(&output)
    );
}

#[test]
fn revisions_are_read_with_what_they_include() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path();
    let main = OLD
        .replace("  Level: { enum: { 1: Low, 2: High } }\n", "")
        .replace(
            "vendor: acme\n",
            "vendor: acme\ninclude: [shared/level.yaml]\n",
        );
    let level = |codes: &str| format!("types:\n  Level: {{ enum: {{ {codes} }} }}\n");
    git(path, &["init", "-q"]);
    write(path, "specs/acme.yaml", &main);
    write(path, "specs/shared/level.yaml", &level("1: Low, 2: High"));
    write(path, "top.yaml", &main);
    write(path, "shared/level.yaml", &level("1: Low, 2: High"));
    git(path, &["add", "."]);
    git(path, &["commit", "-q", "-m", "One"]);
    git(path, &["tag", "v1.0"]);
    git(path, &["branch", "with/slash"]);
    write(
        path,
        "specs/shared/level.yaml",
        &level("1: Low, 2: High, 3: Top"),
    );
    write(path, "shared/level.yaml", &level("1: Low"));
    git(path, &["commit", "-q", "-a", "-m", "Two"]);
    let added =
        "+ types.Level.enum.3: the code is new (Top)\n    callers: compatible, wire: compatible\n";
    let all = [
        vec!["HEAD~1", "HEAD"],
        vec!["v1.0", "specs"],
        vec!["v1.0", "specs/acme.yaml"],
        vec!["v1.0:specs/acme.yaml", "HEAD:specs"],
        vec!["with/slash:specs", "main:specs/acme.yaml"],
        vec!["v1.0", "./specs/"],
    ];
    for arguments in all {
        let output = run(path, &arguments);
        assert_eq!(
            output.status.code(),
            Some(0),
            "{arguments:?}: {}",
            err(&output)
        );
        assert!(
            out(&output).ends_with(added),
            "{arguments:?}: {}",
            out(&output)
        );
    }
    // At the root of the repository, and from a folder in it.
    let removed = "! types.Level.enum.2: the code is gone (High)\n";
    for revision in [
        "v1.0",
        "v1.0:top.yaml",
        "with/slash:top.yaml",
        "v1.0:./top.yaml",
    ] {
        let output = run(path, &[revision, "top.yaml"]);
        assert!(
            out(&output).contains(removed),
            "{revision}: {}{}",
            out(&output),
            err(&output)
        );
    }
    let output = run(&path.join("specs"), &["v1.0:./acme.yaml", "acme.yaml"]);
    assert!(
        out(&output).ends_with(added),
        "{}{}",
        out(&output),
        err(&output)
    );
    let absolute = path.join("specs");
    let output = run(
        Path::new("/"),
        &["v1.0", absolute.to_str().expect("the path is text")],
    );
    assert!(
        out(&output).ends_with(added),
        "{}{}",
        out(&output),
        err(&output)
    );
}

#[test]
fn problems_of_a_revision_name_it() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path();
    git(path, &["init", "-q"]);
    write(path, "specs/acme.yaml", &OLD.replace("decimal", "decimel"));
    git(path, &["add", "."]);
    git(path, &["commit", "-q", "-m", "One"]);
    write(path, "specs/acme.yaml", OLD);
    let output = run(path, &["HEAD", "specs"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        err(&output).contains("--> HEAD:./specs/acme.yaml:"),
        "{}",
        err(&output)
    );
    let output = run(path, &["HEAD:other", "specs"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(err(&output).contains("other"), "{}", err(&output));
}
