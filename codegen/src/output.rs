//! Files in memory → a folder: only what changed, each file whole or not at all, nothing of anybody else's.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

use crate::emit::package::File;

/// The manifest of a generated crate: which files were made, and their hashes.
const MANIFEST: &str = ".apiloom";
/// What stands in the manifest before the folder of the spec.
const SPECS: &str = "# Specs: ";

/// What is to become of a folder of generated crates.
#[derive(Debug, Default)]
pub struct Plan {
    /// What is to be done, by path below the folder, in order.
    pub changes: BTreeMap<String, Change>,
    /// How many files stay as they are, by crate.
    pub unchanged: BTreeMap<String, usize>,
    /// What a run that was killed left beside the files, by path below the folder.
    leftovers: Vec<String>,
}

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

/// The crates of a run.
#[derive(Debug, Default)]
pub struct Crates {
    /// The files of each crate, by its name.
    pub files: BTreeMap<String, Vec<File>>,
    /// Where the spec of each crate stands, as a folder seen from the folder of the crates.
    pub specs: BTreeMap<String, String>,
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

    /// How many files of a crate are written and removed.
    pub fn counts(&self, name: &str) -> (usize, usize) {
        let of = |path: &&String| path.split('/').next() == Some(name);
        let written = |c: &Change| matches!(c, Change::Write { .. });
        let changes = || self.changes.iter().filter(|(path, _)| of(path));
        let written = changes().filter(|(_, c)| written(c)).count();
        (written, changes().count() - written)
    }
}

/// Compares crates in memory with a folder. Crates that were made from specs in the folder `prune` and are
/// not given any more are removed; only what an earlier run made is ever removed.
pub fn plan(out: &Path, crates: &Crates, prune: Option<&str>) -> io::Result<Plan> {
    let mut plan = Plan::default();
    let mut names: Vec<String> = crates.files.keys().cloned().collect();
    if let Some(specs) = prune {
        for name in made_before(out)? {
            let mine = made_from(&out.join(&name))?.is_none_or(|from| from == specs);
            if mine && !crates.files.contains_key(&name) {
                names.push(name);
            }
        }
    }
    for name in names {
        let folder = out.join(&name);
        let recorded = read_manifest(&folder)?;
        let mut files: BTreeMap<&str, &str> = BTreeMap::new();
        let given = crates
            .files
            .get(&name)
            .map(Vec::as_slice)
            .unwrap_or_default();
        files.extend(
            given
                .iter()
                .map(|file| (file.path.as_str(), file.text.as_str())),
        );
        let from = crates.specs.get(&name).map(String::as_str);
        let manifest = manifest(given, from.unwrap_or_default());
        if !given.is_empty() {
            files.insert(MANIFEST, &manifest);
        }
        for path in files
            .keys()
            .copied()
            .chain(recorded.keys().map(String::as_str))
        {
            refuse_links(out, &format!("{name}/{path}"))?;
            let left = format!("{name}/{}", beside(path));
            if out.join(&left).is_file() && !plan.leftovers.contains(&left) {
                plan.leftovers.push(left);
            }
        }
        for (path, text) in &files {
            let before = read(&folder.join(path))?;
            if before.as_deref() == Some(*text) {
                *plan.unchanged.entry(name.clone()).or_default() += 1;
                continue;
            }
            let edited = *path != MANIFEST
                && before
                    .as_ref()
                    .is_some_and(|b| is_edited(recorded.get(*path), b));
            let change = Change::Write {
                before,
                after: (*text).to_owned(),
                edited,
            };
            plan.changes.insert(format!("{name}/{path}"), change);
        }
        let old = recorded.keys().map(String::as_str).chain([MANIFEST]);
        for path in old.filter(|path| !files.contains_key(path)) {
            if let Some(before) = read(&folder.join(path))? {
                let edited = path != MANIFEST && is_edited(recorded.get(path), &before);
                plan.changes
                    .insert(format!("{name}/{path}"), Change::Remove { before, edited });
            }
        }
    }
    Ok(plan)
}

