//! `apiloom check`.

use std::fs;
use std::path::{Path, PathBuf};

use apiloom_codegen::diagnostic::{Code, Diagnostic, Help};
use apiloom_codegen::fix::{self, Fixed};
use apiloom_codegen::output;
use apiloom_codegen::pipeline::Checked;

use crate::{Format, Input, Outcome, report, work};

/// Arguments of `apiloom check`.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The specs to check; all of the folder's if none is named.
    #[arg(value_name = "SPEC")]
    named: Vec<PathBuf>,
    #[command(flatten)]
    input: Input,
    /// Mends what can be mended for certain, and shows what is left.
    #[arg(long)]
    fix: bool,
    /// Shows what `--fix` would change, and writes nothing.
    #[arg(long, requires = "fix")]
    dry_run: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let paths = match report::paths(&arguments.named, &arguments.input) {
        Ok(paths) => paths,
        Err(outcome) => return outcome,
    };
    if arguments.fix {
        return mend(&paths, arguments);
    }
    let checked = work::check(&paths);
    report::diagnostics(&checked, &arguments.input);
    let certain = checked.diagnostics.iter();
    let certain = certain
        .filter(|found| found.certain_fix().is_some())
        .count();
    if arguments.input.format == Format::Text && certain > 0 {
        let fixes = match certain {
            1 => "1 fix".to_owned(),
            n => format!("{n} fixes"),
        };
        report::complain(&format!("{fixes} available: run `{}`", command(arguments)));
    }
    ended(&checked, &paths, arguments)
}

/// Says that everything is fine, if it is.
fn ended(checked: &Checked, paths: &[PathBuf], arguments: &Arguments) -> Outcome {
    if checked.has_errors() {
        return Outcome::Problems;
    }
    if arguments.input.format == Format::Text {
        let operations: usize = checked.apis.iter().map(|api| api.operations.len()).sum();
        report::fine(&format!(
            "{} fine, {}",
            report::count(paths.len(), "spec"),
            report::count(operations, "operation")
        ));
    }
    Outcome::Fine
}

/// Mends what can be, tells what was done, and shows what is left.
fn mend(paths: &[PathBuf], arguments: &Arguments) -> Outcome {
    let fixed = work::timed("mending …", "mended", || fix::fix(paths));
    work::tell_read(&fixed.checked.read);
    let text = arguments.input.format == Format::Text;
    if text && arguments.dry_run {
        tell(&fixed, arguments);
    }
    let mut unwritten = Vec::new();
    for (path, (before, after)) in &fixed.files {
        if arguments.dry_run {
            if text {
                let shown = path.display().to_string();
                let then = format!("{shown} (fixed)");
                report::difference(&output::labelled_difference(before, after, &shown, &then));
            }
            continue;
        }
        if let Err(error) = write(path, before, after) {
            let message = format!("`{}` cannot be written: {error}", path.display());
            let help = Help::new(
                "correct the path or its permissions".to_owned(),
                "改正路径或权限".to_owned(),
            );
            unwritten.push(Diagnostic::placeless(Code::Write, message).help(help));
            continue;
        }
        report::detail(|| format!("wrote {}", path.display()));
    }
    if !unwritten.is_empty() {
        // Which problems are left depends on which files could be written.
        report::placeless(&unwritten, &arguments.input);
        report::diagnostics(&work::check(paths), &arguments.input);
        return Outcome::Problems;
    }
    if arguments.dry_run {
        // Its places would be those of files that nobody wrote.
        return dry(&fixed, paths, arguments);
    }
    if text {
        tell(&fixed, arguments);
    }
    report::diagnostics(&fixed.checked, &arguments.input);
    ended(&fixed.checked, paths, arguments)
}

/// What a dry run comes to: the problems as they stand.
fn dry(fixed: &Fixed, paths: &[PathBuf], arguments: &Arguments) -> Outcome {
    if arguments.input.format != Format::Text {
        report::diagnostics(&work::check(paths), &arguments.input);
    } else if fixed.checked.has_errors() {
        let left = report::count(fixed.checked.diagnostics.len(), "problem");
        report::complain(&format!("{left} would be left"));
    }
    match fixed.files.is_empty() {
        true => ended(&fixed.checked, paths, arguments),
        false => Outcome::Problems,
    }
}

/// One line for each problem that was mended.
fn tell(fixed: &Fixed, arguments: &Arguments) {
    let language = arguments.input.lang.language();
    let word = match arguments.dry_run {
        true => "would be fixed",
        false => "fixed",
    };
    for done in &fixed.done {
        let message = done.fix.message.text(language);
        report::remark(&format!("{}; {word}: {message}", done.problem));
    }
    let problems = report::count(fixed.done.len(), "problem");
    let files = report::count(fixed.files.len(), "file");
    report::remark(&format!("{problems} {word} in {files}"));
}

/// Writes a file with the mark of its byte order, if it has one.
fn write(path: &Path, before: &str, after: &str) -> std::io::Result<()> {
    let stands = fs::read_to_string(path)?;
    let mark = match stands.strip_prefix('\u{feff}') {
        Some(_) => "\u{feff}",
        None => "",
    };
    if stands[mark.len()..] != *before {
        return Err(std::io::Error::other("it was saved meanwhile"));
    }
    output::replace(path, &format!("{mark}{after}"))
}

/// The command that mends what was found.
fn command(arguments: &Arguments) -> String {
    let mut command = "apiloom check --fix".to_owned();
    for path in &arguments.named {
        command.push_str(&format!(" {}", path.display()));
    }
    if arguments.named.is_empty() && arguments.input.specs.as_os_str() != "specs" {
        command.push_str(&format!(" --specs {}", arguments.input.specs.display()));
    }
    command
}
