//! The command as its users run it: exit codes, what is printed, what is written.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const SPEC: &str = r#"apiloom: 1
vendor: acme
servers: { default: https://api.acme.example }
types:
  Parcel:
    fields:
      id: int64!
      weight: decimal
operations:
  get_parcel:
    http: GET /parcels/{id}
    path: { id: int64 }
    returns: Parcel
"#;

/// An empty folder with one spec.
fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(folder.path().join("specs")).expect("a folder");
    write(folder.path(), "specs/acme.yaml", SPEC);
    folder
}

fn write(folder: &Path, path: &str, text: &str) {
    fs::write(folder.join(path), text).expect("a file is written");
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).expect("a file is read")
}

fn run(folder: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_apiloom"));
    command
        .current_dir(folder)
        .args(arguments)
        .output()
        .expect("the command runs")
}

fn code(output: &Output) -> Option<i32> {
    output.status.code()
}

fn out(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn check_of_a_fine_spec() {
    let folder = folder();
    let output = run(folder.path(), &["check"]);
    assert_eq!(code(&output), Some(0), "{}", err(&output));
    assert_eq!(out(&output), "1 spec fine, 1 operation\n");
    assert_eq!(err(&output), "");
}

#[test]
fn check_reports_all_problems_of_all_specs() {
    let folder = folder();
    write(
        folder.path(),
        "specs/acme.yaml",
        &SPEC.replace("returns: Parcel", "returns: Parsel"),
    );
    let other = SPEC
        .replace("vendor: acme", "vendor: bolt")
        .replace("decimal", "decimel")
        .replace("http:", "htp:");
    write(folder.path(), "specs/bolt.yaml", &other);
    let output = run(folder.path(), &["check"]);
    assert_eq!(code(&output), Some(1));
    let text = err(&output);
    for expected in [
        "error[AL0202]: there is no type `Parsel`",
        "--> specs/acme.yaml:13:14",
        "did you mean `Parcel`?",
        "--> specs/bolt.yaml:11:5",
        "did you mean `http`?",
    ] {
        assert!(text.contains(expected), "`{expected}` is not in:\n{text}");
    }
    assert!(
        !text.contains('\u{1b}'),
        "no colour where there is no terminal"
    );
    let json = run(folder.path(), &["check", "--format", "json"]);
    assert_eq!(code(&json), Some(1));
    let problems: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
    let first = &problems[0];
    assert_eq!(
        (&first["code"], &first["line"], &first["column"]),
        (&"AL0202".into(), &13.into(), &14.into())
    );
    let spec = read(folder.path(), "specs/acme.yaml");
    let (start, end) = (
        first["start"].as_u64().unwrap() as usize,
        first["end"].as_u64().unwrap() as usize,
    );
    assert_eq!(&spec[start..end], "Parsel");
}

#[test]
fn schema_is_printed_as_json() {
    let folder = folder();
    for (arguments, required) in [
        (&["schema"][..], serde_json::json!(["apiloom", "vendor"])),
        (&["schema", "--fragment"], serde_json::Value::Null),
    ] {
        let output = run(folder.path(), arguments);
        assert_eq!(code(&output), Some(0), "{}", err(&output));
        let schema: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
        assert_eq!(schema["required"], required);
    }
}

#[test]
fn check_in_chinese() {
    let folder = folder();
    let spec = SPEC.replace("returns: Parcel", "returns: Parsel");
    write(folder.path(), "specs/acme.yaml", &spec);
    let output = run(folder.path(), &["check", "--lang", "zh"]);
    assert_eq!(code(&output), Some(1));
    for expected in [
        "error[AL0202]: there is no type `Parsel`",
        "= 规则: 类型是内置类型，或规范自己的类型。",
        "= 帮助: 是否应为 `Parcel`？",
    ] {
        assert!(err(&output).contains(expected), "{}", err(&output));
    }
    let json = run(
        folder.path(),
        &["check", "--lang", "zh", "--format", "json"],
    );
    let problems: serde_json::Value = serde_json::from_slice(&json.stdout).expect("JSON");
    assert_eq!(problems[0]["help"], "是否应为 `Parcel`？");
    // The language is chosen, never guessed.
    let mut command = Command::new(env!("CARGO_BIN_EXE_apiloom"));
    let guessed = command
        .current_dir(folder.path())
        .arg("check")
        .env("LANG", "zh_CN.UTF-8")
        .output()
        .expect("the command runs");
    assert!(err(&guessed).contains("did you mean `Parcel`?"));
}

#[test]
fn a_folder_stands_for_its_specs() {
    let folder = folder();
    let output = run(folder.path(), &["check", "specs"]);
    assert_eq!(code(&output), Some(0), "{}", err(&output));
    assert_eq!(out(&output), "1 spec fine, 1 operation\n");
    fs::create_dir(folder.path().join("empty")).expect("a folder");
    let output = run(folder.path(), &["check", "specs", "empty"]);
    assert_eq!(code(&output), Some(2));
    let told = err(&output);
    assert!(
        told.contains("error[AL0007]: there are no `*.yaml` files in `empty`"),
        "{told}"
    );
    assert!(told.contains("help: name the specs"), "{told}");
}

/// A wrong name is wrong usage in every command, and nobody waits for a file of that name.
#[test]
fn a_spec_that_is_not_there_is_wrong_usage() {
    let folder = folder();
    for command in ["check", "fmt", "generate", "stats", "watch"] {
        let output = run(folder.path(), &[command, "specs/acme.yml"]);
        assert_eq!(code(&output), Some(2), "{command}: {}", err(&output));
        let told = err(&output).contains("there is no file `specs/acme.yml`");
        assert!(told, "{command}: {}", err(&output));
    }
}

#[test]
fn a_spec_that_is_named_twice_is_one() {
    let folder = folder();
    let output = run(folder.path(), &["check", "specs", "specs/acme.yaml"]);
    assert_eq!(out(&output), "1 spec fine, 1 operation\n");
}

#[test]
fn help_tells_the_exit_codes() {
    let folder = folder();
    let output = run(folder.path(), &["--help"]);
    assert!(
        out(&output).contains("Exit codes: 0 all is well, 1 problems were found, 2 wrong usage"),
        "{}",
        out(&output)
    );
    assert_eq!(out(&run(folder.path(), &["help"])), out(&output));
}

#[test]
fn wrong_usage_is_told_alike() {
    let folder = folder();
    write(folder.path(), "input.json", "no JSON");
    write(
        folder.path(),
        "signed.yaml",
        &SPEC.replace(
            "types:",
            "settings: { key: secret }\nauth: { header: { stamp: { header: { X-Key: settings.key } } } }\ndefaults: { auth: header }\ntypes:",
        ),
    );
    let wrong: &[(&[&str], &str)] = &[
        (
            &["check", "--specs", "nowhere"],
            "error[AL0001]: the folder `nowhere` cannot be read",
        ),
        (
            &["generate", "--runtime", "nothing"],
            "error: `nothing` is neither the folder",
        ),
        (
            &["fmt", "--specs", "nowhere"],
            "error[AL0001]: the folder `nowhere` cannot be read",
        ),
        (
            &["watch", "--specs", "nowhere"],
            "error[AL0001]: the folder `nowhere` cannot be read",
        ),
        (
            &["call", "specs"],
            "error: `specs` is a folder: name a file",
        ),
        (
            &["sign", "specs"],
            "error: `specs` is a folder: name a file",
        ),
        (
            &["serve", "specs"],
            "error: `specs` is a folder: name a file",
        ),
        (&["call", "nowhere"], "error: `nowhere` cannot be read"),
        (&["serve", "nowhere"], "error: `nowhere` cannot be read"),
        (
            &["diff", "nowhere", "specs"],
            "error: there is no file, folder or git revision `nowhere`",
        ),
        (&["explain", "nothing"], "error: there is no code `nothing`"),
        (
            &[
                "sign",
                "signed.yaml",
                "get_parcel",
                "--set",
                "key=k",
                "--input",
                "input.json",
            ],
            "error: the input is no JSON",
        ),
    ];
    for (arguments, told) in wrong {
        let output = run(folder.path(), arguments);
        assert_eq!(code(&output), Some(2), "{arguments:?}: {}", err(&output));
        assert_eq!(out(&output), "", "{arguments:?}");
        assert!(
            err(&output).starts_with(told),
            "{arguments:?}: {}",
            err(&output)
        );
    }
}

#[test]
fn programs_get_json_of_every_command_that_has_it() {
    let folder = folder();
    write(
        folder.path(),
        "hasty.yaml",
        &SPEC.replace("vendor: acme", "vendor:   acme"),
    );
    write(folder.path(), "no.yaml", "a: [");
    let json = |arguments: &[&str]| -> (serde_json::Value, Option<i32>) {
        let output = run(folder.path(), arguments);
        let value = serde_json::from_slice(&output.stdout);
        let value = value.unwrap_or_else(|error| panic!("{arguments:?}: {error}"));
        (value, code(&output))
    };
    let (formatted, exit) = json(&[
        "fmt",
        "--check",
        "hasty.yaml",
        "no.yaml",
        "--format",
        "json",
    ]);
    assert_eq!(exit, Some(1));
    assert_eq!(formatted["changed"], serde_json::json!(["hasty.yaml"]));
    assert_eq!(formatted["problems"][0]["code"], "AL0003");
    assert!(read(folder.path(), "hasty.yaml").contains("vendor:   acme"));
    let (formatted, exit) = json(&["fmt", "hasty.yaml", "--format", "json"]);
    assert_eq!(
        (exit, &formatted["problems"]),
        (Some(0), &serde_json::json!([]))
    );
    assert!(read(folder.path(), "hasty.yaml").contains("vendor: acme"));
    let (_, exit) = json(&["fmt", "--specs", "nowhere", "--format=json"]);
    assert_eq!(exit, Some(2));
    let (page, exit) = json(&["explain", "AL0202", "--format", "json", "--lang", "zh"]);
    assert_eq!((exit, &page["code"]), (Some(0), &"AL0202".into()));
    assert_eq!(page["rule"], "类型是内置类型，或规范自己的类型。");
    let (all, _) = json(&["explain", "--format", "json"]);
    assert!(all.as_array().is_some_and(|all| all.len() > 50));
    // Of wrong usage too, wherever the arguments of all commands stand.
    for command in ["call", "sign"] {
        for arguments in [
            &[
                "-v",
                command,
                "specs/acme.yaml",
                "nothing",
                "--format",
                "json",
            ][..],
            &[
                "--color",
                "never",
                command,
                "specs/acme.yaml",
                "--format=json",
                "--nothing",
            ],
            &[command, "--format", "json"],
        ] {
            let (refused, exit) = json(arguments);
            assert_eq!(exit, Some(2), "{arguments:?}");
            assert_eq!(refused["error"]["kind"], "Usage", "{arguments:?}");
        }
    }
}

/// Who reads a line of what is printed and no more is no trouble.
#[test]
#[cfg(unix)]
fn nobody_has_to_read_to_the_end() {
    let folder = folder();
    let other = SPEC.replace("decimal", "string");
    write(folder.path(), "other.yaml", &other);
    for arguments in [
        "schema",
        "explain",
        "explain --format json",
        "completions bash",
        "--help",
        "generate --format json",
        "generate",
        "diff specs/acme.yaml other.yaml",
        "check --format sarif",
    ] {
        // The reader is gone before the first byte comes.
        let line = format!("{{ sleep 0.1; \"$0\" {arguments}; echo $? >&2; }} | :");
        let output = Command::new("bash")
            .args(["-c", &line, env!("CARGO_BIN_EXE_apiloom")])
            .current_dir(folder.path())
            .output()
            .expect("bash runs");
        let told = err(&output);
        assert_eq!(told, "0\n", "{arguments}");
    }
}

/// What is lost is not taken for what was printed.
#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_told() {
    let folder = folder();
    let full = fs::File::options().write(true).open("/dev/full");
    let mut command = Command::new(env!("CARGO_BIN_EXE_apiloom"));
    let output = command
        .arg("schema")
        .current_dir(folder.path())
        .stdout(full.expect("a full disk"))
        .output()
        .expect("the command runs");
    assert_eq!(code(&output), Some(1));
    assert!(
        err(&output).starts_with("error: what was asked for cannot be printed: "),
        "{}",
        err(&output)
    );
}

