//! Calls of the functions that take values and give a value.

use super::Checker;
use crate::diagnostic::{Help, help};
use crate::expr::ast::{Call, Expr, Word};
use crate::expr::problem::{Problem, ProblemKind, Span};
use crate::expr::table::{self, Form, Function, Need, Overload, Param};
use crate::expr::typed::{Node, Typed};
use crate::expr::types::{Kind, Type};

/// An argument before it is checked, or the value that a stage is applied to.
pub(super) enum Given<'a> {
    Expr(&'a Expr),
    Ready(Typed),
}

pub(super) type Givens<'a> = Vec<(Option<&'a Word>, Given<'a>)>;

impl Checker<'_> {
    /// A call; `piped` is what stands before `|`.
    pub(super) fn call(&mut self, call: &Call, piped: Option<&Expr>, range: Span) -> Typed {
        let name = call.name.text.as_str();
        let mut given: Givens<'_> = Vec::new();
        given.extend(piped.map(|value| (None, Given::Expr(value))));
        given.extend(
            call.args
                .iter()
                .map(|arg| (arg.name.as_ref(), Given::Expr(&arg.value))),
        );
        let Some(function) = table::find(name) else {
            for (_, value) in given {
                self.given(value);
            }
            let problem = self.no_function(&call.name);
            return self.wrong(range, problem);
        };
        match &function.form {
            Form::Plain { overloads, digest } => {
                self.plain(function, overloads, *digest, given, &call.name, range)
            }
            Form::Special(special, _) => self.form(*special, call, given, range),
        }
    }

    pub(super) fn no_function(&self, name: &Word) -> Problem {
        let message = format!("there is no function `{}`", name.text);
        let problem = Problem::new(name.range, ProblemKind::UnknownFunction, message);
        if self.scope.hooks.contains_key(&name.text) {
            return problem.help(help!(
                "write `custom(\"{}\", …)`",
                "写成 `custom(\"{}\", …)`",
                name.text
            ));
        }
        // Words that people bring from elsewhere.
        let known = match name.text.as_str() {
            "len" | "size" => Some("length` or `count"),
            "base64_encode" | "b64" => Some("base64"),
            "urlencode" | "url_encode" | "encode" => Some("percent"),
            "hmac" => Some("hmac_sha256"),
            "sha" | "hash" => Some("sha256"),
            "timestamp" | "unix" => Some("unix_seconds"),
            "to_string" | "string" | "str" => Some("as_text"),
            "int" | "to_int" | "number" => Some("as_int"),
            _ => None,
        };
        match known {
            Some(known) => {
                let help = help!("did you mean `{known}`?", "是否应为 `{known}`？");
                let certain = matches!(known, "base64" | "percent" | "as_text" | "as_int");
                problem.help(match certain {
                    true => help.replacing(&name.text, known),
                    false => help,
                })
            }
            None => problem.suggest(&name.text, table::functions().map(|function| function.name)),
        }
    }

    pub(super) fn given(&mut self, given: Given<'_>) -> Typed {
        match given {
            Given::Expr(expr) => self.expr(expr),
            Given::Ready(typed) => typed,
        }
    }

    /// How to write a call, for a help line.
    pub(super) fn usage(&self, name: &str) -> Help {
        let signatures = table::find(name)
            .map(Function::signatures)
            .unwrap_or_default();
        let signatures: Vec<String> = signatures.iter().map(|line| format!("`{line}`")).collect();
        // Each language joins them by a word of its own.
        Help::new(
            format!("write {}", signatures.join(" or ")),
            format!("写成 {}", signatures.join(" 或 ")),
        )
    }

    pub(super) fn plain(
        &mut self,
        function: &'static Function,
        overloads: &'static [Overload],
        digest: bool,
        given: Givens<'_>,
        name: &Word,
        range: Span,
    ) -> Typed {
        // The overloads differ in types only, so the first shows how arguments are given.
        let Some(params) = overloads.first().map(|overload| overload.takes) else {
            return Typed::new(Type::new(Kind::Unknown), range, Node::Null);
        };
        let before = self.problems.len();
        let args = self.bind(params, given, name);
        let secret = !digest && args.iter().flatten().any(|arg| arg.ty.secret);
        if self.problems.len() > before {
            // What it gives is known whatever is wrong inside, unless the overloads differ.
            let kind = match overloads {
                [one] => one.gives.kind(None),
                _ => Kind::Unknown,
            };
            return Typed::new(Type { kind, secret }, range, Node::Null);
        }
        let Some((overload, lifted)) = self.choose_overload(overloads, &args, name) else {
            return Typed::new(Type::new(Kind::Unknown), range, Node::Null);
        };
        self.literals(overload, &args);
        let first = args
            .first()
            .and_then(Option::as_ref)
            .map(|arg| &arg.ty.kind);
        let kind = overload.gives.kind(first);
        let kind = if lifted { kind.optional() } else { kind };
        Typed::new(
            Type { kind, secret },
            range,
            Node::Call {
                function,
                overload,
                args,
                lifted,
            },
        )
    }

    /// The arguments in the order of the parameters.
    fn bind(&mut self, params: &[Param], given: Givens<'_>, name: &Word) -> Vec<Option<Typed>> {
        let mut args: Vec<Option<Typed>> = Vec::new();
        let mut named: Vec<(String, Typed)> = Vec::new();
        let mut extra = None;
        let mut unknown = false;
        let places: Vec<&Param> = params.iter().filter(|param| !param.is_named()).collect();
        let many = places.last().is_some_and(|param| param.need == Need::Many);
        for (word, value) in given {
            let typed = self.given(value);
            let Some(word) = word else {
                if many || args.len() < places.len() {
                    args.push(Some(typed));
                } else {
                    extra.get_or_insert(typed.range);
                }
                continue;
            };
            if !params
                .iter()
                .any(|param| param.is_named() && param.name == word.text)
            {
                let problem = self.unknown_argument(params, word, &name.text);
                self.report(problem);
                unknown = true;
            } else if named.iter().any(|(known, _)| *known == word.text) {
                let message = format!("the argument `{}` is given twice", word.text);
                self.report(Problem::new(
                    word.range,
                    ProblemKind::WrongArguments,
                    message,
                ));
            } else {
                named.push((word.text.clone(), typed));
            }
        }
        if let Some(at) = extra {
            let named = params.iter().find(|param| param.is_named());
            let message = match named {
                Some(param) => format!("`{}` takes `{}` by name", name.text, param.name),
                None => format!("`{}` is given too many arguments", name.text),
            };
            self.report(
                Problem::new(at, ProblemKind::WrongArguments, message).help(self.usage(&name.text)),
            );
        }
        let needed = places
            .iter()
            .filter(|param| param.need != Need::Optional)
            .count();
        if args.len() < needed && !unknown {
            let missing = places.get(args.len()).map_or("", |param| param.name);
            let message = format!("`{}` lacks its argument `{missing}`", name.text);
            self.report(
                Problem::new(name.range, ProblemKind::WrongArguments, message)
                    .help(self.usage(&name.text)),
            );
        }
        if !many {
            args.resize_with(places.len(), || None);
        }
        for param in params.iter().filter(|param| param.is_named()) {
            let found = named.iter().position(|(known, _)| known == param.name);
            if found.is_none() && param.need == Need::Named && extra.is_none() && !unknown {
                let message = format!("`{}` lacks its argument `{}=`", name.text, param.name);
                self.report(
                    Problem::new(name.range, ProblemKind::WrongArguments, message)
                        .help(self.usage(&name.text)),
                );
            }
            args.push(found.map(|at| named.remove(at).1));
        }
        args
    }

    fn unknown_argument(&self, params: &[Param], word: &Word, function: &str) -> Problem {
        let message = format!("`{function}` has no argument `{}=`", word.text);
        let problem = Problem::new(word.range, ProblemKind::UnknownArgument, message);
        if params.iter().any(|param| param.name == word.text) {
            return problem.help(help!(
                "remove `{}=`, and keep the value",
                "删除 `{}=`，保留值",
                word.text
            ));
        }
        let named = params
            .iter()
            .filter(|param| param.is_named())
            .map(|param| param.name);
        let problem = problem.suggest(&word.text, named);
        if problem.help.is_none() {
            problem.help(self.usage(function))
        } else {
            problem
        }
    }
}
