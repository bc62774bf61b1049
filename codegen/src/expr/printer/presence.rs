//! Presence, emptiness and fallbacks.

use quote::quote;

use super::{Binds, Printed, hold, logic, print, reach};
use crate::expr::ast::Test;
use crate::expr::scope::Held;
use crate::expr::typed::Typed;
use crate::expr::types::Kind;

pub(super) fn is(value: &Typed, negated: bool, test: Test) -> Printed {
    match test {
        Test::Empty => empty(value, negated),
        Test::Null => null(value, negated),
        Test::Present => null(value, !negated),
    }
}

/// Whether the value is absent, or is there if `negated`.
fn null(value: &Typed, negated: bool) -> Printed {
    let value = hold::widest(value);
    match &value.ty.kind {
        Kind::Optional(_) => {
            let value = print(value).receiver();
            Printed::owned(if negated {
                quote!(#value.is_some())
            } else {
                quote!(#value.is_none())
            })
        }
        Kind::Json => {
            let json = reach::json_arg(value).0;
            logic::negate(Printed::owned(quote!(f::is_null_json(#json))), negated)
        }
        _ => {
            let absent = value.ty.kind == Kind::Null;
            let holds = absent != negated;
            Printed::owned(quote!(#holds))
        }
    }
}

fn empty(value: &Typed, negated: bool) -> Printed {
    let value = hold::widest(value);
    let kind = &value.ty.kind;
    let test = match kind.plain() {
        Kind::Json => {
            let json = reach::json_arg(value).0;
            quote!(f::is_empty_json(#json))
        }
        _ if kind.is_optional() && negated => {
            let value = hold::exact(value);
            return Printed::owned(quote!(#value.is_some_and(|it| !it.is_empty())));
        }
        plain if kind.is_optional() => {
            let value = hold::exact(value);
            let test = if *plain == Kind::Text {
                quote!(str::is_empty)
            } else {
                quote!(<[_]>::is_empty)
            };
            quote!(#value.is_none_or(#test))
        }
        _ => {
            let value = print(value).receiver();
            quote!(#value.is_empty())
        }
    };
    logic::negate(Printed::owned(test), negated)
}

/// `value ?? fallback`.
pub(super) fn default(typed: &Typed, value: &Typed, fallback: &Typed) -> Printed {
    let (left, right) = (print(value), print(fallback));
    let chained = typed.ty.kind.is_optional();
    if typed.ty.kind.is_copy() {
        let (value, fallback) = (left.receiver(), right.tokens);
        return Printed::owned(if chained {
            quote!(#value.or(#fallback))
        } else {
            quote!(#value.unwrap_or(#fallback))
        });
    }
    if left.held != Held::Owned && right.held != Held::Owned {
        let (value, fallback) = (hold::exact(value), hold::exact(fallback));
        let join = if chained {
            quote!(or)
        } else {
            quote!(unwrap_or)
        };
        return Printed::new(quote!(#value.#join(#fallback)), Held::Ref);
    }
    let value = hold::own_printed(&value.ty.kind, left);
    let fails = fallback.may_fail();
    let fallback = hold::own(fallback);
    if fails {
        let found = if chained {
            quote!(Some(it) => Some(it))
        } else {
            quote!(Some(it) => it)
        };
        let tokens = quote!(match #value { #found, None => #fallback });
        return Printed::binding(tokens, Binds::Block);
    }
    Printed::owned(if chained {
        quote!(#value.or_else(|| #fallback))
    } else {
        quote!(#value.unwrap_or_else(|| #fallback))
    })
}

/// What a condition has shown to be present. The fallback is there for the compiler only.
pub(super) fn narrowed(typed: &Typed, value: &Typed) -> Printed {
    let printed = print(value);
    match &typed.ty.kind {
        Kind::Instant => {
            let value = printed.receiver();
            Printed::owned(quote!(#value.unwrap_or(f::EPOCH)))
        }
        Kind::Decimal => {
            let value = hold::own_printed(&value.ty.kind, printed);
            Printed::owned(quote!(#value.unwrap_or_else(|| f::decimal(0))))
        }
        Kind::Json => {
            let value = hold::own_printed(&value.ty.kind, printed);
            Printed::owned(quote!(#value.unwrap_or_default()))
        }
        kind => {
            let held = if kind.is_copy() || printed.held == Held::Owned {
                Held::Owned
            } else {
                Held::Ref
            };
            let value = match held {
                Held::Ref => hold::exact_printed(&value.ty.kind, printed),
                _ => printed.receiver(),
            };
            Printed::new(quote!(#value.unwrap_or_default()), held)
        }
    }
}
