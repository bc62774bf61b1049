//! What the outcome of a condition shows to be present.

use crate::expr::ast::{Expr, ExprKind, Operator, Test};

/// The names that are present if `condition` comes out as `outcome`.
pub(super) fn shown(condition: &Expr, outcome: bool) -> Vec<String> {
    match &condition.kind {
        ExprKind::Is {
            value,
            negated,
            test,
        } => {
            let holds = outcome != *negated;
            let present = match test {
                Test::Present => holds,
                Test::Empty | Test::Null => !holds,
            };
            path(value).filter(|_| present).into_iter().collect()
        }
        ExprKind::Compare(operator, left, right) => {
            let equal = match operator {
                Operator::Equal => outcome,
                Operator::Unequal => !outcome,
                Operator::In => return path(left).filter(|_| outcome).into_iter().collect(),
                _ => return Vec::new(),
            };
            [(left, right), (right, left)]
                .into_iter()
                .filter(|(_, literal)| match literal.kind {
                    ExprKind::Null => !equal,
                    ExprKind::Int(_) | ExprKind::Text(_) | ExprKind::Bool(_) => equal,
                    _ => false,
                })
                .filter_map(|(value, _)| path(value))
                .collect()
        }
        ExprKind::Not(inner) => shown(inner, !outcome),
        ExprKind::And(parts) if outcome => {
            parts.iter().flat_map(|part| shown(part, true)).collect()
        }
        ExprKind::Or(parts) if !outcome => {
            parts.iter().flat_map(|part| shown(part, false)).collect()
        }
        _ => Vec::new(),
    }
}

/// How a name or member is remembered; `None` for what is computed.
pub(super) fn path(expr: &Expr) -> Option<String> {
    match &expr.kind {
        ExprKind::Name(name) => Some(name.clone()),
        // The separator can stand in no name, so that `a["b.c"]` and `a.b.c` stay different.
        ExprKind::Member(value, member) => Some(format!("{}\0{}", path(value)?, member.text)),
        ExprKind::Index(value, index) => match &index.kind {
            ExprKind::Text(text) => Some(format!("{}\0{text}", path(value)?)),
            ExprKind::Int(at) => Some(format!("{}\0#{at}", path(value)?)),
            _ => None,
        },
        _ => None,
    }
}
