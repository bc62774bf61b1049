//! `apiloom explain`.

use apiloom_codegen::diagnostic::{Code, Language, Part, SPEC, Severity};
use apiloom_codegen::source::closest;
use serde_json::{Value, json};

use crate::{Lang, Outcome, report};

/// Arguments of `apiloom explain`.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// The code, such as `AL0202`; all codes are listed if none is given.
    code: Option<String>,
    /// How the explanation is printed.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// The language of the explanation.
    #[arg(long, value_enum, default_value_t = Lang::En)]
    lang: Lang,
}

/// How an explanation is printed.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
enum Format {
    /// For people.
    Text,
    /// For programs: one JSON document, a list if no code is given.
    Json,
}

pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let language = arguments.lang.language();
    let is_json = arguments.format == Format::Json;
    let Some(text) = &arguments.code else {
        if is_json {
            let all = Code::ALL.iter().map(|code| document(*code, language));
            report::line(&format!("{:#}", Value::from_iter(all)));
            return Outcome::Fine;
        }
        for code in Code::ALL {
            report::line(&format!("{}  {}", code.id(), code.rule(language)));
        }
        return Outcome::Fine;
    };
    let id = id(text);
    match Code::ALL.iter().find(|code| code.id() == id) {
        Some(code) => {
            match is_json {
                true => report::line(&format!("{:#}", document(*code, language))),
                false => report::print(&page(*code, language)),
            }
            Outcome::Fine
        }
        None => {
            report::complain(&format!("error: there is no code `{text}`"));
            let near = closest(&id, Code::ALL.iter().map(|code| code.id()));
            report::complain(&match near {
                Some(near) => format!("help: did you mean `{near}`?"),
                None => "help: run `apiloom explain` for all codes".to_owned(),
            });
            Outcome::Usage
        }
    }
}

/// `al0202` and `202` as `AL0202`.
fn id(text: &str) -> String {
    let upper = text.trim().to_ascii_uppercase();
    let digits = upper.strip_prefix("AL").unwrap_or(&upper);
    format!("AL{digits:0>4}")
}

/// A code for programs.
fn document(code: Code, language: Language) -> Value {
    json!({
        "code": code.id(),
        "name": code.name(),
        "severity": match code.severity() {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        "fixable": code.is_fixable(),
        "rule": code.rule(language),
        "text": code.explanation().text(language),
    })
}

fn page(code: Code, language: Language) -> String {
    let words = Words::of(language);
    let severity = match code.severity() {
        Severity::Error => words.error,
        Severity::Warning => words.warning,
    };
    let explanation = code.explanation();
    let fix = match code.is_fixable() {
        true => format!("\n{}", words.fix),
        false => String::new(),
    };
    let (before, after) = (&explanation.before, &explanation.after);
    format!(
        "{} ({severity}): {}\n\n{}{fix}\n\n{}\n{}\n{}\n{}",
        code.id(),
        code.rule(language),
        explanation.text(language),
        words.before,
        example(before, after, '-'),
        words.after,
        example(after, before, '+'),
    )
}

/// An example, with a mark at each line that the other one does not have.
fn example(parts: &[Part], other: &[Part], mark: char) -> String {
    let mut text = String::new();
    let files = parts
        .iter()
        .filter(|part| matches!(part, Part::File { .. }));
    let alone = files.count() == 1;
    for part in parts {
        let (lines, there) = match part {
            Part::File { path, text: spec } => {
                if !alone || *path != SPEC {
                    text.push_str(&format!("\n  {path}:\n"));
                }
                let there = other.iter().find_map(|part| match part {
                    Part::File { path: p, text } if p == path => Some(*text),
                    _ => None,
                });
                (*spec, there)
            }
            Part::Commands(commands) => {
                let there = other.iter().find_map(|part| match part {
                    Part::Commands(commands) => Some(*commands),
                    Part::File { .. } => None,
                });
                (*commands, there)
            }
        };
        text.push('\n');
        let prompt = match part {
            Part::File { .. } => "",
            Part::Commands(_) => "$ ",
        };
        for line in lines.lines() {
            let known = there.is_none_or(|there| there.lines().any(|other| other == line));
            let mark = if known { ' ' } else { mark };
            text.push_str(format!("  {mark} {prompt}{line}").trim_end());
            text.push('\n');
        }
    }
    text
}

/// The words around an explanation.
struct Words {
    error: &'static str,
    warning: &'static str,
    fix: &'static str,
    before: &'static str,
    after: &'static str,
}

impl Words {
    fn of(language: Language) -> Self {
        match language {
            Language::English => Self {
                error: "error",
                warning: "warning",
                fix: "`apiloom check --fix` mends it where there is no doubt about what was meant.",
                before: "Before:",
                after: "After:",
            },
            Language::Chinese => Self {
                error: "错误",
                warning: "警告",
                fix: "若本意明确无疑，`apiloom check --fix` 会自动修复。",
                before: "修改前：",
                after: "修改后：",
            },
        }
    }
}
