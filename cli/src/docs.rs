//! `apiloom docs`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Instant;

use apiloom_codegen::diagnostic::Code;
use apiloom_codegen::model::Api;
use apiloom_codegen::output::{self, Maker, Plan, Tree, Trees};
use apiloom_site::TemplateError;
use serde_json::{Value, json};

use crate::failure::{Failure, problem};
use crate::folder::{self, Folder, Planned};
use crate::progress::Progress;
use crate::{Format, Input, Outcome, report, runtime, work};

/// The folders below the one for documentation that are this command's; anything beside them is not.
const PARTS: [&str; 2] = ["site", "vendors"];
/// The folder for documentation where none is named.
pub(crate) const DEFAULT: &str = "docs";

/// Arguments of `apiloom docs`.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The specs to document apart, in a folder of their own; all of the folder's if none is named.
    #[arg(value_name = "SPEC")]
    named: Vec<PathBuf>,
    #[command(flatten)]
    input: Input,
    /// The folder for the documentation: `site/` and `vendors/` in it are this command's [default: docs]
    #[arg(long, value_name = "DIR", value_hint = clap::ValueHint::DirPath)]
    out: Option<PathBuf>,
    /// Writes nothing; fails and shows the difference if the folder is not what the specs generate.
    #[arg(long)]
    check: bool,
    /// Overwrites files that were edited by hand, and documentation of other specs.
    #[arg(long)]
    force: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    match arguments.run() {
        Ok(outcome) => outcome,
        Err(failure) => failure.told(&arguments.input),
    }
}

impl Arguments {
    fn run(&self) -> Result<Outcome, Failure> {
        let input = &self.input;
        if !self.named.is_empty() && self.out.is_none() {
            let message = "error: specs that are named are documented apart: say where with `--out DIR`, or name none to document all of them";
            return Err(Failure::Usage(message.to_owned()));
        }
        let mut paths = match report::paths(&self.named, input) {
            Ok(paths) => paths,
            Err(outcome) => return Ok(outcome),
        };
        // In whatever order specs are named, the documentation is the same.
        paths.sort();
        let out = self.out.as_deref().unwrap_or(Path::new(DEFAULT));
        let folder = Folder {
            path: out,
            option: "--out",
        };
        let docs = Documentation::of(folder, &self.named, &input.specs);
        // As `generate` does it: a folder is made only for specs without errors, and they are read while it
        // is locked.
        if !self.check && !out.is_dir() {
            let checked = work::check(&paths);
            if checked.has_errors() {
                report::diagnostics(&checked, input);
                return Ok(Outcome::Problems);
            }
        }
        let locked = !self.check || out.is_dir();
        let _locks = folder::lock(locked.then_some(folder).into_iter())?;
        docs.refuse_others(self.force)?;
        let checked = work::check(&paths);
        if checked.has_errors() || input.format == Format::Text {
            report::diagnostics(&checked, input);
        }
        if checked.has_errors() {
            return Ok(Outcome::Problems);
        }
        let made = docs.make(&checked.apis)?;
        if self.check {
            return Ok(folder::drift(
                &[made.planned(String::new())],
                &self.mending(),
                input,
            ));
        }
        folder::write(&[made.planned(String::new())], self.force)?;
        match input.format {
            Format::Text => {
                report::table(&folder::table(&made.table()));
                report::remark(&format!("open {}/site/index.html", out.display()));
            }
            Format::Json => report::line(&Value::from(made.json()).to_string()),
            Format::Sarif => report::diagnostics(&checked, input),
        }
        Ok(Outcome::Fine)
    }

    /// The command that mends a drift.
    fn mending(&self) -> String {
        let mut command = "apiloom docs".to_owned();
        for path in &self.named {
            command.push_str(&format!(" {}", path.display()));
        }
        if self.named.is_empty() {
            command += &folder::option("--specs", self.input.specs.display(), "specs");
        }
        if let Some(out) = &self.out {
            command += &folder::option("--out", out.display(), DEFAULT);
        }
        command
    }
}

/// Documentation, and which specs it is of.
pub(crate) struct Documentation<'a> {
    folder: Folder<'a>,
    /// The folder of the specs, or those of them that were named, seen from the folder.
    specs: String,
}

impl<'a> Documentation<'a> {
    /// The documentation of the named specs, or else of a whole folder of specs.
    fn of(folder: Folder<'a>, named: &[PathBuf], specs: &Path) -> Self {
        let out = folder.path;
        let named: BTreeSet<String> = named.iter().map(|one| runtime::from(out, one)).collect();
        let specs = match named.is_empty() {
            true => runtime::from(out, specs),
            false => named.into_iter().collect::<Vec<_>>().join(" "),
        };
        Self { folder, specs }
    }

    /// The documentation of a whole folder of specs, if it stands in a folder.
    ///
    /// # Errors
    /// When the folder cannot be read.
    pub(crate) fn standing(folder: Folder<'a>, specs: &Path) -> Result<Option<Self>, Failure> {
        let docs = Self::of(folder, &[], specs);
        let stands = docs.made_from()?.contains(&docs.specs);
        Ok(stands.then_some(docs))
    }

