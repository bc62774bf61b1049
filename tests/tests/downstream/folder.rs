//! Folders as strangers have them: only what differs is written, so that cargo builds anew only what changed.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The files of a folder, by their paths in it.
#[derive(Default, PartialEq)]
pub(crate) struct Folder {
    files: BTreeMap<PathBuf, Vec<u8>>,
}

impl Folder {
    /// Adds a file.
    pub(crate) fn file(&mut self, to: impl Into<PathBuf>, bytes: impl Into<Vec<u8>>) -> &mut Self {
        self.files.insert(to.into(), bytes.into());
        self
    }

    /// Adds a file, or every file of a folder, as it is on disk.
    pub(crate) fn copy(&mut self, from: &Path, to: impl Into<PathBuf>) -> &mut Self {
        let to = to.into();
        if !from.is_dir() {
            let bytes = fs::read(from).unwrap_or_else(|e| panic!("{}: {e}", from.display()));
            return self.file(to, bytes);
        }
        for path in entries(from) {
            let name = path.file_name().unwrap();
            self.copy(&path, to.join(name));
        }
        self
    }

    /// Makes a folder on disk hold these files and no other; a file that has its bytes already is left alone.
    pub(crate) fn write(&self, root: &Path) {
        for (path, bytes) in &self.files {
            write(&root.join(path), bytes);
        }
        self.remove_others(root, Path::new(""));
    }

    fn remove_others(&self, root: &Path, under: &Path) {
        for path in entries(&root.join(under)) {
            let inside = under.join(path.file_name().unwrap());
            if path.is_dir() {
                self.remove_others(root, &inside);
            } else if !self.files.contains_key(&inside) {
                fs::remove_file(&path).unwrap();
            }
        }
    }
}

/// Writes a file unless it has these bytes.
pub(crate) fn write(path: &Path, bytes: impl AsRef<[u8]>) {
    if fs::read(path).is_ok_and(|before| before == bytes.as_ref()) {
        return;
    }
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
}

/// What a folder has, in order.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let found = fs::read_dir(folder).unwrap_or_else(|e| panic!("{}: {e}", folder.display()));
    let mut paths: Vec<PathBuf> = found.map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}
