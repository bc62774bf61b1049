//! The files of `docs/ci` and the hooks for pre-commit, run as they stand: over a repository with a spec, its
//! crate and a tag, and over what somebody may do to it.
#![cfg(unix)]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

/// The specs and crates of a user, in a repository with a tag.
struct Repository {
    folder: TempDir,
}

impl Repository {
    /// Everything is committed, and there is no tag.
    fn untagged() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let repository = Self { folder };
        repository.write(
            "Cargo.toml",
            "[workspace]\nmembers = [\"generated/*\"]\n\n[workspace.dependencies]\napiloom = { git = \"https://git.example/apiloom.git\" }\n",
        );
        repository.fine("apiloom new acme --auth token");
        repository.fine("apiloom generate");
        repository.fine("git init --quiet --initial-branch main");
        repository.commit();
        repository
    }

    fn new() -> Self {
        let repository = Self::untagged();
        repository.fine("git tag v1.0.0");
        repository
    }

    fn commit(&self) {
        self.fine("git add --all && git commit --quiet --message Change");
    }

    fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join(path)
    }

    fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).expect("a file is read")
    }

    fn write(&self, path: &str, text: &str) {
        fs::write(self.path(path), text).expect("a file is written");
    }

    /// Replaces a text of the spec that stands there once.
    fn edit(&self, before: &str, after: &str) {
        let text = self.read("specs/acme.yaml");
        assert_eq!(text.matches(before).count(), 1, "{before}");
        self.write("specs/acme.yaml", &text.replace(before, after));
    }

    /// Runs a script as a step of a workflow with `shell: bash` is run.
    fn run(&self, script: &str) -> Output {
        let command = Path::new(env!("CARGO_BIN_EXE_apiloom"));
        let folder = command.parent().expect("a command stands in a folder");
        let path = std::env::var_os("PATH").unwrap_or_default();
        let path = std::env::join_paths(
            std::iter::once(folder.to_owned()).chain(std::env::split_paths(&path)),
        );
        let mut bash = Command::new("bash");
        let bash = bash
            .args(["--noprofile", "--norc", "-eo", "pipefail", "-c", script])
            .current_dir(self.folder.path())
            .env("PATH", path.expect("the path has folders"))
            .env("GITHUB_STEP_SUMMARY", self.path(".git/summary.md"))
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            // The repository around the folder of temporary files, if there is one, is none of this.
            .env("GIT_CEILING_DIRECTORIES", self.folder.path())
            .envs(["AUTHOR", "COMMITTER"].map(|who| (format!("GIT_{who}_NAME"), "Nobody")))
            .envs(
                ["AUTHOR", "COMMITTER"].map(|who| (format!("GIT_{who}_EMAIL"), "n@acme.example")),
            );
        bash.output().expect("bash runs")
    }

    fn fine(&self, script: &str) {
        let output = self.run(script);
        assert!(output.status.success(), "{script}\n{}", told(&output));
    }

    /// The steps of the workflow that fail.
    fn red_steps(&self) -> Vec<String> {
        let steps = steps().into_iter();
        let failed = steps.filter(|(_, script)| !self.run(script).status.success());
        failed.map(|(name, _)| name).collect()
    }

    /// The hooks for pre-commit that fail, or that change a file; the files are those that it would name.
    fn red_hooks(&self) -> Vec<String> {
        let hooks = yaml("../.pre-commit-hooks.yaml");
        let hooks = hooks.as_array().expect("a list of hooks");
        let mut red = Vec::new();
        for hook in hooks {
            let text = |key: &str| hook[key].as_str().expect("a text").to_owned();
            let files = match hook["pass_filenames"] == false {
                true => "",
                false => " specs/acme.yaml",
            };
            let before = self.read("specs/acme.yaml");
            let passed = self
                .run(&format!("{}{files}", text("entry")))
                .status
                .success();
            if !passed || self.read("specs/acme.yaml") != before {
                red.push(text("id"));
            }
            self.write("specs/acme.yaml", &before);
        }
        red
    }

    /// Whether the script of the other file succeeds, and what it says.
    fn gitlab(&self) -> (bool, String) {
        let file = yaml("../docs/ci/gitlab.yml");
        let lines = file["specs"]["script"].as_array().expect("a list");
        let lines: Vec<&str> = lines.iter().filter_map(Value::as_str).collect();
        let output = self.run(&lines.join("\n"));
        (output.status.success(), told(&output))
    }
}

