//! Printing: problems to standard error as text, or to standard output for programs.

use std::collections::HashSet;
use std::io::{self, ErrorKind};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};

use apiloom_codegen::diagnostic::{self, Code, Diagnostic, Help, Severity};
use apiloom_codegen::pipeline::{self, Checked};
use apiloom_codegen::source::Sources;
use clap::builder::styling::Style;

use crate::voice::{self, Level, Stream};
use crate::{Format, Input, Outcome, progress, sarif};

/// The named specs and those of named folders, or those of the folder that is the default.
pub(crate) fn paths(named: &[PathBuf], input: &Input) -> Result<Vec<PathBuf>, Outcome> {
    specs(named, input).map_err(|problem| {
        placeless(&[problem], input);
        Outcome::Usage
    })
}

/// The same, without a word of why there are none.
pub(crate) fn specs(named: &[PathBuf], input: &Input) -> Result<Vec<PathBuf>, Diagnostic> {
    let folders = match named.is_empty() {
        true => std::slice::from_ref(&input.specs),
        false => named,
    };
    let mut paths = Vec::new();
    for path in folders {
        if !named.is_empty() && !path.is_dir() {
            // What is no file at all, such as a pipe, is for those to refuse who read it.
            if !path.exists() {
                let message = format!("there is no file `{}`", pipeline::shown(path));
                return Err(no_specs(Code::Unreadable, message));
            }
            paths.push(path.clone());
            continue;
        }
        match pipeline::specs_in(path) {
            Ok(found) if found.is_empty() => {
                let message = format!("there are no `*.yaml` files in `{}`", path.display());
                return Err(no_specs(Code::NoSpecs, message));
            }
            Ok(found) => paths.extend(found),
            Err(error) => {
                let shown = path.display();
                let message = format!("the folder `{shown}` cannot be read: {error}");
                return Err(no_specs(Code::Unreadable, message));
            }
        }
    }
    let mut seen = HashSet::new();
    paths.retain(|path| seen.insert(path.clone()));
    Ok(paths)
}

/// There is nothing to work on.
fn no_specs(code: Code, message: String) -> Diagnostic {
    let help = Help::new(
        "name the specs, or give their folder with `--specs DIR`".to_owned(),
        "写出规范文件，或用 `--specs DIR` 指定它们的目录".to_owned(),
    );
    Diagnostic::placeless(code, message).help(help)
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
            problems(sources, diagnostics, input);
            let of = |severity| {
                diagnostics
                    .iter()
                    .filter(|d| d.severity() == severity)
                    .count()
            };
            let (errors, warnings) = (of(Severity::Error), of(Severity::Warning));
            if errors + warnings > 0 {
                let counts = format!("{}, {}", count(errors, "error"), count(warnings, "warning"));
                let style = if errors > 0 {
                    voice::BAD
                } else {
                    voice::WARNING
                };
                complain(&Stream::Err.paint(style, &counts));
            }
        }
    }
}

