//! `apiloom watch` as its users run it: what it says and writes when specs are saved, in the ways of editors.

use std::fs;
use std::io::{BufRead as _, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::time::Duration;

use tempfile::TempDir;

const SPEC: &str = r#"apiloom: 1
vendor: acme
include: [shared/types.yaml]
servers: { default: https://api.acme.example }
types:
  Parcel:
    fields:
      id: int64!
      place: Place
operations:
  get_parcel:
    http: GET /parcels/{id}
    path: { id: int64 }
    returns: Parcel
"#;

const FRAGMENT: &str = "types:\n  Place: { fields: { city: string } }\n";

/// Longer than any machine needs.
const LONG: Duration = Duration::from_secs(120);

fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::create_dir_all(folder.path().join("specs/shared")).expect("a folder");
    write(folder.path(), "specs/acme.yaml", SPEC);
    write(folder.path(), "specs/shared/types.yaml", FRAGMENT);
    folder
}

fn write(folder: &Path, path: &str, text: &str) {
    fs::write(folder.join(path), text).expect("a file is written");
}

fn read(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).expect("a file is read")
}

/// A spec of another vendor, which includes nothing.
fn other(vendor: &str) -> String {
    SPEC.replace("acme", vendor)
        .replace("include: [shared/types.yaml]\n", "")
        .replace("      place: Place\n", "")
}

/// A run of the command, which ends with this.
struct Watched {
    child: Child,
    lines: Receiver<String>,
    errors: Receiver<String>,
}

