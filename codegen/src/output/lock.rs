//! One run at a time.

use std::fs;
use std::io;
use std::path::Path;

/// Keeps other runs away from a folder until it is dropped.
#[derive(Debug)]
pub struct Lock {
    _folder: fs::File,
}

/// Waits until no other run works on a folder, which is made if it is not there.
///
/// The lock is the system's: one that was killed holds it no longer.
pub fn lock(out: &Path) -> io::Result<Lock> {
    fs::create_dir_all(out)?;
    let folder = lockable(out)?;
    match fs4::FileExt::lock(&folder) {
        // Where the file system has no locks, whole files are all that can be promised.
        Err(error) if error.kind() != io::ErrorKind::Unsupported => Err(error),
        _ => Ok(Lock { _folder: folder }),
    }
}

/// What is locked: the folder itself, so that no file is left behind.
#[cfg(unix)]
fn lockable(out: &Path) -> io::Result<fs::File> {
    fs::File::open(out)
}

/// What is locked: a file, since other systems lock no folders.
#[cfg(not(unix))]
fn lockable(out: &Path) -> io::Result<fs::File> {
    fs::File::options()
        .create(true)
        .truncate(false)
        .write(true)
        .open(out.join(".apiloom.lock"))
}