#[test]
fn wrong_usage() {
    let folder = folder();
    assert_eq!(code(&run(folder.path(), &["chekc"])), Some(2));
    assert_eq!(
        code(&run(folder.path(), &["check", "--formt", "json"])),
        Some(2)
    );
    assert_eq!(
        code(&run(folder.path(), &["check", "--specs", "nowhere"])),
        Some(2)
    );
    assert_eq!(code(&run(folder.path(), &["--help"])), Some(0));
}

#[test]
fn generate_writes_only_what_changed_and_removes_what_it_made() {
    let folder = folder();
    let first = run(folder.path(), &["generate"]);
    assert_eq!(code(&first), Some(0), "{}", err(&first));
    let header: Vec<String> = out(&first)
        .lines()
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .map(str::to_owned)
        .collect();
    assert_eq!(
        header,
        [
            "vendor",
            "operations",
            "types",
            "written",
            "unchanged",
            "removed",
            "ms"
        ]
    );
    let parcel = "generated/acme/src/types/parcel.rs";
    let before = fs::metadata(folder.path().join(parcel))
        .expect("it is there")
        .modified()
        .expect("a time");

    write(folder.path(), "generated/acme/notes.txt", "mine");
    assert_eq!(code(&run(folder.path(), &["generate"])), Some(0));
    let after = fs::metadata(folder.path().join(parcel))
        .expect("it is there")
        .modified()
        .expect("a time");
    assert_eq!(before, after, "a file that does not change is not written");

    write(
        folder.path(),
        "specs/acme.yaml",
        &SPEC.replace("Parcel", "Package"),
    );
    assert_eq!(code(&run(folder.path(), &["generate"])), Some(0));
    assert!(!folder.path().join(parcel).exists());
    assert!(
        folder
            .path()
            .join("generated/acme/src/types/package.rs")
            .exists()
    );

    fs::remove_file(folder.path().join("specs/acme.yaml")).expect("the spec goes");
    write(
        folder.path(),
        "specs/bolt.yaml",
        &SPEC.replace("vendor: acme", "vendor: bolt"),
    );
    assert_eq!(code(&run(folder.path(), &["generate"])), Some(0));
    assert!(
        !folder.path().join("generated/acme/Cargo.toml").exists(),
        "its spec is gone"
    );
    assert_eq!(
        read(folder.path(), "generated/acme/notes.txt"),
        "mine",
        "what it did not make stays"
    );
    assert!(folder.path().join("generated/bolt/Cargo.toml").exists());
}

