//! The packages of this repository as `cargo package` makes them.

use std::collections::BTreeMap;
use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use flate2::read::GzDecoder;
use tar::Archive;

use crate::cargo::{cargo, repository, run, scratch};
use crate::folder::{Folder, write};

/// Apiloom as strangers depend on it.
pub(crate) const PRODUCT: [&str; 4] = [
    "apiloom-wire",
    "apiloom",
    "apiloom-macros",
    "apiloom-codegen",
];

/// Clients as strangers depend on them.
pub(crate) const CLIENTS: [&str; 2] = ["apiloom-baiyao", "apiloom-dmhub"];

/// A workspace of strangers' crates that finds these packages where it would find a registry's, and the versions of
/// everything else that this repository locks.
pub(crate) fn workspace(name: &str, manifest: &str, packages: &[&str]) -> PathBuf {
    // With another profile, the registry's crates would be built again.
    let profile = "[profile.dev]\ndebug = \"line-tables-only\"";
    let mut manifest = format!("{manifest}\n{profile}\n\n[patch.crates-io]\n");
    for package in packages {
        let folder = unpacked(package).to_str().unwrap().replace('\\', "/");
        manifest += &format!("{package} = {{ path = \"{folder}\" }}\n");
    }
    let root = scratch().join(name);
    let lock = fs::read(repository().join("Cargo.lock")).unwrap();
    let seed = root.join("Cargo.lock.seed");
    // Cargo changes the lock file; it begins anew only when the repository's has changed.
    if !fs::read(&seed).is_ok_and(|before| before == lock) {
        write(&root.join("Cargo.lock"), &lock);
        write(&seed, &lock);
    }
    write(&root.join("Cargo.toml"), manifest);
    root
}

/// The folder of a package's files.
pub(crate) fn unpacked(package: &str) -> &'static Path {
    &UNPACKED[package]
}

/// Packed and unpacked once, however many tests ask.
static UNPACKED: LazyLock<BTreeMap<&str, PathBuf>> = LazyLock::new(|| {
    pack();
    packages().map(|name| (name, unpack(name))).collect()
});

fn packages() -> impl Iterator<Item = &'static str> {
    PRODUCT.into_iter().chain(CLIENTS)
}

fn pack() {
    let mut arguments = vec!["package", "--no-verify", "--allow-dirty", "--quiet"];
    arguments.extend(packages().flat_map(|name| ["--package", name]));
    let attempt = |offline: Option<&str>| {
        let mut command = cargo(&repository());
        command.env("CARGO_TARGET_DIR", scratch().join("packed"));
        run(command, arguments.iter().copied().chain(offline))
    };
    // What this test was built from is enough, unless the registry's index was forgotten since.
    if attempt(Some("--offline")).fine_or_none().is_none() {
        attempt(None).fine();
    }
}

fn unpack(package: &str) -> PathBuf {
    let stem = format!("{package}-{}", env!("CARGO_PKG_VERSION"));
    let path = scratch().join(format!("packed/package/{stem}.crate"));
    let file = fs::File::open(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let mut folder = Folder::default();
    for entry in Archive::new(GzDecoder::new(file)).entries().unwrap() {
        let mut entry = entry.unwrap();
        let path = entry
            .path()
            .unwrap()
            .strip_prefix(&stem)
            .unwrap()
            .to_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        folder.file(path, bytes);
    }
    let root = scratch().join("unpacked").join(package);
    folder.write(&root);
    root
}
