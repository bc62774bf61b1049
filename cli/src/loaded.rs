//! The one spec that a command works on.

use std::path::{Path, PathBuf};

use apiloom_codegen::diagnostic::{Code, Diagnostic, Help};
use apiloom_codegen::model::{Api, Scheme};
use apiloom_codegen::source::closest;
use apiloom_codegen::{expr, pipeline};
use apiloom_interpreter::{Described, Interpreter};

use crate::{Format, Input, Lang, Outcome, report};

/// Checks a spec and makes it ready to be called; its problems are shown as `apiloom check` shows them.
///
/// # Errors
/// When there are errors in it: the command was given no spec.
pub(crate) fn api(path: &Path, auth: Option<&Path>, lang: Lang) -> Result<Interpreter, Outcome> {
    if let Some(auth) = auth {
        // The place for what such a file says of hooks and schemes.
        report::complain(&format!("error: `{}` cannot be read yet", auth.display()));
        return Err(Outcome::Usage);
    }
    let input = Input {
        format: Format::Text,
        lang,
        specs: PathBuf::new(),
    };
    let checked = pipeline::check(&[path.to_owned()]);
    if checked.has_errors() {
        report::diagnostics(&checked, &input);
        return Err(Outcome::Usage);
    }
    match checked.apis.into_iter().next() {
        Some(api) => Ok(Interpreter::new(api)),
        None => {
            let message = format!("`{}` describes no API", path.display());
            let help = Help::new("name a spec file".to_owned(), "写出规范文件".to_owned());
            let problem = Diagnostic::placeless(Code::NoSpecs, message).help(help);
            report::placeless(&[problem], &input);
            Err(Outcome::Usage)
        }
    }
}

/// An operation by its name; otherwise which there are.
///
/// # Errors
/// When there is none of this name.
pub(crate) fn operation(
    interpreter: Interpreter,
    name: Option<&str>,
) -> Result<&'static Described, Outcome> {
    let known: Vec<&str> = interpreter.operations().map(Described::id).collect();
    report::complain(&match name {
        Some(name) => match interpreter.operation(name) {
            Some(described) => return Ok(described),
            None => unknown("operation", name, &known),
        },
        None if known.is_empty() => "error: this spec has no operations".to_owned(),
        None => format!("error: name an operation; there are: {}", known.join(", ")),
    });
    Err(Outcome::Usage)
}

/// A hook that a scheme calls and that nothing answers: the spec does not know how it signs.
pub(crate) fn unanswered(api: &Api, scheme: &Scheme) -> Option<String> {
    let lets = scheme.stamp_lets.iter().chain(&scheme.seal_lets);
    let placed = scheme.stamps.iter().chain(&scheme.seals);
    let values = lets.map(|made| &made.value);
    let values = values.chain(placed.map(|placed| &placed.value));
    let called: Vec<String> = values.flat_map(|value| expr::uses(value).hooks).collect();
    let mut hooks = api.hooks.iter().map(|hook| hook.name.snake());
    hooks.find(|hook| called.contains(hook))
}

/// That there is nothing of this name, what there is, and what may have been meant.
pub(crate) fn unknown(what: &str, name: &str, known: &[&str]) -> String {
    let there_are = match known {
        [] => format!("this spec has no {what}s"),
        known => format!("there are: {}", known.join(", ")),
    };
    match closest(name, known.iter().copied()) {
        Some(near) => {
            format!("error: there is no {what} `{name}`; did you mean `{near}`? {there_are}")
        }
        None => format!("error: there is no {what} `{name}`; {there_are}"),
    }
}
