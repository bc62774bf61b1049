//! Printing: problems to standard error as text, or to standard output for programs.

use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;

use apiloom_codegen::diagnostic::{self, Code, Diagnostic, Help, Severity};
use apiloom_codegen::pipeline::{self, Checked};
use apiloom_codegen::source::Sources;

use crate::{Format, Input, Outcome, sarif};

/// The named specs and those of named folders, or those of the folder that is the default.
pub(crate) fn paths(named: &[PathBuf], input: &Input) -> Result<Vec<PathBuf>, Outcome> {
    let folders = match named.is_empty() {
        true => std::slice::from_ref(&input.specs),
        false => named,
    };
    let mut paths = Vec::new();
    for path in folders {
        if !named.is_empty() && !path.is_dir() {
            paths.push(path.clone());
            continue;
        }
        match pipeline::specs_in(path) {
            Ok(found) if found.is_empty() => {
                let message = format!("there are no `*.yaml` files in `{}`", path.display());
                return Err(no_specs(Code::NoSpecs, message, input));
            }
            Ok(found) => paths.extend(found),
            Err(error) => {
                let shown = path.display();
                let message = format!("the folder `{shown}` cannot be read: {error}");
                return Err(no_specs(Code::Unreadable, message, input));
            }
        }
    }
    Ok(paths)
}

/// There is nothing to work on: the command was used wrongly.
fn no_specs(code: Code, message: String, input: &Input) -> Outcome {
    let help = Help::new(
        "name the specs, or give their folder with `--specs DIR`".to_owned(),
        "写出规范文件，或用 `--specs DIR` 指定它们的目录".to_owned(),
    );
    placeless(&[Diagnostic::placeless(code, message).help(help)], input);
    Outcome::Usage
}

/// Shows problems that have no place in a file.
pub(crate) fn placeless(diagnostics: &[Diagnostic], input: &Input) {
    show(&Sources::default(), diagnostics, input);
}

/// Shows the problems of a run.
pub(crate) fn diagnostics(checked: &Checked, input: &Input) {
    show(&checked.sources, &checked.diagnostics, input);
}

fn show(sources: &Sources, diagnostics: &[Diagnostic], input: &Input) {
    let language = input.lang.language();
    match input.format {
        Format::Json => print(&diagnostic::json(sources, diagnostics, language)),
        Format::Sarif => print(&sarif::log(sources, diagnostics, language)),
        Format::Text => {
            let colour = io::stderr().is_terminal()
                && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
            for found in diagnostics {
                let text = diagnostic::text(sources, found, colour, language);
                complain(&format!("{text}\n"));
            }
            let of = |severity| {
                diagnostics
                    .iter()
                    .filter(|d| d.severity() == severity)
                    .count()
            };
            let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
            if errors + warnings > 0 {
                complain(&format!(
                    "{}, {}",
                    count(errors, "error"),
                    count(warnings, "warning")
                ));
            }
        }
    }
}

/// `1 error`, `2 errors`.
pub(crate) fn count(number: usize, noun: &str) -> String {
    format!("{number} {noun}{}", if number == 1 { "" } else { "s" })
}

/// Prints a line to standard output.
pub(crate) fn line(text: &str) {
    print(&format!("{text}\n"));
}

/// Prints to standard output; whoever closed it does not want to read.
pub(crate) fn print(text: &str) {
    let _ = io::stdout().lock().write_all(text.as_bytes());
}

/// Prints a line to standard error.
pub(crate) fn complain(text: &str) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}
