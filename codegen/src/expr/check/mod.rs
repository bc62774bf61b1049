//! The type checker: from what was written to what it means, collecting every problem.

mod access;
mod call;
mod choose;
mod compare;
mod each;
mod fit;
mod form;
mod name;
mod narrow;

use super::ast::{Expr, ExprKind, Piece};
use super::problem::{Problem, ProblemKind, Span};
use super::scope::Scope;
use super::typed::{Node, Segment, Typed};
use super::types::{Kind, Type};
use crate::diagnostic::help;

/// Checks an expression that gives any value.
pub fn check(expr: &Expr, scope: &Scope) -> Result<Typed, Vec<Problem>> {
    Checker::new(scope, None).finish(expr)
}

/// Checks an expression that is computed only where a predicate holds, which was checked before: what that
/// shows to be present is present here.
pub fn check_after(when: &Expr, expr: &Expr, scope: &Scope) -> Result<Typed, Vec<Problem>> {
    let mut checker = Checker::new(scope, None);
    checker.present.extend(narrow::shown(when, true));
    checker.finish(expr)
}

/// Checks the whole of a `let`, which alone may be a nonce.
pub fn check_let(expr: &Expr, scope: &Scope) -> Result<Typed, Vec<Problem>> {
    Checker::new(scope, Some(expr.range)).finish(expr)
}

/// Checks a predicate: it must be true or false, and no secret may decide it.
pub fn check_predicate(expr: &Expr, scope: &Scope) -> Result<Typed, Vec<Problem>> {
    let mut checker = Checker::new(scope, None);
    let typed = checker.expr(expr);
    checker.expect(&typed, &Kind::Bool, "a predicate");
    if typed.ty.secret {
        checker.report(secret_predicate(expr.range));
    }
    checker.outcome(typed)
}

/// The predicate that holds where a rule is broken: `when` holds, and `require` does not.
///
/// What `when` shows to be present is present in `require`. The ranges of problems are those of
/// `require`; `when` is a predicate that was checked before.
pub fn check_rule(
    when: Option<&Expr>,
    require: &Expr,
    scope: &Scope,
) -> Result<Typed, Vec<Problem>> {
    let mut checker = Checker::new(scope, None);
    let mut parts = Vec::new();
    if let Some(when) = when {
        let typed = checker.expr(when);
        match typed.node {
            Node::And(inner) => parts.extend(inner),
            _ => parts.push(typed),
        }
        checker.present.extend(narrow::shown(when, true));
    }
    checker.problems.clear();
    let required = checker.expr(require);
    checker.expect(&required, &Kind::Bool, "a predicate");
    if required.ty.secret {
        checker.report(secret_predicate(require.range));
    }
    let ty = required.ty.clone();
    let broken = Typed::new(ty.clone(), require.range, Node::Not(Box::new(required)));
    if parts.is_empty() {
        return checker.outcome(broken);
    }
    parts.push(broken);
    checker.outcome(Typed::new(ty, require.range, Node::And(parts)))
}

fn secret_predicate(range: Span) -> Problem {
    Problem::new(
        range,
        ProblemKind::Secret,
        "a secret decides this predicate",
    )
    .help(help!(
        "name a value that is not secret: the outcome of a predicate can be seen",
        "换成非机密的值：条件的结果是可见的"
    ))
}

struct Checker<'a> {
    scope: &'a Scope,
    problems: Vec<Problem>,
    /// The range of the whole let, if it is one.
    whole_let: Option<Span>,
    /// What is known to be present at this point.
    present: Vec<String>,
}

impl<'a> Checker<'a> {
    fn new(scope: &'a Scope, whole_let: Option<Span>) -> Self {
        Self {
            scope,
            problems: Vec::new(),
            whole_let,
            present: Vec::new(),
        }
    }

    fn finish(mut self, expr: &Expr) -> Result<Typed, Vec<Problem>> {
        let typed = self.expr(expr);
        if typed.ty.kind == Kind::Null {
            self.report(Problem::new(
                expr.range,
                ProblemKind::WrongType,
                "`null` alone is no value",
            ));
        }
        self.outcome(typed)
    }

    fn outcome(mut self, typed: Typed) -> Result<Typed, Vec<Problem>> {
        if self.problems.is_empty() {
            return Ok(typed);
        }
        self.problems
            .sort_by_key(|problem| (problem.range.start, problem.range.end));
        Err(self.problems)
    }

    fn report(&mut self, problem: Problem) {
        self.problems.push(problem);
    }

    /// Reports, and stands in for the part that is wrong.
    fn wrong(&mut self, range: Span, problem: Problem) -> Typed {
        self.report(problem);
        Typed::new(Type::new(Kind::Unknown), range, Node::Null)
    }

    fn expr(&mut self, expr: &Expr) -> Typed {
        let range = expr.range;
        let node = |kind: Kind, node: Node| Typed::new(Type::new(kind), range, node);
        match &expr.kind {
            ExprKind::Int(value) => node(Kind::Int, Node::Int(*value)),
            ExprKind::Text(text) => node(Kind::Text, Node::Text(text.clone())),
            ExprKind::Bool(value) => node(Kind::Bool, Node::Bool(*value)),
            ExprKind::Null => node(Kind::Null, Node::Null),
            ExprKind::Template(pieces) => self.template(pieces, range),
            ExprKind::Name(_) | ExprKind::Member(..) | ExprKind::Index(..) => self.reach(expr),
            ExprKind::Call(call) => self.call(call, None, range),
            ExprKind::Pipe(value, call) => self.call(call, Some(value), range),
            ExprKind::Not(value) => {
                let value = self.expr(value);
                self.expect(&value, &Kind::Bool, "`not`");
                Typed::new(bool_like(&[&value]), range, Node::Not(Box::new(value)))
            }
            ExprKind::And(parts) => {
                let parts = self.chain(parts, true);
                Typed::new(
                    bool_like(&parts.iter().collect::<Vec<_>>()),
                    range,
                    Node::And(parts),
                )
            }
            ExprKind::Or(parts) => {
                let parts = self.chain(parts, false);
                Typed::new(
                    bool_like(&parts.iter().collect::<Vec<_>>()),
                    range,
                    Node::Or(parts),
                )
            }
            ExprKind::Compare(operator, left, right) => self.compare(*operator, left, right, range),
            ExprKind::Is {
                value,
                negated,
                test,
            } => self.is(value, *negated, *test, range),
            ExprKind::Default(value, fallback) => self.default(value, fallback, range),
        }
    }