    /// What the documentation in the folder was made from.
    fn made_from(&self) -> Result<BTreeSet<String>, Failure> {
        let of =
            |part: &&str| output::made_from(&self.folder.path.join(part), Maker::Docs).transpose();
        let found: Result<_, _> = PARTS.iter().filter_map(of).collect();
        found.map_err(|error| self.folder.unreadable(&error))
    }

    /// Refuses to put the documentation in the place of another.
    fn refuse_others(&self, force: bool) -> Result<(), Failure> {
        let found = self.made_from()?;
        let Some(other) = found.into_iter().find(|from| *from != self.specs && !force) else {
            return Ok(());
        };
        let (folder, specs) = (self.folder, &self.specs);
        let problem = problem(
            Code::Write,
            format!("`{folder}` has the documentation of `{other}`, not of `{specs}`"),
            "name another folder with `--out DIR`, or replace it with `--force`",
            "用 `--out DIR` 指定另一个目录，或用 `--force` 替换它",
        );
        Err(Failure::Problems(vec![problem]))
    }

    /// Makes it, and compares it with what is in the folder.
    ///
    /// # Errors
    /// When the folder cannot be read, or a page cannot be made.
    pub(crate) fn make(&self, apis: &[Api]) -> Result<Made<'a>, Failure> {
        let start = Instant::now();
        let progress = Progress::of("documenting …");
        let trees = self.trees(apis).map_err(|error| mistake(&error));
        drop(progress);
        let trees = trees?;
        let took = start.elapsed();
        report::detail(|| format!("documented in {}", work::took(took)));
        let compare = || output::plan(self.folder.path, Maker::Docs, &trees, None);
        let plan = work::timed("comparing …", "compared with what is there", compare);
        let plan = plan.map_err(|error| self.folder.unreadable(&error))?;
        let milliseconds = start.elapsed().as_millis();
        Ok(Made {
            folder: self.folder,
            plan,
            milliseconds,
        })
    }

    fn trees(&self, apis: &[Api]) -> Result<Trees, TemplateError> {
        let empty = |part: &str| {
            let specs = self.specs.clone();
            let files = Vec::new();
            (part.to_owned(), Tree { files, specs })
        };
        let mut trees: Trees = PARTS.map(empty).into();
        for mut file in apiloom_site::files(apis)? {
            let Some((part, path)) = file.path.split_once('/') else {
                continue;
            };
            if let Some(tree) = trees.get_mut(part) {
                file.path = path.to_owned();
                tree.files.push(file);
            }
        }
        Ok(trees)
    }
}

/// Documentation that cannot be made, through no fault of the specs.
fn mistake(error: &TemplateError) -> Failure {
    Failure::Problems(vec![problem(
        Code::Write,
        error.to_string(),
        "this is a mistake of Apiloom: report it with this message; nothing was written",
        "这是 Apiloom 的缺陷，请附上这条信息报告；没有写入任何文件",
    )])
}

/// Documentation in memory, and what it changes in the folder.
pub(crate) struct Made<'a> {
    folder: Folder<'a>,
    pub(crate) plan: Plan,
    milliseconds: u128,
}

/// What became of one folder.
struct Row {
    name: String,
    written: usize,
    unchanged: usize,
    removed: usize,
}

impl Made<'_> {
    /// What is planned; with the way to the folder from the one that programs know.
    pub(crate) fn planned(&self, below: String) -> Planned<'_> {
        Planned {
            folder: self.folder,
            plan: &self.plan,
            below,
        }
    }

    fn rows(&self) -> impl Iterator<Item = Row> {
        PARTS.iter().map(|part| {
            let (written, removed) = self.plan.counts(part);
            let unchanged = self.plan.unchanged.get(*part).copied().unwrap_or_default();
            Row {
                name: format!("{}/{part}", self.folder),
                written,
                unchanged,
                removed,
            }
        })
    }

    fn table(&self) -> Vec<Vec<String>> {
        let head = ["folder", "written", "unchanged", "removed"].map(str::to_owned);
        let mut cells = vec![head.to_vec()];
        cells.extend(self.rows().map(|row| {
            let numbers = [row.written, row.unchanged, row.removed].map(|n| n.to_string());
            let mut cells = vec![row.name];
            cells.extend(numbers);
            cells
        }));
        cells
    }

    /// What a table that counts other things too says of it.
    pub(crate) fn beside(&self) -> [String; 7] {
        let sum = |of: fn(&Row) -> usize| self.rows().map(|row| of(&row)).sum::<usize>();
        let dash = || "-".to_owned();
        [
            format!("{}/", self.folder),
            dash(),
            dash(),
            sum(|row| row.written).to_string(),
            sum(|row| row.unchanged).to_string(),
            sum(|row| row.removed).to_string(),
            self.milliseconds.to_string(),
        ]
    }

    pub(crate) fn json(&self) -> Vec<Value> {
        let of = |row: Row| {
            json!({
                "documentation": row.name,
                "written": row.written,
                "unchanged": row.unchanged,
                "removed": row.removed,
            })
        };
        self.rows().map(of).collect()
    }
}
