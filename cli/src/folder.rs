//! A folder of files that this command makes: written as planned, or compared with the plan.

use std::collections::BTreeMap;
use std::fmt::{self, Display};
use std::path::{Path, PathBuf};
use std::{fs, io};

use apiloom_codegen::diagnostic::Code;
use apiloom_codegen::output::{self, Change, Lock, Plan};

use crate::failure::{Failure, problem};
use crate::{Format, Input, Outcome, report, work};

/// A folder, and the option that names another one.
#[derive(Clone, Copy)]
pub(crate) struct Folder<'a> {
    pub(crate) path: &'a Path,
    pub(crate) option: &'static str,
}

impl Display for Folder<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.path.display().fmt(f)
    }
}

impl Folder<'_> {
    /// It cannot be written to.
    pub(crate) fn unwritable(self, error: &io::Error) -> Failure {
        self.refused(&format!("cannot be written: {error}"))
    }

    /// It cannot be read.
    pub(crate) fn unreadable(self, error: &io::Error) -> Failure {
        self.refused(&format!("cannot be read: {error}"))
    }

    fn refused(self, why: &str) -> Failure {
        let option = self.option;
        let problem = problem(
            Code::Write,
            format!("`{self}` {why}"),
            &format!(
                "correct the path or its permissions, or name another folder with `{option} DIR`"
            ),
            &format!("改正路径或权限，或用 `{option} DIR` 指定另一个目录"),
        );
        Failure::Problems(vec![problem])
    }
}

/// Keeps other runs away from folders. All runs take them in one order, and a folder that has two paths once,
/// so that none waits for itself or for each other.
///
/// # Errors
/// When a folder cannot be made or locked.
pub(crate) fn lock<'a>(folders: impl Iterator<Item = Folder<'a>>) -> Result<Vec<Lock>, Failure> {
    let mut real = BTreeMap::new();
    for folder in folders {
        let made = fs::create_dir_all(folder.path).and_then(|()| folder.path.canonicalize());
        real.insert(made.map_err(|error| folder.unwritable(&error))?, folder);
    }
    let lock = |(path, folder): (&PathBuf, &Folder<'a>)| {
        output::lock(path).map_err(|error| folder.unwritable(&error))
    };
    real.iter().map(lock).collect()
}

/// A plan for a folder, and what the paths of its files start with for programs.
pub(crate) struct Planned<'a> {
    pub(crate) folder: Folder<'a>,
    pub(crate) plan: &'a Plan,
    /// The way to the folder from the one that programs know; empty if it is that.
    pub(crate) below: String,
}

impl Planned<'_> {
    /// The paths of the changes of a kind, as programs know them.
    pub(crate) fn paths(&self, wanted: impl Fn(&Change) -> bool) -> Vec<String> {
        let changes = self
            .plan
            .changes
            .iter()
            .filter(|(_, change)| wanted(change));
        changes
            .map(|(path, _)| format!("{}{path}", self.below))
            .collect()
    }
}

