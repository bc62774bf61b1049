//! `apiloom lsp`.

use apiloom_lsp::Ended;

use crate::{Outcome, report};

/// Arguments of `apiloom lsp`.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// Talks over standard input and output, as it always does; some editors say so.
    #[arg(long)]
    stdio: bool,
}

pub(crate) fn run(_arguments: &Arguments) -> Outcome {
    match apiloom_lsp::run() {
        Ok(Ended::Asked) => Outcome::Fine,
        Ok(Ended::Gone | Ended::Deaf) => Outcome::Problems,
        Err(error) => {
            report::complain(&format!("error: the editor cannot be understood: {error}"));
            Outcome::Problems
        }
    }
}
