//! Printing: problems to standard error as text, or to standard output as JSON.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};

use apiloom_codegen::diagnostic::{self, Severity};
use apiloom_codegen::pipeline::{self, Checked};

use crate::{Format, Outcome};

/// The named specs, or those of the folder.
pub(crate) fn paths(named: &[PathBuf], folder: &Path) -> Result<Vec<PathBuf>, Outcome> {
    if !named.is_empty() {
        return Ok(named.to_vec());
    }
    match pipeline::specs_in(folder) {
        Ok(paths) if paths.is_empty() => {
            complain(&format!(
                "there are no `*.yaml` files in `{}`",
                folder.display()
            ));
            Err(Outcome::Usage)
        }
        Ok(paths) => Ok(paths),
        Err(error) => {
            complain(&format!(
                "the folder `{}` cannot be read: {error}",
                folder.display()
            ));
            complain("name the specs, or give their folder with `--specs DIR`");
            Err(Outcome::Usage)
        }
    }
}

/// Shows the problems of a run.
pub(crate) fn diagnostics(checked: &Checked, format: Format) {
    match format {
        Format::Json => print(&diagnostic::json(&checked.sources, &checked.diagnostics)),
        Format::Text => {
            let colour = io::stderr().is_terminal()
                && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty());
            for found in &checked.diagnostics {
                complain(&format!(
                    "{}\n",
                    diagnostic::text(&checked.sources, found, colour)
                ));
            }
            let of = |severity| {
                checked
                    .diagnostics
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
