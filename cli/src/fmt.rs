//! `apiloom fmt`.

use std::collections::HashSet;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use apiloom_codegen::diagnostic::{self, Code, Diagnostic, Help};
use apiloom_codegen::pipeline::{self, Checked};
use apiloom_codegen::source::Sources;
use apiloom_codegen::{format, output};
use serde_json::{Value, json};

use crate::{Format, Input, Lang, Outcome, report, work};

/// What problems call the text of standard input.
const STDIN: &str = "<stdin>";

/// Arguments of `apiloom fmt`.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The files to format, specs or what they include; all of the folder and of its `shared/` if none is
    /// named.
    #[arg(value_name = "FILE")]
    named: Vec<PathBuf>,
    /// Writes nothing; fails and shows the difference if a file is not formatted.
    #[arg(long)]
    check: bool,
    /// Formats standard input to standard output.
    #[arg(long, conflicts_with = "named")]
    stdin: bool,
    /// How what was done is shown.
    #[arg(long, value_enum, default_value_t = Shown::Text, conflicts_with = "stdin")]
    format: Shown,
    /// The language of the helps.
    #[arg(long, value_enum, default_value_t = Lang::En)]
    lang: Lang,
    /// The folder whose `*.yaml` files are the specs.
    #[arg(long, value_name = "DIR", default_value = "specs", value_hint = clap::ValueHint::DirPath)]
    specs: PathBuf,
}

/// How what was done is shown.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Shown {
    /// For people.
    Text,
    /// For programs: one JSON document with the files that change, and problems.
    Json,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let input = Input {
        format: Format::Text,
        lang: arguments.lang,
        specs: arguments.specs.clone(),
    };
    if arguments.stdin {
        return standard_input(arguments, &input);
    }
    let paths = match paths(arguments, &input) {
        Ok(paths) => paths,
        Err(problem) => {
            match arguments.format {
                Shown::Text => report::placeless(&[problem], &input),
                Shown::Json => document(&[], &nothing(), &[problem], &input),
            }
            return Outcome::Usage;
        }
    };
    let checked = work::timed("reading …", "read", || pipeline::yaml(&paths));
    work::tell_read(&checked.read);
    if arguments.format == Shown::Text {
        report::diagnostics(&checked, &input);
    }
    let (mut changed, mut problems) = (Vec::new(), Vec::new());
    for path in paths.iter().filter(|path| is_sound(&checked, path)) {
        match file(path, arguments) {
            Ok(false) => {}
            Ok(true) => changed.push(path),
            Err(error) => problems.push(unwritable(path, &error)),
        }
    }
    match arguments.format {
        Shown::Json => document(&changed, &checked, &problems, &input),
        Shown::Text => {
            if !problems.is_empty() {
                report::placeless(&problems, &input);
            }
            let troubled = checked.has_errors() || !problems.is_empty();
            tell(changed.len(), paths.len(), troubled, arguments);
        }
    }
    let unformatted = arguments.check && !changed.is_empty();
    match unformatted || checked.has_errors() || !problems.is_empty() {
        true => Outcome::Problems,
        false => Outcome::Fine,
    }
}

/// Says how many files were or are to be formatted.
fn tell(changed: usize, all: usize, troubled: bool, arguments: &Arguments) {
    let files = report::count(changed, "file");
    match (arguments.check, changed) {
        (_, 0) if troubled => {}
        (_, 0) => report::fine(&format!("{} formatted already", report::count(all, "file"))),
        (true, _) => report::complain(&format!(
            "{files} not formatted; run `{}`",
            mending(arguments)
        )),
        (false, _) => report::remark(&format!("{files} formatted")),
    }
}

/// What was done, for programs.
fn document(changed: &[&PathBuf], checked: &Checked, more: &[Diagnostic], input: &Input) {
    let language = input.lang.language();
    let placeless = Sources::default();
    let mut problems = Vec::new();
    for (sources, found) in [
        (&checked.sources, checked.diagnostics.as_slice()),
        (&placeless, more),
    ] {
        let text = diagnostic::json(sources, found, language);
        problems.extend(serde_json::from_str::<Vec<Value>>(&text).unwrap_or_default());
    }
    let changed: Vec<String> = changed.iter().map(|path| pipeline::shown(path)).collect();
    let document = json!({ "changed": changed, "problems": problems });
    report::line(&format!("{document:#}"));
}

