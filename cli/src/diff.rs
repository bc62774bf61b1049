//! `apiloom diff`.

use std::path::{Path, PathBuf};

use apiloom_codegen::diagnostic::{Code, Diagnostic, Language};
use apiloom_codegen::diff::{self, Change, Diff, Step, Verdict};
use apiloom_codegen::pipeline::{self, Checked};
use clap::ValueEnum;
use serde_json::{Value, json};

use crate::revision::Revision;
use crate::{Format, Input, Lang, Outcome, report, work};

/// Arguments of `apiloom diff`.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The older specs: a file, a folder, a git revision such as `HEAD~1`, or a path in one, such as `v1.2:specs`.
    #[arg(value_name = "OLD", value_hint = clap::ValueHint::AnyPath)]
    old: String,
    /// The newer specs, likewise.
    #[arg(value_name = "NEW", value_hint = clap::ValueHint::AnyPath)]
    new: String,
    /// How changes are shown.
    #[arg(long, value_enum, default_value_t = Shown::Text)]
    format: Shown,
    /// The language of the sentences.
    #[arg(long, value_enum, default_value_t = Lang::En)]
    lang: Lang,
    /// The folder of the specs in a revision that is named alone, beside another one.
    #[arg(long, value_name = "DIR", default_value = "specs", value_hint = clap::ValueHint::DirPath)]
    specs: PathBuf,
    /// What must not break; the exit code is 1 if it does.
    #[arg(long, value_enum, value_name = "WHAT", value_delimiter = ',')]
    deny: Vec<Deny>,
}

/// How changes are shown.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Shown {
    /// For people.
    Text,
    /// For programs: one JSON document.
    Json,
    /// For a changelog.
    Markdown,
}

/// What must not break.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Deny {
    /// Any of the others.
    Breaking,
    /// Code that uses the client.
    Callers,
    /// The bytes of calls, and how answers are read.
    Wire,
    /// What is accepted.
    Validation,
}

impl Deny {
    fn concerns(self, change: &Change) -> bool {
        let verdict = match self {
            Self::Breaking => change.worst(),
            Self::Callers => change.callers,
            Self::Wire => change.wire,
            Self::Validation => change.validation,
        };
        verdict == Verdict::Breaking
    }
}

/// One of the two sides.
enum Side {
    Disk(PathBuf),
    Revision(Revision),
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let sides = side(&arguments.old, &arguments.new, arguments)
        .and_then(|old| Ok((old, side(&arguments.new, &arguments.old, arguments)?)));
    let check = || sides.and_then(|(old, new)| Ok((old.check()?, new.check()?)));
    let checked = work::timed("checking both sides …", "checked both sides", check);
    let (old, new) = match checked {
        Ok(checked) => checked,
        Err(message) => {
            match arguments.format {
                Shown::Json => {
                    let problem = Diagnostic::placeless(Code::Unreadable, message);
                    report::placeless(&[problem], &arguments.input());
                }
                Shown::Text | Shown::Markdown => report::complain(&format!("error: {message}")),
            }
            return Outcome::Usage;
        }
    };
    let broken = [&old, &new]
        .into_iter()
        .find(|checked| checked.has_errors());
    if let Some(checked) = broken {
        report::diagnostics(checked, &arguments.input());
        return Outcome::Problems;
    }
    work::tell_read(&old.read);
    work::tell_read(&new.read);
    let diffs = work::timed("comparing …", "compared", || {
        diff::apis(&old.apis, &new.apis)
    });
    arguments.show(&diffs);
    let all = || diffs.iter().flat_map(|diff| &diff.changes);
    let denied = |change: &&Change| arguments.deny.iter().any(|deny| deny.concerns(change));
    let count = all().filter(denied).count();
    if count == 0 {
        return Outcome::Fine;
    }
    report::complain(&match arguments.lang.language() {
        Language::English => match count {
            1 => "error: 1 change is denied".to_owned(),
            _ => format!("error: {count} changes are denied"),
        },
        Language::Chinese => format!("错误：有 {count} 处不允许的变化"),
    });
    Outcome::Problems
}

impl Arguments {
    fn input(&self) -> Input {
        Input {
            format: match self.format {
                Shown::Json => Format::Json,
                Shown::Text | Shown::Markdown => Format::Text,
            },
            lang: self.lang,
            specs: self.specs.clone(),
        }
    }

    fn show(&self, diffs: &[Diff]) {
        let language = self.lang.language();
        if self.format == Shown::Json {
            return report::line(&format!("{:#}", document(diffs)));
        }
        let one: fn(&Diff, Language) -> String = match self.format {
            Shown::Markdown => diff::markdown,
            _ => diff::text,
        };
        let texts: Vec<String> = diffs.iter().map(|diff| one(diff, language)).collect();
        match self.format {
            Shown::Markdown => report::print(&texts.join("\n")),
            _ => report::changes(&texts.join("\n")),
        }
    }
}

impl Side {
    fn check(&self) -> Result<Checked, String> {
        let specs = match self {
            Self::Disk(path) if path.is_dir() => pipeline::specs_in(path).map_err(|error| {
                format!("the folder `{}` cannot be read: {error}", path.display())
            }),
            Self::Disk(path) => Ok(vec![path.clone()]),
            Self::Revision(revision) => revision.specs(),
        }?;
        match (specs.is_empty(), self) {
            (true, _) => Err("there are no `*.yaml` files on one of the sides".to_owned()),
            (false, Self::Disk(_)) => Ok(pipeline::check(&specs)),
            (false, Self::Revision(revision)) => Ok(revision.check(&specs)),
        }
    }
}

/// What an argument names; a revision alone means what the other argument names, in that revision.
fn side(text: &str, other: &str, arguments: &Arguments) -> Result<Side, String> {
    if Path::new(text).exists() {
        return Ok(Side::Disk(PathBuf::from(text)));
    }
    let there = match Path::new(other).exists() {
        true => Path::new(other),
        false => &arguments.specs,
    };
    let found = match text.contains(':') {
        true => Revision::written(text),
        false => Revision::at(text, there),
    };
    let none = || format!("there is no file, folder or git revision `{text}`");
    found.map(Side::Revision).ok_or_else(none)
}

/// All changes for programs, with the steps that they ask for.
fn document(diffs: &[Diff]) -> Value {
    let step = diffs.iter().map(Diff::step).max().unwrap_or(Step::Nothing);
    let vendors: Vec<Value> = diffs.iter().map(vendor).collect();
    json!({
        "step": step.word(),
        "step_below_1_0": step.below_1_0().word(),
        "vendors": vendors,
    })
}

fn vendor(diff: &Diff) -> Value {
    let (callers, wire, validation) = diff.worst();
    let changes: Vec<Value> = diff.changes.iter().map(change).collect();
    json!({
        "vendor": diff.vendor,
        "step": diff.step().word(),
        "step_below_1_0": diff.step().below_1_0().word(),
        "callers": callers.word(),
        "wire": wire.word(),
        "validation": validation.word(),
        "changes": changes,
    })
}

fn change(change: &Change) -> Value {
    json!({
        "path": change.path,
        "kind": change.kind.word(),
        "before": change.before,
        "after": change.after,
        "callers": change.callers.word(),
        "compiles": change.compiles,
        "wire": change.wire.word(),
        "validation": change.validation.word(),
        "step": Step::of(change).word(),
        "message": {
            "en": change.said.text(Language::English),
            "zh": change.said.text(Language::Chinese),
        },
    })
}