/// Writes what changes, but nothing if somebody edited some of it, unless that is forced.
///
/// # Errors
/// When files were edited by hand, or cannot be written.
pub(crate) fn write(folders: &[Planned<'_>], force: bool) -> Result<(), Failure> {
    for one in folders {
        refuse_edited(one, force)?;
    }
    for Planned { folder, plan, .. } in folders {
        let apply = || output::apply(folder.path, plan);
        let applied = work::timed("writing …", "written", apply);
        applied.map_err(|error| folder.unwritable(&error))?;
        for (path, change) in &plan.changes {
            let done = match change {
                Change::Write { .. } => "wrote",
                Change::Remove { .. } => "removed",
            };
            report::detail(|| format!("{done} {folder}/{path}"));
        }
    }
    Ok(())
}

/// Refuses what would overwrite the work of somebody.
fn refuse_edited(planned: &Planned<'_>, force: bool) -> Result<(), Failure> {
    let edited: Vec<&str> = planned.plan.edited().collect();
    if edited.is_empty() || force {
        return Ok(());
    }
    let problems = edited.iter().map(|path| {
        let shown = format!("{}/{path}", planned.folder);
        problem(
            Code::HandEdited,
            format!("`{shown}` was edited by hand"),
            "put the change into the spec, or overwrite it with `--force`",
            "把改动写进规范，或用 `--force` 覆盖",
        )
    });
    Err(Failure::Problems(problems.collect()))
}

/// Shows how folders differ from what the specs generate, and the command that mends it.
pub(crate) fn drift(folders: &[Planned<'_>], command: &str, input: &Input) -> Outcome {
    let changes: usize = folders.iter().map(|one| one.plan.changes.len()).sum();
    if changes == 0 {
        return in_order(folders, input);
    }
    if input.format == Format::Json {
        let paths = folders.iter().flat_map(|one| one.paths(|_| true));
        let paths: Vec<String> = paths.collect();
        report::line(&serde_json::json!(paths).to_string());
        return Outcome::Problems;
    }
    if input.format == Format::Text {
        folders.iter().for_each(show);
    }
    let files = match changes {
        1 => "1 file differs".to_owned(),
        n => format!("{n} files differ"),
    };
    let message = format!("{files} from what the specs generate");
    // The command would refuse to overwrite what somebody edited.
    let edited = folders.iter().any(|one| one.plan.edited().next().is_some());
    let (english, chinese) = match edited {
        true => (
            format!("put what was edited by hand into the spec, then run `{command} --force`"),
            format!("把手工修改写进规范，再运行 `{command} --force`"),
        ),
        false => (format!("run `{command}`"), format!("运行 `{command}`")),
    };
    let drift = problem(Code::Drift, message, &english, &chinese);
    report::placeless(&[drift], input);
    Outcome::Problems
}

/// Nothing differs.
fn in_order(folders: &[Planned<'_>], input: &Input) -> Outcome {
    let files = folders.iter().flat_map(|one| one.plan.unchanged.values());
    match input.format {
        Format::Sarif => report::placeless(&[], input),
        Format::Json => report::print("[]\n"),
        Format::Text => report::fine(&format!(
            "{} as the specs generate them",
            report::count(files.sum(), "file")
        )),
    }
    Outcome::Fine
}

/// Shows the differences of a folder.
fn show(planned: &Planned<'_>) {
    for (path, change) in &planned.plan.changes {
        let path = format!("{}/{path}", planned.folder);
        report::difference(&difference(&path, change));
    }
}

/// The difference of a file; one line where nobody reads the lines of it.
fn difference(path: &str, change: &Change) -> String {
    match change {
        Change::Remove { before, edited } if !edited => {
            let lines = report::count(before.lines().count(), "line");
            format!("--- {path} (committed): {lines}, no longer made\n")
        }
        Change::Remove { before, .. } => output::difference(path, before, ""),
        Change::Write { before, after, .. } => {
            let before = before.as_deref().unwrap_or_default();
            if is_data(path, before) || is_data(path, after) {
                let (from, to) = (before.len(), after.len());
                return format!("+++ {path} (generated): {from} bytes before, {to} now\n");
            }
            output::difference(path, before, after)
        }
    }
}

/// Whether a file is data that follows from other files: a manifest, or what the site's script reads.
fn is_data(path: &str, text: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    name == output::MANIFEST || name.ends_with(".js") && text.starts_with("(self.apiloom=")
}

/// A table whose first column stands left and whose others stand right.
pub(crate) fn table(cells: &[Vec<String>]) -> String {
    let width = |column: usize| {
        let widths = cells.iter().map(|row| row[column].len());
        widths.max().unwrap_or_default()
    };
    let mut text = String::new();
    for row in cells {
        let first = format!("{:<1$}", row[0], width(0));
        let rest: Vec<String> = (1..row.len())
            .map(|column| format!("{:>1$}", row[column], width(column)))
            .collect();
        text.push_str(&format!("{first}  {}\n", rest.join("  ")));
    }
    text
}

/// An option of a command that somebody is told to run, unless it says what goes without saying.
pub(crate) fn option(name: &str, said: impl Display, default: &str) -> String {
    let said = said.to_string();
    match said == default {
        true => String::new(),
        false => format!(" {name} {said}"),
    }
}