impl Drop for Watched {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Watched {
    fn start(folder: &Path, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_apiloom"))
            .current_dir(folder)
            .arg("watch")
            .args(arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command runs");
        Self {
            lines: lines(child.stdout.take().expect("an output")),
            errors: lines(child.stderr.take().expect("errors")),
            child,
        }
    }

    /// The next status without its time.
    fn status(&self) -> String {
        let line = self.lines.recv_timeout(LONG).expect("a status");
        let (clock, rest) = line.split_at(8);
        assert!(
            clock.bytes().all(|b| b.is_ascii_digit() || b == b':'),
            "{line}"
        );
        let (said, took) = rest.trim_start().rsplit_once(" (").expect("a time");
        assert!(took.ends_with(" ms)"), "{line}");
        said.to_owned()
    }

    /// Waits for a status. Between the steps of a change there may be others, if the machine is slow.
    fn until(&self, expected: &str) {
        let mut seen = Vec::new();
        while seen.last().is_none_or(|last| last != expected) {
            let line = self.lines.recv_timeout(LONG);
            assert!(line.is_ok(), "`{expected}` is not among {seen:?}");
            let line = line.unwrap_or_default();
            let said = line.get(9..).unwrap_or_default();
            let (said, _) = said.rsplit_once(" (").unwrap_or_default();
            // How many there are is a matter of what is generated.
            seen.push(match said.strip_suffix(" files changed") {
                Some(said) => format!(
                    "{} files changed",
                    said.trim_end_matches(char::is_numeric).trim_end()
                ),
                None => said.to_owned(),
            });
        }
    }

    /// Waits for a line about problems.
    fn problem(&self, expected: &str) {
        let mut seen = String::new();
        while !seen.contains(expected) {
            let line = self.errors.recv_timeout(LONG);
            assert!(line.is_ok(), "`{expected}` is not in:\n{seen}");
            seen.push_str(&line.unwrap_or_default());
            seen.push('\n');
        }
    }
}

fn lines(stream: impl Read + Send + 'static) -> Receiver<String> {
    let (send, lines) = channel();
    std::thread::spawn(move || {
        for line in BufReader::new(stream).lines().map_while(Result::ok) {
            if send.send(line).is_err() {
                break;
            }
        }
    });
    lines
}

/// Replaces a file at once: nobody sees half of it.
fn replace(folder: &Path, path: &str, text: &str) {
    let new = format!("{path}~");
    write(folder, &new, text);
    fs::rename(folder.join(new), folder.join(path)).expect("a file is renamed");
}

fn all_ways_of_saving(arguments: &[&str]) {
    let folder = folder();
    let root = folder.path();
    let watched = Watched::start(root, arguments);
    let first = watched.status();
    assert!(first.starts_with("✔ 1 spec fine, "), "{first}");
    assert!(first.ends_with(" files changed"), "{first}");
    let parcel = "generated/acme/src/types/parcel.rs";
    assert!(!read(root, parcel).contains("weight"));

    // As most programs save: the file is emptied and written.
    let weighed = SPEC.replace("id: int64!", "id: int64!\n      weight: decimal");
    write(root, "specs/acme.yaml", &weighed);
    watched.until("✔ 1 spec fine, files changed");
    assert!(read(root, parcel).contains("weight"));

    // A new file takes the place of the old one.
    replace(root, "specs/acme.yaml", &weighed.replace("weight", "mass"));
    watched.until("✔ 1 spec fine, files changed");
    assert!(read(root, parcel).contains("mass"));

    // The old file gets another name, and goes in the end.
    let (path, backup) = (root.join("specs/acme.yaml"), root.join("specs/acme.yaml~"));
    fs::rename(&path, &backup).expect("a file is renamed");
    write(root, "specs/acme.yaml", SPEC);
    fs::remove_file(&backup).expect("a file goes");
    watched.until("✔ 1 spec fine, files changed");
    assert!(!read(root, parcel).contains("mass"));

    // What is included is part of it.
    replace(
        root,
        "specs/shared/types.yaml",
        &FRAGMENT.replace("city", "town"),
    );
    watched.until("✔ 1 spec fine, files changed");
    assert!(read(root, "generated/acme/src/types/place.rs").contains("town"));

    // A problem is shown, and what was made stays as it is.
    replace(
        root,
        "specs/acme.yaml",
        &SPEC.replace("returns: Parcel", "returns: Parsel"),
    );
    watched.until("✘ 1 error in acme.yaml");
    watched.problem("error[AL0202]: there is no type `Parsel`");
    watched.problem("specs/acme.yaml:14:14");
    assert!(read(root, "generated/acme/src/types/place.rs").contains("town"));
    replace(root, "specs/acme.yaml", SPEC);
    watched.until("✔ 1 spec fine, nothing to write");

    // An included file goes, and comes back.
    fs::remove_file(root.join("specs/shared/types.yaml")).expect("a file goes");
    watched.until("✘ 1 error in acme.yaml");
    watched.problem("there is no file `specs/shared/types.yaml`");
    // Its folder is still watched when all is quiet again.
    std::thread::sleep(Duration::from_millis(300));
    write(root, "specs/shared/types.yaml", FRAGMENT);
    watched.until("✔ 1 spec fine, files changed");

    // Specs come and go, several at once.
    write(root, "specs/bolt.yaml", &other("bolt"));
    write(root, "specs/cord.yaml", &other("cord"));
    while !root.join("generated/cord/Cargo.toml").exists() {
        let status = watched.status();
        assert!(status.contains("fine"), "{status}");
    }
    assert!(root.join("generated/bolt/Cargo.toml").exists());
    fs::remove_file(root.join("specs/bolt.yaml")).expect("a file goes");
    while root.join("generated/bolt/Cargo.toml").exists() {
        watched.status();
    }

    // All specs go, and come back.
    fs::rename(root.join("specs"), root.join("elsewhere")).expect("a folder is renamed");
    watched.until("✘ no specs");
    watched.problem("the folder `specs` cannot be read");
    assert!(root.join("generated/acme/Cargo.toml").exists());
    fs::rename(root.join("elsewhere"), root.join("specs")).expect("a folder is renamed");
    watched.until("✔ 2 specs fine, nothing to write");

    // The same so fast that nothing is different in the end: the folder is watched as before.
    fs::rename(root.join("specs"), root.join("elsewhere")).expect("a folder is renamed");
    fs::rename(root.join("elsewhere"), root.join("specs")).expect("a folder is renamed");
    std::thread::sleep(Duration::from_millis(300));
    replace(
        root,
        "specs/cord.yaml",
        &other("cord").replace("id:", "no:"),
    );
    watched.until("✘ 2 errors in cord.yaml");
}

#[test]
fn specs_are_checked_and_generated_however_they_are_saved() {
    all_ways_of_saving(&[]);
}

#[test]
fn specs_are_looked_at_again_and_again_where_the_system_tells_nothing() {
    all_ways_of_saving(&["--poll"]);
}

#[test]
fn nothing_is_said_while_nothing_changes() {
    let folder = folder();
    let root = folder.path();
    let watched = Watched::start(root, &[]);
    watched.status();
    // Written again, renamed over, and a file that is none of the specs.
    for step in 0..3 {
        match step {
            0 => write(root, "specs/acme.yaml", SPEC),
            1 => replace(root, "specs/acme.yaml", SPEC),
            _ => write(root, "specs/notes.txt", "mine"),
        }
        // Long enough for a run; nothing fails where it is too short.
        std::thread::sleep(Duration::from_millis(300));
    }
    // The next status is of the first change, and no other one came before.
    replace(root, "specs/acme.yaml", &SPEC.replace("Parcel", "Package"));
    let status = watched.status();
    assert!(status.ends_with(" files changed"), "{status}");
    assert!(watched.errors.try_recv().is_err(), "nothing is wrong");
}

#[test]
fn only_named_specs_are_watched_and_nothing_is_written_if_that_is_wanted() {
    let folder = folder();
    let root = folder.path();
    write(root, "specs/bolt.yaml", "apiloom: 1\n");
    let watched = Watched::start(root, &["specs/acme.yaml", "--check-only"]);
    assert_eq!(watched.status(), "✔ 1 spec fine");
    let unused = SPEC.replace("returns: Parcel", "returns: string");
    replace(root, "specs/acme.yaml", &unused);
    assert_eq!(watched.status(), "✔ 1 spec fine, 2 warnings");
    watched.problem("warning[AL0204]");
    // Warnings that are known are not told again.
    replace(
        root,
        "specs/acme.yaml",
        &unused.replace("parcels", "packages"),
    );
    assert_eq!(watched.status(), "✔ 1 spec fine, 2 warnings");
    replace(root, "specs/acme.yaml", SPEC);
    assert_eq!(watched.status(), "✔ 1 spec fine");
    let rest: Vec<String> = watched.errors.try_iter().collect();
    let again = rest.iter().filter(|line| line.contains("warning[")).count();
    assert!(again < 2, "{rest:?}");
    assert!(!root.join("generated").exists());
}

#[test]
fn what_was_edited_by_hand_is_kept() {
    let folder = folder();
    let root = folder.path();
    let watched = Watched::start(root, &["--out", "made"]);
    watched.status();
    let client = "made/acme/src/client.rs";
    let mine = format!("// mine\n{}", read(root, client));
    write(root, client, &mine);
    replace(
        root,
        "specs/acme.yaml",
        &SPEC.replace("get_parcel", "fetch"),
    );
    assert_eq!(watched.status(), "✘ 1 spec fine, nothing written");
    watched.problem("`made/acme/src/client.rs` was edited by hand");
    assert_eq!(read(root, client), mine);
}

#[test]
fn programs_get_a_line_for_each_run() {
    let folder = folder();
    let root = folder.path();
    let watched = Watched::start(root, &["--format", "json"]);
    let next = || -> serde_json::Value {
        let line = watched.lines.recv_timeout(LONG).expect("a line");
        serde_json::from_str(&line).expect("JSON")
    };
    let first = next();
    assert_eq!((&first["fine"], &first["specs"]), (&true.into(), &1.into()));
    let written = first["written"].as_array().expect("a list");
    assert!(written.contains(&"acme/src/client.rs".into()), "{first}");
    replace(root, "specs/acme.yaml", &SPEC.replace("Place", "Plaza"));
    let second = next();
    assert_eq!(second["fine"], false, "{second}");
    assert_eq!(second["problems"][0]["code"], "AL0202", "{second}");
    assert_eq!(second["written"], serde_json::json!([]));
}

#[test]
fn wrong_usage() {
    let folder = folder();
    for (arguments, told) in [
        (&["watch", "--specs", "nowhere"][..], "cannot be read"),
        (&["watch", "--format", "sarif"], "`watch` writes no SARIF"),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_apiloom"))
            .current_dir(folder.path())
            .args(arguments)
            .output()
            .expect("it ends by itself");
        assert_eq!(output.status.code(), Some(2));
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains(told), "{said}");
    }
}

#[cfg(unix)]
mod signals {
    use super::*;

