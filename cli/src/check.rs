//! `apiloom check`.

use std::path::PathBuf;

use crate::{Format, Input, Outcome, report};

/// Arguments of `apiloom check`.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The specs to check; all of the folder's if none is named.
    #[arg(value_name = "SPEC")]
    named: Vec<PathBuf>,
    #[command(flatten)]
    input: Input,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let paths = match report::paths(&arguments.named, &arguments.input) {
        Ok(paths) => paths,
        Err(outcome) => return outcome,
    };
    let checked = apiloom_codegen::pipeline::check(&paths);
    report::diagnostics(&checked, &arguments.input);
    if arguments.input.format == Format::Text && !checked.has_errors() {
        let operations: usize = checked.apis.iter().map(|api| api.operations.len()).sum();
        report::line(&format!(
            "{} fine, {}",
            report::count(paths.len(), "spec"),
            report::count(operations, "operation")
        ));
    }
    if checked.has_errors() {
        Outcome::Problems
    } else {
        Outcome::Fine
    }
}
