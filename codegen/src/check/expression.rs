//! Expressions of the spec: parsed and typed in the scope of their place, with problems put where they stand.

use super::Check;
use crate::diagnostic::{Code, Diagnostic};
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
    pub(super) fn expression(&mut self, text: &Text, scope: &Scope, purpose: Purpose) -> Option<Typed> {
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
                self.report(Code::Secret, text.span, message, "use a value that is not secret, or its digest");
                None
            }
            Ok(typed) => Some(typed),
            Err(problems) => {
                problems.into_iter().for_each(|problem| self.problem(text, problem));
                None
            }
        }
    }

    fn problem(&mut self, text: &Text, problem: Problem) {
        let byte = |character: usize| {
            text.text.char_indices().nth(character).map_or(text.text.len(), |(byte, _)| byte)
        };
        let span = text.part(byte(problem.range.start), byte(problem.range.end));
        self.push(Diagnostic::new(code(problem.kind), span, problem.message).help_if(problem.help));
    }
}

fn code(kind: ProblemKind) -> Code {
    match kind {
        ProblemKind::Syntax | ProblemKind::BadText | ProblemKind::BadNumber | ProblemKind::TooDeep => {
            Code::ExpressionSyntax
        }
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
