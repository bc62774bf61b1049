//! Expressions of the spec: parsed and typed in the scope of their place, with problems put where they stand.

use super::Check;
use crate::diagnostic::Code;
use crate::expr::{self, Problem, ProblemKind, Scope, Typed};
use crate::spec::Text;

/// What an expression is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// A `let`, where nonces may be made.
    Let,
    /// Anything that is placed or read.
    Value,
    /// A condition.
    Predicate,
    /// A text that people see; it must not hold a secret.
    Shown,
}

impl Check<'_> {
    /// Checks an expression in a scope.
    pub(super) fn expression(
        &mut self,
        text: &Text,
        scope: &Scope,
        purpose: Purpose,
    ) -> Option<Typed> {
        let parsed = match expr::parse(text.as_str()) {
            Ok(parsed) => parsed,
            Err(problem) => {
                self.problem(text, problem);
                return None;
            }
        };
        let checked = match purpose {
            Purpose::Let => expr::check_let(&parsed, scope),
            Purpose::Predicate => expr::check_predicate(&parsed, scope),
            Purpose::Value | Purpose::Shown => expr::check(&parsed, scope),
        };
        match checked {
            Ok(typed) if purpose == Purpose::Shown && typed.ty.secret => {
                let message = "a secret would be shown here";
                self.report(
                    Code::Secret,
                    text.span,
                    message,
                    "use a value that is not secret, or its digest",
                );
                None
            }
            Ok(typed) => Some(typed),
            Err(problems) => {
                problems
                    .into_iter()
                    .for_each(|problem| self.problem(text, problem));
                None
            }
        }
    }

    /// Reports a problem of an expression where it stands in the file.
    pub(super) fn problem(&mut self, text: &Text, problem: Problem) {
        let byte = |character: usize| {
            text.text
                .char_indices()
                .nth(character)
                .map_or(text.text.len(), |(byte, _)| byte)
        };
        let (from, to) = (byte(problem.range.start), byte(problem.range.end));
        let span = text.part(from, to);
        if problem.kind == ProblemKind::UnknownName && text.text.get(from..to) == Some("token") {
            let help = "add `token: { operation: …, value: body.… }` to this scheme, or `token: {}` for one that the client's user sets";
            self.report(
                Code::TokenScheme,
                span,
                "this scheme does not say where its token comes from",
                help,
            );
            return;
        }
        let help = problem.help.unwrap_or_else(|| otherwise(problem.kind));
        self.report(code(problem.kind), span, problem.message, help);
    }
}

/// What helps with a problem of which nothing nearer is known.
fn otherwise(kind: ProblemKind) -> String {
    let help = match kind {
        ProblemKind::UnknownFunction => {
            let names: Vec<&str> = expr::functions().map(|function| function.name).collect();
            return format!("known functions: {}", names.join(", "));
        }
        ProblemKind::Syntax => {
            "write a name, a call `sha256(x)`, a pipe `x | hex`, a comparison `a == b`, or text in double quotes"
        }
        ProblemKind::BadText => {
            "text stands in double quotes; `{` and `}` hold expressions in `text(\"…\")`"
        }
        ProblemKind::BadNumber => "write digits only, at most 18 of them",
        ProblemKind::TooDeep => "give its parts names with `let`",
        ProblemKind::UnknownName => {
            "name a `let` that stands above, or start with what is known here: `settings.NAME`"
        }
        ProblemKind::UnknownMember => "name a member that is declared in the spec",
        ProblemKind::UnknownHook => "declare it under `hooks`",
        ProblemKind::UnknownChoice | ProblemKind::MissingChoice => {
            "name the codes of the enum, each once"
        }
        ProblemKind::WrongArguments | ProblemKind::UnknownArgument => {
            "give the arguments in their order"
        }
        ProblemKind::WrongType => {
            "convert it, or write a comparison such as `x == \"…\"` where a bool is needed"
        }
        ProblemKind::MayBeAbsent => "give a fallback with `?? …`, or ask `is present` before it",
        ProblemKind::NeverAbsent => "remove the question",
        ProblemKind::Secret => "use a value that is not secret",
        ProblemKind::NotHere => "give it a name with `let` in the scheme, and use the name here",
        ProblemKind::BadLiteral => "write one of the values that the function knows",
    };
    help.to_owned()
}

fn code(kind: ProblemKind) -> Code {
    match kind {
        ProblemKind::Syntax
        | ProblemKind::BadText
        | ProblemKind::BadNumber
        | ProblemKind::TooDeep => Code::ExpressionSyntax,
        ProblemKind::UnknownName
        | ProblemKind::UnknownMember
        | ProblemKind::UnknownFunction
        | ProblemKind::UnknownHook
        | ProblemKind::UnknownChoice => Code::ExpressionName,
        ProblemKind::MissingChoice | ProblemKind::WrongArguments | ProblemKind::UnknownArgument => {
            Code::ExpressionCall
        }
        ProblemKind::WrongType
        | ProblemKind::MayBeAbsent
        | ProblemKind::NeverAbsent
        | ProblemKind::BadLiteral => Code::ExpressionType,
        ProblemKind::Secret => Code::Secret,
        ProblemKind::NotHere => Code::ExpressionPlace,
    }
}