fn told(output: &Output) -> String {
    let (out, err) = (&output.stdout, &output.stderr);
    String::from_utf8_lossy(&[out.as_slice(), err].concat()).into_owned()
}

/// A file of this repository.
fn yaml(path: &str) -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    let text = fs::read_to_string(&path).expect("the file can be read");
    serde_yaml::from_str(&text).expect("the file is YAML")
}

/// What the workflow runs, by the names of the steps; the command is built here, not installed.
fn steps() -> Vec<(String, String)> {
    let file = yaml("../docs/ci/github.yml");
    assert_eq!(file["defaults"]["run"]["shell"], "bash");
    let steps = file["jobs"]["specs"]["steps"].as_array().expect("steps");
    let runs = steps.iter().filter_map(|step| {
        let script = step["run"].as_str()?;
        let name = step["name"].as_str().expect("a name");
        (!script.starts_with("cargo install ")).then(|| (name.to_owned(), script.to_owned()))
    });
    runs.collect()
}

#[test]
fn the_steps_are_these() {
    let names: Vec<String> = steps().into_iter().map(|(name, _)| name).collect();
    assert_eq!(
        names,
        ["Check", "Format", "Drift", "Breaking changes", "Coverage"]
    );
    let uploaded = yaml("../docs/ci/github.yml");
    let uploaded = uploaded["jobs"]["specs"]["steps"]
        .as_array()
        .expect("steps");
    let file = uploaded
        .iter()
        .find_map(|step| step["with"]["sarif_file"].as_str());
    let (_, check) = &steps()[0];
    assert!(check.ends_with(&format!("> {}", file.expect("an upload"))));
}

#[test]
fn an_unchanged_repository_is_green() {
    let repository = Repository::new();
    assert_eq!(repository.red_steps(), [] as [&str; 0]);
    assert_eq!(repository.red_hooks(), [] as [&str; 0]);
    let (passed, told) = repository.gitlab();
    assert!(passed, "{told}");
    let log: Value = serde_json::from_str(&repository.read("apiloom.sarif")).expect("JSON");
    assert_eq!(log["version"], "2.1.0");
    assert_eq!(log["runs"][0]["results"], serde_json::json!([]));
    let summary = repository.read(".git/summary.md");
    assert!(summary.contains("acme"), "{summary}");
    assert!(summary.contains("| specs/acme.yaml | 4 |"), "{summary}");
}

#[test]
fn a_repository_without_a_tag_is_green() {
    let repository = Repository::untagged();
    assert_eq!(repository.red_steps(), [] as [&str; 0]);
    let (passed, told) = repository.gitlab();
    assert!(passed && told.contains("no tag yet"), "{told}");
}

#[test]
fn an_unformatted_spec_is_red() {
    let repository = Repository::new();
    repository.edit("vendor: acme\n", "vendor:   acme\n");
    repository.commit();
    assert_eq!(repository.red_steps(), ["Format"]);
    assert_eq!(repository.red_hooks(), ["apiloom-fmt"]);
    assert!(!repository.gitlab().0);
}

#[test]
fn drift_is_red() {
    let repository = Repository::new();
    repository.edit("doc: Gives one item.", "doc: Gives an item.");
    repository.commit();
    assert_eq!(repository.red_steps(), ["Drift"]);
    assert_eq!(repository.red_hooks(), ["apiloom-generate"]);
    let (passed, told) = repository.gitlab();
    assert!(!passed && told.contains("Gives an item."), "{told}");
}

/// Documentation that stands is checked in the same step as the crates.
#[test]
fn drift_of_documentation_is_red() {
    let repository = Repository::new();
    repository.fine("apiloom docs");
    repository.commit();
    assert_eq!(repository.red_steps(), Vec::<String>::new());
    assert_eq!(repository.red_hooks(), Vec::<String>::new());
    repository.edit("doc: Gives one item.", "doc: Gives an item.");
    repository.fine("apiloom generate --no-docs");
    repository.commit();
    assert_eq!(repository.red_steps(), ["Drift"]);
    assert_eq!(repository.red_hooks(), ["apiloom-generate"]);
    let (passed, told) = repository.gitlab();
    assert!(!passed && told.contains("docs/vendors/"), "{told}");
    repository.fine("apiloom generate");
    repository.commit();
    assert_eq!(repository.red_steps(), Vec::<String>::new());
}