#[test]
fn generate_check_shows_the_drift_and_the_command_that_mends_it() {
    let folder = folder();
    assert_eq!(code(&run(folder.path(), &["generate"])), Some(0));
    assert_eq!(code(&run(folder.path(), &["generate", "--check"])), Some(0));
    write(
        folder.path(),
        "specs/acme.yaml",
        &SPEC.replace("weight: decimal", "weight: decimal\n      label: string"),
    );
    let output = run(folder.path(), &["generate", "--check"]);
    assert_eq!(code(&output), Some(1));
    assert!(
        out(&output).contains("+    label: \"label\";"),
        "{}",
        out(&output)
    );
    assert!(
        err(&output).contains("run `apiloom generate`"),
        "{}",
        err(&output)
    );
    assert!(
        !read(folder.path(), "generated/acme/src/types/parcel.rs").contains("label"),
        "nothing is written"
    );
}

#[test]
fn a_file_edited_by_hand_is_named_and_kept() {
    let folder = folder();
    assert_eq!(code(&run(folder.path(), &["generate"])), Some(0));
    let path = "generated/acme/src/client.rs";
    let edited = format!("// mine\n{}", read(folder.path(), path));
    write(folder.path(), path, &edited);
    let output = run(folder.path(), &["generate"]);
    assert_eq!(code(&output), Some(1));
    assert!(
        err(&output).contains("`generated/acme/src/client.rs` was edited by hand"),
        "{}",
        err(&output)
    );
    assert_eq!(read(folder.path(), path), edited);
    assert_eq!(code(&run(folder.path(), &["generate", "--force"])), Some(0));
    assert!(!read(folder.path(), path).contains("// mine"));
}

