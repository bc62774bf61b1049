//! Which specs belong together: those that share a file, with what is open in the editor.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use std::{fs, mem};

use apiloom_codegen::pipeline;

use crate::outline::Outline;

/// The largest file that is looked at, in bytes: specs are no larger.
const MOST: u64 = 16 << 20;

/// What was seen of files on the disk, so that each is read again only when it changed.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    files: HashMap<PathBuf, (Stamp, Outline)>,
}

/// Specs that belong together.
#[derive(Debug, Default)]
pub(crate) struct Group {
    /// The specs.
    pub(crate) specs: BTreeSet<PathBuf>,
    /// The specs and the files that they include, whether these are there or not.
    pub(crate) files: BTreeSet<PathBuf>,
}

/// What changes when a file does; without a time, that cannot be told.
type Stamp = (Option<SystemTime>, u64);

impl Seen {
    /// The groups of specs that belong together and that something open has to do with.
    ///
    /// Specs stand in the folder of a file or above it, as they include what is below them: folders are looked
    /// through up to that of the workspace, or the next one if there is none.
    pub(crate) fn groups(
        &mut self,
        open: &BTreeMap<&Path, Outline>,
        workspace: &[PathBuf],
    ) -> Vec<Group> {
        let folders: BTreeSet<&Path> = open
            .keys()
            .flat_map(|path| folders(path, workspace))
            .collect();
        let on_disk = folders.iter().flat_map(|folder| {
            let specs = pipeline::specs_in(folder);
            specs.unwrap_or_default()
        });
        let mut before = mem::take(&mut self.files);
        for path in on_disk.filter(|path| !open.contains_key(path.as_path())) {
            let known = before.remove(&path);
            if let Some(seen) = look(&path, known) {
                self.files.insert(path, seen);
            }
        }
        let disk = self.files.iter();
        let disk = disk.map(|(path, (_, outline))| (path.as_path(), outline));
        let edited = open.iter().map(|(path, outline)| (*path, outline));
        let all: BTreeMap<&Path, &Outline> = disk.chain(edited).collect();
        groups(&all, open.keys().copied())
    }
}

/// The folder of a file and those above it.
fn folders<'p>(path: &'p Path, workspace: &[PathBuf]) -> Vec<&'p Path> {
    let above = path.ancestors().skip(1);
    let within = workspace.iter().filter(|root| path.starts_with(root));
    let root = within.map(|root| root.components().count()).min();
    match root {
        Some(least) => above
            .take_while(|folder| folder.components().count() >= least)
            .collect(),
        None => above.take(2).collect(),
    }
}

/// Looks at a file, unless it is as it was.
fn look(path: &Path, known: Option<(Stamp, Outline)>) -> Option<(Stamp, Outline)> {
    let metadata = fs::metadata(path).ok()?;
    let stamp = (settled(metadata.modified().ok()), metadata.len());
    match known {
        Some((old, outline)) if old == stamp && stamp.0.is_some() => Some((stamp, outline)),
        _ if metadata.len() > MOST => None,
        _ => {
            let text = fs::read(path).ok()?;
            let text = String::from_utf8_lossy(&text);
            Some((stamp, Outline::new(path, &text)))
        }
    }
}

/// The time of a change, if it was so long ago that another one since then shows: the clocks of file systems tick up
/// to two seconds apart.
fn settled(modified: Option<SystemTime>) -> Option<SystemTime> {
    let settled = |modified: &SystemTime| {
        let age = modified.elapsed();
        age.is_ok_and(|age| age > Duration::from_secs(2))
    };
    modified.filter(settled)
}

/// The groups that some of the files are in.
fn groups<'p>(
    all: &BTreeMap<&Path, &Outline>,
    starts: impl Iterator<Item = &'p Path>,
) -> Vec<Group> {
    let mut neighbours: HashMap<&Path, Vec<&Path>> = HashMap::new();
    for (path, outline) in all {
        for include in &outline.includes {
            neighbours.entry(include).or_default().push(path);
            neighbours.entry(path).or_default().push(include);
        }
    }
    let is_spec = |path: &Path| all.get(path).is_some_and(|outline| outline.is_spec);
    let mut seen: BTreeSet<PathBuf> = BTreeSet::new();
    let mut groups = Vec::new();
    for start in starts {
        let (mut todo, mut group) = (vec![start], Group::default());
        while let Some(path) = todo.pop() {
            if !seen.insert(path.to_owned()) {
                continue;
            }
            group.files.insert(path.to_owned());
            if is_spec(path) {
                group.specs.insert(path.to_owned());
            }
            if let Some(next) = neighbours.get(path) {
                todo.extend(next);
            }
        }
        if !group.specs.is_empty() {
            groups.push(group);
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::{Path, PathBuf};

    use super::{Outline, folders, groups};

    #[test]
    fn specs_that_share_a_file_belong_together() {
        let spec = |includes: &[&str]| Outline {
            is_spec: true,
            includes: includes.iter().map(PathBuf::from).collect(),
        };
        let files = [
            ("/s/a.yaml", spec(&["/s/shared/x.yaml"])),
            ("/s/b.yaml", spec(&["/s/shared/x.yaml", "/s/shared/y.yaml"])),
            ("/s/c.yaml", spec(&["/s/shared/y.yaml"])),
            ("/s/d.yaml", spec(&[])),
            ("/s/e.yaml", spec(&["/s/shared/z.yaml"])),
            ("/s/other.yaml", Outline::default()),
        ];
        let all = files
            .iter()
            .map(|(path, outline)| (Path::new(*path), outline));
        let all: BTreeMap<&Path, &Outline> = all.collect();
        let of = |starts: &[&str]| {
            let found = groups(&all, starts.iter().map(Path::new));
            let found = found.iter().map(|group| {
                let names = group.specs.iter().filter_map(|path| path.file_stem());
                names.map(|name| name.to_string_lossy()).collect::<String>()
            });
            found.collect::<Vec<_>>()
        };
        assert_eq!(of(&["/s/c.yaml"]), ["abc"]);
        assert_eq!(of(&["/s/shared/x.yaml", "/s/a.yaml"]), ["abc"]);
        assert_eq!(of(&["/s/d.yaml", "/s/shared/z.yaml"]), ["d", "e"]);
        assert!(of(&["/s/other.yaml", "/elsewhere.yaml"]).is_empty());
    }

    #[test]
    fn folders_are_looked_through_up_to_the_workspace() {
        let path = Path::new("/home/work/specs/shared/deep/x.yaml");
        let shown = |workspace: &[&str]| {
            let workspace: Vec<PathBuf> = workspace.iter().map(PathBuf::from).collect();
            let found = folders(path, &workspace);
            found
                .iter()
                .map(|p| p.display().to_string())
                .collect::<Vec<_>>()
        };
        let (deep, shared) = ("/home/work/specs/shared/deep", "/home/work/specs/shared");
        assert_eq!(
            shown(&["/home/work/specs"]),
            [deep, shared, "/home/work/specs"]
        );
        assert_eq!(shown(&[]), [deep, shared]);
        assert_eq!(shown(&["/elsewhere"]), [deep, shared]);
    }
}
