//! The functions that an expression calls.

use std::collections::BTreeSet;

use apiloom_codegen::expr::{Call, Expr, ExprKind, Piece as Part, Typed, parse, write};

/// Adds the functions that an expression calls.
pub(crate) fn functions(value: &Typed, found: &mut BTreeSet<String>) {
    if let Ok(parsed) = parse(&write(value)) {
        collect(&parsed, found);
    }
}

fn collect(expression: &Expr, found: &mut BTreeSet<String>) {
    let mut args = |call: &Call| {
        found.insert(call.name.text.clone());
        call.args.iter().for_each(|arg| collect(&arg.value, found));
    };
    match &expression.kind {
        ExprKind::Call(call) => args(call),
        ExprKind::Pipe(value, call) => {
            args(call);
            collect(value, found);
        }
        ExprKind::Template(parts) => {
            for part in parts {
                if let Part::Hole(hole) = part {
                    collect(hole, found);
                }
            }
        }
        ExprKind::Member(value, _) | ExprKind::Not(value) | ExprKind::Is { value, .. } => {
            collect(value, found);
        }
        ExprKind::Index(left, right)
        | ExprKind::Compare(_, left, right)
        | ExprKind::Default(left, right) => {
            collect(left, found);
            collect(right, found);
        }
        ExprKind::And(parts) | ExprKind::Or(parts) => {
            parts.iter().for_each(|part| collect(part, found));
        }
        ExprKind::Int(_)
        | ExprKind::Text(_)
        | ExprKind::Bool(_)
        | ExprKind::Null
        | ExprKind::Name(_) => {}
    }
}
