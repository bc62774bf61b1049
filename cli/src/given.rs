//! The settings that a command is given: by arguments, a file and the environment.

use std::path::{Path, PathBuf};

use apiloom_codegen::model::{Setting, Type};
use apiloom_interpreter::{Interpreter, Settings};

use crate::loaded;
use crate::refusal::Refusal;

/// Where settings come from.
#[derive(clap::Args)]
pub(crate) struct Given {
    /// A setting of the spec; counts before the file and the environment. A secret is better
    /// kept out of the arguments, which other users of the machine may see.
    #[arg(long, value_name = "NAME=VALUE")]
    set: Vec<String>,
    /// A file with settings: an object of JSON, or TOML if it is called so; counts before the
    /// environment, where a setting stands as `APILOOM_<VENDOR>_<SETTING>`.
    #[arg(long, value_name = "FILE")]
    settings: Option<PathBuf>,
}

impl Given {
    /// The settings of a spec.
    ///
    /// # Errors
    /// When some are unknown, missing or not of their types.
    pub(crate) fn settings(&self, interpreter: Interpreter) -> Result<Settings, Refusal> {
        let texts = self.texts(interpreter);
        let texts = texts.map_err(|reason| Refusal::settings(&reason))?;
        Settings::new(interpreter, texts).map_err(|error| {
            let variable = variable(interpreter, "<SETTING>");
            Refusal::settings(&format!(
                "{error}\nhelp: give settings by `--set NAME=VALUE`, by `--settings FILE`, or as `{variable}` in the environment"
            ))
        })
    }

    /// What is given, each setting once: the first of arguments, file and environment counts.
    fn texts(&self, interpreter: Interpreter) -> Result<Vec<(String, String)>, String> {
        let settings = &interpreter.api().settings;
        let known: Vec<&str> = settings.iter().map(|s| s.field.wire.as_str()).collect();
        let mut given = Vec::new();
        for text in &self.set {
            // A `:` before the `=` stood for it, and the rest is the value, as far as one can tell.
            let pair = text.split_once('=');
            let Some((name, value)) = pair.filter(|(name, _)| !name.contains(':')) else {
                return Err(no_pair(text, &known));
            };
            add(&mut given, &known, name, value)?;
        }
        let mut of_file = Vec::new();
        if let Some(path) = &self.settings {
            for (name, value) in read(path)? {
                add(&mut of_file, &known, &name, &value)?;
            }
        }
        let of_environment = settings.iter().filter_map(|setting| {
            let value = std::env::var(own_variable(interpreter, setting)).ok()?;
            Some((setting.field.wire.0.clone(), value))
        });
        for (name, value) in of_file.into_iter().chain(of_environment) {
            if !given.iter().any(|(known, _)| *known == name) {
                given.push((name, value));
            }
        }
        refuse_empty_secrets(settings, &given)?;
        Ok(given)
    }
}

/// Says that a text has no `=`, without the text, which may be a secret.
fn no_pair(text: &str, known: &[&str]) -> String {
    let name = text.split([':', '=']).next().unwrap_or_default();
    let shown = match known.contains(&name.trim()) {
        true => format!("`--set {}…`", name.trim()),
        false => "a `--set`".to_owned(),
    };
    format!("error: {shown} has no `=` between name and value")
}

fn add(
    given: &mut Vec<(String, String)>,
    known: &[&str],
    name: &str,
    value: &str,
) -> Result<(), String> {
    if !known.contains(&name) {
        return Err(loaded::unknown("setting", name, known));
    }
    if given.iter().any(|(other, _)| other == name) {
        return Err(format!("error: the setting `{name}` is given twice"));
    }
    given.push((name.to_owned(), value.to_owned()));
    Ok(())
}

/// An empty secret is a variable that is not set, or a file that was not filled in.
fn refuse_empty_secrets(settings: &[Setting], given: &[(String, String)]) -> Result<(), String> {
    let empty = given.iter().find(|(name, value)| {
        let mut settings = settings.iter();
        let setting = settings.find(|setting| setting.field.wire.as_str() == name);
        value.is_empty() && setting.is_some_and(|setting| setting.field.ty == Type::Secret)
    });
    match empty {
        Some((name, _)) => Err(format!("error: the secret setting `{name}` is empty")),
        None => Ok(()),
    }
}

/// The variable of the environment that is a setting.
fn own_variable(interpreter: Interpreter, setting: &Setting) -> String {
    variable(interpreter, &setting.field.name.screaming())
}

fn variable(interpreter: Interpreter, setting: &str) -> String {
    let vendor = interpreter.api().vendor.screaming();
    format!("APILOOM_{vendor}_{setting}")
}

/// The settings of a file; what is wrong with it is said without what stands in it.
fn read(path: &Path) -> Result<Vec<(String, String)>, String> {
    let shown = path.display();
    let text = std::fs::read_to_string(path)
        .map_err(|error| format!("error: `{shown}` cannot be read: {error}"))?;
    let is_toml = path
        .extension()
        .is_some_and(|extension| extension == "toml");
    // What the parsers say may quote what stands in the file, so only the place is told.
    let members = match is_toml {
        true => toml::from_str::<serde_json::Map<_, _>>(&text).map_err(|error| {
            let start = error.span().map_or(0, |span| span.start);
            place(&text, start)
        }),
        false => serde_json::from_str::<serde_json::Map<String, serde_json::Value>>(&text)
            .map_err(|error| (error.line(), error.column())),
    };
    let members = members.map_err(|(line, column)| {
        let form = if is_toml { "TOML" } else { "an object of JSON" };
        format!("error: `{shown}` is not {form}: see line {line}, column {column}")
    })?;
    let mut texts = Vec::new();
    for (name, value) in members {
        let text = match value {
            serde_json::Value::String(text) => text,
            serde_json::Value::Number(number) => number.to_string(),
            serde_json::Value::Bool(truth) => truth.to_string(),
            _ => {
                return Err(format!(
                    "error: `{shown}`: `{name}` is neither a text, a number nor a bool"
                ));
            }
        };
        texts.push((name, text));
    }
    Ok(texts)
}

/// The line and the column of a byte, both from 1.
fn place(text: &str, byte: usize) -> (usize, usize) {
    let before = text.get(..byte).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |index| index + 1);
    (line, before[start..].chars().count() + 1)
}
