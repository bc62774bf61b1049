//! Files as they were read.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{Error, ErrorKind, Result};
use std::path::{Path, PathBuf};

use super::read_file;

/// The bytes of a file, or why there are none.
type Contents = std::result::Result<Vec<u8>, ErrorKind>;

/// What was read, to tell whether something else is there now: by contents, since two changes may be of one length
/// and, as the clocks of file systems are coarse, of one time.
#[derive(Debug, Default)]
pub struct Recorded {
    /// Also those that are not there.
    files: RefCell<BTreeMap<PathBuf, Contents>>,
}

impl Recorded {
    /// Reads a file, once.
    ///
    /// # Errors
    /// Those of [`read_file`], of which the kind is kept.
    pub fn read(&self, path: &Path) -> Result<Vec<u8>> {
        let mut files = self.files.borrow_mut();
        let contents = files
            .entry(path.to_owned())
            .or_insert_with(|| contents(path));
        contents.clone().map_err(Error::from)
    }

    /// All files that were asked for.
    pub fn paths(&self) -> Vec<PathBuf> {
        self.files.borrow().keys().cloned().collect()
    }

    /// The same files as they are now.
    #[must_use]
    pub fn again(&self) -> Self {
        let files = self.files.borrow();
        let files = files.keys().map(|path| (path.clone(), contents(path)));
        Self {
            files: RefCell::new(files.collect()),
        }
    }

    /// The files that hold something else now, in order.
    pub fn changed(&self) -> Vec<PathBuf> {
        let files = self.files.borrow();
        let changed = files.iter().filter(|(path, old)| contents(path) != **old);
        changed.map(|(path, _)| path.clone()).collect()
    }

    /// Whether any file holds something else now.
    pub fn has_changed(&self) -> bool {
        let files = self.files.borrow();
        let mut files = files.iter();
        files.any(|(path, old)| contents(path) != *old)
    }

    /// Whether a file that held something is gone or empty: who saves it may not be done.
    pub fn is_halfway(&self) -> bool {
        let files = self.files.borrow();
        let mut held = files.iter().filter(|(_, old)| holds_something(old));
        held.any(|(path, _)| !holds_something(&contents(path)))
    }
}

fn contents(path: &Path) -> Contents {
    read_file(path).map_err(|error| error.kind())
}

fn holds_something(contents: &Contents) -> bool {
    contents.as_ref().is_ok_and(|bytes| !bytes.is_empty())
}
