//! What the client's user supplies once, from texts.

use std::fmt;

use apiloom::{Code, Secret, Violations};
use apiloom_codegen::expr::Env;
use apiloom_codegen::interpret::{Datum, expression};
use apiloom_codegen::model::{self, Setting, Type, TypeKind};

use crate::Interpreter;

/// What the client's user supplies once, with the defaults of the spec.
#[derive(Clone)]
pub struct Settings {
    values: Vec<(&'static Setting, Datum)>,
}

/// Why texts are not the settings of an API.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SettingsError {
    problems: Vec<Problem>,
    known: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Problem {
    Unknown(String),
    Missing(String),
    Twice(String),
    /// The setting, and what its text must be.
    Misfit(String, String),
}

impl Settings {
    /// Reads settings by their names in the spec; each text is read by the type of its setting.
    ///
    /// Whether they keep the rules of the spec is checked with each call, as for generated clients.
    ///
    /// # Errors
    /// When one is unknown, said twice, required and missing, or not of its type; all of these at once.
    pub fn new<N: Into<String>, T: Into<String>>(
        interpreter: Interpreter,
        texts: impl IntoIterator<Item = (N, T)>,
    ) -> Result<Self, SettingsError> {
        let settings = &interpreter.api().settings;
        let mut problems = Vec::new();
        let mut given: Vec<(String, String)> = Vec::new();
        for (name, text) in texts {
            let (name, text) = (name.into(), text.into());
            if given.iter().any(|(known, _)| *known == name) {
                problems.push(Problem::Twice(name));
            } else if !settings.iter().any(|s| s.field.wire.as_str() == name) {
                problems.push(Problem::Unknown(name));
            } else {
                given.push((name, text));
            }
        }
        let mut values = Vec::new();
        for setting in settings {
            let name = setting.field.wire.as_str();
            let text = given.iter().find(|(known, _)| known == name);
            let text = text.map(|(_, text)| text.as_str());
            match text.or(setting.default.as_deref()) {
                Some(text) => match read(interpreter.api(), &setting.field.ty, text) {
                    Ok(datum) => values.push((setting, datum)),
                    Err(wanted) => problems.push(Problem::Misfit(name.to_owned(), wanted)),
                },
                None if setting.field.presence == model::Presence::Required => {
                    problems.push(Problem::Missing(name.to_owned()));
                }
                None => values.push((setting, Datum::Absent)),
            }
        }
        let known = settings.iter().map(|s| s.field.wire.0.clone());
        match problems.is_empty() {
            true => Ok(Self { values }),
            false => Err(SettingsError {
                problems,
                known: known.collect(),
            }),
        }
    }

    /// The value of a setting; absent if it has none.
    pub fn get(&self, name: &str) -> Option<&Datum> {
        let mut values = self.values.iter();
        values
            .find(|(setting, _)| setting.field.wire.as_str() == name)
            .map(|(_, datum)| datum)
    }

    /// Gives their values to what expressions may name: `settings.NAME`.
    pub fn set(&self, env: &mut Env) {
        for (setting, datum) in &self.values {
            let path = format!("settings.{}", setting.field.wire.as_str());
            env.set(&path, expression(&setting.field.ty, datum));
        }
    }

    /// The secret ones.
    pub fn secrets(&self) -> Vec<&Secret> {
        let values = self.values.iter().map(|(_, datum)| datum);
        values
            .filter_map(|datum| match datum {
                Datum::Secret(secret) => Some(secret),
                _ => None,
            })
            .collect()
    }

    pub(crate) fn by_name(&self, snake: &str) -> Option<&Datum> {
        let mut values = self.values.iter();
        values
            .find(|(setting, _)| setting.field.name.snake() == snake)
            .map(|(_, datum)| datum)
    }

    pub(crate) fn check(&self, interpreter: Interpreter, found: &mut Violations) {
        let fields = self.values.iter().map(|(s, datum)| (&s.field, datum));
        interpreter.values().check_fields(fields, found);
    }
}

impl SettingsError {
    /// The names of the settings that are unknown.
    pub fn unknown(&self) -> Vec<&str> {
        let problems = self.problems.iter();
        problems
            .filter_map(|problem| match problem {
                Problem::Unknown(name) => Some(name.as_str()),
                _ => None,
            })
            .collect()
    }
}

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            match problem {
                Problem::Unknown(name) if self.known.is_empty() => {
                    write!(f, "there is no setting `{name}`: this spec has none")?;
                }
                Problem::Unknown(name) => {
                    let known = self.known.join(", ");
                    write!(f, "there is no setting `{name}`; there are: {known}")?;
                }
                Problem::Missing(name) => write!(f, "the setting `{name}` is required")?,
                Problem::Twice(name) => write!(f, "the setting `{name}` is given twice")?,
                Problem::Misfit(name, wanted) => {
                    write!(f, "the setting `{name}` must be {wanted}")?
                }
            }
        }
        Ok(())
    }
}

impl std::error::Error for SettingsError {}

/// Names, and the values of those that are no secrets.
impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let values = self.values.iter();
        let values = values.map(|(setting, datum)| (setting.field.wire.as_str(), datum));
        f.debug_map().entries(values).finish()
    }
}

/// A text as a value of the type of a setting; otherwise what it must be.
fn read(api: &model::Api, ty: &Type, text: &str) -> Result<Datum, String> {
    match ty {
        Type::Secret => Ok(Datum::Secret(Secret::from(text))),
        Type::Bool => match text {
            "true" => Ok(Datum::Bool(true)),
            "false" => Ok(Datum::Bool(false)),
            _ => Err("`true` or `false`".to_owned()),
        },
        Type::Int32 => match text.parse::<i32>() {
            Ok(number) => Ok(Datum::Int(i64::from(number))),
            Err(_) => Err("a whole number of 32 bits".to_owned()),
        },
        Type::Int64 => match text.parse() {
            Ok(number) => Ok(Datum::Int(number)),
            Err(_) => Err("a whole number".to_owned()),
        },
        Type::Named(id) => code(&api.declaration(*id).kind, text),
        // The checks let texts of all kinds through, and nothing else.
        _ => Ok(Datum::Text(text.to_owned())),
    }
}

fn code(kind: &TypeKind, text: &str) -> Result<Datum, String> {
    let TypeKind::Enum(codes) = kind else {
        return Err("of a type that settings have".to_owned());
    };
    let mut variants = codes.variants.iter();
    match variants.find(|variant| variant.code.to_string() == text) {
        Some(variant) => Ok(Datum::Code(match &variant.code {
            model::Literal::Int(code) => Code::Int(*code),
            model::Literal::Text(code) => Code::Text(code.clone()),
        })),
        None => {
            let codes = codes.variants.iter().map(|v| format!("`{}`", v.code));
            Err(format!("one of {}", codes.collect::<Vec<_>>().join(", ")))
        }
    }
}
