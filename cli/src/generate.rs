//! `apiloom generate`.

use std::io;
use std::path::PathBuf;
use std::time::Instant;

use apiloom_codegen::diagnostic::{Code, Diagnostic, Help};
use apiloom_codegen::emit::package;
use apiloom_codegen::model::Api;
use apiloom_codegen::output::{self, Change, Plan, Tree, Trees};

use crate::progress::Progress;
use crate::{Format, Input, Outcome, report, runtime, work};

/// Arguments of `apiloom generate`.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    target: Target,
    /// Writes nothing; fails and shows the difference if the folder is not what the specs generate.
    #[arg(long)]
    check: bool,
}

/// Specs, and where the crates that are made of them go.
#[derive(clap::Args)]
pub(crate) struct Target {
    /// The specs to generate from; all of the folder's if none is named.
    #[arg(value_name = "SPEC")]
    pub(crate) named: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) input: Input,
    /// The folder for the crates.
    #[arg(long, value_name = "DIR", default_value = "generated", value_hint = clap::ValueHint::DirPath)]
    pub(crate) out: PathBuf,
    /// Overwrites generated files that were edited by hand.
    #[arg(long)]
    force: bool,
    /// The runtime of the crates: a folder or a version. Found by itself otherwise.
    #[arg(long, value_name = "PATH|VERSION")]
    runtime: Option<String>,
}

/// One row of the table.
struct Row {
    vendor: String,
    operations: usize,
    types: usize,
    milliseconds: u128,
}

/// Why there are no crates.
pub(crate) enum Failure {
    /// What is wrong with the folder, or with what is in it.
    Problems(Vec<Diagnostic>),
    /// The command was used wrongly; why, and what helps.
    Usage(String),
}

impl Failure {
    /// Tells it.
    fn told(&self, input: &Input) -> Outcome {
        match self {
            Self::Problems(problems) => {
                report::placeless(problems, input);
                Outcome::Problems
            }
            Self::Usage(message) => {
                report::complain(message);
                Outcome::Usage
            }
        }
    }
}

/// Crates in memory, and what they change in the folder.
pub(crate) struct Made {
    rows: Vec<Row>,
    pub(crate) plan: Plan,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let target = &arguments.target;
    let paths = match report::paths(&target.named, &target.input) {
        Ok(paths) => paths,
        Err(outcome) => return outcome,
    };
    // Specs are read while the folder is locked: of two runs, the later one reads what is there later. A
    // folder is made only for specs without errors.
    let writes = !arguments.check;
    if writes && !target.out.is_dir() {
        let checked = work::check(&paths).for_crates();
        if checked.has_errors() {
            report::diagnostics(&checked, &target.input);
            return Outcome::Problems;
        }
    }
    let locked = (writes || target.out.is_dir()).then(|| output::lock(&target.out));
    if let Some(Err(error)) = &locked {
        return target.unwritable(error).told(&target.input);
    }
    let checked = work::check(&paths).for_crates();
    if checked.has_errors() || target.input.format == Format::Text {
        report::diagnostics(&checked, &target.input);
    }
    if checked.has_errors() {
        return Outcome::Problems;
    }
    let made = match target.make(&checked.apis) {
        Ok(made) => made,
        Err(failure) => return failure.told(&target.input),
    };
    if arguments.check {
        return drift(&made.plan, target);
    }
    if let Err(failure) = target.write(&made) {
        return failure.told(&target.input);
    }
    match target.input.format {
        Format::Text => report::table(&table(&made)),
        Format::Json => report::print(&json(&made)),
        Format::Sarif => report::diagnostics(&checked, &target.input),
    }
    Outcome::Fine
}

