//! The door for build scripts: clients written to `$OUT_DIR` while a crate is built.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use crate::diagnostic::{self, Severity};
use crate::{emit, pipeline, print};

/// Generates the client of one spec for the crate whose build script calls this.
///
/// The path starts at the folder of the crate's `Cargo.toml`.
/// The client is written to `$OUT_DIR/<vendor>.rs`; include it in a module of its own:
///
/// ```text
/// mod acme {
///     include!(concat!(env!("OUT_DIR"), "/acme.rs"));
/// }
/// ```
///
/// Problems are reported the way cargo reports them, and fail the build; nothing panics.
pub fn build(spec: impl Into<PathBuf>) {
    Build::new().spec(spec).run();
}

/// What a build script generates.
#[derive(Clone, Debug, Default)]
#[must_use = "nothing is generated until `run` is called"]
pub struct Build {
    specs: Vec<PathBuf>,
    out: Option<PathBuf>,
}

impl Build {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a spec.
    pub fn spec(mut self, path: impl Into<PathBuf>) -> Self {
        self.specs.push(path.into());
        self
    }

    /// Writes to this folder, in place of `$OUT_DIR`.
    pub fn out_dir(mut self, path: impl Into<PathBuf>) -> Self {
        self.out = Some(path.into());
        self
    }

    /// Generates, and tells cargo what to watch and what is wrong.
    pub fn run(self) {
        for line in self.lines() {
            // What a spec or a path says must not become a line of its own, which cargo would obey.
            println!("{}", diagnostic::one_line(&line));
        }
    }

    /// What cargo is told.
    fn lines(&self) -> Vec<String> {
        let checked = pipeline::check(&self.specs);
        let watched = checked.read.iter().chain(&self.specs);
        let mut lines: Vec<String> = watched
            .map(|path| format!("cargo::rerun-if-changed={}", path.display()))
            .collect();
        lines.sort();
        lines.dedup();
        for found in &checked.diagnostics {
            let word = match found.severity() {
                Severity::Error => "error",
                Severity::Warning => "warning",
            };
            lines.push(format!(
                "cargo::{word}={}",
                diagnostic::summary(&checked.sources, found)
            ));
            lines.extend(
                found
                    .help
                    .iter()
                    .map(|help| format!("cargo::{word}=  help: {help}")),
            );
        }
        if checked.has_errors() {
            return lines;
        }
        let Some(out) = self
            .out
            .clone()
            .or_else(|| env::var_os("OUT_DIR").map(PathBuf::from))
        else {
            lines.push(
                "cargo::error=there is no OUT_DIR: call this from a build script, or say `out_dir`"
                    .to_owned(),
            );
            return lines;
        };
        let mut files = BTreeMap::new();
        for api in &checked.apis {
            let name = api.vendor.snake();
            let head = format!(
                "// Generated from `{}` by its crate's build script; edit the spec.\n\n",
                api.path
            );
            files.insert(
                format!("{name}.rs"),
                head + &print::file(emit::rust::single(api)),
            );
        }
        for (name, text) in files {
            let path = out.join(name);
            if let Err(error) = write(&path, &text) {
                lines.push(format!(
                    "cargo::error=`{}` cannot be written: {error}",
                    path.display()
                ));
            }
        }
        lines
    }
}

/// Writes a file if its text differs.
fn write(path: &Path, text: &str) -> io::Result<()> {
    if fs::read(path).is_ok_and(|before| before == text.as_bytes()) {
        return Ok(());
    }
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_spec_cannot_speak_to_cargo() {
        let folder = env::temp_dir().join(format!("apiloom-build-script-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let spec = folder.join("evil.yaml");
        let text =
            "apiloom: 1\nvendor: evil\nsettings: { \"x\\ncargo::rustc-env=EVIL=1\\ny\": string }\n";
        fs::write(&spec, text).expect("a spec");
        let lines = Build::new().spec(&spec).out_dir(&folder).lines();
        assert!(lines.iter().any(|line| line.contains("EVIL")), "{lines:?}");
        for line in lines.iter().map(|line| diagnostic::one_line(line)) {
            assert!(
                !line.contains('\n') && line.starts_with("cargo::"),
                "{line}"
            );
            assert!(!line.starts_with("cargo::rustc"), "{line}");
        }
        fs::remove_dir_all(&folder).expect("the folder goes");
    }
}
