//! `apiloom openapi`.

use std::path::{Path, PathBuf};
use std::{fs, io};

use apiloom_codegen::diagnostic::{Code, Diagnostic, Help};
use apiloom_codegen::{emit, output};

use crate::{Format, Input, Lang, Outcome, loaded, report, work};

/// Arguments of `apiloom openapi`.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The spec.
    #[arg(value_name = "SPEC", value_hint = clap::ValueHint::FilePath)]
    spec: PathBuf,
    /// The file to write; standard output if none is named.
    #[arg(long, value_name = "FILE", value_hint = clap::ValueHint::FilePath)]
    out: Option<PathBuf>,
    /// The language of the helps.
    #[arg(long, value_enum, default_value_t = Lang::En)]
    lang: Lang,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    if let Err(refusal) = loaded::readable(&arguments.spec) {
        return refusal.told();
    }
    let checked = work::check(std::slice::from_ref(&arguments.spec));
    report::diagnostics(&checked, &arguments.input());
    let api = match checked.apis.first() {
        Some(api) if !checked.has_errors() => api,
        _ => return Outcome::Problems,
    };
    let document = emit::openapi::document(api);
    let Some(out) = &arguments.out else {
        report::print(&document);
        return Outcome::Fine;
    };
    if let Err(error) = write(out, &document) {
        report::placeless(&[unwritable(out, &error)], &arguments.input());
        return Outcome::Problems;
    }
    report::detail(|| format!("wrote {}", out.display()));
    Outcome::Fine
}

impl Arguments {
    fn input(&self) -> Input {
        Input {
            format: Format::Text,
            lang: self.lang,
            specs: PathBuf::new(),
        }
    }
}

/// Writes a file, whole if one is there already.
fn write(path: &Path, text: &str) -> io::Result<()> {
    match path.is_file() {
        true => output::replace(path, text),
        false => fs::write(path, text),
    }
}

fn unwritable(path: &Path, error: &io::Error) -> Diagnostic {
    let message = format!("`{}` cannot be written: {error}", path.display());
    let help = Help::new(
        "correct the path or its permissions".to_owned(),
        "改正路径或权限".to_owned(),
    );
    Diagnostic::placeless(Code::Write, message).help(help)
}
