//! Documentation as its writers keep it: what is written, kept, refused and removed, alone and with crates.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Output};
use std::time::SystemTime;

use serde_json::Value;
use tempfile::TempDir;

const SPEC: &str = r#"apiloom: 1
vendor: acme
title: { en: Acme, zh: 安科 }
servers: { default: https://api.acme.example }
types:
  Parcel:
    fields:
      id: int64!
      weight: { type: decimal, doc: { en: How heavy it is., zh: 重量。 } }
operations:
  get_parcel:
    http: GET /parcels/{id}
    path: { id: int64 }
    returns: Parcel
"#;

/// A folder with two specs.
struct Work {
    folder: TempDir,
}

impl Work {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let work = Self { folder };
        work.write("specs/acme.yaml", SPEC);
        work.write("specs/bolt.yaml", &SPEC.replace("acme", "bolt"));
        work
    }

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn write(&self, path: &str, text: &str) {
        let path = self.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file is written");
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path().join(path)).unwrap_or_else(|e| panic!("{path}: {e}"))
    }

    fn remove(&self, path: &str) {
        fs::remove_file(self.path().join(path)).expect("a file goes");
    }

    fn has(&self, path: &str) -> bool {
        self.path().join(path).exists()
    }

    /// Changes a documentation in one spec.
    fn edit(&self) {
        let text = SPEC.replace("How heavy it is.", "How light it is.");
        self.write("specs/acme.yaml", &text);
    }

    fn run(&self, command: &str) -> Ran {
        let output = Command::new(env!("CARGO_BIN_EXE_apiloom"))
            .current_dir(self.path())
            .args(command.split(' '))
            .output();
        Ran::of(&output.expect("the command runs"))
    }

    /// Runs what has to be fine.
    fn fine(&self, command: &str) -> Ran {
        let ran = self.run(command);
        assert_eq!(ran.code, Some(0), "{command}\n{}{}", ran.out, ran.err);
        ran
    }

    /// Runs what has to find problems.
    fn refused(&self, command: &str) -> Ran {
        let ran = self.run(command);
        assert_eq!(ran.code, Some(1), "{command}\n{}{}", ran.out, ran.err);
        ran
    }

    /// All files below a folder, with when they were written.
    fn files(&self, folder: &str) -> BTreeMap<String, (SystemTime, Vec<u8>)> {
        fn walk(at: &Path, below: &str, found: &mut BTreeMap<String, (SystemTime, Vec<u8>)>) {
            for entry in fs::read_dir(at).into_iter().flatten() {
                let entry = entry.expect("an entry");
                let path = format!("{below}/{}", entry.file_name().to_string_lossy());
                let known = entry.metadata().expect("it is there");
                match known.is_dir() {
                    true => walk(&entry.path(), &path, found),
                    false => {
                        let text = fs::read(entry.path()).expect("a file");
                        found.insert(path, (known.modified().expect("a time"), text));
                    }
                }
            }
        }
        let mut found = BTreeMap::new();
        walk(&self.path().join(folder), folder, &mut found);
        found
    }
}

struct Ran {
    code: Option<i32>,
    out: String,
    err: String,
}

impl Ran {
    fn of(output: &Output) -> Self {
        Self {
            code: output.status.code(),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|e| panic!("{e}: {}", self.out))
    }
}

#[test]
fn only_what_is_its_own_is_written_and_removed() {
    let work = Work::new();
    for mine in ["docs/ci.md", "docs/site/CNAME", "docs/vendors/mine.md"] {
        work.write(mine, "mine");
    }
    let first = work.fine("docs");
    assert!(first.out.contains("docs/site "), "{}", first.out);
    assert!(
        first.out.ends_with("open docs/site/index.html\n"),
        "{}",
        first.out
    );
    assert!(work.has("docs/site/index.html") && work.has("docs/site/en/acme/index.html"));
    assert!(work.has("docs/vendors/acme.md") && work.has("docs/vendors/bolt.md"));

    let before = work.files("docs");
    work.fine("docs");
    work.fine("docs --check");
    assert!(
        before == work.files("docs"),
        "what does not change is not written"
    );

    work.remove("specs/bolt.yaml");
    work.refused("docs --check");
    work.fine("docs");
    assert!(!work.has("docs/vendors/bolt.md") && !work.has("docs/site/en/bolt"));
    let all = work.files("docs");
    assert!(
        all.keys().all(|path| !path.contains("bolt")),
        "{:?}",
        all.keys()
    );
    assert!(work.has("docs/vendors/acme.md"));
    for mine in ["docs/ci.md", "docs/site/CNAME", "docs/vendors/mine.md"] {
        assert_eq!(work.read(mine), "mine");
    }
}