/// What was read of no files.
fn nothing() -> Checked {
    pipeline::yaml(&[])
}

/// A file that cannot be written.
fn unwritable(path: &Path, error: &io::Error) -> Diagnostic {
    let message = format!("`{}` cannot be written: {error}", path.display());
    let help = Help::new(
        "correct the path or its permissions".to_owned(),
        "改正路径或权限".to_owned(),
    );
    Diagnostic::placeless(Code::Write, message).help(help)
}

/// Formats a file, or shows what would change; whether anything does.
fn file(path: &Path, arguments: &Arguments) -> io::Result<bool> {
    let before = fs::read_to_string(path)?;
    let Some(after) = format::text(&before).filter(|after| *after != before) else {
        return Ok(false);
    };
    let shown = path.display().to_string();
    let text = arguments.format == Shown::Text;
    match (arguments.check, text) {
        (true, true) => difference(&shown, &before, &after),
        (true, false) => {}
        (false, _) => {
            output::replace(path, &after)?;
            report::detail(|| format!("wrote {shown}"));
            if text {
                report::remark(&format!("formatted {shown}"));
            }
        }
    }
    Ok(true)
}

fn difference(shown: &str, before: &str, after: &str) {
    let formatted = format!("{shown} (formatted)");
    report::difference(&output::labelled_difference(
        before, after, shown, &formatted,
    ));
}

fn standard_input(arguments: &Arguments, input: &Input) -> Outcome {
    let mut bytes = Vec::new();
    if let Err(error) = io::stdin().lock().read_to_end(&mut bytes) {
        report::complain(&format!("error: standard input cannot be read: {error}"));
        return Outcome::Usage;
    }
    let checked = pipeline::yaml_of(STDIN, bytes.clone());
    if checked.has_errors() {
        report::diagnostics(&checked, input);
        return Outcome::Problems;
    }
    let before = String::from_utf8_lossy(&bytes);
    let after = format::text(&before).unwrap_or_else(|| before.clone().into_owned());
    match arguments.check {
        false => report::print(&after),
        true if after == before => {}
        true => {
            difference(STDIN, &before, &after);
            return Outcome::Problems;
        }
    }
    Outcome::Fine
}

/// The files to format.
fn paths(arguments: &Arguments, input: &Input) -> Result<Vec<PathBuf>, Diagnostic> {
    let mut paths = report::specs(&arguments.named, input)?;
    let folders: Vec<&PathBuf> = match arguments.named.is_empty() {
        true => vec![&arguments.specs],
        false => arguments
            .named
            .iter()
            .filter(|path| path.is_dir())
            .collect(),
    };
    for folder in folders {
        below(&folder.join("shared"), &mut paths);
    }
    let mut seen = HashSet::new();
    paths.retain(|path| seen.insert(path.clone()));
    Ok(paths)
}

/// Adds the YAML files of a folder and of those in it; one that is not there has none.
fn below(folder: &Path, paths: &mut Vec<PathBuf>) {
    paths.extend(pipeline::specs_in(folder).unwrap_or_default());
    let mut folders: Vec<PathBuf> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            entry
                .ok()
                .filter(|entry| entry.file_type().is_ok_and(|t| t.is_dir()))
        })
        .map(|entry| entry.path())
        .collect();
    folders.sort();
    folders.iter().for_each(|folder| below(folder, paths));
}

/// Whether a file was read without a problem.
fn is_sound(checked: &Checked, path: &Path) -> bool {
    let shown = pipeline::shown(path);
    let found = checked.diagnostics.iter().filter_map(|found| found.span);
    let mut broken = found.map(|span| checked.sources.get(span.file).path.as_str());
    checked.read.iter().any(|read| read == path) && !broken.any(|broken| broken == shown)
}

/// The command that formats what was found.
fn mending(arguments: &Arguments) -> String {
    let mut command = "apiloom fmt".to_owned();
    for path in &arguments.named {
        command.push_str(&format!(" {}", path.display()));
    }
    if arguments.named.is_empty() && arguments.specs.as_os_str() != "specs" {
        command.push_str(&format!(" --specs {}", arguments.specs.display()));
    }
    command
}
