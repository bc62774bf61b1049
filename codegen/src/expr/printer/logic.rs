//! `not`, `and`, `or`: negation is carried down to where it reads best.

use quote::quote;

use super::{Binds, Printed, compare, presence, print};
use crate::expr::ast::Operator;
use crate::expr::typed::{Node, Typed};

/// The bool, or its opposite.
pub(super) fn truth(typed: &Typed, negated: bool) -> Printed {
    match &typed.node {
        Node::Not(value) => truth(value, !negated),
        Node::And(parts) => join(parts, negated, !negated),
        Node::Or(parts) => join(parts, negated, negated),
        Node::Is {
            value,
            negated: not,
            test,
        } => presence::is(value, *not != negated, *test),
        Node::Compare(operator, left, right) => match opposite(*operator) {
            Some(opposite) => {
                compare::compare(if negated { opposite } else { *operator }, left, right)
            }
            None => negate(compare::compare(*operator, left, right), negated),
        },
        Node::Bool(value) => {
            let value = *value != negated;
            Printed::owned(quote!(#value))
        }
        _ => negate(print(typed), negated),
    }
}

/// The tokens with `!` before them if `negated`.
pub(super) fn negate(printed: Printed, negated: bool) -> Printed {
    if !negated {
        return printed;
    }
    let value = printed.at(Binds::Not);
    Printed::binding(quote!(!#value), Binds::Not)
}

fn join(parts: &[Typed], negated: bool, and: bool) -> Printed {
    // `&&` binds more than `||`, but readers like the parentheses.
    let parts = parts
        .iter()
        .map(|part| truth(part, negated).at(Binds::Compare));
    if and {
        Printed::binding(quote!(#(#parts)&&*), Binds::And)
    } else {
        Printed::binding(quote!(#(#parts)||*), Binds::Or)
    }
}

fn opposite(operator: Operator) -> Option<Operator> {
    match operator {
        Operator::Equal => Some(Operator::Unequal),
        Operator::Unequal => Some(Operator::Equal),
        Operator::Less => Some(Operator::GreaterOrEqual),
        Operator::LessOrEqual => Some(Operator::Greater),
        Operator::Greater => Some(Operator::LessOrEqual),
        Operator::GreaterOrEqual => Some(Operator::Less),
        Operator::In => None,
    }
}
