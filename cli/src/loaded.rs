//! The one spec that a command works on.

use std::path::{Path, PathBuf};

use apiloom::Json;
use apiloom_codegen::diagnostic;
use apiloom_codegen::expr::{self, Typed};
use apiloom_codegen::model::{Api, AuthUse, Scheme};
use apiloom_codegen::pipeline;
use apiloom_codegen::source::closest;
use apiloom_interpreter::{Described, Interpreter};

use crate::refusal::Refusal;
use crate::{Format, Input, Lang, report, work};

/// Checks a spec and makes it ready to be called; its problems are shown as `apiloom check` shows them.
///
/// # Errors
/// When there are errors in it: the command was given no spec.
pub(crate) fn api(path: &Path, auth: Option<&Path>, lang: Lang) -> Result<Interpreter, Refusal> {
    for path in std::iter::once(path).chain(auth) {
        readable(path)?;
    }
    let input = Input {
        format: Format::Text,
        lang,
        specs: PathBuf::new(),
    };
    let checked = work::timed("checking …", "checked", || {
        pipeline::check_with(&[path.to_owned()], auth)
    });
    work::tell_read(&checked.read);
    if checked.has_errors() {
        report::diagnostics(&checked, &input);
        let problems = diagnostic::json(&checked.sources, &checked.diagnostics, lang.language());
        let problems = Json::parse(problems.as_bytes()).unwrap_or_default();
        return Err(Refusal::spec(problems));
    }
    let api = checked.apis.into_iter().next();
    api.map(Interpreter::new).ok_or_else(|| {
        let shown = path.display();
        Refusal::usage(&format!(
            "`{shown}` describes no API\nhelp: name a spec file"
        ))
    })
}

/// Refuses what is no file that can be read.
pub(crate) fn readable(path: &Path) -> Result<(), Refusal> {
    let read = std::fs::File::open(path).and_then(|file| file.metadata());
    let shown = path.display();
    match read {
        Ok(metadata) if metadata.is_dir() => Err(Refusal::usage(&format!(
            "`{shown}` is a folder: name a file"
        ))),
        Ok(_) => Ok(()),
        Err(error) => Err(Refusal::usage(&format!(
            "`{shown}` cannot be read: {error}"
        ))),
    }
}

/// An operation by its name; otherwise which there are.
///
/// # Errors
/// When there is none of this name.
pub(crate) fn operation(
    interpreter: Interpreter,
    name: Option<&str>,
) -> Result<&'static Described, Refusal> {
    let known: Vec<&str> = interpreter.operations().map(Described::id).collect();
    let refused = match name {
        Some(name) => match interpreter.operation(name) {
            Some(described) => return Ok(described),
            None => unknown("operation", name, &known),
        },
        None if known.is_empty() => "error: this spec has no operations".to_owned(),
        None => format!("error: name an operation; there are: {}", known.join(", ")),
    };
    Err(Refusal::usage(&refused))
}

/// A hook that a scheme calls, or what fetches its token, and that nothing answers: the spec does not know
/// how it signs.
pub(crate) fn unanswered(api: &Api, scheme: &Scheme) -> Option<String> {
    let mut seen = Vec::new();
    let mut todo = vec![scheme];
    while let Some(scheme) = todo.pop() {
        if seen.contains(&&scheme.id) {
            continue;
        }
        seen.push(&scheme.id);
        let called: Vec<String> = values(scheme)
            .flat_map(|value| expr::uses(value).hooks)
            .collect();
        let without = api.hooks.iter().filter(|hook| hook.body.is_none());
        let mut hooks = without.map(|hook| hook.name.snake());
        if let Some(hook) = hooks.find(|hook| called.contains(hook)) {
            return Some(hook);
        }
        let fetching = scheme.token.as_ref().and_then(|token| {
            let name = token.operation.as_ref()?;
            api.operations
                .iter()
                .find(|operation| operation.name == *name)
        });
        let ids = match fetching.map(|operation| &operation.auth) {
            // The first of several is what is used.
            Some(AuthUse::Any(ids)) => ids.get(..1).unwrap_or_default(),
            Some(AuthUse::All(ids)) => ids,
            Some(AuthUse::None) | None => &[],
        };
        todo.extend(api.schemes.iter().filter(|scheme| ids.contains(&scheme.id)));
    }
    None
}

/// All expressions of a scheme.
fn values(scheme: &Scheme) -> impl Iterator<Item = &Typed> {
    let lets = scheme.stamp_lets.iter().chain(&scheme.seal_lets);
    let placed = scheme.stamps.iter().chain(&scheme.seals);
    let with = scheme.token.iter().flat_map(|token| &token.with);
    let values = lets.map(|made| &made.value);
    values
        .chain(placed.map(|placed| &placed.value))
        .chain(with.map(|(_, value)| value))
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