#[test]
fn a_spec_with_errors_writes_nothing() {
    let folder = folder();
    write(
        folder.path(),
        "specs/bolt.yaml",
        "apiloom: 1\nvendor: ../evil\n",
    );
    let output = run(folder.path(), &["generate"]);
    assert_eq!(code(&output), Some(1));
    assert!(!folder.path().join("generated").exists());
}

#[test]
#[cfg(unix)]
fn links_are_not_followed() {
    let folder = folder();
    let elsewhere = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir(folder.path().join("generated")).expect("a folder");
    std::os::unix::fs::symlink(elsewhere.path(), folder.path().join("generated/acme"))
        .expect("a link");
    let output = run(folder.path(), &["generate"]);
    assert_eq!(code(&output), Some(1));
    assert!(err(&output).contains("is a link"), "{}", err(&output));
    assert_eq!(
        fs::read_dir(elsewhere.path()).expect("it is there").count(),
        0
    );
}

#[test]
fn an_interrupted_run_is_healed_by_the_next() {
    let folder = folder();
    assert_eq!(code(&run(folder.path(), &["generate"])), Some(0));
    let manifest = read(folder.path(), "generated/acme/.apiloom");
    let path = "generated/acme/src/types/parcel.rs";
    write(
        folder.path(),
        "specs/acme.yaml",
        &SPEC.replace("weight", "mass"),
    );
    assert_eq!(
        code(&run(folder.path(), &["generate", "--out", "later"])),
        Some(0)
    );
    // As if the run had ended after the first file: the manifest names both, one file is new.
    let later = read(folder.path(), "later/acme/.apiloom");
    write(
        folder.path(),
        "generated/acme/.apiloom",
        &format!("{manifest}{later}"),
    );
    write(
        folder.path(),
        path,
        &read(folder.path(), "later/acme/src/types/parcel.rs"),
    );
    write(
        folder.path(),
        "specs/acme.yaml",
        &SPEC.replace("weight", "grams"),
    );
    let output = run(folder.path(), &["generate"]);
    assert_eq!(code(&output), Some(0), "{}", err(&output));
    assert!(read(folder.path(), path).contains("grams"));
    assert_eq!(code(&run(folder.path(), &["generate", "--check"])), Some(0));
}