#[test]
fn what_was_edited_by_hand_is_named_and_kept() {
    let work = Work::new();
    work.fine("docs");
    let made = work.read("docs/vendors/acme.md");
    work.write("docs/vendors/acme.md", "mine");
    let refused = work.refused("docs");
    let said = "`docs/vendors/acme.md` was edited by hand";
    assert!(refused.err.contains(said), "{}", refused.err);
    assert!(work.refused("generate").err.contains(said));
    assert!(
        !work.has("generated/acme/Cargo.toml"),
        "nothing is written at all"
    );
    let check = work.refused("docs --check");
    assert!(
        check.err.contains("then run `apiloom docs --force`"),
        "{}",
        check.err
    );
    assert_eq!(work.read("docs/vendors/acme.md"), "mine");
    work.fine("docs --force");
    assert_eq!(work.read("docs/vendors/acme.md"), made);
}

#[test]
fn a_file_of_somebody_else_at_a_place_of_ours_is_kept() {
    let work = Work::new();
    work.write("docs/site/index.html", "mine");
    let refused = work.refused("docs");
    assert!(
        refused
            .err
            .contains("`docs/site/index.html` was edited by hand")
    );
    assert_eq!(work.read("docs/site/index.html"), "mine");
    assert!(!work.has("docs/vendors"), "nothing is written at all");
}

#[test]
fn a_check_shows_the_drift_and_the_command_that_mends_it() {
    let work = Work::new();
    let absent = work.refused("docs --check");
    assert!(absent.err.contains("run `apiloom docs`"), "{}", absent.err);
    assert!(!work.has("docs"));
    work.fine("docs --specs specs --out pages");
    work.edit();
    let before = work.files("pages");
    let check = work.refused("docs --check --out pages");
    assert!(
        check.out.contains("+++ pages/vendors/acme.md (generated)"),
        "{}",
        check.out
    );
    assert!(check.out.contains("How light it is"), "{}", check.out);
    assert!(
        check.err.contains("run `apiloom docs --out pages`"),
        "{}",
        check.err
    );
    assert!(before == work.files("pages"), "nothing is written");
    let paths = work
        .refused("docs --check --out pages --format json")
        .json();
    let paths = paths.as_array().expect("a list");
    assert!(paths.contains(&"vendors/acme.md".into()), "{paths:?}");
    assert!(!paths.contains(&"vendors/bolt.md".into()), "{paths:?}");
    let sarif = work
        .refused("docs --check --out pages --format sarif")
        .json();
    assert_eq!(sarif["runs"][0]["results"][0]["ruleId"], "AL0802");
    let rows = work.fine("docs --out pages --format json").json();
    assert_eq!(rows[0]["documentation"], "pages/site");
    assert_eq!(rows[1]["documentation"], "pages/vendors");
    assert!(rows[1]["written"].as_u64() > Some(0), "{rows}");
    assert_eq!(
        work.fine("docs --check --out pages --format json").out,
        "[]\n"
    );
}

/// What nobody reads line by line is one line of a check.
#[test]
fn a_check_says_in_a_line_what_data_and_removed_files_become() {
    let work = Work::new();
    work.fine("docs");
    work.remove("specs/bolt.yaml");
    let check = work.refused("docs --check");
    let lines: Vec<&str> = check.out.lines().collect();
    let of = |path: &str| {
        let lines = lines.iter().filter(|line| line.contains(path));
        lines.copied().collect::<Vec<_>>()
    };
    for gone in ["docs/vendors/bolt.md ", "docs/site/en/bolt/index.html "] {
        let [line] = of(gone)[..] else {
            panic!("{gone}: {:?}", of(gone));
        };
        assert!(
            line.starts_with("--- ") && line.ends_with(" lines, no longer made"),
            "{line}"
        );
    }
    for data in ["docs/vendors/.apiloom ", "docs/site/assets/search.js "] {
        let [line] = of(data)[..] else {
            panic!("{data}: {:?}", of(data));
        };
        assert!(line.contains(" bytes before, "), "{line}");
    }
    assert!(!check.out.contains("apiloom=self"), "{}", check.out);
    // What people read is shown.
    assert!(check.out.contains("@@"), "{}", check.out);
    // What somebody wrote is shown before it goes.
    work.write("docs/vendors/bolt.md", "mine\n");
    let check = work.refused("docs --check");
    assert!(check.out.contains("-mine"), "{}", check.out);
}

/// Pages of a vendor that fits on one again are removed.
#[test]
fn parts_of_a_long_page_come_and_go() {
    let work = Work::new();
    let operation = |n: usize| {
        let doc = "Much is told of it. ".repeat(300);
        format!("  get_{n}: {{ http: GET /{n}, doc: \"{doc}\", returns: Parcel }}\n")
    };
    let long: String = (0..80).map(operation).collect();
    work.write("specs/acme.yaml", &format!("{SPEC}{long}"));
    work.fine("docs");
    assert!(work.has("docs/vendors/acme/operations-2.md"));
    assert!(work.has("docs/vendors/acme/types-1.zh.md"));
    work.fine("docs --check");
    work.write("specs/acme.yaml", SPEC);
    work.fine("docs");
    assert!(!work.has("docs/vendors/acme"));
    assert!(work.read("docs/vendors/acme.md").contains("## Operations"));
}

#[test]
fn specs_with_errors_write_nothing() {
    let work = Work::new();
    work.write("specs/evil.yaml", "apiloom: 1\nvendor: ../evil\n");
    work.refused("docs");
    assert!(!work.has("docs"));
}

