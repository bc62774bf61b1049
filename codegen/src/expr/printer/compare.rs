//! Comparisons.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Binds, Printed, call, hold, logic, print, reach};
use crate::expr::ast::Operator;
use crate::expr::typed::{Node, Typed};
use crate::expr::types::{ChoiceType, Kind};

pub(super) fn compare(operator: Operator, left: &Typed, right: &Typed) -> Printed {
    // What is known to be present is compared as the `Option` that it is.
    let (left, right) = (hold::widest(left), hold::widest(right));
    let (a, b) = (left.ty.kind.plain(), right.ty.kind.plain());
    match (operator, a, b) {
        (Operator::In, ..) => contained(left, right),
        (_, Kind::Choice(choice), _) => code(choice, left, &[right], operator == Operator::Unequal),
        (_, _, Kind::Choice(choice)) => code(choice, right, &[left], operator == Operator::Unequal),
        (_, Kind::Json, _) => json(left, right, operator == Operator::Unequal),
        (_, _, Kind::Json) => json(right, left, operator == Operator::Unequal),
        (_, Kind::Decimal, _) | (_, _, Kind::Decimal) => decimals(operator, left, right),
        _ => simple(operator, left, right),
    }
}

fn simple(operator: Operator, left: &Typed, right: &Typed) -> Printed {
    if let Node::Bool(wanted) = right.node
        && !left.ty.kind.is_optional()
    {
        let holds = wanted == (operator == Operator::Equal);
        return logic::truth(left, !holds);
    }
    let optional = left.ty.kind.is_optional() || right.ty.kind.is_optional();
    let equality = matches!(operator, Operator::Equal | Operator::Unequal);
    // `String == &str` compiles, `String < &str` does not; bytes have neither.
    let natural = left.ty.kind.is_copy() || (equality && left.ty.kind == Kind::Text);
    let side = |typed: &Typed| {
        if optional {
            hold::exact_option(typed)
        } else if natural {
            print(typed).at(Binds::Not)
        } else {
            hold::exact(typed)
        }
    };
    let (left, right) = (side(left), side(right));
    let sign = match operator {
        Operator::Equal => quote!(==),
        Operator::Unequal => quote!(!=),
        Operator::Less => quote!(<),
        Operator::LessOrEqual => quote!(<=),
        Operator::Greater => quote!(>),
        Operator::GreaterOrEqual | Operator::In => quote!(>=),
    };
    Printed::binding(quote!(#left #sign #right), Binds::Compare)
}

fn decimals(operator: Operator, left: &Typed, right: &Typed) -> Printed {
    let side = |typed: &Typed| match (&typed.ty.kind, typed.ty.kind.plain()) {
        (Kind::Optional(_), Kind::Int) => {
            let value = print(typed).receiver();
            quote!(#value.map(f::decimal).as_ref())
        }
        (_, Kind::Int) => {
            let value = print(typed).tokens;
            quote!(&f::decimal(#value))
        }
        _ => hold::exact(typed),
    };
    let (left, right) = (side(left), side(right));
    let test = match operator {
        Operator::Equal => quote!(is_eq),
        Operator::Unequal => quote!(is_ne),
        Operator::Less => quote!(is_lt),
        Operator::LessOrEqual => quote!(is_le),
        Operator::Greater => quote!(is_gt),
        Operator::GreaterOrEqual | Operator::In => quote!(is_ge),
    };
    Printed::owned(quote!(f::decimal_order(#left, #right).#test()))
}

fn json(json: &Typed, other: &Typed, negated: bool) -> Printed {
    let json = reach::json_arg(json).0;
    let test = json_is(&json, other);
    logic::negate(Printed::owned(test), negated)
}

fn json_is(json: &TokenStream, other: &Typed) -> TokenStream {
    match other.ty.kind.plain() {
        Kind::Json => {
            let other = reach::json_arg(other).0;
            quote!(f::is_same_json(#json, #other))
        }
        Kind::Int => {
            let other = print(other).tokens;
            quote!(f::is_json_int(#json, #other))
        }
        Kind::Bool => {
            let other = print(other).tokens;
            quote!(f::is_json_bool(#json, #other))
        }
        _ => {
            let other = hold::borrow(other);
            quote!(f::is_json_text(#json, #other))
        }
    }
}

/// `matches!(settings.mode, Mode::A | Mode::B)`.
fn code(choice: &ChoiceType, subject: &Typed, codes: &[&Typed], negated: bool) -> Printed {
    let patterns = codes.iter().filter_map(|code| match &code.node {
        Node::Text(code) => choice.variants.iter().find(|variant| variant.code == *code),
        _ => None,
    });
    let patterns = patterns.map(|variant| &variant.pattern);
    let pattern = quote!(#(#patterns)|*);
    let pattern = if subject.ty.kind.is_optional() {
        quote!(Some(#pattern))
    } else {
        pattern
    };
    let subject = print(subject).tokens;
    let test = quote!(matches!(#subject, #pattern));
    logic::negate(Printed::owned(test), negated)
}

fn contained(left: &Typed, right: &Typed) -> Printed {
    let items = match &right.node {
        Node::List(items) => Some(items.as_slice()),
        _ => None,
    };
    match (left.ty.kind.plain(), items) {
        (Kind::Choice(choice), Some(items)) => {
            return code(choice, left, &items.iter().collect::<Vec<_>>(), false);
        }
        (Kind::Json, Some(items)) => {
            let json = reach::json_arg(left).0;
            let tests = items.iter().map(|item| json_is(&json, item));
            let tokens = quote!(#(#tests)||*);
            return match items.len() {
                1 => Printed::owned(tokens),
                _ => Printed::binding(tokens, Binds::Or),
            };
        }
        (Kind::Json, None) => {
            let json = reach::json_arg(left).0;
            let list = print(right).receiver();
            let test = match &right.ty.kind {
                Kind::List(item) if **item == Kind::Int => quote!(f::is_json_int(#json, *item)),
                Kind::List(item) if **item == Kind::Bool => quote!(f::is_json_bool(#json, *item)),
                _ => quote!(f::is_json_text(#json, item)),
            };
            return Printed::owned(quote!(#list.iter().any(|item| #test)));
        }
        _ => {}
    }
    let text = *left.ty.kind.plain() == Kind::Text;
    let test = |value: TokenStream| match items {
        Some(items) => {
            let items = items.iter().map(hold::exact);
            quote!([#(#items),*].contains(&#value))
        }
        None if text => {
            let list = call::texts(right);
            quote!(f::contains(#list, #value))
        }
        None => {
            let list = print(right).receiver();
            quote!(#list.contains(&#value))
        }
    };
    let value = hold::exact(left);
    if left.ty.kind.is_optional() {
        let test = test(quote!(it));
        if right.may_fail() {
            let tokens = quote!(match #value { Some(it) => #test, None => false });
            return Printed::binding(tokens, Binds::Block);
        }
        return Printed::owned(quote!(#value.is_some_and(|it| #test)));
    }
    Printed::owned(test(value))
}
