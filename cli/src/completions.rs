//! `apiloom completions`.

use clap::CommandFactory as _;
use clap_complete::Shell;

use crate::{Outcome, report};

/// Arguments of `apiloom completions`.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The shell that is to complete commands.
    #[arg(value_name = "SHELL", value_enum)]
    shell: Shell,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let mut script = Vec::new();
    let mut command = crate::Arguments::command();
    clap_complete::generate(arguments.shell, &mut command, "apiloom", &mut script);
    report::bytes(&script);
    Outcome::Fine
}