    #[test]
    fn it_ends_when_nobody_reads() {
        let folder = folder();
        let script = "\"$0\" watch | head -n 1; echo over";
        let mut child = Command::new("bash")
            .args(["-c", script, env!("CARGO_BIN_EXE_apiloom")])
            .current_dir(folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .expect("bash runs");
        let lines = lines(child.stdout.take().expect("an output"));
        let first = lines.recv_timeout(LONG).expect("a line");
        assert!(first.contains("✔ 1 spec fine"), "{first}");
        for number in 0.. {
            write(
                folder.path(),
                "specs/acme.yaml",
                &format!("{SPEC}# {number}\n"),
            );
            if let Ok(line) = lines.recv_timeout(Duration::from_millis(300)) {
                assert_eq!(line, "over");
                break;
            }
            assert!(number < 100, "it goes on");
        }
        child.wait().expect("it ends");
    }

    #[test]
    fn it_ends_when_it_is_told_to() {
        for signal in ["-INT", "-TERM"] {
            let folder = folder();
            let mut watched = Watched::start(folder.path(), &[]);
            watched.status();
            let id = watched.child.id().to_string();
            let told = Command::new("kill").args([signal, &id]).status();
            assert!(told.expect("kill runs").success());
            let status = watched.child.wait().expect("it ends");
            assert_eq!(status.code(), Some(0), "{signal}");
            let check = Command::new(env!("CARGO_BIN_EXE_apiloom"))
                .current_dir(folder.path())
                .args(["generate", "--check"])
                .status();
            assert!(check.expect("it runs").success(), "all was written");
        }
    }
}