#[test]
fn named_specs_are_documented_apart() {
    let work = Work::new();
    let wrong = work.run("docs specs/acme.yaml");
    assert_eq!(wrong.code, Some(2));
    assert!(wrong.err.contains("--out DIR"), "{}", wrong.err);
    work.fine("docs");
    work.fine("docs specs/acme.yaml --out apart");
    assert!(work.has("apart/vendors/acme.md") && !work.has("apart/vendors/bolt.md"));
    work.fine("docs specs/acme.yaml --out apart --check");

    // Documentation of other specs is not replaced by mistake.
    let before = work.files("docs");
    for command in ["docs specs/acme.yaml --out docs", "docs --out apart"] {
        let refused = work.refused(command);
        assert!(
            refused.err.contains("has the documentation of"),
            "{}",
            refused.err
        );
    }
    assert!(before == work.files("docs"));
    work.fine("docs --out apart --force");
    assert!(work.has("apart/vendors/bolt.md"));
}

#[test]
fn generate_keeps_what_stands_up_to_date() {
    let work = Work::new();
    work.fine("generate");
    assert!(
        !work.has("docs"),
        "documentation is made when it is asked for"
    );
    work.fine("docs");
    work.fine("generate --check");

    work.edit();
    let before = work.files("docs");
    let check = work.refused("generate --check");
    assert!(
        check
            .out
            .contains("+++ generated/acme/src/types/parcel.rs (generated)")
    );
    assert!(
        check.out.contains("+++ docs/vendors/acme.md (generated)"),
        "{}",
        check.out
    );
    assert!(
        check.err.contains("run `apiloom generate`"),
        "{}",
        check.err
    );
    let paths = work.refused("generate --check --format json").json();
    let paths = paths.as_array().expect("a list").clone();
    assert!(
        paths.contains(&"acme/src/types/parcel.rs".into()),
        "{paths:?}"
    );
    assert!(
        paths.contains(&"../docs/vendors/acme.md".into()),
        "{paths:?}"
    );

    // Those who want to, leave it.
    work.fine("generate --no-docs");
    work.fine("generate --check --no-docs");
    let named = work.fine("generate specs/acme.yaml");
    assert!(
        named.err.contains("`apiloom docs` writes it"),
        "{}",
        named.err
    );
    assert!(before == work.files("docs"));

    let drifted = work.refused("generate --check");
    assert!(!drifted.out.contains("generated/"), "{}", drifted.out);
    let made = work.fine("generate");
    let row = made.out.lines().last().unwrap_or_default().to_owned();
    assert!(row.starts_with("docs/ "), "{}", made.out);
    assert!(
        work.read("docs/vendors/acme.md")
            .contains("How light it is")
    );
    work.fine("generate --check");
    work.fine("docs --check");
    let rows = work.fine("generate --format json").json();
    assert_eq!(rows[0]["vendor"], "acme");
    assert_eq!(rows[2]["documentation"], "docs/site");
    assert_eq!(rows[2]["written"], 0);
}

#[test]
fn generate_leaves_documentation_of_other_specs_and_elsewhere() {
    let work = Work::new();
    work.fine("docs");
    work.fine("docs --out pages");
    work.write("others/cork.yaml", &SPEC.replace("acme", "cork"));
    work.edit();
    let before = (work.files("docs"), work.files("pages"));
    work.fine("generate --specs others");
    work.fine("generate --specs others --check");
    assert!(before == (work.files("docs"), work.files("pages")));
    let check = work.refused("generate --check --docs pages");
    assert!(
        check.err.contains("run `apiloom generate --docs pages`"),
        "{}",
        check.err
    );
    work.fine("generate --docs pages");
    assert!(before.0 == work.files("docs") && before.1 != work.files("pages"));
}

/// Crates and documentation may stand in one folder: neither command touches what is the other's.
#[test]
fn crates_beside_documentation() {
    let work = Work::new();
    work.fine("docs");
    work.fine("generate --out docs --no-docs");
    work.fine("generate --out docs");
    assert!(work.has("docs/site/index.html") && work.has("docs/acme/Cargo.toml"));
    work.fine("docs --check");
    work.write("specs/site.yaml", &SPEC.replace("acme", "site"));
    let before = work.files("docs");
    let refused = work.refused("generate --out docs");
    assert!(
        refused.err.contains("made by another command"),
        "{}",
        refused.err
    );
    assert!(before == work.files("docs"));
}

#[test]
#[cfg(unix)]
fn links_are_not_followed() {
    let work = Work::new();
    fs::create_dir(work.path().join("docs")).expect("a folder");
    fs::create_dir(work.path().join("elsewhere")).expect("a folder");
    let link = work.path().join("docs/site");
    std::os::unix::fs::symlink(work.path().join("elsewhere"), link).expect("a link");
    let refused = work.refused("docs");
    assert!(refused.err.contains("is a link"), "{}", refused.err);
    assert!(work.files("elsewhere").is_empty());
}
