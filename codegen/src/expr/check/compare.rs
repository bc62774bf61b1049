//! Comparisons and questions about presence.

use super::{Checker, bool_like, may_be_absent};
use crate::diagnostic::help;
use crate::expr::ast::{Expr, Operator, Test};
use crate::expr::problem::{Problem, ProblemKind, Span};
use crate::expr::typed::{Node, Typed};
use crate::expr::types::Kind;

impl Checker<'_> {
    pub(super) fn compare(
        &mut self,
        operator: Operator,
        left: &Expr,
        right: &Expr,
        range: Span,
    ) -> Typed {
        let left = self.expr(left);
        let right = self.expr(right);
        let ty = bool_like(&[&left, &right]);
        if !left.ty.kind.is_unknown() && !right.ty.kind.is_unknown() {
            match operator {
                Operator::Equal | Operator::Unequal => self.equality(&left, &right, range),
                Operator::In => self.containment(&left, &right),
                _ => self.ordering(&left, &right, range),
            }
        }
        let (left, right) = (Box::new(left), Box::new(right));
        // What equals null is what is absent.
        let test = match (operator, &left.ty.kind, &right.ty.kind) {
            (Operator::Equal | Operator::Unequal, Kind::Null, _) => Some(right.clone()),
            (Operator::Equal | Operator::Unequal, _, Kind::Null) => Some(left.clone()),
            _ => None,
        };
        let node = match test {
            Some(value) => Node::Is {
                value,
                negated: operator == Operator::Unequal,
                test: Test::Null,
            },
            None => Node::Compare(operator, left, right),
        };
        Typed::new(ty, range, node)
    }

    fn equality(&mut self, left: &Typed, right: &Typed, range: Span) {
        let (a, b) = (&left.ty.kind, &right.ty.kind);
        if *a == Kind::Null || *b == Kind::Null {
            let other = if *a == Kind::Null { right } else { left };
            if !other.ty.kind.is_optional() && other.ty.kind != Kind::Json {
                self.never_absent(other);
            }
            return;
        }
        match (a.plain(), b.plain()) {
            (Kind::Choice(_), Kind::Text) => self.code(left, right),
            (Kind::Text, Kind::Choice(_)) => self.code(right, left),
            (a, b) if equal(a, b) => {}
            (Kind::Json, Kind::Json) => {}
            (Kind::Json, kind) | (kind, Kind::Json)
                if matches!(kind, Kind::Text | Kind::Int | Kind::Bool) =>
            {
                let other = if *left.ty.kind.plain() == Kind::Json {
                    right
                } else {
                    left
                };
                if other.ty.kind.is_optional() {
                    self.report(may_be_absent(
                        other,
                        "what json is compared with may be absent",
                    ));
                }
            }
            (a, b) => self.report(uncomparable(a, b, range)),
        }
    }

    /// An enum is compared with the literal of one of its codes.
    fn code(&mut self, choice: &Typed, literal: &Typed) {
        let Kind::Choice(choice) = choice.ty.kind.plain() else {
            return;
        };
        let Node::Text(code) = &literal.node else {
            let message = format!(
                "`{}` is compared with one of its codes as a literal",
                choice.name
            );
            return self.report(Problem::new(literal.range, ProblemKind::WrongType, message));
        };
        if choice.variants.iter().any(|variant| variant.code == *code) {
            return;
        }
        let codes: Vec<&str> = choice
            .variants
            .iter()
            .map(|variant| variant.code.as_str())
            .collect();
        let message = format!("`{}` has no code `{code}`", choice.name);
        let problem = Problem::new(literal.range, ProblemKind::UnknownChoice, message)
            .suggest(code, codes.iter().copied());
        let problem = if problem.help.is_none() {
            problem.help(help!(
                "write one of: {}",
                "写下列之一：{}",
                codes.join(", ")
            ))
        } else {
            problem
        };
        self.report(problem);
    }

    fn ordering(&mut self, left: &Typed, right: &Typed, range: Span) {
        let (a, b) = (left.ty.kind.plain(), right.ty.kind.plain());
        let same = a == b && (*a == Kind::Text || time(a));
        let orderable = same || (number(a) && number(b));
        if !orderable {
            return self.report(uncomparable(a, b, range));
        }
        for side in [left, right] {
            if side.ty.kind.is_optional() {
                self.report(may_be_absent(side, "what is ordered may be absent"));
            }
        }
    }

    fn containment(&mut self, left: &Typed, right: &Typed) {
        let Kind::List(item) = &right.ty.kind else {
            let message = format!("`in` needs a list after it, not {}", right.ty.kind);
            let problem = Problem::new(right.range, ProblemKind::WrongType, message);
            return self
                .report(problem.help(help!("write `in list(a, b)`", "写成 `in list(a, b)`")));
        };
        if let (Kind::Choice(_), Node::List(items)) = (left.ty.kind.plain(), &right.node) {
            for item in items {
                self.code(left, item);
            }
            return;
        }
        let kind = left.ty.kind.plain();
        let json = *kind == Kind::Json && matches!(**item, Kind::Text | Kind::Int | Kind::Bool);
        let same = kind == &**item && matches!(kind, Kind::Text | Kind::Int);
        if !json && !same && **item != Kind::Unknown {
            let message = format!("{kind} cannot be in {}", right.ty.kind);
            self.report(Problem::new(
                left.range.to(right.range),
                ProblemKind::WrongType,
                message,
            ));
        }
    }

    pub(super) fn is(&mut self, value: &Expr, negated: bool, test: Test, range: Span) -> Typed {
        let value = self.expr(value);
        let kind = &value.ty.kind;
        match test {
            Test::Empty => {
                let sized = matches!(
                    kind.plain(),
                    Kind::Text
                        | Kind::Bytes
                        | Kind::List(_)
                        | Kind::Pairs
                        | Kind::Json
                        | Kind::Unknown
                );
                if !sized {
                    let message = format!("{kind} has no length that could be empty");
                    let problem = Problem::new(value.range, ProblemKind::WrongType, message);
                    self.report(if kind.is_optional() {
                        problem.help(help!("write `is present`", "写成 `is present`"))
                    } else {
                        problem
                    });
                }
            }
            Test::Present | Test::Null => {
                if !kind.is_optional() && !matches!(kind, Kind::Json | Kind::Unknown | Kind::Null) {
                    self.never_absent(&value);
                }
            }
        }
        let ty = bool_like(&[&value]);
        Typed::new(
            ty,
            range,
            Node::Is {
                value: Box::new(value),
                negated,
                test,
            },
        )
    }

    fn never_absent(&mut self, value: &Typed) {
        let problem = Problem::new(
            value.range,
            ProblemKind::NeverAbsent,
            format!("{} is never absent", value.ty.kind),
        );
        let empty = matches!(
            value.ty.kind,
            Kind::Text | Kind::Bytes | Kind::List(_) | Kind::Pairs
        );
        self.report(if empty {
            problem.help(help!("write `is empty`", "写成 `is empty`"))
        } else {
            problem
        });
    }
}

