//! Files in memory → a folder: only what changed, each file whole or not at all, nothing of anybody else's.

mod difference;
mod file;
mod links;
mod lock;
mod manifest;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use crate::emit::package::File;

pub use difference::{difference, labelled_difference};
pub use file::replace;
pub use lock::{Lock, lock};
pub use manifest::{MANIFEST, Maker, made_from};

use links::Links;
use manifest::Manifest;

/// What is to become of a folder of trees.
#[derive(Debug, Default)]
pub struct Plan {
    /// What is to be done, by path below the folder, in order.
    pub changes: BTreeMap<String, Change>,
    /// How many files stay as they are, by tree.
    pub unchanged: BTreeMap<String, usize>,
    /// What a run that was killed left beside the files, by path below the folder.
    leftovers: Vec<String>,
}

/// Trees of files, by the name of each: the first part of the paths of its files.
pub type Trees = BTreeMap<String, Tree>;

/// Files that are made together, such as those of a crate, and stand in a folder with a manifest of their own.
#[derive(Debug, Default)]
pub struct Tree {
    /// The files, by their paths below the folder.
    pub files: Vec<File>,
    /// Where the specs stand, as a folder seen from the folder of the trees.
    pub specs: String,
}

/// What is to become of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is written; what stood there before, if anything.
    Write {
        /// The text before.
        before: Option<String>,
        /// The text after.
        after: String,
        /// Whether somebody edited it by hand since it was made.
        edited: bool,
    },
    /// It is removed, since no spec makes it any more.
    Remove {
        /// The text before.
        before: String,
        /// Whether somebody edited it by hand since it was made.
        edited: bool,
    },
}

impl Change {
    /// Whether somebody edited the file by hand since it was made.
    pub fn edited(&self) -> bool {
        match self {
            Self::Write { edited, .. } | Self::Remove { edited, .. } => *edited,
        }
    }
}

impl Plan {
    /// The files that were edited by hand and would change.
    pub fn edited(&self) -> impl Iterator<Item = &str> {
        self.changes
            .iter()
            .filter(|(_, change)| change.edited())
            .map(|(path, _)| path.as_str())
    }

    /// How many files of a tree are written and removed.
    pub fn counts(&self, name: &str) -> (usize, usize) {
        let of = |path: &&String| path.split('/').next() == Some(name);
        let written = |c: &Change| matches!(c, Change::Write { .. });
        let changes = || self.changes.iter().filter(|(path, _)| of(path));
        let written = changes().filter(|(_, c)| written(c)).count();
        (written, changes().count() - written)
    }
}

/// Compares trees in memory with a folder. Trees that were made from specs in the folder `prune` and are not
/// given any more are removed; only what an earlier run made is ever removed.
pub fn plan(out: &Path, maker: Maker, trees: &Trees, prune: Option<&str>) -> io::Result<Plan> {
    let mut plan = Plan::default();
    for (name, tree) in trees {
        plan.compare(out, maker, name, tree)?;
    }
    let Some(specs) = prune else {
        return Ok(plan);
    };
    for name in manifest::made_before(out)? {
        let found = Manifest::read(&out.join(&name))?;
        let mine = found.maker.is_none_or(|one| one == maker)
            && found.specs.is_none_or(|from| from == specs);
        if mine && !trees.contains_key(&name) {
            plan.compare(out, maker, &name, &Tree::default())?;
        }
    }
    Ok(plan)
}

impl Plan {
    /// Compares a tree with what is in its folder; one without files is to go.
    fn compare(&mut self, out: &Path, maker: Maker, name: &str, tree: &Tree) -> io::Result<()> {
        let folder = out.join(name);
        let recorded = Manifest::read(&folder)?;
        if recorded.maker.is_some_and(|other| other != maker) {
            let message = format!("`{}` was made by another command", folder.display());
            return Err(io::Error::other(message));
        }
        let manifest = manifest::text(maker, tree);
        let texts = tree
            .files
            .iter()
            .map(|file| (file.path.as_str(), file.text.as_str()));
        let mut files: BTreeMap<&str, &str> = texts.collect();
        if !files.is_empty() {
            files.insert(MANIFEST, &manifest);
        }
        let old = recorded.files.keys().map(String::as_str);
        let paths: BTreeSet<&str> = files.keys().copied().chain(old).chain([MANIFEST]).collect();
        let mut links = Links::default();
        for path in paths {
            let whole = format!("{name}/{path}");
            links.refuse(out, &whole)?;
            let left = format!("{name}/{}", file::beside(path));
            if out.join(&left).is_file() {
                self.leftovers.push(left);
            }
            let before = file::read(&folder.join(path))?;
            let edited = |text: &String| path != MANIFEST && recorded.is_edited(path, text);
            let change = match (before, files.get(path)) {
                (None, None) => continue,
                (Some(before), Some(after)) if before == **after => {
                    *self.unchanged.entry(name.to_owned()).or_default() += 1;
                    continue;
                }
                (before, Some(after)) => Change::Write {
                    edited: before.as_ref().is_some_and(edited),
                    before,
                    after: (*after).to_owned(),
                },
                (Some(before), None) => Change::Remove {
                    edited: edited(&before),
                    before,
                },
            };
            self.changes.insert(whole, change);
        }
        Ok(())
    }
}

/// Carries out a plan. Each file is written whole beside its place and then moved there.
pub fn apply(out: &Path, plan: &Plan) -> io::Result<()> {
    for path in &plan.leftovers {
        fs::remove_file(out.join(path))?;
    }
    let (manifests, files): (Vec<_>, Vec<_>) = plan
        .changes
        .iter()
        .partition(|(path, _)| path.ends_with(&format!("/{MANIFEST}")));
    // Before any file is touched, the manifests name what is there and what will be, so that a run that is
    // interrupted leaves no file that the next one takes for somebody's edit. They are made final last.
    for (path, change) in &manifests {
        if let Change::Write { before, after, .. } = change {
            let both = format!("{}{after}", before.as_deref().unwrap_or_default());
            file::write(&out.join(path), &both)?;
        }
    }
    for (path, change) in in_order(files).into_iter().chain(manifests) {
        let target = out.join(path);
        match change {
            Change::Write { after, .. } => file::write(&target, after)?,
            Change::Remove { .. } => file::remove(out, &target)?,
        }
    }
    Ok(())
}

/// A crate is one to cargo as long as its `Cargo.toml` is there: that comes last and goes first, and what it
/// names comes before it and goes after it.
fn in_order<'a>(mut files: Vec<(&'a String, &'a Change)>) -> Vec<(&'a String, &'a Change)> {
    files.sort_by_key(|(path, change)| {
        let manifest = path.ends_with("/Cargo.toml");
        match change {
            Change::Remove { .. } => !manifest,
            Change::Write { .. } => manifest,
        }
    });
    files
}
