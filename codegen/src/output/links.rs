//! Links on the way to files: what they lead to is somebody else's.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// The folders that were seen to be none; each is looked at once.
#[derive(Debug, Default)]
pub(super) struct Links {
    plain: BTreeSet<PathBuf>,
}

impl Links {
    /// Refuses a file to which a link leads, or that is one.
    pub(super) fn refuse(&mut self, out: &Path, path: &str) -> io::Result<()> {
        let mut place = out.to_owned();
        for part in path.split('/') {
            place.push(part);
            if self.plain.contains(&place) {
                continue;
            }
            match fs::symlink_metadata(&place) {
                Ok(found) if found.is_symlink() => {
                    let message = format!("`{}` is a link", place.display());
                    return Err(io::Error::other(message));
                }
                Ok(found) if found.is_dir() => drop(self.plain.insert(place.clone())),
                Ok(_) => {}
                Err(error) if error.kind() == io::ErrorKind::NotFound => break,
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }
}
