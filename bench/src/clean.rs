//! What a crate that uses one generated client costs whoever builds it for the first time.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::clock;
use crate::report::Line;

/// Of so many runs the best counts: everything else makes a run slower.
const RUNS: usize = 2;

/// What the crate takes of the client, and the most seconds that a build should take.
const WAYS: [(&str, &str, Option<f64>); 2] = [
    ("with TLS and gzip", "", Some(60.0)),
    ("without I/O", ", default-features = false", None),
];

/// Builds the crate in each way, from nothing.
pub(crate) fn lines(folder: &Path) -> Vec<Line> {
    WAYS.iter()
        .map(|(words, features, most)| {
            let app = write(&folder.join("clean"), features);
            let builds = (0..RUNS).map(|_| build(&app));
            let best = builds.min_by_key(|build| build.cpu).expect("a run");
            let what = format!(
                "clean debug build of one client {words}, {} crates",
                best.crates
            );
            let line = Line::seconds(&what, best.cpu.as_secs_f64());
            match most {
                Some(most) => line.at_most(*most),
                None => line,
            }
        })
        .collect()
}

struct Build {
    cpu: Duration,
    crates: usize,
}

/// Writes the crate; its dependencies are those that the workspace has locked.
fn write(folder: &Path, features: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let root = root.canonicalize().expect("the workspace is here");
    let manifest = format!(
        "[package]\nname = \"app\"\nedition = \"2024\"\n\n[dependencies]\n\
         apiloom-dmhub = {{ path = \"{}\"{features} }}\n\n[workspace]\n",
        root.join("generated/dmhub").display()
    );
    let main = "fn main() {\n    let client = dmhub::Client::new(dmhub::Settings::new(\"a\", \"b\"));\n    \
                drop(client.get_customer(1).into_future());\n}\n";
    fs::create_dir_all(folder.join("src")).expect("a folder");
    fs::write(folder.join("Cargo.toml"), manifest).expect("a file");
    fs::write(folder.join("src/main.rs"), main).expect("a file");
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).expect("a file");
    folder.to_owned()
}

/// Builds everything anew; gives user and system time, and how many crates there are.
fn build(app: &Path) -> Build {
    let target = app.join("target");
    if target.exists() {
        fs::remove_dir_all(&target).expect("what was built goes");
    }
    let cargo = |words: &[&str]| {
        let mut command = Command::new(env!("CARGO"));
        command.args(words).current_dir(app).env_remove("RUSTFLAGS");
        command.env("CARGO_TARGET_DIR", &target);
        command.output().expect("cargo runs")
    };
    // What has to be fetched is fetched before.
    cargo(&["fetch"]);
    let before = clock::children();
    let output = cargo(&["build"]);
    let cpu = clock::children() - before;
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "cargo cannot build: {said}");
    let compiled = said
        .lines()
        .filter(|line| line.trim_start().starts_with("Compiling "));
    Build {
        cpu,
        crates: compiled.count(),
    }
}