impl Target {
    /// Makes the crates, and compares them with what is in the folder.
    ///
    /// # Errors
    /// When there is no runtime for them, or the folder cannot be read.
    pub(crate) fn make(&self, apis: &[Api]) -> Result<Made, Failure> {
        let runtime = runtime::find(self.runtime.as_deref(), &self.out).map_err(Failure::Usage)?;
        let mut crates = Trees::new();
        let mut rows = Vec::new();
        let progress = Progress::of("generating …");
        for (index, api) in apis.iter().enumerate() {
            progress.say(|| work::of("generating", index + 1, apis.len(), "spec"));
            let start = Instant::now();
            let (name, files) = (api.vendor.snake(), package::files(api, &runtime));
            let took = start.elapsed();
            report::detail(|| format!("generated {name} in {}", work::took(took)));
            let specs = self.specs_of(api);
            crates.insert(name, Tree { files, specs });
            rows.push(row(api, took.as_millis()));
        }
        drop(progress);
        // Only a run over the whole folder knows which crates nobody makes any more.
        let all = self.named.is_empty();
        let prune = all.then(|| runtime::from(&self.out, &self.input.specs));
        let compare = || output::plan(&self.out, &crates, prune.as_deref());
        let plan = work::timed("comparing …", "compared with what is there", compare);
        let plan = plan.map_err(|error| self.refused(format!("cannot be read: {error}")))?;
        Ok(Made { rows, plan })
    }

    /// Writes what changes, but nothing if somebody edited some of it.
    ///
    /// # Errors
    /// When files were edited by hand, or cannot be written.
    pub(crate) fn write(&self, made: &Made) -> Result<(), Failure> {
        let plan = &made.plan;
        let edited: Vec<&str> = plan.edited().collect();
        if !edited.is_empty() && !self.force {
            let problems = edited.iter().map(|path| {
                let shown = format!("{}/{path}", self.out.display());
                problem(
                    Code::HandEdited,
                    format!("`{shown}` was edited by hand"),
                    "put the change into the spec, or overwrite it with `--force`",
                    "把改动写进规范，或用 `--force` 覆盖",
                )
            });
            return Err(Failure::Problems(problems.collect()));
        }
        let apply = || output::apply(&self.out, plan);
        let applied = work::timed("writing …", "written", apply);
        applied.map_err(|error| self.unwritable(&error))?;
        for (path, change) in &plan.changes {
            let done = match change {
                Change::Write { .. } => "wrote",
                Change::Remove { .. } => "removed",
            };
            report::detail(|| format!("{done} {}/{path}", self.out.display()));
        }
        // A folder of a crate that is gone stays if it holds anything else, and cargo misses a manifest there.
        for name in gone(made) {
            let folder = self.out.join(name);
            if folder.exists() {
                report::complain(&format!(
                    "warning: `{}` holds files that this command did not make; move them away, or a workspace that takes the folder will not load",
                    folder.display()
                ));
            }
        }
        Ok(())
    }

    /// The folder of a spec, seen from the folder of the crates.
    fn specs_of(&self, api: &Api) -> String {
        let of = |path: &&PathBuf| {
            path.file_name()
                .is_some_and(|name| name.to_string_lossy() == api.path)
        };
        let named = self.named.iter().find(of).and_then(|p| p.parent());
        runtime::from(&self.out, named.unwrap_or(&self.input.specs))
    }

    /// The folder cannot be written to.
    pub(crate) fn unwritable(&self, error: &io::Error) -> Failure {
        self.refused(format!("cannot be written: {error}"))
    }

    /// The folder cannot be used.
    fn refused(&self, why: String) -> Failure {
        let problem = problem(
            Code::Write,
            format!("`{}` {why}", self.out.display()),
            "correct the path or its permissions, or name another folder with `--out DIR`",
            "改正路径或权限，或用 `--out DIR` 指定另一个目录",
        );
        Failure::Problems(vec![problem])
    }
}

fn row(api: &Api, milliseconds: u128) -> Row {
    let used = api
        .types
        .iter()
        .filter(|d| d.usage.request || d.usage.response)
        .count();
    Row {
        vendor: api.vendor.snake(),
        operations: api.operations.len(),
        types: used,
        milliseconds,
    }
}