/// Nothing on the way to a file of ours is a link: what it leads to is somebody else's.
fn refuse_links(out: &Path, path: &str) -> io::Result<()> {
    let mut place = out.to_owned();
    for part in path.split('/') {
        place.push(part);
        match fs::symlink_metadata(&place) {
            Ok(found) if found.is_symlink() => {
                let message = format!("`{}` is a link", place.display());
                return Err(io::Error::other(message));
            }
            Ok(_) => {}
            Err(error) if error.kind() == io::ErrorKind::NotFound => break,
            Err(error) => return Err(error),
        }
    }
    Ok(())
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
            write(&out.join(path), &both)?;
        }
    }
    for (path, change) in in_order(files).into_iter().chain(manifests) {
        let target = out.join(path);
        match change {
            Change::Write { after, .. } => write(&target, after)?,
            Change::Remove { .. } => {
                fs::remove_file(&target)?;
                remove_empty_folders(out, &target);
            }
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

/// Where a file is written before it is moved to its place.
fn beside(path: &str) -> String {
    match path.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/.{name}.new"),
        None => format!(".{path}.new"),
    }
}

fn write(target: &Path, text: &str) -> io::Result<()> {
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

fn remove_empty_folders(out: &Path, target: &Path) {
    let mut folder = target.parent();
    while let Some(path) = folder.filter(|path| *path != out) {
        // A folder that is not empty stays.
        if fs::remove_dir(path).is_err() {
            break;
        }
        folder = path.parent();
    }
}

/// The crates that an earlier run made in a folder.
fn made_before(out: &Path) -> io::Result<Vec<String>> {
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

/// The files of a crate with their hashes, a line each.
fn manifest(files: &[File], specs: &str) -> String {
    let mut text =
        String::from("# Made by `apiloom generate`: the files of this crate and their SHA-256.\n");
    text.push_str(&format!("{SPECS}{}\n", specs.replace(['\r', '\n'], " ")));
    for file in files {
        text.push_str(&format!("{}  {}\n", hash(&file.text), file.path));
    }
    text
}

/// The folder of the spec that a crate was made from, if its manifest says so.
fn made_from(folder: &Path) -> io::Result<Option<String>> {
    let text = read(&folder.join(MANIFEST))?.unwrap_or_default();
    let from = text.lines().find_map(|line| line.strip_prefix(SPECS));
    Ok(from.map(str::to_owned))
}

/// The files of a crate with the hashes that they may have: more than one while a run is under way, or after
/// one that was interrupted.
fn read_manifest(folder: &Path) -> io::Result<BTreeMap<String, BTreeSet<String>>> {
    let text = read(&folder.join(MANIFEST))?.unwrap_or_default();
    let plain = |path: &str| {
        !path.is_empty() && path.split('/').all(|part| !matches!(part, "" | "." | ".."))
    };
    let mut files: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (hash, path) in text.lines().filter_map(|line| line.split_once("  ")) {
        if plain(path) && !hash.starts_with('#') {
            files
                .entry(path.to_owned())
                .or_default()
                .insert(hash.to_owned());
        }
    }
    Ok(files)
}

/// Whether a file is not what the manifest says that was made. A file that is not in it is nobody's of ours.
fn is_edited(recorded: Option<&BTreeSet<String>>, text: &str) -> bool {
    recorded.is_none_or(|recorded| !recorded.contains(&hash(text)))
}

fn hash(text: &str) -> String {
    use apiloom_wire::functions as f;
    f::hex(&f::sha256(text.as_bytes()))
}

/// The text of a file, with line ends as they are in the repository; `None` if it is not there.
fn read(path: &Path) -> io::Result<Option<String>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).replace("\r\n", "\n"))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(io::Error::new(
            error.kind(),
            format!("{}: {error}", path.display()),
        )),
    }
}

/// The difference between two texts, as `diff -u` shows it.
pub fn difference(path: &str, before: &str, after: &str) -> String {
    labelled_difference(
        before,
        after,
        &format!("{path} (committed)"),
        &format!("{path} (generated)"),
    )
}

/// The difference between two texts, as `diff -u` shows it, with what each of them is called.
pub fn labelled_difference(before: &str, after: &str, from: &str, to: &str) -> String {
    let diff = similar::TextDiff::from_lines(before, after);
    diff.unified_diff()
        .context_radius(2)
        .header(from, to)
        .to_string()
}
