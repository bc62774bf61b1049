//! Where generated crates find the runtime.

use std::path::{Component, Path, PathBuf};
use std::{env, fs};

use apiloom_codegen::emit::package::Runtime;

/// The version of the runtime that this command generates for.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Where crates in the folder `out` find the runtime.
///
/// In order: what the user says; the workspace around the folder, if its dependencies list `apiloom`; the
/// checkout that this command was built in, if it is still there; the registry.
pub(crate) fn find(said: Option<&str>, out: &Path) -> Result<Runtime, String> {
    let out = absolute(out);
    let is_version =
        |text: &str| text.split('.').count() > 1 && text.starts_with(|c: char| c.is_ascii_digit());
    match said {
        Some(path) if Path::new(path).join("Cargo.toml").is_file() => {
            Ok(by_path(&absolute(Path::new(path)), &out))
        }
        Some(version) if is_version(version) => Ok(Runtime::Version(version.to_owned())),
        Some(said) => Err(format!(
            "error: `{said}` is neither the folder of the runtime nor a version such as {VERSION}"
        )),
        None if in_workspace(&out) => Ok(Runtime::Workspace),
        None => {
            let built_in = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime");
            Ok(match built_in.join("Cargo.toml").is_file() {
                true => by_path(&absolute(&built_in), &out),
                false => Runtime::Version(VERSION.to_owned()),
            })
        }
    }
}

/// A folder, seen from another one.
pub(crate) fn from(here: &Path, folder: &Path) -> String {
    relative(&absolute(here), &absolute(folder))
}

fn by_path(runtime: &Path, out: &Path) -> Runtime {
    // Crates stand one level below the folder.
    Runtime::Path(relative(&out.join("crate"), runtime), VERSION.to_owned())
}

/// Whether the nearest workspace above a folder lists `apiloom` among its dependencies.
fn in_workspace(out: &Path) -> bool {
    for folder in out.ancestors() {
        let Ok(text) = fs::read_to_string(folder.join("Cargo.toml")) else {
            continue;
        };
        let Ok(manifest) = text.parse::<toml::Table>() else {
            continue;
        };
        let Some(workspace) = manifest.get("workspace") else {
            continue;
        };
        return workspace
            .get("dependencies")
            .is_some_and(|d| d.get("apiloom").is_some());
    }
    false
}

/// An absolute path without `.` and `..`; links are left as they are.
fn absolute(path: &Path) -> PathBuf {
    let whole = env::current_dir().unwrap_or_default().join(path);
    let mut clean = PathBuf::new();
    for part in whole.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                clean.pop();
            }
            part => clean.push(part),
        }
    }
    clean
}

/// The way from a folder to a path, with `/` between its parts.
fn relative(from: &Path, to: &Path) -> String {
    let (from, to): (Vec<_>, Vec<_>) = (from.components().collect(), to.components().collect());
    let shared = from.iter().zip(&to).take_while(|(a, b)| a == b).count();
    let up = from[shared..].iter().map(|_| "..".to_owned());
    let down = to[shared..]
        .iter()
        .map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}
