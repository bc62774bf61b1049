//! The `apiloom` command: argument parsing and printing, nothing else.

mod asked;
mod call;
mod check;
mod completions;
mod diff;
mod docs;
mod explain;
mod failure;
mod fmt;
mod folder;
mod generate;
mod given;
mod loaded;
mod lsp;
mod new;
mod notes;
mod openapi;
mod progress;
mod question;
mod refusal;
mod report;
mod revision;
mod runtime;
mod sarif;
mod schema;
mod serve;
mod shown;
mod sign;
mod stats;
mod unserved;
mod voice;
mod watch;
mod work;

use std::path::PathBuf;
use std::process::ExitCode;

use apiloom_codegen::diagnostic::Language;
use clap::{CommandFactory as _, Parser, Subcommand, ValueEnum};

/// Turns spec files of HTTP APIs into typed Rust clients.
#[derive(Parser)]
#[command(
    name = "apiloom",
    version,
    max_term_width = 100,
    after_help = "Exit codes: 0 all is well, 1 problems were found, 2 wrong usage, 3 no answer that can be read (call alone)."
)]
struct Arguments {
    #[command(flatten)]
    voice: voice::Voice,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Checks specs and reports every problem of all of them.
    Check(check::Arguments),
    /// Tells what changed between two specs, and whom it breaks.
    Diff(diff::Arguments),
    /// Writes a first spec for a vendor, with comments; asks for what is not given.
    New(Box<new::Arguments>),
    /// Checks specs and writes a client crate for each.
    Generate(generate::Arguments),
    /// Checks specs and writes their documentation: a site and Markdown, in English and Chinese.
    Docs(docs::Arguments),
    /// Checks specs and writes their crates again whenever one is saved.
    Watch(watch::Arguments),
    /// Calls an operation of a spec, without generating or compiling anything.
    Call(Box<call::Arguments>),
    /// Shows how the signature of an operation is made, and what would have to differ.
    Sign(Box<sign::Arguments>),
    /// Puts specs into canonical order and style; comments stay.
    Fmt(fmt::Arguments),
    /// Explains the code of a problem, with an example before and after.
    Explain(explain::Arguments),
    /// Prints the JSON Schema of specs, for editors.
    Schema(schema::Arguments),
    /// Prints an API as OpenAPI 3.1, for tools that know no spec.
    Openapi(openapi::Arguments),
    /// Helps editors with specs: a language server over standard input and output.
    Lsp(lsp::Arguments),
    /// Counts what stands in specs, and how much of it is documented.
    Stats(stats::Arguments),
    /// Runs a server that behaves like a vendor, from its spec.
    Serve(serve::Arguments),
    /// Prints what a shell needs to complete commands.
    Completions(completions::Arguments),
}

/// Where the specs are, and how problems are shown.
#[derive(clap::Args)]
struct Input {
    /// How problems are shown.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The language of the helps.
    #[arg(long, value_enum, default_value_t = Lang::En)]
    lang: Lang,
    /// The folder whose `*.yaml` files are the specs.
    #[arg(long, value_name = "DIR", default_value = "specs", value_hint = clap::ValueHint::DirPath)]
    specs: PathBuf,
}

/// How problems are shown.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For programs: one JSON document.
    Json,
    /// For code review tools: one SARIF 2.1.0 log.
    Sarif,
}

/// The languages; never guessed from the machine.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Lang {
    /// English.
    En,
    /// Chinese.
    Zh,
}

impl Lang {
    fn language(self) -> Language {
        match self {
            Self::En => Language::English,
            Self::Zh => Language::Chinese,
        }
    }

    /// The language of what is wrong with values.
    fn of_violations(self) -> apiloom::Language {
        match self {
            Self::En => apiloom::Language::English,
            Self::Zh => apiloom::Language::Chinese,
        }
    }
}

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// Everything is fine.
    Fine,
    /// Problems were found.
    Problems,
    /// The command was used wrongly.
    Usage,
    /// Nobody answered, or nothing that can be read.
    NoAnswer,
}

impl Arguments {
    /// The arguments, to which this program speaks as they say from now on.
    fn listened() -> Result<Self, clap::Error> {
        voice::listen(std::env::args_os().skip(1));
        let arguments = Self::try_parse()?;
        arguments.voice.set(Self::command)?;
        Ok(arguments)
    }
}

impl Command {
    fn run(&self) -> Outcome {
        match self {
            Self::Check(arguments) => check::run(arguments),
            Self::Diff(arguments) => diff::run(arguments),
            Self::New(arguments) => new::run(arguments),
            Self::Generate(arguments) => generate::run(arguments),
            Self::Docs(arguments) => docs::run(arguments),
            Self::Watch(arguments) => watch::run(arguments),
            Self::Call(arguments) => call::run(arguments),
            Self::Sign(arguments) => sign::run(arguments),
            Self::Fmt(arguments) => fmt::run(arguments),
            Self::Lsp(arguments) => lsp::run(arguments),
            Self::Stats(arguments) => stats::run(arguments),
            Self::Openapi(arguments) => openapi::run(arguments),
            Self::Explain(arguments) => explain::run(arguments),
            Self::Schema(arguments) => schema::run(arguments),
            Self::Serve(arguments) => serve::run(arguments),
            Self::Completions(arguments) => completions::run(arguments),
        }
    }
}

fn main() -> ExitCode {
    let outcome = match Arguments::listened() {
        Ok(arguments) => arguments.command.run(),
        Err(error) => refused(&error),
    };
    ExitCode::from(match outcome {
        Outcome::Fine if report::has_lost() => 1,
        Outcome::Fine => 0,
        Outcome::Problems => 1,
        Outcome::Usage => 2,
        Outcome::NoAnswer => 3,
    })
}

/// Prints why the arguments are none of this command's, or the help that was asked for.
fn refused(error: &clap::Error) -> Outcome {
    if error.use_stderr() {
        call::refused_arguments(error);
    }
    // Printing help or the usage can fail only if nobody listens.
    let _ = error.print();
    match error.use_stderr() {
        true => Outcome::Usage,
        false => Outcome::Fine,
    }
}
