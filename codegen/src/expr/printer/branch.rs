//! `if` and `choose`.

use proc_macro2::TokenStream;
use quote::quote;

use super::{Binds, Printed, hold, print};
use crate::expr::scope::Held;
use crate::expr::typed::Typed;
use crate::expr::types::{Choice, Kind};

pub(super) fn if_else(
    kind: &Kind,
    held: Held,
    condition: &Typed,
    yes: &Typed,
    no: &Typed,
) -> Printed {
    let condition = print(condition).tokens;
    let (yes, no) = (arm(kind, held, yes), arm(kind, held, no));
    let tokens = quote!(if #condition { #yes } else { #no });
    Printed {
        tokens,
        held,
        binds: Binds::Block,
    }
}

pub(super) fn choose(
    kind: &Kind,
    held: Held,
    subject: &Typed,
    arms: &[(Choice, Typed)],
) -> Printed {
    let subject = print(subject).tokens;
    let arms = arms.iter().map(|(choice, value)| {
        let pattern = &choice.pattern;
        let value = arm(kind, held, value);
        quote!(#pattern => #value)
    });
    let tokens = quote!(match #subject { #(#arms),* });
    Printed {
        tokens,
        held,
        binds: Binds::Block,
    }
}

/// Borrowed if every arm can be, owned otherwise.
pub(super) fn held<'a>(kind: &Kind, mut arms: impl Iterator<Item = &'a Typed>) -> Held {
    let borrowed = !kind.is_optional() && arms.all(|arm| print(arm).held != Held::Owned);
    if borrowed && !kind.is_copy() {
        Held::Ref
    } else {
        Held::Owned
    }
}

fn arm(kind: &Kind, held: Held, value: &Typed) -> TokenStream {
    if held == Held::Ref {
        hold::exact(value)
    } else {
        hold::own_as(value, kind)
    }
}