/// Shows problems to people, without their number.
pub(crate) fn problems(sources: &Sources, diagnostics: &[Diagnostic], input: &Input) {
    let colour = Stream::Err.has_colour();
    for found in diagnostics {
        let text = diagnostic::text(sources, found, colour, input.lang.language());
        complain(&format!("{text}\n"));
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

/// Prints a line to standard output that nobody asked for.
pub(crate) fn remark(text: &str) {
    if voice::level() > Level::Quiet {
        line(text);
    }
}

/// Prints a line to standard output that says that all is well, and that nobody asked for.
pub(crate) fn fine(text: &str) {
    remark(&Stream::Out.paint(voice::GOOD, text));
}

/// Prints to standard output.
pub(crate) fn print(text: &str) {
    match Stream::Out.has_colour() {
        // Terminals that do not know the signs of colours get what they know.
        true => write(&mut anstream::stdout(), text.as_bytes()),
        false => bytes(text.as_bytes()),
    }
}

/// Prints bytes to standard output as they are.
pub(crate) fn bytes(bytes: &[u8]) {
    write(&mut io::stdout(), bytes);
}

/// Whether something that was to be printed is lost.
static LOST: AtomicBool = AtomicBool::new(false);

/// Whether something that was to be printed is lost, though there was somebody to read it.
pub(crate) fn has_lost() -> bool {
    LOST.load(Ordering::Relaxed)
}

/// Whether somebody closed what was printed to.
static CLOSED: AtomicBool = AtomicBool::new(false);

/// Whether nobody reads what is printed.
pub(crate) fn is_unread() -> bool {
    CLOSED.load(Ordering::Relaxed)
}

/// Whoever closed a stream does not want to read; a disk that is full is another matter, and told once.
fn write(stream: &mut dyn io::Write, bytes: &[u8]) {
    let written = progress::aside(|| stream.write_all(bytes).and_then(|()| stream.flush()));
    let Err(error) = written else { return };
    if error.kind() == ErrorKind::BrokenPipe {
        CLOSED.store(true, Ordering::Relaxed);
    } else if !LOST.swap(true, Ordering::Relaxed) {
        complain(&format!(
            "error: what was asked for cannot be printed: {error}"
        ));
    }
}

/// Prints a difference as `diff -u` shows it to standard output.
pub(crate) fn difference(text: &str) {
    let lines = text.split_inclusive('\n').map(|line| {
        let style = match line.as_bytes() {
            [b'+', b'+', b'+', b' ', ..] | [b'-', b'-', b'-', b' ', ..] => voice::STRONG,
            [b'+', ..] => voice::ADDED,
            [b'-', ..] => voice::REMOVED,
            [b'@', ..] => voice::PLACE,
            _ => return line.to_owned(),
        };
        painted(Stream::Out, style, line)
    });
    print(&lines.collect::<String>());
}

/// Prints a table that nobody asked for to standard output; its first line says what its columns are.
pub(crate) fn table(text: &str) {
    let (head, rest) = text.split_once('\n').unwrap_or((text, ""));
    remark(&Stream::Out.paint(voice::STRONG, head));
    if voice::level() > Level::Quiet {
        print(rest);
    }
}

/// Prints changes of specs, each with its mark, to standard output.
pub(crate) fn changes(text: &str) {
    let lines = text.split_inclusive('\n').map(|line| {
        let style = match line.as_bytes() {
            [b'!', ..] => voice::BAD,
            [b'+', ..] => voice::GOOD,
            // The verdicts of the change before.
            [b' ', b' ', b' ', ..] => voice::FAINT,
            [b' ', ..] => return line.to_owned(),
            _ => voice::STRONG,
        };
        match line.as_bytes() {
            [b'!' | b'+', ..] => format!("{}{}", Stream::Out.paint(style, &line[..1]), &line[1..]),
            _ => painted(Stream::Out, style, line),
        }
    });
    print(&lines.collect::<String>());
}

/// Prints a line to standard error; the word that it starts with says what it is.
pub(crate) fn complain(text: &str) {
    let words = [
        ("error:", voice::BAD),
        ("错误：", voice::BAD),
        ("warning:", voice::WARNING),
        ("help:", voice::HELP),
        ("note:", voice::STRONG),
    ];
    let word = words.iter().find(|(word, _)| text.starts_with(word));
    let shown = word.map(|(word, style)| {
        let rest = &text[word.len()..];
        format!("{}{rest}", Stream::Err.paint(*style, word))
    });
    let line = format!("{}\n", shown.as_deref().unwrap_or(text));
    match Stream::Err.has_colour() {
        true => write(&mut anstream::stderr(), line.as_bytes()),
        false => write(&mut io::stderr(), line.as_bytes()),
    }
}

/// Prints a line to standard error that nobody asked for.
pub(crate) fn aside(text: &str) {
    if voice::level() > Level::Quiet {
        complain(text);
    }
}

/// Prints a line to standard error for those who want to know everything.
pub(crate) fn detail(text: impl FnOnce() -> String) {
    if voice::level() == Level::Verbose {
        complain(&Stream::Err.paint(voice::FAINT, &text()));
    }
}

/// A line in a style, which ends before the line does.
fn painted(stream: Stream, style: Style, line: &str) -> String {
    let text = line.trim_end_matches(['\r', '\n']);
    format!("{}{}", stream.paint(style, text), &line[text.len()..])
}
