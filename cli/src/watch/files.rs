//! What was read, to tell whether something else is there now.

use std::io::Error;
use std::path::{Path, PathBuf};

use apiloom_codegen::diagnostic::Diagnostic;
use apiloom_codegen::pipeline::Recorded;

use crate::generate::Target;
use crate::report;

/// The specs and what they include, as they were read.
pub(super) struct Files {
    specs: Result<Vec<PathBuf>, Diagnostic>,
    read: Recorded,
}

impl Files {
    /// The specs that there are now.
    pub(super) fn of(target: &Target) -> Self {
        Self {
            specs: specs(target),
            read: Recorded::default(),
        }
    }

    /// The specs, or why there are none.
    pub(super) fn specs(&self) -> Result<&[PathBuf], &Diagnostic> {
        self.specs.as_deref()
    }

    /// All files that were asked for.
    pub(super) fn paths(&self) -> Vec<PathBuf> {
        self.read.paths()
    }

    /// Reads a file, once.
    pub(super) fn read(&self, path: &Path) -> Result<Vec<u8>, Error> {
        self.read.read(path)
    }

    /// Whether something else is there now.
    pub(super) fn have_changed(&self, target: &Target) -> bool {
        specs(target) != self.specs || self.read.has_changed()
    }

    /// Whether a file that held something is gone or empty: who saves it may not be done.
    pub(super) fn are_halfway(&self) -> bool {
        self.read.is_halfway()
    }
}

fn specs(target: &Target) -> Result<Vec<PathBuf>, Diagnostic> {
    report::specs(&target.named, &target.input)
}

/// The folder that a file stands in, and the one that a link leads to.
pub(super) fn folders_of(path: &Path) -> Vec<PathBuf> {
    let target = path.canonicalize().ok();
    let paths = std::iter::once(path).chain(target.as_deref());
    paths.filter_map(folder_of).collect()
}

fn folder_of(path: &Path) -> Option<PathBuf> {
    match path.parent() {
        Some(folder) if folder.as_os_str().is_empty() => Some(PathBuf::from(".")),
        folder => folder.map(Path::to_owned),
    }
}
