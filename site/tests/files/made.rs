//! Specs of tests, and the files that are made of them.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use apiloom_codegen::diagnostic::Severity;
use apiloom_codegen::model::Api;
use apiloom_codegen::pipeline::{self, Checked};

/// Texts by their paths.
pub(crate) type Files = BTreeMap<String, String>;

/// The folder of this package.
pub(crate) fn here() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The specs in a folder of the repository.
pub(crate) fn specs_in(folder: &str) -> Vec<PathBuf> {
    let found = pipeline::specs_in(&here().join("..").join(folder));
    let found = found.unwrap_or_else(|error| panic!("{folder}: {error}"));
    assert!(!found.is_empty(), "{folder} has specs");
    found
}

/// Checks one spec, whose text is given.
pub(crate) fn check_text(path: &Path, text: &str) -> Checked {
    let read = |asked: &Path| match asked == path {
        true => Ok(text.as_bytes().to_vec()),
        false => fs::read(asked),
    };
    pipeline::check_from(&[path.to_owned()], &read)
}

/// Whether specs have errors; warnings are none.
pub(crate) fn errors(checked: &Checked) -> Vec<String> {
    let errors = checked.diagnostics.iter();
    let errors = errors.filter(|found| found.severity() == Severity::Error);
    errors
        .map(|found| format!("{:?} {}", found.code, found.message))
        .collect()
}

/// The checked API of a spec that has no errors.
pub(crate) fn apis(paths: &[PathBuf]) -> Vec<Api> {
    let checked = pipeline::check(paths);
    assert_eq!(errors(&checked), Vec::<String>::new());
    checked.apis
}

/// The files of the documentation.
pub(crate) fn files(apis: &[Api]) -> Files {
    let files = apiloom_site::files(apis).expect("every page can be printed");
    let count = files.len();
    let files: Files = files
        .into_iter()
        .map(|file| (file.path, file.text))
        .collect();
    assert_eq!(files.len(), count, "no path stands twice");
    files
}
