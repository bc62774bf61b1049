//! One file in a folder: read, written whole, removed.

use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

/// The text of a file, with line ends as they are in the repository; `None` if it is not there.
pub(super) fn read(path: &Path) -> io::Result<Option<String>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(text(bytes))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(io::Error::new(
            error.kind(),
            format!("{}: {error}", path.display()),
        )),
    }
}

/// Most files are what was written; those are not copied.
fn text(bytes: Vec<u8>) -> String {
    let text = String::from_utf8(bytes)
        .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
    match text.contains('\r') {
        true => text.replace("\r\n", "\n"),
        false => text,
    }
}

/// Writes a file beside its place and then moves it there, so that it is whole or not there at all.
pub(super) fn write(target: &Path, text: &str) -> io::Result<()> {
    let folder = target.parent().unwrap_or_else(|| Path::new("."));
    fs::create_dir_all(folder)?;
    let name = target
        .file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default();
    let beside = folder.join(beside(&name));
    // What stands there is left from a run that was killed, or a link of somebody else's: it is not written to.
    let _ = fs::remove_file(&beside);
    let written = fs::File::options()
        .write(true)
        .create_new(true)
        .open(&beside)
        .and_then(|mut file| file.write_all(text.as_bytes()))
        .and_then(|()| fs::rename(&beside, target));
    if written.is_err() {
        // The half-made file is ours; that it cannot be removed says nothing new.
        let _ = fs::remove_file(&beside);
    }
    written
}

/// Where a file is written before it is moved to its place.
pub(super) fn beside(path: &str) -> String {
    match path.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/.{name}.new"),
        None => format!(".{path}.new"),
    }
}

/// Removes a file, and the folders that are empty then.
pub(super) fn remove(out: &Path, target: &Path) -> io::Result<()> {
    fs::remove_file(target)?;
    let mut folder = target.parent();
    while let Some(path) = folder.filter(|path| *path != out) {
        // A folder that is not empty stays.
        if fs::remove_dir(path).is_err() {
            break;
        }
        folder = path.parent();
    }
    Ok(())
}

/// Puts a text in the place of a file that is there, whole or not at all; a link goes on leading to it.
pub fn replace(path: &Path, text: &str) -> io::Result<()> {
    let target = path.canonicalize()?;
    let permissions = fs::metadata(&target)?.permissions();
    if permissions.readonly() {
        return Err(io::Error::from(io::ErrorKind::PermissionDenied));
    }
    write(&target, text)?;
    fs::set_permissions(&target, permissions)
}
