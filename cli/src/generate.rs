//! `apiloom generate`.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Instant;

use apiloom_codegen::diagnostic::{Code, Diagnostic, Help};
use apiloom_codegen::emit::package::{self, File};
use apiloom_codegen::model::Api;
use apiloom_codegen::output::{self, Change, Plan};
use apiloom_codegen::pipeline;

use crate::{Format, Input, Outcome, report, runtime};

/// Arguments of `apiloom generate`.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The specs to generate from; all of the folder's if none is named.
    #[arg(value_name = "SPEC")]
    named: Vec<PathBuf>,
    #[command(flatten)]
    input: Input,
    /// The folder for the crates.
    #[arg(long, value_name = "DIR", default_value = "generated")]
    out: PathBuf,
    /// Writes nothing; fails and shows the difference if the folder is not what the specs generate.
    #[arg(long)]
    check: bool,
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

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let paths = match report::paths(&arguments.named, &arguments.input) {
        Ok(paths) => paths,
        Err(outcome) => return outcome,
    };
    let checked = pipeline::check(&paths).for_crates();
    if checked.has_errors() || arguments.input.format == Format::Text {
        report::diagnostics(&checked, &arguments.input);
    }
    if checked.has_errors() {
        return Outcome::Problems;
    }
    let runtime = match runtime::find(arguments.runtime.as_deref(), &arguments.out) {
        Ok(runtime) => runtime,
        Err(message) => {
            report::complain(&message);
            return Outcome::Usage;
        }
    };
    let mut crates: BTreeMap<String, Vec<File>> = BTreeMap::new();
    let mut rows = Vec::new();
    for api in &checked.apis {
        let start = Instant::now();
        crates.insert(api.vendor.snake(), package::files(api, &runtime));
        rows.push(row(api, start.elapsed().as_millis()));
    }
    // Only a run over the whole folder knows which crates nobody makes any more.
    let prune = arguments.named.is_empty();
    let plan = match output::plan(&arguments.out, &crates, prune) {
        Ok(plan) => plan,
        Err(error) => {
            return refused(arguments, format!("cannot be read: {error}"));
        }
    };
    if arguments.check {
        return drift(&plan, arguments);
    }
    let edited: Vec<&str> = plan.edited().collect();
    if !edited.is_empty() && !arguments.force {
        let problems = edited.iter().map(|path| {
            let shown = format!("{}/{path}", arguments.out.display());
            problem(
                Code::HandEdited,
                format!("`{shown}` was edited by hand"),
                "put the change into the spec, or overwrite it with `--force`",
                "把改动写进规范，或用 `--force` 覆盖",
            )
        });
        report::placeless(&problems.collect::<Vec<_>>(), &arguments.input);
        return Outcome::Problems;
    }
    if let Err(error) = output::apply(&arguments.out, &plan) {
        return refused(arguments, format!("cannot be written: {error}"));
    }
    // A folder of a crate that is gone stays if it holds anything else, and cargo misses a manifest there.
    for name in gone(&rows, &plan) {
        let folder = arguments.out.join(name);
        if folder.exists() {
            report::complain(&format!(
                "warning: `{}` holds files that this command did not make; move them away, or a workspace that takes the folder will not load",
                folder.display()
            ));
        }
    }
    match arguments.input.format {
        Format::Text => report::print(&table(&rows, &plan)),
        Format::Json => report::print(&json(&rows, &plan)),
        Format::Sarif => report::diagnostics(&checked, &arguments.input),
    }
    Outcome::Fine
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
fn drift(plan: &Plan, arguments: &Arguments) -> Outcome {
    if plan.changes.is_empty() {
        if arguments.input.format == Format::Sarif {
            report::placeless(&[], &arguments.input);
        } else if arguments.input.format == Format::Text {
            let files: usize = plan.unchanged.values().sum();
            report::line(&format!(
                "{} as the specs generate them",
                report::count(files, "file")
            ));
        } else {
            report::print("[]\n");
        }
        return Outcome::Fine;
    }
    if arguments.input.format == Format::Json {
        let paths: Vec<&String> = plan.changes.keys().collect();
        report::line(&serde_json::json!(paths).to_string());
        return Outcome::Problems;
    }
    let differing = plan.changes.iter();
    for (path, change) in differing.filter(|_| arguments.input.format == Format::Text) {
        let (before, after) = match change {
            Change::Write { before, after, .. } => {
                (before.as_deref().unwrap_or_default(), after.as_str())
            }
            Change::Remove { before, .. } => (before.as_str(), ""),
        };
        let shown = format!("{}/{path}", arguments.out.display());
        report::print(&output::difference(&shown, before, after));
    }
    let files = match plan.changes.len() {
        1 => "1 file differs".to_owned(),
        n => format!("{n} files differ"),
    };
    let command = mending(arguments);
    let drift = problem(
        Code::Drift,
        format!("{files} from what the specs generate"),
        &format!("run `{command}`"),
        &format!("运行 `{command}`"),
    );
    report::placeless(&[drift], &arguments.input);
    Outcome::Problems
}

/// The folder cannot be used.
fn refused(arguments: &Arguments, why: String) -> Outcome {
    let problem = problem(
        Code::Write,
        format!("`{}` {why}", arguments.out.display()),
        "correct the path or its permissions, or name another folder with `--out DIR`",
        "改正路径或权限，或用 `--out DIR` 指定另一个目录",
    );
    report::placeless(&[problem], &arguments.input);
    Outcome::Problems
}

/// A problem of the output, with what to do in English and in Chinese.
fn problem(code: Code, message: String, english: &str, chinese: &str) -> Diagnostic {
    let help = Help::new(english.to_owned(), chinese.to_owned());
    Diagnostic::placeless(code, message).help(help)
}

/// The command that mends a drift.
fn mending(arguments: &Arguments) -> String {
    let mut command = "apiloom generate".to_owned();
    for path in &arguments.named {
        command.push_str(&format!(" {}", path.display()));
    }
    if arguments.named.is_empty() && arguments.input.specs.as_os_str() != "specs" {
        command.push_str(&format!(" --specs {}", arguments.input.specs.display()));
    }
    if arguments.out.as_os_str() != "generated" {
        command.push_str(&format!(" --out {}", arguments.out.display()));
    }
    if let Some(runtime) = &arguments.runtime {
        command.push_str(&format!(" --runtime {runtime}"));
    }
    command
}

fn table(rows: &[Row], plan: &Plan) -> String {
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
    for name in gone(rows, plan) {
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
fn gone(rows: &[Row], plan: &Plan) -> Vec<String> {
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

fn json(rows: &[Row], plan: &Plan) -> String {
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