#[test]
fn a_breaking_change_since_the_last_tag_is_red() {
    let repository = Repository::new();
    repository.edit(
        "name: { type: string!, length: 1..100,",
        "name: { type: string!, length: 1..50,",
    );
    repository.fine("apiloom generate");
    repository.commit();
    assert_eq!(repository.red_steps(), ["Breaking changes"]);
    assert_eq!(repository.red_hooks(), [] as [&str; 0]);
    let (passed, told) = repository.gitlab();
    assert!(!passed && told.contains("1 change is denied"), "{told}");
    // With the next version, it is what there is.
    repository.fine("git tag v2.0.0");
    assert_eq!(repository.red_steps(), [] as [&str; 0]);
}

#[test]
fn a_change_that_breaks_nobody_is_green() {
    let repository = Repository::new();
    repository.edit(
        "      created_at: ",
        "      note: { type: string, from: guide, doc: A remark. }\n      created_at: ",
    );
    repository.fine("apiloom fmt && apiloom generate");
    repository.commit();
    assert_eq!(repository.red_steps(), [] as [&str; 0]);
    let summary = repository.read(".git/summary.md");
    assert!(summary.contains("types.Item.fields.note"), "{summary}");
}

#[test]
fn a_mistake_is_red_and_in_the_log_that_is_uploaded() {
    let repository = Repository::new();
    repository.edit(
        "returns: { type: Item, at: body.data }\n    entity: { of: Item, does: create }",
        "returns: { type: Itme, at: body.data }\n    entity: { of: Item, does: create }",
    );
    repository.commit();
    let red = repository.red_steps();
    assert_eq!(red, ["Check", "Drift", "Breaking changes", "Coverage"]);
    assert_eq!(
        repository.red_hooks(),
        ["apiloom-check", "apiloom-generate"]
    );
    assert!(!repository.gitlab().0);
    let log: Value = serde_json::from_str(&repository.read("apiloom.sarif")).expect("JSON");
    let result = &log["runs"][0]["results"][0];
    assert_eq!(result["ruleId"], "AL0202");
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "specs/acme.yaml");
    assert!(place["region"]["startLine"].is_u64());
}

#[test]
fn what_has_no_example_is_red() {
    let repository = Repository::new();
    let text = repository.read("specs/acme.yaml");
    let at = text.rfind("    examples:\n").expect("examples");
    repository.write("specs/acme.yaml", &text[..at]);
    repository.fine("apiloom generate");
    repository.commit();
    assert_eq!(repository.red_steps(), ["Coverage"]);
    let (passed, told) = repository.gitlab();
    // Only what was taken away showed this code.
    assert!(
        !passed && told.contains("types.ItemState.enum.1 stands in no example"),
        "{told}"
    );
}

/// What `files` of the hooks takes: specs and what they include, and nothing beside them.
#[test]
fn hooks_are_for_the_files_of_specs() {
    let hooks = yaml("../.pre-commit-hooks.yaml");
    let hooks = hooks.as_array().expect("a list of hooks");
    let ids: Vec<&str> = hooks
        .iter()
        .filter_map(|hook| hook["id"].as_str())
        .collect();
    assert_eq!(ids, ["apiloom-check", "apiloom-fmt", "apiloom-generate"]);
    for hook in hooks {
        assert_eq!(hook["language"], "system");
        let pattern = hook["files"].as_str().expect("a pattern");
        let matched = |path: &str| {
            let script = "[[ $1 =~ $2 ]]";
            let mut bash = Command::new("bash");
            let bash = bash.args(["-c", script, "bash", path, pattern]);
            bash.status().expect("bash runs").success()
        };
        assert!(matched("specs/acme.yaml") && matched("specs/shared/types.yml"));
        assert!(!matched("docs/acme.yaml") && !matched("src/specs/acme.yaml"));
    }
}
