//! Known answers: the scheme is evaluated with the given inputs, and must give what is expected.

use super::Check;
use super::auth::setting_names;
use crate::diagnostic::{Code, Diagnostic, help};
use crate::expr::{self, Env, EvalError, Value};
use crate::model::{Let, Setting, Type};
use crate::spec::{self, Text};

impl Check<'_> {
    pub(super) fn known_answers(
        &mut self,
        scheme: &spec::Scheme,
        lets: &[Let],
        settings: &[Setting],
    ) {
        for answer in &scheme.known_answers {
            self.known_answer(scheme, answer, lets, settings);
        }
    }

    fn known_answer(
        &mut self,
        scheme: &spec::Scheme,
        answer: &spec::KnownAnswer,
        lets: &[Let],
        settings: &[Setting],
    ) -> Option<()> {
        let mut env = Env::new();
        for setting in settings {
            if let Some(default) = &setting.default {
                env.set(
                    &format!("settings.{}", setting.field.wire.as_str()),
                    value_of(&setting.field.ty, default),
                );
            }
        }
        for (key, text) in answer.given.iter() {
            let setting = settings
                .iter()
                .find(|s| format!("settings.{}", s.field.wire.as_str()) == key.text);
            let made = lets.iter().any(|made| made.name.snake() == key.text);
            match (key.as_str(), setting) {
                ("now", _) => {
                    let Some(now) = text.as_str().parse::<apiloom_wire::Timestamp>().ok() else {
                        let message = format!("`{}` is not a time", text.text);
                        self.report(
                            Code::BadValue,
                            text.span,
                            message,
                            help!(
                                "write a time such as `2026-01-31T12:00:00Z`",
                                "写成 `2026-01-31T12:00:00Z` 这样的时间"
                            ),
                        );
                        return None;
                    };
                    env = env.now(now);
                }
                (_, Some(setting)) => {
                    env.set(&key.text, value_of(&setting.field.ty, text.as_str()))
                }
                (name, None) if made || name == "token" || name.starts_with("operation.") => {
                    env.set(name, Value::Text(text.text.clone()));
                }
                ("attempt", None) => {
                    let attempt = self.number(text)?;
                    env.set(
                        "attempt",
                        Value::Int(i64::try_from(attempt).unwrap_or(i64::MAX)),
                    );
                }
                (name, None) if name.starts_with("request.") => {
                    env.set(name, of_request(name, text.as_str()))
                }
                (_, None) => {
                    let mut known = setting_names(settings);
                    known.extend(
                        ["now", "token", "attempt", "operation.…", "request.…"].map(str::to_owned),
                    );
                    known.extend(lets.iter().map(|made| made.name.snake()));
                    self.unknown(key, "input of this scheme", known);
                    return None;
                }
            }
        }
        for made in lets {
            let name = made.name.snake();
            if env.has(&name) {
                continue;
            }
            match expr::eval(&made.value, &env) {
                Ok(value) => env.set(&name, value),
                // What is not given is not needed, unless an expected value depends on it.
                Err(EvalError::Missing(_) | EvalError::Nonce) => {}
                Err(error) => {
                    let message = format!("`{name}` cannot be computed: {error}");
                    let help = help!(
                        "correct the scheme, or what `given` says",
                        "改正认证方案，或改正 `given`"
                    );
                    self.report(Code::KnownAnswer, answer.span, message, help);
                    return None;
                }
            }
        }
        for (key, expected) in answer.expect.iter() {
            self.expected(scheme, key, expected, lets, &env)?;
        }
        Some(())
    }

    fn expected(
        &mut self,
        scheme: &spec::Scheme,
        key: &Text,
        expected: &Text,
        lets: &[Let],
        env: &Env,
    ) -> Option<()> {
        let Some(made) = lets.iter().find(|made| made.name.snake() == key.text) else {
            self.unknown(
                key,
                "`let`",
                lets.iter().map(|made| made.name.snake()).collect(),
            );
            return None;
        };
        let message = match expr::eval(&made.value, env) {
            Ok(Value::Text(text)) if text == expected.text => return Some(()),
            Ok(Value::Text(_)) if made.value.ty.secret => {
                format!("`{}` comes out otherwise (its value is secret)", key.text)
            }
            Ok(Value::Text(text)) => format!("`{}` comes out as `{text}`", key.text),
            Ok(_) => format!("`{}` is not a text", key.text),
            Err(error) => format!("`{}` cannot be computed: {error}", key.text),
        };
        let help = help!(
            "correct the scheme, or the known answer if it was copied wrongly",
            "改正认证方案；若已知结果抄错了，则改正已知结果"
        );
        let own = scheme.lets.entries.iter().chain(&self.spec.lets.entries);
        let diagnostic = Diagnostic::new(Code::KnownAnswer, expected.span, message).help(help);
        // Where it is computed.
        let places = own.filter(|(name, _)| name.text == key.text);
        self.push(match places.map(|(name, _)| name.span).next() {
            Some(place) => diagnostic.related(place, "computed here"),
            None => diagnostic,
        });
        None
    }
}

/// A part of a request as expressions see it: a text, bytes, or pairs written `a=1&b=2`.
fn of_request(name: &str, text: &str) -> Value {
    match name {
        "request.body" => Value::Bytes(text.as_bytes().to_vec()),
        "request.query" | "request.headers" | "request.params" | "request.fields" => {
            let pairs = text.split('&').filter(|pair| !pair.is_empty());
            let split = |pair: &str| {
                let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
                (name.to_owned(), value.to_owned())
            };
            Value::Pairs(pairs.map(split).collect())
        }
        _ => Value::Text(text.to_owned()),
    }
}

/// The value of a setting as expressions see it.
fn value_of(ty: &Type, text: &str) -> Value {
    match ty {
        Type::Int32 | Type::Int64 => text
            .parse()
            .map_or_else(|_| Value::Text(text.to_owned()), Value::Int),
        Type::Bool => Value::Bool(text == "true"),
        _ => Value::Text(text.to_owned()),
    }
}