    /// The operands of `and` (`outcome` true) or `or`, each knowing what those before it show.
    fn chain(&mut self, parts: &[Expr], outcome: bool) -> Vec<Typed> {
        let known = self.present.len();
        let mut checked = Vec::with_capacity(parts.len());
        for part in parts {
            let typed = self.expr(part);
            self.expect(&typed, &Kind::Bool, if outcome { "`and`" } else { "`or`" });
            self.present.extend(narrow::shown(part, outcome));
            checked.push(typed);
        }
        self.present.truncate(known);
        checked
    }

    fn template(&mut self, pieces: &[Piece], range: Span) -> Typed {
        let mut secret = false;
        let mut segments = Vec::with_capacity(pieces.len());
        for piece in pieces {
            segments.push(match piece {
                Piece::Text(text) => Segment::Text(text.clone()),
                Piece::Hole(hole) => {
                    let typed = self.expr(hole);
                    self.expect(&typed, &Kind::Text, "a hole");
                    secret |= typed.ty.secret;
                    Segment::Hole(typed)
                }
            });
        }
        Typed::new(
            Type {
                kind: Kind::Text,
                secret,
            },
            range,
            Node::Template(segments),
        )
    }

    fn default(&mut self, value: &Expr, fallback: &Expr, range: Span) -> Typed {
        let value = self.expr(value);
        let fallback = self.expr(fallback);
        let kind = &value.ty.kind;
        if !kind.is_optional() && !kind.is_unknown() {
            self.report(
                Problem::new(
                    value.range,
                    ProblemKind::NeverAbsent,
                    format!("{kind} before `??` is never absent"),
                )
                .help(help!(
                    "remove `??` and what follows it",
                    "删除 `??` 及其后的内容"
                )),
            );
        }
        let secret = value.ty.secret || fallback.ty.secret;
        let joined = match (kind.plain(), &fallback.ty.kind) {
            (_, Kind::Null) => None,
            (Kind::Unknown, _) | (_, Kind::Unknown) => Some(Kind::Unknown),
            (a, b) if a == b.plain() => Some(b.clone()),
            _ => None,
        };
        let Some(kind) = joined else {
            let mut problem = Problem::new(
                fallback.range,
                ProblemKind::WrongType,
                format!(
                    "`??` needs {} after it, not {}",
                    kind.plain(),
                    fallback.ty.kind
                ),
            );
            if *kind.plain() == Kind::Json {
                problem = problem.help(help!(
                    "write `value | as_text ?? \"…\"`",
                    "写成 `value | as_text ?? \"…\"`"
                ));
            }
            return self.wrong(range, problem);
        };
        let node = Node::Default(Box::new(value), Box::new(fallback));
        Typed::new(Type { kind, secret }, range, node)
    }

    /// Reports a value of another kind than the one needed.
    fn expect(&mut self, typed: &Typed, kind: &Kind, place: &str) {
        let found = &typed.ty.kind;
        if found == kind || found.is_unknown() {
            return;
        }
        let problem = if found.plain() == kind {
            may_be_absent(
                typed,
                &format!("{place} needs {kind}, and this may be absent"),
            )
        } else {
            let problem = Problem::new(
                typed.range,
                ProblemKind::WrongType,
                format!("{place} needs {kind}, not {}", typed.ty),
            );
            match (kind, found.plain()) {
                (Kind::Text, Kind::Int | Kind::Decimal | Kind::Bool) => {
                    problem.help(help!("write `as_text(…)`", "写成 `as_text(…)`"))
                }
                (Kind::Text, Kind::Json) => problem.help(help!("write `as_text(…) ?? \"…\"`", "写成 `as_text(…) ?? \"…\"`")),
                (Kind::Text, Kind::Bytes) => problem.help(help!("write `… | hex` or `… | base64`, or `as_text(…) ?? \"\"` for the text that it is", "写 `… | hex` 或 `… | base64`；若要原文，写 `as_text(…) ?? \"\"`")),
                (Kind::Text, Kind::Instant) => {
                    problem.help(help!("write `… | unix_seconds` or `… | format(\"yyyy-MM-dd\")`", "写 `… | unix_seconds` 或 `… | format(\"yyyy-MM-dd\")`"))
                }
                _ => problem,
            }
        };
        self.report(problem);
    }
}

fn may_be_absent(typed: &Typed, message: &str) -> Problem {
    Problem::new(typed.range, ProblemKind::MayBeAbsent, message).help(help!(
        "write `?? …` after it for a fallback, or `is present and …` before it",
        "在后面写 `?? …` 给出后备值，或在前面写 `is present and …`"
    ))
}

/// A bool that carries a secret if one of the parts does.
fn bool_like(parts: &[&Typed]) -> Type {
    Type {
        kind: Kind::Bool,
        secret: parts.iter().any(|part| part.ty.secret),
    }
}
