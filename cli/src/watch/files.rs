//! What was read, to tell whether something else is there now.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{Error, ErrorKind};
use std::path::{Path, PathBuf};

use apiloom_codegen::diagnostic::Diagnostic;
use apiloom_codegen::pipeline;

use crate::generate::Target;
use crate::report;

/// The bytes of a file, or why there are none.
type Contents = Result<Vec<u8>, ErrorKind>;

/// The specs and what they include, as they were read.
pub(super) struct Files {
    specs: Result<Vec<PathBuf>, Diagnostic>,
    /// Also those that are not there.
    read: RefCell<BTreeMap<PathBuf, Contents>>,
}

impl Files {
    /// The specs that there are now.
    pub(super) fn of(target: &Target) -> Self {
        Self {
            specs: specs(target),
            read: RefCell::default(),
        }
    }

    /// The specs, or why there are none.
    pub(super) fn specs(&self) -> Result<&[PathBuf], &Diagnostic> {
        self.specs.as_deref()
    }

    /// All files that were asked for.
    pub(super) fn paths(&self) -> Vec<PathBuf> {
        self.read.borrow().keys().cloned().collect()
    }

    /// Reads a file, once.
    pub(super) fn read(&self, path: &Path) -> Result<Vec<u8>, Error> {
        let mut read = self.read.borrow_mut();
        let contents = read
            .entry(path.to_owned())
            .or_insert_with(|| contents(path));
        contents.clone().map_err(Error::from)
    }

    /// Whether something else is there now.
    pub(super) fn have_changed(&self, target: &Target) -> bool {
        let mut read = self.read.borrow().clone().into_iter();
        specs(target) != self.specs || read.any(|(path, old)| contents(&path) != old)
    }

    /// Whether a file that held something is gone or empty: who saves it may not be done.
    pub(super) fn are_halfway(&self) -> bool {
        let read = self.read.borrow();
        let mut held = read.iter().filter(|(_, old)| holds_something(old));
        held.any(|(path, _)| !holds_something(&contents(path)))
    }
}

fn specs(target: &Target) -> Result<Vec<PathBuf>, Diagnostic> {
    report::specs(&target.named, &target.input)
}

fn contents(path: &Path) -> Contents {
    pipeline::read_file(path).map_err(|error| error.kind())
}

fn holds_something(contents: &Contents) -> bool {
    contents.as_ref().is_ok_and(|bytes| !bytes.is_empty())
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
