//! What the system tells of changes in folders.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use notify::event::{AccessKind, AccessMode, ModifyKind, RenameMode};
use notify::{ErrorKind, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::Event;
use crate::report;

/// Watches folders.
pub(super) struct Eyes {
    /// None where the system tells nothing.
    watcher: Option<RecommendedWatcher>,
    watched: BTreeSet<PathBuf>,
}

impl Eyes {
    /// Tells of changes by events; if they are asked for, and the system knows how.
    pub(super) fn new(events: Sender<Event>, wanted: bool) -> Self {
        let tell = move |told: notify::Result<notify::Event>| {
            // Who does not listen any more has ended.
            let _ = match told {
                Ok(told) => events_of(told).try_for_each(|event| events.send(event)),
                // Something was missed.
                Err(_) => events.send(Event::Changed),
            };
        };
        let watcher = wanted.then(|| notify::recommended_watcher(tell));
        let watcher = watcher.and_then(|made| made.map_err(|error| told(&error)).ok());
        Self {
            watcher,
            watched: BTreeSet::new(),
        }
    }

    /// Whether the system tells of changes; otherwise somebody has to look.
    pub(super) fn see(&self) -> bool {
        self.watcher.is_some()
    }

    /// Watches these folders and no others; in place of one that is not there, the one where it would come.
    pub(super) fn watch(&mut self, folders: &BTreeSet<PathBuf>) {
        let Some(watcher) = &mut self.watcher else {
            return;
        };
        let folders: BTreeSet<PathBuf> = folders.iter().map(|folder| there(folder)).collect();
        for folder in self.watched.difference(&folders) {
            // It may be gone by itself.
            let _ = watcher.unwatch(folder);
        }
        self.watched.retain(|folder| folders.contains(folder));
        for folder in folders {
            if self.watched.contains(&folder) {
                continue;
            }
            match watcher.watch(&folder, RecursiveMode::NonRecursive) {
                Ok(()) => drop(self.watched.insert(folder)),
                // It went at this moment, which the next look finds.
                Err(error) if matches!(error.kind, ErrorKind::PathNotFound) => {}
                Err(error) => {
                    told(&error);
                    self.watcher = None;
                    return;
                }
            }
        }
    }

    /// What is called so is no longer the folder that was watched.
    pub(super) fn forget(&mut self, folder: &Path) {
        if let Some(watcher) = &mut self.watcher
            && self.watched.remove(folder)
        {
            // It may be gone by itself.
            let _ = watcher.unwatch(folder);
        }
    }
}

/// That the files are looked at again and again.
fn told(error: &notify::Error) {
    report::aside(&format!(
        "note: the system does not tell of changes ({error}): the files are looked at again and again"
    ));
}

/// The events that matter.
fn events_of(told: notify::Event) -> impl Iterator<Item = Event> {
    let change = match told.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write))
        | EventKind::Modify(ModifyKind::Name(RenameMode::To | RenameMode::Both)) => {
            Some(Event::Written)
        }
        // To read is no change.
        EventKind::Access(_) => None,
        EventKind::Create(_) | EventKind::Modify(ModifyKind::Data(_)) => Some(Event::Writing),
        _ => Some(Event::Changed),
    };
    let moves = matches!(
        told.kind,
        EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_))
    );
    let gone = told.paths.into_iter().filter(move |_| moves);
    let gone = gone.map(Event::Gone);
    gone.chain(change)
}

/// A folder, or the nearest one around it that is there, by its own name: the system knows a folder once, and
/// who stops to watch it under one name would not see it under another.
fn there(folder: &Path) -> PathBuf {
    let found = folder.ancestors().find(|folder| folder.is_dir());
    let found = match found {
        Some(found) if !found.as_os_str().is_empty() => found,
        _ => Path::new("."),
    };
    found.canonicalize().unwrap_or_else(|_| found.to_owned())
}
