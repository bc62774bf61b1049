//! How the command speaks: how much it says, and whether in colour.

use std::ffi::OsString;
use std::io;
use std::sync::OnceLock;

use anstream::{AutoStream, ColorChoice};
use clap::ValueEnum;
use clap::builder::styling::{AnsiColor, Style};
use clap::error::ErrorKind;

/// Arguments that every command has.
#[derive(clap::Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct Voice {
    /// When colours are used; `auto` asks the terminal, `NO_COLOR` and `CLICOLOR_FORCE`.
    #[arg(
        long,
        global = true,
        value_name = "WHEN",
        value_enum,
        default_value_t = Colour::Auto
    )]
    color: Colour,
    /// Says only what was asked for, and problems.
    #[arg(short, long, global = true)]
    quiet: bool,
    /// Says also which files are read and written, and how long each stage takes.
    #[arg(short, long, global = true)]
    verbose: bool,
}

/// When colours are used.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Colour {
    /// On a terminal, unless the environment says otherwise.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// How much is said.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Level {
    /// Problems, and what was asked for.
    Quiet,
    /// What is worth saying.
    Plain,
    /// Everything.
    Verbose,
}

/// One command has one voice.
static LEVEL: OnceLock<Level> = OnceLock::new();

impl Voice {
    /// Speaks like this from now on.
    ///
    /// # Errors
    /// When it cannot be both quiet and verbose. That they conflict is not said to clap, which overlooks it
    /// where one stands before the command and the other behind.
    pub(crate) fn set(&self, command: fn() -> clap::Command) -> Result<(), clap::Error> {
        let level = match (self.quiet, self.verbose) {
            (true, true) => {
                let why = "a command cannot be both `--quiet` and `--verbose`";
                return Err(command().error(ErrorKind::ArgumentConflict, why));
            }
            (true, false) => Level::Quiet,
            (false, true) => Level::Verbose,
            (false, false) => Level::Plain,
        };
        choose(self.color);
        // Arguments are read once.
        let _ = LEVEL.set(level);
        Ok(())
    }
}

/// How much is said.
pub(crate) fn level() -> Level {
    LEVEL.get().copied().unwrap_or(Level::Plain)
}

/// Takes `--color` from arguments that nobody has read yet: it holds for what is said of them, too.
pub(crate) fn listen(arguments: impl Iterator<Item = OsString>) {
    let mut wanted = None;
    let mut arguments = arguments.take_while(|argument| argument != "--");
    while let Some(argument) = arguments.next() {
        let text = argument.to_string_lossy();
        let value = match text.strip_prefix("--color") {
            Some("") => arguments
                .next()
                .map(|next| next.to_string_lossy().into_owned()),
            Some(rest) => rest.strip_prefix('=').map(str::to_owned),
            None => None,
        };
        let value = value.and_then(|value| Colour::from_str(&value, false).ok());
        wanted = value.or(wanted);
    }
    choose(wanted.unwrap_or(Colour::Auto));
}

fn choose(colour: Colour) {
    match colour {
        Colour::Auto => ColorChoice::Auto,
        Colour::Always => ColorChoice::Always,
        Colour::Never => ColorChoice::Never,
    }
    .write_global();
}

/// Where something is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stream {
    /// Standard output: what was asked for.
    Out,
    /// Standard error: problems, and what is said beside.
    Err,
}

impl Stream {
    /// Whether colours are used there.
    pub(crate) fn has_colour(self) -> bool {
        let choice = match self {
            Self::Out => AutoStream::choice(&io::stdout()),
            Self::Err => AutoStream::choice(&io::stderr()),
        };
        choice != ColorChoice::Never
    }

    /// A text in a style, if colours are used there; otherwise as it is.
    pub(crate) fn paint(self, style: Style, text: &str) -> String {
        match text.is_empty() || !self.has_colour() {
            true => text.to_owned(),
            false => format!("{style}{text}{style:#}"),
        }
    }
}

/// What is bad: errors, what was removed, what breaks.
pub(crate) const BAD: Style = AnsiColor::Red.on_default().bold();
/// What deserves a look.
pub(crate) const WARNING: Style = AnsiColor::Yellow.on_default().bold();
/// What is good.
pub(crate) const GOOD: Style = AnsiColor::Green.on_default().bold();
/// What helps.
pub(crate) const HELP: Style = AnsiColor::Cyan.on_default().bold();
/// A line that was removed.
pub(crate) const REMOVED: Style = AnsiColor::Red.on_default();
/// A line that was added.
pub(crate) const ADDED: Style = AnsiColor::Green.on_default();
/// What says where something is.
pub(crate) const PLACE: Style = AnsiColor::Cyan.on_default();
/// What stands out.
pub(crate) const STRONG: Style = Style::new().bold();
/// What may be overlooked.
pub(crate) const FAINT: Style = Style::new().dimmed();
