//! What a client costs its compiler, against serde's derive.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use apiloom_codegen::emit::package::{self, File, Runtime};

use crate::report::Line;
use crate::{clock, derived, front};

/// How many operations the client has; its types are five for two.
const OPERATIONS: usize = 200;
/// Of so many runs the best counts: everything else makes a run slower.
const RUNS: usize = 3;

/// What is done to both crates, and the most that ours should take of the
/// peer's time.
const STEPS: [(&str, &[&str], Option<f64>); 3] = [
    ("cargo check", &["check"], Some(0.2)),
    ("debug build", &["build"], None),
    ("release build", &["build", "--release"], None),
];

/// Writes both crates below the folder, and builds them.
pub(crate) fn lines(folder: &Path) -> Vec<Line> {
    let folder = folder.join("compile");
    let sides = crates(&folder);
    let types = crate::synthetic::types_for(OPERATIONS);
    STEPS
        .iter()
        .map(|(name, words, most)| {
            let [ours, peer] = best(&sides, words);
            let what =
                format!("{name}, {types} types and {OPERATIONS} operations; peer: serde derive");
            let (ours, peer) = (ours.as_secs_f64(), peer.as_secs_f64());
            let seconds = |time: f64| format!("{time:.2} s");
            let line = Line::ratio(&what, seconds(ours), seconds(peer), ours / peer);
            match most {
                Some(most) => line.at_most(*most),
                None => line,
            }
        })
        .collect()
}

/// The folders of our crate and the peer's.
fn crates(folder: &Path) -> [PathBuf; 2] {
    let checked = front::checked(folder, OPERATIONS);
    let api = checked.apis.first().expect("one spec");
    let ours = package::files(api, &runtime());
    let peer = derived::files(&ours);
    [("ours", ours), ("peer", peer)].map(|(name, files)| write(&folder.join(name), &files))
}

/// The runtime of this repository.
pub(crate) fn runtime() -> Runtime {
    let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime");
    let runtime = runtime.canonicalize().expect("the runtime is here");
    Runtime::Path(runtime.display().to_string(), "0.1".to_owned())
}

/// Writes a crate into a folder.
pub(crate) fn write(folder: &Path, files: &[File]) -> PathBuf {
    for file in files {
        let path = folder.join(&file.path);
        let text = match file.path.as_str() {
            // The crate is in no workspace.
            "Cargo.toml" => format!("{}\n[workspace]\n", file.text),
            _ => file.text.clone(),
        };
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    folder.to_owned()
}

/// The best times of all sides, in turns, after their dependencies were
/// built.
pub(crate) fn best<const SIDES: usize>(
    sides: &[PathBuf; SIDES],
    words: &[&str],
) -> [Duration; SIDES] {
    for side in sides {
        run(side, words);
    }
    let mut best = [Duration::MAX; SIDES];
    for _ in 0..RUNS {
        for (side, best) in sides.iter().zip(&mut best) {
            *best = run(side, words).min(*best);
        }
    }
    best
}

/// Compiles the crate, and nothing else, anew; gives user and system time.
fn run(side: &Path, words: &[&str]) -> Duration {
    let root = side.join("src/lib.rs");
    let text = fs::read(&root).expect("the root");
    fs::write(&root, text).expect("the root is newer than what was built");
    let before = clock::children();
    let status = Command::new(env!("CARGO"))
        .args(words)
        .args(["--quiet", "--no-default-features"])
        .current_dir(side)
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_TARGET_DIR", side.join("target"))
        .env_remove("RUSTFLAGS")
        .stdout(Stdio::null())
        .status()
        .expect("cargo runs");
    assert!(status.success(), "cargo cannot build {}", side.display());
    clock::children() - before
}
