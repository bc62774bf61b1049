//! The settings that a command is given: by arguments, a file and the environment.

use std::path::{Path, PathBuf};

use apiloom_codegen::model::Setting;
use apiloom_interpreter::{Interpreter, Settings};

use crate::{Outcome, loaded, report};

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
    pub(crate) fn settings(&self, interpreter: Interpreter) -> Result<Settings, Outcome> {
        let texts = self.texts(interpreter).map_err(|reason| {
            report::complain(&reason);
            Outcome::Usage
        })?;
        Settings::new(interpreter, texts).map_err(|error| {
            for line in error.to_string().lines() {
                report::complain(&format!("error: {line}"));
            }
            let variable = variable(interpreter, "<SETTING>");
            report::complain(&format!(
                "help: give settings by `--set NAME=VALUE`, by `--settings FILE`, or as `{variable}` in the environment"
            ));
            Outcome::Usage
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
    let members: Option<Vec<(String, serde_json::Value)>> = match is_toml {
        true => toml::from_str::<serde_json::Map<_, _>>(&text)
            .ok()
            .map(|table| table.into_iter().collect()),
        false => serde_json::from_str::<serde_json::Map<_, _>>(&text)
            .ok()
            .map(|object| object.into_iter().collect()),
    };
    let Some(members) = members else {
        let form = if is_toml { "TOML" } else { "an object of JSON" };
        return Err(format!("error: `{shown}` is not {form}"));
    };
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
