//! What an earlier run made in a folder: the manifest of a tree of files.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use super::{Tree, file};

/// What the manifest of a tree is called, in its folder.
pub const MANIFEST: &str = ".apiloom";
/// What stands in the manifest before the folder of the specs.
const SPECS: &str = "# Specs: ";

/// What makes trees. What one made is never the other's to change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Maker {
    /// `apiloom generate`: crates.
    Generate,
    /// `apiloom docs`: documentation.
    Docs,
}

impl Maker {
    /// What the manifests that it writes start with.
    fn head(self) -> &'static str {
        match self {
            Self::Generate => {
                "# Made by `apiloom generate`: the files of this crate and their SHA-256."
            }
            Self::Docs => "# Made by `apiloom docs`: the files of this folder and their SHA-256.",
        }
    }
}

/// What stands in the manifest of a tree; nothing if there is none.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    /// What made the tree, if it is said.
    pub(super) maker: Option<Maker>,
    /// The folder of the specs, seen from the folder of the trees, if it is said.
    pub(super) specs: Option<String>,
    /// The hashes that each file may have, by its path: more than one while a run is under way, or after one
    /// that was interrupted.
    pub(super) files: BTreeMap<String, BTreeSet<String>>,
}

impl Manifest {
    /// Reads the manifest of a tree.
    pub(super) fn read(folder: &Path) -> io::Result<Self> {
        let text = file::read(&folder.join(MANIFEST))?.unwrap_or_default();
        let first = text.lines().next().unwrap_or_default();
        let makers = [Maker::Generate, Maker::Docs];
        let maker = makers.into_iter().find(|maker| maker.head() == first);
        let specs = text.lines().find_map(|line| line.strip_prefix(SPECS));
        let mut files: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (hash, path) in text.lines().filter_map(|line| line.split_once("  ")) {
            if is_below(path) && !hash.starts_with('#') {
                let hashes = files.entry(path.to_owned()).or_default();
                hashes.insert(hash.to_owned());
            }
        }
        let specs = specs.map(str::to_owned);
        Ok(Self {
            maker,
            specs,
            files,
        })
    }

    /// Whether a file is not what was made. One that is not in the manifest is somebody else's.
    pub(super) fn is_edited(&self, path: &str, text: &str) -> bool {
        let hashes = self.files.get(path);
        hashes.is_none_or(|hashes| !hashes.contains(&hash(text)))
    }
}

/// The manifest of a tree: its files with their hashes, a line each.
pub(super) fn text(maker: Maker, tree: &Tree) -> String {
    let specs = tree.specs.replace(['\r', '\n'], " ");
    let mut text = format!("{}\n{SPECS}{specs}\n", maker.head());
    for file in &tree.files {
        text.push_str(&format!("{}  {}\n", hash(&file.text), file.path));
    }
    text
}

/// Which specs the tree in a folder was made from, as they are seen from the folder around it; none if there
/// is no tree of that maker.
pub fn made_from(folder: &Path, maker: Maker) -> io::Result<Option<String>> {
    let manifest = Manifest::read(folder)?;
    Ok(manifest.specs.filter(|_| manifest.maker == Some(maker)))
}

/// The trees that an earlier run made in a folder.
pub(super) fn made_before(out: &Path) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    let entries = match fs::read_dir(out) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(names),
        Err(error) => return Err(error),
    };
    for entry in entries {
        let entry = entry?;
        if entry.path().join(MANIFEST).is_file() {
            names.extend(entry.file_name().into_string());
        }
    }
    names.sort();
    Ok(names)
}

/// Whether a path stays in its folder.
fn is_below(path: &str) -> bool {
    !path.is_empty() && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
}

fn hash(text: &str) -> String {
    use apiloom_wire::functions as f;
    f::hex(&f::sha256(text.as_bytes()))
}