/// Shows how the folder differs from what the specs generate.
fn drift(plan: &Plan, target: &Target) -> Outcome {
    if plan.changes.is_empty() {
        if target.input.format == Format::Sarif {
            report::placeless(&[], &target.input);
        } else if target.input.format == Format::Text {
            let files: usize = plan.unchanged.values().sum();
            report::fine(&format!(
                "{} as the specs generate them",
                report::count(files, "file")
            ));
        } else {
            report::print("[]\n");
        }
        return Outcome::Fine;
    }
    if target.input.format == Format::Json {
        let paths: Vec<&String> = plan.changes.keys().collect();
        report::line(&serde_json::json!(paths).to_string());
        return Outcome::Problems;
    }
    let differing = plan.changes.iter();
    for (path, change) in differing.filter(|_| target.input.format == Format::Text) {
        let (before, after) = match change {
            Change::Write { before, after, .. } => {
                (before.as_deref().unwrap_or_default(), after.as_str())
            }
            Change::Remove { before, .. } => (before.as_str(), ""),
        };
        let shown = format!("{}/{path}", target.out.display());
        report::difference(&output::difference(&shown, before, after));
    }
    let files = match plan.changes.len() {
        1 => "1 file differs".to_owned(),
        n => format!("{n} files differ"),
    };
    let command = mending(target);
    let message = format!("{files} from what the specs generate");
    // The command would refuse to overwrite what somebody edited.
    let edited = plan.edited().next().is_some();
    let (english, chinese) = match edited {
        true => (
            format!("put what was edited by hand into the spec, then run `{command} --force`"),
            format!("把手工修改写进规范，再运行 `{command} --force`"),
        ),
        false => (format!("run `{command}`"), format!("运行 `{command}`")),
    };
    let drift = problem(Code::Drift, message, &english, &chinese);
    report::placeless(&[drift], &target.input);
    Outcome::Problems
}

/// A problem of the output, with what to do in English and in Chinese.
fn problem(code: Code, message: String, english: &str, chinese: &str) -> Diagnostic {
    let help = Help::new(english.to_owned(), chinese.to_owned());
    Diagnostic::placeless(code, message).help(help)
}

/// The command that mends a drift.
fn mending(target: &Target) -> String {
    let mut command = "apiloom generate".to_owned();
    for path in &target.named {
        command.push_str(&format!(" {}", path.display()));
    }
    if target.named.is_empty() && target.input.specs.as_os_str() != "specs" {
        command.push_str(&format!(" --specs {}", target.input.specs.display()));
    }
    if target.out.as_os_str() != "generated" {
        command.push_str(&format!(" --out {}", target.out.display()));
    }
    if let Some(runtime) = &target.runtime {
        command.push_str(&format!(" --runtime {runtime}"));
    }
    command
}

fn table(made: &Made) -> String {
    let Made { rows, plan } = made;
    let mut cells = vec![
        [
            "vendor",
            "operations",
            "types",
            "written",
            "unchanged",
            "removed",
            "ms",
        ]
        .map(str::to_owned),
    ];
    for row in rows {
        let (written, removed) = plan.counts(&row.vendor);
        let unchanged = plan.unchanged.get(&row.vendor).copied().unwrap_or_default();
        cells.push([
            row.vendor.clone(),
            row.operations.to_string(),
            row.types.to_string(),
            written.to_string(),
            unchanged.to_string(),
            removed.to_string(),
            row.milliseconds.to_string(),
        ]);
    }
    for name in gone(made) {
        let (_, removed) = plan.counts(&name);
        let dash = || "-".to_owned();
        cells.push([
            name,
            dash(),
            dash(),
            dash(),
            dash(),
            removed.to_string(),
            dash(),
        ]);
    }
    let width = |column: usize| {
        cells
            .iter()
            .map(|row| row[column].len())
            .max()
            .unwrap_or_default()
    };
    let mut text = String::new();
    for row in &cells {
        let first = format!("{:<1$}", row[0], width(0));
        let rest: Vec<String> = (1..row.len())
            .map(|column| format!("{:>1$}", row[column], width(column)))
            .collect();
        text.push_str(&format!("{first}  {}\n", rest.join("  ")));
    }
    text
}

/// The crates that are no longer made.
fn gone(made: &Made) -> Vec<String> {
    let Made { rows, plan } = made;
    let mut names: Vec<String> = plan
        .changes
        .keys()
        .filter_map(|path| path.split('/').next())
        .filter(|name| !rows.iter().any(|row| row.vendor == *name))
        .map(str::to_owned)
        .collect();
    names.dedup();
    names
}

fn json(made: &Made) -> String {
    let Made { rows, plan } = made;
    let rows: Vec<_> = rows
        .iter()
        .map(|row| {
            let (written, removed) = plan.counts(&row.vendor);
            serde_json::json!({
                "vendor": row.vendor,
                "operations": row.operations,
                "types": row.types,
                "written": written,
                "unchanged": plan.unchanged.get(&row.vendor).copied().unwrap_or_default(),
                "removed": removed,
            })
        })
        .collect();
    format!("{}\n", serde_json::Value::from(rows))
}
