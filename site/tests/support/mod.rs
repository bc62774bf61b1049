//! Books of specs, for tests.

#![allow(dead_code, reason = "each test uses some of it")]

use std::path::{Path, PathBuf};

use apiloom_codegen::model::Api;
use apiloom_codegen::pipeline;
use apiloom_site::{Pair, books};

/// Where the specs that generated clients are compiled from stand.
pub(crate) const FIXTURES: &str = "../codegen/tests/fixtures/valid";

/// The specs in a folder, by name.
pub(crate) fn specs(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = std::fs::read_dir(&folder).expect("a folder of specs");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut specs: Vec<PathBuf> = paths
        .filter(|path| path.extension().is_some_and(|ext| ext == "yaml"))
        .collect();
    specs.sort();
    assert!(specs.len() > 3, "{folder:?} has specs");
    specs
}

/// The checked API of a spec.
pub(crate) fn api(path: &Path) -> Api {
    let checked = pipeline::check(&[path.to_owned()]);
    assert!(!checked.has_errors(), "{path:?}: {:?}", checked.diagnostics);
    checked.apis.into_iter().next().expect("an API")
}

/// The documentation of a spec.
pub(crate) fn pair(path: &Path) -> Pair {
    books(&[api(path)]).remove(0)
}

/// The documentation of a spec of the test's own, in a file of this name.
pub(crate) fn written(name: &str, text: &str) -> Pair {
    let path = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}.yaml"));
    std::fs::write(&path, text).expect("a file");
    pair(&path)
}

/// All specs that there are.
pub(crate) fn all() -> Vec<PathBuf> {
    let mut all = specs(FIXTURES);
    all.extend(specs("../specs"));
    all
}
