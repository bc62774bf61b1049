//! What the tests of the front end share.
#![allow(
    dead_code,
    reason = "each test is a crate of its own and uses what it needs"
)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The spec files of a folder, sorted.
pub(crate) fn yaml_files(folder: impl AsRef<Path>) -> Vec<PathBuf> {
    files(folder, "yaml")
}

/// The files of a folder with an extension, sorted.
pub(crate) fn files(folder: impl AsRef<Path>, extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder.as_ref()).expect("the folder can be read");
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.expect("the folder can be read").path())
        .filter(|path| path.extension().is_some_and(|found| found == extension))
        .collect();
    paths.sort();
    assert!(
        !paths.is_empty(),
        "no .{extension} in {}",
        folder.as_ref().display()
    );
    paths
}

/// The valid specs: the fixtures and the vendors'.
pub(crate) fn valid_specs() -> Vec<PathBuf> {
    let mut paths = yaml_files("tests/fixtures/valid");
    paths.extend(yaml_files("../specs"));
    paths
}

/// An empty folder for one test.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("front")
        .join(name);
    // What an earlier run left behind may not be there.
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("the folder can be made");
    folder
}

/// The lines of two texts that differ, as `diff` shows them.
pub(crate) fn difference(header: &str, before: &str, after: &str) -> String {
    let mut out = format!("--- {header}\n");
    let (before, after): (Vec<&str>, Vec<&str>) =
        (before.lines().collect(), after.lines().collect());
    let same = |a: &[&str], b: &[&str]| a.iter().zip(b).take_while(|(a, b)| a == b).count();
    let head = same(&before, &after);
    let reversed = |lines: &[&str]| -> Vec<String> {
        lines[head..]
            .iter()
            .rev()
            .map(|l| (*l).to_owned())
            .collect()
    };
    let (old, new) = (reversed(&before), reversed(&after));
    let tail = old.iter().zip(&new).take_while(|(a, b)| a == b).count();
    out.push_str(&format!("@@ line {}\n", head + 1));
    before[head..before.len() - tail]
        .iter()
        .for_each(|line| out.push_str(&format!("-{line}\n")));
    after[head..after.len() - tail]
        .iter()
        .for_each(|line| out.push_str(&format!("+{line}\n")));
    out
}

/// Makes a folder of crates a workspace with the runtime of this repository, which it stands outside of.
pub(crate) fn manifest(workspace: &Path) {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the package stands in the workspace");
    let runtime = repository.join("runtime");
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [\"*\"]\n\n\
         [workspace.dependencies]\napiloom = {{ path = {runtime:?}, default-features = false }}\n"
    );
    fs::write(workspace.join("Cargo.toml"), manifest).expect("the manifest can be written");
    // The versions that the repository is built with are the ones at hand without a network.
    let _ = fs::copy(repository.join("Cargo.lock"), workspace.join("Cargo.lock"));
}

/// Compiles a folder of crates without a warning.
pub(crate) fn compile(workspace: &Path) {
    manifest(workspace);
    run(workspace, &["check", "--workspace", "--offline", "--quiet"]);
}

/// Runs cargo in a workspace of generated crates, where a warning is an error.
pub(crate) fn run(workspace: &Path, arguments: &[&str]) {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let target: PathBuf = Path::new(env!("CARGO_TARGET_TMPDIR")).join("front-target");
    let output = Command::new(cargo)
        .args(arguments)
        .current_dir(workspace)
        .env("RUSTFLAGS", "-D warnings")
        .env("RUSTDOCFLAGS", "-D warnings")
        .env("CARGO_TARGET_DIR", target)
        .output()
        .expect("cargo can be run");
    let text = [
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    ]
    .join("\n");
    let tail: Vec<&str> = text.lines().take(150).collect();
    assert!(
        output.status.success(),
        "cargo {}:\n{}",
        arguments.join(" "),
        tail.join("\n")
    );
}
