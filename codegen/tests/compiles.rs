//! Every valid fixture becomes a crate that compiles without a warning and is formatted as `cargo fmt` would.
#![cfg(feature = "crates")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use apiloom_codegen::diagnostic::{self, Language};
use apiloom_codegen::emit::package::{self, Runtime};
use apiloom_codegen::pipeline;

#[test]
fn fixtures_have_no_problems() {
    let checked = pipeline::check(&support::yaml_files("tests/fixtures/valid"));
    let texts: Vec<String> = checked
        .diagnostics
        .iter()
        .map(|d| diagnostic::text(&checked.sources, d, false, Language::English))
        .collect();
    assert!(texts.is_empty(), "\n{}", texts.join("\n\n"));
}

/// One workspace for all, so that the runtime is compiled once; it stands outside of this repository's.
#[test]
fn generated_crates_compile() {
    let checked = pipeline::check(&support::yaml_files("tests/fixtures/valid"));
    assert!(!checked.has_errors(), "the fixtures are not valid");
    let workspace = support::folder("crates");
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the package stands in the workspace");
    for api in &checked.apis {
        let folder = workspace.join(api.vendor.snake());
        for file in package::files(api, &Runtime::Workspace) {
            let path = folder.join(&file.path);
            fs::create_dir_all(path.parent().expect("a file stands in a folder"))
                .expect("the folder can be made");
            fs::write(&path, &file.text).expect("the file can be written");
        }
    }
    let runtime = repository.join("runtime");
    let manifest = format!(
        "[workspace]\nresolver = \"3\"\nmembers = [\"*\"]\n\n\
         [workspace.dependencies]\napiloom = {{ path = {runtime:?}, default-features = false }}\n"
    );
    fs::write(workspace.join("Cargo.toml"), manifest).expect("the manifest can be written");
    // The versions that the repository is built with are the ones at hand without a network.
    let _ = fs::copy(repository.join("Cargo.lock"), workspace.join("Cargo.lock"));
    // Not `--all`, which takes in the runtime.
    let mut format = vec!["fmt".to_owned(), "--check".to_owned()];
    format.extend(
        checked
            .apis
            .iter()
            .flat_map(|api| ["--package".to_owned(), package::package_name(api)]),
    );
    run(
        &workspace,
        &format.iter().map(String::as_str).collect::<Vec<_>>(),
    );
    run(
        &workspace,
        &["check", "--workspace", "--offline", "--quiet"],
    );
}

fn run(workspace: &Path, arguments: &[&str]) {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let target: PathBuf = Path::new(env!("CARGO_TARGET_TMPDIR")).join("front-target");
    let output = Command::new(cargo)
        .args(arguments)
        .current_dir(workspace)
        .env("RUSTFLAGS", "-D warnings")
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
