//! Each case is a mistake, and the text that the compiler shows for it.

use std::fs;
use std::path::{Path, PathBuf};

#[test]
fn mistakes_are_told_as_recorded() {
    lay_out_specs();
    let cases = trybuild::TestCases::new();
    cases.compile_fail("*.rs");
    cases.compile_fail("derive/*.rs");
    cases.compile_fail("validate/*.rs");
}

/// Copies the specs that cases name to where the macro looks for them: in the folder of the package that trybuild makes.
fn lay_out_specs() {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("specs");
    let to = project().join("specs");
    fs::create_dir_all(&to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let (text, to) = (fs::read(entry.path()).unwrap(), to.join(entry.file_name()));
        // A file that is not touched lets trybuild build nothing anew.
        if !fs::read(&to).is_ok_and(|before| before == text) {
            fs::write(to, text).unwrap();
        }
    }
}

/// The folder of the package that trybuild makes: in the target folder, whose `tmp` cargo gives.
fn project() -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().unwrap();
    target.join("tests/trybuild").join(env!("CARGO_PKG_NAME"))
}
