//! What is told of a run: problems, and one line.

use std::io::{self, IsTerminal as _};
use std::time::{Duration, Instant};

use apiloom_codegen::diagnostic::{self, Diagnostic, Severity};
use apiloom_codegen::output::Change;
use apiloom_codegen::pipeline::Checked;
use apiloom_codegen::source::Sources;
use jiff::{Timestamp, Zoned};
use serde_json::{Value, json};

use crate::failure::Failure;
use crate::folder::Planned;
use crate::generate::Target;
use crate::voice::{self, Stream};
use crate::{Format, progress, report};

/// What came of a run.
#[derive(Default)]
pub(super) struct Run {
    /// How many specs there are.
    pub(super) specs: usize,
    pub(super) checked: Option<Checked>,
    /// What was written, if anything was to be.
    pub(super) written: Option<Written>,
    /// Why nothing was.
    pub(super) failure: Option<Failure>,
}

/// The paths of the files that a run changed, seen from the folder of the crates.
#[derive(Default)]
pub(super) struct Written {
    written: Vec<String>,
    removed: Vec<String>,
}

impl Written {
    pub(super) fn of(folders: &[Planned<'_>]) -> Self {
        let is_written = |change: &Change| matches!(change, Change::Write { .. });
        let paths = |wanted: &dyn Fn(&Change) -> bool| {
            let paths = folders.iter().flat_map(|one| one.paths(wanted));
            paths.collect()
        };
        Self {
            written: paths(&is_written),
            removed: paths(&|change| !is_written(change)),
        }
    }
}

/// Tells of runs.
pub(super) struct Status<'a> {
    target: &'a Target,
    /// The warnings that were shown last; they are not shown again with every run.
    warnings: Vec<String>,
}

impl<'a> Status<'a> {
    pub(super) fn new(target: &'a Target) -> Self {
        let warnings = Vec::new();
        Self { target, warnings }
    }

    /// Shows the problems of specs, unless they are the warnings that were there before.
    pub(super) fn problems(&mut self, checked: &Checked) {
        if self.target.input.format != Format::Text {
            return;
        }
        let all = checked.diagnostics.iter();
        let all: Vec<String> = all
            .map(|found| diagnostic::summary(&checked.sources, found))
            .collect();
        if checked.has_errors() || all != self.warnings {
            report::problems(&checked.sources, &checked.diagnostics, &self.target.input);
        }
        self.warnings = all;
    }

    /// Shows what came of a run, on one line.
    pub(super) fn show(&self, run: &Run, since: Instant) {
        let took = since.elapsed();
        if self.target.input.format == Format::Json {
            return report::line(&self.json(run, took).to_string());
        }
        match &run.failure {
            Some(Failure::Problems(problems)) => {
                report::problems(&Sources::default(), problems, &self.target.input);
            }
            Some(Failure::Usage(message)) => report::complain(message),
            None => {}
        }
        let (mark, style, text) = match run.is_fine() {
            true => ("✔", voice::GOOD, run.success()),
            false => ("✘", voice::BAD, run.trouble()),
        };
        let clock = Zoned::now().strftime("%H:%M:%S").to_string();
        let rest = format!("{text} ({} ms)", took.as_millis());
        let line = format!("{clock} {} {rest}", Stream::Out.paint(style, mark));
        let stands = io::stdout().is_terminal();
        if stands && progress::stand(&line, &format!("{clock} {mark} {rest}")) {
            return;
        }
        match run.is_fine() {
            true => report::remark(&line),
            false => report::line(&line),
        }
    }

    /// Leaves the last line on the screen.
    pub(super) fn end(&self) {
        progress::leave();
    }

    fn json(&self, run: &Run, took: Duration) -> Value {
        let none = (Sources::default(), Vec::new());
        let (sources, found) = match &run.checked {
            Some(checked) => (&checked.sources, &checked.diagnostics),
            None => (&none.0, &none.1),
        };
        let (mut problems, mut message) = (self.problems_as_json(sources, found), None);
        match &run.failure {
            Some(Failure::Problems(more)) => {
                problems.extend(self.problems_as_json(&none.0, more));
            }
            Some(Failure::Usage(text)) => message = Some(text),
            None => {}
        }
        let nothing = Written::default();
        let written = run.written.as_ref().unwrap_or(&nothing);
        let mut line = json!({
            "time": Timestamp::now().to_string(),
            "fine": run.is_fine(),
            "specs": run.specs,
            "problems": problems,
            "written": written.written,
            "removed": written.removed,
            "milliseconds": u64::try_from(took.as_millis()).unwrap_or(u64::MAX),
        });
        if let Some(message) = message {
            line["message"] = json!(message);
        }
        line
    }

    fn problems_as_json(&self, sources: &Sources, found: &[Diagnostic]) -> Vec<Value> {
        let text = diagnostic::json(sources, found, self.target.input.lang.language());
        serde_json::from_str(&text).unwrap_or_default()
    }
}

impl Run {
    fn is_fine(&self) -> bool {
        let errors = self.checked.as_ref().is_none_or(Checked::has_errors);
        !errors && self.failure.is_none()
    }

    /// `5 specs fine, 2 files changed`.
    fn success(&self) -> String {
        let mut said = vec![format!("{} fine", report::count(self.specs, "spec"))];
        let warnings = self.found().len();
        if warnings > 0 {
            said.push(report::count(warnings, "warning"));
        }
        if let Some(Written { written, removed }) = &self.written {
            said.push(match written.len() + removed.len() {
                0 => "nothing to write".to_owned(),
                changed => format!("{} changed", report::count(changed, "file")),
            });
        }
        said.join(", ")
    }

    /// `2 errors in acme.yaml`.
    fn trouble(&self) -> String {
        let errors = self.found().iter();
        let errors = errors.filter(|found| found.severity() == Severity::Error);
        let errors: Vec<&Diagnostic> = errors.collect();
        if errors.is_empty() {
            return match self.specs {
                0 => "no specs".to_owned(),
                specs => format!("{} fine, nothing written", report::count(specs, "spec")),
            };
        }
        let sources = self.checked.as_ref().map(|checked| &checked.sources);
        let mut files: Vec<&str> = errors
            .iter()
            .filter_map(|found| Some(sources?.get(found.span?.file).path.as_str()))
            .map(|path| path.rsplit('/').next().unwrap_or(path))
            .collect();
        files.dedup();
        let count = report::count(errors.len(), "error");
        match files.as_slice() {
            [] => count,
            [one] => format!("{count} in {one}"),
            [one, other] => format!("{count} in {one} and {other}"),
            many => format!("{count} in {} files", many.len()),
        }
    }

    fn found(&self) -> &[Diagnostic] {
        self.checked
            .as_ref()
            .map_or(&[], |checked| &checked.diagnostics)
    }
}
