//! Carries out the fixes that are certain, until there are no more.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};

use crate::diagnostic::{self, Diagnostic, Fix};
use crate::pipeline::{self, Checked};
use crate::source::{Edit, edit};

/// How often what was mended is checked again: a fix may bring to light what it hid.
const ROUNDS: usize = 20;

/// What became of some specs.
#[derive(Debug)]
pub struct Fixed {
    /// What is left.
    pub checked: Checked,
    /// The files that changed, by their paths: what they said, and what they say now.
    pub files: BTreeMap<PathBuf, (String, String)>,
    /// What was mended, in the order in which it was.
    pub done: Vec<Done>,
}

/// A problem that was mended.
#[derive(Debug)]
pub struct Done {
    /// The problem on one line, with the place where it stood.
    pub problem: String,
    /// What was done about it.
    pub fix: Fix,
}

/// Mends what can be mended for certain, in memory alone.
pub fn fix(paths: &[PathBuf]) -> Fixed {
    fix_texts(paths, &HashMap::new())
}

/// Mends as [`fix`] does, with texts that stand in the place of what is on the disk.
pub fn fix_texts(paths: &[PathBuf], texts: &HashMap<PathBuf, String>) -> Fixed {
    let mut texts = texts.clone();
    let mut fixed = Fixed {
        checked: pipeline::check_texts(paths, &texts),
        files: BTreeMap::new(),
        done: Vec::new(),
    };
    for _ in 0..ROUNDS {
        if !round(&mut fixed, &mut texts) {
            break;
        }
        fixed.checked = pipeline::check_texts(paths, &texts);
    }
    fixed.files.retain(|_, (before, after)| before != after);
    fixed
}

/// Carries out what does not stand in the way of each other; whether there was anything.
fn round(fixed: &mut Fixed, texts: &mut HashMap<PathBuf, String>) -> bool {
    let checked = &fixed.checked;
    let (mut any, mut seen) = (false, HashSet::new());
    for (_, file) in checked.sources.iter() {
        let Some(path) = path_of(checked, &file.path) else {
            continue;
        };
        // A file that several specs include is read as often.
        if !seen.insert(path) {
            continue;
        }
        let mut edits: Vec<Edit> = Vec::new();
        let mut done = Vec::new();
        for found in &checked.diagnostics {
            let here = |fix: &&Fix| checked.sources.get(fix.file).path == file.path;
            let Some(fix) = found.certain_fix().filter(here) else {
                continue;
            };
            // Another spec that includes the file may have found the same.
            if !fits(&edits, fix) || fix.edits.iter().all(|edit| edits.contains(edit)) {
                continue;
            }
            edits.extend(fix.edits.iter().cloned());
            done.push(told(checked, found, fix));
        }
        let Ok(after) = edit::apply(&file.text, &edits) else {
            continue;
        };
        if after == file.text {
            continue;
        }
        let entry = fixed.files.entry(path.to_owned());
        entry
            .and_modify(|(_, now)| now.clone_from(&after))
            .or_insert_with(|| (file.text.clone(), after.clone()));
        texts.insert(path.to_owned(), after);
        fixed.done.extend(done);
        any = true;
    }
    any
}

/// Whether a fix can be carried out beside others: it touches nothing that they touch, or does the same.
fn fits(edits: &[Edit], fix: &Fix) -> bool {
    fix.edits
        .iter()
        .all(|new| edits.iter().all(|old| old == new || !old.overlaps(new)))
}

fn told(checked: &Checked, found: &Diagnostic, fix: &Fix) -> Done {
    Done {
        problem: diagnostic::summary(&checked.sources, found),
        fix: fix.clone(),
    }
}

/// The path by which a file was read.
fn path_of<'a>(checked: &'a Checked, shown: &str) -> Option<&'a Path> {
    let mut read = checked.read.iter();
    let found = read.find(|path| pipeline::shown(path) == shown);
    found.map(PathBuf::as_path)
}