fn number(kind: &Kind) -> bool {
    matches!(kind, Kind::Int | Kind::Decimal)
}

fn time(kind: &Kind) -> bool {
    matches!(kind, Kind::Instant | Kind::Date | Kind::DateTime)
}

fn equal(a: &Kind, b: &Kind) -> bool {
    let simple = matches!(a, Kind::Text | Kind::Bytes | Kind::Bool) || time(a);
    (a == b && simple) || (number(a) && number(b))
}

fn uncomparable(a: &Kind, b: &Kind, range: Span) -> Problem {
    let problem = Problem::new(
        range,
        ProblemKind::WrongType,
        format!("{a} cannot be compared with {b} here"),
    );
    match (a, b) {
        (Kind::Json, _) | (_, Kind::Json) => problem.help(help!(
            "write `as_int(…)` or `as_text(…)` around the json",
            "用 `as_int(…)` 或 `as_text(…)` 转换 json"
        )),
        (Kind::Text, Kind::Int | Kind::Decimal | Kind::Bool)
        | (Kind::Int | Kind::Decimal | Kind::Bool, Kind::Text) => problem.help(help!(
            "write `as_text(…)`, `as_int(…)` or a text in double quotes",
            "写 `as_text(…)`、`as_int(…)` 或双引号中的文本"
        )),
        _ => problem,
    }
}
