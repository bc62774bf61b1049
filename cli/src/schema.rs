//! `apiloom schema`.

use crate::{Outcome, report};

/// Arguments of `apiloom schema`.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The schema of files that specs include, which have types alone.
    #[arg(long)]
    fragment: bool,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let text = match arguments.fragment {
        true => apiloom_codegen::schema::fragment(),
        false => apiloom_codegen::schema::spec(),
    };
    report::line(text.trim_end());
    Outcome::Fine
}
